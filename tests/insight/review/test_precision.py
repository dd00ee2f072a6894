"""A figure is printed as it is read, and so that what it is compared to can be seen to differ."""

from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import plan
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.scorecard import scorecard


def row(k, *values):
    return scorecard(plan(k, *read(k, *values, start=date(2017, 1, 2))), Q1).rows[0]


def test_the_mean_of_whole_numbers_is_whole_and_of_tenths_has_tenths():
    assert row(kpi(summary="mean"), 338, 337, 338).actual.bare == "338"
    assert row(kpi(summary="mean", unit="%"), 8.4, 8.3, 8.4).actual.printed == "8.4%"


def test_a_small_mean_keeps_two_figures():
    assert row(kpi(summary="mean"), 2, 3, 2).actual.bare == "2.3"


def test_a_figure_just_short_of_its_target_does_not_look_like_it():
    assert row(kpi(summary="mean", target=60), 60, 60, 59).actual.bare == "59.7"
    assert row(kpi(summary="mean", target=338), 338, 338, 338, 337).actual.bare == "337.8"


def test_a_week_beyond_a_limit_does_not_look_like_the_limit():
    k = kpi()
    base = [*CALM, *CALM]
    upper = kpi_behaviour(plan(k, *ending(k, *base)), Q1, k).limits.upper
    locked = kpi(limits_until=date(2017, 3, 19))
    for beyond in (upper + 0.2, 58):
        found = kpi_behaviour(plan(locked, *ending(locked, *base, round(beyond, 1))), Q1, locked)
        assert found.said(found.limits.upper) != found.said(round(beyond, 1))
