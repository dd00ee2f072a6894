"""How the records of a workbook that may be damaged are found, named and laid side by side."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table

from workbook.store.check.journal import Line
from workbook.store.check.values import Row
from workbook.strategy.entity import Entity

__all__ = ["Counted", "called", "id_of", "merged", "table_of", "title_of", "told"]


class Counted:
    """Counts rows while they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def merged(
    groups: Iterable[tuple[str, Iterable[Line]]], rows: Iterable[Row]
) -> Iterator[tuple[str, list[Line], Row | None]]:
    """Yield (id, lines, row) of both, which are sorted by id; one of the two may be lacking."""
    waiting = iter(rows)
    row = next(waiting, None)
    for id, group in groups:
        while row is not None and id_of(row) < id:
            yield id_of(row), [], row
            row = next(waiting, None)
        if row is not None and id_of(row) == id:
            yield id, list(group), row
            row = next(waiting, None)
        else:
            yield id, list(group), None
    while row is not None:
        yield id_of(row), [], row
        row = next(waiting, None)


def id_of(row: Row) -> str:
    """Return a row's id; empty where it cannot be read."""
    id = row.values.get("id")
    return id if isinstance(id, str) else ""


def called(model: type[Entity], row: Row) -> str:
    """Return how people find a record that may be damaged: its kind and its name, or its id."""
    names = (row.values.get(field) for field in ("name", "title", "text"))
    name = next((each for each in names if isinstance(each, str) and each), "")
    return f"{model.nouns.one} “{name[:60]}”" if name else f"{model.nouns.one} {id_of(row)}".strip()


def told(record: Entity) -> str:
    """Return how people find a record."""
    return called(type(record), Row(str(record.__tablename__), record.model_dump()))


def title_of(model: type[Entity], field: str) -> str:
    """Return what people call a field, or else its name."""
    found = model.model_fields.get(field)
    return (found.title if found else None) or f"“{field}”"


def table_of(model: Any) -> Table:
    """Return the table in which an entity is kept."""
    return model.__table__  # type: ignore[no-any-return]
