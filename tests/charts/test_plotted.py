"""The numbers that a chart brings along are those that it draws and the page prints."""

from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook.charts.behaviour import behaviour_chart
from workbook.charts.plot import Line, Plot
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.strategy import Phase


def found(*values: float, **fields: object) -> KpiBehaviour:
    k = kpi(**fields)
    return kpi_behaviour(plan(k, *ending(k, *values)), Q1, k)


def plot(behaviour: KpiBehaviour) -> Plot:
    drawn = behaviour_chart(behaviour).plot
    assert drawn is not None
    return drawn


def line(drawn: Plot, look: str) -> Line:
    return next(each for each in drawn.lines if each.look == look)


def test_a_line_across_bears_in_its_name_what_the_page_says():
    behaviour = found(*CALM, 58, target=62)
    names = [each.name for each in plot(behaviour).lines]
    usual = behaviour.usual.split(" and ")[1]
    assert f"Upper limit {usual}" in names
    assert "Target 62 tickets" in names


def test_each_reading_has_its_day_and_no_other():
    behaviour = found(*CALM, 58)
    drawn = plot(behaviour)
    readings = line(drawn, "readings").values
    assert readings == tuple(map(float, (*CALM, 58)))
    assert drawn.days[-1] == behaviour.readings.ends[-1].item().isoformat()
    assert len(drawn.days) == len(readings)


def test_a_signal_of_the_quarter_stands_out_where_it_was_read():
    behaviour = found(*CALM, 90)
    signals = line(plot(behaviour), "signals").values
    assert signals[-1] == 90
    places = {place for place, value in enumerate(signals) if value is not None}
    assert places == {mark.index for mark in behaviour.news}


def test_limits_change_where_a_phase_begins():
    old, new = (50, 52, 51, 49, 50, 51, 50, 49), (80, 82, 81, 79, 80, 81, 80, 79)
    k = kpi()
    readings = ending(k, *old, *new)
    begins = date(2017, 1, 30)
    phase = make(Phase, kpi_id=k.id, start=begins, reason="A second oven")
    behaviour = kpi_behaviour(plan(k, *readings, phase), Q1, k)
    drawn = plot(behaviour)
    centre = dict(zip(drawn.days, line(drawn, "centre").over(len(drawn.days)), strict=True))
    assert {round(value) for day, value in centre.items() if day < "2017-01-30"} == {50}
    assert {round(value) for day, value in centre.items() if day > "2017-02-05"} == {80}


def test_what_holds_on_all_days_is_kept_once():
    target = line(plot(found(*CALM, 58, target=62)), "target")
    assert target.values == (62.0,)
    assert target.over(3) == (62.0, 62.0, 62.0)
