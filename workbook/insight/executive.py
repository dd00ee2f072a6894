"""The page for those who read only one: headline, wins, worries and the decisions needed."""

from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.finding import Glance, found
from workbook.insight.provenance import count
from workbook.insight.review.wins import Wins, wins
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff, cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.review import Review
from workbook.strategy.route import Decision

__all__ = ["Executive", "executive"]


@dataclass(frozen=True)
class Executive:
    """The quarter on a page, joined from what its findings name.

    `computed` says that nobody has written the headline. `worries` and `wins` were written,
    `concerns` and `gains` found. `decisions` are those still to be made, the most urgent first.
    `runs_until` is the quarter's last day while it still runs.
    """

    headline: str
    computed: bool
    at_a_glance: tuple[Glance, ...]
    notes: tuple[str, ...]
    wins: Wins
    gains: tuple[str, ...]
    worries: tuple[str, ...]
    concerns: tuple[str, ...]
    decisions: tuple[Decision, ...]
    until: Cutoff
    runs_until: date | None
    figures: tuple[Figure, ...]


def executive(plan: Plan, quarter: Quarter) -> Executive:
    """Return the quarter on a page."""
    until = cutoff(plan, quarter)
    every, review = tuple(found(plan, quarter)), plan.only(Review, quarter)
    written = review.headline if review else ""
    open_ones = [decision for decision in plan.all(Decision) if decision.decided_on is None]
    needed = tuple(sorted(open_ones, key=lambda decision: decision.due or date.max))
    method = "Count of decisions without a day on which they were decided."
    figure = count(plan, "executive.decisions-needed", "Decisions needed", needed, method)
    return Executive(
        headline=written or next(filter(None, (each.headline for each in every)), ""),
        computed=not written,
        at_a_glance=tuple(glance for each in every for glance in each.at_a_glance),
        notes=tuple(note for each in every for note in each.notes),
        wins=wins(plan, quarter),
        gains=tuple(gain for each in every for gain in each.gains),
        worries=tuple(filter(None, map(str.strip, review.worries.splitlines()))) if review else (),
        concerns=tuple(concern for each in every for concern in each.concerns),
        decisions=needed,
        until=until,
        runs_until=None if until.over else quarter.end,
        figures=(figure,),
    )
