"""A section inside a notebook: text is text, status has a shape and a word, charts have words."""

import re
from html.parser import HTMLParser
from typing import Any

from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.pack.paper import chart, cover, section
from workbook.pack.blocks import Block, Callout, Cell, Column, Facts, Grid, Panel, Prose, Table
from workbook.pack.html import render

NASTY = "<script>alert(\"x\")</script> & <b onclick='y'>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.words += data


class Page:
    """The words of a section in HTML, and the attributes of its tags."""

    def __init__(self, block: Block) -> None:
        reader = _Reader()
        reader.feed(render(block.to_json()))
        self.words = reader.words
        self._tags = reader.tags

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each tag of this name."""
        return [attributes for name, attributes in self._tags if name == tag]


def test_what_people_typed_is_shown_and_never_run() -> None:
    """Markup in any field of any block stays words."""
    page = Page(
        section(
            Prose(NASTY),
            Facts([(NASTY, NASTY)]),
            Table(NASTY, [Column(NASTY)], [[NASTY], [Cell(NASTY, "bad", NASTY)]]),
            Grid(1, [Panel(NASTY, [Callout("info", NASTY, NASTY)])]),
            chart(alt=NASTY, caption=NASTY),
            title=NASTY,
            lead=NASTY,
        )
    )
    assert not page.all("script")
    assert not page.all("b")
    assert page.words.count(NASTY) == 14
    assert page.all("img")[0]["alt"] == NASTY


def test_a_cover_shows_its_business_and_that_it_is_a_draft() -> None:
    page = Page(cover(business=NASTY, draft=True, facts=[("Owner", "Lena Ahrens")], code="7F3A"))
    assert NASTY in page.words
    assert "2026-Q3 · Draft" in page.words
    assert "Lena Ahrens" in page.words
    assert "7F3A" in page.words
    assert not page.all("script")


def test_a_chart_is_an_image_with_its_alternative_text() -> None:
    """The drawing is a picture of its own, so that nothing in it can act on the page."""
    (image,) = Page(section(chart(alt="Sales rose in August."))).all("img")
    assert image["role"] == "img"
    assert image["aria-label"] == "Sales rose in August."
    assert str(image["src"]).startswith("data:image/svg+xml;base64,")


def test_a_status_has_a_shape_hidden_from_readers_and_a_word_for_them() -> None:
    rows = [["Waste", Cell("7.9%", "bad")], ["Sales", Cell("Above target", "good")]]
    page = Page(section(Table("KPIs", [Column("KPI"), Column("Now", "right")], rows)))
    marks = page.all("svg")
    assert [mark["class"] for mark in marks] == ["pack-mark pack-bad", "pack-mark pack-good"]
    assert all(mark["aria-hidden"] == "true" for mark in marks)
    assert "Off track" in page.words
    assert "Above target" in page.words


def test_a_table_names_its_rows_and_columns_for_a_screen_reader() -> None:
    page = Page(section(Table("KPIs", [Column("KPI"), Column("Now")], [["Waste", "7.9%"]])))
    assert [head["scope"] for head in page.all("th")] == ["col", "col", "row"]
    assert len(page.all("caption")) == 1


def test_an_empty_table_says_so() -> None:
    page = Page(section(Table("KPIs", [Column("KPI")], [])))
    assert "Nothing recorded yet." in page.words


def test_one_column_without_a_name_is_a_list() -> None:
    page = Page(
        section(Table("", [Column("")], [[Cell("Second shop", "watch", "Two half shops")]]))
    )
    assert len(page.all("li")) == 1
    assert not page.all("table")
    assert "Two half shops" in page.words


def test_prose_is_split_at_blank_lines_and_nowhere_else():
    page = Page(section(Prose("\none\ntwo\n \nthree\n\n\n")))
    assert len(page.all("p")) == 2
    assert len(page.all("br")) == 1


def test_a_notebook_turned_into_html_breaks_no_label_letter_by_letter(page: Any) -> None:
    """The notebook's own style sets labels beside their values, in a fifth of the room."""
    facts = Facts([("Signals for the worse", "0"), ("Completion rate", "75%")])
    shown = new_output("execute_result", section(facts)._repr_mimebundle_(), execution_count=1)
    cell = new_code_cell("report.executive()", execution_count=1, outputs=[shown])
    html, _ = HTMLExporter().from_notebook_node(new_notebook(cells=[cell]))
    page.set_content(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    heights = page.locator("dt").evaluate_all("all => all.map(dt => dt.clientHeight)")
    assert len(heights) == 2
    assert all(height < 30 for height in heights), "one line each"
