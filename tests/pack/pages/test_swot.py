"""The page “Where we stand”: what a board finds on it."""

from tests.insight.position.test_swot import item
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from tests.pack.paper import document, pages
from workbook.pack.blocks import Callout, Panel
from workbook.pack.pages.swot import page as swot_page
from workbook.pack.printing.typeset import typeset
from workbook.quarter import Quarter
from workbook.resources import templates
from workbook.store import exchange
from workbook.strategy import Resource

Q3 = Quarter.parse("2026-Q3")


def page(*records):
    return swot_page(plan(*records), Q3)


def test_without_an_answer_the_page_says_what_is_missing_and_where_to_give_it():
    section = page()
    assert "still to be written down" in section.lead
    assert [callout.title for callout in of(Callout, section)] == [
        "No strength is written down yet.", "No weakness is written down yet.",
        "No opportunity is written down yet.", "No threat is written down yet.",
        "No resource is written down yet.",
    ]  # fmt: skip


def test_each_kind_has_its_panel_and_says_whether_it_lies_inside():
    titles = [panel.title for panel in of(Panel, page(item(), item("threat", "Rent")))]
    assert titles == ["Strengths (inside)", "Threats (outside)"]


def test_an_item_stands_with_its_evidence_or_with_the_word_that_it_has_none():
    section = page(item(), item(text="Great team", evidence=""))
    assert row(section, "Warm bread")[0].note == "31 of 50 reviews."
    [bare] = row(section, "Great team")
    assert (bare.status, bare.word) == ("watch", "no evidence")
    assert section.lead == (
        "Two points, one of them without evidence: a hope until somebody can show it."
    )


def test_the_lead_says_when_everything_has_its_evidence():
    assert page(item()).lead == "One point, each with its evidence."


def test_resources_stand_below_with_what_limits_them():
    section = page(make(Resource, name="Cash", amount=18000, unit="EUR", note="Not in December."))
    assert row(section, "Cash") == ("Cash", "18,000 EUR", "Not in December.")
    assert row(page(make(Resource, name="Van")), "Van") == ("Van", "Not said", "–")


def test_the_example_fits_on_one_page():
    section = swot_page(exchange.plan_from(exchange.read(templates() / "example")), Q3)
    printed = pages(typeset(document(section)))
    assert len(printed) == 2  # the cover before it
    assert "Sold out by eleven" in printed[1]
    assert "Sunday evenings" in printed[1]
    assert "Sold out by eleven" in words(section.blocks)
