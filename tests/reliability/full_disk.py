"""A disk that is nearly full, with every amount of room left: all is done, or nothing is."""

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import Tally
from tests.troubled import fill, mounted_disk
from workbook import create_workbook, open_workbook
from workbook.cli import main
from workbook.errors import StorageFailed
from workbook.store import copies
from workbook.strategy import Objective, Person

DONE = "done"
NAME = "rise.workbook"
SEED = 37


def command(*words: str) -> Callable[[Path], str]:
    """Return what runs a command on a disk, and returns what it says at the end."""

    def ran(disk: Path) -> str:
        said = StringIO()
        with redirect_stderr(said), redirect_stdout(StringIO()):
            code = main([word.format(disk=disk, book=disk / NAME) for word in words])
        last = said.getvalue().strip().rpartition("\n")[2]
        return DONE if code == 0 else f"{code} {last}"

    return ran


def save(disk: Path) -> str:
    """Save an objective through the program's interface for programs."""
    book = open_workbook(disk / NAME)
    try:
        book.add(Objective, name="Bake on Sundays", why="It is asked for. " * 200)
    except StorageFailed as error:
        return f"2 workbook: {error}"
    finally:
        book.store.close()
    return DONE


def take_along(disk: Path) -> str:
    """Make the copy that the page offers to take along."""
    book = open_workbook(disk / NAME)
    try:
        book.take_along(disk / "along.workbook")
    except StorageFailed as error:
        return f"2 workbook: {error}"
    finally:
        book.store.close()
    return DONE


TRY = ("try", "{disk}/sales.csv", "--every", "month", "--pdf", "{disk}/noise.pdf")
BACK = ("restore", "{book}", "1", "--to", "{disk}/as-it-was.workbook")
SIGN = ("sign-off", "{book}", "--quarter", "2026-Q3", "--by", "Marta", "--early")
# How often each is tried, and how many kilobytes it needs at most.
DOORS: dict[str, tuple[Callable[[Path], str], int, int]] = {
    "save": (save, 40, 60),
    "import": (command("import", "{book}", "{disk}/sales.csv", "--as", "readings"), 10, 300),
    "new": (command("new", "Another Bakery", "--at", "{disk}"), 10, 500),
    "demo": (command("demo", "{disk}/demo", "--no-report"), 5, 2500),
    "export": (command("export", "{book}", "{disk}/out"), 10, 200),
    "take along": (take_along, 10, 400),
    "restore": (command(*BACK), 5, 400),
    "try": (command(*TRY), 5, 200),
    "report": (command("report", "{book}", "--quarter", "2026-Q3"), 4, 500),
    "sign-off": (command(*SIGN), 5, 1200),
}


def run(effort: float) -> Tally:
    """Do each thing with more and more room left, on a disk of its own."""
    chosen, failures, refused, tried = random.Random(SEED), [], 0, 0
    with TemporaryDirectory() as folder:
        original = _workbook(Path(folder))
        for name, (door, times, most) in DOORS.items():
            rooms = [8, 0, 40, *(chosen.randrange(most) for _ in range(times))]
            for room in rooms[: max(1, round(times * effort))]:
                said, why = _tried(original, door, room)
                tried, refused = tried + 1, refused + (said != DONE)
                failures += [f"{name} with {room} kB left: {each}: {said}" for each in why]
    promise = "On a full disk all is done or nothing is, and a sentence says so."
    return Tally(tried, "full disks", promise, failures, {"refused in a sentence": str(refused)})


def _workbook(folder: Path) -> Path:
    book = create_workbook("Rise Bakery", folder / NAME)
    copies.keep(Path(book.source), "before this")
    book.export(folder / "out")  # which a later one replaces, or leaves alone
    book.add(Person, name="Marta")
    book.store.close()
    lines = (f"Sales {n},2026-0{month},{n}\n" for n in range(40) for month in range(1, 8))
    (folder / "sales.csv").write_text("kpi,period,value\n" + "".join(lines), encoding="utf-8")
    return folder


def _tried(original: Path, door: Callable[[Path], str], room: int) -> tuple[str, list[str]]:
    """Return what was said on a disk with so much room left, and in what it broke the promise."""
    with mounted_disk(8192) as disk:
        shutil.copytree(original, disk, dirs_exist_ok=True)
        filler = fill(disk, room)
        before = _files(disk)
        try:
            said = door(disk)
        except Exception as error:
            return repr(error), ["no sentence"]
        broken = []
        if said != DONE:
            if not said.startswith("2 workbook: ") or "is full. Nothing was saved" not in said:
                broken.append("another sentence")
            if re.search(r"[0-9a-f]{16}", said):
                broken.append("it names a file that nobody knows")
            if _files(disk) != before:
                broken.append("something is half done")
        filler.unlink()
        if said != DONE and (then := door(disk)) != DONE:
            broken.append(f"it does not work with room either: {then}")
        with closing(sqlite3.connect(disk / NAME)) as file:
            if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                broken.append("the workbook is damaged")
    return said, broken


def _files(disk: Path) -> dict[str, bytes]:
    """Return what is on the disk, but for the copies: one is kept before each sign-off."""
    found = (path for path in disk.rglob("*") if path.is_file() and path.name != "filler")
    kept = (path for path in found if path.parent.name != f"{NAME}.copies")
    return {str(path.relative_to(disk)): path.read_bytes() for path in kept}
