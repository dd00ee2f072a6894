"""How a file of KPI values is laid out: one value a row, a column for each KPI, or for a period."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.errors import ImportRefused
from workbook.intake.layouts.header_words import fields_of, fit
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.tables.table import Table
from workbook.intake.values.cells import is_nothing
from workbook.written.dates import Order
from workbook.written.names import folded

__all__ = ["Cell", "Layout", "layout", "names_no_kpi"]


@dataclass(frozen=True)
class Cell:
    """One value as it is written: its row, its KPI, its period, and the column it stands in."""

    row: int
    kpi: str
    period: str
    value: str
    column: str


@dataclass(frozen=True)
class Layout:
    """The values of a file, the name of its period column, and the columns that say nothing.

    A `wide` file has a column for each KPI, so that all of them are read equally often. `order` is
    what stands first in its dates, where somebody has said so.
    """

    cells: tuple[Cell, ...]
    period: str
    wide: bool
    unused: tuple[str, ...] = ()
    order: Order | None = None


def layout(table: Table, mapping: Mapping) -> Layout:
    """Return the values of a file, whichever way round it is written.

    Raises:
        ImportRefused: no column gives the period, the KPI or the value.
    """
    period, kpi, values = (mapping.columns_of(key) for key in ("period", "kpi", "value"))
    if not period and not (kpi and len(values) > 1):
        raise _missing(table, "the period", "date")
    if not values:
        raise _missing(table, "the value" if kpi else "a KPI", "value" if kpi else "kpi")
    if not kpi and names_no_kpi(mapping):
        raise _missing(table, "the KPI", "kpi")
    _refuse_twins(table, values)
    if not kpi:
        _refuse_transactions(table, period[0])
        cells = _beside(table, mapping, period[0], values)
    elif not period:
        cells = _across(table, kpi[0], values)
    elif len(values) > 1:
        raise ImportRefused(_several(table, values))
    else:
        cells = _long(table, kpi[0], period[0], values[0])
    used = {*period, *kpi, *values}
    unused = tuple(name for name in table.columns if name and name not in used)
    named = period[0] if period else "Period"
    return Layout(tuple(cells), named, not kpi, unused, table.settings.order)


def names_no_kpi(mapping: Mapping) -> bool:
    """Return whether the one value column is called as any would be, and is no KPI's name."""
    names = mapping.columns_of("value")
    value = fields_of("readings")["value"]
    generic = [name for name in names if fit(name, value)[0] == 3 and mapping.called(name) == name]
    return len(names) == 1 and generic == list(names)


def _missing(table: Table, what: str, name: str) -> ImportRefused:
    listed = ", ".join(name for name in table.columns if name)
    return ImportRefused(
        f"{table.file} has no column for {what}. Call one “{name}”. "
        f"Its columns are: {listed}. Nothing was changed."
    )


def _several(table: Table, values: Sequence[str]) -> str:
    listed = ", ".join(values)
    return (
        f"{table.file} has several columns of values beside the KPI: {listed}. Say which one is "
        "meant, and that the others are not used. Nothing was changed."
    )


def _long(table: Table, kpi: str, period: str, value: str) -> Iterator[Cell]:
    columns = (table.column(name) for name in (kpi, period, value))
    for row, name, when, text in zip(map(int, table.numbers), *columns, strict=True):
        yield Cell(row, name, when, text, value)


def _refuse_twins(table: Table, values: Sequence[str]) -> None:
    times = Counter(map(folded, table.columns))
    twin = next((name.casefold() for name in values if times[folded(name)] > 1), "")
    if twin:
        raise ImportRefused(
            f"{table.file} has more than one column called “{twin}”. Give each a name of its own."
        )


def _refuse_transactions(table: Table, period: str) -> None:
    periods = Counter(table.column(period))
    (common, rows), *_ = periods.most_common(1) or [("", 0)]
    if len(periods) * 2 <= len(table.numbers):
        raise ImportRefused(
            f"{table.file} has many rows for one {period}, such as {rows} for "
            f"“{common}”. Lines of a till or the like are imported with --as transactions; "
            "readings need one row for each period, or a column “kpi”. Nothing was changed."
        )


def _beside(table: Table, mapping: Mapping, period: str, values: Sequence[str]) -> Iterator[Cell]:
    kpis = [(mapping.called(name), name) for name in values]
    rows = zip(*(table.column(name) for name in values), strict=True)
    numbered = zip(map(int, table.numbers), table.column(period), rows, strict=True)
    for number, when, row in numbered:
        for (kpi, name), value in zip(kpis, row, strict=True):
            if not is_nothing(value):  # in a wide file, a value that is not there yet
                yield Cell(number, kpi, when, value, name)


def _across(table: Table, kpi: str, periods: Sequence[str]) -> Iterator[Cell]:
    rows = zip(*(table.column(name) for name in periods), strict=True)
    for number, name, row in zip(map(int, table.numbers), table.column(kpi), rows, strict=True):
        for period, value in zip(periods, row, strict=True):
            if not is_nothing(value):
                yield Cell(number, name, period, value, period)
