"""A quarter that was signed off prints the same bytes, whatever happens to plan and program."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import workbook.pack.pages
from workbook import Quarter, Workbook, WorkbookError, create_workbook, open_workbook
from workbook.cli import main
from workbook.errors import RenderFailed, StorageFailed
from workbook.pack.audiences import audience
from workbook.pack.printing import typeset
from workbook.store import Edit, frozen, signoff, upgrades
from workbook.strategy import KPI, Objective, Person, Reading, outline
from workbook.strategy.asking import Ask
from workbook.strategy.outline import Chapter

Q3 = Quarter.parse("2026-Q3")

Change = Callable[[Workbook, pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workbook, bytes]]:
    """A workbook whose third quarter is signed off, and the pack as it was printed then."""
    book = create_workbook("Rise Bakery", tmp_path_factory.mktemp("signed"))
    book.save(
        [
            Edit(Person, "marta", {"name": "Marta"}),
            Edit(Objective, "cafes", {"name": "Sell to 24 cafés", "owner_id": "marta"}),
            Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "cafes", "unit": "loaves"}),
            Edit(Reading, "r", {"kpi_id": "loaves", "start": date(2026, 7, 1), "value": 61}),
        ]
    )
    made = book.sign_off(Q3, "Marta")
    yield book, made.pdf.read_bytes()
    book.store.close()


def much_is_changed(book: Workbook, _: pytest.MonkeyPatch) -> None:
    book.save([Edit(KPI, "loaves", {"name": "Buns", "target": 99}, 1)])


def an_entity_appears(_: Workbook, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(frozen, "ENTITIES", (*frozen.ENTITIES, _Hope))


class _Hope:
    __tablename__ = "hope"


def a_field_is_renamed(_: Workbook, patch: pytest.MonkeyPatch) -> None:
    def renamed(table: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return table, {("measure" if name == "unit" else name): row[name] for name in row}

    patch.setattr(upgrades, "UPGRADES", (renamed,))


def a_question_is_asked(_: Workbook, patch: pytest.MonkeyPatch) -> None:
    more = Ask(False, "Say what the weather was like.")
    weather = Chapter("weather", "The weather", lambda plan, quarter: iter([more]))
    first, *others = outline.STEPS
    patch.setattr(outline, "STEPS", (replace(first, chapters=(*first.chapters, weather)), *others))


def a_page_is_added(_: Workbook, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(workbook.pack.pages, "PAGES", (*workbook.pack.pages.PAGES, "weather"))


def the_program_is_upgraded(_: Workbook, patch: pytest.MonkeyPatch) -> None:
    def typeset_otherwise(document: object) -> bytes:
        raise AssertionError("A newer layout would print other bytes.")

    patch.setattr(typeset, "typeset", typeset_otherwise)


CHANGES = (
    much_is_changed,
    an_entity_appears,
    a_field_is_renamed,
    a_question_is_asked,
    a_page_is_added,
    the_program_is_upgraded,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_bytes_are_the_same_after(
    signed: tuple[Workbook, bytes], change: Change, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book, before = signed
    change(book, monkeypatch)
    again = open_workbook(book.source)
    printed = again.render(Q3, tmp_path)
    assert printed.pdf.read_bytes() == again.pack(Q3).pdf == before
    assert printed.notebook is None, "No notebook is run."
    again.store.close()


def test_the_cover_carries_the_code_and_the_name_that_the_sign_off_keeps(
    signed: tuple[Workbook, bytes],
) -> None:
    book, _ = signed
    kept = book.plan.sign_off(Q3)
    assert kept is not None
    signing = book.store.signed_off(Q3)
    assert signing is not None
    cover = signoff.document_of(signing)["cover"]
    assert (cover["code"], cover["draft"], kept.who) == (kept.code, False, "Marta")
    assert any("by Marta" in said for _, said in cover["facts"])


def test_the_signed_pages_are_kept_with_the_plan(signed: tuple[Workbook, bytes]) -> None:
    book, before = signed
    [row] = book.store.records()["sign_off"]
    kept = signoff.read(row)
    titles = [section["title"] for section in signoff.document_of(kept)["sections"]]
    assert "Scorecard" in titles
    assert row["hashes"]["pdf"] == hashlib.sha256(before).hexdigest()
    assert signoff.frozen_plan(kept).all(KPI)[0].name == "Loaves"


def test_a_pack_that_cannot_be_made_leaves_no_sign_off(tmp_path: Path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.add(Person, name="Marta")
    book.pack_file(Q3).parent.write_text("not a folder")
    with pytest.raises(StorageFailed, match="a folder has to be"):
        book.sign_off(Q3, "Marta")
    assert book.plan.sign_off(Q3) is None


def test_a_version_is_for_those_of_the_plan_that_was_signed(
    signed: tuple[Workbook, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, _ = signed
    book.add(Person, name="Noor")
    lacks = "No person is called “Noor”. There is Marta."
    with pytest.raises(WorkbookError, match=lacks) as refused:
        book.render(Q3, tmp_path, audience=audience(book.plan, "person:Noor"))
    assert not isinstance(refused.value, RenderFailed)
    assert not list(tmp_path.iterdir())
    book.save([Edit(Person, "marta", {"name": "Marta Lindqvist"}, 1)])
    ask = ["report", book.source, "--quarter", "2026-Q3", "--explain", "--audience"]
    main([*ask, "person:Marta"])
    assert "means for Marta " in capsys.readouterr().out
    assert main([*ask, "person:Noor"]) != 0
    assert lacks in capsys.readouterr().err
