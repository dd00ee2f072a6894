"""What a matrix is made of: records in their places, in rows and columns that follow a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4
from zlib import crc32

from workbook.errors import InvalidEntry
from workbook.forms import FieldSpec, Record
from workbook.store import Edit as StoreEdit
from workbook.strategy.entity import Entity

__all__ = ["Behind", "Place", "Row", "Shape", "Typed"]


class Behind(Protocol):
    """What is kept of a cell, or of the few cells that are fields of one record."""

    @property
    def id(self) -> str:
        """What a refusal calls it."""

    @property
    def state(self) -> object:
        """Something that is different once somebody changed it."""

    def value(self, field: str) -> Any:
        """Return what a field holds."""


Typed = list[tuple[Any, dict[str, Any]]]
"""What is behind the cells that were typed into, each with its fields."""


@dataclass(frozen=True)
class Place:
    """One record, there already or not: `where` are the fields that make it the only one.

    `anew` says for a field what else is set when it is typed over. Emptying a field that the record
    cannot do without takes the record away.
    """

    model: type[Entity]
    where: Mapping[str, Any]
    record: Entity | None = None
    anew: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    new_id: str = field(default_factory=lambda: str(uuid4()))

    @property
    def id(self) -> str:
        """The record's id, or the one that it will have."""
        return self.record.id if self.record else self.new_id

    @property
    def state(self) -> object:
        """The record and its version; nothing before there is one."""
        return self.record and (self.record.id, self.record.version)

    def value(self, field: str) -> Any:
        """Return what a field of the record holds, or what a new record would begin with."""
        if self.record is not None:
            return getattr(self.record, field)
        spec = self.model.model_fields[field]
        return None if spec.is_required() else spec.get_default(call_default_factory=True)

    def edit(self, fields: Mapping[str, Any]) -> StoreEdit | None:
        """Return what to save where these fields were typed; nothing for what never was there."""
        emptied = any(
            value is None and self.model.model_fields[name].is_required()
            for name, value in fields.items()
        )
        if self.record is None:
            made = {**self.where, **fields}
            return None if emptied else StoreEdit(self.model, self.id, made)
        also = {k: v for name in fields for k, v in self.anew.get(name, {}).items()}
        kept = None if emptied else {**also, **fields}
        return StoreEdit(self.model, self.id, kept, self.record.version)


@dataclass(frozen=True)
class Row:
    """What a row says of itself, and for each column to type into: what is behind it, which field.

    A column named in `fixed` is only to be read in this row.
    """

    id: str
    told: Mapping[str, str]
    cells: Mapping[str, tuple[Behind, str]]
    fixed: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What the row shows."""
        typed = {name: behind.value(field) for name, (behind, field) in self.cells.items()}
        return {**self.told, **typed}

    @property
    def version(self) -> int:
        """A number that is another one once anything in the row is different."""
        states = (behind.state for behind, _ in self.cells.values())
        # No `hash`: it is another one in another process, and too long for a browser's numbers.
        return crc32(repr([*self.told.values(), *states]).encode())

    @property
    def record(self) -> Record:
        """The row as a table takes it."""
        return {**self.values, "id": self.id, "version": self.version, "fixed": self.fixed}

    def beside(self, error: InvalidEntry) -> InvalidEntry:
        """Return a refusal with its sentences beside the cells that it is about."""
        names = {(behind.id, field): name for name, (behind, field) in self.cells.items()}
        problems = {
            names.get((error.id or "", field), field): text
            for field, text in error.problems.items()
        }
        return InvalidEntry(error.entity, problems, self.id)

    def changes(self, typed: Mapping[str, Any]) -> Typed:
        """Return what was typed, gathered for each thing that is behind it."""
        found: dict[int, tuple[Any, dict[str, Any]]] = {}
        for name, value in typed.items():
            behind, field = self.cells[name]
            found.setdefault(id(behind), (behind, {}))[1][field] = value
        return list(found.values())


@dataclass(frozen=True)
class Shape:
    """The columns and rows of a matrix, as they follow from a plan."""

    columns: Sequence[FieldSpec]
    rows: Sequence[Row]
