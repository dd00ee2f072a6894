"""The page of what changed: its first line, its order, and no more than can be read."""

from pathlib import Path

from tests.insight.review.test_changes import BEGAN, JULY, Q2, Q3, bakery, change
from tests.store.test_past import save_on
from workbook.pack.blocks import Cell, Prose, Section, Table
from workbook.pack.html import render
from workbook.pack.pages.changes import page
from workbook.store import Edit
from workbook.strategy import KPI, Objective


def rows(section: Section) -> list[list[str]]:
    """Return the texts of all rows of its tables, one after the other."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return [
        [cell.text if isinstance(cell, Cell) else cell for cell in row]
        for table in tables
        for row in table.rows
    ]


def test_the_first_line_counts_what_changed_what_is_explained_and_which_way(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 70})
    change(book, KPI, "waste", {"target": 2})
    line = page(book.plan, Q3).lead
    assert line == (
        "2 changes since the end of the last quarter, 30 June 2026, 0 explained; "
        "1 target easier, 1 harder."
    )
    assert rows(page(book.plan, Q3))[0][:3] == ["Waste", "3", "2"]


def test_of_many_changes_ten_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    ids = [str(number) for number in range(22)]
    goals = [Edit(Objective, id, {"name": f"Goal {id}", "weight": 2}) for id in ids]
    save_on(book, BEGAN, *goals)
    save_on(book, JULY, *(Edit(Objective, id, {"weight": 3}, 1) for id in ids))
    book.store.explain(book.plan.changes[-1].number, "Ana", "All alike.")
    change(book, KPI, "loaves", {"target": 70})
    section = page(book.plan, Q3)
    assert len(rows(section)) == 10 + 6  # and the six that moved most
    assert rows(section)[0][0] == "Loaves"
    told = [block.text for block in section.blocks if isinstance(block, Prose)]
    assert any(each.startswith("And 13 more.") for each in told)


def test_wording_is_told_word_by_word_struck_and_in_words(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"name": "Sell better bread"})
    section = page(book.plan, Q3)
    assert rows(section)[0][1] == "Sell [deleted: more] [added: better] bread"
    html = render(section.to_json())
    assert "[deleted: <del>more</del>]" in html
    assert "[added: <ins>better</ins>]" in html


def test_a_first_quarter_has_no_such_page(tmp_path: Path) -> None:
    assert page(bakery(tmp_path).plan, Q2).blocks == ()
