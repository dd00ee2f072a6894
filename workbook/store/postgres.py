"""A workbook in a PostgreSQL database, which a team may share."""

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from workbook.errors import WorkbookError

__all__ = ["engine_of"]


def engine_of(url: str) -> Engine:
    """Return what connects to the database at `url`; nothing is asked of it yet.

    Raises:
        WorkbookError: the URL cannot be read, or the driver is not installed.
    """
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
