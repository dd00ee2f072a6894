"""Slides in a practice's own template: its layouts, its places, and nothing of its old slides."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Presented
from pptx.util import Inches

from tests.pack.paper import document, section
from tests.pack.writers.office import opened
from workbook import Quarter, create_workbook
from workbook.errors import RenderFailed
from workbook.pack.blocks import Bullets, Column, Prose, Table
from workbook.pack.brand import Brand
from workbook.pack.writers.pptx import write
from workbook.store import Edit
from workbook.strategy import KPI, Objective, Person, Reading

WIDE, HIGH = Inches(10), Inches(7.5)
Q3 = Quarter.parse("2026-Q3")
PACK = document(
    section(Prose("Bread."), Table("", [Column("KPI")], [[f"K{n}"] for n in range(40)])),
    section(Bullets(["One."]), title="Roadmap", lead="All is on its way."),
)


def template(folder: Path, *layouts: int) -> Path:
    """Lay a practice's presentation in a folder, with a slide, and only some of its layouts."""
    deck = Presentation()
    assert (deck.slide_width, deck.slide_height) == (WIDE, HIGH)
    for layout in list(deck.slide_layouts):
        if layouts and deck.slide_layouts.index(layout) not in layouts:
            layout.name = "unwanted"
    for layout in [each for each in deck.slide_layouts if each.name == "unwanted"]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_masters[0]
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor(250, 240, 220)
    old = deck.slides.add_slide(deck.slide_layouts[0])
    old.shapes.add_textbox(0, 0, WIDE, HIGH).text_frame.text = "A slide of last year"
    deck.save(str(folder / "brand.pptx"))
    return folder


def read(file: bytes) -> Presented:
    return Presentation(BytesIO(file))


def made(folder: Path) -> Presented:
    return read(write(PACK, Brand(folder)))


def test_its_size_its_layouts_and_its_titles_are_taken(tmp_path: Path):
    deck = made(template(tmp_path))
    assert (deck.slide_width, deck.slide_height) == (WIDE, HIGH)
    assert [slide.slide_layout.name for slide in deck.slides][:2] == ["Title Slide", "Title Only"]
    for slide in deck.slides:
        assert slide.shapes.title.top == slide.slide_layout.placeholders[0].top
        assert "A slide of last year" not in [
            s.text_frame.text for s in slide.shapes if s.has_text_frame
        ]


def test_all_stands_within_its_slides(tmp_path: Path):
    deck = made(template(tmp_path))
    for slide in deck.slides:
        below = slide.shapes.title.top + slide.shapes.title.height
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            assert shape.top >= below or shape.is_placeholder


@pytest.mark.parametrize("layouts", [(1,), (0, 1), (5,)])
def test_a_template_with_few_layouts_will_do(tmp_path: Path, layouts: tuple[int, ...]):
    deck = made(template(tmp_path, *layouts))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "Rise Bakery"
    assert titles[-1] == "Roadmap: All is on its way."
    empty = [
        shape.name
        for slide in deck.slides
        for shape in slide.placeholders
        if shape.has_text_frame and not shape.text_frame.text
    ]
    assert empty == []


def test_a_template_without_a_title_is_refused_with_what_to_do(tmp_path: Path):
    with pytest.raises(RenderFailed, match=r"brand\.pptx has no layout with a title"):
        made(template(tmp_path, 6))


def test_a_file_that_is_none_is_refused_with_what_to_do(tmp_path: Path):
    (tmp_path / "brand.pptx").write_bytes(b"no presentation")
    with pytest.raises(RenderFailed, match=r"brand\.pptx cannot be opened"):
        made(tmp_path)


def test_without_one_the_slides_have_the_packs_look(tmp_path: Path):
    assert write(PACK, Brand(tmp_path)) == write(PACK)


def test_what_lies_beside_the_workbook_is_found_for_a_signed_pack_too(tmp_path: Path):
    book = create_workbook("Rise Bakery", tmp_path)
    objective = {"name": "Sell to 24 cafés", "owner_id": "marta"}
    kpi = {"name": "Loaves", "objective_id": "cafes", "unit": "loaves"}
    reading = {"kpi_id": "loaves", "start": date(2026, 7, 1), "value": 61}
    named = [Edit(Person, "marta", {"name": "Marta"}), Edit(Objective, "cafes", objective)]
    book.save([*named, Edit(KPI, "loaves", kpi), Edit(Reading, "r", reading)])
    book.sign_off(Q3, "Marta")
    template(tmp_path)
    there = book.render(Q3, tmp_path / "packs", formats="pptx").files["pptx"]
    assert read(there.read_bytes()).slide_width == WIDE


def test_libreoffice_opens_it(tmp_path: Path):
    file = write(PACK, Brand(template(tmp_path)))
    assert len(opened(file, "pptx", tmp_path)) == len(read(file).slides)
