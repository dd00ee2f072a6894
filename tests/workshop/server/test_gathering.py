"""Ballots that come at once are kept with one save, and each sender hears of their own."""

import asyncio
from pathlib import Path

import pytest

from workbook.errors import StorageFailed
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.messages import Refused
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.room import Room
from workbook.workshop.rounds import Cast
from workbook.workshop.server.gathering import Gathering

SURE = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(BallotBox(tmp_path / "bakery.room"))
    made.prepare({}, [{"id": "one", "title": "One", "minutes": 5, "questions": ["sure"]}], [SURE])
    made.begin()
    made.go("one")
    return made


async def sent(votes: Gathering[Cast], ballots: list[Cast]) -> list[BaseException | None]:
    return await asyncio.gather(*map(votes.put, ballots), return_exceptions=True)


def test_a_room_that_votes_at_once_waits_for_one_save(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, tokens = room.open_round(), [room.join() for _ in range(20)]
    saves = []
    save = room.cast_all
    monkeypatch.setattr(room, "cast_all", lambda given: (saves.append(len(given)), save(given))[1])
    votes = Gathering(room.cast_all)
    ballots = [Cast(token, asked.id, Answer({"plan": 4}), ready=True) for token in tokens]
    assert asyncio.run(sent(votes, ballots)) == [None] * 20
    assert saves == [20]
    turnout = room.box.turnout(asked.id)
    assert (turnout.voted, turnout.ready) == (20, 20)


def test_one_that_is_refused_keeps_no_other_from_being_kept(room: Room) -> None:
    asked, token = room.open_round(), room.join()
    ballots = [
        Cast("a stranger", asked.id, Answer({"plan": 1})),
        Cast(token, asked.id, Answer({"plan": 5})),
    ]
    refused, kept = asyncio.run(sent(Gathering(room.cast_all), ballots))
    assert isinstance(refused, Refused)
    assert kept is None
    assert room.box.own(token, asked.id) == Answer({"plan": 5})


def test_everybody_hears_when_nothing_could_be_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise StorageFailed("The disk is full.")

    asked, tokens = room.open_round(), [room.join() for _ in range(3)]
    monkeypatch.setattr(room, "cast_all", full)
    told = asyncio.run(
        sent(Gathering(room.cast_all), [Cast(t, asked.id, Answer()) for t in tokens])
    )
    assert [type(each) for each in told] == [StorageFailed] * 3
