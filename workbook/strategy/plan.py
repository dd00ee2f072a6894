"""A whole workbook in memory: what every rule and every figure is computed from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, SignOff

__all__ = ["Plan", "SignedOff"]

_E = TypeVar("_E", bound=Entity)


@dataclass(frozen=True)
class SignedOff:
    """When and by whom a quarter was frozen."""

    quarter: str
    at: str
    who: str
    code: str

    @classmethod
    def of(cls, sign_off: SignOff) -> "SignedOff":
        """Return the facts of a sign-off without what it keeps."""
        return cls(sign_off.quarter, sign_off.at.isoformat(), sign_off.who, sign_off.code)


@dataclass(frozen=True)
class Plan:
    """Every record of a workbook, in the order of its lists, with the journal. Read only.

    Records refer to each other by id; `find` and `name_of` follow such a reference. `today` is the
    day on which it is looked at: what lies before it has passed.
    """

    records: tuple[Entity, ...] = ()
    changes: tuple[Change, ...] = ()
    signed_off: tuple[SignedOff, ...] = ()
    today: date = field(default_factory=date.today, compare=False)

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {record.id: record for record in self.records}

    @cached_property
    def _by_entity(self) -> dict[type[Entity], tuple[Entity, ...]]:
        lists: dict[type[Entity], list[Entity]] = {}
        for record in self.records:
            lists.setdefault(type(record), []).append(record)
        return {model: tuple(rows) for model, rows in lists.items()}

    def all(self, model: type[_E]) -> tuple[_E, ...]:
        """Return the records of one entity, in list order."""
        return self._by_entity.get(model, ())  # type: ignore[return-value]

    def find(self, id: str | None) -> Entity | None:
        """Return the record with this id, or nothing."""
        return self._by_id.get(id or "")

    def name_of(self, id: str | None) -> str:
        """Return what people call the record with this id; empty for none."""
        record = self.find(id)
        return record.called if record else ""

    def only(self, model: type[_E], quarter: Quarter | None = None) -> _E | None:
        """Return the one record of an entity that there is only one of, at all or in a quarter."""
        found = self.all(model) if quarter is None else self.in_quarter(model, quarter)
        return next(iter(found), None)

    def of(self, model: type[_E], field: str, id: str) -> tuple[_E, ...]:
        """Return the records of one entity whose `field` refers to the record with this id."""
        key = model, field
        if key not in self._by_reference:
            index: dict[str, list[Entity]] = {}
            for record in self.all(model):
                index.setdefault(getattr(record, field) or "", []).append(record)
            self._by_reference[key] = {at: tuple(rows) for at, rows in index.items()}
        return self._by_reference[key].get(id, ())  # type: ignore[return-value]

    @cached_property
    def _by_reference(self) -> dict[tuple[type[Entity], str], dict[str, tuple[Entity, ...]]]:
        return {}

    def in_quarter(self, model: type[_E], quarter: Quarter) -> tuple[_E, ...]:
        """Return the priorities, actions or wins that belong to a quarter's review."""
        return tuple(r for r in self.all(model) if r.quarter == str(quarter))  # type: ignore[attr-defined]

    def history(self, record: Entity, field: str | None = None) -> tuple[Change, ...]:
        """Return the journal's lines about a record, or about one field of it, oldest first.

        A reason that was given afterwards stands in the line that it explains.
        """
        return tuple(
            change
            for change in self._changes.get(record.id, ())
            if field is None or field in change.after
        )

    @cached_property
    def _changes(self) -> dict[str, list[Change]]:
        by_record: dict[str, list[Change]] = {}
        for change in self.changes:
            lines = by_record.setdefault(change.record_id, [])
            if change.explains:
                lines[:] = [line.because(change) for line in lines]
            else:
                lines.append(change)
        return by_record

    def sign_off(self, quarter: Quarter) -> SignedOff | None:
        """Return the newest sign-off of a quarter, if it has one."""
        return next((s for s in reversed(self.signed_off) if s.quarter == str(quarter)), None)

    def users_of(self, id: str) -> Iterable[tuple[Entity, str]]:
        """Yield (record, field) for each reference to the record with this id."""
        from workbook.strategy.entity import references

        for record in self.records:
            for name, _ in references(type(record)):
                value = getattr(record, name)
                if value == id or (isinstance(value, list) and id in value):
                    yield record, name
