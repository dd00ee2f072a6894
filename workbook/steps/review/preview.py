"""The first of what would be taken from a file, so that a person sees whether it is meant so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from workbook.intake.counting.batch import Batch, Entry, Value
from workbook.period import Period
from workbook.wording import say_date, say_number

__all__ = ["Preview", "preview_of"]

ROWS, COLUMNS = 5, 6


@dataclass(frozen=True)
class Preview:
    """A row for each period with the values of KPIs, or for each person or objective of a list.

    `first` heads the first column, and `columns` the others. `more` says what is not shown.
    """

    first: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    more: tuple[tuple[int, str], ...] = ()

    @property
    def marked(self) -> bool:
        """Whether a value is marked: it is of a part of its period, or in doubt."""
        return any(value.endswith("*") for _, values in self.rows for value in values)


def preview_of(batch: Batch) -> Preview | None:
    """Return the first of what a file says; nothing where it says nothing."""
    if batch.values:
        return _of_values(batch.values)
    return _of_entries(batch.entries) if batch.entries else None


def _of_values(values: Sequence[Value]) -> Preview:
    kpis = list(dict.fromkeys(value.measure.name for value in values))
    periods = sorted({value.period for value in values}, key=attrgetter("start", "unit"))
    held = {(value.period, value.measure.name): value for value in values}

    def cells(period: Period) -> tuple[str, ...]:
        return tuple(_said(held.get((period, name))) for name in kpis[:COLUMNS])

    return Preview(
        "Period",
        tuple(kpis[:COLUMNS]),
        tuple((period.name, cells(period)) for period in periods[:ROWS]),
        ((len(periods) - ROWS, "periods"), (len(kpis) - COLUMNS, "KPIs")),
    )


def _said(value: Value | None) -> str:
    if value is None:
        return ""
    mark = "" if value.fields.get("complete", True) else " *"
    return say_number(value.fields["value"], value.measure.unit) + mark


def _of_entries(entries: Sequence[Entry]) -> Preview:
    model, shown = entries[0].model, entries[:ROWS]
    filled = dict.fromkeys(name for entry in shown for name in entry.fields)
    fields = [name for name in model.model_fields if name in filled][:COLUMNS]
    return Preview(
        model.nouns.one.capitalize(),
        tuple(model.model_fields[name].title or name for name in fields),
        tuple((e.name, tuple(_plain(e.fields.get(name)) for name in fields)) for e in shown),
        ((len(entries) - ROWS, model.nouns.many),),
    )


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, float):
        return say_number(value)
    return "" if value is None else str(getattr(value, "name", value))
