"""Which initiative comes out ahead among those that compete, how surely, and what that rests on."""

from collections.abc import Iterator, Mapping

from workbook.charts.contributions import contributions
from workbook.insight.codes import codes
from workbook.insight.route.choosing import Choosing, choosing
from workbook.insight.route.choosing_figures import Counted, Ranked
from workbook.insight.route.choosing_words import beaten, doubts, grounds, missing, tipping
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Heading,
    Prose,
    Section,
    Table,
)
from workbook.pack.pages.affordable import fitting
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import say_number

__all__ = ["page"]

_LETTERS = "ABCDEF"


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of choices; no block where nothing is ranked, and no limit given."""
    found, marks = choosing(plan, quarter), codes(plan, quarter)
    ranked = _blocks(found, marks) if found.ranked else ()
    blocks = [*ranked, *fitting(plan, quarter, marks)]
    return Section(
        name="choices",
        title="Choices",
        lead=found.verdict if blocks and found.begun else "",
        blocks=blocks,
        optional=True,
    )


def _blocks(found: Choosing, marks: Mapping[str, str]) -> Iterator[Block]:
    drawn = contributions(found.shown, found.criteria, found.places)
    yield Chart(drawn.svg, drawn.alt)
    yield _beats(found, marks)
    if said := [*tipping(found), *beaten(found), *_left_out(found)]:
        yield Bullets(said)
    yield Heading("What this rests on")
    yield _criteria(found, marks)
    yield Prose(grounds(found))
    if careful := [*missing(found), *doubts(found)]:
        yield Callout("watch", "Before you rely on it", "\n".join(careful))


def _beats(found: Choosing, marks: Mapping[str, str]) -> Table:
    """Return who beats whom; the row's code leads to all that is known of its option."""
    compared = found.compared
    letters = [Column(letter, "right", width=0.08) for letter in _LETTERS[: len(compared)]]
    return Table(
        caption="How often each beats the others, and is first under the weights that suit it best",
        columns=[Column("Option"), *letters, Column("At its best", "right", width=0.14)],
        rows=[
            [
                Cell(f"{letter} {each.option.name}", code=marks[each.points.id]),
                *(_beat(each, other) for other in compared),
                each.at_best.printed if each.at_best else "never",
            ]
            for letter, each in zip(_LETTERS, compared, strict=False)
        ],
    )


def _beat(each: Ranked, other: Ranked) -> str:
    return each.beats[other.option.id].printed if other.option.id in each.beats else "–"


def _left_out(found: Choosing) -> Iterator[str]:
    more = len(found.ranked) - len(found.shown)
    if more > 0:
        yield f"{more} more are ranked, further down; the page “Choosing” of the workbook has all."


def _criteria(found: Choosing, marks: Mapping[str, str]) -> Table:
    return Table(
        caption="",
        columns=[
            Column("Criterion", width=0.26),
            Column("Weight", "right", width=0.1),
            Column("Worst: 0 points", width=0.32),
            Column("Best: 100 points", width=0.32),
        ],
        rows=[_criterion(each, marks) for each in found.criteria],
    )


def _criterion(each: Counted, marks: Mapping[str, str]) -> list[str | Cell]:
    criterion = each.criterion
    unit = criterion.unit if criterion.counted_in == "unit" else ""
    ends = zip((criterion.worst, criterion.best), criterion.span, strict=True)
    said = [
        ": ".join(filter(None, [say_number(at, unit) if unit else "", words])) or "not said"
        for words, at in ends
    ]
    return [criterion.name, Cell(each.weight.printed, code=marks[each.weight.id]), *said]
