"""What comes from a private workbook is private, and what its owner lets a group read stays so."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.cli import main
from workbook.strategy import Person

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are others on Windows")

SALES = "Day;Takings\n" + "".join(f"{day:02}.07.2026;{day * 10},50\n" for day in range(1, 32))
READINGS = "kpi,period,value\nSales,2026-07,100\nSales,2026-08,110\nSales,never,1\n"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    made = create_workbook("Rise Bakery", tmp_path)
    made.add(Person, name="Marta")
    yield made
    made.store.close()


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_workbook_is_for_its_owner_alone(book: Workbook, tmp_path: Path) -> None:
    assert mode(Path(book.source)) == 0o600
    assert main(["demo", str(tmp_path / "demo"), "--no-report"]) == 0
    assert mode(tmp_path / "demo") == 0o700
    assert [mode(path) for path in (tmp_path / "demo").iterdir()] == [0o600]


@pytest.mark.parametrize("rights, around", [(0o600, 0o700), (0o640, 0o750), (0o644, 0o755)])
def test_what_is_made_of_a_workbook_is_no_wider_than_it(
    book: Workbook, tmp_path: Path, rights: int, around: int
) -> None:
    source = Path(book.source)
    source.chmod(rights)
    (readings := tmp_path / "sales.csv").write_text(READINGS, encoding="utf-8")
    (sales := tmp_path / "till.csv").write_text(SALES, encoding="utf-8")
    here = {*tmp_path.iterdir()}

    done = [
        ["import", source, readings, "--refused", tmp_path / "refused.csv"],
        ["import", source, sales, "--every", "month", "--kpi", "Takings=sum:Takings", "--yes"],
        ["layouts", source, "1", "--save", tmp_path / "till.json"],
        ["sign-off", source, "--quarter", "2026-Q3", "--by", "Marta", "--early"],
        ["report", source, "--quarter", "2026-Q3", "--out", tmp_path / "out"],
        ["export", source, tmp_path / "exported"],
    ]
    for words in done:
        assert main(list(map(str, words))) == 0, words

    made = [path for path in tmp_path.rglob("*") if path not in here]
    kinds = {path.suffix for path in made if path.is_file()}
    assert kinds >= {".csv", ".pdf", ".ipynb", ".json", ".workbook"}
    assert {path: mode(path) for path in made} == {
        path: around if path.is_dir() else rights for path in made
    }
    assert mode(source) == rights


def test_links_that_were_laid_in_a_folder_lead_nowhere(book: Workbook, tmp_path: Path) -> None:
    """Whatever has the name of a file that is made is replaced, and not what it points to."""
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs", encoding="utf-8")
    names = ["rise-bakery-2026-Q3.pdf", "rise-bakery-2026-Q3.manifest.json"]
    names += ["rise-bakery-2026-Q3.ipynb", "rise-bakery-2026-Q3.failed.ipynb"]
    (packs := tmp_path / "packs").mkdir()
    (out := tmp_path / "out").mkdir()
    laid = [packs / name for name in [*names, f".{names[0]}.tmp", f".{names[1]}.tmp"]]
    laid += [out / "kpi.json", out / "workbook.json", tmp_path / "refused.csv"]
    for link in laid:
        link.symlink_to(theirs)
    (readings := tmp_path / "sales.csv").write_text(READINGS, encoding="utf-8")

    for words in (
        ["report", book.source, "--quarter", "2026-Q3"],
        ["export", book.source, out],
        ["import", book.source, readings, "--refused", tmp_path / "refused.csv"],
    ):
        assert main(list(map(str, words))) == 0, words
    assert theirs.read_text("utf-8") == "theirs"
    assert not any(path.is_symlink() for path in (packs / names[0], out / "kpi.json"))
