"""Forty people who save at once in one workbook: nobody's save is lost, and nobody waits long."""

import multiprocessing
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.reliability.tally import NotHere, Tally
from workbook import Workbook, create_workbook, open_workbook
from workbook.errors import Conflict, StorageFailed
from workbook.insight.findings import findings
from workbook.store import Edit
from workbook.strategy.destination import Objective

__all__ = ["forty"]

PROMISE = "When forty save at once in {place}, nothing is lost, and a clash shows both sides."
WRITERS, READERS, SHARED = 40, 9, 5
LONGEST, ENOUGH = 2.0, 10  # seconds that 95 saves of 100 may take; that it is measured in
SLOW = "95 of 100 took at most"


@dataclass
class Account:
    """What one writer was told: (id, version, name) of each save, and how long each took."""

    saved: list[tuple[str, int, str]] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    conflicts: int = 0
    told_to_wait: int = 0
    failures: list[str] = field(default_factory=list)


ALONE = True


def run(effort: float) -> Tally:
    """Let forty write in a file for thirty seconds."""
    with TemporaryDirectory() as folder:
        book = create_workbook("Rise Bakery", Path(folder) / "rise.workbook")
        return forty(book, 30 * effort, "a file")


def forty(book: Workbook, seconds: float, place: str) -> Tally:
    """Let forty write in a new workbook as nine read it; compare it with what they were told."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise NotHere("Processes that fork, as on Linux.")
    book.save([Edit(Objective, f"shared-{n}", {"name": "at first"}) for n in range(SHARED)])
    before = book.plan.changes[-1].number
    book.store.close()
    there = multiprocessing.get_context("fork")
    ready, accounts, over = there.Barrier(WRITERS + READERS), there.Queue(), there.Event()
    readers = [
        there.Process(target=_read, args=(book.source, number, ready, over), daemon=True)
        for number in range(READERS)
    ]
    writers = [
        there.Process(target=_write, args=(book.source, seconds, number, ready, accounts))
        for number in range(WRITERS)
    ]
    for each in (*readers, *writers):
        each.start()
    told = [accounts.get(timeout=seconds + 60) for _ in writers]
    over.set()
    for each in (*readers, *writers):
        each.join()
    tally = _tally(book, before, told, PROMISE.format(place=place))
    # In a few seconds nearly every save is the first of its process, which takes longer.
    if seconds >= ENOUGH and (slow := tally.facts[SLOW]) > f"{LONGEST:05.2f} s":
        tally.failures.append(f"5 saves of 100 took longer than {slow}.")
    return tally


def _write(source: str, seconds: float, number: int, ready: Any, accounts: Any) -> None:
    account, chance = Account(), random.Random(number)
    try:
        book = open_workbook(source)
        known = {each.id: each.version for each in book.plan.all(Objective)}
        ready.wait()
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            _save(book, known, f"{number}-{len(account.took)}", chance, account)
            time.sleep(chance.uniform(0, 0.1))
    except Exception as error:
        account.failures.append(f"writer {number}: {error!r}")
    accounts.put(account)


def _read(source: str, number: int, ready: Any, over: Any) -> None:
    """Load the plan twice a second, as pages do that are opened; the first one makes findings."""
    ready.wait()
    while not over.wait(0.5):
        book = open_workbook(source)
        if not number:
            findings(book.plan, book.quarter("2026-Q3"))
        assert len(book.plan.all(Objective)) >= SHARED
        book.store.close()


def _save(
    book: Workbook, known: dict[str, int], name: str, chance: random.Random, account: Account
) -> None:
    shared = f"shared-{chance.randrange(SHARED)}"
    id = shared if chance.random() < 0.4 else f"own-{name}"
    began = time.monotonic()
    try:
        versions = book.save([Edit(Objective, id, {"name": name}, known.get(id))])
    except Conflict as clash:
        account.conflicts += 1
        if clash.mine != {"name": name} or not clash.theirs.get("name") or not clash.version:
            account.failures.append(f"A clash did not show both sides: {clash.mine, clash.theirs}")
        known[id] = clash.version or 0
    except StorageFailed:
        account.told_to_wait += 1
    else:
        known[id] = versions[id]
        account.saved.append((id, versions[id], name))
    account.took.append(time.monotonic() - began)


def _tally(book: Workbook, before: int, told: list[Account], promise: str) -> Tally:
    found = open_workbook(book.source).plan
    lines = found.changes[before:]
    saved = Counter(each for account in told for each in account.saved)
    failures = [failure for account in told for failure in account.failures]
    kept: Counter[tuple[str, int, str]] = Counter()
    versions = Counter({f"shared-{n}": 1 for n in range(SHARED)})
    for line in lines:
        versions[line.record_id] += 1
        kept[line.record_id, versions[line.record_id], line.after["name"]] += 1
    failures += [f"Told to be saved, and not there: {each}" for each in saved - kept]
    failures += [f"There, and nobody was told: {each}" for each in kept - saved]
    if [line.number for line in lines] != list(range(before + 1, before + 1 + len(lines))):
        failures.append("The journal's numbers have gaps.")
    newest = {line.record_id: line.after["name"] for line in lines}
    for each in found.all(Objective):
        if (each.name, each.version) != (newest.get(each.id, "at first"), versions[each.id]):
            failures.append(f"{each.id} is not what its last line says")
    took = sorted(second for account in told for second in account.took)
    middle, slow = (took[int(len(took) * part)] for part in (0.5, 0.95))
    facts = {
        "half of the saves took at most": f"{middle:.2f} s",
        SLOW: f"{slow:05.2f} s",
        "the longest took": f"{took[-1]:.2f} s",
        "clashes, each with both sides": f"{sum(account.conflicts for account in told):,}",
        "told to try again": f"{sum(account.told_to_wait for account in told):,}",
    }
    return Tally(saved.total(), "saves by forty at once", promise, failures, facts)
