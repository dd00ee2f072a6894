"""How a file of KPI values is laid out: one value a row, or one column for each KPI."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.errors import ImportRefused
from workbook.intake.refused import OURS
from workbook.intake.table import Table

__all__ = ["Cell", "Layout", "layout"]

_KPI = ("kpi", "measure", "indicator", "metric")
_PERIOD = ("date", "period", "start", "period from", "day", "week", "month", "quarter")
_VALUE = ("value", "reading", "actual", "result")


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

    A `wide` file has a column for each KPI, so that all of them are read equally often.
    """

    cells: tuple[Cell, ...]
    period: str
    wide: bool
    unused: tuple[str, ...] = ()


def layout(table: Table) -> Layout:
    """Return the values of a file, whichever way round it is written.

    Raises:
        ImportRefused: no column gives the period, the KPI or the value.
    """
    period, kpi, value = (_find(table, names) for names in (_PERIOD, _KPI, _VALUE))
    if period is None:
        raise _missing(table, "the period", "date")
    if kpi is None and value is None:
        return _wide(table, period)
    if kpi is None:
        raise _missing(table, "the KPI", "kpi")
    if value is None:
        raise _missing(table, "the value", "value")
    return _long(table, period, kpi, value)


def _find(table: Table, names: Sequence[str]) -> int | None:
    columns = [name.casefold() for name in table.columns]
    return next((columns.index(name) for name in names if name in columns), None)


def _missing(table: Table, what: str, name: str) -> ImportRefused:
    listed = ", ".join(name for name in table.columns if name)
    return ImportRefused(
        f"{table.file} has no column for {what}. Call one “{name}”. "
        f"Its columns are: {listed}. Nothing was changed."
    )


def _long(table: Table, period: int, kpi: int, value: int) -> Layout:
    read = (table.at(place) for place in (kpi, period, value))
    column = table.columns[value]
    rows = zip(map(int, table.numbers), *read, strict=True)
    cells = tuple(Cell(row, name, when, text, column) for row, name, when, text in rows)
    unused = [
        name for i, name in enumerate(table.columns) if name and i not in (period, kpi, value)
    ]
    return Layout(cells, table.columns[period], wide=False, unused=tuple(unused))


def _wide(table: Table, period: int) -> Layout:
    names = [name.casefold() for name in table.columns]
    others = (*_PERIOD, *(name.casefold() for name in OURS))
    kpis = [i for i, name in enumerate(names) if name and name not in others]
    if not kpis:
        raise _missing(table, "a KPI", "kpi")
    _refuse_twins(table, [names[i] for i in kpis])
    _refuse_transactions(table, period)
    cells = tuple(_wide_cells(table, period, kpis))
    unused = [
        name for i, name in enumerate(table.columns) if name and i != period and i not in kpis
    ]
    return Layout(cells, table.columns[period], wide=True, unused=tuple(unused))


def _refuse_twins(table: Table, names: Sequence[str]) -> None:
    twin = next((name for name in names if names.count(name) > 1), "")
    if twin:
        raise ImportRefused(
            f"{table.file} has more than one column called “{twin}”. Give each a name of its own."
        )


def _refuse_transactions(table: Table, period: int) -> None:
    periods = Counter(table.at(period))
    (common, rows), *_ = periods.most_common(1) or [("", 0)]
    if len(periods) * 2 <= len(table.numbers):
        raise ImportRefused(
            f"{table.file} has many rows for one {table.columns[period]}, such as {rows} for "
            f"“{common}”. Lines of a till or the like are imported with --as transactions; "
            "readings need one row for each period, or a column “kpi”. Nothing was changed."
        )


def _wide_cells(table: Table, period: int, kpis: Sequence[int]) -> Iterator[Cell]:
    names = [table.columns[i] for i in kpis]
    rows = zip(*(table.at(i) for i in kpis), strict=True)
    for number, when, row in zip(map(int, table.numbers), table.at(period), rows, strict=True):
        for name, value in zip(names, row, strict=True):
            if value:  # an empty cell of a wide file is a value that is not there yet
                yield Cell(number, name, when, value, name)
