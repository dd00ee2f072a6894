"""Copies: two programs that bring one old file up to date at once, and a restore that is killed."""

import multiprocessing
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import NotHere, Tally
from tests.store.later import later_program
from workbook import create_workbook
from workbook.store import copies, database
from workbook.store.schema import REVISIONS
from workbook.strategy import Objective

PROMISE = "Before an update a true copy is kept, once; a restore that is stopped spoils nothing."


def run(effort: float) -> Tally:
    """Open old files twice at one moment, and kill restores at moments of chance."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise NotHere("Processes that fork, as on Linux.")
    opens, kills = round(40 * effort), round(100 * effort)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        book = create_workbook("Rise Bakery", folder / "old.workbook")
        for n in range(20):
            book.add(Objective, name=f"Goal {n}")
        book.store.close()
        old = Path(book.source)
        with later_program(folder) as new:
            failures = [*_opened_twice(old, folder, opens, new)]
        failures += _killed(old, folder, kills)
    return Tally(opens + kills, "double opens and kills", PROMISE, failures)


def _opened_twice(old: Path, folder: Path, times: int, new: str) -> Iterator[str]:
    from alembic import command, config  # noqa: F401  so that no child has to import them

    fork = multiprocessing.get_context("fork")
    for turn in range(times):
        path = folder / f"{turn}.workbook"
        shutil.copyfile(old, path)
        together = fork.Barrier(2)
        both = [fork.Process(target=_open, args=(path, together)) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        if [each.exitcode for each in both] != [0, 0]:
            yield f"open {turn}: one of two could not"
        kept = copies.copies(path)
        if len(kept) != 1:
            yield f"open {turn}: {len(kept)} copies"
        for file, revision in [(path, new), *((copy.path, REVISIONS[-1]) for copy in kept)]:
            if (found := _revision(file)) != revision:
                yield f"open {turn}: {file.name} is of revision {found}"


def _open(path: Path, together: Barrier) -> None:
    together.wait()
    database.connect(str(path)).dispose()


def _revision(file: Path) -> str:
    with closing(sqlite3.connect(file)) as opened:
        [(found,)] = opened.execute("SELECT version_num FROM alembic_version")
        return str(found)


def _killed(old: Path, folder: Path, times: int) -> Iterator[str]:
    path = folder / "restored.workbook"
    shutil.copyfile(old, path)
    copies.keep(path, "before x")
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("DELETE FROM objective")
    began = time.monotonic()
    copies.bring_back(path, copies.copies(path)[0])
    took = time.monotonic() - began
    fork, chosen = multiprocessing.get_context("fork"), random.Random(50)
    for turn in range(times):
        wanted = copies.copies(path)[chosen.randrange(2)]
        child = fork.Process(target=copies.bring_back, args=(path, wanted))
        child.start()
        time.sleep(chosen.uniform(0, 1.5 * took))
        child.kill()
        child.join()
        if _objectives(path) not in {0, 20}:
            yield f"kill {turn}: the file holds {_objectives(path)} objectives"
        if not all(copies.look(copy.path).whole for copy in copies.copies(path)):
            yield f"kill {turn}: half a copy is listed"


def _objectives(file: Path) -> int:
    if not copies.look(file).whole:
        return -1
    with closing(sqlite3.connect(file)) as opened:
        [(count,)] = opened.execute("SELECT count(*) FROM objective")
        return int(count)
