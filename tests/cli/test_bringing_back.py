"""`workbook restore`: what copies there are of a workbook, and one brought back."""

import re
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, create_workbook, open_workbook
from workbook.cli import main
from workbook.store import copies
from workbook.strategy import Objective


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A workbook that was signed off, and got an objective afterwards."""
    book = create_workbook("Rise Bakery", tmp_path)
    sign_off(book, Quarter.parse("2026-Q3"))
    book.add(Objective, name="Grow")
    book.store.close()
    return Path(book.source)


def goals(file: Path) -> list[str]:
    return [goal.name for goal in open_workbook(file).plan.all(Objective)]


def test_each_copy_is_listed_with_what_it_is(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = copies.keep(signed, "before an update")
    damaged.write_bytes(b"not a database at all" * 400)
    assert main(["restore", str(signed)]) == 0
    first, second, where, how = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"1  \d+ \w+ \d+, \d\d:\d\d, before an update  +0\.1 MB +damaged", first)
    assert re.search(r"^2 .* before sign-off of 2026-Q3  0\.\d MB  Rise Bakery  1 jo", second)
    assert second.endswith("1 journal line  whole")
    assert where == f"They are in {signed}.copies"
    assert how == f"To bring one back, such as 2: workbook restore {signed} 2"


def test_one_is_brought_back_by_its_number_and_the_file_is_kept(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(signed), "1"]) == 0
    said, kept, next_ = capsys.readouterr().out.splitlines()
    assert said.startswith(f"{signed} is again as it was on ")
    assert said.endswith("It is the workbook of Rise Bakery, 1 line in its journal.")
    assert next_.endswith(f"Next: workbook start {signed}")
    assert goals(signed) == []
    assert goals(Path(kept.removeprefix("What stood there until now is kept: "))) == ["Grow"]


def test_one_is_brought_back_by_its_name(signed: Path) -> None:
    [copy] = copies.copies(signed)
    assert main(["restore", str(signed), copy.path.stem]) == 0
    assert goals(signed) == []


def test_one_is_written_elsewhere(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = signed.with_name("as-it-was.workbook")
    assert main(["restore", str(signed), "1", "--to", str(to)]) == 0
    assert capsys.readouterr().out.startswith(f"{to} is a copy now: ")
    assert (goals(to), goals(signed)) == ([], ["Grow"])


def test_a_damaged_workbook_is_brought_back(signed: Path) -> None:
    signed.write_bytes(b"not a database at all" * 400)
    assert main(["restore", str(signed), "1"]) == 0
    assert goals(signed) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2"], "There is no copy 2. One copy listed: workbook restore "),
        (["0"], "There is no copy 0."),
        (["--to", "x.workbook"], "Say which copy"),
    ],
)
def test_what_is_not_there_is_refused_in_a_line(
    signed: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["restore", str(signed), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert goals(signed) == ["Grow"]


def test_where_there_is_no_copy_yet_it_is_said_when_one_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    assert main(["restore", book.source]) == 0
    assert "One is made before each sign-off" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "none.workbook")]) == 2
    assert "and no copy of one" in capsys.readouterr().err
    assert main(["restore", "postgresql://me:secret@host/name"]) == 2
    said = capsys.readouterr().err
    assert "has its backups" in said
    assert "secret" not in said
