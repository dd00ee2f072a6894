"""The pack as slides: what is on them, what their notes say, and what can be edited."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Presented
from pptx.util import Pt

from tests.pack.paper import chart, document, section
from tests.pack.writers.office import kinds, opened, printed_figures
from workbook.charts.plot import Line, Plot
from workbook.errors import RenderFailed
from workbook.pack.blocks import (
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Table,
)
from workbook.pack.writers.pptx import write

Pack = dict[str, Any]

COLUMNS = [Column("KPI"), Column("Now", "right")]
PLOT = Plot(
    days=("2026-07-31", "2026-08-31", "2026-09-30"),
    lines=(
        Line("Readings", "readings", (59.5, None, 60.25)),
        Line("Target 60.5%", "target", (60.5,)),
    ),
    unit="%",
    places=2,
)


def read(file: bytes) -> Presented:
    return Presentation(BytesIO(file))


def words(slide: Any) -> str:
    """Return the text on a slide, in reading order."""
    paragraphs = slide._element.iter(qn("a:p"))
    lines = ["".join(each.text or "" for each in p.iter(qn("a:t"))) for p in paragraphs]
    legends = [series.name for each in native(slide) for series in each.plots[0].series]
    return "\n".join(lines + legends)


def notes(slide: Any) -> str:
    return slide.notes_slide.notes_text_frame.text


def native(slide: Any) -> Iterator[Any]:
    return (shape.chart for shape in slide.shapes if shape.has_chart)


def titles(deck: Presented) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


@pytest.fixture(scope="module")
def made(pack: Pack) -> Presented:
    return read(write(pack))


def test_every_figure_that_has_a_code_is_on_a_slide_or_in_its_notes(made: Presented, pack: Pack):
    said = "\n".join(words(slide) + notes(slide) for slide in made.slides)
    assert [figure for figure in printed_figures(pack) if figure not in said] == []


def test_every_text_of_the_pages_is_on_a_slide(made: Presented, pack: Pack):
    said = "\n".join(words(slide) for slide in made.slides)
    every = [table for table in kinds(pack, "table") if not table["index"]]
    cells = [cell for table in every for row in table["rows"] for cell in row]
    texts = [cell if isinstance(cell, str) else cell["text"] for cell in cells]
    texts += [cell["note"] for cell in cells if not isinstance(cell, str)]
    texts += [item for block in kinds(pack, "bullets") for item in block["items"]]
    texts += [text for block in kinds(pack, "facts") for item in block["items"] for text in item]
    texts += [each["lead"] for each in pack["sections"]]
    lines = [line.replace("✔", "✓") for text in texts for line in text.split("\n")]
    assert [line for line in lines if line not in said] == []


def test_each_slide_has_a_title_that_no_other_has_and_it_is_read_first(made: Presented):
    assert len({title.casefold() for title in titles(made)}) == len(made.slides)
    for slide in made.slides:
        assert slide.shapes[0] == slide.shapes.title
        assert slide.shapes.title.text_frame.text.strip()


def test_a_chart_of_plain_lines_can_be_edited_and_others_are_pictures(made: Presented, pack: Pack):
    shapes = [shape for slide in made.slides for shape in slide.shapes]
    plotted = [each for each in kinds(pack, "chart") if each["plot"]]
    assert len([shape for shape in shapes if shape.has_chart]) == len(plotted) > 0
    others = len(kinds(pack, "chart")) - len(plotted)
    assert len([shape for shape in shapes if shape.shape_type == 13]) == others > 0


def test_the_numbers_of_a_chart_are_those_of_the_kpi(made: Presented, pack: Pack):
    charts = [each for slide in made.slides for each in native(slide)]
    for drawn, block in zip(charts, [c for c in kinds(pack, "chart") if c["plot"]], strict=True):
        for series, line in zip(drawn.plots[0].series, block["plot"]["lines"], strict=True):
            values = [value for value in line["values"] if value is not None]
            shown = [value for value in series.values if value is not None]
            assert shown == values or set(shown) == set(values)


def test_tables_charts_and_pictures_have_alternative_text(made: Presented, pack: Pack):
    told = []
    for slide in made.slides:
        for shape in slide.shapes:
            described = shape._element.xpath("./*/p:cNvPr")[0].get("descr")
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert described
                told.append(described)
    assert set(told) >= {each["alt"] for each in kinds(pack, "chart")}


def test_tables_have_a_head(made: Presented):
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert tables
    assert all(table.first_row for table in tables)


def test_nothing_is_smaller_than_twelve_points(made: Presented):
    for slide in made.slides:
        sizes = [int(each.get("sz")) for each in slide._element.iter(qn("a:rPr")) if each.get("sz")]
        sizes += [each.font.size.pt * 100 for each in native(slide)]
        assert min(sizes, default=1200) >= 1200


def test_nothing_stands_beyond_the_edge_of_a_slide(made: Presented):
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_the_notes_say_where_the_figures_of_a_slide_come_from(made: Presented):
    [slide] = [each for each in made.slides if words(each).startswith("Gross margin (%):")]
    assert notes(slide).startswith("Source: Rise Bakery, Quarterly review, July to September 2026")
    assert "Gross margin, 2026-Q3: 60.0%" in notes(slide)


def test_it_is_wide_and_says_its_title_whose_it_is_and_its_language(made: Presented):
    assert (made.slide_width, made.slide_height) == (Pt(960), Pt(540))
    about = made.core_properties
    assert about.title == "Rise Bakery – Quarterly review, July to September 2026"
    assert about.author == "Rise Bakery"
    runs = [run for slide in made.slides for run in slide._element.iter(qn("a:rPr"))]
    assert {run.get("lang") for run in runs} == {"en-GB"}


def test_the_same_pack_gives_the_same_bytes():
    drawn = Chart(chart().svg, "It rose.", plot=PLOT)
    small = document(section(Prose("Bread."), chart(), drawn))
    assert write(small) == write(small)


def test_a_chart_prints_its_numbers_with_the_decimals_of_the_kpi():
    drawn = Chart(chart().svg, "It rose.", plot=PLOT)
    [_, slide] = read(write(document(section(drawn)))).slides
    [made] = native(slide)
    readings, target = made.plots[0].series
    assert tuple(readings.values) == (59.5, None, 60.25)
    assert tuple(target.values) == (60.5, 60.5, 60.5)
    assert made.value_axis.tick_labels.number_format == '#,##0.00"%"'
    assert made.value_axis.maximum_scale == 60.6


def test_a_target_far_away_is_named_and_does_not_press_the_readings_together():
    far = Plot(PLOT.days, (PLOT.lines[0], Line("Target 99%", "target", (99.0,))), "%", 0)
    [_, slide] = read(write(document(section(Chart(chart().svg, "It rose.", plot=far))))).slides
    [made] = native(slide)
    assert made.value_axis.maximum_scale < 65
    assert made.plots[0].series[1].name == "Target 99% (off the scale)"


@pytest.mark.parametrize("rows", [1, 30, 200])
def test_a_long_table_goes_on_with_its_head_and_loses_no_row(rows: int):
    long = Table("", COLUMNS, [[f"KPI {n}.", str(n)] for n in range(rows)])
    deck = read(write(document(section(long))))
    said = "\n".join(words(slide) for slide in deck.slides)
    assert all(f"KPI {n}." in said for n in range(rows))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert {table.cell(0, 0).text_frame.text for table in tables} == {"KPI"}


@pytest.mark.parametrize("kind", ["prose", "bullets", "cell", "panels", "name"])
def test_what_is_too_long_for_a_slide_goes_on_on_the_next(kind: str):
    tale = " ".join(f"word{n}" for n in range(2500))
    blocks = {
        "prose": Prose(tale),
        "bullets": Bullets([tale, tale]),
        "cell": Table("", COLUMNS, [["A", tale], ["B", "short"]]),
        "panels": Grid(2, [Panel("One", [Prose(tale)]), Panel("Two", [Prose("short")])]),
        "name": Panel("x" * 600, [Prose(tale)]),
    }
    deck = read(write(document(section(blocks[kind]))))
    said = " ".join(words(slide) for slide in deck.slides).split()
    assert all(f"word{n}" in said for n in range(2500))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bread\x07 and\x00 butter", "Bread[U+0007] and[U+0000] butter"),
        ("no letter: \uffff", "no letter: [U+FFFF]"),
        ("日本 🎉 ไทย हिन्दी", "日本 🎉 ไทย हिन्दी"),
    ],
)
def test_what_a_file_cannot_carry_is_named_and_all_else_is_kept(typed: str, kept: str):
    table = Table(typed, COLUMNS, [[Cell(typed, note=typed), typed]])
    named = Plot(PLOT.days, (Line(typed, "readings", (1.0, 2.0, 3.0)),))
    blocks = [Heading("X" + typed), Prose(typed), Bullets([typed]), Facts([(typed, typed)]), table]
    blocks += [Callout("watch", typed, typed), Panel(typed, [Prose(typed)])]
    blocks += [Chart(chart().svg, typed, plot=named)]
    deck = read(write(document(section(*blocks, lead=typed), business=typed)))
    said = "\n".join(words(slide) for slide in deck.slides)
    assert said.count(kept) >= 10


def test_what_is_read_from_right_to_left_stands_so():
    deck = read(write(document(section(Prose("כיכרות לחם 12"), Bullets(["Bread כיכר"])))))
    turned = [
        "".join(each.text for each in p.iter(qn("a:t")))
        for slide in deck.slides
        for p in slide._element.iter(qn("a:p"))
        if p.pPr is not None and p.pPr.get("rtl") == "1"
    ]
    assert turned == ["כיכרות לחם 12"]


def test_a_letter_that_no_typeface_has_is_named_with_its_chart():
    with pytest.raises(RenderFailed, match=r"U\+E000.*“Scorecard”"):
        write(document(section(chart("Bread \ue000"))))


def test_libreoffice_opens_it_and_shows_every_slide(pack: Pack, tmp_path: Path):
    file = write(pack)
    pages = opened(file, "pptx", tmp_path)
    assert len(pages) == len(read(file).slides)
    said = " ".join(" ".join(pages).split())
    assert [each["title"] for each in pack["sections"] if each["title"] not in said] == []


def test_for_whom_it_is_stands_at_the_foot_and_is_read_last():
    deck = read(write(document(section(Prose("Bread.")), audience="Team: Bakery")))
    *_, foot, number = deck.slides[1].shapes
    assert "· Team: Bakery" in foot.text_frame.text
    assert number.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER


def test_what_is_drawn_in_a_row_lies_on_its_cell_with_its_words():
    rows = [[f"KPI {n}", Cell("", chart=chart(alt=f"It rose {n}."))] for n in range(20)]
    deck = read(write(document(section(Table("", COLUMNS, rows)))))
    for slide in list(deck.slides)[1:]:
        [table] = [shape for shape in slide.shapes if shape.has_table]
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        for row, picture in zip(list(table.table.rows)[1:], pictures, strict=True):
            name = row.cells[0].text_frame.text.removeprefix("KPI ")
            assert picture._element.xpath("./*/p:cNvPr")[0].get("descr") == f"It rose {name}."
            assert table.left <= picture.left
            assert picture.left + picture.width <= table.left + table.width
        tops = [picture.top for picture in pictures]
        assert tops == sorted(tops)
        assert tops[0] >= table.top + table.table.rows[0].height


def test_a_cell_without_a_word_makes_no_row_higher():
    nameless = Table("", [Column("KPI"), Column("")], [["A", ""]])
    [_, slide] = read(write(document(section(nameless)))).slides
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    ends = [end.get("sz") for end in table._tbl.iter(qn("a:endParaRPr"))]
    assert ends == ["1200"] * 4
