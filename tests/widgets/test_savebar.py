"""The save bar tells the truth about what is saved, in words a person can act on."""

import pytest

from tests.forms.shelf import Shelf
from tests.widgets.bakery import goals, vision
from tests.widgets.said import answers, tell, typed
from workbook.errors import NotFound, StorageFailed
from workbook.widgets import RowTable, SaveBar


@pytest.fixture
def table(shelf: Shelf) -> RowTable:
    """The goals as a table."""
    return goals(shelf, ["name", "owner", "target", "due"])


@pytest.fixture
def bar(table: RowTable) -> SaveBar:
    """The bar that saves the table."""
    return SaveBar(table)


def test_a_change_is_unsaved_until_it_is_saved(table: RowTable, bar: SaveBar) -> None:
    sent = answers(bar)
    typed(table, "rye", "target", "5")
    assert (bar.state, bar.sentence) == ("unsaved", "Unsaved changes")
    assert {"type": "touched"} in sent
    tell(bar, "save")
    assert bar.state == "saved"
    assert bar.sentence[:6] == "Saved " and bar.sentence[8] == ":"


def test_every_sign_of_life_is_answered(bar: SaveBar) -> None:
    sent = answers(bar)
    tell(bar, "ping", n=7)
    assert sent == [{"type": "pong", "n": 7}]


def test_the_page_is_told_after_a_save_and_only_then(table: RowTable, shelf: Shelf) -> None:
    told: list[str] = []
    bar = SaveBar(table, on_saved=lambda: told.append("saved"))
    tell(bar, "save")
    assert told == []
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    assert told == ["saved"]


def test_a_page_that_cannot_keep_up_does_not_hide_that_the_save_worked(
    table: RowTable, shelf: Shelf
) -> None:
    bar = SaveBar(table, on_saved=lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    assert shelf.records["rye"]["target"] == 5
    assert bar.sentence.startswith("Saved, but this page could not be brought up to date")


def test_a_page_that_cannot_read_after_a_save_does_not_say_that_nothing_was_saved(
    table: RowTable,
) -> None:
    def locked() -> None:
        raise StorageFailed("Nothing was saved.")

    bar = SaveBar(table, on_saved=locked)
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    assert bar.sentence.startswith("Saved, but")


def test_the_page_is_told_when_it_looked_for_what_others_saved(table: RowTable) -> None:
    told: list[str] = []
    bar = SaveBar(table, on_saved=lambda: told.append("looked"))
    tell(bar, "check")
    assert told == ["looked"]


def test_what_keeps_a_page_from_being_settled_is_told(table: RowTable, bar: SaveBar) -> None:
    typed(table, "rye", "target", "5")
    assert bar.settle() == ""
    assert bar.state == "saved"
    typed(table, "rye", "target", "lots")
    assert bar.settle() == "“Target” needs another look; the rest is saved."


def test_a_problem_names_its_table_where_that_has_a_label(table: RowTable, bar: SaveBar) -> None:
    table.label = "Loaves"
    typed(table, "rye", "target", "lots")
    assert bar.settle() == "“Target” of “Loaves” needs another look; the rest is saved."


def test_a_problem_names_its_field(table: RowTable, bar: SaveBar) -> None:
    typed(table, "rye", "target", "lots")
    tell(bar, "save")
    assert (bar.state, bar.sentence) == (
        "problem",
        "“Target” needs another look; the rest is saved.",
    )
    typed(table, "rye", "due", "soon")
    tell(bar, "save")
    assert bar.sentence == "“Target” and 1 more need another look; the rest is saved."


def test_a_failure_is_a_sentence_and_the_next_try_works(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    shelf.broken = True
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    assert bar.state == "failed"
    assert "What you typed is still here" in bar.sentence
    assert "disk" not in bar.sentence
    shelf.broken = False
    tell(bar, "save")
    assert (bar.state, shelf.records["rye"]["target"]) == ("saved", 5)


def test_a_conflict_is_shown_field_by_field_in_words_and_settled(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    shelf.put("rye", owner="p2", due="2026-05-01")
    typed(table, "rye", "owner", "p3")
    typed(table, "rye", "due", "1 March 2026")
    tell(bar, "save")
    (contest,) = bar.contests
    assert (bar.state, contest["title"]) == ("problem", "“Rye”")
    assert contest["fields"] == [
        {"name": "owner", "label": "Owner", "mine": "Tom O’Neill", "theirs": "Jonas Weber"},
        {"name": "due", "label": "Due", "mine": "1 March 2026", "theirs": "1 May 2026"},
    ]
    tell(bar, "resolve", id="rye", name="owner", side="theirs")
    tell(bar, "resolve", id="rye", name="due", side="mine")
    assert (bar.contests, bar.state) == ([], "saved")
    assert shelf.records["rye"]["owner"] == "p2"
    assert str(shelf.records["rye"]["due"]) == "2026-03-01"
    assert table.rows[0]["cells"]["owner"] == "p2"


def test_looking_again_shows_what_others_saved(table: RowTable, bar: SaveBar, shelf: Shelf) -> None:
    shelf.put("rye", name="Dark rye")
    sent = answers(table)
    tell(bar, "check")
    assert sent[0]["changed"] == [{"id": "rye", "cells": {"name": "Dark rye"}, "version": 2}]


def test_looking_again_may_fail_without_harm(table: RowTable, bar: SaveBar) -> None:
    def gone() -> list[dict[str, str]]:
        raise NotFound("The workbook file is not there any more.")

    table.reload = gone
    tell(bar, "check")
    assert (bar.state, bar.sentence) == ("failed", "The workbook file is not there any more.")
    table.reload = lambda: 1 / 0  # type: ignore[assignment, return-value]
    tell(bar, "check")
    assert "could not be read just now" in bar.sentence


def test_one_bar_saves_all_the_forms_of_a_page(shelf: Shelf, tmp_path) -> None:  # type: ignore[no-untyped-def]
    words = Shelf(tmp_path / "vision.json")
    form, table = vision(words), goals(shelf)
    bar = SaveBar(form, table)
    form.fields["vision"].value = "Bread for the whole valley"
    typed(table, "rye", "target", "5")
    tell(bar, "save")
    assert words.records["vision"]["vision"] == "Bread for the whole valley"
    assert shelf.records["rye"]["target"] == 5


def test_a_full_disk_is_tried_with_one_form_only(shelf: Shelf) -> None:
    first, second = goals(shelf, ["name", "target"]), goals(shelf, ["name", "due"])
    bar = SaveBar(first, second)

    def full(_: object) -> dict[str, int]:
        tries.append(1)
        raise StorageFailed("The disk is full. Nothing was saved.")

    tries: list[int] = []
    first.draft.take = second.draft.take = full
    typed(first, "rye", "target", "5")
    typed(second, "rye", "due", "2026-03-01")
    tell(bar, "save")
    assert (len(tries), bar.state) == (1, "failed")
    assert bar.sentence == "The disk is full. Nothing was saved."

    first.draft.take = second.draft.take = shelf.save
    tell(bar, "save")
    assert shelf.records["rye"]["target"] == 5
