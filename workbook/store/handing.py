"""Handing over: all that refers to one record refers to another from then on."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from workbook.errors import NotFound, WorkbookError
from workbook.store.saving import Edit
from workbook.store.uses import part_of, uses
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity

__all__ = ["handing_over"]


def handing_over(session: Session, id: str, to: str) -> tuple[str, list[Edit]]:
    """Return whom all is handed over to, and the edits that do it and then remove the record.

    Its parts are not handed over: they go with it, as whenever it is removed.

    Raises:
        NotFound: one of the two is not there.
        WorkbookError: the other is no record of the same kind.
    """
    giver, taker = _found(session, id), _found(session, to)
    if type(giver) is not type(taker) or giver is taker:
        raise WorkbookError(f"Choose another {giver.nouns.one} to hand it over to.")
    fields: dict[str, dict[str, Any]] = {}
    users: dict[str, Entity] = {}
    for user, field in uses(session, giver):
        if field not in part_of(type(user)):
            users[user.id] = user
            fields.setdefault(user.id, {})[field] = _instead(user, field, giver, taker)
    edits = [Edit(type(users[key]), key, new, users[key].version) for key, new in fields.items()]
    return taker.called, [*edits, Edit(type(giver), giver.id, None, giver.version)]


def _instead(user: Entity, field: str, giver: Entity, taker: Entity) -> Any:
    value = getattr(user, field)
    if isinstance(value, list):
        named = (taker.id if id == giver.id else id for id in value)
        return list(dict.fromkeys(named))
    # A part of what it takes over would be part of itself: it takes that one's place instead.
    return getattr(giver, field) if user is taker else taker.id


def _found(session: Session, id: str) -> Entity:
    found: Iterator[Entity | None] = (session.get(model, id) for model in ENTITIES)
    record = next(filter(None, found), None)
    if record is None:
        raise NotFound("That entry is no longer there. Look again before handing it over.")
    return record
