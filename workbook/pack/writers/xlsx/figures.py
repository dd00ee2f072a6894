"""The sheets behind the pages: every figure with its origin, and the readings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbook.pack.writers.xlsx.recomputed import Formula, value_of
from workbook.pack.writers.xlsx.sheet import FIGURES, READINGS, Entry, Sheet
from workbook.pack.writers.xlsx.values import DAY, entry, pattern_of

__all__ = ["figures_sheet", "readings_sheet"]

Row = Mapping[str, Any]

_FIGURES = (
    "Code", "Figure", "Value", "Formula", "Agrees", "How it is found", "From what", "Caveat", "Id",
)  # fmt: skip
_READINGS = ("KPI", "Unit", "From", "To", "Value", "Complete", "Rows", "Note", "Source")


def figures_sheet(figures: Sequence[Row], again: Mapping[str, Formula]) -> Sheet:
    """Return the sheet of all figures; beside those of which `again` has one, their formula."""
    rows = (
        (
            Entry(figure["code"]),
            Entry(figure["label"]),
            _figure(figure),
            *_formula(figure, again.get(figure["id"]), row),
            Entry(figure["method"]),
            Entry("; ".join(figure["sources"])),
            Entry(figure["caveat"]),
            Entry(figure["id"]),
        )
        for row, figure in enumerate(figures, start=2)
    )
    return Sheet(FIGURES, _FIGURES, tuple(rows))


def _figure(figure: Row) -> Entry:
    """Return a figure as exactly as it was computed, shown as it is printed."""
    said = entry(figure["printed"])
    if isinstance(said.value, float) and isinstance(figure["value"], int | float):
        return Entry(value_of(figure), said.pattern)
    return said


def _formula(figure: Row, formula: Formula | None, row: int) -> tuple[Entry, Entry]:
    if formula is None:
        return Entry(""), Entry("")
    same = f'IF(ABS(C{row}-D{row})<=0.000001*MAX(1,ABS(C{row})),"yes","no")'
    pattern = pattern_of(figure["printed"])
    return Entry(formula.value, pattern, formula=formula.text), Entry("yes", formula=same)


def readings_sheet(readings: Sequence[Row]) -> Sheet:
    """Return the sheet of readings, one a row; those of one KPI stand together, by their dates."""
    return Sheet(READINGS, _READINGS, tuple(map(_reading, readings)))


def _reading(row: Row) -> tuple[Entry, ...]:
    days = [Entry(date.fromisoformat(row[name]), DAY) for name in ("from", "to")]
    share = row["unit"].startswith("%")
    value = Entry(value_of(row), "0.0##%" if share else "#,##0.####", given=True)
    rows = Entry(float(row["rows"]), "0") if row["rows"] else Entry("")
    texts = [Entry(row[name]) for name in ("note", "source")]
    return Entry(row["kpi"]), Entry(row["unit"]), *days, value, Entry(row["complete"]), rows, *texts
