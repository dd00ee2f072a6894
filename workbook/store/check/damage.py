"""What stops a reading halfway is looked into: if the workbook is damaged, the place is named."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, Table
from sqlmodel import Session

from workbook.errors import DatabaseRefused, StorageFailed, WorkbookError
from workbook.store.check.journal import CHANGE, fault_of
from workbook.store.check.kept import Kept, kept_in
from workbook.store.check.naming import table_of
from workbook.store.check.values import Row
from workbook.strategy.entities import ENTITIES
from workbook.strategy.history import SignOff

__all__ = ["naming_damage", "refusal", "session_on"]


def refusal(name: str, what: str) -> DatabaseRefused:
    """Return the error that refuses a damaged workbook: what is damaged, and the ways back."""
    return DatabaseRefused(
        f"{name} is damaged: {what} Nothing was changed. Bring back an earlier copy: workbook "
        f"restore {name} – or save what can be saved: workbook check {name} --mend"
    )


@contextmanager
def session_on(engine: Engine) -> Iterator[Session]:
    """Give a session to read in; what cannot be read in it is named.

    Raises:
        DatabaseRefused: the workbook is damaged; the sentence says where.
    """
    with naming_damage(engine), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def naming_damage(engine: Engine) -> Iterator[None]:
    """Say what is damaged, if that is why something failed; a fault of the program stays one.

    Raises:
        DatabaseRefused: the workbook is damaged; the sentence says where.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, StorageFailed) or not _of_reading(error):
            raise
        if engine.dialect.name == "sqlite" and (what := _first(path := _path(engine))):
            raise refusal(path, what) from error
        raise


def _path(engine: Engine) -> str:
    connection = engine.raw_connection()
    try:
        return str(connection.cursor().execute("PRAGMA database_list").fetchone()[2])
    finally:
        connection.close()


def _of_reading(error: Exception) -> bool:
    """Whether it can come from what a database gave, and not from what somebody asked for."""
    return not isinstance(error, WorkbookError) or (
        isinstance(error, DatabaseRefused) and error.__cause__ is not None
    )


def _first(path: str) -> str:
    """Return the first thing in a file that cannot be read, in a sentence; or nothing."""
    with kept_in(path) as kept:
        if not kept.ask("SELECT count(*) FROM sqlite_master"):
            return "SQLite cannot read it."
        return next(_unreadable(kept), "")


def _unreadable(kept: Kept) -> Iterator[str]:
    tables = sorted(ENTITIES, key=lambda model: model.bulk)  # those of very many rows last
    for model in tables:
        yield from _lacking(kept, table_of(model))
        ids: set[object] = set()
        for row in kept.rows(table_of(model)):
            for field, holds in row.damage.items():
                yield f"{model.nouns.one} {_called(row)}, “{field}”, holds {holds}."
            if not model.bulk and row.values.get("id") in ids:
                yield f"{model.nouns.one} {_called(row)} stands twice."
            ids |= {row.values.get("id")} if not model.bulk else set()
        yield from _torn(kept, str(model.__tablename__))
    yield from _lacking(kept, CHANGE)
    for row in kept.rows(CHANGE):
        if fault := fault_of(row):
            yield f"line {row.values.get('number', '?')} of the journal. {fault}"
    yield from _torn(kept, CHANGE.name)
    yield from _lacking(kept, table_of(SignOff))
    for row in kept.rows(table_of(SignOff)):
        for field, holds in row.damage.items():
            yield f"the sign-off of {row.values.get('quarter')}, “{field}”, holds {holds}."
    yield from _torn(kept, str(SignOff.__tablename__))
    yield from kept.faults() or ()


def _lacking(kept: Kept, table: Table) -> Iterator[str]:
    there = kept.columns(table.name)
    if not there:
        yield f"its table “{table.name}” is missing."
    elif lacking := sorted(set(table.columns.keys()) - there):
        yield f"its table “{table.name}” lacks {', '.join(lacking)}."


def _torn(kept: Kept, table: str) -> Iterator[str]:
    if said := kept.torn.get(table):
        yield f"its table “{table}” cannot be read to the end ({said})."


def _called(row: Row) -> str:
    names = (row.values.get(field) for field in ("name", "title", "text"))
    return next((f"“{name[:60]}”" for name in names if name), str(row.values.get("id", "")))
