"""A workbook goes out as plain files and comes back without loss."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook, create_workbook
from workbook.book import Workbook as Book
from workbook.errors import ImportRefused
from workbook.resources import templates
from workbook.store import Store, database, exchange, manifest, signoff
from workbook.strategy import Business, Objective

EXAMPLE = templates() / "example"
RELEASED = Path(__file__).parent / "released"


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
    spoil(folder, name, content)
    with pytest.raises(ImportRefused, match=said):
        book.restore(folder, edited=True)
    assert book.plan.records == ()


def spoil(folder: Path, name: str, content: str | None) -> None:
    path = folder / name
    path.unlink() if content is None else path.write_text(content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("reading.json", None, r"reading\.json is missing \(299 records\)"),
        ("kpi.json", "[]", r"kpi\.json was changed \(no records, not seven records\)"),
        ("business.json", '[{"name": "Rose"}]', r"business\.json was changed \(one record\)"),
    ],
)
def test_a_file_that_is_not_as_it_was_exported_is_named_with_its_records(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "out")
    spoil(folder, name, content)
    book = empty(tmp_path / "new.workbook")
    with pytest.raises(ImportRefused, match=said):
        book.restore(folder)
    assert book.plan.records == ()


def test_a_file_that_came_from_elsewhere_is_named_too(tmp_path: Path) -> None:
    folder = shutil.copytree(RELEASED / "1", tmp_path / "out")
    about = manifest.manifest(
        {p.stem: rows(p) for p in folder.glob("*.json") if p.stem != "person"}
    )
    (folder / "workbook.json").write_text(json.dumps(about))
    with pytest.raises(ImportRefused, match=r"person\.json was added \(one record\)"):
        exchange.read(folder)


def rows(path: Path) -> list[dict[str, object]]:
    found = json.loads(path.read_text())
    return found if isinstance(found, list) else []


def test_an_export_that_was_edited_on_purpose_is_taken_when_somebody_says_so(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "out")
    path = folder / "business.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Rise Bakery", "Rose"))
    book = empty(tmp_path / "new.workbook")
    book.restore(folder, edited=True)
    assert [business.name for business in book.plan.all(Business)] == ["Rose"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_decision_that_was_taken_is_not_rewritten_in_an_export(
    tmp_path: Path, kept: bool
) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "out")
    path = folder / "decision.json"
    found = [each for each in rows(path) if kept or each["title"] != "Stop the ordering app"]
    text = json.dumps(found).replace("Stop the ordering app", "Pause the ordering app")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefused, match="“Stop the ordering app” was decided on 11 December"):
        exchange.read(folder, edited=True)


def test_line_ends_and_marks_of_an_editor_are_no_change(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "out")
    for path in folder.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    kpis = folder / "kpi.json"
    kpis.write_text(json.dumps(json.loads(kpis.read_text(encoding="utf-8-sig"))))
    assert exchange.read(folder) == exchange.read(EXAMPLE)


def test_an_export_that_was_not_finished_is_taken_by_nobody(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "out")
    (folder / "workbook.json").write_text(json.dumps(manifest.UNFINISHED))
    book = empty(tmp_path / "new.workbook")
    for edited in (False, True):
        with pytest.raises(ImportRefused, match="was not finished"):
            book.restore(folder, edited=edited)


def test_a_link_in_the_folder_of_an_export_is_replaced_and_not_followed(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path)
    (tmp_path / "out").mkdir()
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    for name in ("kpi.json", "workbook.json"):
        (tmp_path / "out" / name).symlink_to(precious)
    folder = book.export(tmp_path / "out")
    assert precious.read_text() == "mine"
    assert exchange.read(folder).get("kpi", []) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_an_export_of_a_private_workbook_is_private(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path)
    Path(book.source).chmod(0o600)
    folder = book.export(tmp_path / "out")
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


def test_the_code_of_a_draft_is_that_of_its_content(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "1.workbook"), empty(tmp_path / "2.workbook")
    one.restore(EXAMPLE)
    two.restore(EXAMPLE)
    codes = [signoff.draft_code(book.plan) for book in (one, two)]
    two.add(Objective, name="Another")
    assert codes[0] == codes[1] != signoff.draft_code(two.plan)
