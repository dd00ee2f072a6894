"""A file of KPI values, one a row or one column a KPI, becomes readings."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.counting.batch import Batch, Measure, Said, Value
from workbook.intake.counting.layout import Cell, Layout, layout
from workbook.intake.counting.measures import Moment, measures, moments, told_of_names
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.periods import ADVERB
from workbook.intake.report import Reconciliation, Refusal
from workbook.intake.tables.table import Table
from workbook.intake.values.cells import amounts
from workbook.intake.values.days import told_of_serials
from workbook.intake.values.decimals import styles_in
from workbook.intake.values.totals import Taken
from workbook.period import Unit
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.plan import Plan
from workbook.wording import say_date, say_list

__all__ = ["read_readings"]

_NAMED = 5  # in a sentence, before the rest is a count
# What a reading becomes when a file gives it another value; not compared, as the file is silent.
_WHOLE = {"complete": True, "rows": 1, "note": ""}


def read_readings(plan: Plan, table: Table, mapping: Mapping) -> Said:
    """Return the KPI values of a file, for the KPIs of a plan.

    Long files have a column for the KPI, the period and the value; wide files a column for the
    period and one for each KPI, or for the KPI and one for each period, of which each filled cell
    counts as a row. A period is a date, or written as 2026-Q3, 2026-07, 2026-W31 or July 2026; a
    date stands for the period that it falls in. A KPI that the plan does not have is to be made, to
    be read as often as `mapping.every`, the words of its periods or the distances of its dates say.

    Raises:
        ImportRefused: the columns are not there, or no row can be taken.
    """
    laid_out = layout(table, mapping)
    found = _read(table, laid_out, plan, mapping.every)
    return Said(found.batch(table, mapping), _account(table, laid_out, found), found.taken)


@dataclass(frozen=True)
class _Found:
    """What the file says: the values that can be taken, and what cannot, with its reason.

    `moved` names the dates that lie inside the period they stand for, and `told` tells how
    amounts were read, and quarters and weeks that have a name.
    """

    values: tuple[Value, ...]
    refused: tuple[Refusal, ...]
    moved: tuple[str, ...]
    told: tuple[str, ...]
    taken: Mapped[str, Taken]

    @property
    def rows_read(self) -> int:
        return len(self.values) + len(self.refused)

    def batch(self, table: Table, mapping: Mapping) -> Batch:
        rules = mapping.plain()
        counts = (self.rows_read, len(self.values))
        return Batch(table.file, table.sha256, "readings", rules, *counts, self.values)


def _read(table: Table, laid_out: Layout, plan: Plan, every: Unit | None) -> _Found:
    cells, when = laid_out.cells, moments(laid_out, plan.calendar)
    kpis = measures(plan, laid_out, when, every)
    read = _amounts(table, laid_out, kpis, plan)
    kpis |= {name: _in_unit(kpis[name], unit) for name, unit in read.units.items()}
    refused = dict(read.refused)
    values: dict[int, Value] = {}
    for place, cell in enumerate(cells):
        value = _value(cell, when[place], kpis[cell.kpi], read.values.get(place))
        if isinstance(value, Value):
            values[place] = value
        elif value:
            refused[place] = value
    refused |= _twins(values, cells)
    rows = [*table.refused, *(Refusal(cells[place].row, why) for place, why in refused.items())]
    rows.sort(key=lambda refusal: refusal.row)
    taken = {place: value for place, value in values.items() if place not in refused}
    if not taken:
        raise ImportRefused(_nothing(table, rows))
    told = [*told_of_names((when[place] for place in taken), plan.calendar), *read.notes]
    told += told_of_serials(laid_out.period, [cell.period for cell in cells])
    moved, added_up = tuple(_moved(taken, when)), _added_up(taken, cells)
    return _Found(tuple(taken.values()), tuple(rows), moved, tuple(told), added_up)


def _added_up(taken: Mapped[int, Value], cells: tuple[Cell, ...]) -> dict[str, Taken]:
    amounts: dict[str, list[float]] = defaultdict(list)
    for place, value in taken.items():
        amounts[cells[place].column].append(value.fields["value"])
    return {column: Taken(sum(each), len(each)) for column, each in amounts.items()}


def _nothing(table: Table, refused: list[Refusal]) -> str:
    why = f"Row {refused[0].row}: {refused[0].reason} " if refused else "It holds no value. "
    return f"No row of {table.file} could be taken. {why}Nothing was changed."


@dataclass(frozen=True)
class _Amounts:
    """The numbers of a file by the place of their cells, why others are none, and what is told.

    `units` tells of KPIs what stands beside their values, where that is one unit.
    """

    values: Mapped[int, float]
    refused: dict[int, str]
    notes: tuple[str, ...]
    units: Mapped[str, str]


def _amounts(
    table: Table, laid_out: Layout, kpis: Mapped[str, Measure | str], plan: Plan
) -> _Amounts:
    """Read the numbers of each KPI together: another's may have another currency or unit."""
    contradicting = len(styles_in(table)) > 1
    texts: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for place, cell in enumerate(laid_out.cells):
        texts[cell.column, "" if contradicting else cell.kpi][place] = cell.value
    values: dict[int, float] = {}
    refused: dict[int, str] = {}
    notes: list[str] = []
    units: dict[str, set[str]] = defaultdict(set)
    for (name, kpi), column in texts.items():
        series = pd.Series(column, dtype="object")
        found = amounts(series, name, table.settings)
        by_place = dict(zip(column, found.values.tolist(), strict=True))
        known = {place: value for place, value in by_place.items() if place not in found.bad}
        refused |= found.bad
        if why := "" if found.percent else _fractions(plan, kpis.get(kpi), known.values()):
            refused |= dict.fromkeys(known, why)
        of = pd.Series({place: laid_out.cells[place].kpi for place in known}, dtype="object")
        for each, own in series.loc[of.index].groupby(of):
            # Read together, one KPI's percent sign would be another's: each has its own.
            unit = found.unit if kpi else amounts(own, name, table.settings).unit
            units[str(each)].add(unit)
        values |= known
        notes += found.notes
    one = {kpi: found.pop() for kpi, found in units.items() if len(found) == 1}
    return _Amounts(values, refused, tuple(notes), one)


def _in_unit(measure: Measure | str, unit: str) -> Measure | str:
    """Give a KPI that is to be made its unit: of percentages, the next file may hold fractions."""
    if isinstance(measure, str) or measure.kpi_id:
        return measure
    return replace(measure, unit=unit)


def _fractions(plan: Plan, measure: Measure | str | None, found: Collection[float]) -> str:
    """Return what is unclear of values between 0 and 1 for a KPI that counts up to 100%."""
    if not isinstance(measure, Measure) or not measure.unit.startswith("%"):
        return ""
    small = all(0 <= value <= 1 for value in found) and any(0 < value < 1 for value in found)
    kpi = plan.find(measure.kpi_id)
    if not small or not isinstance(kpi, KPI):
        return ""
    held = [*(each.value for each in readings_of(plan, kpi)), kpi.target or 0, kpi.baseline or 0]
    if max(held) <= 1:
        return ""
    some = next(value for value in found if 0 < value < 1)
    return (
        f"“{measure.name}” is kept in %, and its other values lie above 1: {some:g} may be "
        f"{some:g}% or {some * 100:g}%. Write the percent sign."
    )


def _value(
    cell: Cell, moment: Moment | str, measure: Measure | str, amount: float | None
) -> Value | str | None:
    """Return the value for its period, or why there is none; None where the amount says why."""
    if isinstance(moment, str) or isinstance(measure, str):
        return moment if isinstance(moment, str) else str(measure)
    start = moment.start(measure.every, measure.calendar)
    if start is None:
        often = ADVERB[measure.every]
        return f"“{cell.period}” is a {moment.every}, and “{measure.name}” is read {often}."
    return None if amount is None else Value(measure, start, {"value": amount}, _WHOLE)


def _twins(values: Mapped[int, Value], cells: tuple[Cell, ...]) -> dict[int, str]:
    """Refuse every value that another row repeats: which of them is right, nobody can tell."""
    same: dict[tuple[str, date], list[int]] = defaultdict(list)
    for place, value in values.items():
        same[value.measure.name.casefold(), value.start].append(place)
    reasons: dict[int, str] = {}
    for places in (places for places in same.values() if len(places) > 1):
        value = values[places[0]]
        period = value.period.name
        rows = [str(cells[place].row) for place in places[:_NAMED]]
        more = [f"{len(places) - _NAMED} more"] if len(places) > _NAMED else []
        where = f"{period}, rows {say_list([*rows, *more])}"
        why = f"“{value.measure.name}” has several values for one period ({where}). Keep one."
        reasons |= dict.fromkeys(places, why)
    return reasons


def _moved(values: Mapped[int, Value], when: Mapped[int, Moment | str]) -> Iterator[str]:
    for place, value in values.items():
        moment = when[place]
        if isinstance(moment, Moment) and moment.day != value.start:
            period = value.period.name
            yield f"{say_date(moment.day)} as {period}"


def _account(table: Table, laid_out: Layout, found: _Found) -> Reconciliation:
    return Reconciliation(
        file=table.file,
        rows_read=found.rows_read,
        rows_taken=len(found.values),
        refused=found.refused,
        periods=_span(found.values),
        warnings=(*table.warnings, *_notes(laid_out, found)),
        in_rows=_in_rows(laid_out, found),
    )


def _in_rows(laid_out: Layout, found: _Found) -> int:
    """Return how many rows the values stand in, where a row can hold several; else 0."""
    if len({cell.column for cell in laid_out.cells}) < 2:
        return 0
    rows = {cell.row for cell in laid_out.cells}
    return len(rows | {refusal.row for refusal in found.refused})


def _span(values: Sequence[Value]) -> str:
    by_time = sorted(values, key=lambda value: value.start)
    first, last = by_time[0].period, by_time[-1].period
    return first.name if first == last else f"{first.name} to {last.name}"


def _notes(laid_out: Layout, found: _Found) -> Iterator[str]:
    if laid_out.unused:
        yield f"Not used: {say_list(laid_out.unused)}."
    yield from found.told
    if moved := list(dict.fromkeys(found.moved)):
        more = [f"{len(moved) - _NAMED} more"] if len(moved) > _NAMED else []
        yield f"Taken for the period around it: {say_list([*moved[:_NAMED], *more])}."
