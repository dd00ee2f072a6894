"""What the system, SQLite and PostgreSQL can say is told as what happened and what to do."""

import errno
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from psycopg import errors as server
from sqlalchemy import create_engine, text

from tests.troubled import as_somebody, fill, open_folder, small_disk
from workbook.errors import DatabaseRefused, NotFound, StorageFailed, WorkbookError
from workbook.troubles import Kind, telling, told, trouble

AT = "postgresql://ana:***@server/rise"


def test_every_kind_of_trouble_has_a_sentence_that_ends_with_what_to_do() -> None:
    for kind in get_args(Kind):
        said = str(trouble(kind, "rise.workbook", "odd."))
        assert said.endswith(".")
        assert said.count(".") >= 2 or ": " in said
        assert "{" not in said


@pytest.mark.parametrize(
    "number, said",
    [
        (errno.ENOSPC, "is full"),
        (errno.EDQUOT, "is full"),
        (errno.EFBIG, "may not grow"),
        (errno.EROFS, "only be read"),
        (errno.EACCES, "by you"),
        (errno.EIO, "reports an error"),
        (errno.ENOENT, "is not there"),
        (errno.ENAMETOOLONG, "shorter"),
        (errno.ELOOP, "link"),
        (errno.EMFILE, "Too much is open"),
        (errno.ECONNRESET, "could not be read or written: odd. Nothing"),
    ],
)
def test_what_the_system_says_is_told(number: int, said: str) -> None:
    with (
        pytest.raises(StorageFailed, match=said) as caught,
        telling("list.csv"),
    ):
        raise OSError(number, "odd")
    assert "list.csv" in str(caught.value)
    assert isinstance(caught.value.__cause__, OSError)


@pytest.mark.parametrize(
    "error, kind, said",
    [
        (server.DiskFull(), StorageFailed, "disk of the server"),
        (server.ReadOnlySqlTransaction(), StorageFailed, "copy of another one"),
        (server.InsufficientPrivilege(), StorageFailed, "has no right"),
        (server.LockNotAvailable(), StorageFailed, "Somebody else"),
        (server.SerializationFailure(), StorageFailed, "Somebody else"),
        (server.TooManyConnections(), StorageFailed, "no more connections"),
        (server.OutOfMemory(), StorageFailed, "too little memory"),
        (server.CannotConnectNow(), StorageFailed, "starting or stopping"),
        (server.QueryCanceled(), StorageFailed, "took too long"),
        (server.DeadlockDetected(), StorageFailed, "Somebody else"),
        (server.IdleInTransactionSessionTimeout(), StorageFailed, "stood still"),
        (server.ConnectionTimeout(), StorageFailed, "does not answer"),
        (server.InternalError_("odd"), StorageFailed, "odd"),
        (server.DuplicateTable(), DatabaseRefused, "something else"),
        (server.InvalidSchemaName(), DatabaseRefused, "no schema"),
        (server.AdminShutdown(), StorageFailed, "does not answer"),
        (server.ConnectionFailure(), StorageFailed, "does not answer"),
        (server.OperationalError("no route to host"), StorageFailed, "does not answer"),
        (server.InvalidPassword(), DatabaseRefused, "does not let you in"),
        (server.InvalidCatalogName(), DatabaseRefused, "no database at"),
        (server.UntranslatableCharacter(), DatabaseRefused, "UTF-8"),
        (server.UndefinedTable(), DatabaseRefused, "damaged"),
        (server.DataCorrupted(), DatabaseRefused, "damaged"),
    ],
)
def test_what_a_server_says_is_told(error: Exception, kind: type[WorkbookError], said: str) -> None:
    found = told(error, AT)
    assert type(found) is kind
    assert said in str(found)


def test_what_is_no_trouble_of_theirs_goes_its_own_way() -> None:
    assert told(ZeroDivisionError(), AT) is None
    assert told(BrokenPipeError(), AT) is None
    assert told(server.UniqueViolation(), AT) is None
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE a (b UNIQUE)")
        database.execute("INSERT INTO a VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError), telling("a"):
            database.execute("INSERT INTO a VALUES (1)")
        with pytest.raises(sqlite3.OperationalError, match="syntax"), telling("a"):
            database.execute("SELEKT")
    with pytest.raises(NotFound, match="ours"), telling("a"):
        raise NotFound("ours")


def saved(path: Path) -> str:
    """Write to a database, and return what is said of it."""
    try:
        with telling(path), create_engine(f"sqlite:///{path}").begin() as connection:
            connection.execute(text("PRAGMA busy_timeout = 0"))
            connection.execute(text("INSERT INTO note VALUES (zeroblob(200000))"))
    except WorkbookError as error:
        return f"{type(error).__name__}: {error}"
    return "saved"


def database(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE note (words)")
        made.commit()
    path.chmod(0o666)
    return path


def test_a_database_on_a_full_disk_says_so() -> None:
    with small_disk() as disk:
        path = database(disk / "rise.workbook")
        fill(disk, left=40)
        assert saved(path).startswith(f"StorageFailed: The disk with {path} is full.")


def test_a_database_that_may_only_be_read_says_so() -> None:
    with open_folder() as folder:
        path = database(folder / "rise.workbook")
        path.chmod(0o444)
        assert f"{path} may only be read" in as_somebody(partial(saved, path))


def test_a_database_in_a_folder_that_may_only_be_read_says_so() -> None:
    with open_folder() as folder:
        path = database(folder / "rise.workbook")
        folder.chmod(0o555)
        assert f"The folder of {path} may only be read" in as_somebody(partial(saved, path))
        folder.chmod(0o777)


def test_a_database_that_somebody_writes_in_says_so(tmp_path: Path) -> None:
    path = database(tmp_path / "rise.workbook")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "Somebody else is saving" in saved(path)


def test_a_database_in_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    assert "is not there" in saved(tmp_path / "gone" / "rise.workbook")


def test_what_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rise.workbook"
    path.write_bytes(b"Dear Sirs, " * 1000)
    assert saved(path).startswith(f"DatabaseRefused: {path} is damaged")
    empty = tmp_path / "empty.workbook"
    assert saved(empty).startswith(f"DatabaseRefused: {empty} is damaged")


def test_a_text_that_is_none_says_so(tmp_path: Path) -> None:
    path = database(tmp_path / "rise.workbook")
    with closing(sqlite3.connect(path)) as made:
        made.execute("INSERT INTO note VALUES (CAST(x'C328' AS TEXT))")
        made.commit()
    engine = create_engine(f"sqlite:///{path}")
    with (
        pytest.raises(DatabaseRefused, match="damaged"),
        telling(path),
        engine.connect() as connection,
    ):
        connection.execute(text("SELECT words FROM note")).all()
