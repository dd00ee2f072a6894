"""The heat map as a drawing: every capability in its place, and what its colour means in words."""

import re

import pytest

from tests.charts.test_tree import texts
from tests.insight.position.test_capabilities import ANA, BO, CAFES, WASTE, can
from tests.insight.small import plan
from workbook.charts.heat_map import heat_map, shade
from workbook.insight.position.capabilities import capabilities
from workbook.quarter import Quarter

Q3 = Quarter.parse("2026-Q3")


def drawn(*records):
    return heat_map(capabilities(plan(CAFES, WASTE, ANA, BO, *records), Q3).standings)


def only(**fields):
    [standing] = capabilities(plan(CAFES, WASTE, ANA, BO, can(**fields)), Q3).standings
    return standing


@pytest.mark.parametrize(
    ("level", "needed", "step"), [("3", "3", 0), ("3", "4", 2), ("2", "4", 3), ("1", "4", 4)]
)
def test_a_wider_gap_is_darker_in_fixed_steps(level, needed, step):
    assert shade(only(level=level, needed=needed)) == step  # each level counts 1.5 here


def test_what_cannot_be_weighed_has_no_shade_and_a_dashed_edge():
    assert shade(only(objective=None)) is None
    assert "stroke-dasharray" in drawn(can(objective=None)).svg
    assert "stroke-dasharray" not in drawn(can()).svg


def test_each_capability_stands_below_its_part_of_the_business():
    found = texts(drawn(can("Plan rounds", area="operations"), can("Take orders")).svg)
    order = ["Customers – what they meet", "Take orders", "Operations – making and delivering",
             "Plan rounds"]  # fmt: skip
    assert [text for text in found if text in order] == order
    assert not any(text.startswith("Support") for text in found)


def test_the_figure_stands_in_the_cell_with_the_levels_it_comes_from():
    found = texts(drawn(can(level="1", needed="3")).svg)
    assert {"at 1, needs 3", "3"} <= set(found)
    assert "at 4, needs 2: 2 above" in texts(drawn(can(level="4", needed="2")).svg)


def test_a_level_that_nobody_could_show_is_marked_in_words_and_by_a_ring():
    assert "no evidence" in texts(drawn(can(evidence="")).svg)
    assert "<circle" in drawn(can(evidence="")).svg
    assert "<circle" not in drawn(can()).svg


def test_the_legend_says_that_the_colour_is_the_gap_and_not_the_quality():
    [legend] = [text for text in texts(drawn(can()).svg) if "Weighted gap" in text]
    assert "not how good it is" in legend


def test_a_row_holds_four_and_the_drawing_grows_with_the_rows():
    def height(count):
        return float(
            re.search(r'height="([\d.]+)pt"', drawn(*map(can, "abcdefghi"[:count])).svg)[1]
        )

    assert height(1) == height(4) < height(5) < height(9)


def test_who_does_not_see_it_hears_the_widest_gaps_and_the_doubts():
    alt = drawn(can("Take orders", evidence=""), can("Plan rounds", level="2")).alt
    assert alt == (
        "Heat map of two capabilities, by place in the business. The widest gaps: Take orders "
        "(at 1, needs 3, weighted gap 3) and Plan rounds (at 2, needs 3, weighted gap 1.5). "
        "Without evidence: one."
    )
    assert "None is below what its objective needs." in drawn(can(level="3")).alt


def test_what_people_type_is_text_and_nothing_else():
    assert "&lt;b&gt;" in drawn(can("<b>Sell</b>")).svg
