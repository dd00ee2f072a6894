"""Workbooks damaged on purpose: bytes, pages, values, rows and tables, in hundreds of ways."""

import contextlib
import io
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import Tally
from tests.signed import sign_off
from workbook import Quarter, open_workbook
from workbook.cli import main
from workbook.cli.example import make_example
from workbook.errors import DatabaseRefused, WorkbookError
from workbook.insight.findings import findings
from workbook.store.check import examine
from workbook.store.check.salvage import mend

PAGE = 4096
LIMIT = 10.0  # seconds
Q3 = Quarter.parse("2026-Q3")
BAD = (
    "'soon'", "''", "'2026-02-31'", "'[1, {\"a'", "'null'", "'NaN'", "x'00ff'",
    "x''", "CAST(x'ff41' AS TEXT)", "9223372036854775807", "-1", "1e308", "9e999",
    "'nobody'", "'9999-12-31'",
    "'\u202e'", "'{\"x\": ' || hex(zeroblob(100)) || '}'", "NULL",
)  # fmt: skip

Damage = Callable[[Path, random.Random], str]


def run(effort: float) -> Tally:
    """Damage a sound workbook again and again, and look at what is said of it each time."""
    chosen = random.Random(38)
    failures: list[str] = []
    facts: Counter[str] = Counter()
    ways = list(_ways(chosen, effort))
    with TemporaryDirectory() as folder:
        sound = _sound(Path(folder) / "sound")
        whole, _ = _figures(sound)
        for number, way in enumerate(ways):
            path = Path(folder) / f"{number}.workbook"
            shutil.copy(sound, path)
            seed = chosen.randrange(10**9)
            told = way(path, random.Random(seed))
            kind, why = _looked_at(path, whole)
            why = why or (number % 5 == 0 and _mended(path)) or ""
            facts[kind] += 1
            if why:
                failures.append(f"{told} (seed {seed}): {why}")
            path.unlink()
        failures += _in_a_process(sound, chosen)
    promise = "A damaged file is used as it was, told of, or refused in a sentence, and left alone."
    return Tally(
        len(ways), "damaged files", promise, failures, {k: str(n) for k, n in facts.items()}
    )


def _sound(folder: Path) -> Path:
    path = make_example(folder)
    book = open_workbook(path)
    for quarter in (Q3.previous, Q3):
        sign_off(book, quarter)
    book.store.close()
    return path


def _ways(chosen: random.Random, effort: float) -> Iterator[Damage]:
    weighed: list[tuple[Damage, int]] = [
        (_flip, 25), (_zero_page, 20), (_swap_pages, 15), (_cut, 15), (_bad_value, 90),
        (_delete_rows, 25), (_drop, 10),
    ]  # fmt: skip
    for way, count in weighed:
        for _ in range(max(2, round(count * effort))):
            yield way


def _looked_at(path: Path, whole: dict[str, str]) -> tuple[str, str]:
    """Return what became of it, and what is wrong with that."""
    before = path.read_bytes()
    said: dict[str, tuple[int, str]] = {}
    for command in ("status", "check"):
        began = time.monotonic()
        try:
            said[command] = _run(command, path)
        except Exception as error:
            return "broke off", f"{command} ended with {type(error).__name__}: {error}"
        if (took := time.monotonic() - began) > LIMIT:
            return "hung", f"{command} took {took:.0f} s"
        code, text = said[command]
        if code not in {0, 2} or "Traceback" in text or not text.strip():
            return "broke off", f"{command} ended with {code}: {text[-200:]}"
    kind, why = _compared(path, whole, checked=said["check"][0] == 0)
    if path.read_bytes() != before:
        return "was changed", "the file was changed"
    return kind, why


def _mended(path: Path) -> str:
    """Return what is wrong with its mended copy."""
    before = path.read_bytes()
    to = path.with_name(f"{path.stem}.mended.workbook")
    try:
        mended = mend(str(path), to)
        found = examine(str(mended.path)).found
        _, told = _figures(mended.path)
    except DatabaseRefused as error:
        return "" if "Nothing is left" in str(error) else f"its mended copy is refused: {error}"
    except Exception as error:
        return f"mending ended with {type(error).__name__}: {error}"
    finally:
        to.unlink(missing_ok=True)
        to.with_suffix(".txt").unlink(missing_ok=True)
    if path.read_bytes() != before:
        return "mending changed the file"
    return f"its mended copy is not sound: {found[0]}" if found else "told" * told


def _compared(path: Path, whole: dict[str, str], *, checked: bool) -> tuple[str, str]:
    try:
        figures, told = _figures(path)
    except WorkbookError:
        return "refused in a sentence", "refused, and the check found nothing" * checked
    except Exception as error:
        return "broke off", f"its figures ended with {type(error).__name__}: {error}"
    if told:
        return "told of on the page", "told, and the check found nothing" * checked
    if figures == whole:
        return "without an effect on figures", ""
    return "found by the check", "figures differ, and the check found nothing" * checked


def _run(command: str, path: Path) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([command, str(path)])
    return code, out.getvalue() + err.getvalue()


def _figures(path: Path) -> tuple[dict[str, str], bool]:
    """Return every figure of a quarter, as it is and as signed, and whether damage is told of."""
    book = open_workbook(path)
    try:
        now = {figure.id: figure.printed for figure in findings(book.plan, Q3)}
        signed = {f"{f.id} signed": f.printed for f in findings(book.plan_for(Q3), Q3)}
        return now | signed, bool(book.plan.spoiled)
    finally:
        book.store.close()


def _in_a_process(sound: Path, chosen: random.Random) -> Iterator[str]:
    """A few of them as somebody would meet them: each command in a process of its own."""
    with TemporaryDirectory() as folder:
        for way in (_bad_value, _zero_page, _drop):
            path = Path(shutil.copy(sound, folder))
            told = way(path, random.Random(chosen.randrange(10**9)))
            for command in ("status", "check"):
                done = subprocess.run(
                    [sys.executable, "-m", "workbook", command, str(path)],
                    capture_output=True,
                    text=True,
                    env=os.environ | {"PYTHONIOENCODING": "utf-8"},
                    timeout=60,
                    check=False,
                )
                if done.returncode not in {0, 2} or "Traceback" in done.stderr:
                    yield f"{told}, {command}: {done.stderr[-300:]}"


def _flip(path: Path, chosen: random.Random) -> str:
    content = bytearray(path.read_bytes())
    places = [chosen.randrange(len(content)) for _ in range(chosen.choice([1, 1, 8, 64]))]
    for place in places:
        content[place] ^= 1 << chosen.randrange(8)
    path.write_bytes(content)
    return f"{len(places)} bits turned"


def _zero_page(path: Path, chosen: random.Random) -> str:
    content = bytearray(path.read_bytes())
    page = chosen.randrange(len(content) // PAGE)
    fill = chosen.choice([bytes(PAGE), b"\xff" * PAGE, chosen.randbytes(PAGE)])
    content[page * PAGE : (page + 1) * PAGE] = fill
    path.write_bytes(content)
    return f"page {page + 1} overwritten"


def _swap_pages(path: Path, chosen: random.Random) -> str:
    content = path.read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    one, other = chosen.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    path.write_bytes(b"".join(pages))
    return f"pages {one + 1} and {other + 1} swapped"


def _cut(path: Path, chosen: random.Random) -> str:
    size = path.stat().st_size
    left = chosen.choice([0, 10, 100, PAGE, size - 1, size - PAGE, chosen.randrange(size)])
    os.truncate(path, left)
    return f"cut to {left} bytes"


def _bad_value(path: Path, chosen: random.Random) -> str:
    def spoil(database: sqlite3.Connection) -> str:
        table = chosen.choice(_tables(database))
        fields = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
        field, value = chosen.choice(fields), chosen.choice(BAD)
        rows = [row for (row,) in database.execute(f"SELECT rowid FROM {table}")]
        with contextlib.suppress(sqlite3.IntegrityError):
            _change(
                database,
                f"UPDATE {table} SET {field} = {value} WHERE rowid = ?",
                chosen.choice(rows),
            )
        return f"{table}.{field} = {value}"

    return _in_sql(path, spoil)


def _delete_rows(path: Path, chosen: random.Random) -> str:
    def spoil(database: sqlite3.Connection) -> str:
        table = chosen.choice(_tables(database))
        rows = [row for (row,) in database.execute(f"SELECT rowid FROM {table}")]
        gone = chosen.sample(rows, min(len(rows), chosen.choice([1, 1, 3, len(rows)])))
        for row in gone:
            _change(database, f"DELETE FROM {table} WHERE rowid = ?", row)
        return f"{len(gone)} rows of {table} deleted"

    return _in_sql(path, spoil)


def _drop(path: Path, chosen: random.Random) -> str:
    def spoil(database: sqlite3.Connection) -> str:
        table = chosen.choice(_tables(database))
        database.execute(f"DROP TABLE {table}")
        return f"table {table} dropped"

    return _in_sql(path, spoil)


def _in_sql(path: Path, spoil: Callable[[sqlite3.Connection], str]) -> str:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        return spoil(database)


def _change(database: sqlite3.Connection, statement: str, row: int) -> None:
    """Do it although the journal is guarded, and leave the guard as it was."""
    guards = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in guards:
        database.execute(f"DROP TRIGGER {name}")
    try:
        database.execute(statement, (row,))
    finally:
        for _, sql in guards:
            database.execute(sql)


def _tables(database: sqlite3.Connection) -> list[str]:
    """Return the tables in which there is something; those that hold most come most often."""
    listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = [name for (name,) in listed.fetchall() if name != "alembic_version"]
    full = [n for n in names if database.execute(f"SELECT 1 FROM {n} LIMIT 1").fetchone()]
    return [*full, *["change", "reading", "sign_off", "kpi"] * 3]
