"""A workbook goes out as plain files and comes back without loss."""

import json
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook, create_workbook
from workbook.book import Workbook as Book
from workbook.errors import ImportRefused
from workbook.resources import templates
from workbook.store import Store, database, signoff
from workbook.strategy import Objective

EXAMPLE = templates() / "example"


def empty(path: Path) -> Book:
    return Book(str(path), Store(database.connect(str(path), create=True)))


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}


def test_the_example_comes_back_byte_for_byte(tmp_path: Path) -> None:
    book = empty(tmp_path / "example.workbook")
    assert book.restore(EXAMPLE) > 500
    book.export(tmp_path / "out")
    assert files(tmp_path / "out") == files(EXAMPLE)


def test_history_and_sign_offs_travel_too(tmp_path: Path, book: Workbook) -> None:
    book.add(Objective, name="Grow by a fifth\nand “sleep” at night – für alle", weight=33.3)
    sign_off(book, Quarter.parse("2026-Q3"))
    book.export(tmp_path / "one")
    again = empty(tmp_path / "again.workbook")
    again.restore(tmp_path / "one")
    again.export(tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(json.loads(files(tmp_path / "two")["sign_off.json"])) == 1


def test_an_edit_of_one_field_changes_one_line_of_the_record(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path)
    id = book.add(Objective, name="Grow")
    before = files(book.export(tmp_path / "out"))["objective.json"].splitlines()
    book.save([exchange_edit(id)])
    after = files(book.export(tmp_path / "out"))["objective.json"].splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ['    "version": 2,', '    "name": "Grow slowly",']


def exchange_edit(id: str) -> object:
    from workbook.store import Edit

    return Edit(Objective, id, {"name": "Grow slowly"}, 1)


def test_a_used_workbook_takes_no_import(tmp_path: Path, book: Workbook) -> None:
    with pytest.raises(ImportRefused, match="not empty"):
        book.restore(EXAMPLE)
    assert [record.name for record in book.plan.records] == ["Rise Bakery"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("workbook.json", None, "it is not an export"),
        ("workbook.json", '{"format": 99}', "newer version"),
        ("workbook.json", "[]", "does not say which format"),
        ("kpi.json", "{", "cannot be read"),
        ("kpi.json", "{}", "has to hold a list"),
        ("kpi.json", '[{"name": "x", "target": "many"}]', "record 1: Target has to be a number"),
        ("kpi.json", '[{"name": "x", "colour": "red"}]', "no field called “colour”"),
        ("change.json", '[{"number": 1}]', "record 1"),
    ],
)
def test_a_spoiled_export_is_refused_by_file_and_record(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    book = empty(tmp_path / "new.workbook")
    folder = book.export(tmp_path / "out")
    path = folder / name
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ImportRefused, match=said):
        book.restore(folder)
    assert book.plan.records == ()


def test_the_code_of_a_draft_is_that_of_its_content(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "1.workbook"), empty(tmp_path / "2.workbook")
    one.restore(EXAMPLE)
    two.restore(EXAMPLE)
    codes = [signoff.draft_code(book.plan) for book in (one, two)]
    two.add(Objective, name="Another")
    assert codes[0] == codes[1] != signoff.draft_code(two.plan)
