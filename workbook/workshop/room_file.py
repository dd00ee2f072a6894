"""The room's own SQLite file: private, whole after each save, with no trace of what was changed."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from workbook.errors import DatabaseRefused
from workbook.troubles import telling, trouble

__all__ = ["RoomFile"]

_OURS = 0x524F4F4D  # “ROOM”, in SQLite's header
_FORMAT = 1
_OTHERS = 0o077  # what anybody but the owner might do
_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question (id TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE round (id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES question (id),
    number INTEGER NOT NULL, state TEXT NOT NULL, UNIQUE (question, number)) WITHOUT ROWID;
CREATE TABLE voter (id TEXT PRIMARY KEY, name TEXT NOT NULL, here INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE turnout (round TEXT NOT NULL REFERENCES round (id), voter TEXT NOT NULL,
    voted INTEGER NOT NULL, ready INTEGER NOT NULL, PRIMARY KEY (round, voter)) WITHOUT ROWID;
CREATE TABLE ballot (round TEXT NOT NULL REFERENCES round (id), key TEXT NOT NULL,
    answer TEXT NOT NULL, PRIMARY KEY (round, key)) WITHOUT ROWID;
"""
_MADE = {("table", name) for name in re.findall(r"CREATE TABLE (\w+)", _TABLES)}


class RoomFile:
    """The file of one room, open in one process."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it, for your eyes only.

        Raises:
            DatabaseRefused: it is something else, damaged, or of a newer program.
            StorageFailed: it cannot be made or read.
        """
        self.path = path
        with telling(path):
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            self.database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._set_up()
            _keep_private(path)
            self.shuffle()  # as a room that was killed may not have come to it

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def _set_up(self) -> None:
        database = self.database
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("PRAGMA synchronous = EXTRA")
            # What was changed is not to be found in the file any more.
            database.execute("PRAGMA secure_delete = ON")
            database.execute("PRAGMA temp_store = MEMORY")  # nor in another file, by `shuffle`
            ours, version = (
                self.one("PRAGMA application_id")[0],
                self.one("PRAGMA user_version")[0],
            )
            if not ours and not self.one("SELECT count(*) FROM sqlite_schema")[0]:
                database.executescript(
                    f"BEGIN IMMEDIATE; PRAGMA application_id = {_OURS};"
                    f"PRAGMA user_version = {_FORMAT}; {_TABLES} COMMIT;"
                )
                return
            whole = self.one("PRAGMA quick_check(1)")[0] == "ok"
            made = set(
                database.execute("SELECT type, name FROM sqlite_schema WHERE type <> 'index'")
            )
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                raise trouble("damaged", self.path) from error
            raise
        if not whole:
            raise trouble("damaged", self.path)
        # A trigger that somebody laid into it could write down who gave what.
        if ours != _OURS or version != _FORMAT or made != _MADE:
            raise DatabaseRefused(
                f"{self.path} is no file of a room that this version knows. Nothing was changed."
            )

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Look at what is kept; where it is something else than a room keeps, close the file.

        Raises:
            DatabaseRefused: it is: by chance, or by somebody's hand.
        """
        try:
            yield
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            self.close()
            raise trouble("damaged", self.path) from error

    @contextmanager
    def saving(self) -> Iterator[sqlite3.Connection]:
        """Save all or nothing; what was begun outside goes on."""
        with telling(self.path):
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield self.database
                self.database.execute("COMMIT")
            finally:
                if self.database.in_transaction:
                    self.database.execute("ROLLBACK")

    def shuffle(self) -> None:
        """Lay out all rows anew, each table by its keys.

        Until then rows lie in a page one after the other as they came, so that the file would tell
        which ballot came with which mark in the turnout. Without room for it, a later one does it.
        """
        with suppress(sqlite3.OperationalError):
            self.database.execute("VACUUM")

    def one(self, query: str, *values: Any) -> Any:
        """Return the first row that a query finds, None where there is none."""
        return self.database.execute(query, values).fetchone()


def _keep_private(path: Path) -> None:
    """Take from others what they may do with a file that was copied, or brought back."""
    mode = path.stat().st_mode
    if mode & _OTHERS:
        with suppress(OSError):  # it is somebody else's
            path.chmod(mode & ~_OTHERS)
