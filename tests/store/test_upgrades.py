"""What an older program wrote is read by this one: exports, sign-offs, lines of the journal."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.signed import sign_off
from tests.store.test_exchange import empty
from workbook import Quarter, Workbook
from workbook.store import Edit, exchange, frozen, upgrades
from workbook.strategy import Person
from workbook.strategy.history import FORMAT

RELEASED = Path(__file__).parent / "released"
Q3 = Quarter.parse("2026-Q3")


def test_every_format_has_its_step_and_its_export() -> None:
    assert len(upgrades.UPGRADES) == FORMAT - 1
    assert sorted(path.name for path in RELEASED.iterdir()) == [str(n + 1) for n in range(FORMAT)]


@pytest.mark.parametrize("format", range(1, FORMAT + 1))
def test_an_export_of_every_released_format_is_read_with_its_sign_off(
    tmp_path: Path, format: int
) -> None:
    book = empty(tmp_path / "again.workbook")
    book.restore(RELEASED / str(format))
    assert [person.name for person in book.plan.all(Person)] == ["Marta"]
    assert [line.verb for line in book.plan.changes] == ["added", "added", "changed"]
    assert book.plan_for(Q3).all(Person)[0].role == "Baker"
    assert book.pack(Q3).pdf == b"%PDF-signed"


@pytest.fixture
def a_step_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose people have a `role` that was called `job` before."""

    def from_1(table: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        new = {("role" if name == "job" else name): value for name, value in row.items()}
        return ("person" if table == "human" else table), new

    monkeypatch.setattr(upgrades, "UPGRADES", (from_1,))


OLD = [{"id": "m", "name": "Marta", "job": "Baker"}]
LINE = {
    "number": 1,
    "save_id": "s",
    "at": "2026-07-01T08:00:00Z",
    "who": "ana",
    "entity": "human",
    "record_id": "m",
    "verb": "changed",
    "before": {"job": ""},
    "after": {"job": "Baker"},
    "reason": "",
}


@pytest.mark.usefixtures("a_step_later")
def test_records_and_lines_of_the_journal_follow_one_chain() -> None:
    found = upgrades.upgraded({"human": OLD, "change": [LINE]}, 1)
    assert found["person"] == [{"id": "m", "name": "Marta", "role": "Baker"}]
    [line] = found["change"]
    assert (line["entity"], line["before"], line["after"]) == (
        "person", {"role": ""}, {"role": "Baker"},
    )  # fmt: skip


@pytest.mark.usefixtures("a_step_later")
def test_a_sign_off_follows_the_same_chain() -> None:
    kept = {"format": 1, "records": {"human": OLD, "change": [LINE]}, "series": {}}
    plan = frozen.thaw(kept)
    assert plan.all(Person)[0].role == "Baker"
    assert plan.changes[0].after == {"role": "Baker"}


@pytest.mark.usefixtures("a_step_later")
def test_an_old_line_in_the_database_follows_it_too(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.save([Edit(Person, "m", {"name": "Marta", "role": "Baker"})])
    old = book.plan.changes[-1].model_copy(update={"after": {"job": "Baker"}})
    monkeypatch.setattr(upgrades, "FORMAT", 2)
    assert (upgrades.current(old).after, upgrades.current(old).format) == ({"role": "Baker"}, 2)


@pytest.mark.usefixtures("a_step_later")
def test_what_is_of_todays_format_is_left_as_it_is() -> None:
    assert upgrades.upgraded({"human": OLD}, 2) == {"human": OLD}


def make_export_of_today(folder: Path, book: Workbook) -> None:
    """Write the export that has to be kept under `released` before a release."""
    book.save([Edit(Person, "marta", {"name": "Marta"})])
    book.save([Edit(Person, "marta", {"role": "Baker"}, 1)])
    sign_off(book, Q3)
    book.export(folder)


def test_an_export_says_its_format(tmp_path: Path, book: Workbook) -> None:
    make_export_of_today(tmp_path, book)
    assert json.loads((tmp_path / "workbook.json").read_text())["format"] == FORMAT
    assert exchange.read(tmp_path)["person"][0]["role"] == "Baker"
