"""Saves that are taken back long after: what others changed since stands, the rest goes back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from workbook.store import rows
from workbook.store.saving import Edit
from workbook.store.upgrades import current
from workbook.strategy.entities import entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change
from workbook.strategy.journal import by_record

__all__ = ["Standing", "TakenBack", "taking_back"]


@dataclass(frozen=True)
class Standing:
    """A record as it is kept now, and the last change since the saves, if there was one."""

    entity: type[Entity]
    id: str
    row: Mapping[str, Any] = field(repr=False)
    since: Change | None = None


@dataclass(frozen=True)
class TakenBack:
    """The edits that take saves back, each with its record as it stands, and what others changed.

    Nothing is said of records that are gone already.
    """

    edits: tuple[tuple[Edit, Standing], ...]
    changed_since: tuple[Standing, ...]


def taking_back(
    session: Session, saves: Collection[str], taken_back: Collection[str] = ()
) -> TakenBack:
    """Return what takes these saves back, on top of what stands.

    What they changed goes back to what stood before, but never to what a save left that was
    itself `taken_back`: then to what stood before that one.
    """
    about = select(Change.record_id).where(col(Change.save_id).in_(saves))
    ours = by_record(_lines(session, col(Change.save_id).in_(saves)))
    first = min((lines[0].number for lines in ours.values()), default=0)
    others = _lines(
        session,
        col(Change.record_id).in_(about),
        col(Change.save_id).not_in(saves),
        col(Change.number) > first,
    )
    later = by_record(
        line
        for line in others
        if not line.explains and line.number > ours[line.record_id][-1].number
    )
    below = _below(session, ours, taken_back) if taken_back else {}
    edits, changed = [], []
    for id, standing in _standing(session, ours, saves).items():
        if _differs(standing.row, later.get(id, ())):
            changed.append(Standing(standing.entity, id, standing.row, later[id][-1]))
        else:
            fields = _before([*below.get(id, ()), *ours[id]])
            edits.append((Edit(standing.entity, id, fields, standing.row["version"]), standing))
    return TakenBack(tuple(edits), tuple(changed))


def _lines(session: Session, *which: ColumnElement[bool]) -> Iterator[Change]:
    return map(current, session.exec(select(Change).where(*which).order_by(col(Change.number))))


def _differs(row: Mapping[str, Any], later: Sequence[Change]) -> bool:
    """Tell whether a record stands otherwise than before these lines; two may cancel each other."""
    was: dict[str, Any] = {}
    for line in reversed(later):
        was |= line.before
    return any(value != to_jsonable_python(row[name]) for name, value in was.items())


def _before(lines: Sequence[Change]) -> dict[str, Any] | None:
    """Return the fields as they stood before the first of the lines; None when nothing stood."""
    if lines[0].verb == "added":
        return None
    fields: dict[str, Any] = {}
    for line in reversed(lines):
        fields |= line.before
    return fields


def _below(
    session: Session, ours: Mapping[str, Sequence[Change]], taken_back: Collection[str]
) -> dict[str, list[Change]]:
    """Return the lines of saves taken back earlier that lie right under ours, by the record."""
    changed = [id for id, lines in ours.items() if lines[0].verb == "changed"]
    under = _lines(session, col(Change.save_id).in_(taken_back))
    concerned = {line.record_id for line in under}.intersection(changed)
    found = {}
    for id in concerned:
        lines = [line for line in _lines(session, col(Change.record_id) == id) if not line.explains]
        before = [line for line in lines if line.number < ours[id][0].number]
        kept = len(before)
        while kept and before[kept - 1].save_id in taken_back:
            kept -= 1
        found[id] = before[kept:]
    return found


def _standing(
    session: Session, ours: Mapping[str, Sequence[Change]], saves: Collection[str]
) -> dict[str, Standing]:
    """Return the records that are still there, in the order in which they were first saved."""
    models = {lines[0].entity: entity_named(lines[0].entity) for lines in ours.values()}
    found = {}
    for name, model in models.items():
        about = select(Change.record_id).where(
            col(Change.save_id).in_(saves), col(Change.entity) == name
        )
        for row in rows.all_of(session.connection(), model, about):
            found[row["id"]] = Standing(model, row["id"], dict(row))
    return {id: found[id] for id in ours if id in found}
