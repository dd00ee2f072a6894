"""Wins that the records show: offered once, looked up again, and never against the data."""

from datetime import date

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook.errors import InvalidEntry
from workbook.insight.review.wins import wins
from workbook.quarter import Quarter
from workbook.strategy import Action, Initiative, Milestone, Win
from workbook.strategy.rules import check_together

Q3 = Quarter.parse("2026-Q3")
MANY = kpi(target=40)


def found(*records, quarter=Q1):
    return [gain.found.partition("/")[0] for gain in wins(plan(*records), quarter).offered]


def test_a_target_met_and_a_signal_for_the_better_are_offered():
    assert found(MANY, *ending(MANY, *CALM)) == ["target"]
    assert found(MANY, *ending(MANY, *CALM, 70)) == ["target", "signal"]
    assert found(kpi(), *ending(kpi(), *CALM)) == []


def test_a_signal_that_the_newest_reading_took_back_is_no_win():
    tickets = kpi()
    assert found(tickets, *ending(tickets, *CALM, 70)) == ["signal"]
    assert found(tickets, *ending(tickets, *CALM, 70, 46)) == []


def test_a_target_met_on_average_is_no_win_while_the_kpi_turns_for_the_worse():
    assert found(MANY, *ending(MANY, *CALM, 20)) == []


def milestone(**fields):
    work = make(Initiative, name="Second oven", due=date(2026, 9, 1), status="done")
    days = {"due": date(2026, 8, 10), "done_on": date(2026, 8, 8), **fields}
    return work, make(Milestone, name="Oven bought", initiative_id=work.id, **days)


def test_a_milestone_reached_by_its_date_is_offered_with_the_finished_work():
    assert found(*milestone(), quarter=Q3) == ["milestone", "initiative"]
    assert found(*milestone(done_on=date(2026, 8, 11)), quarter=Q3) == ["initiative"]


def test_work_called_done_whose_milestone_was_never_reached_is_no_win():
    assert found(*milestone(done_on=None), quarter=Q3) == []


def test_an_action_that_was_agreed_a_quarter_ago_and_done_is_offered():
    done = make(Action, quarter="2026-Q2", name="Call the miller", status="done")
    late = make(Action, quarter="2026-Q2", name="Fix the till")
    assert found(done, late, quarter=Q3) == ["action"]


def test_what_was_taken_up_is_not_offered_again_and_prints_the_figure_of_the_records():
    taken = make(Win, quarter=str(Q1), name="More than ever", found=f"target/{MANY.id}")
    page = wins(plan(MANY, *ending(MANY, *CALM, 70), taken), Q1)
    assert [gain.kind for gain in page.offered] == ["signal"]
    [(_, gain)] = page.taken
    [figure] = gain.figures
    assert figure.id == "kpi.tickets.actual"
    shows = f"{figure.printed}, against a target of 40 tickets"
    assert page.told(taken, {figure.id: "vdnh"}) == f"More than ever ({shows} · vdnh)."


def test_what_was_taken_up_and_is_no_longer_so_is_told():
    taken = make(Win, quarter=str(Q1), name="More than ever", found=f"target/{MANY.id}")
    page = wins(plan(MANY, *ending(MANY, *CALM, 20), taken), Q1)
    assert page.told(taken, {}) == "More than ever (the records show it no longer)."
    assert page.concerns == ("Told as a win, and the records show it no longer: “More than ever”.",)


def test_the_same_win_is_taken_up_once_a_quarter():
    one, again = (make(Win, quarter="2026-Q3", name="Rye", found="target/a") for _ in "12")
    with pytest.raises(InvalidEntry, match="taken up already"):
        check_together([one, again], plan(one, again))
    later = make(Win, quarter="2026-Q4", name="Rye", found="target/a")
    check_together([one, later], plan(one, later))
