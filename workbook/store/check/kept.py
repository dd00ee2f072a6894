"""What a database holds, value by value as it lies there: nothing is believed, nothing changed."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    Engine,
    Integer,
    Table,
    collate,
    column,
    inspect,
    select,
    text,
)

from workbook.errors import NotFound
from workbook.scratch import scratch
from workbook.store import guard, postgres, schema
from workbook.store.address import is_url
from workbook.store.check.values import Row, read_row, reader, text_of
from workbook.store.strangers import identity, opened, strangers

__all__ = ["Kept", "Row", "kept_in"]

_MOST_SOUGHT = 5_000_000  # rows that are asked for one by one where a table is torn

_CACHE = 64_000  # kB: rows that are sorted by their ids lie all over the file


class Kept(Protocol):
    """A workbook's tables, to be read and nothing else."""

    @property
    def torn(self) -> Mapping[str, str]:
        """What the database said of tables that could not be read to their end, by the table."""
        ...

    def faults(self) -> Sequence[str] | None:
        """Return what the database finds wrong with its own pages; None if it cannot read any."""
        ...

    def foreign(self) -> str:
        """Return in words how the tables differ from those that this program makes; or nothing."""
        ...

    def columns(self, table: str) -> set[str]:
        """Return the columns of a table; none where there is no such table."""
        ...

    def rows(self, table: Table, where: str = "", order: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows of a table; `order` names columns of text or whole numbers."""
        ...

    def ask(self, query: str) -> Sequence[Any]:
        """Return what one query gives; nothing where the database cannot answer it."""
        ...


@contextmanager
def _snapshot(path: Path) -> Iterator[Path]:
    """Give a copy of a workbook's file as it stands between two saves, with its damage.

    So nothing that looks at it can change the workbook, and nobody's save has to wait for the end.
    """
    with scratch() as folder:
        copied = folder / "looked-at"
        try:
            with guard.looking(path) as here, closing(sqlite3.connect(copied)) as there:
                here.backup(there)
        except sqlite3.Error:  # torn where SQLite has to look, or with a save that was cut off
            if identity(path) in opened:  # then it must not be opened in another way
                raise
            _copy(path, copied)
        yield copied


def _copy(path: Path, to: Path) -> None:
    shutil.copyfile(path, to)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists() and journal not in strangers(path):
        # SQLite takes back by it what a save had begun, in the copy and nowhere else.
        shutil.copyfile(journal, to.with_name(f"{to.name}-journal"))


@contextmanager
def kept_in(source: str) -> Iterator[Kept]:
    """Give the tables of a workbook, named by path or URL, as they stand at this moment.

    Raises:
        NotFound: there is no such file.
    """
    if is_url(source):
        engine = postgres.engine_of(source)
        with closing(Server(engine)) as server:
            yield server
        engine.dispose()
        return
    path = Path(source)
    if not path.is_file():
        raise NotFound(f"There is no workbook at {path}. Check the path.")
    with _snapshot(path) as copied, closing(File(copied)) as file:
        yield file


class File:
    """The tables of a SQLite file, read row by row past what is torn."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.text_factory = text_of
        self._torn: dict[str, str] = {}
        with suppress(sqlite3.Error):
            guard.limit(self._database)
            self._database.execute("PRAGMA cell_size_check = OFF")  # a torn page may hold rows
            # A file whose list of tables is damaged in part still gives the others.
            self._database.execute("PRAGMA writable_schema = ON")
            self._database.execute(f"PRAGMA cache_size = -{_CACHE}")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @property
    def torn(self) -> Mapping[str, str]:
        """What SQLite said of tables that could not be read to their end, by the table."""
        return self._torn

    def faults(self) -> Sequence[str] | None:
        """Return what SQLite finds wrong with the file's pages; None if it cannot read any."""
        if not self.ask("SELECT count(*) FROM sqlite_master"):
            return None
        found = self.ask("PRAGMA integrity_check(20)") or [("SQLite cannot read all of it",)]
        return [f"{said}." for (said,) in found if said != "ok"]

    def foreign(self) -> str:
        """Return in words how the tables differ from those of the file's revision; or nothing."""
        try:
            revision = schema.revision_of(self._database)
        except (schema.NotOurs, sqlite3.Error):
            return "it does not say of which revision they are"
        if revision not in schema.REVISIONS:
            return "a newer version of the program made them"
        return schema.differences(self._database, revision)

    def columns(self, table: str) -> set[str]:
        """Return the columns of a table; none where there is no such table."""
        made = self.ask(f"SELECT substr(sql, 1, 13) FROM sqlite_master WHERE name = '{table}'")
        if [sql for (sql,) in made] != ["CREATE TABLE "]:  # a view could answer without an end
            return set()
        return {str(name) for _, name, *_ in self.ask(f'PRAGMA table_info("{table}")')}

    def rows(self, table: Table, where: str = "", order: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows of a table, in order or as they lie."""
        there = self.columns(table.name)
        columns = [each for each in table.columns if each.name in there]
        if not columns:
            return
        read = [reader(each) for each in columns]
        for values in self._lines(table.name, [each.name for each in columns], where, order):
            yield read_row(table.name, columns, read, values)

    def ask(self, query: str) -> Sequence[Any]:
        """Return what one query gives; nothing where SQLite cannot answer it."""
        try:
            return self._database.execute(query).fetchall()
        except sqlite3.Error:
            return []

    def _lines(
        self, table: str, names: Sequence[str], where: str, order: Sequence[str]
    ) -> Iterator[Sequence[Any]]:
        listed = ", ".join(f'"{name}"' for name in names)
        which = f"WHERE {where}" if where else ""
        if order:
            ordered = ", ".join(f'"{name}"' for name in order)
            query = f'SELECT {listed} FROM "{table}" {which} ORDER BY {ordered}'
            with self._telling(table):
                yield from self._database.execute(query)
            return
        query = f'SELECT rowid, {listed} FROM "{table}" NOT INDEXED {which} ORDER BY rowid'
        last = None
        with self._telling(table):
            for last, *values in self._database.execute(query):  # noqa: B007
                yield values
            return
        yield from self._past(table, listed, which, last)

    def _past(self, table: str, listed: str, which: str, last: int | None) -> Iterator[Any]:
        """Yield the rows after a torn page: from the end, and those between one by one."""
        found = []
        query = f'SELECT rowid, {listed} FROM "{table}" NOT INDEXED {which} ORDER BY rowid DESC'
        with suppress(sqlite3.Error):
            for at, *values in self._database.execute(query):
                if last is not None and at <= last:
                    break
                found.append((at, values))
        first = found[-1][0] if found else (last or 0) + 100_000
        one = f'SELECT {listed} FROM "{table}" NOT INDEXED WHERE rowid = ?'
        for at in range((last or 0) + 1, min(first, (last or 0) + _MOST_SOUGHT)):
            with suppress(sqlite3.Error):
                yield from self._database.execute(one, (at,))
        yield from (values for _, values in reversed(found))

    @contextmanager
    def _telling(self, table: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            self._torn[table] = str(error)


class Server:
    """The tables of a PostgreSQL database, in one transaction that cannot write."""

    torn: Mapping[str, str] = {}

    def __init__(self, engine: Engine) -> None:
        asked = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._connection = engine.connect().execution_options(**asked)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def faults(self) -> Sequence[str]:
        """Return nothing: a server looks after its own pages."""
        return []

    def foreign(self) -> str:
        """Return nothing: who made the database on a server let this program in."""
        return ""

    def columns(self, table: str) -> set[str]:
        """Return the columns of a table; none where there is no such table."""
        found = inspect(self._connection)
        if not found.has_table(table):
            return set()
        return {each["name"] for each in found.get_columns(table)}

    def rows(self, table: Table, where: str = "", order: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows of a table, in order or as the server gives them."""
        there = self.columns(table.name)
        columns = [each for each in table.columns if each.name in there]
        if not columns:
            return
        query = select(*columns).execution_options(yield_per=5000)
        if where:
            query = query.where(text(where))
        for name in order:
            plain = isinstance(table.columns[name].type, Integer)
            query = query.order_by(column(name) if plain else collate(table.columns[name], "C"))
        for values in self._connection.execute(query):
            yield Row(table.name, dict(zip((each.name for each in columns), values, strict=True)))

    def ask(self, query: str) -> Sequence[Any]:
        """Return what one query gives."""
        return self._connection.execute(text(query)).fetchall()
