"""The printed pack: tagged, complete, inside its margins, and the same bytes every time."""

import hashlib
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from tests.pack.paper import chart, document, edges_of_words, pages, section
from workbook.pack.blocks import (
    Bullets,
    Callout,
    Cell,
    Column,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Table,
)
from workbook.pack.printing.typeset import typeset

NASTY = (
    '#panic("no") $x^2$ *bold* _it_ @ref \\ `code` <label> "quoted" \'single\' = head '
    "// c /* d */ #{1+1} [b] ~ -- ... \\u{41} %s {0} &amp; <b>"
)
# In points: 18 mm and 210 mm.
MARGIN, A4_WIDTH = 51, 595.3
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
COLUMNS = [Column("KPI"), Column("Actual", "right"), Column("Status")]


def whole() -> dict[str, Any]:
    """Return a pack with one of each kind of block."""
    rows = [["Tickets", "1,612", Cell("Just short", "watch", "read on Friday")]]
    return document(
        section(
            Facts([("Weekly sales", "EUR 18,420"), ("Actions done", "7 of 9")]),
            Facts([("Owner", "Lena Ahrens, who also runs the shop"), ("Due", "x" * 60)]),
            Heading("What moved", 3),
            Prose("Sales rose.\n\nWaste did not."),
            Bullets(["Hire a baker"]),
            Table("KPIs", COLUMNS, [*rows, ["Waste", Cell("7.9%", "bad"), Cell("", "none")]]),
            Table("", COLUMNS, []),
            chart(alt="Sales rose in August.", caption="Weekly sales"),
            Callout("missing", "No readings", "Enter them in step 4."),
            lead="Sales rose for good.",
        ),
        section(
            Panel("Vision", [Heading("In words"), Prose("Bread people cross town for.")]),
            Grid(2, [Panel(tone, [chart(alt=f"Small {tone}.")], tone) for tone in TONES]),
            title="Strategy on a page",
            new_page=False,
        ),
        business="Café Größe & Søn",
        subtitle="Where we stand",
        facts=[("Prepared for", "The board")],
        date="2026-10-05",
        draft=True,
        code="7F3A-92KD",
    )


TONES = ("good", "watch", "bad", "none", "info")


@pytest.fixture(scope="module")
def printed() -> bytes:
    return typeset(whole())


@pytest.fixture(scope="module")
def pdf(printed: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(printed))


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return every element of the tag tree, in reading order."""

    def below(node: pikepdf.Object) -> list[pikepdf.Object]:
        kids = node.get("/K", pikepdf.Array())
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        elements = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return [found for element in elements for found in [element, *below(element)]]

    return below(pdf.Root.StructTreeRoot)


def test_the_pdf_is_tagged_and_says_its_language_and_title(pdf: pikepdf.Pdf) -> None:
    title = "Café Größe & Søn – Quarterly review, 2026-Q3"
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712  # pikepdf's own boolean
    assert str(pdf.Root.Lang).startswith("en")
    assert str(pdf.docinfo.Title) == title
    assert str(pdf.docinfo.Author) == "Café Größe & Søn"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    with pdf.open_metadata() as described:
        assert described["dc:title"] == title
        assert described["pdfuaid:part"] == "1"


def test_every_figure_has_its_alternative_text(pdf: pikepdf.Pdf) -> None:
    figures = [tag for tag in tags(pdf) if tag.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [
        "Sales rose in August.",
        *[f"Small {tone}." for tone in TONES],
    ]


def test_headings_tables_and_lists_are_tagged_as_such(pdf: pikepdf.Pdf) -> None:
    kinds = [str(tag.S) for tag in tags(pdf)]
    assert kinds.count("/H1") == 2
    # A heading that skips a level is drawn in to the next one.
    assert next(kind for kind in kinds if kind in ("/H2", "/H3")) == "/H2"
    assert kinds.count("/TH") == 6
    assert {"/L", "/TOC", "/Caption", "/P"} <= set(kinds)


def test_one_column_without_a_name_is_tagged_as_a_list(tmp_path: Path) -> None:
    """A table that nobody can tell the columns of would be a finding."""
    rows = [[Cell("Second shop", "watch", "Two half shops")], ["An app"]]
    printed = typeset(document(section(Panel("Not doing", [Table("", [Column("")], rows)]))))
    (tmp_path / "pack.pdf").write_bytes(printed)
    assert not pdfua.validate(tmp_path / "pack.pdf").findings
    pdf = pikepdf.open(BytesIO(printed))
    kinds = [str(tag.S) for tag in tags(pdf)]
    assert kinds.count("/LI") >= 2
    assert "/Table" not in kinds
    assert "Second shop Two half shops An app" in pages(printed)[1]


def test_the_outline_names_the_sections(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Scorecard", "Strategy on a page"]


def test_a_checker_of_pdf_ua_finds_nothing(printed: bytes, tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(printed)
    report = pdfua.validate(tmp_path / "pack.pdf")
    assert [finding.message for finding in report.findings] == []


def test_every_word_of_every_block_is_on_the_page(printed: bytes) -> None:
    cover, *rest = pages(printed)
    assert "Café Größe & Søn" in cover
    assert "Draft – not signed off" in cover
    text = " ".join(rest)
    for words in ("EUR 18,420", "Lena Ahrens, who also runs the shop", "What moved", "Sales rose.",
                  "Waste did not.", "Hire a baker", "read on Friday", "7.9% Off track", "No data",
                  "Nothing recorded yet.", "Weekly sales", "No readings", "Enter them in step 4.",
                  "Sales rose for good.", "Vision", "In words", "Bread people cross town for.",
                  *TONES):  # fmt: skip
        assert words in text, words


def test_each_page_says_whose_it_is_and_how_many_there_are(printed: bytes) -> None:
    second = pages(printed)[1]
    assert second.startswith("Café Größe & Søn · 2026-Q3")
    assert "Pack code 7F3A-92KD" in second
    assert second.endswith(f"Page 2 of {len(pages(printed))}")
    assert "Draft – not signed off" in second


def test_a_signed_off_pack_carries_no_draft_mark() -> None:
    assert "Draft" not in " ".join(pages(typeset(document(section(Prose("Done."))))))


def test_what_people_typed_is_printed_letter_for_letter() -> None:
    """Not one character of it is taken for an instruction to the layout."""
    data = document(
        section(
            Prose(NASTY),
            Bullets([NASTY]),
            Facts([(NASTY, NASTY)]),
            Table(NASTY, [Column(NASTY)], [[NASTY], [Cell(NASTY, "good", NASTY)]]),
            Panel(NASTY, [Callout("watch", NASTY, NASTY)], "bad"),
            Heading(NASTY),
            chart(alt=NASTY, caption=NASTY),
            title=NASTY,
            lead=NASTY,
        ),
        business=NASTY,
        title=NASTY,
        subtitle=NASTY,
        facts=[(NASTY, NASTY)],
        code=NASTY,
    )
    pdf = typeset(data)
    squeezed = "".join(pages(pdf)).replace(" ", "")
    assert squeezed.count(NASTY.replace(" ", "")) >= 17
    assert str(pikepdf.open(BytesIO(pdf)).docinfo.Author) == NASTY


def test_tabs_and_foreign_line_ends_become_spaces_and_lines() -> None:
    (_, page) = pages(typeset(document(section(Prose("one\ttwo\r\nthree\u2028four")))))
    assert "one two three four" in page


def test_no_text_leaves_the_page_however_long_its_words() -> None:
    """Long words break inside their column, in prose, tables, panels and on the cover."""
    wide = Table(LONG, [Column(f"{LONG} {n}") for n in range(9)], [[LONG] * 9])
    narrow = Table("", [Column("A", width=0.05), Column("B")], [[LONG, Cell(LONG, "bad", LONG)]])
    panels = Grid(4, [Panel(LONG, [Prose(LONG), Facts([(LONG, LONG)])], "watch")] * 4)
    pdf = typeset(document(
        section(Prose(LONG), Bullets([LONG]), wide, narrow, panels, title=LONG, lead=LONG),
        business=LONG, subtitle=LONG, facts=[(LONG, LONG)],
    ))  # fmt: skip
    for edges in edges_of_words(pdf):
        assert edges
        assert min(left for left, _ in edges) >= MARGIN
        assert max(right for _, right in edges) <= A4_WIDTH - MARGIN


def test_a_long_table_runs_over_pages_and_repeats_its_head() -> None:
    rows = [[f"Action {n}", "Lena Ahrens", Cell("Done", "good")] for n in range(140)]
    _, *rest = pages(typeset(document(section(Table("Actions", COLUMNS, rows)))))
    assert len(rest) > 2
    assert all("KPI Actual Status" in page for page in rest)
    assert all(f"Action {n} " in " ".join(rest) for n in range(140))


def rows_of_a_table(count: int, before: int = 0) -> list[int]:
    """Return how many rows of a table stand on each sheet, below so many lines."""
    rows = [[f"Action {n}", "Lena Ahrens", Cell("Done", "good")] for n in range(count)]
    filler = [Prose("\n".join(["line"] * before))] if before else []
    _, *rest = pages(typeset(document(section(*filler, Table("Actions", COLUMNS, rows)))))
    return [page.count("Action ") for page in rest]


def test_no_row_of_a_table_stands_by_itself_on_the_next_page() -> None:
    sheets = [rows_of_a_table(count) for count in range(58, 64)]
    assert {len(each) for each in sheets} == {1, 2}
    assert all(each[-1] >= 2 for each in sheets)


def test_a_table_of_a_few_rows_stays_on_one_page() -> None:
    for before in range(34, 50, 2):
        assert [count for count in rows_of_a_table(4, before) if count] == [4]


def test_parts_to_be_seen_whole_begin_a_page_where_they_do_not_fit() -> None:
    """As decision papers do; one that is longer than a page runs over."""

    def paper(words: str, count: int) -> list[Any]:
        return [Heading(words), Bullets([f"{words} {n}" for n in range(count)])]

    papers = [*paper("First", 30), *paper("Second", 35), *paper("Third", 80)]
    _, *sheets = pages(typeset(document(section(*papers, whole_parts=True))))
    stand = [[words in sheet for sheet in sheets] for words in ("First", "Second", "Third")]
    assert [each.index(True) for each in stand[:2]] == [0, 1]
    assert [each.count(True) > 1 for each in stand] == [False, False, True]


def test_a_cell_longer_than_a_page_is_printed_to_its_end() -> None:
    words = "many words " * 1500
    _, *rest = pages(typeset(document(section(Table("", COLUMNS[:2], [["Giant", words]])))))
    assert " ".join(rest).count("many") == " ".join(rest).count("words") == 1500


@pytest.mark.parametrize(
    "block", [Prose("Text. " * 90), Table("", COLUMNS, [["a", "b", "c"]] * 9), chart()]
)
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(block: Any) -> None:
    for lines in range(34, 44):
        filler = Prose("\n".join(["line"] * lines))
        _, *rest = pages(typeset(document(section(filler, Heading("LAST"), block))))
        assert not [page for page in rest if page.split(" Page ")[0].endswith("LAST")]


def test_a_few_words_stay_on_the_page_of_the_chart_they_introduce() -> None:
    for lines in range(30, 44):
        blocks = Prose("\n".join(["line"] * lines)), Heading("Sales"), Prose("In short."), chart()
        _, *rest = pages(typeset(document(section(*blocks))))
        (page,) = [page for page in rest if "In short." in page]
        assert "Sales In short. Weekly sales" in page


def lines(count: int, **fields: Any) -> Section:
    return section(Bullets([f"Line {n}" for n in range(count)]), **fields)


def test_a_section_follows_the_one_before_on_the_same_sheet_and_runs_over() -> None:
    _, first, second = pages(typeset(document(lines(35), lines(35, title="More"))))
    assert "More • Line 0" in first
    assert second.startswith("Rise Bakery · 2026-Q3 More • Line")


def test_a_section_to_be_seen_whole_begins_a_page_only_where_it_does_not_fit() -> None:
    """The cover is the first sheet; what is longer than a page cannot be whole."""
    for before, whole, sheets in ((3, 35, 2), (35, 35, 3), (35, 66, 3)):
        document_ = document(lines(before), lines(whole, title="More", new_page=True))
        assert len(pages(typeset(document_))) == sheets, (before, whole)


def test_a_section_does_not_begin_where_next_to_nothing_of_it_finds_room() -> None:
    for before in range(34, 52):
        _, *sheets = pages(typeset(document(lines(before), lines(25, title="More"))))
        (begins,) = [sheet for sheet in sheets if "More • Line 0" in sheet]
        assert "• Line 3" in begins.partition("More")[2], before


def test_a_page_is_headed_by_the_section_that_it_begins_with() -> None:
    _, _, last = pages(typeset(document(lines(60, title="Runs on"), lines(9, title="After"))))
    assert last.startswith("Rise Bakery · 2026-Q3 Runs on • Line")
    assert "After" in last


def test_the_same_data_give_the_same_bytes(printed: bytes) -> None:
    assert typeset(whole()) == printed


def test_another_process_gives_the_same_bytes(printed: bytes, tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps(whole()))
    script = (
        "import hashlib, json, sys, pathlib; from workbook.pack.printing.typeset import typeset; "
        "data = json.loads(pathlib.Path(sys.argv[1]).read_text()); "
        "print(hashlib.sha256(typeset(data)).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "data.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(printed).hexdigest()


def test_the_date_is_the_covers_and_not_todays() -> None:
    dated = pikepdf.open(BytesIO(typeset(document(section(Prose("a")), date="2026-10-05"))))
    assert str(dated.docinfo.CreationDate).startswith("D:20261005")
    undated = pikepdf.open(BytesIO(typeset(document(section(Prose("a"))))))
    assert "/CreationDate" not in undated.docinfo


def test_only_the_packs_own_fonts_are_in_it(pdf: pikepdf.Pdf) -> None:
    names = {str(obj.BaseFont) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary)
             and obj.get("/Type") == "/Font"}  # fmt: skip
    assert names
    assert all("SourceSans3" in name or "DejaVuSans" in name for name in names), names
