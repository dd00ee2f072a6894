"""The process-behaviour chart: what it draws, and the words that stand for it."""

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import make, plan
from workbook.charts.behaviour import behaviour_chart, small_behaviour_chart
from workbook.charts.painter import drawn
from workbook.charts.style import SIGNAL
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.strategy import Phase

CHARTS = pytest.mark.parametrize("draw", [behaviour_chart, small_behaviour_chart])


def found(*values, **fields):
    """Return the behaviour of a weekly KPI, its last week ending on 26 March 2017."""
    k = kpi(**fields)
    return kpi_behaviour(plan(k, *ending(k, *values)), Q1, k)


def words(drawing):
    """Return the texts in a drawing."""
    return [text.text for text in ElementTree.fromstring(drawing.svg).findall(".//{*}text")]


def diamonds(drawing):
    """Return how many points are drawn in the colour of a signal."""
    groups = ElementTree.fromstring(drawing.svg).findall(".//{*}g")
    return sum(len(group) for group in groups if group.get("fill") == SIGNAL)


def hollows(drawing):
    """Return how many points are drawn white inside."""
    groups = ElementTree.fromstring(drawing.svg).findall(".//{*}g")
    return sum(len(group) for group in groups if group.get("fill") == "#fff")


def centimetres(drawing):
    """Return the width of a drawing."""
    width = ElementTree.fromstring(drawing.svg).get("width")
    return float(width.removesuffix("pt")) / 72 * 2.54


@CHARTS
def test_the_same_finding_gives_the_same_bytes(draw):
    behaviour = found(*CALM, 70)
    assert draw(behaviour).svg == draw(behaviour).svg


def test_another_process_draws_the_same_bytes_and_loads_no_plotting_library():
    script = (
        "import sys; sys.path.insert(0, '.');"
        "from tests.charts.test_behaviour import found, behaviour_chart, CALM;"
        "print(behaviour_chart(found(*CALM, 70)).svg, end='');"
        "assert 'matplotlib' not in sys.modules"
    )
    other = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert other.stdout == behaviour_chart(found(*CALM, 70)).svg


@CHARTS
def test_a_drawing_names_no_day_program_or_other_host(draw):
    svg = draw(found(*CALM)).svg
    assert svg.startswith("<svg")
    assert "metadata" not in svg
    assert "DOCTYPE" not in svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]


def test_the_lines_are_named_with_their_values():
    said = words(behaviour_chart(found(*CALM, target=53)))
    assert {"centre 50", "upper limit 55", "lower limit 45", "target 53"} <= set(said)
    assert {"last 51", "2017-Q1"} <= set(said)


def test_the_text_is_text_in_the_font_that_the_pack_has():
    assert "Source Sans 3" in behaviour_chart(found(*CALM)).svg


def test_each_chart_has_the_width_that_its_page_gives_it():
    assert centimetres(behaviour_chart(found(*CALM))) == pytest.approx(16.8, abs=0.01)
    assert centimetres(small_behaviour_chart(found(*CALM))) == pytest.approx(7.5, abs=0.01)


@CHARTS
def test_only_the_signals_of_the_quarter_have_the_colour_of_a_signal(draw):
    assert diamonds(draw(found(*CALM))) == 0
    assert diamonds(draw(found(*CALM, 70))) == 1
    old = kpi()
    readings = ending(old, *CALM, 90, *CALM, *CALM)
    assert diamonds(draw(kpi_behaviour(plan(old, *readings), Q1, old))) == 0


def test_an_incomplete_week_is_hollow_and_named():
    k = kpi()
    partial = read(k, 20, start=date(2016, 12, 26), complete=False)
    drawing = behaviour_chart(kpi_behaviour(plan(k, *partial, *ending(k, *CALM)), Q1, k))
    assert "incomplete" in words(drawing)
    assert hollows(drawing) == 1
    assert hollows(behaviour_chart(found(*CALM))) == 0


def test_a_far_target_is_pointed_at_and_does_not_flatten_the_readings():
    assert "target 2,000 ↑" in words(behaviour_chart(found(*CALM, target=2000)))
    assert "target 1 ↓" in words(behaviour_chart(found(*CALM, target=1)))
    assert "2,000 ↑" in words(small_behaviour_chart(found(*CALM, target=2000)))


def test_the_names_of_lines_do_not_cover_each_other():
    svg = behaviour_chart(found(*CALM, target=50.3)).svg
    names = re.findall(r'y="([\d.]+)"[^>]*>(?:centre|target|last|upper|lower)', svg)
    places = sorted(map(float, names))
    assert len(places) == 5
    assert min(b - a for a, b in pairwise(places)) >= 9


def test_locked_limits_are_marked_where_they_were_locked():
    k = kpi(limits_until=date(2016, 12, 18))
    readings = read(k, *CALM, 51, 50, start=date(2016, 10, 3))
    drawing = behaviour_chart(kpi_behaviour(plan(k, *readings), Q1, k))
    assert "limits locked" in words(drawing)


def test_a_phase_is_drawn_as_a_break_and_its_reason_stands_in_the_words():
    k = kpi()
    readings = read(k, *CALM, *(value + 20 for value in CALM), start=date(2016, 10, 3))
    phase = make(Phase, kpi_id=k.id, start=date(2016, 12, 26), reason="二号炉 <b>")
    drawing = behaviour_chart(kpi_behaviour(plan(k, *readings, phase), Q1, k))
    assert "new limits" in words(drawing)
    assert "new limits from 26 December 2016 (二号炉 <b>)" in drawing.alt
    assert "二" not in drawing.svg
    whole = behaviour_chart(kpi_behaviour(plan(k, *readings), Q1, k))
    lines = [svg.count("stroke-dasharray") for svg in (drawing.svg, whole.svg)]
    assert lines[0] == lines[1] + 2  # the limits before, beside those after


@CHARTS
@pytest.mark.parametrize("values", [(7,), (1, 2, 3), (5,) * 8, (0,) * 8, (-3, -4, -3, -5, -4, -3)])
def test_odd_series_are_drawn_all_the_same(draw, values):
    drawing = draw(found(*values))
    assert ElementTree.fromstring(drawing.svg).tag.endswith("svg")
    assert "nan" not in drawing.svg.lower()


@CHARTS
def test_what_people_typed_is_in_the_words_and_never_in_the_drawing(draw):
    drawing = draw(found(*CALM, name="Sales $x$ <b>&", unit="$ & <i>"))
    assert "Sales $x$ <b>&" in drawing.alt
    assert "Sales" not in drawing.svg


@CHARTS
def test_the_words_tell_what_the_chart_shows(draw):
    assert draw(found(*CALM, 70, target=60)).alt == (
        "Process-behaviour chart of Tickets, 13 weeks to 26 March 2017: last reading 70 tickets, "
        "centre line 52, natural limits 43 to 61, target 60. "
        "Tickets: the week of 20 March 2017 lies above the upper natural limit; "
        "higher is better, so this is a change for the better."
    )


def test_half_a_year_of_days_is_drawn_by_week_and_stays_small():
    k = kpi(frequency="day")
    readings = read(k, *(50 + (7 * n) % 13 for n in range(150)), start=date(2016, 11, 1))
    drawing = behaviour_chart(kpi_behaviour(plan(k, *readings), Q1, k))
    assert len(drawing.svg) < 60_000
    assert {"Nov", "Dec", "Jan", "2017"} <= set(words(drawing))
    assert "21 weeks to 26 March 2017" in drawing.alt


def test_of_ten_years_the_newest_three_are_drawn_and_the_limits_come_from_all():
    k = kpi(frequency="week")
    found = kpi_behaviour(plan(k, *ending(k, *[80] * 260, *[40, 60] * 130)), Q1, k)
    assert found.limits is not None
    assert found.limits.n == 520
    assert len(drawn(found, small=False)) == 156
    large, small = behaviour_chart(found), small_behaviour_chart(found)
    assert "520 weeks to 26 March 2017" in large.alt
    assert diamonds(large) <= 156 and diamonds(small) <= 78
