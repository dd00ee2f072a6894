"""What happened to a record is told, and what stood before comes back as a new change."""

from pathlib import Path
from typing import Any

import pytest

from tests.forms.shelf import Shelf
from tests.widgets.bakery import goals, vision
from tests.widgets.said import answers, tell, typed
from workbook.widgets import RowTable, SaveBar

NAMES = ["name", "owner", "target", "due"]


@pytest.fixture
def table(shelf: Shelf) -> RowTable:
    """The goals as a table."""
    return goals(shelf, NAMES)


@pytest.fixture
def bar(table: RowTable) -> SaveBar:
    """The bar that saves it."""
    return SaveBar(table)


def asked(table: RowTable, type: str, **content: Any) -> dict[str, Any]:
    """Ask for the history as the browser does, and return the answer."""
    sent = answers(table)
    tell(table, type, **content)
    return next(message for message in sent if message["type"] == type)


def test_the_changes_of_a_row_are_told_newest_first(table: RowTable, bar: SaveBar) -> None:
    for target in ("5", "7"):
        typed(table, "rye", "target", target)
        tell(bar, "save")
    answer = asked(table, "history", id="rye")
    assert (answer["title"], answer["problem"]) == ("“Rye”", "")
    assert [entry["words"] for entry in answer["entries"]] == [
        "target 5.0 → 7.0",
        "target None → 5.0",
    ]
    assert answer["entries"][0] == {
        "when": "12 March 2026, 14:05",
        "who": "Jonas Weber",
        "words": "target 5.0 → 7.0",
        "reason": "The van came late.",
        "key": "1",
    }


def test_what_was_just_typed_is_saved_and_told_too(table: RowTable, bar: SaveBar) -> None:
    typed(table, "rye", "target", "5")
    answer = asked(table, "history", id="rye")
    assert [entry["words"] for entry in answer["entries"]] == ["target None → 5.0"]
    assert bar.state == "saved"


def test_restoring_is_a_new_change_that_the_row_and_the_page_show(
    table: RowTable, shelf: Shelf
) -> None:
    told: list[float] = []
    bar = SaveBar(table, on_saved=lambda: told.append(shelf.records["rye"]["target"]))
    for target in ("5", "7"):
        typed(table, "rye", "target", target)
        tell(bar, "save")
    before = list(shelf.journal)
    assert asked(table, "restore", id="rye", key="1")["problem"] == ""
    assert table.rows[0]["cells"]["target"] == "5"
    assert (bar.state, bar.sentence[:6]) == ("saved", "Saved ")
    assert told == [5, 7, 5]
    assert shelf.journal[:-1] == before
    assert shelf.journal[-1] == {"id": "rye", "before": {"target": 7}, "after": {"target": 5}}


def test_a_restored_row_is_saved_again_without_a_conflict(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    asked(table, "restore", id="rye", key="0")
    typed(table, "rye", "target", "9")
    tell(bar, "save")
    assert (bar.contests, bar.state, shelf.records["rye"]["target"]) == ([], "saved", 9)


def test_nothing_is_restored_over_typing_that_could_not_be_saved(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    typed(table, "rye", "due", "soon")
    answer = asked(table, "restore", id="rye", key="0")
    assert "finish or clear it, then restore" in answer["problem"]
    assert shelf.records["rye"]["target"] == 5
    assert table.rows[0]["cells"]["due"] == "soon"


def test_what_cannot_be_restored_is_answered_with_a_sentence(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    shelf.drop("rye")
    answer = asked(table, "restore", id="rye", key="0")
    assert answer["problem"] == "This entry was removed meanwhile. Restore its removal first."
    answer = asked(table, "restore", id="rye", key="no such key")
    assert "nothing was changed" in answer["problem"]


def test_a_row_that_was_never_saved_has_no_history(table: RowTable, bar: SaveBar) -> None:
    tell(table, "add", id="new")
    answer = asked(table, "history", id="new")
    assert (answer["title"], answer["entries"]) == ("this entry", [])


def test_a_form_shows_and_restores_its_record(tmp_path: Path) -> None:
    form = vision(Shelf(tmp_path / "vision.json"))
    bar = SaveBar(form)
    for text in ("Bread", "Cake"):
        form.fields["vision"].value = text
        tell(bar, "save")
    sent = answers(form)
    tell(form, "history", id="vision")
    assert [entry["words"] for entry in sent[-1]["entries"]] == ["vision Bread → Cake", "Added"]
    tell(form, "restore", id="vision", key=sent[-1]["entries"][0]["key"])
    assert form.fields["vision"].value == "Bread"
    assert bar.sentence[:6] == "Saved "


def test_only_forms_with_a_past_have_the_button(shelf: Shelf, table: RowTable) -> None:
    plain = RowTable(table.draft.specs, [], shelf.save)
    assert (table.has_history, plain.has_history) == (True, False)
