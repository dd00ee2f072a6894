"""What long use costs: the example with 100 KPIs read daily for ten years, against the example.

Both are measured in turns. Memory is the peak of the whole report, its kernel included.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.bench_render import BIN, assert_pdf
from tests.benchmarks.compare import Comparison, Promise
from tests.conftest import ARGUMENTS, CHROMIUM, serving
from workbook.book import Workbook
from workbook.store import Edit
from workbook.strategy import Objective
from workbook.strategy.outline import steps

PLAIN = "the example alone"
PACK = Promise("Large: the pack", PLAIN, target=1.5, runs=3)
MEMORY = Promise("Large: the pack's peak memory", PLAIN, target=2, runs=3, unit="MB")
SAVE = Promise("Large: one save", PLAIN, target=1.5, runs=15)
SAVES_A_RUN = 10
SECONDS_BETWEEN = 3


def measure(large: Workbook, example: Workbook, quarter: str, folder: Path) -> list[Comparison]:
    """Return every comparison that can be made here."""
    saved = _alternate(SAVE, _saves(large), _saves(example))
    sources = Path(large.source), Path(example.source)
    notebooks = [Path(step.notebook).stem for step in steps(example.plan)]
    for book in (large, example):
        book.store.close()
    packs = [[_pack(source, quarter, folder) for source in sources] for _ in range(PACK.runs + 1)]
    pairs = list(zip(*packs[1:], strict=True))
    pack = Comparison(PACK, *(tuple(seconds for seconds, _ in runs) for runs in pairs))
    memory = Comparison(MEMORY, *(tuple(peak for _, peak in runs) for runs in pairs))
    opened = _pages(*sources, notebooks, folder) if Path(CHROMIUM).exists() else ()
    return [pack, memory, saved, *opened]


def _alternate(
    promise: Promise, ours: Callable[[], float], plain: Callable[[], float]
) -> Comparison:
    runs = [(ours(), plain()) for _ in range(promise.runs + 1)][1:]
    return Comparison(promise, *zip(*runs, strict=True))


def _saves(book: Workbook) -> Callable[[], float]:
    """Return what saves one word a few times, and finds each time what a page tells after it."""
    objective = book.plan.all(Objective)[0]
    versions, texts = count(objective.version), count(1)

    def save() -> float:
        begun = time.perf_counter()
        for version in (next(versions) for _ in range(SAVES_A_RUN)):
            why = f"What gets better is change number {next(texts)}."
            book.save([Edit(Objective, objective.id, {"why": why}, version)])
            steps(book.plan)
        return (time.perf_counter() - begun) / SAVES_A_RUN

    return save


def _pack(source: Path, quarter: str, folder: Path) -> tuple[float, float]:
    """Make a pack in a process of its own; return its seconds, and its peak memory in MB."""
    out = folder / "pack"
    shutil.rmtree(out, ignore_errors=True)
    words = [BIN / "workbook", "report", source, "--quarter", quarter, "--out", out]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status:
        sys.exit(f"No pack could be made of {source.name}.")
    assert_pdf(*out.glob("*.pdf"))
    return seconds, used.ru_maxrss / 1024


def _pages(large: Path, example: Path, notebooks: list[str], folder: Path) -> Iterator[Comparison]:
    with ExitStack() as stack:
        servers = [
            stack.enter_context(serving(folder / f"{path.stem}.txt", path))
            for path in (large, example)
        ]
        chromium = stack.enter_context(sync_playwright()).chromium
        browser = chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        stack.callback(browser.close)
        for notebook in notebooks:
            promise = Promise(f"Large: open {notebook}", PLAIN, target=1.5, runs=3)
            runs = [
                [_opened(browser, server.step(notebook)) for server in servers]
                for _ in range(promise.runs + 1)
            ][1:]
            yield Comparison(promise, *zip(*runs, strict=True))


def _opened(browser: Browser, address: str) -> float:
    """Return the seconds until a page says that it can be typed into."""
    time.sleep(SECONDS_BETWEEN)
    page = browser.new_context().new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_text("Everything is saved.").first.wait_for(timeout=120_000)
    seconds = time.perf_counter() - begun
    page.goto("about:blank")
    page.context.close()
    return seconds
