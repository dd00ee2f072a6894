"""Charts in one unit share a scale where it serves them all, and it is told where it would not."""

from hypothesis import given
from hypothesis import strategies as st

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import plan
from workbook.charts.behaviour import behaviour_chart
from workbook.charts.painter import drawn
from workbook.charts.scales import own_scale, scales
from workbook.insight.review.behaviour import kpi_behaviour


def found(name: str, *values: float, **fields):
    one = kpi(name, **fields)
    return kpi_behaviour(plan(one, *ending(one, *values)), Q1, one)


def on_a_page(*charts):
    return scales((each, drawn(each, small=False)) for each in charts)


SHOP = found("Shop", *CALM)
STALL = found("Stall", *(value + 3 for value in CALM))
TOWN = found("Town", *(value * 100 for value in CALM))


def test_charts_in_one_unit_have_room_for_what_any_of_them_shows():
    shared = on_a_page(SHOP, STALL)
    low, high = shared.of(SHOP)
    assert shared.of(STALL) == (low, high)
    assert low == own_scale(SHOP, SHOP.readings)[0]
    assert high == own_scale(STALL, STALL.readings)[1]
    assert shared.apart == ()


def test_where_one_scale_would_leave_a_chart_flat_each_has_its_own():
    shared = on_a_page(SHOP, STALL, TOWN)
    assert shared.of(SHOP) is None
    assert shared.apart == ("tickets",)


def test_another_unit_and_a_unit_that_nobody_named_are_nobody_elses_scale():
    euros, unnamed = found("Takings", *CALM, unit="EUR"), found("Mood", *CALM, unit="")
    shared = on_a_page(SHOP, euros, unnamed, found("Joy", *CALM, unit=""))
    assert shared.by_kpi == {}
    assert shared.apart == ()


def test_a_chart_is_drawn_on_the_scale_that_it_shares():
    low, high = on_a_page(SHOP, STALL).of(SHOP)
    assert behaviour_chart(SHOP, (low, high)).svg != behaviour_chart(SHOP).svg
    assert behaviour_chart(SHOP, own_scale(SHOP, SHOP.readings)).svg == behaviour_chart(SHOP).svg


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=4))
def test_a_shared_scale_shows_every_chart_on_a_third_of_its_height_at_least(shifts):
    charts = [found(f"KPI {n}", *(each + by for each in CALM)) for n, by in enumerate(shifts)]
    shared = on_a_page(*charts)
    for each in charts:
        bottom, top = own_scale(each, each.readings)
        low, high = shared.of(each) or (bottom, top)
        assert low <= bottom < top <= high
        assert top - bottom >= 0.333 * (high - low)
