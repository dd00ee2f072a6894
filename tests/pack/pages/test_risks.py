"""The pages “Risks” and “Where money and hours go”: what is found on them."""

from datetime import date

from tests.insight.route.test_misallocation import CAFES, RISE, SHOP, work
from tests.insight.route.test_risks import Q3, risk
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Callout, Chart
from workbook.pack.pages.effort import page as effort_page
from workbook.pack.pages.risks import page as risks_page
from workbook.strategy import Person

ANA = make(Person, name="Ana Ruiz")


def page(*records):
    return risks_page(plan(RISE, ANA, *records), Q3)


def test_without_a_risk_the_page_says_only_what_is_missing_so_that_it_is_left_out():
    section = page()
    assert section.optional
    assert [box.tone for box in of(Callout, section)] == ["missing"]
    assert len(section.blocks) == 1


def test_each_risk_says_how_grave_it_is_who_watches_it_and_what_is_done():
    section = page(risk(mitigation="Train Tom.", owner_id=ANA.id, sign="long weeks"))
    _, grave, done = row(section, "A  Lea is ill")
    assert (grave.text, grave.word, grave.status) == ("16", "High", "bad")
    assert (done.text, done.note) == ("Train Tom.", "Ana Ruiz sees it coming by: long weeks")
    assert section.lead == "One risk, high."


def test_the_drawing_stands_with_words_for_those_who_do_not_see_it():
    [drawn] = of(Chart, page(risk(), risk("Rent", "2", "5")))
    assert drawn.alt == (
        "Map of two risks, likelihood upwards and impact to the right: Lea is ill (high, "
        "likelihood 4, impact 4) and Rent (medium, likelihood 2, impact 5)."
    )


def test_more_risks_than_anybody_watches_are_counted_and_not_lost():
    section = page(*(risk(f"Risk {n}", "1", "1") for n in range(17)))
    assert "Two more risks, none of them graver." in words(section)


def test_what_is_over_or_not_judged_is_named():
    section = page(risk("Flour", over_since=date(2026, 7, 16)), risk("Rent", impact=None))
    assert "Over: Flour." in words(section)
    assert "Not judged yet: Rent." in words(section)


def test_the_effort_stands_beside_the_weights_even_where_nobody_wrote_down_a_risk():
    works = work("Boxes", CAFES, cost=500), work("Window", SHOP, cost=500)
    section = effort_page(plan(RISE, CAFES, SHOP, *works), Q3)
    assert section.lead == "25% of the money would have to move to follow the weights."
    assert row(section, "Cafés")[1:] == ("75%", "500", "50%")
    assert "250 EUR from “Shop” to “Cafés”" in words(section)


def test_without_planned_work_there_is_no_page_of_the_effort():
    assert not effort_page(plan(RISE, CAFES, SHOP), Q3).blocks
