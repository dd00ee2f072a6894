"""The founder's themes, and what each department makes of them."""

from typing import Any

import pytest

from tests.steps.visit import add, save, table, text
from tests.widgets.said import tell, typed
from workbook import Workbook, open_workbook, pages
from workbook.store import Edit
from workbook.strategy import Department, Restatement, Theme
from workbook.widgets import Page

Row = dict[str, Any]
LATE = "Bread is never late"


@pytest.fixture
def themed(book: Workbook) -> Workbook:
    """A bakery with two departments and one theme."""
    book.save(
        [
            Edit(Department, "bakery", {"name": "Bakery"}),
            Edit(Department, "shop", {"name": "Shop", "position": 1}),
            Edit(Theme, "late", {"name": LATE}),
        ]
    )
    return book


def answers(page: Page, department: str) -> list[Row]:
    """Return the rows in which a department answers."""
    rows = table(page, "answer").rows
    return [row for row in rows if row["cells"]["about"].startswith(f"{department}: ")]


def themes(page: Page, department: str) -> list[str]:
    """Return the themes on which a department is asked."""
    return [row["cells"]["about"].partition(": ")[2] for row in answers(page, department)]


def say(page: Page, department: str, **fields: str) -> None:
    """Answer the first theme and save."""
    for name, value in fields.items():
        typed(table(page, "answer"), answers(page, department)[0]["id"], name, value)
    save(page)


def test_each_department_has_a_row_for_each_theme(themed: Workbook) -> None:
    page = pages.destination(themed)
    for department in ("Bakery", "Shop"):
        assert themes(page, department) == [LATE]
    assert "has not said what “Bread is never late” means for it" in text(page)
    assert themed.plan.all(Restatement) == ()


def test_an_answer_is_kept_for_its_department_and_its_theme(themed: Workbook) -> None:
    page = pages.destination(themed)
    say(page, "Shop", words="We open at six sharp.")
    [said] = open_workbook(themed.source).plan.all(Restatement)
    assert (said.department_id, said.theme_id) == ("shop", "late")
    assert "Shop: “Bread is never late” – not read yet." in text(page)
    say(page, "Shop", judged="in part")
    [said] = themed.plan.all(Restatement)
    assert (said.words, said.judged) == ("We open at six sharp.", "in part")
    assert "None of one answer is as the founder meant; one not answered yet." in text(page)


def test_a_theme_added_on_the_page_has_its_rows_at_once(themed: Workbook) -> None:
    page = pages.destination(themed)
    add(page, "theme", name="The team goes home on time")
    assert themes(page, "Bakery") == [LATE, "The team goes home on time"]


def test_a_theme_that_is_reworded_or_removed_changes_the_rows(themed: Workbook) -> None:
    page = pages.destination(themed)
    say(page, "Shop", words="We open at six sharp.")
    typed(table(page, "theme"), "late", "name", "Never late")
    save(page)
    assert themes(page, "Shop") == ["Never late"]
    tell(table(page, "theme"), "remove", id="late")
    save(page)
    assert answers(page, "Shop") == []
    assert themed.plan.all(Restatement) == ()


def test_two_answers_at_once_are_shown_side_by_side(themed: Workbook) -> None:
    hers, his = pages.destination(themed), pages.destination(open_workbook(themed.source))
    say(hers, "Shop", words="Hers")
    say(his, "Shop", words="His")
    [contest] = his.bar.contests
    assert [(f["mine"], f["theirs"]) for f in contest["fields"]] == [("His", "Hers")]
    tell(his.bar, "resolve", id=contest["id"], name="words", side="mine")
    assert [said.words for said in themed.plan.all(Restatement)] == ["His"]


def test_words_and_judgement_given_at_once_by_two_people_are_both_kept(themed: Workbook) -> None:
    say(pages.destination(themed), "Shop", words="We open at six sharp.")
    hers, his = pages.destination(themed), pages.destination(open_workbook(themed.source))
    say(hers, "Shop", words="We open at six.")
    say(his, "Shop", judged="as meant")
    [said] = themed.plan.all(Restatement)
    assert (said.words, said.judged) == ("We open at six.", "as meant")


def test_without_departments_the_page_says_where_to_name_them(book: Workbook) -> None:
    shown = text(pages.destination(book))
    assert "Write down a first theme above. Name your departments on the first page." in shown


def test_a_department_added_in_another_tab_has_its_rows_at_once(themed: Workbook) -> None:
    page = pages.destination(themed)
    open_workbook(themed.source).save([Edit(Department, "office", {"name": "Office"})])
    tell(page.bar, "check")
    assert themes(page, "Office") == [LATE]
    say(page, "Office", words="We answer the phone.")
    assert [said.department_id for said in themed.plan.all(Restatement)] == ["office"]


def test_an_answer_of_a_department_that_went_meanwhile_says_so(themed: Workbook) -> None:
    page = pages.destination(themed)
    typed(table(page, "answer"), answers(page, "Shop")[0]["id"], "words", "We open at six.")
    open_workbook(themed.source).save([Edit(Department, "shop", None, 1)])
    save(page)
    assert "no longer in its list" in page.bar.sentence
