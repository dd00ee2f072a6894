"""A file's rows under the rules: which can be taken, and what each period comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from workbook.calendar import USUAL, Calendar
from workbook.errors import ImportRefused
from workbook.intake.cells import Bad, blanks, dates, numbers, times
from workbook.intake.coverage import Coverage
from workbook.intake.rules import KpiRule, TransactionRules
from workbook.intake.table import Table, nearest
from workbook.period import Unit
from workbook.wording import capital, say_count, say_date, say_list
from workbook.written.names import folded

__all__ = ["Counted", "CountedKpi", "count"]

_NAMED = 5  # rows in a sentence, before the rest is a count
_STANDS_FOR_NOTHING = {"none", "null", "nan", "n/a", "na", "#n/a", "-", "?", "unknown"}


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
    """One KPI's value and rows a period, and in which periods how many amounts are unreadable."""

    values: dict[date, float]
    rows: dict[date, int]
    unread: dict[date, int]

    def why_incomplete(self, start: date) -> str:
        """Return what is missing of a period for want of an amount, or nothing."""
        rows = self.unread.get(start, 0)
        return f"{capital(say_count(rows, 'amount'))} could not be read." if rows else ""


def count(table: Table, rules: TransactionRules, calendar: Calendar = USUAL) -> Counted:
    """Apply the rules to the rows of a file.

    A row is taken when its date can be read, and what one of the KPIs needs: a shop writes an
    order's total in the first of its lines only, and the others still hold items.

    Raises:
        ImportRefused: a column or a looked-for value is not there, or no row can be taken.
    """
    when = table.column(rules.date)
    table.refuse_half_dates(rules.date)
    frames = [_columns(table, kpi) for kpi in rules.kpis]
    days, undated = dates(when, table.named(rules.date))
    for kpi, frame in zip(rules.kpis, frames, strict=True):
        _require_value(table, kpi, frame)
    unusable = [_unusable(table, kpi, frame) for kpi, frame in zip(rules.kpis, frames, strict=True)]
    by_nobody = set.intersection(*(set(bad) for bad in unusable))
    refused = {row: why for row, why in unusable[0].items() if row in by_nobody} | undated
    taken = days.drop(index=list(refused))
    if taken.empty:
        raise ImportRefused(_none_taken(table, refused))
    dated = days.drop(index=list(undated))
    period = _periods(dated, rules.every, calendar)
    kpis = [
        _counted(kpi, frame, _Rows(period, dated, _unread(table, kpi, bad), bad))
        for kpi, frame, bad in zip(rules.kpis, frames, unusable, strict=True)
    ]
    coverage = Coverage(rules.every, _last_rows(table, when, taken), rules.covers, calendar)
    _refuse_outside(table, coverage)
    notes = [*_left_out(rules, unusable, refused), *_restarting(table, rules, taken)]
    notes += [*_spellings(rules, frames), *_stand_ins(table, rules, taken.index)]
    return Counted(coverage, len(taken), refused, tuple(kpis), tuple(notes))


@dataclass(frozen=True)
class _Rows:
    """The rows with a date, and of one KPI those that it cannot use, and cannot even read."""

    period: "pd.Series[Any]"
    day: "pd.Series[pd.Timestamp]"
    unread: list[int]
    bad: Bad


def _counted(kpi: KpiRule, frame: pd.DataFrame, rows: _Rows) -> CountedKpi:
    usable = rows.day.index.difference(list(rows.bad))
    kept = frame.loc[usable].assign(period=rows.period.loc[usable], day=rows.day.loc[usable])
    unread = rows.period.loc[rows.day.index.intersection(rows.unread)]
    return CountedKpi(
        values={start: float(value) for start, value in _by_day(kpi.rule.apply(kept))},
        rows={start: int(n) for start, n in _by_day(kept.groupby("period").size())},
        unread={start: int(n) for start, n in _by_day(unread.value_counts())},
    )


def _unread(table: Table, kpi: KpiRule, bad: Bad) -> list[int]:
    return [row for row in bad if not _is_blank(table, kpi, row)]


def _is_blank(table: Table, kpi: KpiRule, row: int) -> bool:
    return any(not table.column(name).loc[row] for name in kpi.rule.columns)


def _refuse_outside(table: Table, coverage: Coverage) -> None:
    if coverage.outside:
        raise ImportRefused(
            f"{table.file} has rows on {say_date(coverage.outside[0])}, which lies outside the "
            f"days that it is said to cover, {say_date(coverage.first)} to "
            f"{say_date(coverage.last)}. Nothing was changed."
        )


def _left_out(rules: TransactionRules, unusable: list[Bad], refused: Bad) -> Iterator[str]:
    """Say of each KPI which rows it could not use, although another could."""
    for kpi, bad in zip(rules.kpis, unusable, strict=True):
        rows: dict[str, list[str]] = {}
        for row, why in bad.items():
            if row not in refused:
                rows.setdefault(why, []).append(str(row))
        for why, at in rows.items():
            named = say_list([*at[:_NAMED], f"{len(at) - _NAMED} more"] if len(at) > _NAMED else at)
            yield f"Left out of “{kpi.name}”: row{'s' * (len(at) > 1)} {named}. {why}"


def _restarting(
    table: Table, rules: TransactionRules, taken: "pd.Series[pd.Timestamp]"
) -> Iterator[str]:
    """Say where numbers seem to begin again each day, so that few are different in a week."""
    for kpi in rules.kpis:
        if kpi.rule.kind != "distinct" or rules.every == "day":
            continue
        held = table.column(kpi.rule.column).loc[taken.index]
        days = taken.groupby(held).nunique()
        if taken.nunique() > 1 and (days > 1).mean() >= 0.5:
            yield (
                f"Most values in {kpi.rule.column} stand on several days, as where a till begins "
                f"again at 1 each day. If so, count them a day: {kpi.name}="
                f"distinct_a_day:{kpi.rule.column}"
            )


def _spellings(rules: TransactionRules, frames: list[pd.DataFrame]) -> Iterator[str]:
    for kpi, frame in zip(rules.kpis, frames, strict=True):
        if kpi.rule.kind == "share":
            alike = frame["column"].map(folded).eq(folded(kpi.rule.value))
            others = sorted(set(frame["column"][alike]) - {kpi.rule.value})
            if others:
                named = say_list([f"“{other}”" for other in others])
                yield f"Counted as “{kpi.rule.value}” in “{kpi.name}”: {named}."


def _columns(table: Table, kpi: KpiRule) -> pd.DataFrame:
    """Return the columns of a rule under the names that the rule computes with."""
    names = {"column": kpi.rule.column, "key": kpi.rule.key}
    found: dict[str, Any] = {part: table.column(name) for part, name in names.items() if name}
    if kpi.rule.adds_up:
        found["column"], _ = _numbers(table, kpi)
    return pd.DataFrame(found, index=list(table.numbers))


def _numbers(table: Table, kpi: KpiRule) -> "tuple[pd.Series[float], Bad]":
    column = kpi.rule.column
    return numbers(table.column(column), table.named(column), decimal_comma=table.decimal_comma)


def _require_value(table: Table, kpi: KpiRule, frame: pd.DataFrame) -> None:
    if kpi.rule.kind != "share" or folded(kpi.rule.value) in set(frame["column"].map(folded)):
        return
    near = nearest(kpi.rule.value, frame["column"].unique())
    hint = f" Did you mean “{near}”?" if near else ""
    raise ImportRefused(
        f"No row of {table.file} has “{kpi.rule.value}” in {kpi.rule.column}, which "
        f"“{kpi.name}” counts.{hint} Nothing was changed."
    )


def _unusable(table: Table, kpi: KpiRule, frame: pd.DataFrame) -> Bad:
    rule = kpi.rule
    if rule.kind == "count":
        return {}
    if rule.adds_up:
        return _numbers(table, kpi)[1]
    # A line without an item is still a line of its ticket; a ticket without a number is none.
    name, part = (rule.key, "key") if rule.kind == "share" else (rule.column, "column")
    return blanks(frame[part], table.named(name))


def _none_taken(table: Table, refused: Bad) -> str:
    reasons = {**{refusal.row: refusal.reason for refusal in table.refused}, **refused}
    row = min(reasons)
    return f"No row of {table.file} could be taken. Row {row}: {reasons[row]} Nothing was changed."


def _periods(days: "pd.Series[pd.Timestamp]", every: Unit, calendar: Calendar) -> "pd.Series[Any]":
    """Return the first day of each row's period."""
    if every == "week":
        into = (days.dt.day_of_week - calendar.week_begins) % 7
        return days - pd.to_timedelta(into, unit="D")
    if every == "day":
        return days
    quarter = ("Q-FEB", "Q-DEC", "Q-JAN")[calendar.year_begins % 3]
    return days.dt.to_period("M" if every == "month" else quarter).dt.start_time


def _by_day(series: "pd.Series[Any]") -> Iterator[tuple[date, Any]]:
    for moment, value in series.items():
        yield pd.Timestamp(str(moment)).date(), value


def _last_rows(
    table: Table, when: "pd.Series[str]", days: "pd.Series[pd.Timestamp]"
) -> dict[date, int | None]:
    clock = times(when)
    if clock is None:
        found = (times(texts) for texts in table.all_columns())
        clock = next((column for column in found if column is not None), None)
    if clock is None:
        return dict.fromkeys(day.date() for day in days.unique())
    last = clock.loc[days.index].groupby(days).max()
    return {
        day: None if pd.isna(at) else int(at.total_seconds() // 60) for day, at in _by_day(last)
    }


def _stand_ins(table: Table, rules: TransactionRules, taken: "pd.Index[int]") -> Iterator[str]:
    named = {table.named(name) for kpi in rules.kpis for name in kpi.rule.columns}
    for name in sorted(named):
        column = table.column(name).loc[taken]
        nothing = column[column.str.casefold().isin(_STANDS_FOR_NOTHING)]
        for text, rows in nothing.value_counts().items():
            yield f"“{text}” stands in {name} in {rows:,} rows; it counts like any other value."
