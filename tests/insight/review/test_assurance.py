"""Assurance: whether a KPI will meet its target as things are, said where it can be known."""

from datetime import date

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import figures, plan
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.scorecard import scorecard

FIRM = (*CALM, *CALM)  # between 45 and 55


def told(k, *values):
    """Return the behaviour of a KPI with these weekly readings, the last of 26 March 2017."""
    return kpi_behaviour(plan(k, *ending(k, *values)), Q1, k)


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (40, "will meet", "will miss"),
        (50, "hit or miss", "hit or miss"),
        (60, "will miss", "will meet"),
    ],
)
def test_the_limits_are_held_against_the_target(target, higher, lower):
    assert told(kpi(target=target), *FIRM).assurance == higher
    assert told(kpi(target=target, direction="lower is better"), *FIRM).assurance == lower


def test_it_is_said_in_a_sentence_that_needs_no_statistics():
    assert told(kpi(target=50), *FIRM).sentence == (
        "Tickets: no signal this quarter; between 45 and 55 tickets is its usual variation. "
        "At this level the target of 50 tickets is hit or missed by chance."
    )
    assert told(kpi(target=60), *FIRM).assured == (
        "At this level the target of 60 tickets will be missed."
    )


def test_beside_a_signal_it_says_that_the_limits_are_of_the_time_before():
    assert told(kpi(target=50), *FIRM, 70).assured == (
        "By its limits so far the target of 50 tickets is hit or missed by chance, unless the "
        "change lasts."
    )


def test_nothing_is_assured_by_provisional_limits():
    found = told(kpi(target=60), *CALM)
    assert (found.assurance, found.assured) == (None, "")
    assert "and its target lies outside: getting there takes a change" in found.sentence


def test_nothing_is_assured_without_a_target_or_while_it_contradicts_the_direction():
    assert told(kpi(), *FIRM).assurance is None
    assert told(kpi(baseline=60, target=50), *FIRM).assurance is None


def test_the_target_of_a_sum_is_the_quarters_and_no_reading_is_held_against_it():
    assert told(kpi(summary="sum", target=650), *FIRM).assurance is None


def test_limits_that_are_locked_are_those_that_count():
    locked = kpi(target=50, limits_until=date(2017, 1, 1))
    assert told(locked, *CALM, *(70,) * 12).assurance is None  # locked at twelve points
    assert told(kpi(target=50), *CALM, *(70,) * 12).assurance == "will meet"


def test_it_is_a_figure_that_knows_where_it_comes_from():
    k = kpi(target=60)
    found = told(k, *FIRM)
    assert figures(found)["kpi.tickets.assurance"] == "will miss"
    (figure,) = [each for each in found.figures if each.id == "kpi.tickets.assurance"]
    assert figure.sources[0] == "24 complete weeks, 10 October 2016 to 26 March 2017"
    assert "kpi.tickets.assurance" not in figures(told(kpi(), *FIRM))


def test_the_scorecard_has_both_verdicts():
    k = kpi(target=40)
    (row,) = scorecard(plan(k, *ending(k, *FIRM)), Q1).rows
    assert (row.verdict, row.assurance) == ("no signal (noise)", "will meet")


def test_of_a_kpi_that_is_read_daily_its_weeks_are_held_against_the_target():
    daily = kpi(frequency="day", target=80, summary="mean")
    weeks = [value for value in FIRM for _ in range(7)]
    found = kpi_behaviour(plan(daily, *read(daily, *weeks, start=date(2016, 10, 10))), Q1, daily)
    assert found.by_week
    assert found.assurance == "will miss"
