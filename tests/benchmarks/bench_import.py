"""A million lines of a till: imported, counted and saved, against pandas that only reads them."""

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd

from tests.benchmarks.compare import Comparison, Promise, compare
from workbook import Workbook, create_workbook
from workbook.intake import TransactionRules, import_transactions

LINES = 1_000_000
PLAIN = "pandas.read_csv of the same file"
TIME = Promise("Import a million till lines", PLAIN, target=2, runs=5)
MEMORY = Promise("Import a million lines: peak memory", PLAIN, target=2, runs=3, unit="MB")
RULES = ("Tickets per week=distinct:Transaction", "Coffee share=share:Transaction:Item=Coffee")
PEAK = """
import pathlib, re, sys
from tests.benchmarks.bench_import import imported, new, read
path = pathlib.Path(sys.argv[1])
imported(new(path), path) if sys.argv[2] == "imported" else read(path)
status = pathlib.Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024)
"""


def measure(folder: Path) -> list[Comparison]:
    """Return both comparisons; the peaks are those of processes of their own, with all they load.

    A workbook is made anew for each import: the same file again would change nothing.
    """
    path = till(folder / "till.csv")
    books = iter([new(path) for _ in range(TIME.runs + 1)])
    time = compare(TIME, lambda: imported(next(books), path), lambda: read(path))
    if sys.platform != "linux":  # others tell the peak otherwise
        return [time]
    peaks = [(peak("imported", path), peak("read", path)) for _ in range(MEMORY.runs)]
    return [time, Comparison(MEMORY, *zip(*peaks, strict=True))]


def till(path: Path) -> Path:
    """Write a million lines of two years, in the layout of a real bakery's till."""
    rng = np.random.default_rng(5)
    begin = np.datetime64("2024-01-01T07:00", "s")
    seconds = np.sort(rng.integers(0, 730, LINES) * 86_400 + rng.integers(0, 36_000, LINES))
    moments = pd.Series(begin + seconds.astype("timedelta64[s]"))
    items = rng.choice(["Coffee", "Tea", "Bread", "Scone", "Café au lait"], LINES)
    lines = {
        "Date": moments.dt.strftime("%Y-%m-%d"),
        "Time": moments.dt.strftime("%H:%M:%S"),
        "Transaction": np.arange(LINES) // 3,
        "Item": items,
    }
    pd.DataFrame(lines).to_csv(path, index=False)
    return path


_NUMBERS = count(1)


def new(path: Path) -> Workbook:
    """Return a new workbook beside the file."""
    return create_workbook("Bakery", path.with_name(f"{next(_NUMBERS)}-{os.getpid()}.workbook"))


def imported(book: Workbook, path: Path) -> None:
    """Import the file into a workbook."""
    import_transactions(book, path, TransactionRules.parse("Date", "week", RULES))


def read(path: Path) -> None:
    """Read the file the plain way."""
    pd.read_csv(path)


def peak(way: str, path: Path) -> float:
    """Return the peak memory in MB of a process that goes one of the ways."""
    child = [sys.executable, "-c", PEAK, str(path), way]
    return float(subprocess.run(child, capture_output=True, text=True, check=True).stdout)
