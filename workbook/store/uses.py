"""What refers to a record: looked up where it may stand, without reading anything else."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import get_origin

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import Session, col, select

from workbook.errors import StillUsed
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity, references
from workbook.wording import say_list

__all__ = ["has_parts", "part_of", "refuse_if_used", "uses", "with_parts"]


def uses(session: Session, record: Entity) -> Iterator[tuple[Entity, str]]:
    """Yield (record, field) for each reference to a record."""
    for model in ENTITIES:
        for field, of in references(model):
            if of == record.__tablename__:
                named = select(model).where(_names(model, field, record.id))
                listed = named.order_by(col(model.position), col(model.id))
                yield from ((user, field) for user in session.exec(listed))


def _names(model: type[Entity], field: str, id: str) -> ColumnElement[bool]:
    column = col(getattr(model, field))
    if get_origin(model.model_fields[field].annotation) is list:
        return cast(column, String).contains(json.dumps(id), autoescape=True)
    return column == id


def part_of(model: type[Entity]) -> list[str]:
    """Return the fields of `model` that name a whole, without which its records cannot be."""
    return [name for name, _ in references(model) if model.model_fields[name].is_required()]


@cache
def has_parts(model: type[Entity]) -> bool:
    """Tell whether records of some entity cannot be without one of `model`."""
    wholes = {dict(references(each))[name] for each in ENTITIES for name in part_of(each)}
    return model.__tablename__ in wholes


def with_parts(session: Session, records: Iterable[Entity]) -> dict[str, Entity]:
    """Return the records and, by id, what goes with them: a KPI's readings with the KPI."""
    going: dict[str, Entity] = {}
    waiting = list(records)
    while waiting:
        record = waiting.pop()
        if record.id not in going:
            going[record.id] = record
            waiting += [
                user for user, field in uses(session, record) if field in part_of(type(user))
            ]
    return going


def refuse_if_used(session: Session, going: Mapping[str, Entity]) -> None:
    """Refuse to remove records, by id, that others refer to which stay.

    Raises:
        StillUsed: it names them, and what all of it could be handed over to.
    """
    for record in going.values():
        users = [user for user, _ in uses(session, record) if user.id not in going]
        if not users:
            continue
        kinds = Counter(user.nouns for user in users)
        counted = say_list([nouns.counted(n) for nouns, n in kinds.items()])
        names = say_list([f"“{user.called}”" for user in users[:3]])
        more = f" and {len(users) - 3} more" if len(users) > 3 else ""
        raise StillUsed(
            f"“{record.called}” is still used by {counted}: {names}{more}. "
            "Change those first, then remove it.",
            record.id,
            [(user.nouns.one, user.id, user.called) for user in users],
            _others(session, type(record), going),
        )


def _others(session: Session, model: type[Entity], going: Iterable[str]) -> list[tuple[str, str]]:
    listed = select(model).order_by(col(model.position), col(model.id))
    return [(each.id, each.called) for each in session.exec(listed) if each.id not in going]
