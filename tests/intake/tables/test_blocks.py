"""A long text is read in blocks, and comes to the same cells as row by row."""

import csv
import io
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.errors import ParserError

from workbook.intake.tables import blocks
from workbook.intake.tables.blocks import columns_of
from workbook.intake.tables.columns import silent

SMALL = patch.object(blocks, "_BLOCK", 40)
WIDTH = 3
cell = st.one_of(
    st.sampled_from(["", "7", "2026-01-02", " spaced ", "Café", 'a "quoted" word', "two\nlines"]),
    st.text("ab é,\n;€", max_size=50),
    st.integers(0, 120).map("x".__mul__),
)
rows = st.lists(st.lists(cell, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=30)


def written(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def read(text: bytes, above: int = 0) -> list[list[str]]:
    columns = columns_of(text, ",", WIDTH, above, silent)
    return [list(row) for row in zip(*columns, strict=True)]


@SMALL
@settings(deadline=None)
@given(rows)
def test_every_cell_comes_as_it_was_written_wherever_a_block_ends(rows: list[list[str]]) -> None:
    assert read(written(rows)) == [[*(text.strip() for text in row), ""] for row in rows]


@SMALL
def test_a_column_may_grow_wider_far_down() -> None:
    rows = [["1", "Tea", ""]] * 40 + [["2", "Tea with milk and sugar", "é" * 60]] * 40
    assert read(written([*rows, *rows])) == [[*row, ""] for row in [*rows, *rows]]


@pytest.mark.parametrize("size", [7, 8, 15, 16, 17, 39, 40, 41])
def test_no_cell_is_cut_at_the_width_of_its_column(size: int) -> None:
    rows = [["x" * size, "é" * (size // 2), "x" * (size - 1) + "€"]]
    assert read(written(rows)) == [[*rows[0], ""]]


@SMALL
def test_a_row_that_is_too_wide_is_seen_in_every_block() -> None:
    rows = [["1", "2", "3"]] * 50
    one_more = read(written([*rows, ["1", "2", "3", "4"], *rows]))
    assert one_more[50] == ["1", "2", "3", "4"]
    for place in range(0, 100, 9):
        with pytest.raises(ParserError):
            read(written([*rows[:place], ["1", "2", "3", "", "5"], *rows]))


@SMALL
def test_what_stands_above_the_table_leaves_no_trace() -> None:
    columns = columns_of(written([["a", "b", "c"], ["1", "2", "3"]]), ",", WIDTH, 1, silent)
    assert [list(column.texts) for column in columns] == [["1"], ["2"], ["3"], [""]]


def test_each_text_is_kept_once_in_the_order_in_which_it_came() -> None:
    rows = [["b", " a", "1"], ["a", "b ", "1"], ["b", "b", "1"]]
    columns = columns_of(written(rows), ",", WIDTH, 0, silent)
    assert [list(column.texts) for column in columns[:2]] == [["b", "a"], ["a", "b"]]
    assert [column.codes.tolist() for column in columns[:2]] == [[0, 1, 0], [0, 1, 1]]
