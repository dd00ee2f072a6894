"""`workbook sign-off --as-of`: from the command over PDF and verify to an export and back."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.example_signed import SIGNINGS
from workbook import Quarter, open_workbook
from workbook.cli import main
from workbook.cli.example import make_example
from workbook.insight.review.changes import changes
from workbook.pack.proof.examine import examine
from workbook.strategy import Review

Q2, Q3 = Quarter.parse("2026-Q2"), Quarter.parse("2026-Q3")


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """The example business, whose quarters before the third of 2026 were signed off later."""
    return make_example(tmp_path / "example")


def test_a_quarter_is_signed_as_of_a_past_day_verified_and_brought_back(
    bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing = ["sign-off", str(bakery), "--by", "Marta Lindqvist", "--as-of", "2026-10-05"]
    assert main([*signing, "--quarter", "2026-Q3"]) == 0
    said = capsys.readouterr().out
    assert "2026-Q3 is signed off by Marta Lindqvist, as the plan stood on 5 October 2026." in said
    assert "Not decided on that day: “" in said

    pack = bakery.parent / "packs" / "rise-bakery-2026-Q3.pdf"
    assert main(["verify", str(pack), str(bakery)]) == 0
    said = capsys.readouterr().out
    assert "by Marta Lindqvist, as the plan stood on 5 October 2026." in said
    assert "byte for byte" in said

    assert main([*signing, "--quarter", "2026-Q3"]) == 2
    assert "it stays as it was signed" in capsys.readouterr().err

    again = tmp_path / "again.workbook"
    assert main(["export", str(bakery), str(tmp_path / "export")]) == 0
    assert main(["import", str(again), str(tmp_path / "export")]) == 0
    assert main(["verify", str(pack), str(again)]) == 0
    assert main(["check", str(again)]) == 0


def test_the_examples_earlier_quarters_are_signed_as_each_stood_after_its_review(
    bakery: Path,
) -> None:
    with closing((book := open_workbook(bakery)).store):
        plan = book.plan
        signed = {each.quarter: each.stood for each in plan.signed_off}
        reviews = [Quarter.parse(each.quarter) for each in plan.all(Review)]
        assert signed == SIGNINGS
        assert list(signed) == sorted(map(str, reviews))[:-1]  # the newest is a draft
        for quarter, day in signed.items():
            then = book.plan_for(Quarter.parse(quarter))
            assert then.today == day
            assert max(each.quarter for each in then.all(Review)) == quarter
        assert plan.changes.first.at.date() > Quarter.parse("2025-Q1").end


def test_the_examples_signed_packs_are_printed_again_byte_for_byte_and_agree(
    bakery: Path,
) -> None:
    """Before the first release, who changes what pages are made of signs the example anew."""
    with closing((book := open_workbook(bakery)).store):
        packs = {quarter: book.pack(Quarter.parse(quarter)) for quarter in SIGNINGS}
    assert not any(pack.note for pack in packs.values()), "python -m tests.example_signed"
    found = {quarter: examine(pack.pdf) for quarter, pack in packs.items()}
    assert not any(each.troubles for each in found.values()), "python -m tests.example_signed"
    assert all(each.agreeing == each.figures > 200 for each in found.values())


def test_the_examples_newest_quarter_is_compared_with_the_one_signed_before(bakery: Path) -> None:
    with closing((book := open_workbook(bakery)).store):
        signed = book.plan.sign_off(Q2)
        assert signed is not None
        assert (signed.who, signed.as_of) == ("Marta Lindqvist", "2026-07-09")
        found = changes(book.plan, Q3)
        assert (found.signed, found.since.isoformat()) == (signed, "2026-07-09")
        assert book.plan_for(Q2).today.isoformat() == "2026-07-09"
        assert book.pack(Q2).pdf.startswith(b"%PDF")


def test_the_examples_signed_pages_are_written_in_other_formats_by_todays_program(
    bakery: Path, tmp_path: Path
) -> None:
    """Before the first release, who changes what pages are made of signs the example anew."""
    asked = ["report", str(bakery), "--quarter", "2026-Q2", "--format", "pdf,html,docx"]
    assert main([*asked, "--out", str(tmp_path)]) == 0, "python -m tests.example_signed"
    page = (tmp_path / "rise-bakery-2026-Q2.html").read_text(encoding="utf-8")
    assert "as the plan stood on 9 July 2026" in page
