"""What a block is to bring is counted from the workbook, in words that a room reads at a glance."""

import pytest

from tests.insight.small import make, plan
from workbook.strategy import (
    KPI,
    Criterion,
    Initiative,
    Limits,
    NotDoing,
    Objective,
    Person,
    Score,
    Session,
    SwotItem,
)
from workbook.strategy.route import Response, RivalMove
from workbook.strategy.workshop import Parked
from workbook.workshop.day.outputs import CHECKS, Output, outputs

DAY = make(Session, id="day", name="Where we go", rated="7 8×2")
MARTA = make(Person, id="marta", name="Marta")


def output(name, *records) -> Output:
    [found] = outputs(plan(*records), DAY, [name])
    return found


def said(name, *records) -> str:
    return output(name, *records).words


def objectives(owned: int, bare: int):
    return [
        *(make(Objective, name=f"Goal {n}", owner_id="marta") for n in range(owned)),
        *(make(Objective, name=f"Idea {n}") for n in range(bare)),
    ]


@pytest.mark.parametrize(
    ("owned", "bare", "words", "met"),
    [
        (0, 0, "There is no objective yet.", False),
        (0, 3, "No objective has an owner yet.", False),
        (1, 0, "The one objective has an owner.", True),
        (1, 1, "1 of 2 objectives has an owner.", False),
        (8, 4, "8 of 12 objectives have an owner.", False),
        (3, 0, "All 3 objectives have an owner.", True),
    ],
)
def test_what_every_objective_should_have_is_counted(owned, bare, words, met):
    found = output("objectives_owned", MARTA, *objectives(owned, bare))
    assert (found.words, found.met) == (words, met)


def test_an_initiative_is_scored_once_it_has_a_score_on_each_criterion():
    money, joy = (make(Criterion, id=name, name=name) for name in ("money", "joy"))
    work = [make(Initiative, id=f"w{n}", name=f"Work {n}") for n in range(2)]
    both = [make(Score, initiative_id="w0", criterion_id=c, value=50) for c in ("money", "joy")]
    half = make(Score, initiative_id="w1", criterion_id="money", value=50)
    assert said("scored", money, joy, *work, *both, half) == "1 of 2 initiatives is scored."
    assert said("scored", *work) == "No initiative is scored yet."  # on what, without criteria?


def test_no_shock_has_an_answer_until_it_has():
    moves = [make(RivalMove, id=f"m{n}", name=f"Move {n}") for n in range(2)]
    assert said("moves_answered", *moves) == "No shock or move has an answer yet."
    answer = make(Response, move_id="m1", name="A standing order")
    assert said("moves_answered", *moves, answer) == "1 of 2 shocks and moves has an answer."


def test_what_need_only_be_there_is_counted():
    assert said("not_doing") == "Nothing is on the not-doing list yet."
    apps = [make(NotDoing, name=f"No app {n}") for n in range(2)]
    assert said("not_doing", *apps) == "2 things are on the not-doing list."
    assert output("rated").words == "3 marks are given for the day."


def test_the_parking_lot_is_emptied():
    assert output("parked").met
    parked = [make(Parked, session_id="day", name=n, became=b) for n, b in
              (("A van", "dropped"), ("A shop", None), ("A cat", "owner"))]  # fmt: skip
    found = output("parked", DAY, *parked)
    assert (found.words, found.met) == ("2 parked items still to be settled.", False)


def test_limits_count_once_cash_or_hours_are_said():
    assert not output("limits", make(Limits, owner_hours=10)).met
    assert output("limits", make(Limits, hours=100)).met


def test_the_four_fields_and_their_evidence():
    items = [make(SwotItem, kind="threat", text="Rent"), make(SwotItem, kind="strength", text="Us")]
    assert said("swot", *items) == "2 of 4 SWOT fields have an entry."
    assert said("evidence", *items) == "No SWOT item says how you know yet."


def test_an_objective_is_measured_by_a_kpi_with_a_target():
    goal = make(Objective, id="goal", name="Grow")
    assert not output("objectives_measured", goal, make(KPI, name="Sales", objective_id="goal")).met
    aimed = make(KPI, name="Sales", objective_id="goal", target=10)
    assert output("objectives_measured", goal, aimed).met


def test_every_output_can_be_counted_in_an_empty_workbook():
    found = outputs(plan(), make(Session, id="new", name="New"), CHECKS)
    assert [each.name for each in found] == list(CHECKS)
    assert [each.name for each in found if each.met] == ["parked"]


def test_an_output_that_nobody_knows_is_passed_over():
    assert outputs(plan(), DAY, ["happiness"]) == ()
