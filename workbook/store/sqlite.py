"""A workbook in a SQLite file: one file, which is everything whenever nobody is just saving.

SQLite's rollback journal is used, and not its write-ahead log: the log would keep the newest
saves in a second file until the last page is closed, and whoever copied the first would lose them.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event

from workbook.errors import DatabaseRefused, NotFound
from workbook.store import guard
from workbook.troubles import told

__all__ = ["Glance", "copy", "engine_of", "glance"]

_QUICK = 50_000_000  # bytes that are checked whole in a moment
_LONG = {"reading", "change"}
_LOOK, _MOMENT = 10.0, 0.2  # seconds, to look at what shall be opened, and at a neighbour

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    # So that a save that was told is there after a power cut, too.
    "PRAGMA synchronous = EXTRA",
)


class Glance(NamedTuple):
    """What a look at a workbook file tells; both are empty where it cannot be read."""

    business: str = ""
    saved_at: str = ""


def glance(path: Path) -> Glance:
    """Look up the business in a workbook file, and when it was last saved, in ISO's order.

    Nothing is opened for writing, and no file is left beside it.
    """
    try:
        with guard.looking(path, seconds=_MOMENT, busy=_MOMENT) as database:
            if not guard.is_ours(database):
                return Glance()
            names = database.execute("SELECT name FROM business").fetchone() or [""]
            [saved_at] = database.execute("SELECT max(at) FROM change").fetchone()
    except sqlite3.Error:
        return Glance()
    return Glance(names[0], saved_at or "")


def engine_of(path: Path, *, create: bool) -> Engine:
    """Return what opens the file at `path`, which is looked at first and not changed.

    Raises:
        NotFound: there is no such file, and `create` is not set; or no such folder.
        DatabaseRefused: it is damaged, or no database.
    """
    if path.is_dir():
        raise NotFound(f"{path} is a folder. Name the workbook file in it.")
    if path.exists():
        _refuse_damaged(path)
    elif not create:
        raise NotFound(
            f"There is no workbook at {path}. Check the path, or make one with: workbook new NAME"
        )
    elif not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}. Make it first, or choose another.")
    engine = create_engine(
        URL.create("sqlite", database=str(path.resolve())),
        connect_args={"isolation_level": None, "timeout": 5},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    guard.limit(connection)
    for setting in _SETTINGS:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    # A writer takes its lock before it reads, so that what it checked still holds when it writes.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _refuse_damaged(path: Path) -> None:
    try:
        with guard.looking(path, seconds=_LOOK) as database:
            guard.refuse_foreign(database, str(path))
            database.set_progress_handler(None, 0)  # what follows takes as long as the file is
            answers = {database.execute(check).fetchone()[0] for check in _checks(path, database)}
    except sqlite3.OperationalError as error:
        sentence = f"{path} cannot be opened: {error}. Nothing was changed."
        raise told(error, path) or DatabaseRefused(sentence) from error
    except sqlite3.DatabaseError:
        answers = {"not a database"}
    if answers != {"ok"}:
        raise DatabaseRefused(
            f"{path} is damaged or is not a workbook. It was not changed: restore it from a backup."
        )


def _checks(path: Path, database: sqlite3.Connection) -> list[str]:
    # Of a file that grew large, all but the tables that made it so: a page waits for the answer.
    if path.stat().st_size <= _QUICK:
        return ["PRAGMA quick_check(1)"]
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [f"PRAGMA quick_check('{name}')" for (name,) in tables if name not in _LONG]


def copy(path: Path, to: Path) -> None:
    """Copy a workbook file as it stands between two saves."""
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)
