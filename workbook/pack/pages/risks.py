"""What could get in the way and what is done about it; where money and hours go, and should."""

from collections.abc import Iterator

from workbook.charts.risk_matrix import risk_matrix
from workbook.insight.route.misallocation import Effort, Measure, effort
from workbook.insight.route.risks import Movement, Risks, Standing, risks
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
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
from workbook.wording import capital, say_count, say_date, say_list, say_number

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of risks and of where the effort goes."""
    found, spent = risks(plan, quarter), effort(plan, quarter)
    return Section(
        name="risks",
        optional=True,
        title="Risks, and where the effort goes",
        lead=_lead(found),
        blocks=[*_risks(found, alone=not spent.measures), *_effort(spent)],
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


def _risks(found: Risks, alone: bool) -> Iterator[Block]:
    if not (found.standings or found.over):
        if alone:
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
            Column("Risk", width=0.4),
            Column("How grave, of 25", width=0.2),
            Column("What is done about it", width=0.4),
        ],
        rows=[_row(found, letter, each) for letter, each in found.lettered],
    )


_TONES: dict[str, Status] = {"high": "bad", "medium": "watch", "low": "good"}


def _row(found: Risks, letter: str, each: Standing) -> list[str | Cell]:
    risk = each.risk
    sign = f"You see it coming by: {risk.sign}" if risk.sign else ""
    owner = each.owner or "Nobody watches it yet"
    return [
        Cell(f"{letter}  {risk.name}", note=each.objective),
        Cell(
            found.printed(each),
            status=_TONES[each.band],
            word=capital(each.band),
            note=_moved(each),
        ),
        Cell(risk.mitigation or "Nothing yet", note="\n".join(filter(None, [owner, sign]))),
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


def _effort(found: Effort) -> Iterator[Block]:
    if not found.measures:
        return
    yield Heading("Where money and hours go")
    yield _shares(found)
    yield Bullets(list(_moves(found)))
    if found.unplaced:
        names = say_list(found.unplaced)
        yield Callout(
            "watch",
            f"Not counted: {names}.",
            "Give it a start and a due date, so that its cost and hours have a place in time.",
        )
    yield Prose(
        "Planned work, spread evenly from start to due. What is cheap is not neglected: the table "
        "asks, and does not judge."
    )


def _shares(found: Effort) -> Table:
    names = [row.name for measure in found.measures for row in measure.rows]
    until = f"{say_date(found.first)} to {say_date(found.last)}"
    columns = [Column("Objective", width=0.4), Column("Weight", "right", width=0.12)]
    width = 0.48 / (2 * len(found.measures))
    for measure in found.measures:
        unit = measure.rows[0].amount.unit
        named = f"{capital(measure.name)} ({unit})" if measure.name == "money" else "Hours"
        columns += [Column(named, "right", width=width), Column("Share", "right", width=width)]
    return Table(
        caption=f"What each objective weighs and takes, {until}",
        columns=columns,
        rows=[_share(found, name) for name in dict.fromkeys(names)],
    )


def _share(found: Effort, name: str) -> list[str | Cell]:
    weight = next(row.weight for m in found.measures for row in m.rows if row.name == name)
    cells: list[str | Cell] = [name, say_number(weight, "%")]
    for measure in found.measures:
        row = next((row for row in measure.rows if row.name == name), None)
        cells += [row.amount.bare, row.share.printed] if row else ["–", "–"]
    return cells


def _moves(found: Effort) -> Iterator[str]:
    for measure in found.measures:
        yield _index(measure)


def _index(measure: Measure) -> str:
    name = capital(measure.name)
    said = f"{name}: {measure.index.printed} would have to move to follow the weights."
    moves = [f"{move.amount.printed} from {move.source} to {move.target}" for move in measure.moves]
    if not moves:
        return said
    most = "The move that closes most of it" if len(moves) == 1 else "The two moves that close most"
    return f"{said} {most}: {say_list(moves)}."
