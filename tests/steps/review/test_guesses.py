"""The readings chapter can hide a quarter's values until each is guessed: from page to pack."""

import re
from datetime import date
from typing import Any

import pytest

from tests.steps.visit import every, part, save, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, pages
from workbook.pack.pages.lessons import page as printed
from workbook.steps.matrix import Matrix
from workbook.steps.review.guesses import Guessing
from workbook.strategy import KPI, Guess, Objective, Person, Reading, Review
from workbook.widgets import Page

Q3 = Quarter.parse("2025-Q3")
JULY, AUGUST, SEPTEMBER = (date(2025, month, 1) for month in (7, 8, 9))
SECRET = "64.7"


@pytest.fixture
def bakery(book: Workbook) -> Workbook:
    """A margin with a calm year, read twice in the quarter, and a person."""
    objective = book.add(Objective, name="Earn more on each loaf")
    fields = {"unit": "%", "target": 60, "objective_id": objective, "summary": "last"}
    kpi = book.add(KPI, name="Margin", **fields)
    book.add(Person, name="Ana Ruiz")
    for month in range(1, 7):
        for year in (2024, 2025):
            book.add(Reading, kpi_id=kpi, start=date(year, month, 1), value=60.0 + month % 2)
    for start, value in ((JULY, 61.0), (AUGUST, float(SECRET))):
        book.add(Reading, kpi_id=kpi, start=start, value=value)
    return book


def visit(book: Workbook) -> tuple[Page, Guessing]:
    page = pages.review(book, Q3)
    return page, part(page, Guessing)


def press(found: Guessing, about: str) -> None:
    words = found.switch if about == "hide" else found.children[0]
    tell(words, "said", about=about, value="")


def sent(page: Page) -> str:
    """Return everything that the browser is given of the readings chapter."""
    sheet = page.open_chapter("readings")
    states = [str(each.get_state()) for each in every([sheet])]
    return " ".join([*states, text(sheet)])


def months(page: Page) -> Matrix:
    return part(page, Matrix, lambda each: each.noun == "month")


def margin(book: Workbook) -> str:
    [kpi] = book.plan.all(KPI)
    return kpi.id


def readings(book: Workbook) -> list[float]:
    """Return what the margin read in the quarter, as it is saved."""
    [kpi] = book.plan.all(KPI)
    found: list[float] = book.plan.readings.in_quarter([kpi], Q3)[kpi.id].values.tolist()
    return found


def cells(page: Page) -> list[str]:
    """Return what the table of readings shows of the margin, month by month."""
    column = months(page).columns[1]["name"]
    return [row["cells"][column] for row in months(page).rows]


def fill(page: Page, found: Guessing, **fields: Any) -> None:
    table = found.children[1]
    [row] = table.rows
    for name, value in fields.items():
        typed(table, row["id"], name, value)
    save(page)


def test_it_is_off_until_somebody_chooses_it(bakery: Workbook) -> None:
    page, found = visit(bakery)
    assert SECRET in sent(page)
    assert len(found.children) == 1
    assert "Guess before you look" in text(found.switch)


def test_hidden_values_are_not_sent_to_the_browser_and_stay_so_after_a_restart(
    bakery: Workbook,
) -> None:
    page, found = visit(bakery)
    press(found, "hide")
    for each in (page, visit(bakery)[0]):
        assert SECRET not in sent(each)
        assert cells(each) == ["hidden", "hidden", ""]
    assert "What 1 of 1 KPIs read in 2025-Q3 is hidden" in text(found)
    assert "60" in sent(page)  # its target, and the quarter before


def test_a_guess_is_shown_with_what_was_read_once_its_person_says_so(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "hide")
    fill(page, found, value="62")
    assert SECRET not in sent(page)  # somebody may still be typing
    fill(page, found, person_id=bakery.plan.all(Person)[0].id, shown=True)
    assert cells(page) == ["61", SECRET, ""]
    [row] = found.children[1].rows
    assert row["cells"]["came"].startswith("It read 64.7%; ")
    assert "too low" in row["cells"]["came"]
    assert set(row["fixed"]) == {"value", "person_id", "shown"}

    [kept] = bakery.plan.all(Guess)
    assert (kept.value, kept.typed, bakery.plan.name_of(kept.person_id)) == (62, False, "Ana Ruiz")
    told = str(printed(bakery.plan, Q3).to_json())
    assert "What we thought before we looked" in told
    assert "Of one guess, " in told
    assert "Ana" not in told


def test_who_wants_no_guess_says_so_for_one_kpi_or_for_all(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "hide")
    fill(page, found, shown=True)
    assert SECRET in sent(page)
    assert found.children[1].rows[0]["cells"]["came"] == "Shown without a guess."
    press(found, "show")
    assert len(found.children) == 1
    assert not bakery.plan.only(Review, Q3).guess_first  # type: ignore[union-attr]


def test_readings_are_typed_as_ever_and_whoever_typed_has_seen_them(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "hide")
    typed(months(page), SEPTEMBER.isoformat(), margin(bakery), "63.3")
    save(page)
    assert readings(bakery)[-1] == 63.3
    assert cells(page) == ["hidden", "hidden", "63.3"]  # in sight where it was typed
    typed(months(page), SEPTEMBER.isoformat(), margin(bakery), "63.4")
    save(page)

    again, found = visit(bakery)
    assert cells(again) == ["hidden", "hidden", "hidden"]
    assert found.children[1].rows[0]["cells"]["came"] == (
        "Typed in already: whoever typed it has seen it."
    )
    fill(again, found, value="62", shown=True)
    assert "One was given after the last reading had been typed in" in str(
        printed(bakery.plan, Q3).to_json()
    )


def test_what_is_hidden_cannot_be_typed_over(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "hide")
    typed(months(page), JULY.isoformat(), margin(bakery), "1")
    save(page)
    assert readings(bakery) == [61.0, float(SECRET)]


def test_questions_about_slips_and_first_figures_give_nothing_away(bakery: Workbook) -> None:
    kpi = margin(bakery)
    bakery.add(Reading, kpi_id=kpi, start=SEPTEMBER, value=640.0, provisional=True)
    page, found = visit(bakery)
    figure = re.compile(r"(?<![\w-])640(?![\w-])")  # as a number, and not within a random key
    assert figure.search(sent(page))
    press(found, "hide")
    again, _ = visit(bakery)
    for each in (page, again):
        assert not figure.search(sent(each))
        assert "Margin, September 2025: hidden" in sent(each)
