"""Every door to a workbook says in a sentence what the disk, the file or another program did to it.

Each trouble is made for real, at each door: nothing is half done by it, nothing that was typed is
lost, and once it is over the next try works.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date, timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest

from tests.steps import visit
from tests.troubled import as_somebody, fill, open_folder, small_disk
from tests.widgets.said import typed
from workbook import create_workbook, open_workbook, pages
from workbook.cli import main
from workbook.errors import DatabaseRefused, WorkbookError
from workbook.kernels import warm
from workbook.store import turns
from workbook.strategy import KPI, Objective, Person

DONE = "done"


def somebodys(path: Path) -> Path:
    """Make a workbook with a person and an objective, and a file of readings to import."""
    book = create_workbook("Rise Bakery", path)
    book.add(Person, name="Marta")
    book.add(Objective, name="Sell 60 loaves a day")
    book.store.close()
    lines = (f"Sales {n},2026-0{month},{n}\n" for n in range(40) for month in range(1, 8))
    path.with_suffix(".csv").write_text(f"kpi,period,value\n{''.join(lines)}", encoding="utf-8")
    return path


# The doors. Each yields once it is open, is told to go on, and then yields what is said.

Door = Callable[[Path], Iterator[str]]


def _command(*words: str) -> Door:
    def door(path: Path) -> Iterator[str]:
        yield ""
        yield _ran(*(word.format(path=path, stem=path.with_suffix("")) for word in words))
        yield _ran(*(word.format(path=path, stem=path.with_suffix("")) for word in words))

    return door


def _ran(*words: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", said := StringIO())
        patch.setattr("sys.stdout", StringIO())
        code = main(words)
    last = said.getvalue().strip().rpartition("\n")[2]
    if code == 2 and last.startswith("workbook: "):
        return last
    assert code == 0, f"{code}: {said.getvalue()}"
    return DONE


def api(path: Path) -> Iterator[str]:
    book = open_workbook(path)
    before = book.plan
    yield ""
    for _ in range(2):
        try:
            book.add(Objective, name="Bake on Sundays", why="It is asked for. " * 200)
        except WorkbookError as error:
            yield str(error)
        else:
            assert len(book.plan.all(Objective)) > len(before.all(Objective))
            yield DONE


def page(path: Path) -> Iterator[str]:
    book = open_workbook(path)
    shown = pages.destination(book)
    [objective] = book.plan.all(Objective)
    rows = visit.table(shown, "objective")
    yield ""
    typing = "Sell 90 loaves a day"
    typed(rows, objective.id, "name", typing)
    for _ in range(2):
        visit.save(shown)
        assert visit.row(shown, "objective", objective.id)["cells"]["name"].endswith(
            "90 loaves a day"
        )
        yield DONE if shown.bar.state == "saved" else f"{shown.bar.state}: {shown.bar.sentence}"


DOORS: dict[str, Door] = {
    "command": _command("status", "{path}"),
    "import": _command("import", "{path}", "{stem}.csv", "--as", "readings"),
    "report": _command("report", "{path}", "--quarter", "2026-Q3"),
    "sign-off": _command("sign-off", "{path}", "--quarter", "2026-Q3", "--by", "Marta", "--early"),
    "api": api,
    "page": page,
}


# The troubles. Each is there inside its block, and over after it.

Trouble = Callable[[Path], AbstractContextManager[object]]


@contextmanager
def full(path: Path) -> Iterator[None]:
    filler = fill(path.parent, left=8)
    yield
    filler.unlink()


@contextmanager
def rights(path: Path, mode: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(mode)
    yield
    path.chmod(before)


def read_only(path: Path) -> AbstractContextManager[None]:
    return rights(path, 0o400)


def read_only_folder(path: Path) -> AbstractContextManager[None]:
    return rights(path.parent, 0o500)


def refused(path: Path) -> AbstractContextManager[None]:
    return rights(path, 0)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(path: Path) -> Iterator[None]:
    path.rename(path.with_suffix(".elsewhere"))
    yield
    path.with_suffix(".elsewhere").rename(path)


@contextmanager
def replaced(path: Path) -> Iterator[None]:
    path.rename(path.with_suffix(".elsewhere"))
    create_workbook("Another Bakery", path).store.close()
    yield
    path.with_suffix(".elsewhere").replace(path)


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """All that the file holds is overwritten, its first page too, by a program that is not ours."""
    sound = path.read_bytes()
    noise = sound[:100] + bytes(range(256)) * (len(sound) // 256)
    with path.open("r+b") as file:
        file.write(noise[: len(sound)])
    yield
    with path.open("r+b") as file:
        file.write(sound)


TROUBLES: dict[str, tuple[Trouble, str]] = {
    "full": (full, "is full. Nothing was saved: make some room, then try again."),
    "read-only": (read_only, "may only be read, not changed. Nothing was saved: ask for the right"),
    "read-only folder": (read_only_folder, "may only be read|may not be opened or changed by you"),
    "refused": (refused, "may not be opened or changed by you"),
    "locked": (locked, "Somebody else is saving in this workbook.*try again in a moment."),
    "gone": (gone, "is not there: it was moved|There is no workbook at"),
    "replaced": (replaced, "Another file stands now where .* was. Nothing was saved"),
    "damaged": (damaged, "is damaged"),
}

# What may be looked at may be looked at, and what opens by name opens what is there.
WORKS = {
    ("full", "command"),
    ("read-only", "command"),
    ("read-only", "report"),
    ("read-only folder", "command"),
    ("replaced", "command"),
    ("replaced", "import"),
    ("replaced", "report"),
}
BEFORE = {"read-only", "read-only folder", "refused"}  # it is opened
CASES = [
    (trouble, door)
    for trouble in TROUBLES
    for door in DOORS
    if (trouble, door) != ("replaced", "sign-off")  # which opens another one, without a Marta
]


@pytest.mark.parametrize("trouble, door", CASES)
def test_every_trouble_is_said_at_every_door(trouble: str, door: str) -> None:
    with small_disk() if trouble == "full" else open_folder() as folder:
        path = somebodys(folder / "rise.workbook")
        told, after = as_somebody(partial(met, trouble, door, path))
    if (trouble, door) in WORKS:
        assert told == DONE
    else:
        assert "\n" not in told
        assert re.search(TROUBLES[trouble][1], told), told
    assert after == DONE


def met(trouble: str, door: str, path: Path) -> tuple[str, str]:
    """Return what is said at a door while there is trouble, and then once it is over."""
    make, _ = TROUBLES[trouble]
    turns.patiently.__defaults__ = (0.2,)  # nobody waits long for a lock
    warm.FORKS = False  # most need no kernel
    through = DOORS[door](path)
    if trouble not in BEFORE:
        next(through)
    with make(path):
        before = set(path.parent.iterdir())
        try:
            if trouble in BEFORE:
                next(through)
            told = next(through)
        except WorkbookError as error:
            told, through = str(error), DOORS[door](path)
        if told != DONE:  # what is for safety, or empty, does no harm
            made = {path.with_name(f"{path.name}.copies"), path.parent / "packs"}
            assert set(path.parent.iterdir()) <= before | made
    return told, next(through) or next(through)  # it opens first, if it could not


def test_readings_that_were_damaged_since_the_plan_was_read_are_said_so(tmp_path: Path) -> None:
    """They are looked up when they are asked for, past SQLAlchemy."""
    book = open_workbook(somebodys(tmp_path / "rise.workbook"))
    lines = (f"Till,{date(2019, 1, 1) + timedelta(days)},{days}\n" for days in range(2000))
    (till := tmp_path / "till.csv").write_text(f"kpi,period,value\n{''.join(lines)}", "utf-8")
    assert _ran("import", book.source, str(till), "--as", "readings", "--every", "day") == DONE
    plan = book.plan
    [kpi] = plan.all(KPI)
    sound = Path(book.source).read_bytes()
    with Path(book.source).open("r+b") as file:
        file.seek(4096)
        file.write(bytes(range(256)) * ((len(sound) - 4096) // 256))
    with pytest.raises(DatabaseRefused, match="is damaged"):
        plan.readings.series(kpi)
    book.store.close()
