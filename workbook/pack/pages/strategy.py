"""The strategy on one page: two columns of panels."""

from collections.abc import Iterator, Sequence

from workbook.insight.destination.strategy_page import (
    PERSPECTIVES,
    KpiLine,
    ObjectiveLine,
    Stopped,
    StrategyPage,
    strategy_page,
)
from workbook.insight.route.focus import Focus, NotDoingItem
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
from workbook.strategy.destination import Objective, weights_off
from workbook.strategy.plan import Plan
from workbook.strategy.smart import Letter
from workbook.wording import capital, say_count, say_date, say_list, say_number, sentence

__all__ = ["page"]

_CONFLICTS = 3  # told in full
_WHERE = "Write it in the step Define the destination."


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page that holds the whole strategy."""
    found = strategy_page(plan, quarter)
    words = [_words("Vision", found.vision), _words("Mission", found.mission), _values(found)]
    blocks: list[Block] = [Grid(3, words)]
    if found.perspectives:
        blocks.append(Grid(2, [_perspective(found, name) for name in PERSPECTIVES]))
    else:
        blocks.append(
            Callout("missing", "No objective is written down yet.", f"{_WHERE} One is enough.")
        )
    if off := weights_off(plan.all(Objective)):
        blocks.append(Prose(off))
    blocks += _left_out(found)
    return Section(name="strategy", title="Strategy on a page", lead=_lead(found), blocks=blocks)


def _lead(found: StrategyPage) -> str:
    if not found.objectives:
        return "The destination is still to be written down."
    by = f", towards {say_date(found.horizon)}" if found.horizon else ""
    said = capital(f"{say_count(len(found.objectives), 'objective')}{by}")
    return f"{said}; {found.focus.in_short}." if found.focus.live else f"{said}."


def _words(title: str, text: str) -> Block:
    if not text:
        return Callout("missing", f"No {title.lower()} yet.", _WHERE)
    return Panel(title, [Prose(text)])


def _perspective(found: StrategyPage, name: str) -> Panel:
    own = [line for group in found.perspectives if group.name == name for line in group.objectives]
    body: Block = Prose("No objective here.")
    if own:
        body = _list([_objective(line) for line in own])
    return Panel(name.capitalize(), [body])


def _objective(line: ObjectiveLine) -> Cell:
    facts = [
        line.owner or "No owner yet",
        f"by {say_date(line.due)}" if line.due else "no date yet",
        *([f"weight {say_number(line.weight)}"] if line.weight is not None else []),
    ]
    kpis = [f"{kpi.name}, {_target(kpi)}" for kpi in line.kpis] or ["No KPI yet"]
    return Cell(line.name, note="\n".join([*kpis, ", ".join(facts), *_smart(line)]))


def _smart(line: ObjectiveLine) -> Iterator[str]:
    letters = " ".join(f"{v.letter}{'✔' if v.met else '✘'}{'*' * v.overridden}" for v in line.smart)
    lacking = say_list([_LETTERS[v.letter] for v in line.smart if not v.met])
    yield f"{letters} – not yet {lacking}" if lacking else letters
    for verdict in line.smart:
        if verdict.overridden:
            yield f"* {verdict.letter} is our own verdict: {sentence(verdict.override_reason)}"


_LETTERS: dict[Letter, str] = {
    "S": "specific",
    "M": "measurable",
    "A": "achievable",
    "R": "relevant",
    "T": "time-bound",
}


def _target(kpi: KpiLine) -> str:
    return "no target yet" if kpi.target is None else f"target {say_number(kpi.target, kpi.unit)}"


def _values(found: StrategyPage) -> Block:
    if not found.values:
        return Callout("missing", "No values yet.", _WHERE)
    return Panel("Values", [Bullets(found.values)])


def _left_out(found: StrategyPage) -> Iterator[Block]:
    yield Grid(2, [_not_doing(found.focus), _stopped(found)])
    if found.focus.conflicts:
        said = [conflict.sentence for conflict in found.focus.conflicts]
        if (more := len(said) - _CONFLICTS) > 0:
            said[_CONFLICTS:] = [f"The step Map the route names {say_count(more)} more."]
        yield Callout("watch", "Live work that the not-doing list forbids", "\n".join(said))
    if found.focus.warning:
        yield Callout("watch", "Own or copied?", found.focus.warning)


def _not_doing(found: Focus) -> Block:
    if not found.not_doing:
        return Callout(
            "missing",
            "Nothing on the not-doing list yet.",
            "Write in the step Map the route one thing you will not do, so that the rest gets "
            "done.",
        )
    return Panel("What we will not do", [_list([_item(item) for item in found.not_doing])])


def _item(item: NotDoingItem) -> Cell:
    again = f"Look again when: {item.reopen_when}" if item.reopen_when else ""
    note = "\n".join(filter(None, [item.reason or "No reason is written down.", again]))
    if item.conflicts:
        return Cell(item.name, status="watch", note=note, word="live work contradicts it")
    return Cell(item.name, note=note)


def _stopped(found: StrategyPage) -> Panel:
    title = "Stopped or paused"
    if not found.stopped:
        return Panel(title, [Prose("Nothing was stopped or paused.")])
    return Panel(title, [_list([_stop(item) for item in found.stopped])])


def _stop(item: Stopped) -> Cell:
    since = f"{item.verb} on {say_date(item.since)}" if item.since else item.verb
    again = f"Look again when: {item.reopen_when}" if item.reopen_when else ""
    why = item.reason or "No reason is written down."
    return Cell(item.name, note="\n".join(filter(None, [f"{since}: {why}", again])))


def _list(cells: Sequence[Cell]) -> Table:
    return Table("", [Column("")], [[cell] for cell in cells])
