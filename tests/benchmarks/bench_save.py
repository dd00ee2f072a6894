"""A save through the workbook, against a bare SQLite insert that is as safe on the disk."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from tests.benchmarks.compare import Comparison, Promise, compare
from workbook.book import Workbook
from workbook.store import Edit
from workbook.strategy import Objective

PROMISE = Promise("Save one change", "bare SQLite insert, as safe on the disk", target=3, runs=500)


def measure(book: Workbook, folder: Path) -> Comparison:
    """Change an objective of the workbook over and over, and insert the same text in plain SQL.

    One of each in turns: what a disk needs to write safely differs from moment to moment.
    """
    objective = book.plan.all(Objective)[0]
    versions = count(objective.version)
    texts = (f"What gets better is change number {number}." for number in count(1))

    with closing(bare_database(folder / "bare.sqlite")) as bare:

        def ours() -> None:
            edit = Edit(Objective, objective.id, {"why": next(texts)}, next(versions))
            book.save([edit])

        def plain() -> None:
            bare.execute("INSERT INTO entry (text) VALUES (?)", (next(texts),))
            bare.commit()

        return compare(PROMISE, ours, plain)


def bare_database(path: Path) -> sqlite3.Connection:
    """Return a database of one table with the workbook's own durability."""
    bare = sqlite3.connect(path)
    bare.execute("PRAGMA synchronous = EXTRA")
    bare.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)")
    return bare
