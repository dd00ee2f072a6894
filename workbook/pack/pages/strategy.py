"""The strategy on one page: two columns of panels."""

from collections.abc import Iterator, Mapping, Sequence

from workbook.insight.destination.strategy_page import (
    Aim,
    Stopped,
    StrategyPage,
    strategy_page,
)
from workbook.insight.figure import Figure
from workbook.insight.review.scorecard import scorecard
from workbook.insight.route.focus import Focus, focus
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
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.destination.perspectives import NOT_SAID, PERSPECTIVES
from workbook.strategy.plan import Plan
from workbook.strategy.route import NotDoing
from workbook.strategy.smart import Letter, Verdict
from workbook.wording import (
    capital,
    say_count,
    say_date,
    say_list,
    say_number,
    sentence,
    short_date,
)

__all__ = ["page"]

_CONFLICTS = 3  # told in full


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page that holds the whole strategy."""
    found, live = strategy_page(plan, quarter), focus(plan, quarter)
    words = found.words
    targets = {row.kpi.id: row.target for row in scorecard(plan, quarter).rows}
    blocks: list[Block] = [
        Grid(3, [_words("Vision", words.vision), _words("Mission", words.mission), _values(found)])
    ]
    if found.aims:
        blocks.append(Grid(2, _panels(found, targets), packed=True))
    else:
        blocks.append(
            missing("objectives", "No objective is written down yet.", "One is enough to begin.")
        )
    blocks += [Grid(2, [_not_doing(live), _stopped(found)]), *_warnings(live)]
    return Section(
        name="strategy",
        title="Strategy on a page",
        lead=_lead(found, live),
        blocks=blocks,
        new_page=True,
    )


def _lead(found: StrategyPage, live: Focus) -> str:
    if not found.aims:
        return "The destination is still to be written down."
    by = f", towards {say_date(found.words.horizon)}" if found.words.horizon else ""
    said = capital(f"{say_count(len(found.aims), 'objective')}{by}")
    return f"{said}; {live.in_short}." if live.in_short else f"{said}."


def _words(title: str, text: str) -> Block:
    return Panel(title, [Prose(text)]) if text else missing("vision", f"No {title.lower()} yet.")


def _values(found: StrategyPage) -> Block:
    if not found.values:
        return missing("vision", "No values yet.")
    return Panel("Values", [Bullets(found.values)])


def _panels(found: StrategyPage, targets: Mapping[str, Figure]) -> list[Block]:
    """Return a panel for each perspective, and one for what nobody has put under any."""
    unsaid = found.under(NOT_SAID)
    said = PERSPECTIVES if len(unsaid) < len(found.aims) else ()
    panels: list[Block] = [_perspective(found, name, targets) for name in said]
    if unsaid:
        title = "No perspective said" if said else "Objectives"
        panels.append(Panel(title, [_list([_objective(aim, targets) for aim in unsaid])]))
    return panels


def _perspective(found: StrategyPage, name: str, targets: Mapping[str, Figure]) -> Panel:
    cells = [_objective(aim, targets) for aim in found.under(name)]
    return Panel(name.capitalize(), [_list(cells) if cells else Prose("No objective here.")])


def _objective(aim: Aim, targets: Mapping[str, Figure]) -> Cell:
    objective = aim.objective
    facts = [
        aim.owner or ("" if aim.ended else "No owner yet"),
        f"by {short_date(objective.due)}" if objective.due else "" if aim.ended else "no date yet",
        *([f"weight {say_number(objective.weight)}"] if objective.weight is not None else []),
    ]
    why = [sentence(objective.why)] if objective.why else []
    kpis = [f"{kpi.name}, {_target(targets[kpi.id])}" for kpi in aim.kpis]
    kpis = kpis or ([] if aim.ended else ["No KPI yet"])
    asked = [_ended(aim)] if aim.ended else list(_smart(aim.smart))
    said = ", ".join(filter(None, facts))
    if not aim.ended and all(verdict.met for verdict in aim.smart):
        said, *asked = (" · ".join(filter(None, (said, asked[0]))), *asked[1:])
    lines = [*why, *kpis, said, *asked]
    return Cell(objective.name, note="\n".join(filter(None, lines)))


def _ended(aim: Aim) -> str:
    why = f": {aim.objective.ended_why}" if aim.objective.ended_why else ""
    return sentence(f"{capital(aim.ended)} on {say_date(aim.objective.ended_on)}{why}")


def _smart(verdicts: Sequence[Verdict]) -> Iterator[str]:
    letters = " ".join(f"{v.letter}{'✔' if v.met else '✘'}{'*' * v.overridden}" for v in verdicts)
    lacking = say_list([_LETTERS[v.letter] for v in verdicts if not v.met])
    yield f"{letters} – not yet {lacking}" if lacking else letters
    for verdict in verdicts:
        if verdict.overridden:
            yield f"* {verdict.letter} is our own verdict: {sentence(verdict.override_reason)}"


_LETTERS: dict[Letter, str] = {
    "S": "specific",
    "M": "measurable",
    "A": "achievable",
    "R": "relevant",
    "T": "time-bound",
}


def _target(figure: Figure) -> str:
    return "no target yet" if figure.value is None else f"target {figure.printed}"


def _warnings(live: Focus) -> Iterator[Block]:
    if live.conflicts:
        said = [conflict.sentence for conflict in live.conflicts]
        if (more := len(said) - _CONFLICTS) > 0:
            said[_CONFLICTS:] = [f"The step Map the route names {say_count(more)} more."]
        yield Callout("watch", "Live work that the not-doing list forbids", "\n".join(said))
    if live.warning:
        yield Callout("watch", "Own or copied?", live.warning)


def _not_doing(live: Focus) -> Block:
    if not live.not_doing:
        return missing(
            "decisions",
            "Nothing on the not-doing list yet.",
            "Write down one thing you will not do, so that the rest gets done.",
        )
    contradicted = [conflict.item for conflict in live.conflicts]
    cells = [_item(item, item in contradicted) for item in live.not_doing]
    return Panel("What we will not do", [_list(cells)])


def _item(item: NotDoing, contradicted: bool) -> Cell:
    note = "\n".join([item.reason or "No reason is written down.", *_again(item.reopen_when)])
    if contradicted:
        return Cell(item.name, status="watch", note=note, word="live work contradicts it")
    return Cell(item.name, note=note)


def _stopped(found: StrategyPage) -> Panel:
    cells = [_stop(item) for item in found.stopped]
    nothing = Prose("Nothing was stopped or paused.")
    return Panel("Stopped or paused", [_list(cells) if cells else nothing])


def _stop(item: Stopped) -> Cell:
    decision = item.decision
    on = f" on {say_date(decision.decided_on)}" if decision else ""
    why = (decision.reason if decision else "") or "No reason is written down."
    again = _again(decision.reopen_when if decision else "")
    return Cell(item.name, note="\n".join([f"{item.verb}{on}: {why}", *again]))


def _again(when: str) -> list[str]:
    return [f"Look again when: {when}"] if when else []


def _list(cells: Sequence[Cell]) -> Table:
    return Table("", [Column("")], [[cell] for cell in cells])
