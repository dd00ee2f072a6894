"""Opening a workbook's database: SQLite in one file by default, PostgreSQL by URL."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from workbook.errors import DatabaseRefused, NotFound, WorkbookError

__all__ = [
    "REVISIONS",
    "SUFFIX",
    "Glance",
    "absolute",
    "connect",
    "glance",
    "is_url",
    "safe_name",
    "stem",
]

SUFFIX = ".workbook"
_MIGRATIONS = Path(__file__).parent / "migrations"
# Oldest first: the file of each begins with its number.
REVISIONS = tuple(sorted(path.name[:4] for path in _MIGRATIONS.glob("versions/[0-9]*.py")))

_QUICK = 50_000_000  # bytes that are checked whole in a moment
_LONG = {"reading", "change"}

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA synchronous = FULL",
)


def is_url(source: str) -> bool:
    """Tell whether a workbook is named by database URL rather than by path."""
    return "://" in source


def absolute(source: str) -> str:
    """Return a workbook's whole path; a database URL as it is.

    The kernels of notebooks work in another folder than the person who named the file.
    """
    return source if is_url(source) else str(Path(source).expanduser().resolve())


def stem(source: str) -> str:
    """Return a workbook's name without folder and ending, for the files that are made of it.

    >>> stem("/home/ana/Rise No. 2.workbook"), stem("postgresql://me:se@cret@server/client")
    ('Rise No. 2', 'client')
    """
    return Path((make_url(source).database or "workbook") if is_url(source) else source).stem


def safe_name(source: str) -> str:
    """Return the name of a workbook without a password in it.

    >>> safe_name("postgresql://me:se@cret@server/client?sslpassword=secret")
    'postgresql://me:***@server/client?sslpassword=***'
    """
    if not is_url(source):
        return source
    # Up to the last @: a password in which it was not written as %40 must not show its end.
    hidden = re.sub(r"(://[^:/?@]*):.*@", r"\1:***@", source)
    return re.sub(r"(?i)([?&][^=&]*password=)[^&]*", r"\1***", hidden)


class Glance(NamedTuple):
    """What a look at a workbook file tells; both are empty where it cannot be read."""

    business: str = ""
    saved_at: str = ""


def glance(path: Path) -> Glance:
    """Look up the business in a workbook file, and when it was last saved, in ISO's order.

    Nothing is opened for writing, and no file is left beside it.
    """
    # A file that nobody has open is complete; SQLite would make its side files only to look.
    mode = "mode=ro" if Path(f"{path}-wal").exists() else "immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as database:
            names = database.execute("SELECT name FROM business").fetchone() or [""]
            [saved_at] = database.execute("SELECT max(at) FROM change").fetchone()
    except sqlite3.Error:
        return Glance()
    return Glance(names[0], saved_at or "")


def connect(source: str, *, create: bool = False) -> Engine:
    """Open the database of a workbook, brought up to this program's tables.

    A SQLite file that has to be brought up is copied beside itself first.

    Raises:
        NotFound: there is no such file, and `create` is not set.
        DatabaseRefused: damaged, not a workbook, or from a newer version; it is left untouched.
    """
    engine = _server(source) if is_url(source) else _file(Path(source), create)
    try:
        with engine.connect() as connection:
            found = _revision(connection)
    except OperationalError as error:
        if not is_url(source):
            raise DatabaseRefused(
                f"{source} cannot be opened: {error.orig}. "
                "Choose a folder where you may save, or ask for the right to."
            ) from error
        raise DatabaseRefused(
            f"The database {safe_name(source)} does not answer. "
            "Check that it runs and that the address, user and password are right."
        ) from error
    except ProgrammingError as error:  # the driver's, for an option that it does not know
        raise DatabaseRefused(
            f"The address {safe_name(source)} has an option that the database cannot take. "
            "Check what stands after the question mark."
        ) from error
    if found != REVISIONS[-1]:
        if found is None and not create:
            raise DatabaseRefused(f"{safe_name(source)} is not a workbook. It was not changed.")
        _bring_up(engine, source, found)
    return engine


def _file(path: Path, create: bool) -> Engine:
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


def _server(url: str) -> Engine:
    if not url.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        raise WorkbookError("A database URL has to begin with postgresql://")
    address = "postgresql+psycopg://" + url.split("://", 1)[1]
    try:
        engine = create_engine(address, poolclass=NullPool, pool_pre_ping=True)
    except (ArgumentError, ValueError):  # not shown: it may hold a password
        raise WorkbookError(
            "That database URL cannot be read. Write it as postgresql://USER@HOST/NAME, "
            "and a sign such as @ or : in a password as %40 or %3A."
        ) from None
    except ImportError:
        raise WorkbookError(
            "PostgreSQL needs one more package: pip install 'strategy-workbook[postgres]'"
        ) from None
    event.listen(engine, "connect", _speak_utc)
    return engine


def _speak_utc(connection: Any, _record: object) -> None:
    # Else times come back in the server's zone, and a sign-off may fall on another day.
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _set_up(connection: Any, _record: object) -> None:
    for setting in _SETTINGS:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    # A writer takes its lock before it reads, so that what it checked still holds when it writes.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _refuse_damaged(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            answers = {database.execute(check).fetchone()[0] for check in _checks(path, database)}
    except sqlite3.OperationalError as error:
        raise DatabaseRefused(f"{path} cannot be opened: {error}. Nothing was changed.") from error
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


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in REVISIONS:
        raise DatabaseRefused(
            "This workbook was written by a newer version of the program. "
            "It was not changed: update the program to open it."
        )
    return found


def _bring_up(engine: Engine, source: str, found: str | None) -> None:
    from alembic import command
    from alembic.config import Config

    if found and not is_url(source):
        _back_up(Path(source), found)
    with engine.execution_options(writes=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def _back_up(path: Path, found: str) -> None:
    copy = path.with_name(f"{path.name}.before-update-from-{found}")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
