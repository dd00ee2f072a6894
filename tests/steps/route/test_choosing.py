"""The chapter “Choosing” as a person meets it: criteria, scores, weights, and what follows."""

import time

import pytest

from tests.pack.pages.reading import words
from tests.steps.visit import add, every, form, html, part, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, pages
from workbook.opening import open_workbook
from workbook.pack.pages.choices import page as choices_page
from workbook.steps.finding import Later
from workbook.steps.folded import Folded
from workbook.steps.route.choosing import Standing
from workbook.store import Edit
from workbook.strategy import Comparison, Criterion, Initiative, Score
from workbook.widgets import Page

Q3 = Quarter.parse("2026-Q3")


@pytest.fixture
def compared(book: Workbook) -> Workbook:
    """Two criteria, one in points and one in hours, and two initiatives."""
    book.save(
        [
            Edit(Criterion, "cafes", {"name": "Cafés won", "worst": "none", "best": "twenty"}),
            Edit(Criterion, "hours", {"name": "Our hours", "unit": "hours",
                                      "worst_at": 200, "best_at": 0, "position": 1}),
            Edit(Initiative, "shift", {"name": "Second shift lead"}),
            Edit(Initiative, "prices", {"name": "Price list", "position": 1}),
        ]
    )  # fmt: skip
    return book


def score(page: Page, **rows: tuple[str, str]) -> None:
    for option, (cafes, hours) in rows.items():
        typed(table(page, "score"), option, "cafes", cafes)
        typed(table(page, "score"), option, "hours", hours)
    save(page)


def said(page: Page) -> str:
    return text(part(page, Standing))


def test_without_a_criterion_there_is_nothing_to_score_or_to_weigh(book: Workbook) -> None:
    page = pages.route(book)
    chapter = page.open_chapter("choosing")
    waiting = [each for each in every([chapter]) if isinstance(each, Later)]
    assert "Name a first criterion above." in text(chapter)
    assert {each.shown for each in waiting} == {False}
    add(page, "criterion", name="Calm weeks")
    assert {each.shown for each in waiting} == {True}
    assert "Name a first criterion above." not in text(chapter)


def test_every_option_has_a_row_and_every_criterion_a_column(compared: Workbook) -> None:
    rows = table(pages.route(compared), "score")
    assert [row["cells"]["option"] for row in rows.rows] == [
        "Second shift lead", "Price list", "Do nothing",
    ]  # fmt: skip
    assert [column["label"] for column in rows.columns] == [
        "Option", "Cafés won", "Our hours (hours)",
    ]  # fmt: skip
    assert [column["help"] for column in rows.columns[1:]] == ["0 none → 100 twenty", "200 → 0"]


def test_scores_are_typed_kept_in_their_unit_and_ranked(compared: Workbook) -> None:
    page = pages.route(compared)
    score(page, shift=("90", "160"), prices=("40", "80"), nothing=("0", "0"))
    kept = {(s.initiative_id, s.criterion_id): s for s in compared.plan.all(Score)}
    assert kept["shift", "hours"].value == 160
    assert (kept["shift", "cafes"].counted_in, kept["shift", "hours"].counted_in) == (
        "points", "unit",
    )  # fmt: skip
    hours = compared.plan.find("hours")
    assert (hours.as_is, hours.as_is_in) == (0, "unit")
    assert "“Second shift lead”" in said(page)
    assert "Give a swing to “Cafés won” and “Our hours”." in said(page)


def test_a_column_from_a_spreadsheet_is_pasted(compared: Workbook) -> None:
    page = pages.route(compared)
    rows = table(page, "score")
    order = [row["id"] for row in rows.rows]
    block = [["90", "160"], ["40", "80"], ["0", "0"]]
    tell(rows, "paste", id="shift", name="cafes", block=block, order=order)
    save(page)
    assert len(compared.plan.all(Score)) == 4


def test_emptying_a_score_takes_it_away_and_says_so(compared: Workbook) -> None:
    page = pages.route(compared)
    score(page, shift=("90", "160"), prices=("40", "80"), nothing=("0", "0"))
    typed(table(page, "score"), "shift", "hours", "")
    save(page)
    assert "“Second shift lead” is not ranked: no score on “Our hours”." in said(page)


def test_swings_are_typed_beside_what_they_lift_from_worst_to_best(compared: Workbook) -> None:
    page = pages.route(compared)
    rows = table(page, "weight")
    assert [row["cells"]["step"] for row in rows.rows] == [
        "none (0) → twenty (100)", "200 hours → 0 hours",
    ]  # fmt: skip
    score(page, shift=("90", "160"), prices=("40", "80"), nothing=("0", "0"))
    typed(rows, "cafes", "swing", "100")
    typed(rows, "hours", "swing", "50")
    save(page)
    assert "leads: it is first in" in said(page)
    assert "Cafés won 67%" in html(part(page, Standing))


def test_another_way_of_weighing_asks_for_something_else_and_forgets_nothing(
    compared: Workbook,
) -> None:
    page = pages.route(compared)
    typed(table(page, "weight"), "cafes", "swing", "100")
    save(page)
    typed(form(page, "way"), "weighting", "way", "comparing")
    save(page)
    rows = table(page, "weight")
    [pair] = rows.rows
    assert (pair["cells"]["first"], pair["cells"]["second"]) == ("Cafés won", "Our hours")
    typed(rows, pair["id"], "times", "3")
    save(page)
    assert [each.times for each in compared.plan.all(Comparison)] == ["3"]
    typed(form(page, "way"), "weighting", "way", "swing")
    save(page)
    assert [row["cells"].get("swing") for row in table(page, "weight").rows] == ["100", ""]


def test_how_sure_is_asked_once_somebody_wants_to_say_it(compared: Workbook) -> None:
    page = pages.route(compared)
    score(page, shift=("90", "160"), prices=("40", "80"), nothing=("0", "0"))
    fold = part(page, Folded, lambda each: "How sure" in each.words.html or
                "how sure" in each.words.html)  # fmt: skip
    assert fold.table is None
    tell(fold.words, "said", about="unfold", value="")
    assert fold.table is not None
    typed(fold.table, "shift", "cafes", "1")
    typed(fold.table, "nothing", "hours", "2")
    save(page)
    assert {s.sure for s in compared.plan.all(Score)} == {1, None}
    assert compared.plan.find("hours").as_is_sure == 2


def test_nothing_can_be_sure_where_there_is_no_score(compared: Workbook) -> None:
    page = pages.route(compared)
    score(page, shift=("90", ""))
    fold = part(page, Folded, lambda each: "how sure" in each.words.html)
    tell(fold.words, "said", about="unfold", value="")
    assert fold.table is not None
    fixed = {row["id"]: row["fixed"] for row in fold.table.rows}
    assert fixed == {
        "shift": ["hours"], "prices": ["cafes", "hours"], "nothing": ["cafes", "hours"],
    }  # fmt: skip


def test_a_criterion_that_is_counted_in_a_unit_from_now_on_asks_for_its_scores_anew(
    compared: Workbook,
) -> None:
    page = pages.route(compared)
    score(page, shift=("90", "160"), prices=("40", "80"), nothing=("0", "0"))
    criteria = table(page, "criterion")
    typed(criteria, "cafes", "worst_at", "0")
    typed(criteria, "cafes", "best_at", "20")
    save(page)
    assert "its score on “Cafés won” was given in points" in said(page)
    assert [row["cells"]["cafes"] for row in table(page, "score").rows] == ["", "", ""]
    score(page, shift=("18", "160"), prices=("8", "80"), nothing=("0", "0"))
    assert "not ranked" not in said(page)


def test_what_was_compared_survives_a_restart_and_stands_in_the_pack(compared: Workbook) -> None:
    page = pages.route(compared)
    score(page, shift=("90", "160"), prices=("40", "80"), nothing=("0", "0"))
    again = open_workbook(compared.source)
    section = choices_page(again.plan, Q3)
    assert "Second shift lead" in words(section)
    assert section.lead in said(page)


def test_a_criterion_that_is_added_joins_the_scores_and_the_weights(compared: Workbook) -> None:
    page = pages.route(compared)
    id = add(page, "criterion", name="Way back", worst="a lease", best="stopped in a week")
    assert id in [column["name"] for column in table(page, "score").columns]
    assert id in [row["id"] for row in table(page, "weight").rows]


def test_criteria_with_near_names_are_asked_about_where_they_are_named(
    compared: Workbook,
) -> None:
    page = pages.route(compared)
    add(page, "criterion", name="Won cafés", worst="none", best="many")
    sheet = text(page.open_chapter("choosing"))
    said = "“Cafés won” and “Won cafés” have nearly the same name."
    assert sheet.index(said) < sheet.index("The scores")


def test_fifty_initiatives_and_eight_criteria_answer_within_a_second(book: Workbook) -> None:
    """What the page does after a change, and what the thread finds, on a machine that is busy."""
    criteria = [f"c{n}" for n in range(8)]
    work = [f"i{n}" for n in range(50)]
    book.save(
        [
            *(Edit(Criterion, c, {"name": f"Criterion {c * 4}", "swing": 100.0}) for c in criteria),
            *(Edit(Initiative, i, {"name": f"Work {i}"}) for i in work),
            *(
                Edit(Score, f"{i}.{c}", {"initiative_id": i, "criterion_id": c, "sure": 1 + n % 3,
                                         "value": (37 * n) % 101})
                for n, (i, c) in enumerate((i, c) for i in work for c in criteria)
            ),
        ]
    )  # fmt: skip
    page = pages.route(book)
    standing, rows = part(page, Standing), table(page, "score")
    standing.seen()
    standing.wait()
    took = []
    for value in ("12", "88", "45"):
        before = time.process_time()
        typed(rows, "i7", "c3", value)
        save(page)
        standing.wait()
        took.append(time.process_time() - before)
    assert min(took) < 1.0
