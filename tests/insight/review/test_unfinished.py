"""What is not finished: what is listed, what is decided, and what was kept without movement."""

from datetime import date

import pytest

from tests.insight.small import line, make, plan
from workbook.insight.review.unfinished import unfinished
from workbook.quarter import Quarter
from workbook.strategy import KPI, Action, Initiative, Milestone, Objective, Reading
from workbook.strategy.review import FollowUp

Q2, Q3 = Quarter.parse("2026-Q2"), Quarter.parse("2026-Q3")
SHEET = make(Action, quarter="2026-Q1", name="Fix the till", due=date(2026, 5, 1))
WORK = make(Initiative, name="Second oven", due=date(2026, 6, 1), status="in progress")


def said(item, verdict="keep", quarter="2026-Q3", **fields):
    return make(
        FollowUp,
        **{
            "quarter": quarter,
            "item_id": item.id,
            "verdict": verdict,
            "reason": "It rains.",
            **fields,
        },
    )


def listed(*records, quarter=Q3, **facts):
    return [item.record.name for item in unfinished(plan(*records, **facts), quarter).items]


def test_late_actions_initiatives_and_objectives_are_listed():
    goal = make(Objective, name="Sell more rye", due=date(2026, 7, 1))
    assert listed(SHEET, WORK, goal) == ["Fix the till", "Second oven", "Sell more rye"]


def test_what_is_not_due_yet_or_done_or_agreed_only_now_is_not_listed():
    fields = {"quarter": "2026-Q2", "name": "Try a rye loaf"}
    assert listed(make(Action, due=date(2026, 10, 31), **fields)) == []
    assert listed(make(Action, due=date(2026, 8, 1), status="done", **fields)) == []
    assert listed(make(Action, quarter="2026-Q3", name="Hire", due=date(2026, 9, 1))) == []
    assert listed(make(Initiative, name="App", due=date(2026, 6, 1), status="paused")) == []


def test_an_action_agreed_without_a_date_is_late_in_the_next_review():
    assert listed(make(Action, quarter="2026-Q2", name="Try a rye loaf")) == ["Try a rye loaf"]


def test_an_objective_that_is_due_and_reached_is_finished():
    goal = make(Objective, name="Sell more rye", due=date(2026, 7, 1))
    loaves = make(KPI, name="Loaves", objective_id=goal.id, target=30, frequency="month")
    read = make(Reading, kpi_id=loaves.id, start=date(2026, 9, 1), value=31)
    assert listed(goal, loaves, read) == []


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"verdict": None}, "keep, modify or abandon"),
        ({"reason": ""}, "why you keep it"),
        ({"verdict": "modify"}, "its new date or owner"),
        ({"verdict": "modify", "due": date(2026, 12, 1)}, ""),
        ({"verdict": "abandon"}, ""),
        ({}, ""),
    ],
)
def test_it_is_decided_with_a_verdict_a_reason_and_what_is_new(fields, lacks):
    found = unfinished(plan(SHEET, said(SHEET, **fields)), Q3)
    assert [item.lacks for item in found.items] == [lacks]
    assert bool(found.in_the_way) == bool(lacks)


def test_what_a_follow_up_has_moved_or_ended_stays_listed():
    moved = make(Action, quarter="2026-Q1", name="Fix the till", due=date(2026, 12, 1))
    assert listed(moved, said(moved, "modify", due=date(2026, 12, 1))) == ["Fix the till"]


def test_what_was_kept_twice_and_did_not_move_is_named():
    found = unfinished(plan(SHEET, said(SHEET, quarter="2026-Q2"), said(SHEET)), Q3)
    assert [item.stuck for item in found.items] == ["kept for the second time, nothing moved"]
    assert found.concerns == ("Kept once more, and nothing moved: “Fix the till”.",)
    assert unfinished(plan(SHEET, said(SHEET, quarter="2026-Q2")), Q2).concerns == ()


@pytest.mark.parametrize(("day", "stuck"), [(date(2026, 6, 1), True), (date(2026, 8, 1), False)])
def test_a_milestone_or_date_that_moved_in_between_is_movement(day, stuck):
    stone = make(Milestone, initiative_id=WORK.id, name="Bought", done_on=date(2026, 8, 1))
    reached = line(1, stone, day, {"done_on": None}, {"done_on": "2026-08-01"})
    kept = said(WORK, quarter="2026-Q2"), said(WORK)
    [item] = unfinished(plan(WORK, stone, *kept, changes=(reached,)), Q3).items
    assert bool(item.stuck) is stuck
    later = line(1, WORK, day, {"due": "2026-05-01"}, {"due": "2026-06-01"})
    [item] = unfinished(plan(WORK, *kept, changes=(later,)), Q3).items
    assert bool(item.stuck) is stuck


def test_a_reading_in_between_is_movement_of_an_objective():
    goal = make(Objective, name="Sell more rye", due=date(2026, 3, 1))
    loaves = make(KPI, name="Loaves", objective_id=goal.id, target=30, frequency="month")
    read = make(Reading, kpi_id=loaves.id, start=date(2026, 9, 1), value=3)
    kept = said(goal, quarter="2026-Q2"), said(goal)
    assert [i.kept for i in unfinished(plan(goal, loaves, *kept), Q3).items] == [2]
    assert [i.kept for i in unfinished(plan(goal, loaves, read, *kept), Q3).items] == [1]


def test_a_reading_of_something_else_is_no_movement():
    other = make(KPI, name="Rolls", frequency="month")
    read = make(Reading, kpi_id=other.id, start=date(2026, 9, 1), value=3)
    kept = said(SHEET, quarter="2026-Q2"), said(SHEET)
    assert [i.kept for i in unfinished(plan(SHEET, other, read, *kept), Q3).items] == [2]
