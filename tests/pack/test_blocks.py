"""Blocks are plain values: checked when made, and the same after a trip through JSON."""

import json

import pytest

from tests.pack.paper import chart, cover, section
from workbook.errors import RenderFailed
from workbook.pack.blocks import (
    MIME,
    Block,
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
    from_json,
)

EVERYTHING: list[Block] = [
    Heading("What moved"),
    Prose("Sales rose.\n\nWaste did not."),
    Bullets(["Hire a baker", "Order the oven"]),
    Facts([("Tickets", "1,612"), ("Margin", "61%")]),
    Table(
        "KPIs",
        [Column("KPI"), Column("Actual", "right", 0.2)],
        [["Tickets", Cell("1,612", "watch", "for the week")], ["Margin", "61%"]],
    ),
    Grid(2, [chart(), Panel("Wins", [Bullets(["The queue is gone"])], "good")]),
    Callout("missing", "No readings", "Enter them in step 4."),
]


@pytest.mark.parametrize("block", [section(*EVERYTHING, lead="Up."), cover(facts=[("a", "b")])])
def test_a_block_comes_back_from_json_as_it_went_in(block: Block) -> None:
    """A notebook file keeps a section whole."""
    assert from_json(json.loads(json.dumps(block.to_json()))) == block


def test_lists_become_tuples_so_that_a_section_can_not_change_after_it_was_made() -> None:
    items = ["Hire a baker"]
    bullets = Bullets(items)
    items.append("Fire the baker")
    assert bullets.items == ("Hire a baker",)
    assert hash(section(bullets)) == hash(section(Bullets(["Hire a baker"])))


def test_a_cell_that_displays_a_section_leaves_its_page_and_its_data() -> None:
    bundle = section(Prose("Sales rose."))._repr_mimebundle_()
    assert bundle[MIME]["schema"] == 1
    assert bundle[MIME]["kind"] == "section"
    assert "Sales rose." in bundle["text/html"]


def test_a_figure_with_a_status_gets_the_word_for_it() -> None:
    """Neither colour nor shape alone says that a figure is off track."""
    assert Cell("7.9%", "bad").word == "Off track"
    assert Cell("Below target", "bad").word == ""
    assert Cell("", "none").word == "No data"
    assert Cell("7.9%").word == ""


def test_prose_is_split_at_blank_lines_and_nowhere_else() -> None:
    assert Prose("\none\ntwo\n \nthree\n\n\n").paragraphs == ("one\ntwo", "three")


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Table("KPIs", [Column("KPI")], [["Tickets", "1,612"]]), "Row 1 of “KPIs” has 2"),
        (lambda: Table("KPIs", [], []), "needs a column"),
        (lambda: chart(alt=" "), "alternative text"),
        (lambda: chart(width=1.2), "between 0 and 1"),
        (lambda: Heading("", 2), "needs words"),
        (lambda: Heading("Sales", 1), "level 2 or 3"),
        (lambda: Cell("x", "amber"), "amber"),  # type: ignore[arg-type]
        (lambda: Column("x", "middle"), "middle"),  # type: ignore[arg-type]
        (lambda: Panel("x", [], "loud"), "loud"),  # type: ignore[arg-type]
        (lambda: Callout("loud", "x"), "loud"),  # type: ignore[arg-type]
        (lambda: Grid(0, []), "needs a column"),
        (lambda: Section("scorecard", " ", []), "scorecard needs a title"),
        (lambda: cover(date="5 October"), "5 October"),
        (lambda: cover(language="English"), "code such as en"),
    ],
)
def test_what_could_not_be_printed_is_refused_when_it_is_made(make, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        make()


@pytest.mark.parametrize(
    "data",
    [
        {"schema": 2, "kind": "section", "name": "a", "title": "A", "blocks": []},
        {"schema": 1, "kind": "hologram"},
        {"schema": 1, "kind": "prose", "text": "a", "voice": "loud"},
        {"schema": 1},
    ],
)
def test_a_block_of_a_newer_version_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(RenderFailed, match="this version cannot read"):
        from_json(data)
