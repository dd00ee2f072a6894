"""A pack keeps the brand that it was signed with, whatever becomes of brand.toml."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.pack.brand.making import SVG, lay
from workbook import Quarter, Workbook, create_workbook
from workbook.cli import main
from workbook.errors import WorkbookError
from workbook.pack import render
from workbook.pack.audiences import audience
from workbook.pack.brand import Brand
from workbook.pack.brand.look import Look
from workbook.pack.proof.examine import examine
from workbook.store import Edit, signoff
from workbook.strategy import KPI, Objective, Person, Reading

Q3 = Quarter.parse("2026-Q3")
OTHERS = "html,docx,xlsx"
LINES = ('accent = "#7a1f4d"', 'logo = "logo.svg"', 'footer = "Keller AG"', 'numbers = "de-DE"')


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workbook, bytes]]:
    """A workbook whose quarter was signed off in a brand, and its pack as it was printed then."""
    folder = lay(tmp_path_factory.mktemp("signed"), *LINES, logo_svg=SVG)
    book = create_workbook("Rise Bakery", folder)
    kpi = {"name": "Sales", "objective_id": "cafes", "unit": "EUR", "target": 1_250_000.5}
    book.save(
        [
            Edit(Person, "marta", {"name": "Marta"}),
            Edit(Objective, "cafes", {"name": "Sell to 24 cafés", "owner_id": "marta"}),
            Edit(KPI, "sales", kpi),
            Edit(Reading, "r", {"kpi_id": "sales", "start": date(2026, 7, 1), "value": 61_000}),
        ]
    )
    yield book, book.sign_off(Q3, "Marta").pdf.read_bytes()
    book.store.close()


def words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_pack_is_made_in_the_brand_and_proves_itself(signed: tuple[Workbook, bytes]) -> None:
    _, pdf = signed
    assert "Keller AG" in words(pdf)
    assert "61.000 EUR" in words(pdf)
    assert examine(pdf).troubles == ()


@pytest.mark.parametrize("then", [('accent = "#004080"',), ("no brand at all",), ()])
def test_it_prints_the_same_bytes_after_brand_toml_changed_broke_or_vanished(
    signed: tuple[Workbook, bytes], tmp_path: Path, then: tuple[str, ...]
) -> None:
    book, pdf = signed
    folder = book.folder
    before = book.render(Q3, tmp_path, formats=OTHERS).files
    held = {name: file.read_bytes() for name, file in before.items()}
    try:
        if then:
            lay(folder, *then)
        else:
            (folder / "brand.toml").unlink()
            (folder / "logo.svg").unlink()
        again = book.render(Q3, tmp_path, formats=f"pdf,{OTHERS}").files
        assert {name: file.read_bytes() for name, file in again.items()} == {"pdf": pdf, **held}
    finally:
        lay(folder, *LINES, logo_svg=SVG)


def test_a_version_of_it_for_others_is_made_in_the_same_brand(
    signed: tuple[Workbook, bytes], tmp_path: Path
) -> None:
    book, _ = signed
    lay(book.folder, "no brand at all")
    try:
        board = audience(book.plan_for(Q3), "board")
        made = book.render(Q3, tmp_path, audience=board).pdf.read_bytes()
    finally:
        lay(book.folder, *LINES, logo_svg=SVG)
    assert "Keller AG" in words(made)
    assert "61.000 EUR" in words(made)


def test_a_sign_off_of_before_there_were_brands_has_the_packs_own_look(
    signed: tuple[Workbook, bytes],
) -> None:
    book, _ = signed
    signing = book.store.signed_off(Q3)
    assert signing is not None
    document = signoff.document_of(signing)
    document["cover"].pop("numbers")
    document.pop("look")
    older = signoff.printed(signing, document, signing.pdf)
    assert render.kept(older, book.folder) == Brand(book.folder, Look())


def test_a_database_on_a_server_takes_the_brand_of_the_folder_of_its_packs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    monkeypatch.setattr(book, "source", "postgresql://me@server/client")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for folder in ("packs", "elsewhere"):
        (tmp_path / folder).mkdir()
        lay(tmp_path / folder, f'footer = "{folder}"')
    assert book.brand().look.footer == "packs"
    assert book.brand(tmp_path / "elsewhere").look.footer == "elsewhere"


def test_what_is_wrong_in_it_is_one_sentence_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = create_workbook("Rise Bakery", lay(tmp_path, 'accent = "#e07b39"'))
    book.add(Person, name="Marta")
    code = main(["report", book.source, "--quarter", "2026-Q3", "--out", str(tmp_path / "out")])
    said = capsys.readouterr().err
    assert code == 2
    assert "“accent” in brand.toml: #e07b39 cannot be read as text." in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()
    with pytest.raises(WorkbookError, match="cannot be read as text"):
        book.sign_off(Q3, "Marta", early=True)
    assert book.plan.sign_off(Q3) is None
