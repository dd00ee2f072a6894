"""What the invited answered before the day goes into the workbook once, and without a name."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbook import Workbook, create_workbook
from workbook.strategy import (
    Block,
    Initiative,
    NotDoing,
    Objective,
    Session,
    SessionOutcome,
    SwotItem,
)
from workbook.strategy.position import Recalled, RecallRound, SignsSurvey
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.day.preparing import BEFORE, before, prepare
from workbook.workshop.room import Room
from workbook.workshop.server.control import did
from workbook.workshop.taking import taking
from workbook.workshop.taking_before import taking_before

NAMES = ("Ben", "Ida", "Marta", "Olu", "Tom", "Una")


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A bakery with an objective, and a workshop in January."""
    made = create_workbook("Rise Bakery", tmp_path)
    made.add(Objective, name="Bread by seven", start=date(2020, 1, 1), due=date(2099, 1, 1))
    session = made.add(Session, name="Where we go", held_on=date(2027, 1, 14), invited=6)
    made.add(Block, session_id=session, name="Position", asked="recall, signs, start_stop_keep")
    return made


@pytest.fixture
def room(book: Workbook, tmp_path: Path) -> Room:
    """Its room, in which all questions for before the day are open."""
    made = Room(BallotBox(tmp_path / "bakery.room"))
    ready = prepare(book.plan, the_session(book))
    asked = before(book.plan, the_session(book), BEFORE)
    made.prepare(ready.session, ready.blocks, [*ready.questions, *asked])
    made.ask_before(BEFORE)
    return made


def the_session(book: Workbook) -> Session:
    [session] = book.plan.all(Session)
    return session


def answered(room: Room, question: str, *values: dict[str, Any]) -> None:
    """Have as many people answer a question as there are values."""
    tokens = list(room.invite(NAMES[: len(values)]).values())
    newest = room.newest(question)
    assert newest
    for token, each in zip(tokens, values, strict=True):
        room.cast(token, newest.id, Answer(each))


def take(book: Workbook, room: Room, *picked: tuple[str, str], **meant: str) -> str:
    """Close what is open, take it into the workbook, and return what is told."""
    room.close_before()
    closed = did(room, {"do": "invited"})["asked"]
    found = taking_before(book.plan, the_session(book), closed, picked, meant)
    if found.edits:
        book.save(found.edits)
    return " ".join([found.told, *found.left])


def test_every_text_is_kept_with_how_many_gave_it(book: Workbook, room: Room) -> None:
    start = {"start": ["Sunday bread"]}
    answered(room, "start_stop_keep", start, start, {"start": ["A van"], "keep": ["Sourdough"]})
    assert take(book, room) == "Taken: 2 outcomes of a workshop."
    said = {each.about: each.sentence for each in book.plan.all(SessionOutcome)}
    assert "“Sunday bread” (2)." in said["Start"] and "“A van” (1)." in said["Start"]
    assert "“Sourdough” (1)." in said["Keep"]
    assert not the_session(book).closed
    assert not any(name in str(said) for name in NAMES)


def test_what_is_picked_becomes_a_record_and_nothing_else_does(book: Workbook, room: Room) -> None:
    book.add(SwotItem, kind="threat", text="New rival")
    answered(room, "start_stop_keep", {"start": ["A van", "Tea"], "stop": ["Wedding cakes"]})
    answered(
        room, "opportunities_threats", {"opportunity": ["Hotels ask"], "threat": ["new rival"]}
    )
    picked = [
        ("start", "A van"), ("stop", "Wedding cakes"),
        ("opportunity", "Hotels ask"), ("threat", "new rival"),
    ]  # fmt: skip
    take(book, room, *picked)
    assert [each.name for each in book.plan.all(Initiative)] == ["A van"]
    assert [each.name for each in book.plan.all(NotDoing)] == ["Wedding cakes"]
    swot = [(each.kind, each.text) for each in book.plan.all(SwotItem)]
    assert sorted(swot) == [("opportunity", "Hotels ask"), ("threat", "New rival")]


def test_near_duplicates_that_were_merged_are_one_text(book: Workbook, room: Room) -> None:
    answered(room, "start_stop_keep", {"start": ["Sunday bread"]}, {"start": ["Bread on Sundays"]})
    room.close_before()
    texts = ["Sunday bread", "Bread on Sundays"]
    merge = {"question": "start_stop_keep", "option": "start", "texts": texts}
    did(room, {"do": "merge", **merge})
    take(book, room, ("start", "Sunday bread"))
    [said] = book.plan.all(SessionOutcome)
    assert "“Sunday bread” (2)." in said.sentence and "Bread on Sundays" not in said.sentence
    assert [each.name for each in book.plan.all(Initiative)] == ["Sunday bread"]


def test_the_signs_are_kept_as_counts_of_the_day_on_which_they_were_closed(
    book: Workbook, room: Room
) -> None:
    marks = [{"support": 4, "benefit": 2}] * 3 + [{"support": 5}] * 3
    answered(room, "signs", *marks)
    take(book, room)
    [kept] = book.plan.all(SignsSurvey)
    assert (kept.support, kept.benefit) == ("0 0 0 3 3", "")  # three are too few
    assert (kept.asked, kept.day) == (6, date.fromtimestamp(room.now))


def test_a_survey_of_fewer_than_five_leaves_nothing(book: Workbook, room: Room) -> None:
    answered(room, "signs", *[{"support": 4}] * 4)
    answered(room, "recall", *[{"objectives": ["Bread by seven"]}] * 4)
    assert "Nothing is new" in take(book, room)
    assert not book.plan.all(SignsSurvey) and not book.plan.all(RecallRound)


def test_recall_is_kept_with_what_each_text_means_and_how_alike_the_lists_are(
    book: Workbook, room: Room
) -> None:
    [objective] = book.plan.all(Objective)
    lists = [["Bread by seven"], ["early bread"], ["early bread"], [], ["New oven"]]
    answered(room, "recall", *({"objectives": each} for each in lists))
    meant = {"early bread": objective.id, "bread by seven": objective.id}
    take(book, room, **meant)
    [kept] = book.plan.all(RecallRound)
    assert (kept.people, kept.asked, kept.official_ids) == (5, 5, [objective.id])
    assert kept.overlap is not None
    named = {each.objective_id: each.named_by for each in book.plan.all(Recalled)}
    assert named == {objective.id: 3, None: 1}


def test_the_same_is_taken_once_before_and_on_the_day(book: Workbook, room: Room) -> None:
    answered(room, "start_stop_keep", {"start": ["A van"]}, {"start": ["A van"]})
    answered(room, "signs", *[{"support": 4}] * 5)
    answered(room, "recall", *[{"objectives": ["Bread by seven"]}] * 5)
    take(book, room)
    kept = {each: book.plan.all(each) for each in (SessionOutcome, SignsSurvey, RecallRound)}
    assert "Nothing is new" in take(book, room)
    room.begin()
    for id in ("start_stop_keep", "signs", "recall"):
        room.show(id)
        room.reveal()
    found = taking(book.plan, the_session(book), did(room, {"do": "outcome"}))
    book.save(found.edits)
    assert book.plan.all(SignsSurvey) == kept[SignsSurvey]
    assert book.plan.all(RecallRound) == kept[RecallRound]
    said = [each for each in book.plan.all(SessionOutcome) if each.question == "start_stop_keep"]
    assert said == list(kept[SessionOutcome])


def test_what_is_still_open_on_the_day_counts_all_who_were_invited(
    book: Workbook, room: Room
) -> None:
    answered(room, "signs", *[{"support": 4}] * 6)
    room.begin()
    room.show("signs")
    room.close_round()
    room.reveal()
    book.save(taking(book.plan, the_session(book), did(room, {"do": "outcome"})).edits)
    [kept] = book.plan.all(SignsSurvey)
    assert (kept.asked, kept.day, kept.support) == (6, date(2027, 1, 14), "0 0 0 6 0")


def test_what_the_room_is_asked_once_more_is_not_what_came_before_the_day(
    book: Workbook, room: Room
) -> None:
    answered(room, "start_stop_keep", {"start": ["A van"]})
    room.close_before()
    room.begin()
    room.show("start_stop_keep")
    room.open_round()
    told = did(room, {"do": "invited"})["asked"]
    [lists] = [each for each in told if each["question"]["id"] == "start_stop_keep"]
    assert not lists["open"] and lists["voted"] == 1
