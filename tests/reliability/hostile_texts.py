"""Texts that somebody may type or paste to do harm: kept as typed, and written out as kept."""

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import Tally
from workbook import create_workbook, open_workbook
from workbook.errors import InvalidEntry
from workbook.strategy.destination import Objective
from workbook.strategy.rules import check

PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea>", "&lt;", "&#x3c;b>",
    "#eval(\"1+1\")", "#read(\"/etc/passwd\")", "$ x^2 $", "*bold*", "_thin_", "`code`", "@label",
    "\\", "\\u0000", '"', "'", "}", "]}", "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "%s", "%(name)s",
    "{0.__class__}", "'; DROP TABLE objective; --", "[a](javascript:alert(1))", "![x](file:///etc)",
    '=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)", "\x1b[31m", "\x1b]0;title\x07", "\x9b2J",
    "\u202e", "\u2066", "\u200d", "\u200b", "\ufeff", "e\u0301\u0301\u0301",
    "\U0001f469\u200d\U0001f467", "日本", "שלום",
    "\r\n", "\t", "\x00", "\ud800", "\U000e0001", "..", "/", "../../etc/passwd", "CON", " ", "  ",
)  # fmt: skip


def run(effort: float) -> Tally:
    """Save texts made of hostile pieces, and read them again from the file and an export."""
    chosen = random.Random(40)
    texts = [_text(chosen) for _ in range(round(2000 * effort))]
    failures = []
    with TemporaryDirectory() as folder:
        book = create_workbook("Rise", folder)
        kept = {}
        for text in texts:
            try:
                wanted = check(Objective, {"name": text}).name
                kept[book.add(Objective, name=text)] = wanted
            except InvalidEntry:
                continue
        book.store.close()
        again = open_workbook(book.source)
        there = {record.id: record.name for record in again.plan.all(Objective)}
        exported = again.export(Path(folder) / "export") / "objective.json"
        written = {row["id"]: row["name"] for row in json.loads(exported.read_text("utf-8"))}
        again.store.close()
        for place, found in (("the file", there), ("an export", written)):
            failures += [
                f"{text!r} is another in {place}"
                for id, text in kept.items()
                if found.get(id) != text
            ]
    promise = "What is typed is kept as typed, or refused in a sentence."
    refused = {"refused in a sentence": f"{len(texts) - len(kept):,}"}
    return Tally(len(texts), "hostile texts", promise, failures, refused)


def _text(chosen: random.Random) -> str:
    return "".join(chosen.choices(PIECES, k=chosen.randint(1, 6)))[: chosen.choice([20, 300])]
