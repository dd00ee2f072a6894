"""A whole workbook in memory: what every rule and every figure is computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from workbook.calendar import Calendar
from workbook.quarter import Quarter
from workbook.strategy.business_year import BusinessYear
from workbook.strategy.entity import Entity, references
from workbook.strategy.history import Change, SignOff, evening, utc
from workbook.strategy.journal import Journal, explained
from workbook.strategy.readings import Readings
from workbook.strategy.series import Measure, Series
from workbook.wording import say_date

__all__ = ["Plan", "SignedOff"]

_E = TypeVar("_E", bound=Entity)


@dataclass(frozen=True)
class SignedOff:
    """When and by whom a quarter was frozen; `as_of` is the past day as of which it was, if any."""

    quarter: str
    at: str
    who: str
    code: str
    as_of: str = ""

    @classmethod
    def of(cls, sign_off: SignOff) -> "SignedOff":
        """Return the facts of a sign-off without what it keeps."""
        as_of = sign_off.as_of.isoformat() if sign_off.as_of else ""
        return cls(sign_off.quarter, sign_off.at.isoformat(), sign_off.who, sign_off.code, as_of)

    @property
    def day(self) -> date:
        """The day on which it was signed."""
        return datetime.fromisoformat(self.at).date()

    @property
    def stood_at(self) -> datetime:
        """The moment (UTC) at which the plan stood as it was signed."""
        return evening(self.stood) if self.as_of else utc(datetime.fromisoformat(self.at))

    @property
    def stood(self) -> date:
        """The day of that moment."""
        return date.fromisoformat(self.as_of) if self.as_of else self.day

    @property
    def told(self) -> str:
        """When and by whom, as it stands in a sentence; and as of which past day."""
        then = f", as the plan stood on {say_date(self.stood)}" if self.as_of else ""
        return f"signed off on {say_date(self.day)} by {self.who}{then}"

    @property
    def facts(self) -> dict[str, str]:
        """The same as plain values, without what is empty."""
        return {name: value for name, value in vars(self).items() if value or name != "as_of"}


@dataclass(frozen=True)
class Plan:
    """Every record of a workbook, in the order of its lists, with the journal. Read only.

    Records refer to each other by id; `find` and `name_of` follow such a reference. Readings, of
    which there may be very many, are no records here but `series`. `today` is the day on which it
    is looked at: what lies before it has passed. `spoiled` tells of what the file holds damaged, by
    the record's id. `as_of` is the past day on whose evening it stood like this, if it is not as it
    stands now. `memo` keeps what was found.
    """

    records: tuple[Entity, ...] = ()
    changes: Journal = field(default_factory=Journal)
    signed_off: tuple[SignedOff, ...] = ()
    today: date = field(default_factory=date.today, compare=False)
    readings: Readings = field(default_factory=Readings)
    spoiled: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of_records(
        cls,
        records: Iterable[Entity],
        changes: Iterable[Change] = (),
        signed_off: Sequence[SignedOff] = (),
        **facts: Any,
    ) -> "Plan":
        """Return a plan of what is at hand, with the readings among the records."""
        listed = tuple(records)
        bulk = Readings(record for record in listed if record.bulk)
        few = tuple(record for record in listed if not record.bulk)
        return cls(few, Journal(changes), tuple(signed_off), readings=bulk, **facts)

    def __post_init__(self) -> None:
        if any(record.bulk for record in self.records):  # they would be there, and in no figure
            raise TypeError("Readings are not kept as records: make the plan by Plan.of_records.")
        object.__setattr__(self, "readings", self.readings.counted(self.calendar))

    @cached_property
    def calendar(self) -> Calendar:
        """How the business counts its time: what makes quarters and periods of days."""
        kept = next((each for each in self.records if isinstance(each, BusinessYear)), None)
        return kept.calendar if kept else Calendar()

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
        if model.bulk:
            return self.readings.all()  # type: ignore[return-value]
        return self._by_entity.get(model, ())  # type: ignore[return-value]

    def series(self, kpi: Measure) -> Series:
        """Return everything that a KPI read, in time order."""
        return self.readings.series(kpi)

    def find(self, id: str | None) -> Entity | None:
        """Return the record with this id, or nothing."""
        return (self._by_id.get(id) or self.readings.find(id)) if id else None

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
        lines = explained(self.changes.of(record.id))
        return tuple(line for line in lines if field is None or field in line.after)

    def sign_off(self, quarter: Quarter) -> SignedOff | None:
        """Return the newest sign-off of a quarter, if it has one."""
        return next((s for s in reversed(self.signed_off) if s.quarter == str(quarter)), None)

    def users_of(self, id: str) -> Sequence[tuple[Entity, str]]:
        """Return (record, field) for each reference to the record with this id, but of readings."""
        return self._users.get(id, ())

    @cached_property
    def _users(self) -> dict[str, list[tuple[Entity, str]]]:
        found: dict[str, list[tuple[Entity, str]]] = {}
        for record in self.records:
            for name, _ in references(type(record)):
                value = getattr(record, name)
                for id in value if isinstance(value, list) else [value]:
                    found.setdefault(id, []).append((record, name))
        return found
