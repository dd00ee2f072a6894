"""A list of people or of objectives, one a row: each cell a field of the entity, or refused by row.

A row is taken whole or not at all. Of a KPI beside an objective, what cannot be read is left out,
and that is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbook.errors import InvalidEntry, WorkbookError
from workbook.forms import typed
from workbook.forms.fields import FieldSpec, specs
from workbook.intake.counting.batch import Batch, Entry, Said
from workbook.intake.layouts.known import Named, known, same
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.report import Reconciliation, Refusal
from workbook.intake.tables.table import Table
from workbook.intake.values.cells import numbers
from workbook.intake.values.days import dates
from workbook.strategy.destination import Objective
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.rules import check
from workbook.strategy.start import Person
from workbook.wording import say_list
from workbook.written import numbers as written_numbers

__all__ = ["MODELS", "read_list"]

MODELS: dict[str, type[Entity]] = {"people": Person, "objectives": Objective}
_NAMES = ("name", "first_name", "last_name")
_COUNTED = re.compile(r"(?P<number>[-−+]?[\d.,'’ \u00a0]*\d)\s*(?P<unit>[^\d\s].{0,39})")
"""A target with its unit in one cell: 2 shops."""


@dataclass
class _Rows:
    """The filled cells of a file by row and field, why others cannot be read, and what is noted."""

    values: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    bad: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)


def read_list(plan: Plan, table: Table, mapping: Mapping) -> Said:
    """Return the people or objectives of a file, as they would be entered into a plan.

    Raises:
        ImportRefused: a column is not there, or its dates can be read in two ways.
    """
    model = MODELS[mapping.kind]
    found = _read(table, mapping, model)
    entries = _without_strangers(plan, mapping, _entries(table, model, found), found)
    entries = [entry for entry in entries if _is_valid(plan, entry, found)]
    taken = {row for entry in entries for row in entry.rows}
    refused = {row: " ".join(dict.fromkeys(why)) for row, why in found.bad.items()}
    rows = [*table.refused, *(Refusal(row, why) for row, why in refused.items())]
    account = Reconciliation(
        file=table.file,
        rows_read=table.rows_read,
        rows_taken=len(taken),
        refused=tuple(sorted(rows, key=lambda refusal: refusal.row)),
        counted=model.nouns.many,
        warnings=(*table.warnings, *_unused(table, mapping), *found.notes),
    )
    batch = Batch(
        file=table.file,
        sha256=table.sha256,
        kind=mapping.kind,
        rules=mapping.plain(),
        rows_read=table.rows_read,
        rows_taken=len(taken),
        entries=tuple(entries),
    )
    return Said(batch, account)


def _unused(table: Table, mapping: Mapping) -> Iterator[str]:
    unused = [name for name in table.columns if name and not mapping.columns.get(name)]
    if unused:
        yield f"Not used: {say_list(unused)}."


def _read(table: Table, mapping: Mapping, model: type[Entity]) -> _Rows:
    found, by_name = _Rows(), {spec.name: spec for spec in specs(model)}
    for column, key in mapping.columns.items():
        if key.startswith("kpi."):
            _read_kpi(table, column, key, found)
        elif key in _NAMES:
            for row, text in _filled(table, column).items():
                found.values[row][key] = text
        elif key:
            _read_field(table, column, by_name[key], found)
    return found


def _filled(table: Table, column: str) -> dict[int, str]:
    held = table.column(column)
    return {int(row): str(text) for row, text in held[held != ""].items()}  # type: ignore[call-overload]


def _read_field(table: Table, column: str, spec: FieldSpec, found: _Rows) -> None:
    """Read one column: dates and numbers as the whole column says, words as a form does."""
    filled = table.column(column)
    filled = filled[filled != ""]
    values: dict[int, Any]
    if spec.kind == "date":
        days, bad = dates(filled, column, table.settings.order)
        values = {int(row): day.date() for row, day in days.items() if row not in bad}  # type: ignore[call-overload]
    elif spec.kind in ("number", "money"):
        amounts, bad = numbers(filled, column, table.settings)
        values = {int(row): float(n) for row, n in amounts.items() if row not in bad}  # type: ignore[call-overload]
    else:
        for row, text in _filled(table, column).items():
            try:
                value = Named.of_text(spec.of, text) if spec.of else typed.read(spec, text)
            except WorkbookError as error:
                found.bad[row].append(str(error))
            else:
                found.values[row][spec.name] = value
        return
    for row, why in bad.items():
        found.bad[row].append(why)
    for row, value in values.items():
        found.values[row][spec.name] = value


def _read_kpi(table: Table, column: str, key: str, found: _Rows) -> None:
    texts = _filled(table, column)
    if key in ("kpi.name", "kpi.unit"):
        for row, text in texts.items():
            found.values[row][key] = " ".join(text.split())
        return
    read = {row: _amount(text) for row, text in texts.items()}
    styles = written_numbers.styles_of(number for number, _ in read.values() if number)
    usual: written_numbers.Style = "comma" if table.decimal_comma else "point"
    style = styles.pop() if len(styles) == 1 else usual
    for row, (number, unit) in read.items():
        value = number.read(style) if number else None
        if value is None:
            found.notes.append(f"Row {row}: {column} “{texts[row]}” is no number, and left out.")
            continue
        found.values[row][key] = value
        if unit:
            found.values[row].setdefault("kpi.unit", unit)


def _amount(text: str) -> tuple[written_numbers.Written | None, str]:
    """Return the number in a cell, and the unit that stands beside it, if any."""
    if number := written_numbers.number(text):
        return number, "%" if number.percent else number.currency
    if match := _COUNTED.fullmatch(text.strip()):
        return written_numbers.number(match["number"]), match["unit"].strip()
    return None, ""


def _entries(table: Table, model: type[Entity], found: _Rows) -> list[Entry]:
    """Return an entry for each name; rows that say only a KPI belong to the one above them."""
    by_name: dict[str, list[tuple[int, str, dict[str, Any]]]] = defaultdict(list)
    above, below = "", []
    for row in map(int, table.numbers):
        values = dict(found.values.get(row, {}))
        if name := _name(values):
            above = name
        elif above and values and all(key.startswith("kpi.") for key in values):
            name = above
            below.append(row)
        else:
            found.bad[row].append(f"The name of the {model.nouns.one} is empty.")
        if name and row not in found.bad:
            by_name[same(name)].append((row, name, values))
    if below:
        rows = say_list([str(row) for row in below])
        found.notes.append(f"Rows without a name were taken for the one above them: {rows}.")
    return [entry for rows in by_name.values() if (entry := _joined(model, rows, found))]


def _name(values: dict[str, Any]) -> str:
    parts = [values.pop(key, "") for key in ("first_name", "last_name")]
    whole = values.pop("name", "")
    return " ".join(" ".join([whole] if whole else parts).split())


def _joined(
    model: type[Entity], rows: Sequence[tuple[int, str, dict[str, Any]]], found: _Rows
) -> Entry | None:
    """Return one entry of the rows with one name, or refuse them all where they contradict."""
    fields: dict[str, Any] = {}
    kpis = []
    for _, _, values in rows:
        own = {key: value for key, value in values.items() if not key.startswith("kpi.")}
        kpi = {k.removeprefix("kpi."): v for k, v in values.items() if k.startswith("kpi.")}
        if any(fields.get(key, value) != value for key, value in own.items()) or (
            len(rows) > 1 and not kpi
        ):
            numbered = say_list([str(row) for row, _, _ in rows])
            for row, name, _ in rows:
                found.bad[row].append(f"“{name}” stands in rows {numbered}. Keep one.")
            return None
        fields |= own
        if kpi.get("name"):
            kpis.append(kpi)
    return Entry(model, rows[0][1], tuple(row for row, _, _ in rows), fields, tuple(kpis))


def _without_strangers(
    plan: Plan, mapping: Mapping, entries: Sequence[Entry], found: _Rows
) -> list[Entry]:
    """Refuse entries that refer to somebody whom the plan does not have, or has twice."""
    here = {same(entry.name) for entry in entries}
    kept = []
    for entry in entries:
        whys = []
        for name, value in entry.fields.items():
            if isinstance(value, Named):
                own = value.of == entry.model.__tablename__ and same(value.name) in here
                there = known(plan, value)
                if len(there) > 1:
                    whys.append(f"There are several called “{value.name}”: give each its own name.")
                elif not there and not own and not (mapping.adding and value.can_be_added):
                    whys.append(value.not_there(entry.model.model_fields[name].title or name))
        if len(known(plan, Named(str(entry.model.__tablename__), entry.name))) > 1:
            whys.append(f"There are several called “{entry.name}”: give each its own name.")
        for row in entry.rows:
            found.bad[row] += whys
        kept += [] if whys else [entry]
    found.bad = defaultdict(list, {row: why for row, why in found.bad.items() if why})
    return kept


def _is_valid(plan: Plan, entry: Entry, found: _Rows) -> bool:
    """Ask the entity whether it would take the entry, in its own sentences."""
    there = known(plan, Named(str(entry.model.__tablename__), entry.name))
    before = there[0].model_dump() if there else {"name": entry.name}
    plain = {key: value for key, value in entry.fields.items() if not isinstance(value, Named)}
    try:
        check(entry.model, {**before, **plain})
    except InvalidEntry as error:
        for row in entry.rows:
            found.bad[row].append(str(error))
        return False
    return True
