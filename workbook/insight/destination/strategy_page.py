"""The strategy on one page: words, objectives with their KPIs, and what the business leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.live import reached_objectives
from workbook.insight.provenance import count, rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI, Destination, Objective, open_objectives
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Initiative
from workbook.strategy.smart import Verdict, smart_check
from workbook.wording import sentence

__all__ = ["Aim", "Stopped", "StrategyPage", "strategy_page"]


@dataclass(frozen=True)
class Aim:
    """An objective with its KPIs, and the verdict on each letter of SMART.

    Once it has ended, `ended` says how: `ended`, or `reached and ended`.
    """

    objective: Objective
    owner: str
    kpis: tuple[KPI, ...]
    smart: tuple[Verdict, ...]
    ended: str = ""


@dataclass(frozen=True)
class Stopped:
    """Something stopped or paused, by the decision that did so if one was written down."""

    name: str
    verb: str
    decision: Decision | None


@dataclass(frozen=True)
class StrategyPage(Finding):
    """What the strategy page says, perspective by perspective.

    Targets have their figures on the scorecard: one number, one id.
    """

    words: Destination
    aims: tuple[Aim, ...]
    stopped: tuple[Stopped, ...]
    figures: tuple[Figure, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """What the business will not trade away, one by one."""
        return tuple(filter(None, map(str.strip, self.words.principles.splitlines())))

    def under(self, perspective: str) -> tuple[Aim, ...]:
        """Return the objectives of one perspective."""
        return tuple(aim for aim in self.aims if aim.objective.perspective == perspective)


@finding
def strategy_page(plan: Plan, quarter: Quarter) -> StrategyPage:
    """Return the strategy as it stands at the end of a quarter, without what ended before it."""
    objectives = open_objectives(plan, quarter.previous.end)
    aims = tuple(_aim(plan, quarter, objective) for objective in objectives)
    return StrategyPage(
        words=plan.only(Destination) or Destination(),
        aims=aims,
        stopped=tuple(_stopped(plan, quarter)),
        figures=(
            count(plan, "strategy.objectives", "Objectives", objectives),
            *_figures(plan, aims),
        ),
    )


def _aim(plan: Plan, quarter: Quarter, objective: Objective) -> Aim:
    reached = objective.id in reached_objectives(plan, quarter)
    ended = objective.has_ended(cutoff(plan, quarter).day)
    return Aim(
        objective=objective,
        owner=plan.name_of(objective.owner_id),
        kpis=plan.of(KPI, "objective_id", objective.id),
        smart=smart_check(plan, objective),
        ended=("reached and ended" if reached else "ended") if ended else "",
    )


def _stopped(plan: Plan, quarter: Quarter) -> Iterator[Stopped]:
    taken = sorted(
        (d for d in plan.all(Decision) if d.decided_on and d.decided_on <= quarter.end),
        key=lambda d: d.decided_on or date.max,
    )
    standing = [d for place, d in enumerate(taken) if _stands(d, taken[place + 1 :])]
    for decision in standing:
        name = plan.name_of(decision.initiative_id) or decision.title
        yield Stopped(name, "Stopped" if decision.kind == "stop" else "Paused", decision)
    explained = {decision.initiative_id for decision in standing}
    for work in plan.all(Initiative):
        if work.status in ("stopped", "paused") and work.id not in explained:
            yield Stopped(work.name, work.status.capitalize(), None)


def _stands(decision: Decision, later: Iterable[Decision]) -> bool:
    if decision.kind not in ("stop", "pause"):
        return False
    about = decision.initiative_id
    turned = any(d.initiative_id == about and d.kind != "other" for d in later) if about else False
    return not turned


def _figures(plan: Plan, aims: Iterable[Aim]) -> Iterator[Figure]:
    names = slugs(plan, plan.all(Objective))
    for aim in aims:
        objective, id = aim.objective, f"strategy.{names[aim.objective.id]}"
        if objective.weight is not None:
            yield Figure(
                f"{id}.weight", f"{objective.name}: weight", objective.weight, "points of 100",
                "As entered.", rows(plan, [objective]),
            )  # fmt: skip
        yield Figure(
            f"{id}.smart", f"{objective.name}: letters of SMART that it meets",
            sum(verdict.met for verdict in aim.smart), "of 5",
            "Rules read its text, KPI, owner and dates; people may overrule a letter.",
            rows(plan, [objective, *aim.kpis]),
            " ".join(
                f"{v.letter} is the business's own verdict: {sentence(v.override_reason)}"
                for v in aim.smart
                if v.overridden
            ),
        )  # fmt: skip
