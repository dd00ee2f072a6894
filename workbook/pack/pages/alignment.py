"""Who carries what: the tree of objectives, the loads, and what became of the founder's themes."""

from collections.abc import Iterator
from math import ceil

from workbook.charts.tree import tree_charts
from workbook.insight.destination.cascade import Cascade, Lack, cascade
from workbook.insight.destination.coverage import Answer, Coverage, CoverageCell, coverage
from workbook.insight.destination.ownership import SHORT_RULE, Load, Ownership
from workbook.pack.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_list, say_number

__all__ = ["page"]

_SIDE_BY_SIDE = 4  # themes in one table; more stand in a table of their own below
_PEOPLE = 12  # rows of the table of loads


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of the alignment tree, the owners and the founder's themes."""
    tree, themes = cascade(plan, quarter), coverage(plan, quarter)
    return Section(
        name="alignment",
        title="Who carries what",
        lead=_lead(tree, themes),
        blocks=[*_tree(tree, themes), *_themes(themes)],
    )


def _lead(tree: Cascade, themes: Coverage) -> str:
    if not tree.objectives:
        return "There is no objective yet that somebody could carry."
    ownerless = len(tree.of(Lack.NO_OWNER))
    every = "each with an owner" if len(tree.objectives) > 1 else "with an owner"
    owned = f"{say_count(ownerless)} without an owner" if ownerless else every
    arrived = f"; {themes.in_short}" if themes.in_short else ""
    return f"{capital(say_count(len(tree.objectives), 'objective'))}, {owned}{arrived}."


def _tree(tree: Cascade, themes: Coverage) -> Iterator[Block]:
    if not tree.roots:
        yield missing(
            "objectives",
            "No objective is written down yet.",
            "Add the first one. Once others are part of it, the tree stands here.",
        )
        return
    drawings = tree_charts(tree)
    for number, drawing in enumerate(drawings, 1):
        part = f"Objectives, part {number} of {len(drawings)}" if len(drawings) > 1 else ""
        yield Chart(drawing.svg, drawing.alt, caption=part)
    yield Grid(2, [_to_do(tree, themes), _owners(tree.ownership)])


def _to_do(tree: Cascade, themes: Coverage) -> Panel:
    title = "What to put right"
    # Objectives that nobody owns are among the live items that nobody owns.
    gaps = [gap.sentence for gap in tree.gaps if gap.lack != Lack.NO_OWNER]
    # What nobody has said yet, the table below asks for.
    if found := [*gaps, *tree.ownership.sentences, *themes.to_discuss]:
        return Panel(title, [Bullets(found)], tone="watch")
    fine = "Nothing: every objective has its place, an owner, a KPI and live work, and nobody "
    return Panel(title, [Prose(f"{fine} carries too much.")], tone="good")


def _owners(found: Ownership) -> Block:
    if not found.loads:
        return missing("people", "No people are named yet.", "Name those who can own something.")
    quarters = next((load.hours for load in found.loads if load.hours), ())
    table = Table(
        caption="",
        columns=[
            Column("Person", width=0.85 - 0.13 * len(quarters)),
            Column("Items", "right", width=0.15),
            *(Column(f"Q{each.quarter.number}", "right", width=0.13) for each in quarters),
        ],
        rows=[[*_load(load), *_hours(load, len(quarters))] for load in found.loads[:_PEOPLE]],
    )
    more = len(found.loads) - _PEOPLE
    others = f"{capital(say_count(more))} more with fewer." if more > 0 else ""
    said = (others, SHORT_RULE, _HOURS if quarters else "", found.uncounted if quarters else "")
    return Panel("Who owns how much", [table, Prose(" ".join(filter(None, said)))])


_HOURS = "By quarter: hours of the live initiatives that each owns, of those that they have."


def _hours(load: Load, quarters: int) -> list[str | Cell]:
    """Return the hours of a quarter as a cell each."""
    return [
        Cell(
            each.taken.bare,
            note="" if each.available is None else f"of {say_number(each.available, '', 0)}",
        )
        for each in load.hours
    ] or ["–"] * quarters


def _load(load: Load) -> list[str | Cell]:
    counted = [
        kind.nouns.counted(len(items)).replace(" ", "\N{NO-BREAK SPACE}")
        for kind, items in load.items.items()
        if items
    ]
    too_many = any(each.too_many for each in load.hours)
    word = "carries too much" if load.too_much else "too many hours" if too_many else ""
    person = Cell(
        load.person.name,
        status="watch" if word else "",
        note=", ".join(counted) or "nothing live",
        word=word,
    )
    return [person, str(len(load.all))]


def _themes(found: Coverage) -> Iterator[Block]:
    yield Heading("What the vision means to each department")
    if not found.cells:
        given = (found.themes, found.departments)
        for (chapter, noun, to_do), names in zip(_LACKING, given, strict=True):
            if not names:
                yield missing(chapter, f"No {noun} is written down yet.", to_do)
        return
    yield Prose(f"The founder judges each department’s own words. {_so_far(found)}")
    tables = ceil(len(found.themes) / _SIDE_BY_SIDE)
    width = ceil(len(found.themes) / tables)
    for start in range(0, len(found.themes), width):
        yield _matrix(found, slice(start, start + width))


def _so_far(found: Coverage) -> str:
    apart = 0 < len(found.furthest) < len(found.departments)
    return f"{found.told} Most open: {say_list(found.furthest)}." if apart else found.told


_LACKING = (
    ("vision", "theme", "Name about three ideas of the vision."),
    ("people", "department", "If the business has departments, name them; each can then say what "
     "the vision means for it."),
)  # fmt: skip


def _matrix(found: Coverage, shown: slice) -> Table:
    themes = found.themes[shown]
    return Table(
        caption="",
        columns=[
            Column("Department", width=0.16),
            *(Column(f"“{theme}”", width=0.84 / len(themes)) for theme in themes),
        ],
        rows=[
            [department, *map(_answer, row[shown])]
            for department, row in zip(found.departments, found.rows, strict=True)
        ],
    )


_ANSWERS: dict[Answer, tuple[str, Status]] = {
    Answer.AS_MEANT: ("As meant", "good"),
    Answer.IN_PART: ("In part", "watch"),
    Answer.OTHERWISE: ("Not as meant", "bad"),
    Answer.UNREAD: ("Not read yet", "info"),
    Answer.MISSING: ("Nothing said yet", "none"),
}


def _answer(cell: CoverageCell) -> Cell:
    words, status = _ANSWERS[cell.answer]
    ask = "Ask for a sentence." if cell.answer == Answer.MISSING else ""
    return Cell(words, status=status, note=cell.words or ask)
