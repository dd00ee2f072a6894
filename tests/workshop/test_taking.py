"""What a room revealed is taken into the workbook once, and what somebody did since stays."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbook import Workbook, create_workbook
from workbook.store import Edit
from workbook.strategy import Block, Parked, Session, SessionOutcome
from workbook.strategy.destination import Objective
from workbook.strategy.position import Recalled, RecallRound, SignsSurvey
from workbook.strategy.route import Criterion, Initiative, NotDoing, Response, RivalMove, Score
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.day.preparing import prepare
from workbook.workshop.questions import Question
from workbook.workshop.room import Room
from workbook.workshop.server.control import did
from workbook.workshop.taking import taking

ASKED = "scores, moves, not_doing, rating, practice, signs, recall"


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A bakery with a workshop of one block."""
    made = create_workbook("Rise Bakery", tmp_path)
    session = made.add(Session, name="Where we go", invited=6)
    made.add(Block, session_id=session, name="All of it", asked=ASKED)
    made.add(Initiative, name="Second oven")
    made.add(Criterion, name="Margin")
    made.add(RivalMove, name="They open on Sundays")
    return made


@pytest.fixture
def room(book: Workbook, tmp_path: Path) -> Room:
    """Its room, in which people are let in."""
    made = Room(BallotBox(tmp_path / "bakery.room"))
    ready = prepare(book.plan, the_session(book))
    made.prepare(ready.session, ready.blocks, ready.questions)
    made.begin()
    return made


def the_session(book: Workbook) -> Session:
    """Return the one workshop."""
    [session] = book.plan.all(Session)
    return session


def held(room: Room, id: str, *answers: Any, reveal: bool = True) -> Question:
    """Hold a round of a question in which people give these values, each for all its options."""
    question = room.box.question(id)
    room.show(id)
    round = room.open_round()
    for value in answers:
        values = {option.id: value for option in question.options}
        room.cast(room.join(), round.id, Answer(values))
    room.close_round()
    if reveal:
        room.reveal()
    return question


def take(book: Workbook, room: Room, **more: bool) -> str:
    """Take what was revealed into the workbook, and return what is told of it."""
    found = taking(book.plan, the_session(book), did(room, {"do": "outcome"}), **more)
    if found.edits:
        book.save(found.edits)
    return " ".join([found.told, *found.left])


def margin(book: Workbook) -> str:
    """Return the id of the one criterion."""
    return book.plan.all(Criterion)[0].id


def test_the_same_room_is_taken_once_however_often_somebody_presses(
    book: Workbook, room: Room
) -> None:
    held(room, "moves", {"would": "Open as well", "holds": "yes"})
    room.park("A van of our own")
    assert take(book, room) == "Taken: 1 outcome of a workshop, 1 parked item and 1 response."
    assert take(book, room) == "Nothing is new: all of it was taken before."
    [said] = book.plan.all(SessionOutcome)
    assert (said.question, said.kind, said.voters, said.rounds) == ("moves", "response", 1, 1)
    assert [each.name for each in book.plan.all(Parked)] == ["A van of our own"]
    [answer] = book.plan.all(Response)
    assert (answer.name, answer.holds) == ("Open as well", "yes")


def test_what_was_not_revealed_stays_in_the_room(book: Workbook, room: Room) -> None:
    held(room, "moves", {"would": "Open as well", "holds": "yes"}, reveal=False)
    take(book, room)
    assert book.plan.all(SessionOutcome) == ()
    assert book.plan.all(Response) == ()


def test_a_later_round_takes_the_place_of_the_earlier_one(book: Workbook, room: Room) -> None:
    for marks in ([1, 5, 5], [5, 5, 5]):
        held(room, "scores", *({margin(book): mark} for mark in marks))
        take(book, room)
    [said] = book.plan.all(SessionOutcome)
    assert (said.rounds, said.settled) == (2, "agreed")


def test_median_scores_are_taken_when_asked_for_and_never_over_a_score_that_is_there(
    book: Workbook, room: Room
) -> None:
    held(room, "scores", *({margin(book): mark} for mark in [3, 4, 4, 4, 5]))
    take(book, room)
    assert book.plan.all(Score) == ()
    assert "1 score" in take(book, room, scores=True)
    [score] = book.plan.all(Score)
    assert score.value == 75
    held(room, "scores", *({margin(book): 1} for _ in range(5)))
    assert "has a score already, which stays as it is" in take(book, room, scores=True)
    assert [each.value for each in book.plan.all(Score)] == [75]


def test_what_several_would_leave_alone_is_taken_and_what_one_said_is_not(
    book: Workbook, room: Room
) -> None:
    held(room, "not_doing", ["Wedding cakes"], ["wedding cakes", "A shop online"])
    take(book, room)
    assert [each.name for each in book.plan.all(NotDoing)] == ["Wedding cakes"]


def test_the_day_is_closed_with_how_many_came_and_how_many_gave_each_mark(
    book: Workbook, room: Room
) -> None:
    held(room, "rating", 8, 9, 8)
    held(room, "practice", 4)
    take(book, room)
    session = the_session(book)
    assert (session.closed, session.took_part, session.rated) == (True, 4, "8×2 9")
    assert book.plan.all(SessionOutcome) == ()


def test_a_day_that_was_given_no_date_was_held_when_its_room_was_opened(
    book: Workbook, room: Room
) -> None:
    held(room, "rating", 8, 9, 8)
    take(book, room)
    assert the_session(book).held_on == date.today()


def test_a_record_that_was_changed_since_is_not_put_back(book: Workbook, room: Room) -> None:
    held(room, "moves", {"would": "Open as well", "holds": "yes"})
    take(book, room)
    [answer] = book.plan.all(Response)
    book.save([Edit(Response, answer.id, {"name": "Open on Sundays too"}, answer.version)])
    take(book, room)
    assert [each.name for each in book.plan.all(Response)] == ["Open on Sundays too"]


def test_the_signs_are_taken_as_counts_and_a_survey_of_four_is_not(
    book: Workbook, room: Room
) -> None:
    held(room, "signs", 4, 4, 5, 1, reveal=False)
    take(book, room)
    assert book.plan.all(SignsSurvey) == ()
    held(room, "signs", 4, 4, 5, 1, 4)
    take(book, room)
    [survey] = book.plan.all(SignsSurvey)
    assert survey.support == "1 0 0 3 1"


def test_recall_keeps_what_was_named_by_how_many_and_whose_objective_it_is(
    book: Workbook, room: Room
) -> None:
    objective = book.add(Objective, name="Bread by seven")
    said = [["Bread by seven"], ["bread by Seven", "A van"], ["Margin"], ["Margin"], ["Tea"]]
    held(room, "recall", *said)
    take(book, room)
    take(book, room)
    [asked] = book.plan.all(RecallRound)
    assert (asked.people, asked.official_ids, asked.overlap) == (5, [objective], None)
    named = {each.name.casefold(): each for each in book.plan.all(Recalled)}
    assert named["bread by seven"].named_by == 2
    assert named["bread by seven"].objective_id == objective
    assert (named["margin"].named_by, named["margin"].objective_id) == (2, None)
