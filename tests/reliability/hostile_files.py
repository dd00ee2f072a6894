"""Files from somebody else: workbooks, exports, layouts and tables that were made to do harm."""

import json
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.intake.tables.test_limits import BOMBS
from tests.reliability.tally import Tally
from workbook import create_workbook, open_workbook
from workbook.errors import WorkbookError
from workbook.intake.layouts.remembered import read_layout
from workbook.intake.tables.table import look
from workbook.resources import templates
from workbook.store import exchange, sqlite
from workbook.store.sqlite import Glance

PROMISE = "A file from elsewhere is refused in a sentence, within seconds, and stays as it is."
SECONDS, MEGABYTES = 5, 500
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"

ADDED = (
    "ALTER TABLE {table} RENAME TO other; CREATE VIEW {table} AS " + ENDLESS,
    "CREATE VIEW more AS " + ENDLESS,
    "CREATE TRIGGER more AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE TRIGGER more BEFORE UPDATE ON {table} BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER more AFTER INSERT ON change BEGIN UPDATE {table} SET position = 0; END",
    "CREATE TABLE more (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO more VALUES (1)",
    "ALTER TABLE {table} ADD COLUMN more",
    "ALTER TABLE {table} ADD COLUMN more AS (hex(zeroblob(400000000)))",
    "ALTER TABLE {table} ADD COLUMN more CHECK (length(hex(zeroblob(400000000))) > more)",
    "CREATE INDEX more ON {table} (hex(zeroblob(1000)))",
    "CREATE INDEX more ON {table} (rowid) WHERE random() > 0",
    "CREATE VIRTUAL TABLE more USING fts5(words)",
    "DROP TABLE {table}",
    "DROP TRIGGER journal_no_delete",
    "DROP INDEX ix_change_at",
    "DELETE FROM alembic_version",
    "INSERT INTO alembic_version VALUES ('0002')",
    "UPDATE alembic_version SET version_num = zeroblob(9000000)",
)
REWRITTEN = (
    (" NOT NULL", ""), ("VARCHAR(36)", "VARCHAR(37)"), ("INTEGER", "TEXT"),
    ("id VARCHAR", "ID VARCHAR"),
    ("PRIMARY KEY (id)", "PRIMARY KEY (id) ON CONFLICT REPLACE"),
    (" NOT NULL", " NOT NULL CHECK (randomblob(900000000) <> 1)"),
    (" NOT NULL", " NOT NULL DEFAULT (randomblob(900000000))"),
    (" NOT NULL", " NOT NULL COLLATE NOCASE"), ("VARCHAR(36)", "VARCHAR(36) /* ours */"),
)  # fmt: skip
SPOILT_JSON: tuple[Callable[[str], str], ...] = (
    lambda text: "[" * 200_000,
    lambda text: '[{"id":' * 20_000,
    lambda text: text.replace("{", '{"id": "twice", "id": "again", ', 1),
    lambda text: text.replace('"position": 0', '"position": 1e999', 1),
    lambda text: text.replace('"position": 0', '"position": NaN', 1),
    lambda text: text.replace('"position": 0', '"position": ' + "9" * 9000, 1),
    lambda text: text.replace('"position": 0', '"position": 99999999999999999999', 1),
    lambda text: text.replace('"name": "', '"name": "' + "x" * 20_000_000, 1),
    lambda text: text.replace('"name": "', '"name": "\\ud800', 1),
    lambda text: text[: len(text) // 2],
    lambda text: "null",
    lambda text: '{"a": 1}',
    lambda text: text.replace('"id"', '"__class__"', 1),
)


def run(effort: float) -> Tally:
    """Open them, look at them as neighbours, and import them."""
    chosen, failures, tried = random.Random(43), list[str](), dict[str, int]()
    with TemporaryDirectory() as scratch:
        for kind, cases in (
            ("workbooks", _workbooks(Path(scratch) / "workbooks", chosen, round(300 * effort))),
            ("exports and layouts", _exports(Path(scratch) / "exports", chosen, effort)),
            ("tables", _tables(Path(scratch) / "tables", effort)),
        ):
            found = list(cases)
            failures += [f"{kind}: {each}" for each in found if each]
            tried[kind] = len(found)
    peak = _peak()
    if peak > MEGABYTES:
        failures.append(f"{peak:.0f} MB of memory were taken")
    facts = {kind: f"{count:,}" for kind, count in tried.items()}
    facts["most memory"] = f"{peak:.0f} MB" if peak else "not measured here"
    return Tally(sum(tried.values()), "hostile files", PROMISE, failures, facts)


def _workbooks(folder: Path, chosen: random.Random, count: int) -> Iterator[str]:
    folder.mkdir()
    book = create_workbook("Rise", folder / "sound.workbook")
    book.store.close()
    with closing(sqlite3.connect(book.source)) as file:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%id VARCHAR%'"
        tables = sorted(name for (name,) in file.execute(asked))
    path = folder / "foreign.workbook"
    for turn in range(count):
        shutil.copyfile(book.source, path)
        what = _changed(path, chosen, tables, turn)
        before = path.read_bytes()
        yield _refused(what, partial(open_workbook, path))
        began = time.monotonic()
        if sqlite.glance(path) != Glance() or time.monotonic() - began > 1:
            yield f"{what}: as a neighbour it is trusted, or waited for"
        if path.read_bytes() != before or len(list(folder.iterdir())) != 2:
            yield f"{what}: something was changed"


def _changed(path: Path, chosen: random.Random, tables: list[str], turn: int) -> str:
    """Change a workbook's tables in one way; return in words how."""
    with closing(sqlite3.connect(path)) as file:
        while True:
            table = chosen.choice(tables)
            if turn % 3:
                what = chosen.choice(ADDED).format(table=table)
                with suppress(sqlite3.Error):  # not every table can be changed in every way
                    file.executescript(what)
                    return what
            else:
                before, after = chosen.choice(REWRITTEN)
                file.execute("PRAGMA writable_schema = ON")
                [sql] = file.execute(
                    "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
                ).fetchone()
                places = [n for n in range(len(sql)) if sql.startswith(before, n)]
                if places:
                    place = chosen.choice(places)
                    new = sql[:place] + after + sql[place + len(before) :]
                    file.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (new, table))
                    file.commit()
                    return f"{table}: {after} for {before}"


def _exports(folder: Path, chosen: random.Random, effort: float) -> Iterator[str]:
    folder.mkdir()
    sound = templates() / "example"
    names = sorted(path.name for path in sound.glob("*.json"))
    for turn, spoil in enumerate(SPOILT_JSON * max(1, round(3 * effort))):
        export = folder / f"export-{turn}"
        shutil.copytree(sound, export)
        name = "business.json" if turn < len(SPOILT_JSON) else chosen.choice(names)
        text = (export / name).read_text(encoding="utf-8")
        (export / name).write_text(spoil(text), encoding="utf-8")
        if spoil(text) != text:
            yield _refused(f"{name}, way {turn}", partial(exchange.read, export, edited=True))
        layout = folder / f"layout-{turn}.json"
        layout.write_text(spoil(json.dumps({"position": 0, "name": ""})), encoding="utf-8")
        yield _refused(f"layout, way {turn}", partial(read_layout, layout))
        shutil.rmtree(export)
    giant = folder / "giant"
    shutil.copytree(sound, giant)
    with (giant / "reading.json").open("wb") as file:
        file.truncate(500_000_000)
    yield _refused("an export of 500 MB", partial(exchange.read, giant, edited=True))
    if sys.platform != "win32":
        (giant / "reading.json").unlink()
        os.mkfifo(giant / "reading.json")
        yield _refused("a pipe in an export", partial(exchange.read, giant, edited=True))


def _tables(folder: Path, effort: float) -> Iterator[str]:
    folder.mkdir()
    for name, (make, _) in list(BOMBS.items())[: None if effort >= 1 else 2]:
        path = folder / name
        path.write_bytes(make())
        yield _refused(name, partial(look, path))
        path.unlink()


def _refused(what: str, use: Callable[[], object]) -> str:
    """Use a file, and return what is wrong with the answer; nothing if it is a sentence in time."""
    began = time.monotonic()
    try:
        use()
    except WorkbookError as error:
        took = time.monotonic() - began
        said = str(error)
        if took > SECONDS:
            return f"{what}: it took {took:.0f} s"
        return "" if len(said) < 1000 else f"{what}: a sentence of {len(said):,} signs"
    except Exception as error:
        return f"{what}: {type(error).__name__}: {str(error)[:200]}"
    return f"{what}: it was taken"


def _peak() -> float:
    """Return the most memory that this process had, in MB; 0 where that is not known."""
    if sys.platform != "linux":
        return 0.0
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.split("VmHWM:")[1].split()[0]) / 1024
