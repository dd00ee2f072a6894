"""A file's rows under the rules: which can be taken, and what each period comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.cells import Bad, blanks, dates, numbers, times
from workbook.intake.coverage import Coverage
from workbook.intake.rules import KpiRule, TransactionRules
from workbook.intake.table import Table, nearest
from workbook.strategy.destination import Frequency

__all__ = ["Counted", "count"]

_STANDS_FOR_NOTHING = {"none", "null", "nan", "n/a", "na", "#n/a", "-", "?", "unknown"}


@dataclass(frozen=True)
class Counted:
    """What a file comes to: `values` holds one value a period for each KPI, in their order."""

    coverage: Coverage
    rows_taken: int
    refused: Bad
    rows: dict[date, int]
    values: tuple[dict[date, float], ...]
    stand_ins: tuple[str, ...]


def count(table: Table, rules: TransactionRules) -> Counted:
    """Apply the rules to the rows of a file.

    A row is taken when its date and every column that the rules need can be read.

    Raises:
        ImportRefused: a column or a looked-for value is not there, or no row can be taken.
    """
    when = table.column(rules.date)
    frames = [_columns(table, kpi) for kpi in rules.kpis]
    days, refused = dates(when, table.named(rules.date))
    for kpi, frame in zip(rules.kpis, frames, strict=True):
        _require_value(table, kpi, frame)
        refused = {**_unusable(table, kpi, frame), **refused}
    taken = days.drop(index=list(refused))
    if taken.empty:
        raise ImportRefused(_none_taken(table, refused))
    period = _periods(taken, rules.every)
    kept = [frame.loc[taken.index].assign(period=period) for frame in frames]
    by_kpi = [kpi.rule.apply(frame) for kpi, frame in zip(rules.kpis, kept, strict=True)]
    return Counted(
        coverage=Coverage(rules.every, _last_rows(table, when, taken)),
        rows_taken=len(taken),
        refused=refused,
        rows={start: int(rows) for start, rows in _by_day(period.groupby(period).size())},
        values=tuple({start: float(value) for start, value in _by_day(one)} for one in by_kpi),
        stand_ins=tuple(_stand_ins(table, rules, taken.index)),
    )


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
    if kpi.rule.kind != "share" or frame["column"].eq(kpi.rule.value).any():
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


def _periods(days: "pd.Series[pd.Timestamp]", every: Frequency) -> "pd.Series[Any]":
    """Return the first day of each row's period."""
    if every == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    if every == "day":
        return days
    return days.dt.to_period("M" if every == "month" else "Q").dt.start_time


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
