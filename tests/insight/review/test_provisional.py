"""A flash reading is drawn and judged, and nothing is settled by it before it is confirmed."""

from datetime import date, timedelta
from typing import Any

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook.charts.behaviour import behaviour_chart
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.kpi_chart import KpiBehaviour, Verdict
from workbook.insight.review.scorecard import Row, scorecard
from workbook.insight.review.wins import wins
from workbook.strategy import KPI, Reading


def found(tickets: KPI, readings: list[Any], *flash: int) -> tuple[KpiBehaviour, Row]:
    """Return what is said of a KPI of which these readings, by their places, are provisional."""
    for place in flash:
        readings[place] = readings[place].model_copy(update={"provisional": True})
    book = plan(tickets, *readings)
    return kpi_behaviour(book, Q1, tickets), scorecard(book, Q1).rows[0]


def test_a_flash_reading_enters_no_limit_and_is_judged_by_them() -> None:
    tickets = kpi()
    firm, _ = found(tickets, ending(tickets, *CALM, until=date(2017, 3, 19)))
    flash, row = found(tickets, ending(tickets, *CALM, 80), -1)
    assert firm.limits and flash.limits
    assert (flash.limits.upper, flash.limits.n) == (firm.limits.upper, len(CALM))
    assert flash.verdict == row.verdict == Verdict.BETTER
    assert flash.what.endswith("for the better, if the week of 20 March 2017 is confirmed")
    assert "The week of 20 March 2017 is still provisional: judged, but no limit" in flash.caveat


def test_a_flash_reading_in_the_middle_is_passed_over_by_the_limits_only() -> None:
    tickets = kpi()
    values = (*CALM[:6], 90, *CALM[6:])
    flash, _ = found(tickets, ending(tickets, *values), 6)
    assert flash.limits and flash.limits.n == len(CALM)
    assert len(flash.complete) == len(values)
    assert 6 in {mark.index for mark in flash.marks}


def test_flash_readings_do_not_make_a_first_chart() -> None:
    tickets = kpi()
    flash, _ = found(tickets, ending(tickets, *CALM[:6]), -1)
    assert flash.limits is None
    assert flash.what == "five confirmed readings, too few to tell signal from noise"
    assert "need six confirmed readings; there are 5." in flash.caveat


def test_no_target_is_met_by_a_flash_reading_without_the_word() -> None:
    tickets = kpi(target=45)
    readings = ending(tickets, *CALM)
    _, sure = found(tickets, list(readings))
    _, flash = found(tickets, list(readings), -1)
    assert sure.distance == "target met"
    assert (flash.distance, flash.provisional) == ("target met, provisional", True)
    assert "provisional" in flash.actual.caveat.casefold()


def test_a_flash_reading_is_no_win_and_counts_as_no_target_met() -> None:
    tickets = kpi(target=45)
    readings = ending(tickets, *CALM, 80)
    readings[-1].provisional = True
    book = plan(tickets, *readings)
    card = scorecard(book, Q1)
    assert wins(book, Q1).offered == ()
    assert card.figure("scorecard.targets-met").value == 0
    assert card.gains == (
        "Target met, provisional: Tickets.",
        "A signal for the better: Tickets (provisional).",
    )


def test_a_quarter_that_shows_its_last_reading_is_firm_when_that_one_is() -> None:
    tickets = kpi(target=45)
    _, row = found(tickets, ending(tickets, *CALM), -2)
    assert (row.provisional, row.distance) == (False, "target met")
    shows_mean = kpi(target=45, summary="mean")
    _, row = found(shows_mean, ending(shows_mean, *CALM), -2)
    assert row.provisional


def test_the_chart_shows_a_flash_reading_hollow_and_says_so() -> None:
    tickets = kpi()
    flash, _ = found(tickets, ending(tickets, *CALM), -1)
    firm, _ = found(tickets, ending(tickets, *CALM))
    drawn, solid = behaviour_chart(flash), behaviour_chart(firm)
    assert ">provisional<" in drawn.svg
    assert "provisional" not in solid.svg + solid.alt
    assert "last reading 51 tickets, provisional" in drawn.alt


def test_the_week_of_a_flash_day_is_one_too() -> None:
    daily = kpi(frequency="day")
    days = [
        make(Reading, kpi_id=daily.id, start=date(2017, 1, 30) + timedelta(n), value=50)
        for n in range(56)
    ]
    days[-1].provisional = True
    weeks = kpi_behaviour(plan(daily, *days), Q1, daily).complete
    assert (weeks.unit, weeks.provisional.tolist()) == ("week", [False] * 7 + [True])
