"""Whoever saves, makes, restores or signs is killed at any moment: one whole file, nothing lost."""

import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.large import example
from tests.reliability.tally import NotHere, Tally
from workbook import create_workbook, open_workbook
from workbook.cli.restoring import restore_into
from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.resources import templates
from workbook.store import Edit, signoff
from workbook.strategy.destination import Objective

PROMISE = "Killed at any moment, a workbook is one whole file with every save that was told."
BEGUN = "begun"


def run(effort: float) -> Tally:
    """Kill savers, makers, importers and signers, each after a random moment."""
    if sys.platform == "win32":
        raise NotHere("A signal that ends a process at once.")
    chosen, tried, failures = random.Random(47), 0, []
    facts, counted = {}, Counter[str]()
    for name, way, work, longest, times in (
        ("as they save", _writing, _save, 0.2, 70),
        ("as they import much at once", _writing, _save_many, 0.4, 12),
        ("as they sign off", _writing, _sign, 0.3, 12),
        ("as a new workbook is made", _appearing, _make, 0.3, 40),
        ("as an export is restored", _appearing, _restore, 0.8, 12),
    ):
        count = max(3, round(times * effort))
        moments = [chosen.uniform(0, longest) for _ in range(count)]
        with TemporaryDirectory() as folder:
            found = [f"{name}, {each}" for each in way(Path(folder), moments, work, counted)]
        failures += found
        tried += count
        facts[f"killed {name}"] = f"{count}"
    facts |= {name: f"{number:,}" for name, number in counted.items()}
    return Tally(tried, "kills", PROMISE, failures, facts)


def _writing(
    folder: Path, moments: list[float], write: "_Write", counted: Counter[str]
) -> list[str]:
    """Kill one who writes over and over in the same file; look after each kill what is there."""
    book = example(folder / "rise.workbook")
    book.store.close()
    path, told, failures = Path(book.source), set[str](), []
    for number, moment in enumerate(moments):
        new = _killed(write, path, number, moment)
        told |= set(new)
        counted["saves that were told"] += len(new)
        counted["saves that were cut off"] += path.with_name(f"{path.name}-journal").exists()
        found = open_workbook(path)
        if lost := told - _there(found):
            failures.append(f"kill {number}: told to be saved and not there: {lost}")
        numbers = [line.number for line in found.plan.changes]
        if numbers != list(range(1, len(numbers) + 1)):
            failures.append(f"kill {number}: the journal has gaps")
        found.store.close()
        if left := {each.name for each in folder.glob("*") if each.is_file()} - {path.name}:
            failures.append(f"kill {number}: there is {left}")
    return failures


def _there(book: Any) -> set[str]:
    return {each.why for each in book.plan.all(Objective)} | {
        signed.who for signed in book.plan.signed_off
    }


def _save(path: Path, number: int, tell: "_Tell") -> None:
    book = open_workbook(path)
    tell(BEGUN)
    for turn in range(1000):
        book.add(Objective, name="One", why=f"{number}-{turn}")
        tell(f"{number}-{turn}")


def _save_many(path: Path, number: int, tell: "_Tell") -> None:
    book = open_workbook(path)
    tell(BEGUN)
    # More than SQLite keeps in memory: it begins to write before the save is whole.
    rows = [{"name": "x" * 200, "why": f"{number}-{turn}"} for turn in range(300)]
    for turn in range(100):
        book.save([Edit(Objective, f"{number}-{turn}-{n}", row) for n, row in enumerate(rows)])
        for row in rows:
            tell(row["why"])
        book.save([Edit(Objective, f"{number}-{turn}-{n}", None, 1) for n in range(1, 300)])


def _sign(path: Path, number: int, tell: "_Tell") -> None:
    book = open_workbook(path)
    tell(BEGUN)
    for turn in range(100):
        signing = signoff.sign(book.plan, Quarter(2026, 1), f"{number}-{turn}")
        book.store.keep(signoff.printed(signing, {"pages": ["x" * 5000]}, os.urandom(200_000)))
        tell(f"{number}-{turn}")


def _appearing(
    folder: Path, moments: list[float], make: "_Write", counted: Counter[str]
) -> list[str]:
    """Kill one who makes a file; look whether it is whole, or not there."""
    failures = []
    for number, moment in enumerate(moments):
        path = folder / f"{number}.workbook"
        told = _killed(make, path, number, moment)
        counted["files that were made whole"] += path.exists()
        counted["buildings that were cut off"] += len(list(folder.glob(".*.making")))
        if told and not path.exists():
            failures.append(f"kill {number}: told to be made and not there")
        if path.exists():
            try:
                book = open_workbook(path)
                if not book.plan.records:
                    failures.append(f"kill {number}: nothing is in it")
                book.store.close()
            except WorkbookError as error:
                failures.append(f"kill {number}: {error}")
        for each in folder.glob(".*"):
            each.unlink()  # they are swept an hour later
        seen = {each.name for each in folder.iterdir()}
        if seen - {f"{each}.workbook" for each in range(number + 1)}:
            failures.append(f"kill {number}: there is {sorted(seen)}")
    return failures


def _make(path: Path, _: int, tell: "_Tell") -> None:
    tell(BEGUN)
    create_workbook("Rise", path).store.close()
    tell("made")


def _restore(path: Path, _: int, tell: "_Tell") -> None:
    tell(BEGUN)
    restore_into(str(path), templates() / "example")
    tell("made")


def _killed(write: "_Write", path: Path, number: int, after: float) -> list[str]:
    """Let a process write, kill it so many seconds after it began, and return what it was told."""
    # Forked, it has all that has to be imported: the kill falls into the work itself.
    there: Any = multiprocessing.get_context("fork")
    mine, theirs = there.Pipe(duplex=False)
    process = there.Process(target=write, args=(path, number, theirs.send), daemon=True)
    process.start()
    theirs.close()
    assert mine.recv() == BEGUN
    time.sleep(after)
    if process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    told = []
    try:
        while mine.poll():
            told.append(mine.recv())
    except EOFError:
        pass
    return told


_Tell = Callable[[str], None]
_Write = Callable[[Path, int, _Tell], None]
