"""The page “Where money and hours go”: a row an objective, and what nobody has said."""

from tests.insight.route.test_misallocation import CAFES, Q3, RISE, SHOP, work
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, words
from workbook.pack.blocks import Table
from workbook.pack.pages.effort import page as effort_page
from workbook.strategy import Objective


def test_two_objectives_of_one_name_have_a_row_each():
    twin = make(Objective, name="Cafés", weight=25)
    works = (work("Boxes", CAFES, cost=300), work("Page", twin, cost=100))
    [table] = of(Table, effort_page(plan(RISE, CAFES, twin, *works), Q3))
    assert [row[1:] for row in table.rows] == [("75%", "300", "75%"), ("25%", "100", "25%")]


def test_work_that_does_not_say_what_it_costs_is_named():
    works = (work("Boxes", CAFES, cost=300), work("Window", SHOP))
    section = effort_page(plan(RISE, CAFES, SHOP, *works), Q3)
    assert "Without Window: nobody has said what it costs." in words(section)
