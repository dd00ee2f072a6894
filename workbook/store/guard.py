"""What a SQLite file may not do, whoever made it: run code, take memory without end, take for ever.

Three walls, one behind the other: settings and limits of each connection; the schema, which has to
be that of its revision (`workbook.store.schema`); sizes that no workbook has.
"""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from workbook.errors import DatabaseRefused
from workbook.store.schema import REVISIONS, NotOurs, differences, revision_of
from workbook.store.strangers import header
from workbook.store.turns import READING, patiently

__all__ = ["is_ours", "limit", "looking", "refuse_foreign", "refuse_giant"]

_SETTINGS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000_000,  # bytes of one text, or of one row
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,  # VACUUM needs one
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 5,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
}
_QUICK = 20_000_000  # bytes of a file that is too small to hold too much
_LONG = {"change": "number", "reading": "rowid"}  # what may be long, and what numbers its rows
_ROWS, _LONG_ROWS = 50_000, 5_000_000
_BYTES = 200_000_000  # of all that a plan reads at once
_STEPS = 20_000  # of SQLite's machine, between two looks at the clock


def limit(database: sqlite3.Connection) -> None:
    """Limit what a connection may take, before anything is asked of it."""
    for category, most in _LIMITS.items():
        database.setlimit(category, most)
    for setting in _SETTINGS:
        database.execute(setting)
    if sys.version_info >= (3, 12):
        database.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


@contextmanager
def looking(path: Path, seconds: float = 60, busy: float = 5) -> Iterator[sqlite3.Connection]:
    """Look into a file without changing it or leaving one beside it, for so many seconds at most.

    Raises:
        OSError, sqlite3.Error: it cannot be read, or it took longer.
    """
    # A file that is kept with a log would be given one by being looked at.
    kept = header(path)
    frozen = "&immutable=1" if kept and kept.logs else ""
    address = f"{path.resolve().as_uri()}?mode=ro{frozen}"
    with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as database:
        ends = time.monotonic() + seconds
        database.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
        limit(database)
        database.execute("BEGIN")
        patiently(lambda: database.execute("PRAGMA user_version"), READING, busy)
        yield database


def is_ours(database: sqlite3.Connection) -> bool:
    """Tell whether a file has the tables of a workbook, of any revision that is known here."""
    try:
        revision = revision_of(database)
    except NotOurs:
        return False
    return revision in REVISIONS and not differences(database, revision)


def refuse_giant(database: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that holds more than would fit into memory; its tables are those of a workbook.

    Raises:
        DatabaseRefused: the sentence says of what there is too much.
        sqlite3.OperationalError: it could not even be counted in time.
    """
    if path.stat().st_size <= _QUICK:
        return
    left = _BYTES
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if number := _LONG.get(table):
            first, last = (f"(SELECT {end}({number}) FROM {table})" for end in ("min", "max"))
            ends = f"SELECT {last} - {first}"  # each by itself is found at once
            rows, most = database.execute(ends).fetchone()[0] or 0, _LONG_ROWS
        else:
            rows, size = database.execute(f"SELECT count(*), {_size(database, table)}").fetchone()
            most, left = _ROWS, left - (size or 0)
        if rows > most or left < 0:
            found = f"{rows:,} rows" if rows > most else f"more than {_BYTES / 1e6:.0f} MB"
            raise DatabaseRefused(
                f"{path} holds {found} in its table “{table}”, far more than a workbook can. It "
                "was not changed: bring back an older copy of it."
            )


def _size(database: sqlite3.Connection, table: str) -> str:
    columns = database.execute(f"PRAGMA table_info('{table}')").fetchall()
    read = (name for _, name, kind, *_ in columns if kind != "BLOB")  # a pack is read alone
    sizes = " + ".join(f'ifnull(length(CAST("{name}" AS BLOB)), 0)' for name in read)
    return f"sum({sizes}) FROM {table}"


def refuse_foreign(database: sqlite3.Connection, name: str) -> None:
    """Refuse a file that has other tables than a workbook of its revision.

    Raises:
        DatabaseRefused: the sentence says what it has, or that a newer version made it.
    """
    try:
        revision = revision_of(database)
    except NotOurs:
        raise DatabaseRefused(f"{name} is not a workbook. It was not changed.") from None
    if revision not in REVISIONS:
        raise DatabaseRefused(
            "This workbook was written by a newer version of the program. "
            "It was not changed: update the program to open it."
        )
    if found := differences(database, revision):
        raise DatabaseRefused(
            f"{name} is not as this program makes a workbook: {found}. It was not changed "
            "and not used. If it is somebody else's, ask for an export of it; if it is yours, "
            f"bring back an earlier copy: workbook restore {name} – or save what can be saved: "
            f"workbook check {name} --mend"
        )
