"""What could get in the way, what moved since last quarter, and what is done about it."""

from collections.abc import Iterator

from workbook.charts.risk_matrix import risk_matrix
from workbook.insight.route.risks import Movement, Risks, Standing, risks
from workbook.pack.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Grid,
    Panel,
    Section,
    Status,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_list

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of risks."""
    found = risks(plan, quarter)
    return Section(
        name="risks",
        optional=True,
        title="Risks",
        lead=_lead(found),
        blocks=list(_blocks(found)),
    )


def _lead(found: Risks) -> str:
    if not found.standings:
        return "No risk is open." if found.over else "No risk is written down yet."
    if len(found.standings) == 1:
        return f"One risk, {found.standings[0].band}."
    high = f"{say_count(len(found.high))} of {say_count(len(found.standings), 'risk')} high"
    moved = [
        f"{say_count(len(some))} {words}"
        for movement, words in _MOVED.items()
        if (some := found.of(movement))
    ]
    over = [f"{say_count(len(found.over))} over"] if found.over else []
    return capital(f"{say_list([high, *moved, *over])}.")


_MOVED = {Movement.NEW: "new", Movement.WORSE: "worse", Movement.BETTER: "better"}


def _blocks(found: Risks) -> Iterator[Block]:
    if not (found.standings or found.over):
        yield missing(
            "risks",
            "No risk is written down yet.",
            "Say what could get in the way, how likely and how bad it is, and who watches it.",
        )
        return
    if found.lettered:
        drawing = risk_matrix(found)
        told = Panel("What moved since last quarter", [Bullets(list(_movements(found)))])
        yield Grid(2, [Chart(drawing.svg, drawing.alt), told])
        yield _table(found)
    if lines := list(_rest(found)):
        yield Bullets(lines)


def _movements(found: Risks) -> Iterator[str]:
    for movement, words in _MOVED.items():
        if some := found.of(movement):
            yield f"{capital(words)}: {say_list([each.risk.name for each in some])}."
    if found.over:
        yield f"Over: {say_list([risk.name for risk in found.over])}."
    if any(each.before and each.before != each.place for _, each in found.lettered):
        yield "An arrow begins where a risk stood at the end of last quarter."
    elif not (found.over or any(map(found.of, _MOVED))):
        yield "Nothing: each stands where it stood."


def _table(found: Risks) -> Table:
    return Table(
        caption="Risks, the gravest first",
        columns=[
            Column("Risk", width=0.35),
            Column("How grave, of 25", width=0.19),
            Column("What is done about it", width=0.46),
        ],
        rows=[_row(found, letter, each) for letter, each in found.lettered],
    )


_TONES: dict[str, Status] = {"high": "bad", "medium": "watch", "low": "good"}


def _row(found: Risks, letter: str, each: Standing) -> list[str | Cell]:
    risk = each.risk
    sign = f"sees it coming by: {risk.sign}" if risk.sign else "watches it"
    watched = f"{each.owner or 'Nobody'} {sign}"
    return [
        Cell(f"{letter}  {risk.name}", note=each.objective),
        Cell(
            found.printed(each),
            status=_TONES[each.band],
            word=capital(each.band),
            note=_moved(each),
        ),
        Cell(risk.mitigation or "Nothing yet", note=watched),
    ]


def _moved(each: Standing) -> str:
    if each.movement in (Movement.UNKNOWN, Movement.SAME, Movement.NEW) or not each.before:
        return each.movement
    was = f"likelihood {each.before[0]}, impact {each.before[1]}"
    return f"{each.movement}; it was {was}"


def _rest(found: Risks) -> Iterator[str]:
    if found.over and not found.lettered:
        yield f"Over: {say_list([risk.name for risk in found.over])}."
    if found.unjudged:
        names = say_list([each.risk.name for each in found.unjudged])
        yield f"Not judged yet: {names}."
    judged = len(found.standings) - len(found.unjudged)
    if more := judged - len(found.lettered):
        yield f"{capital(say_count(more, 'more risk'))}, none of them graver."
