"""The pack as a Word document: what a reader, a screen reader and another program find in it."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from tests.pack.paper import chart, document, section
from tests.pack.writers.office import kinds, opened, printed_figures
from workbook.errors import RenderFailed
from workbook.pack.blocks import Bullets, Callout, Cell, Column, Facts, Heading, Panel, Prose, Table
from workbook.pack.writers.docx import write
from workbook.pack.writers.word.styles import TEXT_WIDTH

Pack = dict[str, Any]

COLUMNS = [Column("KPI"), Column("Now", "right")]


def read(file: bytes) -> WordDocument:
    return Document(BytesIO(file))


def words(made: WordDocument) -> str:
    """Return all text, in reading order."""
    return "\n".join(
        "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        for paragraph in made.element.body.iter(qn("w:p"))
    )


@pytest.fixture(scope="module")
def made(pack: Pack) -> WordDocument:
    return read(write(pack))


def test_every_figure_that_has_a_code_is_in_it(made: WordDocument, pack: Pack):
    said = words(made)
    assert [figure for figure in printed_figures(pack) if figure not in said] == []


def test_every_text_of_the_pages_is_in_it(made: WordDocument, pack: Pack):
    said = words(made)
    cells = [cell for table in kinds(pack, "table") for row in table["rows"] for cell in row]
    texts = [cell if isinstance(cell, str) else cell["text"] for cell in cells]
    texts += [cell["note"] for cell in cells if not isinstance(cell, str)]
    texts += [item for block in kinds(pack, "bullets") for item in block["items"]]
    lines = [line.replace("✔", "✓") for text in texts for line in text.split("\n")]
    assert [line for line in lines if line not in said] == []


def test_headings_are_real_and_leave_out_no_level(made: WordDocument, pack: Pack):
    styles = [each.style.name for each in made.paragraphs if each.style]
    levels = [int(name[-1]) for name in styles if name.startswith("Heading ")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) == len(pack["sections"])


def test_each_table_repeats_its_head_keeps_its_rows_whole_and_says_what_it_is(made: WordDocument):
    assert made.tables
    for table in made.tables:
        first, *_ = rows = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        for tag in ("w:tblCaption", "w:tblDescription"):
            assert table._tbl.tblPr.find(qn(tag)).get(qn("w:val"))


def test_widths_are_written_twice_and_add_up_to_the_text(made: WordDocument):
    for table in made.tables:
        widths = [column.w.twips for column in table._tbl.tblGrid.gridCol_lst]
        assert sum(widths) == TEXT_WIDTH
        for row in table._tbl.tr_lst:
            assert [cell.width.twips for cell in row.tc_lst] == widths


def test_each_picture_has_its_alternative_text(made: WordDocument, pack: Pack):
    told = [each.get("descr") for each in made.element.body.iter(qn("wp:docPr"))]
    assert told == [each["alt"] for each in kinds(pack, "chart")]


def test_captions_are_numbered_by_fields_and_contents_ask_for_nothing(made: WordDocument):
    fields = [each.get(qn("w:instr")) for each in made.element.body.iter(qn("w:fldSimple"))]
    captions = [each for each in made.paragraphs if each.style and each.style.name == "Caption"]
    assert len([each for each in fields if "SEQ" in each]) == len(captions) > 0
    [contents] = [each.text for each in made.element.body.iter(qn("w:instrText"))]
    assert "TOC" in contents
    assert made.settings.element.find(qn("w:updateFields")) is None
    named = {each.get(qn("w:name")) for each in made.element.body.iter(qn("w:bookmarkStart"))}
    leading = {each.get(qn("w:anchor")) for each in made.element.body.iter(qn("w:hyperlink"))}
    assert leading <= named


def test_no_paragraph_is_there_for_its_space(made: WordDocument):
    drawn = [list(each._p.iter(qn("w:t"), qn("w:drawing"))) for each in made.paragraphs]
    assert [] not in drawn


def test_it_says_its_title_whose_it_is_and_its_language(made: WordDocument):
    about = made.core_properties
    assert about.title == "Rise Bakery – Quarterly review, July to September 2026"
    assert about.author == "Rise Bakery"
    spoken = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-GB"}


def test_the_foot_of_each_page_names_the_quarter_and_the_page(made: WordDocument):
    page = made.sections[0]
    for foot in (page.footer, page.first_page_footer):
        [line] = foot.paragraphs
        assert "July to September 2026 · Pack code " in line.text
        fields = [each.get(qn("w:instr")).strip() for each in line._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_the_same_pack_gives_the_same_bytes():
    small = document(section(Prose("Bread."), chart()))
    assert write(small) == write(small)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bread\x07 and\x00 butter", "Bread[U+0007] and[U+0000] butter"),
        ("no letter: \uffff", "no letter: [U+FFFF]"),
        ("日本 🎉 ไทย हिन्दी", "日本 🎉 ไทย हिन्दी"),
        ("one\x0btwo", "one\ntwo"),
    ],
)
def test_what_a_file_cannot_carry_is_named_and_all_else_is_kept(typed: str, kept: str):
    table = Table(typed, COLUMNS, [[Cell(typed, note=typed), typed]])
    blocks = [Heading("X" + typed), Prose(typed), Bullets([typed]), Facts([(typed, typed)]), table]
    blocks += [Callout("watch", typed, typed), Panel(typed, [Prose(typed)])]
    made = read(write(document(section(*blocks, lead=typed), business=typed)))
    every = "\n".join(each.text for each in made.paragraphs)
    assert every.count(kept) >= 8


def test_what_is_read_from_right_to_left_stands_so():
    made = read(write(document(section(Prose("כיכרות לחם 12"), Prose("Bread כיכר")))))
    marked = {
        each.text for each in made.paragraphs if each._p.find(".//" + qn("w:bidi")) is not None
    }
    assert marked == {"כיכרות לחם 12"}
    assert len(list(made.element.body.iter(qn("w:rtl")))) == 1


def test_a_letter_that_no_typeface_has_is_named_with_its_chart():
    with pytest.raises(RenderFailed, match=r"U\+E000.*“Scorecard”"):
        write(document(section(chart("Bread \ue000"))))


def tables_that_touch() -> dict[str, Any]:
    return document(section(Table("", COLUMNS, [["A", "1"]]), Table("", COLUMNS, [["B", "2"]])))


def a_table_without_a_row() -> dict[str, Any]:
    return document(section(Table("Actions", COLUMNS, [])))


@pytest.mark.parametrize(
    ("make", "said"),
    [(tables_that_touch, "Table 1. Scorecard"), (a_table_without_a_row, "Nothing recorded yet.")],
)
def test_a_table_that_touches_another_or_is_empty_says_so(
    make: Callable[[], dict[str, Any]], said: str
):
    assert said in words(read(write(make()))).split("\n")


def test_libreoffice_opens_it_and_shows_every_section(pack: Pack, tmp_path: Path):
    pages = opened(write(pack), "docx", tmp_path)
    said = " ".join(" ".join(pages).split())
    assert len(pages) > 10
    assert [each["title"] for each in pack["sections"] if each["title"] not in said] == []


def test_for_whom_it_is_stands_at_the_foot_of_each_page():
    made = read(write(document(section(Prose("Bread.")), audience="Team: Bakery")))
    assert "· Team: Bakery" in made.sections[0].footer.paragraphs[0].text
