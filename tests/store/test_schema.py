"""A file with other tables than a workbook of its revision is refused, and nothing of it is run."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import String, create_engine

from tests.store.schemas import schema
from workbook import create_workbook, open_workbook
from workbook.errors import DatabaseRefused
from workbook.store import sqlite
from workbook.store.schema import REVISIONS, differences, file_of
from workbook.strategy.destination import Objective

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, i AS position, i AS version, i AS name, i AS activity, i AS currency FROM n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = create_workbook("Rise", tmp_path)
    book.store.close()
    return Path(book.source)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        for statement in statements:
            file.execute(statement)
        file.commit()


def rewrite(path: Path, name: str, before: str, after: str) -> None:
    """Change what the file says that something is, as no honest program could."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA writable_schema = ON")
        replaced = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?"
        assert file.execute(replaced, (before, after, name)).rowcount == 1
        file.commit()


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_file_of_a_revision_says_what_its_migrations_make(revision: str) -> None:
    assert file_of(revision).read_text(encoding="utf-8") == schema(revision)


ADDING = "CREATE TRIGGER t {} BEGIN {}; END"
STATEMENTS = {
    "the table “business” was replaced by a view": [
        "ALTER TABLE business RENAME TO old", f"CREATE VIEW business AS {ENDLESS}",
    ],
    "the trigger “t” was added": [
        ADDING.format("AFTER INSERT ON objective", "UPDATE objective SET name = 'x'")
    ],
    "the trigger “t” was added ": [
        ADDING.format("BEFORE INSERT ON change", "SELECT RAISE(IGNORE)")
    ],
    "the trigger “journal_no_update” is missing": ["DROP TRIGGER journal_no_update"],
    "the trigger “journal_no_update” was changed": [
        "DROP TRIGGER journal_no_update",
        "CREATE TRIGGER journal_no_update BEFORE UPDATE ON change BEGIN SELECT 1; END",
    ],
    "the table “invoice” was added": ["CREATE TABLE invoice (id)"],
    r"the table “a\x1b[31m” was added": ['CREATE TABLE "a\x1b[31m" (id)'],
    "the table “objective” was changed": ["ALTER TABLE objective ADD COLUMN more"],
    "the table “objective” was changed ": ["ALTER TABLE objective ADD COLUMN more AS (abs(name))"],
    "the table “words” was added": ["CREATE VIRTUAL TABLE words USING fts5(text)"],
    "the index “i” was added": ["CREATE INDEX i ON objective (name) WHERE length(name) > 1"],
    "the index “i” was added ": ["CREATE INDEX i ON objective (upper(name))"],
    "the index “ix_change_at” is missing": ["DROP INDEX ix_change_at"],
    "the table “t” was added": [
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)", "INSERT INTO t VALUES (7)",
    ],
    "the table “win” was changed": ["ALTER TABLE win RENAME COLUMN name TO words"],
    "the table “win” is missing": ["DROP TABLE win"],
}  # fmt: skip


@pytest.mark.parametrize(("said", "statements"), STATEMENTS.items(), ids=list(STATEMENTS))
def test_what_is_not_as_its_revision_is_named_and_not_touched(
    path: Path, said: str, statements: list[str]
) -> None:
    change(path, *statements)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused) as refused:
        open_workbook(path)
    assert said.strip() in str(refused.value)
    assert path.read_bytes() == before
    assert sqlite.glance(path) == sqlite.Glance()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("business", "name VARCHAR(200)", "name VARCHAR(20)"),
        ("business", "name VARCHAR(200) NOT NULL", "name VARCHAR(200)"),
        ("business", "name VARCHAR(200)", "name VARCHAR(200) DEFAULT (zeroblob(900000000))"),
        ("business", "name VARCHAR(200)", "name VARCHAR(200) CHECK (name LIKE '%a%')"),
        ("business", "name VARCHAR(200)", "name VARCHAR(200) COLLATE NOCASE"),
        ("business", "version INTEGER NOT NULL", 'version INTEGER "NOT" NULL'),
        ("business", "PRIMARY KEY (id)", "PRIMARY KEY (id) ON CONFLICT REPLACE"),
        ("change_removed", "verb = 'removed'", "verb = 'added'"),
        ("change_removed", "verb = 'removed'", "verb = 'Removed'"),
        ("reading", " DEFERRABLE INITIALLY DEFERRED", " ON DELETE CASCADE"),
    ],
)  # fmt: skip
def test_a_changed_type_default_or_condition_is_another_table(
    path: Path, name: str, before: str, after: str
) -> None:
    rewrite(path, name, before, after)
    with pytest.raises(DatabaseRefused, match=f"“{name}” was changed"):
        open_workbook(path)


@pytest.mark.parametrize("by", ["ANALYZE", "VACUUM", "REINDEX", "PRAGMA user_version = 7"])
def test_what_people_do_to_keep_a_file_quick_is_no_other_table(path: Path, by: str) -> None:
    change(path, by)
    assert open_workbook(path).add(Objective, name="Grow")
    assert sqlite.glance(path).business == "Rise"


def test_a_table_that_a_migration_altered_is_the_same_as_one_made_anew(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("win", recreate="always") as table:
            table.alter_column("name", type_=String(200))
    engine.dispose()
    with closing(sqlite3.connect(path)) as file:
        assert differences(file, REVISIONS[-1]) == ""


def test_a_file_of_no_known_revision_is_no_workbook(path: Path) -> None:
    change(path, "DELETE FROM alembic_version")
    with pytest.raises(DatabaseRefused, match="is not a workbook"):
        open_workbook(path)
    change(path, "INSERT INTO alembic_version VALUES ('0001'), ('0002')")
    with pytest.raises(DatabaseRefused, match="is not a workbook"):
        open_workbook(path)


def test_a_workbook_refuses_functions_in_its_tables(path: Path) -> None:
    book = open_workbook(path)
    with book.store._engine.connect() as connection:
        settings = ("trusted_schema", "cell_size_check")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings]
        assert found == [0, 1]
        raw = connection.connection.driver_connection
        assert raw is not None
        assert raw.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == 100_000_000


def test_a_trigger_that_is_added_under_an_open_page_is_noticed_before_the_next_save(
    path: Path,
) -> None:
    book = open_workbook(path)
    book.add(Objective, name="Grow")
    change(path, "CREATE TRIGGER t AFTER INSERT ON objective BEGIN DELETE FROM objective; END")
    with pytest.raises(DatabaseRefused, match="the trigger “t” was added"):
        book.add(Objective, name="Shrink")
    change(path, "DROP TRIGGER t", "VACUUM")
    book.add(Objective, name="Shrink")
    assert [each.name for each in book.plan.all(Objective)] == ["Grow", "Shrink"]
