"""The strategy on one page: two columns of panels."""

from workbook.insight.strategy_page import (
    PERSPECTIVES,
    KpiLine,
    NotDoing,
    ObjectiveLine,
    StrategyPage,
    strategy_page,
)
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Grid,
    Panel,
    Prose,
    Section,
    Table,
)
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, say_number

__all__ = ["strategy_section"]

_WHERE = "Write it in the step Define the destination."


def strategy_section(plan: Plan, quarter: Quarter) -> Section:
    """Return the page that holds the whole strategy."""
    page = strategy_page(plan, quarter)
    words = [_words("Vision", page.vision), _words("Mission", page.mission), _values(page)]
    blocks: list[Block] = [Grid(3, words)]
    if page.perspectives:
        blocks.append(Grid(2, [_perspective(page, name) for name in PERSPECTIVES]))
    else:
        blocks.append(
            Callout("missing", "No objective is written down yet.", f"{_WHERE} One is enough.")
        )
    blocks.append(_not_doing(page))
    return Section(name="strategy", title="Strategy on a page", lead=_lead(page), blocks=blocks)


def _lead(page: StrategyPage) -> str:
    if not page.objectives:
        return "The destination is still to be written down."
    by = f", towards {say_date(page.horizon)}" if page.horizon else ""
    return capital(f"{say_count(len(page.objectives), 'objective')}{by}.")


def _words(title: str, text: str) -> Block:
    if not text:
        return Callout("missing", f"No {title.lower()} yet.", _WHERE)
    return Panel(title, [Prose(text)])


def _perspective(page: StrategyPage, name: str) -> Panel:
    found = [line for group in page.perspectives if group.name == name for line in group.objectives]
    body: Block = Prose("No objective here.")
    if found:
        columns = [Column("Objective, KPI and target")]
        body = Table("", columns, [[_objective(line)] for line in found])
    return Panel(name.capitalize(), [body])


def _objective(line: ObjectiveLine) -> Cell:
    facts = [
        line.owner or "No owner yet",
        f"by {say_date(line.due)}" if line.due else "no date yet",
        *([f"weight {say_number(line.weight)}"] if line.weight is not None else []),
    ]
    kpis = [f"{kpi.name}, {_target(kpi)}" for kpi in line.kpis] or ["No KPI yet"]
    return Cell(line.name, note="\n".join([*kpis, ", ".join(facts)]))


def _target(kpi: KpiLine) -> str:
    return "no target yet" if kpi.target is None else f"target {say_number(kpi.target, kpi.unit)}"


def _values(page: StrategyPage) -> Block:
    if not page.values:
        return Callout("missing", "No values yet.", _WHERE)
    return Panel("Values", [Bullets(page.values)])


def _not_doing(page: StrategyPage) -> Panel:
    if not page.not_doing:
        return Panel(_NOT_DOING, [Prose("Nothing was stopped or paused.")])
    columns = [
        Column("What", width=0.3),
        Column("Why", width=0.42),
        Column("Look at it again when", width=0.28),
    ]
    return Panel(_NOT_DOING, [Table("", columns, [_left_out(item) for item in page.not_doing])])


_NOT_DOING = "What we are not doing"


def _left_out(item: NotDoing) -> list[str | Cell]:
    since = f"{item.verb} on {say_date(item.since)}" if item.since else item.verb
    why = item.reason or "No reason is written down."
    return [Cell(item.name, note=since), why, item.reopen_when or "–"]
