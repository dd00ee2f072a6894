"""The milestone trend chart: a line each with its letter, and words that tell the same."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from tests.insight.route.test_milestone_trend import AUGUST, JULY, OCTOBER, promised, trend
from workbook.charts.milestone_trend import milestone_trend_chart

SVG = "{http://www.w3.org/2000/svg}"


def height(text):
    """Return how far down a text stands."""
    return float(text.get("y"))


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_each_line_has_its_letter_and_both_axes_have_months():
    many = [promised("Oven", JULY, OCTOBER), promised("Wired", JULY, AUGUST, start=9)]
    found = texts(milestone_trend_chart(trend(*many)).svg)
    assert {"A", "B", "Jul 2026"} <= set(found)
    assert "C" not in found


def test_lines_that_end_on_one_day_have_their_letters_apart():
    many = [promised(f"Mark {n}", JULY, OCTOBER, start=1 + 2 * n) for n in range(8)]
    svg = milestone_trend_chart(trend(*many)).svg
    written = ElementTree.fromstring(svg).iter(f"{SVG}text")
    heights = sorted(height(each) for each in written if each.text in set("ABCDEFGH"))
    assert len(heights) == 8
    assert heights[0] > 0, "none stands outside the picture"
    assert min(b - a for a, b in pairwise(heights)) >= 8


def test_the_words_tell_what_the_lines_show():
    reached = promised("Oven", JULY, OCTOBER, done_on=date(2026, 9, 20))
    assert milestone_trend_chart(trend(reached)).alt == (
        "Milestone trend of one milestone: the promised day by the day of reporting. A, Oven: "
        "first promised for 15 July 2026, moved once, 108 days later, reached on 20 September 2026."
    )
