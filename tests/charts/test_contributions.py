"""Options as bars of what each criterion adds."""

import re

import pytest

from tests.charts.test_tree import texts
from tests.insight.route.compared import CAFES, COMPARED, HOURS, VAN, changed, found, score
from workbook.charts.contributions import WIDTH, contributions


def drawn(*records):
    page = found(*records)
    return contributions(page.shown, page.criteria, page.places)


def test_the_pieces_of_a_bar_add_up_to_its_points():
    page = found(*COMPARED)
    assert [sum(each.parts) for each in page.ranked] == pytest.approx([200 / 3, 140 / 3])


def test_each_option_has_its_name_its_points_and_two_shares():
    said = texts(drawn(*COMPARED).svg)
    assert {"Second shift lead", "67", "Price list", "47"} <= set(said)
    assert sum(each.endswith("%") for each in said) >= 4


def test_the_key_names_each_criterion_with_its_letter_and_weight():
    said = texts(drawn(*COMPARED).svg)
    assert {"Cafés won 67%", "Our hours 33%", "a", "b"} <= set(said)


def test_a_long_name_stays_in_its_column():
    long = changed(VAN, name="A third van with a driver for the afternoons and the weekends")
    svg = drawn(*COMPARED, long, score(long, CAFES, 50), score(long, HOURS, 100)).svg
    assert any(each.endswith("…") for each in texts(svg))


def test_everything_stays_on_the_paper():
    svg = drawn(*COMPARED).svg
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)]
    assert max(places) < WIDTH / 2.54 * 72
