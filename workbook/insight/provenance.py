"""How a figure names itself and the rows it was counted from."""

from collections.abc import Iterable, Sequence

from workbook import wording
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.wording import say_date

__all__ = ["journal_line", "rows", "slugs"]


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
