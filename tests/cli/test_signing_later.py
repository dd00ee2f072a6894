"""`workbook sign-off --as-of`: from the command over PDF and verify to an export and back."""

from contextlib import closing
from pathlib import Path

import pytest

from workbook import Quarter, open_workbook
from workbook.cli import main
from workbook.cli.example import make_example
from workbook.insight.review.changes import changes

Q1, Q2, Q3 = (Quarter.parse(f"2026-Q{number}") for number in (1, 2, 3))


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """The example business, whose second quarter of 2026 was signed off later."""
    return make_example(tmp_path / "example")


def test_a_quarter_is_signed_as_of_a_past_day_verified_and_brought_back(
    bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing = ["sign-off", str(bakery), "--by", "Marta Lindqvist", "--as-of", "2026-04-09"]
    assert main([*signing, "--quarter", "2026-Q1"]) == 0
    said = capsys.readouterr().out
    assert "2026-Q1 is signed off by Marta Lindqvist, as the plan stood on 9 April 2026." in said
    assert "Not decided on that day: “" in said

    pack = bakery.parent / "packs" / "rise-bakery-2026-Q1.pdf"
    assert main(["verify", str(pack), str(bakery)]) == 0
    said = capsys.readouterr().out
    assert "by Marta Lindqvist, as the plan stood on 9 April 2026." in said
    assert "byte for byte" in said

    assert main([*signing, "--quarter", "2026-Q1"]) == 2
    assert "it stays as it was signed" in capsys.readouterr().err

    again = tmp_path / "again.workbook"
    assert main(["export", str(bakery), str(tmp_path / "export")]) == 0
    assert main(["import", str(again), str(tmp_path / "export")]) == 0
    assert main(["verify", str(pack), str(again)]) == 0
    assert main(["check", str(again)]) == 0


def test_the_examples_newest_quarter_is_compared_with_the_one_signed_before(bakery: Path) -> None:
    with closing((book := open_workbook(bakery)).store):
        signed = book.plan.sign_off(Q2)
        assert signed is not None
        assert (signed.who, signed.as_of) == ("Marta Lindqvist", "2026-07-09")
        found = changes(book.plan, Q3)
        assert (found.signed, found.since.isoformat()) == (signed, "2026-07-09")
        assert book.plan_for(Q2).today.isoformat() == "2026-07-09"
        assert book.pack(Q2).startswith(b"%PDF")


def test_the_examples_signed_pages_are_written_in_other_formats_by_todays_program(
    bakery: Path, tmp_path: Path
) -> None:
    """Before the first release, who changes what pages are made of signs the example anew."""
    asked = ["report", str(bakery), "--quarter", "2026-Q2", "--format", "pdf,html,docx"]
    assert main([*asked, "--out", str(tmp_path)]) == 0, "python -m tests.example_signed"
    page = (tmp_path / "rise-bakery-2026-Q2.html").read_text(encoding="utf-8")
    assert "as the plan stood on 9 July 2026" in page
