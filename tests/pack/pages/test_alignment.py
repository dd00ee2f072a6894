"""The page “Who carries what”: what a board finds on it, printed and on screen."""

from datetime import date

import pytest

from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from tests.pack.paper import document, pages
from workbook.errors import RenderFailed
from workbook.pack.blocks import Callout, Cell, Chart, Panel, Table
from workbook.pack.pages.alignment import page as alignment_page
from workbook.pack.printing.typeset import typeset
from workbook.quarter import Quarter
from workbook.resources import templates
from workbook.store import exchange
from workbook.strategy import (
    KPI,
    Department,
    Initiative,
    Objective,
    Person,
    Plan,
    Restatement,
    Theme,
)

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
TOM = make(Person, name="Tom Okafor")
SALES = make(Objective, name="Sell more bread", owner_id=ANA.id, due=date(2026, 12, 31))
LATE = make(Theme, name="Bread is never late")
SHOP = make(Department, name="Shop")
OFFICE = make(Department, name="Office")


@pytest.fixture(scope="module")
def example() -> Plan:
    return exchange.plan_from(exchange.read(templates() / "example"))


def page(*records):
    return alignment_page(plan(*records), Q3)


def panel(section, title):
    return next(found for found in of(Panel, section) if found.title == title)


def test_the_tree_stands_with_words_for_those_who_do_not_see_it():
    [chart] = of(Chart, page(ANA, SALES))
    assert "Sell more bread" in chart.alt
    assert "<text" in chart.svg


def test_a_tree_on_several_sheets_numbers_them():
    parts = [
        make(Objective, name=f"Part {n}", level="department", parent_id=SALES.id) for n in range(60)
    ]
    captions = [chart.caption for chart in of(Chart, page(SALES, *parts))]
    assert captions[0] == f"Objectives, part 1 of {len(captions)}"


def test_what_to_put_right_is_said_once_and_with_what_to_do():
    lost = make(Objective, name="Bake rye", level="department")
    said = words(panel(page(ANA, lost), "What to put right"))
    assert "Part of nothing larger: “Bake rye”. Say which larger objective it serves" in said
    assert "Nobody owns the objective “Bake rye”." in said
    assert "Nobody answers for" not in said


def test_a_plan_in_order_says_that_nothing_is_to_be_put_right():
    kpi = make(KPI, name="Loaves", objective_id=SALES.id, owner_id=ANA.id)
    oven = make(Initiative, name="Oven", objective_ids=[SALES.id], owner_id=ANA.id, cost=900)
    found = panel(page(ANA, SALES, kpi, oven), "What to put right")
    assert found.tone == "good"
    assert "Nothing: every objective has its place" in words(found)


def test_each_person_stands_with_what_they_own_and_too_much_is_marked():
    work = [make(Initiative, name=f"Work {n}", owner_id=ANA.id) for n in range(8)]
    section = page(ANA, TOM, SALES, *work)
    ana, total = row(section, "Ana Ruiz")
    assert (ana.note, total) == (
        "1\N{NO-BREAK SPACE}objective, 8\N{NO-BREAK SPACE}initiatives",
        "9",
    )
    assert (ana.status, ana.word) == ("watch", "carries too much")
    tom, none = row(section, "Tom Okafor")
    assert (tom.note, tom.status, none) == ("nothing live", "", "0")
    assert "Ana Ruiz owns nine of nine live items" in words(panel(section, "What to put right"))


def test_of_a_large_team_the_heaviest_loads_are_shown_and_the_others_counted():
    team = [make(Person, name=f"Person {n}") for n in range(15)]
    shown = panel(page(SALES, *team), "Who owns how much")
    assert len(of(Table, shown)[0].rows) == 12
    assert "Three more with fewer." in words(shown)


def test_the_matrix_says_by_shape_and_word_how_a_theme_arrived():
    said = make(
        Restatement, theme_id=LATE.id, department_id=SHOP.id, words="We open at six.",
        judged="in part",
    )  # fmt: skip
    section = page(ANA, SALES, LATE, SHOP, OFFICE, said)
    assert row(section, "Shop")[1] == Cell("In part", status="watch", note="We open at six.")
    assert row(section, "Office")[1] == Cell(
        "Nothing said yet", status="none", note="Ask for a sentence."
    )
    assert "Shop: “Bread is never late” – in part. Talk about what is missing." in words(
        panel(section, "What to put right")
    )


def test_the_department_with_the_most_gaps_is_named_unless_all_are_alike():
    as_meant = make(Restatement, theme_id=LATE.id, department_id=SHOP.id, judged="as meant")
    ask = "The founder judges each department’s own words."
    first = "One of one answer is as the founder meant"
    assert f"{ask} {first}; one not answered yet. Most open: Office." in words(
        page(SALES, LATE, SHOP, OFFICE, as_meant)
    )
    assert f"{ask} Nobody has answered yet." in words(page(SALES, LATE, SHOP, OFFICE))
    assert f"{ask} {first}." in words(page(SALES, LATE, SHOP, as_meant))


def test_the_lead_says_who_owns_and_how_much_of_the_vision_arrived():
    as_meant = make(Restatement, theme_id=LATE.id, department_id=SHOP.id, judged="as meant")
    whole = page(ANA, SALES, LATE, SHOP, OFFICE, as_meant)
    assert whole.lead == (
        "One objective, with an owner; one of one answer is as the founder meant."
    )
    assert page(SALES, make(Objective, name="Grow")).lead == "Two objectives, two without an owner."


def test_more_themes_than_fit_side_by_side_stand_in_tables_of_like_size():
    themes = [make(Theme, name=f"Theme {n}") for n in range(6)]
    matrices = [
        t for t in of(Table, page(SALES, SHOP, *themes)) if t.columns[0].name == "Department"
    ]
    assert [len(table.columns) for table in matrices] == [4, 4]


@pytest.mark.parametrize(
    ("records", "titles"),
    [
        ((), ["No theme is written down yet.", "No department is written down yet."]),
        ((LATE,), ["No department is written down yet."]),
        ((SHOP,), ["No theme is written down yet."]),
    ],
)
def test_without_themes_or_departments_the_page_asks_for_them_in_a_sentence(records, titles):
    missing = [c for c in of(Callout, page(ANA, SALES, *records)) if c.tone == "missing"]
    assert [callout.title for callout in missing] == titles
    assert all(callout.place for callout in missing)


def test_the_example_says_it_all_on_one_page(example):
    text = pages(typeset(document(alignment_page(example, Q3))))
    assert len(text) == 2, "the cover, and the page"
    for said in (
        "Six objectives, each with an owner; five of eight answers are as the founder meant.",
        "Five of eight answers are as the founder meant; four not answered yet.",
        "Throw away at most 5% of what we bake by March 2027",
        "no parent",
        "Bakery: “We bake what people eat” – not as meant.",
        "Not as meant",
        "Nothing said yet",
    ):
        assert said in text[1]


def test_a_character_that_no_font_has_is_named_with_the_page_it_stands_on():
    section = page(make(Objective, name="Sell \ue000 to cafés"))
    with pytest.raises(RenderFailed, match=r"U\+E000.*which stands in “Who carries what”"):
        typeset(document(section))


def test_hours_stand_beside_what_somebody_has_and_too_many_are_marked():
    tom = make(Person, name="Tom Okafor", hours_a_week=6)
    days = {"start": date(2026, 7, 1), "due": date(2026, 9, 30)}
    oven = make(Initiative, name="Oven", owner_id=tom.id, hours=90, **days)
    section = page(tom, ANA, SALES, oven)
    person, items, now, following, _ = row(section, "Tom Okafor")
    assert (person.status, person.word) == ("watch", "too many hours")
    assert (items, now.text, now.note, following.text) == ("1", "90", "of 79", "0")
    assert row(section, "Ana Ruiz")[2:] == ("–", "–", "–")
    assert len(row(page(ANA, SALES), "Ana Ruiz")) == 2
