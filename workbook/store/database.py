"""Opening a workbook's database: SQLite in one file by default, PostgreSQL by URL."""

from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, ExceptionContext, event, inspect, text

from workbook.errors import DatabaseRefused
from workbook.store import copies, postgres, shape, sqlite
from workbook.store.address import is_url, safe_name
from workbook.store.schema import MIGRATIONS, REVISIONS
from workbook.troubles import telling, told

__all__ = ["REVISIONS", "connect", "migrate"]


def connect(source: str, *, create: bool = False) -> Engine:
    """Open the database of a workbook, brought up to this program's tables.

    A SQLite file that has to be brought up is kept as a copy first.

    Raises:
        NotFound: there is no such file, and `create` is not set.
        DatabaseRefused: damaged, not a workbook, or from a newer version; it is left untouched.
        StorageFailed: the disk, the file or the server could not do it, now or in whatever is
            done with the engine later.
    """
    with telling(safe_name(source)):
        engine = (
            postgres.engine_of(source)
            if is_url(source)
            else sqlite.engine_of(Path(source), create=create)
        )
    engine.update_execution_options(place=safe_name(source))
    event.listen(engine, "handle_error", partial(_tell, safe_name(source)))
    with engine.connect() as connection:
        found = _revision(connection)
        if found and is_url(source):
            _refuse_odd(connection, safe_name(source), newest=found == REVISIONS[-1])
    if found is None and not create:
        name = safe_name(source)
        raise DatabaseRefused(
            f"{name} is not a workbook. It was not changed. If it was one, look what can be saved: "
            f"workbook check {name}"
        )
    if found != REVISIONS[-1]:
        _bring_up(engine)
    return engine


def _tell(place: str, context: ExceptionContext) -> None:
    """Raise what the database says, to whoever asked it for anything, as what happened to it."""
    if not context.is_pre_ping and (known := told(context.original_exception, place)):
        raise known from context.original_exception


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


def _refuse_odd(connection: Connection, place: str, *, newest: bool) -> None:
    if said := shape.differences(connection, newest=newest):
        raise DatabaseRefused(
            f"{place} is not as this program makes a workbook: {said}. It was not changed and not "
            "used: ask whoever runs it to put that right, or to bring back a copy."
        )


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the migrations that lead to a revision, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _bring_up(engine: Engine) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        found = _revision(connection)  # asked again: somebody else may have done it meanwhile
        if found == REVISIONS[-1]:
            return
        if found:
            copies.keep_before(connection, copies.BEFORE_UPDATE)
        migrate(connection)
