"""Decisions that come back for review with their evidence, and those to be taken among options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import rows, slugs
from workbook.insight.route.evidence import Evidence, evidence, odds, signed
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Option, Outcome
from workbook.strategy.route.decisions import due_for_review, open_decisions
from workbook.strategy.start import Business

__all__ = ["Decisions", "Due", "Paper", "decisions", "due_now"]


@dataclass(frozen=True)
class Due:
    """A decision whose review date has come, the evidence, and what the review said of it."""

    decision: Decision
    evidence: Evidence | None
    said: Outcome | None

    @property
    def answered(self) -> bool:
        """Whether it is said what happened."""
        return bool(self.said and self.said.came)


@dataclass(frozen=True)
class Paper:
    """A decision to be taken among options.

    `costs` are those of the options, by the option's id; `effect` and `odds` are what is expected
    of it on a KPI, where that is said in full.
    """

    decision: Decision
    options: tuple[Option, ...]
    costs: Mapping[str, Figure]
    kpi: KPI | None = None
    effect: Figure | None = None
    odds: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        return (*self.costs.values(), *filter(None, (self.effect, self.odds)))

    @property
    def recommended(self) -> Option | None:
        """The option that is proposed, if one is."""
        return next((option for option in self.options if option.recommended), None)


@dataclass(frozen=True)
class Decisions(Finding):
    """The decisions that are due for review, and the papers of those that are still open."""

    due: tuple[Due, ...]
    papers: tuple[Paper, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The evidence of those due, and what the papers weigh."""
        shown = (figure for each in self.due if each.evidence for figure in each.evidence.figures)
        return (*shown, *(figure for paper in self.papers for figure in paper.figures))


@finding
def decisions(plan: Plan, quarter: Quarter) -> Decisions:
    """Return what is due for review by the quarter's end, and what is to be decided on paper.

    Only a decision that weighs options has a paper.
    """
    due = due_now(plan, quarter, cutoff(plan, quarter).day)
    return Decisions(due, tuple(_papers(plan)))


def due_now(plan: Plan, quarter: Quarter, on: date) -> tuple[Due, ...]:
    """Return the decisions that are due for review on a day, with the evidence as of that day."""
    said = {each.decision_id: each for each in plan.in_quarter(Outcome, quarter)}
    named = slugs(plan, plan.all(Decision))
    return tuple(
        Due(each, evidence(plan, each, named[each.id], on), said.get(each.id))
        for each in due_for_review(plan, quarter, on)
    )


def _papers(plan: Plan) -> Iterator[Paper]:
    named = slugs(plan, plan.all(Decision))
    business = plan.only(Business)
    currency = business.currency if business else ""
    for each in open_decisions(plan):
        id, options = f"decision.{named[each.id]}", plan.of(Option, "decision_id", each.id)
        if not options:
            continue
        names = slugs(plan, options)
        costs = {
            option.id: Figure(
                f"{id}.cost.{names[option.id]}", f"“{each.title}”: cost of “{option.name}”",
                option.cost, currency, "As estimated.", rows(plan, [option]),
            )
            for option in options
            if option.cost is not None
        }  # fmt: skip
        kpi = plan.find(each.effect_kpi_id)
        if isinstance(kpi, KPI) and each.expects:
            effect = _effect(plan, each, kpi, id)
            yield Paper(each, options, costs, kpi, effect, odds(plan, each, id))
        else:
            yield Paper(each, options, costs)


def _effect(plan: Plan, decision: Decision, kpi: KPI, id: str) -> Figure:
    label, said = f"“{decision.title}”: {kpi.name}", signed(decision.effect_size or 0.0, kpi.unit)
    return Figure(f"{id}.effect", label, said, "", "As expected.", rows(plan, [decision]))
