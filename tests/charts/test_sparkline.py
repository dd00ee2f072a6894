"""The small chart in a row: what it shows of a KPI's newest readings."""

import re
from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook.charts.sparkline import POINTS, sparkline
from workbook.charts.style import ACCENT, INK, SIGNAL
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.strategy import Phase


def drawn(*values, records=(), **fields):
    """Return the chart of a weekly KPI, its last week ending on 26 March 2017."""
    k = kpi(**fields)
    own = [make(Phase, kpi_id=k.id, **each) for each in records]
    return sparkline(kpi_behaviour(plan(k, *ending(k, *values), *own), Q1, k))


def points(svg):
    return len(re.findall("<circle", svg)) + svg.count(f'fill="{SIGNAL}"')


def test_it_shows_the_newest_thirteen_readings_and_their_limits():
    svg = drawn(*CALM, *CALM).svg
    assert points(svg) == POINTS
    assert svg.count(f'stroke="{ACCENT}"') == 2


def test_fewer_readings_have_a_chart_without_limits_and_one_has_none():
    svg = drawn(50, 51, 50).svg
    assert points(svg) == 3
    assert ACCENT not in svg
    assert drawn(50) is None


def test_a_signal_of_the_quarter_is_a_diamond_and_earlier_quarters_are_lighter():
    svg = drawn(*CALM, *CALM, 58).svg
    assert svg.count(f'fill="{SIGNAL}"') == 1
    assert svg.count('r="1.1"') == 0
    later = kpi()
    autumn = ending(later, *CALM, until=date(2017, 2, 5))
    svg = sparkline(kpi_behaviour(plan(later, *autumn), Q1, later)).svg
    assert svg.count('r="1.1"') == 6, "six of the twelve weeks ended in the quarter"


def test_a_target_is_dotted_and_one_too_far_away_is_told_by_an_arrow():
    near, above, below = (drawn(*CALM, *CALM, target=target).svg for target in (53, 900, 1))
    assert 'stroke-dasharray="1 1.4"' in near
    for svg in (above, below):
        assert 'stroke-dasharray="1 1.4"' not in svg
        assert f'fill="{INK}"' in svg
    assert above != below


def test_new_limits_begin_where_they_hold():
    begun = {"start": date(2017, 2, 6), "reason": "A second till"}
    svg = drawn(*CALM, *CALM, records=[begun]).svg
    (first, _) = re.findall(r'<path d="M([\d.]+) [\d.]+H', svg)
    assert 30 < float(first) < 70


def test_readings_that_never_vary_are_drawn_all_the_same():
    assert points(drawn(5, 5, 5).svg) == 3


def test_a_reading_that_is_still_to_be_confirmed_is_an_open_point():
    k = kpi()
    *sure, newest = ending(k, *CALM)
    newest.provisional = True
    svg = sparkline(kpi_behaviour(plan(k, *sure, newest), Q1, k)).svg
    assert svg.count('fill="#fff"') == 1
