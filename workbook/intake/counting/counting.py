"""A file's rows under the rules: which can be taken, and what each period comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from workbook.calendar import USUAL, Calendar
from workbook.errors import ImportRefused
from workbook.intake.counting.coverage import Coverage, Span
from workbook.intake.counting.doubts import KeyDoubts, about_zones
from workbook.intake.counting.marked import Doubt, Marked, apart, doubts, refuse_currencies
from workbook.intake.counting.slips import believed
from workbook.intake.counting.tally import Rows, tally
from workbook.intake.counting.used import Columns, Used, used
from workbook.intake.layouts.rules import TransactionRules
from workbook.intake.tables.columns import Tell, silent
from workbook.intake.tables.table import Table
from workbook.intake.tables.texts import Bad, Numbers, rows_of
from workbook.intake.values.days import NO_TIME, Moments, clocks, moments, tell_apart
from workbook.intake.values.meanings import NONE
from workbook.period import Period
from workbook.wording import capital, say_count, say_date, say_list

__all__ = ["Counted", "CountedKpi", "count"]

_NAMED = 5  # rows in a sentence, before the rest is a count
_KINDS = 10  # reasons, before the rest is a count
_BEGINNING = date(1970, 1, 1)


@dataclass(frozen=True)
class Counted:
    """What a file comes to: `values` holds one value a period for each KPI, in their order."""

    coverage: Coverage
    rows_taken: int
    refused: Bad
    kpis: tuple["CountedKpi", ...]
    notes: tuple[str, ...]

    @property
    def periods(self) -> tuple[date, ...]:
        """The first day of each period that a row falls in."""
        return tuple(sorted({start for kpi in self.kpis for start in kpi.rows}))


@dataclass(frozen=True)
class CountedKpi:
    """One KPI's value and rows a period, in which how many amounts are unreadable, and doubts.

    `undated` says how many rows without a date that can be read stand beside those of a period;
    `unit` is that of the rule, or of the amounts.
    """

    values: dict[date, float]
    rows: dict[date, int]
    unread: dict[date, int]
    doubts: dict[date, str] = field(default_factory=dict)
    undated: dict[date, int] = field(default_factory=dict)
    unit: str = ""

    def why_incomplete(self, start: date) -> str:
        """Return what is not known of a period's amounts, or nothing."""
        rows = self.unread.get(start, 0)
        unread = f"{capital(say_count(rows, 'amount'))} could not be read." if rows else ""
        return f"{unread} {self.doubts.get(start, '')}".strip()

    def beside(self, start: date) -> str:
        """Return what may belong to a period and cannot be told, or nothing."""
        rows = self.undated.get(start, 0)
        what = "has no date" if rows == 1 else "have no date"
        found = capital(say_count(rows, "row"))
        return f"{found} beside it {what} that can be read." if rows else ""


def count(
    table: Table,
    rules: TransactionRules,
    calendar: Calendar = USUAL,
    tell: Tell = silent,
    earlier: tuple[Span, ...] = (),
) -> Counted:
    """Apply the rules to the rows of a file, and `tell` which part of it is done.

    A row is taken when its date can be read, and what one of the KPIs needs: a shop writes an
    order's total in the first of its lines only, and the others still hold items. `earlier` are the
    files of the same kind that were read before.

    Raises:
        ImportRefused: a column or a looked-for value is not there, or no row can be taken.
    """
    name = table.named(rules.date)
    table.refuse_half_dates(name)
    written = moments(table.coded(name), name, table.settings.order, rules.told.zone)
    when = believed(written, name, table.numbers)
    columns, views = Columns(table, when, rules), []
    for done, kpi in enumerate(rules.kpis, 1):
        tell(done / (len(rules.kpis) + 1))
        views.append(used(columns, kpi))
    marked = Marked.of(columns, rules.told.marks)
    fit = when.read & ~marked.skipped
    idle = ~np.logical_or.reduce([view.usable for view in views])
    bad = [marked.bad(table.numbers), when.bad, views[0].bad]
    refused, taken = Bad.joined(table.numbers, bad, ~fit | idle), fit & ~idle
    if not taken.any():
        raise ImportRefused(_none_taken(table, refused))
    dated = _Dated.of(when, rules, calendar)
    unread = np.logical_or.reduce([view.unread for view in views])
    last_rows = _last_rows(table, when, dated, taken | (fit & unread))
    coverage = Coverage(rules.every, last_rows, rules.covers, calendar, rules.told.closed, earlier)
    _refuse_outside(table, coverage)
    kpis, told = _kpis(columns, rules, views, dated, marked)
    notes = [*when.notes, *about_zones(name, when, rules.told.zone), *_left_out(views, refused)]
    unique = tuple(dict.fromkeys([*notes, *told]))
    return Counted(coverage, int(taken.sum()), refused, tuple(kpis), unique)


def _kpis(
    columns: Columns,
    rules: TransactionRules,
    views: Sequence[Used],
    dated: "_Dated",
    marked: Marked,
) -> tuple[list[CountedKpi], list[str]]:
    """Return what each KPI comes to, and what a careful reader would doubt of it."""
    taken = (dated.day >= 0) & ~marked.skipped
    keys = KeyDoubts(columns, rules, dated.day, dated.period)
    kpis, notes = [], []
    for view in views:
        refuse_currencies(columns, view, taken)
        unsettled = list(doubts(columns, rules.told.marks, view, taken))
        notes += [*view.notes, *(doubt.asks for doubt in unsettled), *apart(columns, view)]
        notes += keys.about(view)
        kpis.append(_counted(view, dated, marked, unsettled))
    return kpis, notes


@dataclass(frozen=True)
class _Dated:
    """The rows by day and by period: codes from 0, and -1 where no day can be read."""

    days: Sequence[date]
    starts: Sequence[date]
    day: Numbers
    period: Numbers
    period_of: Numbers

    @classmethod
    def of(cls, when: Moments, rules: TransactionRules, calendar: Calendar) -> "_Dated":
        day, kinds = pd.factorize(np.where(when.read, when.days, NONE), sort=True)
        if len(kinds) and kinds[0] == NONE:
            day, kinds = day - 1, kinds[1:]
        days = [_BEGINNING + timedelta(days=int(number)) for number in kinds]
        firsts = [Period.of(rules.every, each, calendar).start for each in days]
        period_of, starts = pd.factorize(np.array(firsts, dtype=object))
        return cls(days, list(starts), day, np.append(period_of, -1)[day], period_of)


def _counted(view: Used, dated: _Dated, marked: Marked, unsettled: Sequence[Doubt]) -> CountedKpi:
    fit = (dated.day >= 0) & ~marked.skipped
    usable = view.usable & fit
    at = rows_of(usable)
    rows = Rows(
        period=dated.period[at],
        day=dated.day[at],
        period_of=dated.period_of,
        periods=len(dated.starts),
        keys=view.keys[at],
        amounts=marked.signed(view)[at],
        hits=view.hits[at],
    )
    values = tally(view.kpi.rule, rows)
    unread = dated.period[view.unread & fit]
    return CountedKpi(
        values={
            start: float(value)
            for start, value in zip(dated.starts, values, strict=True)
            if not np.isnan(value)
        },
        rows=_by_period(rows.period, dated),
        unread=_by_period(unread, dated),
        doubts=_doubts(unsettled, dated),
        undated=_undated(view, dated, marked),
        unit=view.kpi.rule.unit or view.unit,
    )


def _undated(view: Used, dated: _Dated, marked: Marked) -> dict[date, int]:
    """Count rows without a date in the periods of the rows that stand before and after them."""
    lost = np.flatnonzero((dated.day < 0) & ~marked.skipped & view.usable)
    known = np.flatnonzero(dated.day >= 0)
    if not len(lost):
        return {}
    after = np.searchsorted(known, lost)
    beside = [known[np.clip(after + step, 0, len(known) - 1)] for step in (-1, 0)]
    before_and_after = np.stack([dated.period[places] for places in beside])
    both = before_and_after[:, before_and_after[0] != before_and_after[1]]
    one = before_and_after[0][before_and_after[0] == before_and_after[1]]
    return _by_period(np.concatenate([one, both.ravel()]), dated)


def _doubts(unsettled: Sequence[Doubt], dated: _Dated) -> dict[date, str]:
    notes: dict[date, str] = {}
    for doubt in unsettled:
        for start in _by_period(dated.period[doubt.rows], dated):
            notes.setdefault(start, doubt.note)
    return notes


def _by_period(period: Numbers, dated: _Dated) -> dict[date, int]:
    sizes = np.bincount(period, minlength=len(dated.starts))
    return {start: int(n) for start, n in zip(dated.starts, sizes, strict=True) if n}


def _refuse_outside(table: Table, coverage: Coverage) -> None:
    if coverage.outside:
        raise ImportRefused(
            f"{table.file} has rows on {say_date(coverage.outside[0])}, which lies outside the "
            f"days that it is said to cover, {say_date(coverage.first)} to "
            f"{say_date(coverage.last)}. Nothing was changed."
        )


def _left_out(views: Sequence[Used], refused: Bad) -> Iterator[str]:
    """Say of each KPI which rows it could not use, although another could."""
    for view in views:
        mine = ~np.isin(view.bad.at, refused.at)
        kinds, firsts = np.unique(view.bad.which[mine], return_index=True)
        for kind in np.argsort(firsts)[:_KINDS]:
            rows = view.bad.rows[mine][view.bad.which[mine] == kinds[kind]]
            named = [str(row) for row in rows[:_NAMED]]
            more = [f"{len(rows) - _NAMED:,} more"] if len(rows) > _NAMED else []
            yield (
                f"Left out of “{view.kpi.name}”: row{'s' * (len(rows) > 1)} "
                f"{say_list([*named, *more])}. {view.bad.reasons[kinds[kind]]}"
            )
        if len(kinds) > _KINDS:
            rest = len(kinds) - _KINDS
            yield f"Left out of “{view.kpi.name}”, too: rows for {rest:,} more reasons."


def _none_taken(table: Table, refused: Bad) -> str:
    reasons = {refusal.row: refusal.reason for refusal in table.refused}
    if len(refused):
        reasons[int(refused.rows[0])] = refused.reasons[int(refused.which[0])]
    row = min(reasons)
    hint = " Write it like 2026-07-31." if reasons[row].endswith("is not a date.") else ""
    why = f"Row {row}: {reasons[row]}{hint}"
    return f"No row of {table.file} could be taken. {why} Nothing was changed."


def _last_rows(
    table: Table, when: Moments, dated: _Dated, taken: Numbers
) -> dict[date, int | None]:
    """Return the time of each day's last row, from its date or another column that holds times."""
    minutes: Numbers | None = when.minutes
    if not tell_apart(when.minutes):
        found = (clocks(coded) for coded in map(table.coded_at, range(len(table.cells))))
        minutes = next((column for column in found if column is not None), None)
    at = rows_of(taken)
    last = np.full(len(dated.days), NO_TIME)
    if minutes is not None:
        np.maximum.at(last, dated.day[at], minutes[at])
    held = np.bincount(dated.day[at], minlength=len(dated.days))
    return {
        day: None if last[place] == NO_TIME else int(last[place])
        for place, day in enumerate(dated.days)
        if held[place]
    }
