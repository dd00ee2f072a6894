"""A workbook in a SQLite file: one file, which is everything whenever nobody is just saving.

SQLite's rollback journal is used, and not its write-ahead log: the log would keep the newest
saves in a second file until the last page is closed, and whoever copied the first would lose them.
"""

import os
import secrets
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from workbook import jsontext
from workbook.errors import DatabaseRefused, NotFound
from workbook.store import guard
from workbook.store.locks import require_locks
from workbook.store.strangers import (
    header,
    identity,
    opened,
    refuse_log,
    refuse_strangers,
    set_aside,
    settle,
    strangers,
)
from workbook.store.turns import READING, SAVING, WRITING, patiently
from workbook.troubles import telling, told, trouble

__all__ = ["Glance", "copy", "copy_from", "engine_of", "glance", "set_aside", "settle", "strangers"]

_QUICK = 50_000_000  # bytes that are checked whole in a moment
_LONG = {"reading", "change"}
_LOOK, _MOMENT = 10.0, 0.2  # seconds, to look at what shall be opened, and at a neighbour


_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    # So that a save that was told is there after a power cut, too.
    "PRAGMA synchronous = EXTRA",
)


class Glance(NamedTuple):
    """What a look at a workbook file tells; both are empty where it cannot be read."""

    business: str = ""
    saved_at: str = ""


def glance(path: Path) -> Glance:
    """Look up the business in a workbook file, and when it was last saved, in ISO's order.

    Nothing is changed but what a save that was cut off left behind, and no file is left beside it.
    """
    try:
        settle(path)
        with guard.looking(path, seconds=_MOMENT, busy=_MOMENT) as database:
            if not guard.is_ours(database):
                return Glance()
            named = "SELECT name FROM business WHERE typeof(name) = 'text' AND length(name) < 1000"
            names = database.execute(named).fetchone() or [""]
            [saved_at] = database.execute("SELECT max(at) FROM change").fetchone()
    except (sqlite3.Error, OSError, MemoryError, DatabaseRefused):
        return Glance()
    return Glance(names[0], str(saved_at or "")[:40])


def engine_of(path: Path, *, create: bool) -> Engine:
    """Return what opens the file at `path`, which is looked at first and not changed.

    Raises:
        NotFound: there is no such file, and `create` is not set; or no such folder.
        DatabaseRefused: it is damaged, or no database, or something lies beside it that is not of
            it. Nothing was changed.
        StorageFailed: it cannot be read.
    """
    path = path.resolve()
    with telling(path):
        if path.is_dir():
            raise NotFound(f"{path} is a folder. Name the workbook file in it.")
        if path.exists() and not path.is_file():  # what goes on for ever, or waits for somebody
            raise trouble("special", path)
        require_locks(path)
        refuse_strangers(path)
        if not path.exists():
            _make(path, create=create)
        settle(path)
        if not create or path.stat().st_size:
            _refuse_damaged(path)
        _leave_log(path)
        file = _File(path)
    engine = create_engine(
        "sqlite://", creator=file.connect, poolclass=QueuePool, json_deserializer=file.json
    )
    event.listen(engine, "begin", file.begin)
    return engine


def _make(path: Path, *, create: bool) -> None:
    if not create:
        raise NotFound(
            f"There is no workbook at {path}. Check the path, or make one with: workbook new NAME"
        )
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}. Make it first, or choose another.")
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _leave_log(path: Path) -> None:
    """Keep a file without a log from now on, if another program made it keep one."""
    kept = header(path)
    if not kept or not kept.logs:
        return
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise DatabaseRefused(
            f"{path} is open in another program, which keeps its newest changes beside it. "
            "Nothing was changed: close it there, then try again."
        ) from error


class _Connection(sqlite3.Connection):
    """One whose end can be heard of, and which waits for its turn."""

    def commit(self) -> None:
        """Write what was saved, once nobody reads what stood before."""
        patiently(super().commit, WRITING)


class _File:
    """A workbook's file as it was opened: what stands under its name later has to be it.

    It is known by its place on the disk, and by its number: a random one in its header, which it
    was given with its first save, and which its copies share.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = identity(path)
        self._number = 0
        self._schema = 0

    def connect(self) -> sqlite3.Connection:
        """Return a new connection; a file that is gone is not made anew."""
        database = sqlite3.connect(
            f"{self._path.as_uri()}?mode=rw",
            uri=True,
            timeout=0,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
        )
        opened.add(self._identity, 1)
        finalize(database, opened.add, self._identity, -1).atexit = False
        guard.limit(database)
        for setting in _SETTINGS:
            patiently(partial(database.execute, setting), READING)
        return database

    def json(self, text: str) -> Any:
        """Return the value of a JSON text in this file.

        Raises:
            DatabaseRefused: it is none.
        """
        try:
            return jsontext.kept(text)
        except (ValueError, TypeError) as error:
            raise trouble("damaged", self._path) from error

    def begin(self, connection: Connection) -> None:
        """Begin to read or to save, if the file is still the one that was opened.

        Raises:
            StorageFailed: it is gone, another one stands there, or somebody else goes on saving.
        """
        database: Any = connection.connection.dbapi_connection
        writes = connection.get_execution_options().get("writes", False)
        with telling(self._path):
            try:
                refuse_log(self._path)
                # SQLite keeps pages that it read, and would trust them if another file of as many
                # saves had been written over this one.
                database.execute("PRAGMA shrink_memory")
                # The lock of a save is taken before anything is read, so that what is checked still
                # holds as it is written.
                database.execute("BEGIN") if not writes else patiently(
                    partial(database.execute, "BEGIN IMMEDIATE"), SAVING
                )
                self._require_same()
                self._require_number(database, writes)
                self._require_tables(database)
            except BaseException:
                database.rollback()
                raise

    def _require_same(self) -> None:
        try:
            same = identity(self._path) == self._identity
        except FileNotFoundError:
            raise trouble("gone", self._path) from None
        if not same:
            raise trouble("replaced", self._path)

    def _require_tables(self, database: sqlite3.Connection) -> None:
        """Look again, if another program changed the tables while this one has the file open."""
        [schema] = database.execute("PRAGMA schema_version").fetchone()
        if schema != self._schema:
            if self._schema:  # there was something to look at before, and it was looked at
                guard.refuse_foreign(database, str(self._path))
            self._schema = schema

    def _require_number(self, database: sqlite3.Connection, writes: bool) -> None:
        ask = partial(database.execute, "PRAGMA user_version")
        [number] = patiently(ask, READING).fetchone()
        self._number = self._number or number
        if number != self._number:
            raise trouble("replaced", self._path)
        if writes and not number:
            database.execute(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}")


def _refuse_damaged(path: Path) -> None:
    try:
        with guard.looking(path, seconds=_LOOK) as database:
            guard.refuse_foreign(database, str(path))
            guard.refuse_giant(database, path)
            database.set_progress_handler(None, 0)  # what follows takes as long as the file is
            answers = {database.execute(check).fetchone()[0] for check in _checks(path, database)}
    except sqlite3.OperationalError as error:
        sentence = f"{path} cannot be opened: {error}. Nothing was changed."
        raise told(error, path) or DatabaseRefused(sentence) from error
    except sqlite3.DatabaseError:
        answers = {"not a database"}
    if answers != {"ok"}:
        raise DatabaseRefused(
            f"{path} is damaged or is not a workbook. It was not changed. What copies there are of "
            f"it is said by: workbook restore {path}"
        )


def _checks(path: Path, database: sqlite3.Connection) -> list[str]:
    # Of a file that grew large, all but the tables that made it so: a page waits for the answer.
    if path.stat().st_size <= _QUICK:
        return ["PRAGMA quick_check(1)"]
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [f"PRAGMA quick_check('{name}')" for (name,) in tables if name not in _LONG]


def copy(path: Path, to: Path) -> None:
    """Copy a workbook file as it stands between two saves; `to` is an empty file already."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as database:
        copy_from(database, to)


def copy_from(database: sqlite3.Connection, to: Path) -> None:
    """Copy what a connection sees; `to` is an empty file already."""
    with closing(sqlite3.connect(f"{to.resolve().as_uri()}?mode=rw", uri=True)) as new:
        new.execute("PRAGMA journal_mode = OFF")  # half a copy is thrown away, never mended
        new.execute("PRAGMA synchronous = OFF")
        database.backup(new)
