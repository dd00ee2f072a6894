"""The page “Signs of misalignment”: what is printed of what people said without names."""

from datetime import date

import pytest

from tests.insight.position.test_signs import CAFES, Q3, SEEN, UNSEEN, sat
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Callout, Table
from workbook.pack.pages.signs import page as signs_page
from workbook.strategy.position import OwnView, recall_from


def page(*records):
    return signs_page(plan(CAFES, *records), Q3)


def test_without_an_answer_the_page_only_says_what_is_missing():
    section = page()
    [box] = of(Callout, section)
    assert (box.tone, box.place) == ("missing", "Assess the position: Signs of misalignment")
    assert (section.optional, len(section.blocks)) == (True, 1)


def test_the_bars_stand_with_words_for_those_who_do_not_see_them():
    section = page(sat(date(2026, 3, 1), support=UNSEEN), sat(support=SEEN))
    chart = row(section, "Work and goals")[1].chart
    assert chart.alt == (
        "Marks: 1 gave it 2, 1 gave it 3, 3 gave it 4 and 2 gave it 5, on 1 September 2026. The "
        "sitting before: 3 gave it 1, 2 gave it 2, 1 gave it 3 and 1 gave it 4, on 1 March 2026."
    )


def test_it_says_how_many_were_asked_and_how_many_answered():
    [table] = of(Table, page(sat(support=SEEN)))
    assert table.caption == "Asked on 1 September 2026: 7 of 11 answered, without names"


def test_each_sign_has_what_people_and_what_the_data_say_and_what_that_comes_to():
    cells = row(page(sat(date(2026, 3, 1), support=UNSEEN), sat(support=SEEN)), "Work and goals")
    assert cells[1].text == "5 of 7 see it; 1 of 7 on 1 March 2026"
    assert cells[1].note.startswith("mean 3.9 (+1.9); ")
    assert cells[3].text == "People see it; there are no data"


def test_a_sign_that_is_not_shown_says_why():
    cells = row(page(sat(support=SEEN)), "Ownership")
    assert (cells[1].text, cells[1].note) == (
        "Not shown", "Not asked, or fewer than five answered.",
    )  # fmt: skip


def test_what_six_all_gave_is_printed_as_a_range_on_the_chart_too():
    cell = row(page(sat(support="0 0 0 0 6")), "Work and goals")[1]
    assert "all 6: 4 or 5" in cell.chart.svg
    assert cell.chart.alt == "Marks: all 6 gave it 4 or 5."
    assert "mean 4 or 5" in cell.note


def test_few_are_never_called_significant():
    said = words(tuple(page(sat(support=SEEN)).blocks))
    assert "nothing here is a test" in said
    assert "significant" not in said


def test_an_own_view_is_called_so():
    section = page(make(OwnView, day=date(2026, 9, 1), support="4"))
    assert section.lead.startswith("Nobody was asked yet: this is one person’s own view")
    assert row(section, "Work and goals")[1].text == "4 – mostly"
    assert row(section, "Work and goals")[1].chart is None


@pytest.mark.parametrize(("alone", "told"), [("Bread", True), ("A secret", False)])
def test_of_what_people_named_beside_the_list_only_what_several_named_is_printed(alone, told):
    lists = [["cafés", "Bread"], ["Bread"], ["A secret"], [], []]
    kept = recall_from(lists, {"cafés": CAFES.id}, date(2026, 9, 1), [CAFES.id], asked=6)
    section = page(*kept)
    said = words(tuple(section.blocks))
    assert (alone in said) is told
    assert "one thing that one person alone named" in said
    assert row(section, CAFES.name)[1] == "1 of 5"
