"""A save's own rows, read and written in plain SQL: it is what a person waits for."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    RowMapping,
    Select,
    SelectBase,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from workbook.errors import InvalidEntry
from workbook.strategy.entity import Entity

__all__ = ["add", "all_of", "change", "every", "remove", "row", "some", "there"]

_AT_ONCE = 10_000  # ids in one query, fewer than any database takes


def row(connection: Connection, model: type[Entity], id: str) -> dict[str, Any] | None:
    """Return the fields of a record as they are kept, if it is there."""
    found = connection.execute(_one(model), {"the_id": id}).mappings().first()
    return dict(found) if found else None


def there(connection: Connection, model: type[Entity], ids: Iterable[str]) -> set[str]:
    """Return those of the ids whose record is there."""
    return set(connection.scalars(_ids(model), {"the_ids": list(ids)}))


def every(connection: Connection, model: type[Entity]) -> Sequence[RowMapping]:
    """Return the fields of all records."""
    return connection.execute(select(_table(model))).mappings().all()


def all_of(connection: Connection, model: type[Entity], ids: SelectBase) -> Sequence[RowMapping]:
    """Return the fields of the records whose ids a query gives."""
    table = _table(model)
    return connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()


def some(connection: Connection, model: type[Entity], ids: Iterable[str]) -> Iterator[RowMapping]:
    """Yield the fields of the records with these ids that are there."""
    table, left = _table(model), iter(ids)
    these = select(table).where(table.c.id.in_(bindparam("the_ids", expanding=True)))
    while part := list(islice(left, _AT_ONCE)):
        yield from connection.execute(these, {"the_ids": part}).mappings().all()


def remove(connection: Connection, model: type[Entity], ids: Sequence[str]) -> None:
    """Delete records."""
    table = _table(model)
    one = delete(table).where(table.c.id == bindparam("the_id"))
    connection.execute(one, [{"the_id": id} for id in ids])


def add(connection: Connection, model: type[Entity], records: Sequence[Entity]) -> None:
    """Write new records.

    Raises:
        InvalidEntry: one of them may stand only once, and stands already.
    """
    with _once(model, records[0].id if len(records) == 1 else None):
        connection.execute(_insert(model), [record.model_dump() for record in records])


def change(connection: Connection, record: Entity, fields: Iterable[str]) -> None:
    """Write fields of a record, and the version that it has then."""
    names = (*fields, "version")
    values = {name: getattr(record, name) for name in names}
    with _once(type(record), record.id):
        connection.execute(_update(type(record), names), {**values, "the_id": record.id})


@contextmanager
def _once(model: type[Entity], id: str | None) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if model.once is None:
            raise
        problem = {model.once.beside: model.once.sentence}
        raise InvalidEntry(model.nouns.one, problem, id) from error


def _table(model: type[Entity]) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


# The statements are made once: most of what a statement costs is the making of it.


@cache
def _one(model: type[Entity]) -> Select[Any]:
    table = _table(model)
    return select(table).where(table.c.id == bindparam("the_id"))


@cache
def _ids(model: type[Entity]) -> Select[Any]:
    id = _table(model).c.id
    return select(id).where(id.in_(bindparam("the_ids", expanding=True)))


@cache
def _insert(model: type[Entity]) -> Insert:
    return insert(_table(model))


@cache
def _update(model: type[Entity], names: tuple[str, ...]) -> Update:
    table = _table(model)
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return update(table).where(table.c.id == bindparam("the_id")).values(values)
