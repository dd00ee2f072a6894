"""The formats of a pack: named, refused in words, and all made of one run."""

import json
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, create_workbook
from workbook.cli import main
from workbook.errors import WorkbookError
from workbook.pack.writers import WRITERS, formats

Q3 = Quarter.parse("2026-Q3")


def test_formats_are_asked_for_by_the_end_of_their_files_names():
    assert formats(" .PDF ,pdf") == ("pdf",)


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [("pdf,odt", "not written as “odt”"), ("pdf,,", "A format is missing"), ("", "is missing")],
)
def test_another_format_is_refused_with_those_that_there_are(asked: str, complaint: str):
    with pytest.raises(WorkbookError, match=complaint) as refused:
        formats(asked)
    assert all(each in str(refused.value) for each in WRITERS)


def test_an_unknown_format_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    book = create_workbook("Rise Bakery", tmp_path)
    asked = ["report", book.source, "--quarter", "2026-Q3", "--format", "pdf,odt"]
    assert main(asked) == 2
    assert "The pack is not written as “odt”. There is pdf" in capsys.readouterr().err
    assert not book.pack_file(Q3).parent.exists()


def test_each_file_is_in_the_manifest_with_its_hash(tmp_path: Path):
    book = create_workbook("Rise Bakery", tmp_path)
    sign_off(book, Q3)
    made = book.render(Q3, tmp_path / "packs")
    told = json.loads(made.manifest.read_text())
    assert {each: told[each]["file"] for each in made.files} == {"pdf": made.pdf.name}
