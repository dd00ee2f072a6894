"""The strategy on one page: words, objectives with their KPIs, and what the business leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.provenance import rows, slugs
from workbook.insight.route.focus import Focus, focus
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Destination, Objective, weights_off
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Initiative
from workbook.strategy.smart import Verdict, smart_check
from workbook.wording import sentence

__all__ = [
    "PERSPECTIVES",
    "KpiLine",
    "ObjectiveLine",
    "Perspective",
    "Stopped",
    "StrategyPage",
    "strategy_page",
]

# Kaplan & Norton's order: results first, what brings them about below.
PERSPECTIVES = ("financial", "customer", "internal process", "learning and growth")


@dataclass(frozen=True)
class KpiLine:
    """A KPI and what it should reach."""

    name: str
    target: float | None
    unit: str
    target_date: date | None


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective as it stands on the page, with the verdict on each letter of SMART."""

    name: str
    owner: str
    due: date | None
    weight: float | None
    kpis: tuple[KpiLine, ...]
    smart: tuple[Verdict, ...]


@dataclass(frozen=True)
class Perspective:
    """One of the four perspectives of the Balanced Scorecard, with its objectives."""

    name: str
    objectives: tuple[ObjectiveLine, ...]


@dataclass(frozen=True)
class Stopped:
    """Something stopped or paused; `reason` is empty where nobody wrote one down."""

    name: str
    verb: str
    reason: str
    since: date | None
    reopen_when: str


@dataclass(frozen=True)
class StrategyPage:
    """What the strategy page says; empty words and lists are what has not been given.

    Targets have their figures on the scorecard: one number, one id.
    """

    vision: str
    mission: str
    values: tuple[str, ...]
    horizon: date | None
    perspectives: tuple[Perspective, ...]
    focus: Focus
    stopped: tuple[Stopped, ...]
    figures: tuple[Figure, ...]

    @property
    def objectives(self) -> tuple[ObjectiveLine, ...]:
        """All objectives, perspective by perspective."""
        return tuple(line for group in self.perspectives for line in group.objectives)


def strategy_page(plan: Plan, quarter: Quarter) -> StrategyPage:
    """Return the strategy as it stands at the end of a quarter."""
    words = plan.only(Destination)
    live = focus(plan, quarter)
    return StrategyPage(
        vision=words.vision if words else "",
        mission=words.mission if words else "",
        values=_lines(words.principles) if words else (),
        horizon=words.horizon if words else None,
        perspectives=tuple(
            Perspective(name, tuple(_objective(plan, o) for o in found))
            for name in PERSPECTIVES
            if (found := [o for o in plan.all(Objective) if o.perspective == name])
        ),
        focus=live,
        stopped=tuple(_stopped(plan, quarter)),
        figures=(
            _count(plan, "strategy.objectives", "Objectives", plan.all(Objective)),
            *_weights(plan),
            *_smart_figures(plan),
            *live.figures,
        ),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _objective(plan: Plan, objective: Objective) -> ObjectiveLine:
    return ObjectiveLine(
        name=objective.name,
        owner=plan.name_of(objective.owner_id),
        due=objective.due,
        weight=objective.weight,
        kpis=tuple(
            KpiLine(kpi.name, kpi.target, kpi.unit, kpi.target_date)
            for kpi in plan.all(KPI)
            if kpi.objective_id == objective.id
        ),
        smart=smart_check(plan, objective),
    )


def _stopped(plan: Plan, quarter: Quarter) -> Iterator[Stopped]:
    taken = sorted(
        (d for d in plan.all(Decision) if d.decided_on and d.decided_on <= quarter.end),
        key=lambda d: d.decided_on or date.max,
    )
    standing = [d for place, d in enumerate(taken) if _stands(d, taken[place + 1 :])]
    for decision in standing:
        name = plan.name_of(decision.initiative_id) or decision.title
        verb = "Stopped" if decision.kind == "stop" else "Paused"
        yield Stopped(name, verb, decision.reason, decision.decided_on, decision.reopen_when)
    explained = {decision.initiative_id for decision in standing}
    for initiative in plan.all(Initiative):
        if initiative.status in ("stopped", "paused") and initiative.id not in explained:
            yield _unexplained(initiative)


def _stands(decision: Decision, later: Iterable[Decision]) -> bool:
    if decision.kind not in ("stop", "pause"):
        return False
    about = decision.initiative_id
    turned = any(d.initiative_id == about and d.kind != "other" for d in later) if about else False
    return not turned


def _unexplained(initiative: Initiative) -> Stopped:
    return Stopped(initiative.name, initiative.status.capitalize(), "", None, "")


def _count(plan: Plan, id: str, label: str, records: tuple[Objective, ...]) -> Figure:
    return Figure(id, label, len(records), method="Count.", sources=rows(plan, records))


def _weights(plan: Plan) -> Iterator[Figure]:
    names = slugs(plan, plan.all(Objective))
    for objective in plan.all(Objective):
        if objective.weight is not None:
            yield Figure(
                id=f"strategy.{names[objective.id]}.weight",
                label=f"{objective.name}: weight",
                value=objective.weight,
                unit="points of 100",
                method="As entered.",
                sources=rows(plan, [objective]),
                caveat=weights_off(plan.all(Objective)),
            )


def _smart_figures(plan: Plan) -> Iterator[Figure]:
    names = slugs(plan, plan.all(Objective))
    for objective in plan.all(Objective):
        verdicts = smart_check(plan, objective)
        behind = [objective, *(kpi for kpi in plan.all(KPI) if kpi.objective_id == objective.id)]
        yield Figure(
            id=f"strategy.{names[objective.id]}.smart",
            label=f"{objective.name}: letters of SMART that it meets",
            value=sum(verdict.met for verdict in verdicts),
            unit="of 5",
            method="Rules read its text, KPI, owner and dates; people may overrule a letter.",
            sources=rows(plan, behind),
            caveat=" ".join(
                f"{v.letter} is the business's own verdict: {sentence(v.override_reason)}"
                for v in verdicts
                if v.overridden
            ),
        )
