"""How a figure names itself and the rows it was counted from."""

from collections.abc import Iterable, Sequence

from workbook import wording
from workbook.insight.figure import Figure
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.wording import say_date

__all__ = ["count", "journal_line", "rows", "slugs"]


def count(
    plan: Plan, id: str, label: str, records: Sequence[Entity], method: str = "Count."
) -> Figure:
    """Return how many records there are as a figure, with their names as its sources."""
    return Figure(id, label, len(records), method=method, sources=rows(plan, records))


def rows(plan: Plan, records: Iterable[Entity]) -> tuple[str, ...]:
    """Name each record as a figure's source: `initiative “Second oven”`."""
    return tuple(
        f"{record.nouns.one} “{plan.name_of(record.id) or record.id}”" for record in records
    )


def journal_line(change: Change) -> str:
    """Name one line of the journal as a figure's source."""
    return f"journal line {change.number}, {say_date(change.at.date())}, {change.who}"


def slugs(plan: Plan, records: Sequence[Entity]) -> dict[str, str]:
    """Return the short name of each record by id, numbered where two would be alike."""
    names = wording.slugs(plan.name_of(record.id) for record in records)
    return {record.id: name for record, name in zip(records, names, strict=True)}
