"""Texts that somebody types, pastes or writes into the file to do harm: kept, shown, never run."""

import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import SQLModel

from tests.benchmarks.large import example
from tests.reliability.tally import Tally
from workbook import Workbook, create_workbook, open_workbook
from workbook.cli import main
from workbook.errors import InvalidEntry, RenderFailed, WorkbookError
from workbook.pack.html import render
from workbook.pack.pages import PAGES
from workbook.pack.printing.typeset import typeset
from workbook.store.schema import REVISIONS, file_of
from workbook.strategy.destination import Objective
from workbook.strategy.entities import ENTITIES
from workbook.strategy.quarters import newest_quarter
from workbook.strategy.rules import check

PROMISE = (
    "What is typed is kept and shown as typed, or refused in a sentence; nothing of it is run."
)
MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea>", "&lt;", "&#x3c;b>",
    "<svg/onload=alert(1)>", '"><b onclick="x">', "#eval(\"40+2\")", '#read("/etc/passwd")',
    "$ x^2 $",
    "*bold*", "_thin_", "`code`", "@label", "\\", "\\u0000", '"', "'", "}", "]}", "{{ 40 + 2 }}",
    "{% raw %}", "${40+2}", "%s", "%(name)s", "{0.__class__}", "'; DROP TABLE objective; --",
    "[a](javascript:alert(1))", "![x](file:///etc)", '=cmd|"/c calc"!A1', "+40+2", "-40-2",
    "@SUM(A1)", "..", "/", "../../etc/passwd", "CON", " ", "  ", "word ", "Café ",
)  # fmt: skip
SIGNS = (
    "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\u202e", "\u2066", "\u200d", "\u200b", "\ufeff",
    "e\u0301\u0301\u0301", "\U0001f469\u200d\U0001f467", "日本", "שלום", "\r\n", "\t", "\x00",
    "\ud800", "\U000e0001", "\x7f", "\u2028", "x" * 5000,
)  # fmt: skip
COMMANDS = (
    ["status"], ["findings"], ["findings", "--json"], ["imports"], ["layouts"], ["export"],
    ["sign-off", "--by", "nobody"],
)  # fmt: skip
SHOWN = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\U0010ffff]"
)


def run(effort: float) -> Tally:
    """Type them, write them into every text of the example, and look at all that shows them."""
    chosen = random.Random(40)
    typed = [_text(chosen, MARKUP + SIGNS) for _ in range(round(2000 * effort))]
    failures: list[str] = []
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        refused = _typed(folder / "typed", typed, failures)
        example(folder / "example.workbook").store.close()
        written = 0
        for turn in range(2 if effort < 1 else round(3 * effort)):
            path = folder / f"written-{turn}.workbook"
            shutil.copyfile(folder / "example.workbook", path)
            pieces = MARKUP if turn == 0 else MARKUP + SIGNS
            written += _written(path, chosen, pieces)
            book = open_workbook(path)
            failures += [f"{path.stem}: {why}" for why in _shown(book, printed=turn == 0)]
            book.store.close()
            for command in COMMANDS[: None if effort >= 1 else 2]:
                failures += _said(command, path)
    facts = {
        "typed": f"{len(typed):,}, of which {refused:,} were refused in a sentence",
        "written into the file itself": f"{written:,}",
    }
    return Tally(len(typed) + written, "hostile texts", PROMISE, failures, facts)


def _text(chosen: random.Random, pieces: tuple[str, ...]) -> str:
    return "".join(chosen.choices(pieces, k=chosen.randint(1, 6)))[: chosen.choice([20, 190, 300])]


def _typed(folder: Path, texts: list[str], failures: list[str]) -> int:
    """Save the texts, read them from the file and an export, and return how many were refused."""
    folder.mkdir()
    book = create_workbook("Rise", folder)
    kept: dict[str, str] = {}
    for text in texts:
        try:
            kept[book.add(Objective, name=text)] = check(Objective, {"name": text}).name
        except InvalidEntry:
            continue
    book.store.close()
    again = open_workbook(book.source)
    there = {record.id: record.name for record in again.plan.all(Objective)}
    exported = again.export(folder / "export") / "objective.json"
    rows = json.loads(exported.read_text("utf-8"))
    again.store.close()
    for place, found in (("file", there), ("export", {row["id"]: row["name"] for row in rows})):
        lost = [text for id, text in kept.items() if found.get(id) != text]
        failures += [f"{text!r} is another in the {place}" for text in lost]
    return len(texts) - len(kept)


def _written(path: Path, chosen: random.Random, pieces: tuple[str, ...]) -> int:
    """Put texts into the file past every door, as somebody else's program may."""
    count = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("BEGIN")
        for verb in ("update", "delete"):
            file.execute(f"DROP TRIGGER journal_no_{verb}")
        for model in (*ENTITIES,):
            for field in _texts(model):
                table = model.__tablename__
                ids = file.execute(f'SELECT id FROM "{table}" LIMIT 60').fetchall()
                values = [(_bytes(_text(chosen, pieces)), id) for (id,) in ids]
                # What may stand only once, and would stand twice, is left as it was.
                changed = f'UPDATE OR IGNORE "{table}" SET "{field}" = CAST(? AS TEXT) WHERE id = ?'
                count += file.executemany(changed, values).rowcount
        for field in ("who", "reason"):
            changed = f"UPDATE change SET {field} = CAST(? AS TEXT) WHERE entity <> 'reading'"
            file.execute(changed, (_bytes(_text(chosen, pieces)),))
        guards = file_of(REVISIONS[-1]).read_text(encoding="utf-8").split(";\nCREATE TRIGGER ")[1:]
        for guard in guards:
            file.execute(f"CREATE TRIGGER {guard.strip().removesuffix(';')}")
        file.execute("COMMIT")
    return count


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="ignore")


def _texts(model: type[SQLModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        extra: Any = field.json_schema_extra
        if isinstance(extra, dict) and extra.get("kind") in {"text", "long text"}:
            yield name


def _shown(book: Workbook, *, printed: bool) -> Iterator[str]:
    """Yield what is wrong with the pages of the pack, as HTML and as PDF."""
    quarter = newest_quarter(book.plan)
    assert quarter is not None
    report = book.report(quarter)
    sections = [getattr(report, name)().to_json() for name in PAGES]
    cover = report.cover().to_json()
    for section in [cover, *sections]:
        reader = _Reader()
        reader.feed(render(section))
        yield from (f"the page {section.get('title')} has {each}" for each in reader.found)
    try:
        pdf = typeset({"schema": 1, "cover": cover, "sections": sections})
    except RenderFailed as error:
        if printed or SHOWN.search(str(error)):
            yield f"the pack is not printed: {str(error)[:200]!r}"
        return
    if shutil.which("pdftotext"):
        asked = ["pdftotext", "-", "-"]
        words = subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()
        if "root:" in words:
            yield "the pack holds a file of this computer"


class _Reader(HTMLParser):
    """Finds what a browser would run in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        if tag in {"script", "iframe", "object", "embed", "textarea", "form"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")


def _said(command: list[str], path: Path) -> Iterator[str]:
    """Run one command, and yield what is wrong with its answer."""
    name, *options = command
    more = [str(path.with_suffix(".export"))] if name == "export" else []
    out, err = io.StringIO(), io.StringIO()
    called = f"workbook {name} {path.name}"
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main([name, str(path), *more, *options])
    except WorkbookError as error:
        yield f"{called}: {error}"
        return
    except Exception as error:
        yield f"{called} broke off: {type(error).__name__}: {str(error)[:200]!r}"
        return
    if found := SHOWN.search(out.getvalue() + err.getvalue()):
        yield f"{called} prints {found[0]!r}"
    if code not in {0, 2} or (code == 2 and err.getvalue().count("\n") != 1):
        yield f"{called} ends with {code}: {err.getvalue()[:200]!r}"
