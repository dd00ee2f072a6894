"""The roadmap's timeline says in words, shapes and places what the findings say."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.insight.small import line, make, plan
from tests.pack.pages.reading import words
from workbook.charts.roadmap import roadmap_chart
from workbook.charts.style import ACCENT, INK, SIGNAL
from workbook.insight.route.roadmap import roadmap
from workbook.pack.pages.roadmap import page
from workbook.quarter import Quarter
from workbook.strategy import Initiative, Milestone, Person

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")


def work(name: str, **fields):
    return make(Initiative, name=name, owner_id=ANA.id, **fields)


OVEN = work("Second oven", status="in progress", start=date(2026, 7, 1), due=date(2026, 8, 31))
SUNDAYS = work("Sundays", start=date(2026, 11, 1), due=date(2027, 2, 28))
LOAN = make(
    Milestone, initiative_id=OVEN.id, name="Loan", due=date(2026, 7, 9), done_on=date(2026, 7, 8)
)
PERMIT = make(Milestone, initiative_id=OVEN.id, name="Permit", due=date(2026, 8, 9))


def drawn(*records, changes=()):
    return roadmap_chart(roadmap(plan(ANA, *records, changes=changes), Q3))


def texts(svg: str) -> list[str]:
    return [
        "".join(e.itertext()).strip()
        for e in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_each_row_carries_its_name_owner_and_status_as_words():
    said = texts(drawn(OVEN, SUNDAYS).svg)
    assert {"Second oven", "Overdue", "Sundays", "Starting"} <= set(said)
    assert said.count("Ana Ruiz") == 2


def test_the_quarter_before_and_the_next_two_are_in_sight():
    said = texts(drawn(OVEN).svg)
    assert [t for t in said if re.fullmatch(r"\d{4}-Q\d", t)] == [
        "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1",
    ]  # fmt: skip


def test_the_words_that_stand_for_the_chart_name_work_status_and_date():
    alt = drawn(OVEN, SUNDAYS, LOAN, PERMIT).alt
    assert alt == (
        "Timeline of two initiatives, April 2026 to March 2027: Second oven, overdue, "
        "due 31 August 2026 and 1 of 2 milestones reached; Sundays, starting and "
        "due 28 February 2027."
    )


def test_the_key_explains_only_the_marks_that_are_there():
    keys = {"milestone reached", "milestone not reached yet", "first promise"}
    assert not keys & set(texts(drawn(OVEN).svg))
    moved = line(2, SUNDAYS, date(2026, 9, 1), {"due": "2026-12-31"}, {"due": "2027-02-28"})
    svg = drawn(OVEN, SUNDAYS, LOAN, PERMIT, changes=(moved,)).svg
    assert keys <= set(texts(svg))


STROKES = re.compile(f'<path [^>]*stroke="{SIGNAL}" stroke-width="0.6"')
FLYING = work("Menu", status="in progress", start=date(2026, 8, 1), due=date(2026, 12, 1))


def bars(svg: str) -> list[tuple[str, float]]:
    """Return what is inside each bar, and how wide it is."""
    boxes = re.findall(f'<path d="[^"]*?h([0-9.]+)v[^"]*" fill="([^"]+)" stroke="{ACCENT}"', svg)
    return [(inside, float(wide)) for wide, inside in boxes]


def test_only_what_runs_past_its_date_is_hatched():
    assert len(STROKES.findall(drawn(OVEN).svg)) > 10
    assert not STROKES.search(drawn(FLYING, SUNDAYS).svg)
    assert "past its date" in texts(drawn(OVEN).svg)
    assert "past its date" not in texts(drawn(FLYING, SUNDAYS).svg)


def test_what_was_is_solid_and_what_is_planned_is_an_outline():
    """Of four months, two have passed at the quarter's end; nothing of Sundays has."""
    whole, so_far, *key = bars(drawn(FLYING).svg)
    assert whole[0] == "#fff"
    assert so_far[0] == ACCENT
    assert so_far[1] / whole[1] == pytest.approx(61 / 123, abs=0.01)
    assert [inside for inside, _ in key] == [ACCENT, "#fff"]
    assert [inside for inside, _ in bars(drawn(SUNDAYS).svg)] == ["#fff", "#fff"]


def test_a_reached_milestone_is_filled_and_one_to_come_is_hollow():
    """The two marks differ by more than colour: one is ink all through, the other white inside."""
    assert _fills(drawn(OVEN, LOAN).svg) == [INK, INK]
    assert _fills(drawn(OVEN, PERMIT).svg) == ["#fff", "#fff"]


def _fills(svg: str) -> list[str | None]:
    """Return the fills of the diamonds: of the mark that stands in the row, and in the key."""
    return [group.get("fill") for group in ElementTree.fromstring(svg).findall(".//{*}g")]


def test_work_without_an_end_or_a_beginning_is_drawn_to_the_edge():
    endless = work("Menu", status="in progress", start=date(2026, 8, 1))
    assert "Menu, in progress." in drawn(endless).alt
    assert "Menu, no start date and due 1 December 2026." in drawn(
        work("Menu", due=date(2026, 12, 1))
    ).alt  # fmt: skip


def test_work_without_any_date_is_left_to_the_table():
    said = texts(drawn(OVEN, work("Someday", status="in progress")).svg)
    assert "Second oven" in said
    assert "Someday" not in said


def test_a_long_name_is_cut_to_two_lines():
    name = "Replace every single tin, tray and basket in the bakery and in both of the vans"
    said = texts(drawn(work(name, status="in progress", due=date(2026, 12, 1))).svg)
    assert said[said.index("Ana Ruiz") - 1].endswith("…")


def test_a_name_without_a_space_is_cut_and_not_lost():
    said = texts(drawn(work("B" * 90, status="in progress", due=date(2026, 12, 1))).svg)
    assert said[said.index("Ana Ruiz") - 2] == "B" * 34


def test_of_very_many_only_as_many_are_drawn_as_a_page_holds():
    many = [work(f"Work {n}", status="in progress", due=date(2026, 12, 1)) for n in range(30)]
    found = roadmap(plan(ANA, *many), Q3)
    assert texts(roadmap_chart(found, 18).svg).count("Ana Ruiz") == 18
    assert "12 more stand in the table, with their dates." in words(page(plan(ANA, *many), Q3))


def test_many_initiatives_are_named_by_the_table_not_by_the_alternative_text():
    many = [work(f"Work {n}", status="in progress", due=date(2026, 12, 1)) for n in range(11)]
    assert drawn(*many).alt.endswith("; 3 more in the table.")


def test_what_people_typed_is_text_and_never_a_formula_or_markup():
    name = r"Save $5 & <b>10%</b> of $x^2$"
    assert name in texts(drawn(work(name, status="in progress", due=date(2026, 12, 1))).svg)


def test_the_same_findings_give_the_same_drawing():
    assert drawn(OVEN, LOAN).svg == drawn(OVEN, LOAN).svg
