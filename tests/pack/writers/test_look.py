"""A brand in each format: its colour where the pack's own was, its logo, font and foot."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests.pack.brand.making import SVG, lay
from tests.pack.paper import chart, document, section
from tests.pack.writers.extracted import EXTRACTED
from workbook.pack.blocks import Callout, Cell, Column, Facts, Heading, Panel, Prose, Table
from workbook.pack.brand import Brand, brand_in
from workbook.pack.writers import written

FORMATS = list(EXTRACTED)
FOOT = "Keller Advisers · confidential"
PAGES = document(
    section(
        Heading("What moved"),
        Prose("Bread."),
        Facts([("Sales", "12")]),
        Table("Rows", [Column("KPI"), Column("Now", "right")], [["Loaves", Cell("1", "info")]]),
        Callout("info", "How to read this", "From left to right."),
        Panel("A chart", [chart()]),
        lead="All is on its way.",
    ),
    code="AB12CD34",
    date="2026-10-05",
)


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    lines = ('accent = "#7a1f4d"', 'logo = "logo.svg"', 'logo_alt = "Keller & Advisers"')
    more = ('font = "DejaVu Sans"', f'footer = "{FOOT}"')
    return brand_in(lay(tmp_path_factory.mktemp("brand"), *lines, *more, logo_svg=SVG))


@pytest.fixture(scope="module")
def files(brand: Brand) -> dict[str, bytes]:
    return written(dressed(brand), FORMATS, brand)


def dressed(brand: Brand) -> dict[str, Any]:
    return {**PAGES, "look": brand.look.of("Rise Bakery").to_json()}


def inside(file: bytes, format: str) -> str:
    """Return all that a file of a format is made of, as text; of the PDF, how pages are drawn."""
    if format == "pdf":
        return "\n".join(
            page.get_contents().get_data().decode("latin-1")
            for page in PdfReader(BytesIO(file)).pages
        )
    if format == "html":
        return file.decode()
    with ZipFile(BytesIO(file)) as parts:
        every = (parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels")))
        return "\n".join(part.decode() for part in every)


@pytest.mark.parametrize("format", ["html", "docx", "pptx", "xlsx"])
def test_its_colour_stands_wherever_the_packs_own_stood(files: dict[str, bytes], format: str):
    said = inside(files[format], format).casefold().replace("content: '12496b'", "")
    if format == "html":  # whose style has the pack's own first
        said = said.partition("pack-accent: #7a1f4d")[2]
    assert "7a1f4d" in said or format == "html"
    assert "12496b" not in said


def test_on_paper_its_colour_stands_wherever_the_packs_own_stood(files: dict[str, bytes]):
    said = inside(files["pdf"], "pdf")
    drawn = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN|rg|RG)", said)
    numbers = {tuple(round(float(part) * 255) for part in each) for each in drawn}
    assert (0x7A, 0x1F, 0x4D) in numbers
    assert (0x12, 0x49, 0x6B) not in numbers


@pytest.mark.parametrize("format", FORMATS)
def test_its_foot_is_in_each_format(files: dict[str, bytes], format: str):
    found = EXTRACTED[format](files[format]) if format in ("pdf", "html") else ""
    assert FOOT in found + inside(files[format], format)


@pytest.mark.parametrize("format", ["html", "docx", "pptx", "xlsx"])
def test_its_logo_is_there_with_its_words(files: dict[str, bytes], format: str):
    said = inside(files[format], format)
    name = 'alt="' if format == "html" else 'descr="'
    assert f"{name}Keller &amp; Advisers" in said


def test_its_logo_is_on_every_printed_page(files: dict[str, bytes]):
    pages = PdfReader(BytesIO(files["pdf"])).pages
    plain = PdfReader(BytesIO(written(PAGES, ["pdf"])["pdf"])).pages
    assert len(pages) == len(plain)
    for page, before in zip(pages, plain, strict=True):
        assert page.get_contents().get_data().count(
            b" Do"
        ) > before.get_contents().get_data().count(b" Do")


@pytest.mark.parametrize("format", ["html", "docx", "pptx", "xlsx"])
def test_its_font_is_named(files: dict[str, bytes], format: str):
    assert "DejaVu Sans" in inside(files[format], format)


def test_its_font_sets_the_printed_words(files: dict[str, bytes]):
    first = PdfReader(BytesIO(files["pdf"])).pages[0]["/Resources"]["/Font"].values()
    names = [str(font.get_object()["/BaseFont"]).partition("+")[2] for font in first]
    assert names
    assert all(name.startswith("DejaVuSans") for name in names)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_brand_gives_the_same_bytes(brand: Brand, files: dict[str, bytes], format: str):
    assert written(dressed(brand), [format], brand)[format] == files[format]


def test_without_a_brand_nothing_is_said_of_one():
    assert 'pack-logo"' not in written(PAGES, ["html"])["html"].decode()


def test_what_people_wrote_that_looks_like_the_colour_stays(brand: Brand):
    pages = document(section(Prose("Our till’s number is #12496b.")))
    look = {"look": brand.look.of("Rise Bakery").to_json()}
    for format, file in written({**pages, **look}, FORMATS, brand).items():
        assert "#12496b" in EXTRACTED[format](file), format
