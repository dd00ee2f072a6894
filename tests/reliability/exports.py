"""An export that is killed over an older one: what is imported then is one of them, or refused."""

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import NotHere, Tally
from workbook.errors import ImportRefused
from workbook.store import exchange
from workbook.store.upgrades import Records

PROMISE = "An export that was stopped halfway is refused, and never read as a mixture."


def run(effort: float) -> Tally:
    """Kill exports before each of their files, and at moments of chance; then let two meet."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise NotHere("Processes that fork, as on Linux.")
    old, new = _records("Before"), _records("After")
    outcomes: Counter[str] = Counter()
    failures: list[str] = []
    with TemporaryDirectory() as scratch:
        folder, earlier = Path(scratch) / "export", Path(scratch) / "earlier"
        exchange.write(old, earlier)
        began = time.monotonic()
        exchange.write(new, folder)
        took = time.monotonic() - began

        def anew() -> None:
            shutil.rmtree(folder)
            shutil.copytree(earlier, folder)

        def look(what: str) -> None:
            found = _found(folder, old, new)
            outcomes[found] += 1
            if found not in {"old", "new", "unfinished", "changed"}:
                failures.append(f"{what}: {found}")

        for place in range(_puts(new, folder)) if effort >= 1 else (0, 1, 2, 9, 28):
            anew()
            _killed(lambda place=place: _stop_before(place), new, folder)
            look(f"killed before file {place}")
        chosen = random.Random(51)
        for turn in range(round(60 * effort)):
            anew()
            _killed(lambda: None, new, folder, after=chosen.uniform(0, 1.2 * took))
            look(f"kill {turn}")
        for turn in range(round(20 * effort)):
            anew()
            _together(folder, old, new)
            look(f"two at once, {turn}")
    facts = {f"imported as: {name}": f"{times:,}" for name, times in sorted(outcomes.items())}
    return Tally(outcomes.total(), "exports stopped or at once", PROMISE, failures, facts)


def _records(name: str) -> Records:
    people = [{"id": f"p{n}", "name": f"{name} {n}"} for n in range(20)]
    goals = [{"id": f"o{n}", "name": f"{name} {n}", "owner_id": f"p{n % 20}"} for n in range(40)]
    kpis = [{"id": "k", "name": name}]
    days = (f"{2020 + n // 12}-{n % 12 + 1:02}-01" for n in range(72))
    readings = [
        {"id": f"r{day}", "kpi_id": "k", "start": day, "value": float(len(name))} for day in days
    ]
    return {"person": people, "objective": goals, "kpi": kpis, "reading": readings}


def _found(folder: Path, old: Records, new: Records) -> str:
    try:
        read = exchange.read(folder)
    except ImportRefused as error:
        if "was not finished" in str(error):
            return "unfinished"
        return "changed" if "not as it was exported" in str(error) else f"refused with {error}"
    kept = {table: rows for table, rows in read.items() if rows}
    return "old" if kept == old else "new" if kept == new else "a mixture"


def _puts(records: Records, folder: Path) -> int:
    done, replace = count(), Path.replace
    Path.replace = lambda *given: (next(done), replace(*given))[1]  # type: ignore[method-assign]
    try:
        exchange.write(records, folder)
    finally:
        Path.replace = replace  # type: ignore[method-assign]
    return next(done)


def _stop_before(place: int) -> None:
    turns, replace = count(), Path.replace

    def stopping(fresh: Path, path: Path) -> Path:
        if next(turns) == place:
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(fresh, path)

    Path.replace = stopping  # type: ignore[method-assign, assignment]


def _killed(
    prepare: Callable[[], None], records: Records, folder: Path, after: float | None = None
) -> None:
    def export() -> None:
        prepare()
        exchange.write(records, folder)

    child = multiprocessing.get_context("fork").Process(target=export)
    child.start()
    if after is not None:
        time.sleep(after)
        child.kill()
    child.join()


def _together(folder: Path, *both: Records) -> None:
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=exchange.write, args=(records, folder)) for records in both]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
