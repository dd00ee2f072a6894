"""A paper for each decision that is still to be taken among options: what a board needs for it."""

from collections.abc import Iterator, Mapping

from workbook.insight.codes import codes
from workbook.insight.route.decisions import Paper, decisions
from workbook.pack.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Table,
)
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Option
from workbook.wording import capital, say_count, say_date, sentence

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the decision papers, the most urgent first; no block where there is none."""
    papers, known = decisions(plan, quarter).papers, codes(plan, quarter)
    count = capital(say_count(len(papers), "decision"))
    return Section(
        name="decisions",
        title="Decision papers",
        lead=f"{count} to be taken among options." if papers else "",
        blocks=[block for paper in papers for block in _blocks(plan, paper, known)],
        optional=True,
        whole_parts=True,
    )


def _blocks(plan: Plan, paper: Paper, known: Mapping[str, str]) -> Iterator[Block]:
    decision = paper.decision
    yield Heading(decision.question or decision.title)
    yield Prose(" ".join([_when(plan, decision), *map(sentence, filter(None, [decision.reason]))]))
    yield Table(
        caption="The options",
        columns=[
            Column("Option", width=0.18),
            Column("For", width=0.22),
            Column("Against", width=0.22),
            Column(_cost(paper), align="right", width=0.11),
            Column("Risk, and the way back", width=0.27),
        ],
        rows=[_option(paper, option, known) for option in paper.options],
    )
    yield Grid(2, [_recommended(paper), _expected(paper, known)])


def _cost(paper: Paper) -> str:
    units = {figure.unit for figure in paper.costs.values() if figure.unit}
    return f"Cost ({', '.join(units)})" if units else "Cost"


def _when(plan: Plan, decision: Decision) -> str:
    by = f"To be decided by {say_date(decision.due)}" if decision.due else "No date to decide by"
    owner = plan.name_of(decision.owner_id)
    return f"{by}; prepared by {owner}." if owner else f"{by}; nobody prepares it yet."


def _option(paper: Paper, option: Option, known: Mapping[str, str]) -> list[str | Cell]:
    cost = paper.costs.get(option.id)
    door = "" if option.door == "not said" else capital(option.door)
    return [
        Cell(option.name, status="good", word="Recommended") if option.recommended else option.name,
        option.gains or "–",
        option.losses or "–",
        Cell(cost.bare, code=known[cost.id]) if cost else "–",
        Cell(option.risk or "No risk named", note=": ".join(filter(None, (door, option.door_why)))),
    ]


def _recommended(paper: Paper) -> Block:
    option, why = paper.recommended, paper.decision.recommendation
    if option is None:
        said = sentence(why) if why else "Say in the step Map the route what you propose, and why."
        return Panel("Nothing is recommended yet" if not why else "Recommended", [Prose(said)])
    words = sentence(why) if why else "Why, nobody has written down yet."
    return Panel(f"Recommended: {option.name}", [Prose(words)], tone="good")


def _expected(paper: Paper, known: Mapping[str, str]) -> Block:
    decision, lines = paper.decision, []
    if paper.kpi and paper.effect and paper.odds:
        size, by = paper.effect.printed, say_date(decision.effect_by)
        lines += [
            f"{paper.kpi.name}: {size} by {by} · {known[paper.effect.id]}",
            f"Odds: {paper.odds.printed} · {known[paper.odds.id]}",
        ]
    else:
        lines.append("No effect on a KPI is written down.")
    day = decision.review_on
    lines.append(f"Looked at again on {say_date(day)}" if day else "No review date is set.")
    if decision.reopen_when:
        lines.append(f"Sooner, if: {decision.reopen_when}")
    return Panel("What is expected, and when we look", [Bullets(lines)], tone="info")
