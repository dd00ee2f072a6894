"""A whole workbook in memory: what every rule and every figure is computed from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from workbook.quarter import Quarter
from workbook.strategy.destination import (
    KPI,
    Destination,
    Objective,
    Reading,
    Restatement,
    SmartOverride,
    Theme,
    period_end,
)
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, SignOff, Source
from workbook.strategy.people import Business, Department, Person
from workbook.strategy.position import Resource, SwotItem
from workbook.strategy.review import Action, Priority, Review, Win
from workbook.strategy.route import Decision, Initiative, Milestone, NotDoing
from workbook.wording import slugs

__all__ = ["ENTITIES", "Plan", "SignedOff", "entity_named"]

ENTITIES: tuple[type[Entity], ...] = (
    Business,
    Department,
    Person,
    Destination,
    Theme,
    Restatement,
    Objective,
    SmartOverride,
    KPI,
    Source,
    Reading,
    SwotItem,
    Resource,
    Initiative,
    Milestone,
    NotDoing,
    Decision,
    Review,
    Priority,
    Action,
    Win,
)  # a record only refers to records of its own or an earlier entity

_E = TypeVar("_E", bound=Entity)


def entity_named(table: str) -> type[Entity]:
    """Return the entity kept in `table`."""
    return next(model for model in ENTITIES if model.__tablename__ == table)


@dataclass(frozen=True)
class SignedOff:
    """When and by whom a quarter was frozen."""

    quarter: str
    at: str
    who: str
    sha256: str

    @classmethod
    def of(cls, sign_off: SignOff) -> "SignedOff":
        """Return the facts of a sign-off without the plan it carries."""
        return cls(
            sign_off.quarter, sign_off.at.isoformat(), sign_off.who, sign_off.sha256
        )  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """Every record of a workbook, in the order of its lists, with the journal. Read only.

    Records refer to each other by id; `find` and `name_of` follow such a reference.
    """

    records: tuple[Entity, ...] = ()
    changes: tuple[Change, ...] = ()
    signed_off: tuple[SignedOff, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {record.id: record for record in self.records}

    @cached_property
    def _by_entity(self) -> dict[type[Entity], tuple[Entity, ...]]:
        lists: dict[type[Entity], list[Entity]] = {model: [] for model in ENTITIES}
        for record in self.records:
            lists[type(record)].append(record)
        return {model: tuple(rows) for model, rows in lists.items()}

    def all(self, model: type[_E]) -> tuple[_E, ...]:
        """Return the records of one entity, in list order."""
        return self._by_entity[model]  # type: ignore[return-value]

    def find(self, id: str | None) -> Entity | None:
        """Return the record with this id, or nothing."""
        return self._by_id.get(id or "")

    def name_of(self, id: str | None) -> str:
        """Return what people call the record with this id; empty for none."""
        record = self.find(id)
        return str(getattr(record, "name", "") or getattr(record, "title", ""))

    @property
    def business(self) -> Business | None:
        """The business, once somebody has named it."""
        return next(iter(self.all(Business)), None)

    @property
    def destination(self) -> Destination | None:
        """Vision, mission and values, once somebody has written them."""
        return next(iter(self.all(Destination)), None)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people who can own something."""
        return self.all(Person)

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives, in list order."""
        return self.all(Objective)

    @property
    def kpis(self) -> tuple[KPI, ...]:
        """The KPIs, in list order."""
        return self.all(KPI)

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """The initiatives, in list order."""
        return self.all(Initiative)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions, in list order."""
        return self.all(Decision)

    def readings(self, kpi: KPI, until: date | None = None) -> tuple[Reading, ...]:
        """Return a KPI's readings in time order, those whose period ends by `until`."""
        rows = sorted((r for r in self._readings.get(kpi.id, ())), key=lambda r: r.start)
        return tuple(
            r for r in rows if until is None or period_end(r.start, kpi.frequency) <= until
        )

    @cached_property
    def _readings(self) -> dict[str, list[Reading]]:
        by_kpi: dict[str, list[Reading]] = {}
        for reading in self.all(Reading):
            by_kpi.setdefault(reading.kpi_id, []).append(reading)
        return by_kpi

    @cached_property
    def kpi_slugs(self) -> dict[str, str]:
        """The short name of each KPI by id, with a number where two would be alike."""
        names = slugs(kpi.name for kpi in self.kpis)
        return {kpi.id: name for kpi, name in zip(self.kpis, names, strict=True)}

    def review(self, quarter: Quarter) -> Review | None:
        """Return what was said about a quarter, once it was reviewed."""
        return next((r for r in self.all(Review) if r.quarter == str(quarter)), None)

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

    @property
    def newest_quarter(self) -> Quarter | None:
        """The newest quarter that has a review, or else the newest one with a complete reading."""
        reviewed = [Quarter.parse(review.quarter) for review in self.all(Review)]
        return max(reviewed or self._quarters_read(), default=None)

    def _quarters_read(self) -> Iterator[Quarter]:
        kpis = {kpi.id: kpi for kpi in self.kpis}
        for reading in self.all(Reading):
            if reading.complete and reading.kpi_id in kpis:
                yield Quarter.of(period_end(reading.start, kpis[reading.kpi_id].frequency))

    def users_of(self, id: str) -> Iterable[tuple[Entity, str]]:
        """Yield (record, field) for each reference to the record with this id."""
        from workbook.strategy.entity import references

        for record in self.records:
            for field, _ in references(type(record)):
                value = getattr(record, field)
                if value == id or (isinstance(value, list) and id in value):
                    yield record, field
