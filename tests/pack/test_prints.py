"""A PDF that an export left out is printed again, and what is not as it was signed is said."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from workbook import Quarter, Workbook, create_workbook
from workbook.cli import main
from workbook.errors import DatabaseRefused, RenderFailed
from workbook.pack.blocks import SCHEMA
from workbook.pack.printing import typeset
from workbook.steps.packs import PackLink
from workbook.store import Store, database, exchange, signoff
from workbook.strategy import Person

Q3 = Quarter.parse("2026-Q3")


def signed(book: Workbook, quarter: Quarter = Q3) -> bytes:
    """Sign a quarter off with a pack of one page, and return its PDF."""
    signing = signoff.sign(book.plan, quarter, "Marta")
    cover = book.report(quarter).cover().to_json()
    document = {"schema": SCHEMA, "cover": cover, "sections": []}
    pdf = typeset.typeset(document)
    book.store.keep(signoff.printed(signing, document, pdf))
    return pdf


def brought_in(export: Path, at: Path) -> Workbook:
    book = Workbook(str(at), Store(database.connect(str(at), create=True)))
    book.restore(export)
    return book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    """A workbook with somebody who signs."""
    (tmp_path / "own").mkdir()
    with closing((book := create_workbook("Rise Bakery", tmp_path / "own")).store):
        book.add(Person, name="Marta")
        yield book


@pytest.fixture
def again(book: Workbook, tmp_path: Path) -> Iterator[tuple[Workbook, bytes]]:
    """The workbook, brought in from an export without PDFs, and the one that was signed."""
    pdf = signed(book)
    export = book.export(tmp_path / "export", pdfs=False)
    with closing((again := brought_in(export, tmp_path / "again.workbook")).store):
        yield again, pdf


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A program that prints other bytes than the one before it, and what it prints."""
    monkeypatch.setattr(typeset, "typeset", lambda _: b"%PDF-of a newer program")
    return b"%PDF-of a newer program"


def test_what_an_export_left_out_is_printed_again_byte_for_byte(
    again: tuple[Workbook, bytes], tmp_path: Path
) -> None:
    book, pdf = again
    [row] = book.store.records()["sign_off"]
    assert row["pdf"] is None
    assert book.pack(Q3) == (pdf, "")
    made = book.render(Q3, tmp_path / "packs")
    assert (made.pdf.read_bytes(), made.note) == (pdf, "")
    assert "note" not in json.loads(made.manifest.read_text())


def test_the_export_says_what_it_lacks_and_so_does_whoever_brings_it_in(
    book: Workbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed(book)
    lacks = "the PDF of 2026-Q3: it is printed again from the pages that were signed off"
    folder, copy = tmp_path / "export", str(tmp_path / "copy.workbook")
    assert main(["export", book.source, str(folder), "--without-pdfs"]) == 0
    assert f"Left out: {lacks}." in capsys.readouterr().out
    assert json.loads((folder / "workbook.json").read_text())["left_out"] == lacks
    assert main(["import", copy, str(folder)]) == 0
    assert f"Not in the export: {lacks}." in capsys.readouterr().out
    assert main(["check", copy]) == 0


def test_an_export_carries_every_pdf_unless_it_is_asked_not_to(
    book: Workbook, tmp_path: Path
) -> None:
    signed(book)
    folder = book.export(tmp_path / "export")
    assert exchange.left_out(folder) == ""
    assert exchange.read(folder)["sign_off"] == book.store.records()["sign_off"]
    assert "left_out" not in json.loads((folder / "workbook.json").read_text())


def test_other_bytes_are_said_in_words_wherever_the_pack_is_opened(
    again: tuple[Workbook, bytes],
    newer: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book, _ = again
    said = "is printed again from the pages that Marta signed off. Words and figures are the same"
    pdf, note = book.pack(Q3)
    assert pdf == newer
    assert said in note

    asked = ["report", book.source, "--quarter", "2026-Q3", "--out", str(tmp_path / "packs")]
    assert main(asked) == 0
    assert said in " ".join(capsys.readouterr().out.split())
    facts = next((tmp_path / "packs").glob("*.manifest.json"))
    assert said in json.loads(facts.read_text())["note"]

    link = PackLink(book, Q3)
    sent: list[tuple[object, list[bytes]]] = []
    link.send = lambda content, buffers: sent.append((content, buffers))
    link._handle_custom_msg({"type": "hello"}, [])
    assert sent == [({"type": "file", "sentence": note}, [newer])]


def test_a_pdf_that_this_program_prints_otherwise_is_not_left_out(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, typeset_as_before = signed(book, Q3.previous), typeset.typeset
    signed(book)
    spring = book.report(Q3.previous).cover().quarter

    def typeset_otherwise(document: dict[str, dict[str, str]]) -> bytes:
        if document["cover"]["quarter"] == spring:
            raise RenderFailed("It cannot be printed.")
        return typeset_as_before(document)

    monkeypatch.setattr(typeset, "typeset", typeset_otherwise)
    folder = book.export(tmp_path / "export", pdfs=False)
    assert exchange.left_out(folder).startswith("the PDF of 2026-Q3: ")
    with closing((again := brought_in(folder, tmp_path / "again.workbook")).store):
        assert again.pack(Q3.previous) == (older, "")


def test_pages_that_were_changed_are_not_printed(again: tuple[Workbook, bytes]) -> None:
    book, _ = again
    with book.store._writer.connect() as connection:
        connection.exec_driver_sql("UPDATE sign_off SET document = plan")
        connection.commit()
    with pytest.raises(DatabaseRefused, match="The pages of the pack of 2026-Q3 is not what"):
        book.pack(Q3)
