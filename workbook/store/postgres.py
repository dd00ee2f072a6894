"""A workbook in a PostgreSQL database, which a team may share.

Each transaction sets what it depends on, and leaves nothing behind: a server, a role, a database
or what stands between may have settings of their own.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event, text

from workbook.errors import DatabaseRefused, WorkbookError
from workbook.store.address import Address

if TYPE_CHECKING:
    from workbook.store.patient import Patient

__all__ = ["Ticket", "engine_of", "ticket_of", "was_kept"]

_OLDEST = 13  # what the project PostgreSQL has stopped to mend is not trusted with a workbook

# Only the schema in which the workbook is made or found: a table of the same name in another one
# is none of ours, and a temporary one least of all.
_SETTINGS = {
    "search_path": "coalesce(quote_ident(current_schema()), '\"\"') || ', pg_temp'",
    # Else times come back in the server's zone, and a sign-off may fall on another day.
    "TimeZone": "'UTC'",
    # Else a setting of the database may round what is read.
    "extra_float_digits": "'1'",
    # So that a save that was told is there after a power cut, too.
    "synchronous_commit": "replace(current_setting('synchronous_commit'), 'off', 'on')",
    "lock_timeout": "'5s'",
    "statement_timeout": "'60s'",
    # Of a computer that fell asleep in the middle of a save: others wait for its lock.
    "idle_in_transaction_session_timeout": "'5min'",
}
_READING = "SELECT " + ", ".join(
    f"set_config('{name}', {value}, true)" for name, value in _SETTINGS.items()
)
# One writer at a time, as in a file: what it checked still holds when it writes, and the journal
# is numbered without gaps.
_WRITING = f"{_READING}, pg_current_xact_id()::text; SELECT pg_advisory_xact_lock(873251)"
_TICKET = "ticket"

Ticket: TypeAlias = str
"""What the server knows a save by."""


def engine_of(url: str) -> Engine:
    """Return what connects to the database at `url`; nothing is asked of it yet.

    Raises:
        WorkbookError: the URL cannot be read, or the driver is not installed.
    """
    address = Address.read(url)
    try:
        from workbook.store.patient import Patient
    except ImportError:
        raise WorkbookError(
            "PostgreSQL needs one more package: pip install 'strategy-workbook[postgres]'"
        ) from None
    engine = create_engine(
        "postgresql+psycopg://",  # SQLAlchemy is not told the password
        # One is kept, as connecting takes longer than a save; a page that looks up several things
        # at once gets more of them for that moment.
        pool_size=1,
        max_overflow=-1,
        pool_pre_ping=True,
        use_native_hstore=False,
    )
    event.listen(engine, "do_connect", partial(_connect, Patient, address))
    event.listen(engine, "begin", _begin)
    return engine


def _connect(
    driver: "type[Patient]", address: Address, _dialect: Any, _record: Any, _: Any, more: Any
) -> "Patient":
    from psycopg import ProgrammingError

    try:
        connection = driver.connect(**address.parameters, **more)
    except ProgrammingError as error:
        if error.sqlstate:  # the server's, and not the driver's about what it was given
            raise
        # What it says is not shown: it may hold a password.
        raise DatabaseRefused(
            f"The address {address.shown} has an option that the database cannot take. "
            "Check its port, and what stands after the question mark."
        ) from None
    try:
        _refuse_unfit(connection, address.shown)
    except DatabaseRefused:
        connection.close()
        raise
    return connection


def _refuse_unfit(connection: "Patient", shown: str) -> None:
    if connection.info.server_version < _OLDEST * 10_000:
        version = connection.info.parameter_status("server_version")
        raise DatabaseRefused(
            f"The server of {shown} runs PostgreSQL {version}. The workbook needs version "
            f"{_OLDEST} or a newer one: ask whoever runs the server to bring it up to date."
        )
    letters = connection.info.parameter_status("server_encoding")
    if letters != "UTF8":
        raise DatabaseRefused(
            f"The database {shown} keeps its texts as {letters}, which has no place for every "
            "sign. Nothing was changed: have one made that keeps them as UTF8, with: "
            "createdb --encoding=UTF8 --template=template0 NAME"
        )


def _begin(connection: Connection) -> None:
    """Begin a save once no other one is on its way; or a look at what stood at one moment."""
    from psycopg import IsolationLevel

    writes = connection.get_execution_options().get("writes", False)
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.isolation_level = None if writes else IsolationLevel.REPEATABLE_READ
    driver.read_only = None if writes else True  # None: as the server or the role has it
    if writes:
        *_, connection.info[_TICKET] = connection.exec_driver_sql(_WRITING).one()
    else:
        connection.exec_driver_sql(_READING)


def ticket_of(connection: Connection) -> Ticket:
    """Return the ticket of the save that has begun; an empty one of a save into a file."""
    return str(connection.info.get(_TICKET, ""))


def was_kept(writer: Engine, ticket: Ticket) -> bool:
    """Tell whether a save is in the database, of which the server did not say so in time.

    Raises:
        StorageFailed: the server cannot be asked, or is still at it.
    """
    asked = text("SELECT pg_xact_status(CAST(CAST(:ticket AS text) AS xid8))")
    with writer.connect() as connection:  # once no save is on its way, that one neither
        return bool(connection.scalar(asked, {"ticket": ticket}) == "committed")
