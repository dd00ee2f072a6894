"""A database is opened, brought up to date, or refused untouched."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlmodel import SQLModel

import workbook.store
from workbook import Workbook, WorkbookError, create_workbook, open_workbook
from workbook.errors import DatabaseRefused, NotFound, StorageFailed
from workbook.store import database
from workbook.strategy.start import Business

MIGRATIONS = Path(workbook.store.__file__).parent / "migrations"


def test_the_tables_are_what_the_entities_say(book: Workbook) -> None:
    with book.store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, SQLModel.metadata)
        links = {
            (table, link["constrained_columns"][0], link["referred_table"])
            for table in inspect(connection).get_table_names()
            for link in inspect(connection).get_foreign_keys(table)
        }
    # SQLite does not tell whether a reference that was added later is deferred.
    assert [change for change in found if change[0] not in ("add_fk", "remove_fk")] == []
    assert links == {
        (table.name, link.parent.name, link.column.table.name)
        for table in SQLModel.metadata.tables.values()
        for link in table.foreign_keys
    }


def test_the_program_knows_every_migration_there_is() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    newest_first = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(newest_first)) == database.REVISIONS


def test_a_file_is_kept_with_full_durability(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path)
    with book.store._engine.connect() as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert found == ["delete", 1, 3]


def test_a_new_workbook_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    create_workbook("Rise", tmp_path)
    with pytest.raises(WorkbookError, match="is there already"):
        create_workbook("Rise", tmp_path)


def test_a_path_may_hold_any_sign(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path / "100% = what? #1.workbook")
    assert [path.name for path in tmp_path.glob("*.workbook")] == ["100% = what? #1.workbook"]
    assert open_workbook(book.source).plan.only(Business) is not None


def test_a_second_workbook_does_not_enter_a_used_database(postgres: str) -> None:
    create_workbook("Rise", postgres)
    with pytest.raises(WorkbookError, match="holds a workbook already"):
        create_workbook("Other", postgres)
    assert open_workbook(postgres).plan.only(Business).name == "Rise"  # type: ignore[union-attr]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no workbook at .*nowhere"):
        open_workbook(tmp_path / "nowhere.workbook")
    with pytest.raises(NotFound, match="is a folder"):
        open_workbook(tmp_path)
    assert list(tmp_path.iterdir()) == []


def _rubbish(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 400)


def _torn(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE invoice (id)")
    other.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()


@pytest.mark.parametrize("quick", [50_000_000, 0])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_rubbish, "is damaged or is not a workbook"),
        (_torn, "is damaged or is not a workbook"),
        (_foreign, "is not a workbook"),
        (_newer, "newer version of the program"),
    ],
)
def test_what_is_not_a_sound_workbook_of_ours_is_refused_untouched(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
    said: str,
    quick: int,
) -> None:
    monkeypatch.setattr("workbook.store.sqlite._QUICK", quick)
    book = create_workbook("Rise", tmp_path)
    book.store.close()
    path = Path(book.source)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=said):
        open_workbook(path)
    assert path.read_bytes() == before


def test_a_database_that_does_not_answer_is_said_without_its_password() -> None:
    with pytest.raises(StorageFailed, match="does not answer") as caught:
        open_workbook("postgresql://ana:secret@127.0.0.1:9/none")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://127.0.0.1:9/none?user=ana&password=secret",
        "postgresql://ana:top@secret@127.0.0.1:9/none",
        "postgresql://ana:secret@127.0.0.1:9/none?connect_timeout=soon",
    ],
)
def test_no_password_is_shown_however_it_was_written(address: str) -> None:
    with pytest.raises(WorkbookError) as caught:
        open_workbook(address)
    assert "secret" not in str(caught.value)


def test_a_server_in_another_time_zone_gives_the_times_in_utc(postgres: str) -> None:
    engine = create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'")
        connection.commit()
    engine.dispose()
    book = create_workbook("Rise", postgres)
    assert book.plan.changes[-1].at.utcoffset() == timedelta(0)
    book.store.close()
