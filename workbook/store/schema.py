"""What a workbook's tables are, by revision: a file that has any others is somebody else's.

Of a file that comes from elsewhere nothing is run before its schema is known: a view in the place
of a table may never end, a trigger changes what is saved, a condition is asked at each look.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from workbook.wording import say_list, visible

__all__ = ["MIGRATIONS", "REVISIONS", "Made", "NotOurs", "differences", "file_of", "revision_of"]

MIGRATIONS = Path(__file__).parent / "migrations"
# Oldest first: the file of each begins with its number.
REVISIONS = tuple(sorted(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py")))

_VERSION = "alembic_version"
# What `ANALYZE` leaves in a file changes nothing but SQLite's choice of an index.
_STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
_SHOWN = 3
_LONGEST_NAME = 60


class NotOurs(Exception):
    """The file has no schema of a workbook at all."""


class Made(NamedTuple):
    """One thing that a schema is made of, as SQLite lists it; the SQL without its spaces."""

    kind: str
    name: str
    table: str
    sql: str


def file_of(revision: str) -> Path:
    """Return the file that says in SQL what a revision's tables are."""
    return MIGRATIONS / "schemas" / f"{revision}.sql"


def revision_of(database: sqlite3.Connection) -> str:
    """Return the revision that a file says it has, which may be a later one than is known here.

    Raises:
        NotOurs: it says none.
    """
    told = {made for made in _found(database) if made.table == _VERSION}
    if told != {made for made in _expected(REVISIONS[-1]) if made.table == _VERSION}:
        raise NotOurs
    rows = database.execute(f"SELECT version_num FROM {_VERSION} LIMIT 2").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][0], str):
        raise NotOurs
    return str(rows[0][0])


def differences(database: sqlite3.Connection, revision: str) -> str:
    """Return in words how a file's schema differs from that of its revision; else nothing."""
    expected = _expected(revision)
    found = _found(database, most=len(expected) + _SHOWN + 1)
    if len(found) == len(expected) and set(found) == expected:
        return ""
    named = list(dict.fromkeys(_told(found, expected))) or ["something stands in it twice"]
    rest = ["more besides"] if len(named) > _SHOWN else []
    return say_list(named[:_SHOWN] + rest)


def _told(found: list[Made], expected: frozenset[Made]) -> Iterator[str]:
    ours = {made.name: made for made in expected}
    for made in found:
        here, kind = ours.get(made.name), visible(made.kind[:_LONGEST_NAME])
        if here is None:
            yield f"the {kind} “{visible(made.name[:_LONGEST_NAME])}” was added"
        elif here.kind != made.kind:
            yield f"the {here.kind} “{made.name}” was replaced by a {kind}"
        elif here != made:
            yield f"the {kind} “{made.name}” was changed"
    there = {made.name for made in found}
    missing = sorted(made for made in expected if made.name not in there)
    yield from (f"the {made.kind} “{made.name}” is missing" for made in missing)


@cache
def _expected(revision: str) -> frozenset[Made]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(file_of(revision).read_text(encoding="utf-8"))
        return frozenset(_found(database))


def _found(database: sqlite3.Connection, most: int = 1000) -> list[Made]:
    rows = database.execute(
        "SELECT type, name, tbl_name, substr(sql, 1, 20000) FROM sqlite_master "
        f"WHERE name NOT IN ({', '.join(map(repr, _STATISTICS))}) OR type <> 'table' LIMIT {most}"
    )
    made = (Made(*(str(each or "") for each in row)) for row in rows)
    return [each._replace(sql=_plain(each.sql)) for each in made if not _is_statistic(each)]


def _is_statistic(made: Made) -> bool:
    return made.kind == "table" and _STATISTICS.get(made.name) == made.sql


_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+|\s+|.""", re.DOTALL)
_QUOTED_NAME = re.compile(r'"[a-z_][a-z0-9_]*"')


@lru_cache(500)
def _plain(sql: str) -> str:
    """Return SQL with its words apart by one space, and small names without quotes.

    What an altered table leaves is spaced and quoted otherwise than what a new one is made by.
    """
    tokens = (token for token in _TOKEN.findall(sql) if not token.isspace())
    return " ".join(t.strip('"') if _QUOTED_NAME.fullmatch(t) else t for t in tokens)
