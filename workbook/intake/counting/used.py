"""What the rule of a KPI needs of each row: a key, an amount, or whether it holds a value."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.counting.tally import joined
from workbook.intake.layouts.rules import KpiRule, TransactionRules
from workbook.intake.tables.table import Table, nearest
from workbook.intake.tables.texts import Bad, Coded, Numbers
from workbook.intake.values.cells import Amounts, amounts
from workbook.intake.values.days import Moments
from workbook.wording import say_list
from workbook.written.names import folded

__all__ = ["Columns", "Used", "key_columns", "used"]


@dataclass(frozen=True)
class Used:
    """One KPI's view of the rows: codes of their keys, amounts, and which hold the value sought.

    `bad` says which rows it cannot use, and `unread` those of them that do hold something; `unit`
    is what stands beside the amounts.
    """

    kpi: KpiRule
    keys: Numbers
    amounts: Numbers
    hits: Numbers
    bad: Bad
    unread: Numbers
    notes: tuple[str, ...] = ()
    unit: str = ""

    @property
    def usable(self) -> Numbers:
        """Which rows it can use."""
        usable = np.ones(len(self.keys), bool)
        usable[self.bad.at] = False
        return usable


class Columns:
    """The columns of a table that are used, each of which is looked through once."""

    def __init__(self, table: Table, when: Moments, rules: TransactionRules) -> None:
        self.table, self.when = table, when
        self.day = table.named(rules.date)
        self._held: dict[str, Coded] = {}

    def held(self, name: str) -> Coded:
        """Return a column by its different texts; raises as `Table.column` does."""
        if name not in self._held:
            self._held[name] = self.table.coded(name)
        return self._held[name]

    def amounts(self, name: str) -> Amounts:
        """Return a column of numbers; raises as `cells.amounts` does."""
        return amounts(self.held(name), name, self.table.settings)

    def days(self) -> Coded:
        """Return the date column without its times."""
        codes, kinds = pd.factorize(self.when.days)
        return Coded([str(kind) for kind in kinds], codes, self.table.numbers)


def used(columns: Columns, kpi: KpiRule) -> Used:
    """Return what a KPI needs of each row of a file.

    Raises:
        ImportRefused: a column is not there, or the value that is looked for.
    """
    table, rule, rows = columns.table, kpi.rule, len(columns.table.numbers)
    nothing = np.broadcast_to(np.int64(0), rows)
    never = np.broadcast_to(np.False_, rows)
    if rule.adds_up:
        name = table.named(rule.column)
        found = columns.amounts(name)
        unread = ~found.blank & np.isnan(found.values)
        return Used(kpi, nothing, found.values, never, found.bad, unread, found.notes, found.unit)
    if rule.kind == "count":
        fine = Bad.of(Coded([""], nothing, table.numbers), {})
        return Used(kpi, nothing, nothing, never, fine, never)
    # A line without an item is still a line of its ticket; a ticket without a number is none.
    sharing = rule.kind == "share"
    keys, bad = _keys(columns, rule.key if sharing else rule.column)
    if not sharing:
        return Used(kpi, keys, nothing, never, bad, never)
    hits, notes = _hits(columns, kpi)
    return Used(kpi, keys, nothing, hits, bad, never, notes)


def key_columns(table: Table, written: str) -> list[str]:
    """Return the columns that together tell rows apart: one, or several with a plus between.

    Raises:
        ImportRefused: one of them is not there.
    """
    whole = folded(written) in map(folded, table.columns) or "+" not in written
    return [table.named(name) for name in ([written] if whole else written.split("+"))]


def _keys(columns: Columns, written: str) -> tuple[Numbers, Bad]:
    names = key_columns(columns.table, written)
    of_day = {columns.day} if len(names) > 1 else set()
    held = [columns.days() if name in of_day else columns.held(name) for name in names]
    empty = [_empty(name, column) for name, column in zip(names, held, strict=True)]
    everywhere = np.ones(len(columns.table.numbers), bool)
    return joined(held), Bad.joined(columns.table.numbers, empty, everywhere)


def _empty(name: str, column: Coded) -> Bad:
    return Bad.of(
        column, {column.texts.index(""): f"{name} is empty."} if "" in column.texts else {}
    )


def _hits(columns: Columns, kpi: KpiRule) -> tuple[Numbers, tuple[str, ...]]:
    wanted, column = kpi.rule.value, columns.held(columns.table.named(kpi.rule.column))
    alike = np.array([folded(text) == folded(wanted) for text in column.texts], bool)
    if not alike.any():
        near = nearest(wanted, column.texts)
        hint = f" Did you mean “{near}”?" if near else ""
        raise ImportRefused(
            f"No row of {columns.table.file} has “{wanted}” in {kpi.rule.column}, which "
            f"“{kpi.name}” counts.{hint} Nothing was changed."
        )
    return column.spread(alike), tuple(_spellings(kpi, column, alike))


def _spellings(kpi: KpiRule, column: Coded, alike: Numbers) -> Iterator[str]:
    others = sorted({column.texts[n] for n in np.flatnonzero(alike)} - {kpi.rule.value})
    if others:
        named = say_list([f"“{other}”" for other in others])
        yield f"Counted as “{kpi.rule.value}” in “{kpi.name}”: {named}."
