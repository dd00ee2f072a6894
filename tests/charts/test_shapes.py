"""What charts are drawn of: it stays in its place, and is lettered as the text around it."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest

from tests.pack.paper import document, section
from workbook.charts.axes import Sheet
from workbook.charts.shapes import Box, Pen, Words, hatching, stippling
from workbook.charts.style import INK
from workbook.pack.blocks import Chart
from workbook.pack.printing.typeset import typeset


def test_a_chart_is_printed_in_the_typeface_of_the_text_and_not_in_its_thinnest_weight():
    svg = Sheet(8, 3, 1, 1, 1, 1).svg([Words(9, 9, "Tickets"), Words(9, 30, "Tickets", bold=True)])
    assert re.search("<svg [^>]*font-variation-settings: &quot;wght&quot; 400", svg)
    assert re.search("<text [^>]*font-variation-settings: &quot;wght&quot; 700", svg)
    pdf = pikepdf.open(BytesIO(typeset(document(section(Chart(svg, "Tickets."))))))
    names = {str(o.BaseFont) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
             and o.get("/Type") == "/Font"}  # fmt: skip
    assert all("SourceSans3" in name for name in names)


def test_a_line_is_drawn_as_far_as_it_lies_within_its_box():
    axes = Sheet(10, 10, 0, 0, 0, 0).axes((0, 10), (0, 10))
    [line] = axes.level(5, Pen(INK), -20, 4)
    assert line.places == axes.places((0, 4), (5, 5))
    assert not [*axes.level(11, Pen(INK), 0, 10), *axes.level(5, Pen(INK), 12, 20)]
    assert not [*axes.upright(-1, Pen(INK))]


def test_values_may_grow_downwards():
    axes = Sheet(10, 10, 0, 0, 0, 0).axes((0, 1), (4, 0))
    assert axes.y(0) < axes.y(1) < axes.y(4)


@pytest.mark.parametrize(("wide", "tall"), [(80, 10), (3, 30), (0.4, 0.4)])
def test_hatching_and_stippling_stay_inside_their_box(wide, tall):
    box = Box(7, 9, 7 + wide, 9 + tall, Pen())
    strokes = [place for line in hatching(box, 3.2, Pen(INK)) for place in line.places]
    for x, y in (*strokes, *stippling(box, 2.4, 1.1, INK).places):
        assert 7 <= round(x, 9) <= 7 + wide and 9 <= round(y, 9) <= 9 + tall


def test_a_plate_lies_below_its_words_and_is_as_wide():
    words = Words(50, 50, "provisional", anchor="end", plate=True)
    plate, written = ElementTree.fromstring(Sheet(9, 9, 0, 0, 0, 0).svg([words]))
    left, wide = map(float, re.match(r"M([\d.]+) [\d.]+h([\d.]+)", plate.get("d")).groups())
    assert written.text == "provisional"
    assert 0 < left < left + wide < 52


def test_what_is_typed_is_text_and_lengths_are_short():
    svg = Sheet(2.54, 2.54, 0, 0, 0, 0).svg([Words(1 / 3, -0.0001, "<b>&")])
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="72pt"')
    assert '<text x="0.33" y="0"' in svg and "&lt;b&gt;&amp;" in svg
