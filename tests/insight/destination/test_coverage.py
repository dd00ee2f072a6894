"""The founder's themes against what each department says that they mean for it."""

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.destination.coverage import Answer, coverage
from workbook.resources import templates
from workbook.store import exchange
from workbook.strategy import Department, Restatement, Theme

LATE = make(Theme, name="Bread is never late")
HOME = make(Theme, name="The team goes home on time")
SHOP = make(Department, name="Shop")
OFFICE = make(Department, name="Office")


def said(theme, department, judged="as meant", words="We open at six."):
    return make(
        Restatement, theme_id=theme.id, department_id=department.id, words=words, judged=judged
    )


def found(*records):
    return coverage(plan(LATE, HOME, SHOP, OFFICE, *records))


def test_each_department_has_a_cell_for_each_theme():
    page = found(said(LATE, SHOP))
    assert (page.themes, page.departments) == (
        ("Bread is never late", "The team goes home on time"), ("Shop", "Office"),
    )  # fmt: skip
    assert [[cell.answer for cell in row] for row in page.rows] == [
        [Answer.AS_MEANT, Answer.MISSING],
        [Answer.MISSING, Answer.MISSING],
    ]
    assert page.rows[0][0].words == "We open at six."


@pytest.mark.parametrize("judged", ["as meant", "in part", "not as meant", "not read yet"])
def test_a_cell_says_what_the_founder_said(judged):
    assert found(said(LATE, SHOP, judged)).rows[0][0].answer == judged


def test_an_answer_without_words_that_nobody_judged_is_missing():
    assert found(said(LATE, SHOP, "not read yet", words="")).rows[0][0].answer == Answer.MISSING
    assert found(said(LATE, SHOP, "in part", words="")).rows[0][0].answer == Answer.IN_PART


def test_the_share_counts_what_is_as_meant_among_the_answers_given():
    page = found(said(LATE, SHOP), said(HOME, SHOP, "in part"))
    assert page.told == "One of two answers is as the founder meant; two not answered yet."
    assert figures(page)["alignment.coverage.share"] == 50
    assert figures(page)["alignment.coverage.all"] == 4
    assert figures(page)["alignment.coverage.as-meant"] == 1
    assert figures(page)["alignment.coverage.missing"] == 2


def test_each_gap_says_what_to_do_the_widest_first():
    page = found(
        said(LATE, SHOP, "in part"), said(HOME, SHOP, "not read yet"),
        said(LATE, OFFICE, "not as meant"),
    )  # fmt: skip
    assert page.gaps == (
        "Office: “Bread is never late” – not as meant. "
        "Say it again, with an example from their day.",
        "Shop: “Bread is never late” – in part. Talk about what is missing.",
        "Shop: “The team goes home on time” – not read yet. Read it, and say whether it is.",
        "Office has not said what “The team goes home on time” means for it. Ask for a sentence.",
    )
    assert page.to_discuss == page.gaps[:3]


def test_several_themes_that_a_department_left_out_make_one_sentence():
    page = found(said(LATE, SHOP), said(HOME, SHOP))
    assert page.gaps == (
        "Office has not said what “Bread is never late” and “The team goes home on time” mean "
        "for it. Ask for a sentence on each.",
    )


def test_the_departments_with_the_most_gaps_are_named():
    assert found(said(LATE, SHOP)).furthest == ("Office",)
    assert found().furthest == ("Shop", "Office")
    whole = [said(theme, place) for theme in (LATE, HOME) for place in (SHOP, OFFICE)]
    assert found(*whole).furthest == ()
    assert figures(found(*whole))["alignment.coverage.share"] == 100


@pytest.mark.parametrize("records", [(), (LATE,), (SHOP,)])
def test_without_themes_or_departments_there_is_nothing_to_cover(records):
    page = coverage(plan(*records))
    assert (page.cells, page.gaps, page.figures) == ((), (), ())


def test_the_example_has_one_of_each_answer_at_least():
    page = coverage(exchange.plan_from(exchange.read(templates() / "example")))
    assert {cell.answer for cell in page.cells} == set(Answer)
    assert page.told == "Five of eight answers are as the founder meant; four not answered yet."


def test_where_nobody_has_answered_there_is_no_share():
    page = found()
    assert page.in_short == ""
    assert figures(page)["alignment.coverage.share"] is None
