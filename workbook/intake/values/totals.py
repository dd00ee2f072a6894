"""Control totals: what a file's own totals row says, beside what was taken of that column."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.report import ControlTotal, Refusal, meets
from workbook.intake.tables.table import Table, Total
from workbook.intake.values.cells import numbers
from workbook.wording import say_list, say_number

__all__ = ["Taken", "control_totals"]

_NAMED = 5  # rows in a sentence, before the rest is a count
_DECIMALS = re.compile(r"[.,'’](\d+)\D*$")
_DIGITS = re.compile(r"\D")
_MEAN = re.compile(
    r"averages?|mean|durchschnitt|mittelwert|moyenne|media|gemiddelde", re.IGNORECASE
)


@dataclass(frozen=True)
class Taken:
    """What was taken of one column of a file: the sum, and of how many amounts."""

    total: float
    amounts: int


@dataclass(frozen=True)
class _Says:
    """What one totals row says of a column, and with how many decimals it says it."""

    row: int
    value: float
    places: int

    def is_met_by(self, amount: float) -> bool:
        return meets(amount, self.value, self.places)


def control_totals(
    table: Table, taken: Mapping[str, Taken], refused: Iterable[Refusal]
) -> tuple[ControlTotal, ...]:
    """Return what the totals rows of a file say of each column that was taken.

    Of several totals rows, the one that agrees is compared with, or their sum (there are
    subtotals), or else the last. Where a row says the mean of a column, there is no total of it.
    """
    totals = [total for total in table.totals if not _MEAN.match(total.label)]
    if not totals:
        return ()
    rows = sorted({refusal.row for refusal in refused})
    found = (_control(table, column, amount, totals, rows) for column, amount in taken.items())
    return tuple(total for total in found if total)


def _control(
    table: Table, column: str, taken: Taken, totals: Sequence[Total], refused: Sequence[int]
) -> ControlTotal | None:
    said = list(_said(table, column, totals))
    if not said or any(each.is_met_by(taken.total / taken.amounts) for each in said):
        return None
    together = _Says(said[-1].row, sum(s.value for s in said), max(s.places for s in said))
    met = next((each for each in [*reversed(said), together] if each.is_met_by(taken.total)), None)
    if met:
        return ControlTotal(column, met.row, met.value, taken.total, met.places)
    last = said[-1]
    missing = last.value - taken.total
    explained = " ".join(_explained(table, column, missing, last, refused))
    return ControlTotal(column, last.row, last.value, taken.total, last.places, explained)


def _said(table: Table, column: str, totals: Iterable[Total]) -> Iterator[_Says]:
    texts = {total.row: total.cells.get(column, "") for total in totals}
    for row, value in _read(table, column, texts).items():
        yield _Says(row, value, _places(texts[row], value))


def _read(table: Table, column: str, texts: Mapping[int, str]) -> dict[int, float]:
    """Read cells as the numbers of their column are read: its other cells tell the decimal mark."""
    held = table.coded(column).texts
    rows = list(texts)
    cells = pd.Series([*texts.values(), *held], dtype="object")
    try:
        read, _ = numbers(cells, column, table.settings)
    except ImportRefused:  # a total in another currency or unit: no number of this column
        return {}
    found = zip(rows, read.tolist(), strict=False)  # the column's own cells stand behind them
    return {row: amount for row, amount in found if not math.isnan(amount)}


def _places(text: str, value: float) -> int:
    """Return the decimals of a number as written.

    >>> _places("14,203", 14203.0), _places("14.203,50 EUR", 14203.5), _places("14203.00", 14203.0)
    (0, 2, 2)
    """
    decimals = _DECIMALS.search(text)
    whole = _DIGITS.sub("", text) == f"{abs(value):.0f}"
    return 0 if whole or not decimals else len(decimals[1])


def _explained(
    table: Table, column: str, missing: float, last: _Says, refused: Sequence[int]
) -> Iterator[str]:
    """Yield what rows that were not taken have to do with it, as far as they can be read."""
    cells = table.rows(refused)
    place = table.place(column)
    texts = {row: cells[row][place] for row in refused if place < len(cells[row])}
    amounts = _read(table, column, {row: text for row, text in texts.items() if text})
    one = next(
        (row for row, amount in amounts.items() if meets(amount, missing, last.places)), None
    )
    held = sum(amounts.values())
    if len(amounts) > 1 and meets(held, missing, last.places):
        yield f"The refused {_rows(amounts)} hold just that."
    elif one:
        yield f"Row {one}, which was refused, holds just that."
    elif amounts:
        holds = "holds" if len(amounts) == 1 else "hold"
        yield f"The refused {_rows(amounts)} {holds} {say_number(held, places=last.places)} of it."
    if unread := _unread(table, column):
        yield f"What {_rows(unread)} {'holds' if len(unread) == 1 else 'hold'} cannot be read."


def _unread(table: Table, column: str) -> list[int]:
    texts = table.column(column)
    read, _ = numbers(texts, column, table.settings)
    return [int(row) for row in texts.index[read.isna() & (texts != "")]]


def _rows(rows: Iterable[int]) -> str:
    listed = [str(row) for row in rows]
    more = [f"{len(listed) - _NAMED:,} more"] if len(listed) > _NAMED else []
    return f"row{'s' * (len(listed) > 1)} {say_list([*listed[:_NAMED], *more])}"
