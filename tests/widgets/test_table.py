"""A table of goals: what travels, what is saved, and what the person reads."""

import pytest

from tests.forms.shelf import Shelf
from tests.widgets.bakery import goals
from tests.widgets.said import answers, tell, typed
from workbook.widgets import RowTable, SaveBar


@pytest.fixture
def table(shelf: Shelf) -> RowTable:
    """The goals as a table."""
    return goals(shelf, ["name", "owner", "target", "due", "needs"])


@pytest.fixture
def bar(table: RowTable) -> SaveBar:
    """The bar that saves the table."""
    return SaveBar(table)


def names(table: RowTable) -> list[str]:
    return [row["cells"]["name"] for row in table.rows]


def test_the_page_gets_columns_with_their_words_and_choices(table: RowTable) -> None:
    columns = {column["name"]: column for column in table.columns}
    assert columns["name"]["help"] == "Needed. One result, in one short sentence."
    assert columns["owner"]["options"][0] == ("p1", "Amina Diallo")
    assert names(table) == ["Rye", "Spelt", "Brioche"]


def test_only_the_changed_cell_travels(table: RowTable) -> None:
    sent = answers(table)
    typed(table, "rye", "target", "1200", seq=4)
    assert sent == [
        {
            "type": "patch",
            "gone": [],
            "added": [],
            "moved": [],
            "changed": [{"id": "rye", "cells": {"target": "1200"}, "unsaved": ["target"]}],
            "by": "browser",
            "seq": 4,
        }
    ]
    assert table.rows[0]["cells"]["target"] == "1200"


def test_what_was_typed_is_saved_and_shown_tidily(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    typed(table, "rye", "target", "1200")
    sent = answers(table)
    tell(bar, "save")
    assert shelf.records["rye"]["target"] == 1200
    news = {"cells": {"target": "1,200"}, "version": 2, "unsaved": []}
    assert sent[0]["changed"] == [{"id": "rye", **news}]


def test_a_problem_stands_beside_its_cell_and_goes_when_it_is_mended(table: RowTable) -> None:
    typed(table, "rye", "due", "01/03/2026")
    assert "month as a word" in table.rows[0]["problems"]["due"]
    typed(table, "rye", "due", "1 March 2026")
    assert table.rows[0]["problems"] == {}


def test_a_half_filled_row_is_only_a_problem_once_it_is_left(table: RowTable, bar: SaveBar) -> None:
    tell(table, "add", id="new")
    assert (table.rows[-1]["note"], bar.state) == ("", "saved")
    typed(table, "new", "target", "5")
    tell(bar, "save")
    assert table.rows[-1]["note"] == "Not saved yet: give it a name."
    assert table.rows[-1]["problems"] == {}
    assert (bar.state, bar.sentence) == ("unsaved", "Not saved yet: give it a name.")
    tell(table, "leave", id="new")
    assert table.rows[-1]["problems"] == {"name": "Needed before this can be saved."}
    typed(table, "new", "name", "Bun")
    tell(bar, "save")
    assert (table.rows[-1]["note"], table.rows[-1]["new"]) == ("", False)
    assert bar.sentence.startswith("Saved ")


def test_an_empty_row_that_is_left_is_no_problem(table: RowTable, bar: SaveBar) -> None:
    tell(table, "add", id="new")
    tell(table, "leave", id="new")
    tell(bar, "save")
    assert (table.rows[-1]["problems"], bar.state) == ({}, "saved")


def test_a_removed_row_can_be_brought_back(table: RowTable, bar: SaveBar, shelf: Shelf) -> None:
    tell(table, "remove", id="spelt")
    tell(bar, "save")
    assert (names(table), table.removed) == (["Rye", "Brioche"], "“Spelt”")
    sent = answers(table)
    tell(table, "undo")
    tell(bar, "save")
    assert (names(table), table.removed) == (["Rye", "Spelt", "Brioche"], "")
    assert (sent[0]["focus"], sent[0]["moved"]) == ("spelt", [("spelt", 1)])
    assert shelf.records["spelt"]["name"] == "Spelt"


def test_a_row_that_others_need_comes_back_with_the_reason(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    shelf.used = {"rye"}
    tell(table, "remove", id="rye")
    tell(bar, "save")
    assert names(table) == ["Rye", "Spelt", "Brioche"]
    assert "still used" in table.rows[0]["note"]
    assert (bar.state, bar.sentence) == ("problem", table.rows[0]["note"])
    typed(table, "spelt", "target", "5")
    tell(bar, "save")
    assert (table.rows[0]["note"], bar.state) == ("", "saved")


def test_moving_a_row_sends_the_move_and_not_the_rows(table: RowTable) -> None:
    sent = answers(table)
    tell(table, "move", id="rye", by_rows=2)
    assert names(table) == ["Spelt", "Brioche", "Rye"]
    assert (sent[0]["moved"], sent[0]["changed"], sent[0]["added"]) == ([("rye", 2)], [], [])


def test_a_pasted_block_fills_cells_and_adds_rows(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    sent = answers(table)
    block = [["Bun", "Jonas Weber", "1,200"], ["Bagel", "Nobody", "x"]]
    tell(table, "paste", id="brioche", name="name", block=block)
    assert (sent[0]["pasted"], sent[0]["left_out"]) == (2, -2)
    assert len(sent[0]["added"]) == 1
    assert set(table.rows[3]["problems"]) == {"owner", "target"}
    tell(bar, "save")
    assert [record["name"] for record in shelf.all()] == ["Rye", "Spelt", "Bun", "Bagel"]


def test_pasted_columns_that_do_not_fit_are_counted(table: RowTable) -> None:
    sent = answers(table)
    tell(table, "paste", id="rye", name="due", block=[["2026-03-01", "Spelt", "more", "yet more"]])
    assert sent[0]["left_out"] == 2


def test_a_page_opened_later_is_sent_all_rows(table: RowTable) -> None:
    typed(table, "rye", "name", "Dark rye")
    sent = answers(table)
    tell(table, "hello")
    assert sent[0]["rows"][0]["cells"]["name"] == "Dark rye"
    assert table.get_state("rows")["rows"][0]["cells"]["name"] == "Dark rye"


def test_two_hundred_rows_answer_one_change_with_one_cell(shelf: Shelf) -> None:
    for place in range(200):
        shelf.put(f"goal-{place}", name=f"Goal {place}", position=place + 10)
    table = goals(shelf)
    sent = answers(table)
    typed(table, "goal-150", "name", "Changed")
    assert len(str(sent)) < 300


def test_a_new_person_can_be_chosen_at_once(table: RowTable) -> None:
    table.set_choices({"owner": [("p9", "Ines")], "needs": []})
    assert table.columns[1]["options"] == [("p9", "Ines")]
    typed(table, "rye", "owner", "p9")
    assert table.rows[0]["problems"] == {}


def test_messages_about_rows_that_are_gone_do_no_harm(table: RowTable) -> None:
    typed(table, "gone", "name", "x")
    tell(table, "paste", id="gone", name="name", block=[["x"]])
    tell(table, "undo")
    tell(table, "something else")
    assert names(table) == ["Rye", "Spelt", "Brioche"]
