"""A sheet counts once, and only in the round that it was printed for."""

from pathlib import Path

import pytest

from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.messages import Refused
from workbook.workshop.paper.serials import new_serial, spoken
from workbook.workshop.paper.taking import SERIAL, issue, issued, take
from workbook.workshop.rounds import Round

Form = dict[str, list[str]]


@pytest.fixture
def opened(box: BallotBox) -> Round:
    return box.open_round("scale")


def refused(
    box: BallotBox, round: Round, serial: str, form: dict[str, list[str]]
) -> dict[str, str]:
    with pytest.raises(Refused) as found:
        take(box, round.id, serial, form)
    return {name: problem.name for name, problem in found.value.problems.items()}


def test_whoever_votes_on_paper_counts_in_the_turnout(box: BallotBox, opened: Round) -> None:
    for serial in issue(box, "scale", 1, 3)[:2]:
        assert take(box, opened.id, serial, {"a.oven": ["4"]})
    turnout = box.turnout(opened.id)
    assert (turnout.here, turnout.voted, turnout.paper) == (2, 2, 2)


def test_a_sheet_that_is_entered_twice_counts_once_and_as_it_was_entered_last(
    box: BallotBox, opened: Round
) -> None:
    [serial] = issue(box, "scale", 1, 1)
    assert take(box, opened.id, serial, {"a.oven": ["4"]})
    assert not take(box, opened.id, spoken(serial).lower(), {"a.oven": ["2"]})
    box.close_round(opened.id)
    assert box.answers(opened.id) == [Answer({"oven": 2})]


def test_a_sheet_is_looked_at_in_order_and_the_first_thing_wrong_is_named(
    box: BallotBox, opened: Round
) -> None:
    [ours] = issue(box, "scale", 1, 1)
    [later] = issue(box, "scale", 2, 1)
    wrong = {"a.oven": ["9"], "a.boat": ["1"]}
    assert refused(box, opened, "K7QM", wrong) == {SERIAL: "paper_no_serial"}
    assert refused(box, opened, new_serial(), wrong) == {SERIAL: "paper_unknown"}
    assert refused(box, opened, later, wrong) == {SERIAL: "paper_other"}
    assert refused(box, opened, ours, wrong) == {"a.boat": "paper_no_field"}
    assert refused(box, opened, ours, {"a.oven": ["9"]}) == {"a.oven": "whole_number"}
    assert refused(box, opened, ours, {}) == {"": "nothing_given"}
    box.close_round(opened.id)
    assert refused(box, opened, ours, wrong) == {"": "paper_closed"}
    assert box.turnout(opened.id).voted == 0


def test_the_room_knows_its_sheets_and_keeps_no_serial(box: BallotBox, tmp_path: Path) -> None:
    [serial] = issue(box, "consent", 2, 1)
    assert issued(box, serial) == ("consent", 2)
    assert issued(box, new_serial()) is None
    assert serial.encode() not in (tmp_path / "bakery.room").read_bytes()


def test_whoever_abstains_on_paper_has_voted(box: BallotBox, opened: Round) -> None:
    [serial] = issue(box, "scale", 1, 1)
    assert take(box, opened.id, serial, {"abstain": ["1"]})
    assert box.turnout(opened.id).voted == 1
