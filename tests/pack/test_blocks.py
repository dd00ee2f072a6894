"""Blocks are plain values: checked when made, and the same after a trip through JSON."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.pack.paper import chart, cover, pages, section
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
)
from workbook.pack.printing.typeset import typeset
from workbook.pack.reading import complete, from_json, from_text

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
    assert json.loads(bundle[MIME])["schema"] == 1
    assert from_text(bundle[MIME]) == section(Prose("Sales rose."))
    assert "Sales rose." in bundle["text/html"]


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"kind": "section"}', {"kind": "section"}])
def test_what_is_no_page_of_ours_is_refused(kept: Any) -> None:
    with pytest.raises(RenderFailed, match="cannot read"):
        from_text(kept)


def test_a_figure_with_a_status_gets_the_word_for_it() -> None:
    """Neither colour nor shape alone says that a figure is off track."""
    assert Cell("7.9%", "bad").word == "Off track"
    assert Cell("Below target", "bad").word == ""
    assert Cell("", "none").word == "No data"
    assert Cell("7.9%").word == ""


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Table("KPIs", [Column("KPI")], [["Tickets", "1,612"]]), "Row 1 of “KPIs” has 2"),
        (lambda: Table("KPIs", [], []), "at least 1 item"),
        (lambda: chart(alt=" "), "pattern"),
        (lambda: chart(width=1.2), "less than or equal to 1"),
        (lambda: Heading("", 2), "pattern"),
        (lambda: Heading("Sales", 1), "2 or 3"),
        (lambda: Cell("x", "amber"), "amber"),  # type: ignore[arg-type]
        (lambda: Column("x", "middle"), "middle"),  # type: ignore[arg-type]
        (lambda: Panel("x", [], "loud"), "loud"),  # type: ignore[arg-type]
        (lambda: Callout("loud", "x"), "loud"),  # type: ignore[arg-type]
        (lambda: Grid(0, []), "greater than or equal to 1"),
        (lambda: Section("scorecard", " ", []), "pattern"),
        (lambda: cover(date="5 October"), "5 October"),
        (lambda: cover(language="English"), "pattern"),
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
    with pytest.raises(RenderFailed, match="this version of the workbook cannot read"):
        from_json(data)


KEPT = json.loads((Path(__file__).parent / "kept.json").read_text())


def test_a_pack_that_was_kept_by_the_first_release_prints_today() -> None:
    """A sign-off is made of such data: what is added needs a default, the rest a new schema."""
    read = complete(KEPT)
    assert is_kept(KEPT, read)
    words = " ".join(pages(typeset(KEPT)))
    assert all(said in words for said in ("Rise Bakery", "Tickets", "1,612", "Enter them in step"))


def test_the_kept_pack_has_every_kind_of_block() -> None:
    kinds = {one.__name__.lower() for one in get_args(get_args(Block)[0])}
    assert all(f'"kind": "{kind}"' in json.dumps(KEPT) for kind in kinds)


def test_a_pack_of_a_newer_release_is_refused() -> None:
    with pytest.raises(RenderFailed, match="Update the program"):
        complete({**KEPT, "schema": 2})


def is_kept(old: Any, new: Any) -> bool:
    """Tell whether everything old is there in the new, which may have more fields."""
    if isinstance(old, dict):
        return all(name in new and is_kept(value, new[name]) for name, value in old.items())
    if isinstance(old, list):
        return len(old) == len(new) and all(map(is_kept, old, new))
    return bool(old == new)
