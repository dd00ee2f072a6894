"""`workbook report --as-of`: the pack as the workbook stood on a past day, or why there is none."""

import json
from pathlib import Path

import pikepdf
import pytest

from workbook.cli import main
from workbook.cli.example import make_example


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example business, whose journal begins on 7 April 2025."""
    return make_example(tmp_path_factory.mktemp("example"))


def test_the_pack_of_a_past_day_says_so_on_its_cover_and_in_its_name(
    bakery: Path, tmp_path: Path
) -> None:
    asked = ["report", str(bakery), "--quarter", "2026-Q2", "--as-of", "2026-07-10"]
    assert main([*asked, "--out", str(tmp_path)]) == 0
    name = "rise-bakery-2026-Q2-as-of-2026-07-10"
    manifest = json.loads((tmp_path / f"{name}.manifest.json").read_text(encoding="utf-8"))
    notebook = (tmp_path / f"{name}.ipynb").read_text(encoding="utf-8")
    assert manifest["as_of"] == "2026-07-10"
    assert len(pikepdf.open(tmp_path / f"{name}.pdf").pages) > 5
    assert "10 July 2026, made from the journal later" in notebook
    assert main(["verify", str(tmp_path / f"{name}.pdf")]) == 0


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (
            "2024-06-30",
            "The journal begins on 7 April 2025: how the workbook",
        ),
        ("2999-01-01", "1 January 2999 has not come yet."),
        ("soon", "“soon” is no day. Write it like 2026-06-30."),
    ],
)
def test_a_day_that_cannot_be_told_of_is_refused_in_a_line(
    bakery: Path, tmp_path: Path, day: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", str(bakery), "--quarter", "2026-Q2", "--as-of", day]
    assert main([*asked, "--out", str(tmp_path / "out")]) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_a_quarter_it_is_the_newest_reviewed_by_that_day_and_no_later_one_is_made(
    bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ["--as-of", "2026-06-30", "--out", str(tmp_path)]
    assert main(["report", str(bakery), *day]) == 0
    assert [each.name for each in tmp_path.glob("*.pdf")] == [
        "rise-bakery-2026-Q1-as-of-2026-06-30.pdf"
    ]
    assert main(["report", str(bakery), "--quarter", "2026-Q3", *day]) == 2
    assert "There is nothing in this workbook for 2026-Q3" in capsys.readouterr().err
