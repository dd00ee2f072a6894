"""What the cells of a column hold, as a glance at the first few hundred of them shows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from workbook.intake.layouts.header_words import Holds
from workbook.intake.periods import parse_period
from workbook.intake.tables.table import Table
from workbook.intake.values.cells import times
from workbook.written import dates, numbers

__all__ = ["Held", "held_by"]

_LOOK = 400  # filled cells from the top: what a column is shows early
_MOST = 0.6  # of the filled cells, where the header says what they are
_HALF = 0.5
_NEARLY_ALL = 0.95  # of the filled cells, where only they say it
_CODE = re.compile(r"[^\s\d]*\d[^\s]*")  # a number or a letter-and-number, such as #1001


@dataclass(frozen=True)
class Held:
    """A column's name, place and first value, and what share of its filled cells can be read.

    `different` counts the different values among the `filled` cells looked at.
    """

    name: str
    place: int
    sample: str
    filled: int
    different: int
    days: float
    numbers: float
    codes: float
    figures: float
    clocks: bool

    @property
    def may_be_values(self) -> bool:
        """Whether it can hold a KPI's values, some of them unreadable; an empty one is to come."""
        number = self.numbers > 0 or self.figures >= _MOST
        return not self.filled or (number and not self.is_full_of("day"))

    @property
    def repeats(self) -> bool:
        """Whether a value comes more than once."""
        return self.different < self.filled

    def can_be(self, holds: Holds) -> bool:
        """Return whether a field of that content can be in it; an empty column can be anything."""
        if holds == "anything" or not self.filled:
            return True
        if holds == "words":
            return self.days < _MOST and self.numbers < _NEARLY_ALL
        if holds == "figure":  # a number, with or without words beside it
            return self.figures >= _HALF and self.days < _MOST
        if holds == "code":
            return self.codes >= _NEARLY_ALL
        return (self.days if holds == "day" else self.numbers) >= _MOST

    def is_full_of(self, holds: Holds) -> bool:
        """Return whether its cells alone say that it holds that."""
        if not self.filled or holds in ("anything", "code", "figure"):
            return False
        if holds == "words":
            return self.days < _MOST and self.numbers < _MOST
        day = self.days >= _NEARLY_ALL
        return day if holds == "day" else self.numbers >= _NEARLY_ALL and not day


def held_by(table: Table) -> tuple[Held, ...]:
    """Return what each column of a table holds."""
    return tuple(_columns(table))


def _columns(table: Table) -> Iterator[Held]:
    for place, (name, column) in enumerate(zip(table.columns, table.cells, strict=True)):
        # A KPI may begin in the thousandth row: what is empty at the top is passed over.
        filled = pd.Series(list(islice(filter(None, column), _LOOK)), dtype="object")
        yield Held(
            name=name,
            place=place,
            sample=str(filled.iloc[0]) if len(filled) else "",
            filled=len(filled),
            different=filled.nunique(),
            days=_share(filled, name, _is_day),
            numbers=_share(filled, name, _is_number),
            codes=_share(filled, name, _is_code),
            figures=_share(filled, name, _has_a_digit),
            clocks=bool(len(filled)) and times(filled) is not None,
        )


def _share(filled: "pd.Series[str]", name: str, test: Callable[[str, str], bool]) -> float:
    counts = filled.value_counts()
    good = sum(times for text, times in counts.items() if test(str(text), name))
    return float(good / max(len(filled), 1))


def _is_day(text: str, column: str) -> bool:
    return parse_period(text, column) is not None or dates.day(text) is not None


def _is_number(text: str, _: str) -> bool:
    return numbers.number(text) is not None


def _is_code(text: str, _: str) -> bool:
    return _CODE.fullmatch(text) is not None


def _has_a_digit(text: str, _: str) -> bool:
    return any(sign.isdigit() for sign in text)
