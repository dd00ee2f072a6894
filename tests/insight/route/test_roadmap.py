"""Where each initiative stands, whatever its owner last said, and how far its date has moved."""

from datetime import date

import pytest

from tests.insight.small import figures, line, make, plan
from workbook import create_workbook
from workbook.insight.route.initiatives import Stage
from workbook.insight.route.roadmap import roadmap
from workbook.quarter import Quarter
from workbook.store import Edit
from workbook.strategy import Approval, Decision, Initiative, Milestone, Objective, Person

Q3 = Quarter.parse("2026-Q3")


def oven(**fields):
    return make(Initiative, name="Second oven", **fields)


def stage(*records, **looked_at):
    [found] = roadmap(plan(*records, **looked_at), Q3).shown
    return found.stage


def test_work_past_its_date_is_overdue_although_somebody_left_it_in_progress():
    assert stage(oven(status="in progress", due=date(2026, 9, 30))) == Stage.OVERDUE
    assert stage(oven(status="not started", due=date(2026, 8, 1))) == Stage.OVERDUE


def test_work_with_time_left_is_in_progress():
    assert stage(oven(status="in progress", due=date(2026, 10, 1))) == Stage.IN_PROGRESS


@pytest.mark.parametrize("status", ["paused", "stopped", "done"])
def test_work_that_was_ended_on_purpose_is_not_overdue(status):
    assert stage(oven(status=status, due=date(2026, 9, 1))) == status


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 9, 1), Stage.NOT_STARTED),
        (date(2026, 10, 1), Stage.STARTING),
        (date(2027, 3, 31), Stage.STARTING),
        (None, Stage.UNDATED),
    ],
)
def test_work_not_started_is_placed_by_its_start(start, expected):
    assert stage(oven(start=start)) == expected


def test_work_that_starts_after_the_next_two_quarters_is_only_named():
    page = roadmap(plan(oven(start=date(2027, 4, 1))), Q3)
    assert page.shown == ()
    assert [each.initiative.name for each in page.later] == ["Second oven"]


def test_a_draft_in_mid_quarter_does_not_call_work_late_whose_date_has_not_come():
    work = oven(status="in progress", due=date(2026, 9, 15))
    assert stage(work, today=date(2026, 8, 1)) == Stage.IN_PROGRESS


def test_work_finished_in_an_earlier_quarter_is_only_counted():
    before = oven(status="done", due=date(2026, 6, 30))
    page = roadmap(plan(before), Q3)
    assert page.shown == ()
    assert [each.initiative.name for each in page.finished_earlier] == ["Second oven"]
    assert figures(page)["roadmap.done"] == 0
    assert figures(page)["roadmap.finished-earlier"] == 1


def test_work_due_earlier_but_marked_done_in_this_quarter_belongs_to_it():
    work = oven(status="done", due=date(2026, 6, 30))
    marked = line(1, work, date(2026, 7, 9), {"status": "in progress"}, {"status": "done"})
    [shown] = roadmap(plan(work, changes=(marked,)), Q3).shown
    assert shown.closed_on == date(2026, 7, 9)


def test_work_stopped_by_a_decision_of_an_earlier_quarter_is_left_out():
    work = oven(status="stopped", due=date(2027, 1, 31))
    stop = make(
        Decision, title="Stop", kind="stop", initiative_id=work.id, decided_on=date(2026, 5, 4)
    )
    assert roadmap(plan(work, stop), Q3).shown == ()


def test_slippage_is_counted_from_the_first_date_in_the_journal(tmp_path):
    """The date was moved twice; only the first and the last one count."""
    book = create_workbook("Rise Bakery", tmp_path)
    id = book.add(Initiative, name="Second oven", start=date(2026, 7, 1), due=date(2026, 8, 31))
    for version, due in enumerate([date(2026, 12, 31), date(2026, 10, 30)], 1):
        book.save([Edit(Initiative, id, {"due": due}, version)], reason="The builder is late")
    [work] = roadmap(book.plan, Q3).shown
    assert (work.first_due, work.initiative.due) == (date(2026, 8, 31), date(2026, 10, 30))
    assert (work.slipped, len(work.moves)) == (60, 2)
    found = {f.id: f for f in roadmap(book.plan, Q3).figures}
    assert found["roadmap.second-oven.slipped"].value == 60
    assert len(found["roadmap.second-oven.slipped"].sources) == 3


def test_a_date_that_was_added_later_is_where_slippage_begins(tmp_path):
    book = create_workbook("Rise Bakery", tmp_path)
    id = book.add(Initiative, name="Second oven")
    book.save([Edit(Initiative, id, {"due": date(2026, 12, 1)}, 1)])
    [work] = roadmap(book.plan, Q3).shown
    assert (work.first_due, work.slipped, work.moves) == (date(2026, 12, 1), 0, ())


def test_without_a_journal_nothing_is_said_about_slippage():
    page = roadmap(plan(oven(due=date(2026, 12, 1))), Q3)
    assert page.shown[0].slipped is None
    assert not any(id.endswith(("slipped", "moves")) for id in figures(page))


def milestone(work, name, due, done_on=None):
    return make(Milestone, initiative_id=work.id, name=name, due=due, done_on=done_on)


def test_milestones_stand_in_time_order_reached_missed_or_to_come():
    work = oven(status="in progress", due=date(2026, 11, 30))
    marks = (
        milestone(work, "Bread baked in it", date(2026, 11, 1)),
        milestone(work, "Permit", date(2026, 9, 1)),
        milestone(work, "Loan", date(2026, 7, 1), date(2026, 7, 3)),
    )
    page = roadmap(plan(work, *marks), Q3)
    [shown] = page.shown
    assert [mark.name for mark in shown.milestones] == ["Loan", "Permit", "Bread baked in it"]
    assert [mark.name for mark in shown.reached] == ["Loan"]
    assert [mark.name for mark in shown.missed] == ["Permit"]
    assert figures(page)["roadmap.second-oven.milestones-reached"] == 1
    assert figures(page)["roadmap.second-oven.milestones"] == 3


def test_a_milestone_reached_after_the_quarter_was_not_reached_in_it():
    work = oven(status="in progress", due=date(2026, 11, 30))
    late = milestone(work, "Permit", date(2026, 9, 1), date(2026, 10, 2))
    [shown] = roadmap(plan(work, late), Q3).shown
    assert (len(shown.reached), len(shown.missed)) == (0, 1)


def test_the_most_pressing_work_comes_first_with_its_owner_and_objective():
    ana, sales = make(Person, name="Ana Ruiz"), make(Objective, name="Sell more bread")
    page = roadmap(
        plan(
            ana,
            sales,
            make(Initiative, name="Menu", status="done", due=date(2026, 8, 1)),
            make(Initiative, name="Sundays", status="in progress", due=date(2026, 12, 1)),
            oven(status="in progress", due=date(2026, 9, 1), owner_id=ana.id,
                 objective_ids=[sales.id]),
        ),
        Q3,
    )  # fmt: skip
    assert [work.initiative.name for work in page.shown] == ["Second oven", "Sundays", "Menu"]
    assert (page.shown[0].owner, page.shown[0].serves) == ("Ana Ruiz", ("Sell more bread",))
    counted = figures(page)
    assert [counted[f"roadmap.{s}"] for s in ("overdue", "in-progress", "done")] == [1, 1, 1]


def test_ideas_and_what_was_refused_are_on_no_roadmap():
    paint, shop = make(Initiative, name="Paint the van"), make(Initiative, name="A second shop")
    no = {"verdict": "refused", "decided_on": date(2026, 8, 2), "reason": "It costs too much."}
    refused = make(Approval, initiative_id=shop.id, asked_on=date(2026, 8, 1), **no)
    found = roadmap(plan(oven(status="in progress"), paint, shop, refused), Q3)
    assert [each.initiative.name for each in found.shown] == ["Second oven"]
