"""What a business that counts its time anew does to the quarters and weeks that have a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlmodel import Session, col, select

from workbook.calendar import Calendar
from workbook.errors import InvalidEntry
from workbook.period import Period, Unit
from workbook.strategy.business_year import BusinessYear
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import SignOff
from workbook.wording import say_list

__all__ = ["calendar_of", "require_free", "under_new_names"]


def calendar_of(session: Session) -> Calendar:
    """Return how the business counts its time as the database stands."""
    listed = select(BusinessYear).order_by(col(BusinessYear.position), col(BusinessYear.id))
    kept = session.exec(listed.limit(1)).first()
    return kept.calendar if kept else Calendar()


def require_free(session: Session, before: Calendar, after: Calendar) -> None:
    """Refuse another calendar while something hangs on the names of this one.

    Raises:
        InvalidEntry: the sentence says what, and what to do.
    """
    problems = {
        "year_begins": _Standing(session).of_the_year(before, after),
        "week_begins": _Standing(session).of_the_week(before, after),
    }
    if said := {field: sentence for field, sentence in problems.items() if sentence}:
        kept = session.exec(select(BusinessYear.id)).first()
        raise InvalidEntry(BusinessYear.nouns.one, said, kept)


def under_new_names(
    session: Session, before: Calendar, after: Calendar
) -> Iterator[tuple[type[Entity], str, dict[str, Any], int]]:
    """Yield (entity, id, fields, version) of what belongs to a quarter that has another name now.

    Its months are the same: `require_free` lets no other through. No two have the same name on
    the way, since what goes on stands first where names grow.
    """
    if before.year_begins == after.year_begins:
        return
    grows = str(after.same_quarter(before.quarter("2000-Q1"))) > "2000-Q1"
    for model in _of_quarters():
        by_name = sorted(
            session.exec(select(model)).all(), key=attrgetter("quarter"), reverse=grows
        )
        for record in by_name:
            now = after.same_quarter(before.quarter(record.quarter))  # type: ignore[attr-defined]
            yield model, record.id, {"quarter": str(now)}, record.version


@dataclass(frozen=True)
class _Standing:
    """Says what stands in the way of another calendar; nothing, where nothing does."""

    session: Session

    def of_the_year(self, before: Calendar, after: Calendar) -> str:
        if before.year_begins == after.year_begins:
            return ""
        if signed := self.session.exec(select(SignOff.quarter).distinct()).all():
            return (
                f"{say_list(sorted(signed))} {_is(signed)} signed off under that name, and a "
                "signed pack stays as it is. Leave the month as it was; to count otherwise from "
                "now on, begin a new workbook."
            )
        if (before.year_begins - after.year_begins) % 3 == 0:
            return ""  # the same months under another name
        if named := sorted({name for model in _of_quarters() for name in self._quarters(model)}):
            return (
                f"Reviews, priorities, actions or wins of {say_list(named)} belong to quarters "
                "of other months. Leave the month as it was, or remove those first."
            )
        return self._read("quarter", "month", after)

    def of_the_week(self, before: Calendar, after: Calendar) -> str:
        return "" if before.week_begins == after.week_begins else self._read("week", "day", after)

    def _quarters(self, model: type[Entity]) -> Sequence[str]:
        return self.session.exec(select(model.quarter).distinct()).all()  # type: ignore[attr-defined]

    def _read(self, unit: Unit, what: str, after: Calendar) -> str:
        read = select(KPI, col(Reading.start)).where(
            KPI.frequency == unit, Reading.kpi_id == KPI.id
        )
        found = self.session.exec(read.order_by(col(KPI.position))).all()
        odd = (kpi.name for kpi, day in found if Period.of(unit, day, after).start != day)
        names = [f"“{name}”" for name in dict.fromkeys(odd)]
        if not names:
            return ""
        return (
            f"{say_list(names)} {_is(names)} read every {unit}, with readings of {unit}s that "
            f"begin as before. Leave the {what} as it was, or remove those readings first."
        )


def _of_quarters() -> list[type[Entity]]:
    return [model for model in ENTITIES if "quarter" in model.model_fields]


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
