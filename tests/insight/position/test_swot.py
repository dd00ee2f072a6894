"""Strengths and the rest with their evidence, and what there is to use."""

from tests.insight.small import figures, make, plan
from workbook.insight.position.swot import swot
from workbook.strategy import Resource, SwotItem


def item(kind="strength", text="Warm bread", evidence="31 of 50 reviews."):
    return make(SwotItem, kind=kind, text=text, evidence=evidence)


def test_items_stand_by_their_kind_in_the_order_of_the_list():
    page = swot(plan(item(text="b"), item("threat", "c"), item(text="a")))
    assert [each.text for each in page.items["strength"]] == ["b", "a"]
    assert [each.text for each in page.items["threat"]] == ["c"]
    assert page.items["weakness"] == ()
    assert page.count == 3


def test_what_nobody_could_show_is_named():
    page = swot(plan(item(), item(text="Great team", evidence=" ")))
    assert [each.text for each in page.unproven] == ["Great team"]
    assert page.concerns == ("Without evidence: one of two SWOT items (“Great team”).",)


def test_where_everything_has_its_evidence_there_is_nothing_to_doubt():
    assert swot(plan(item())).concerns == ()
    assert swot(plan()).concerns == ()


def test_the_figures_name_the_items_they_count():
    page = swot(plan(item(), item("weakness", "One old van", ""),
                     make(Resource, name="Cash", amount=18000, unit="EUR")))  # fmt: skip
    assert figures(page) == {
        "swot.strength": 1, "swot.weakness": 1, "swot.unproven": 1, "resource.cash": 18000,
    }  # fmt: skip
    assert page.figures[2].sources == ("weakness “One old van”",)
    assert page.figures[3].unit == "EUR"


def test_a_resource_without_an_amount_is_a_figure_that_says_so():
    [figure] = swot(plan(make(Resource, name="Van"))).figures
    assert (figure.value, figure.caveat) == (None, "No amount is given.")
