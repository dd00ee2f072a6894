"""An export that somebody edited: where it is not as its journal tells, that is a change, too."""

from collections.abc import Iterable, Mapping
from typing import Any

from workbook.errors import ImportRefused, InvalidEntry
from workbook.store.frozen import plain
from workbook.store.upgrades import Records
from workbook.strategy.entity import Entity
from workbook.strategy.entity import Records as Others
from workbook.strategy.history import Change, alike
from workbook.strategy.rules import refused_steps

__all__ = ["refuse_unasked"]


def refuse_unasked(records: Records, entities: Iterable[Entity], others: Others) -> None:
    """Refuse an edited export in which something became what a save would not have let it.

    An export without a journal does not tell what was changed.

    Raises:
        ImportRefused: the sentence of the first such field.
    """
    lines = records.get(str(Change.__tablename__), [])
    asked = (each for each in entities if type(each).step is not Entity.step)
    told = _as_told(lines) if lines else {}
    for record in asked if lines else ():
        was, now = told.get(record.id, {}), plain(record)
        names = type(record).model_fields
        changed = [name for name in names if not alike(was.get(name), now[name])]
        if problems := refused_steps(record, was, changed, others):
            said = InvalidEntry(record.nouns.one, problems, record.id)
            raise ImportRefused(f"{record.__tablename__}.json: {said}")


def _as_told(lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = {}
    for line in lines:
        if line["verb"] == "removed":
            told.pop(line["record_id"], None)
        else:
            told.setdefault(line["record_id"], {}).update(line["after"])
    return told
