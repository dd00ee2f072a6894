"""The roadmap: which initiatives a quarter's page shows, and their figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.provenance import journal_line, rows, slugs
from workbook.insight.route.initiatives import RoadmapLine, Stage, roadmap_line
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative, Milestone

__all__ = ["Roadmap", "roadmap"]


@dataclass(frozen=True)
class Roadmap:
    """The initiatives that a quarter's page shows, the most pressing first.

    `day` is the day on which they were judged. Work finished before the quarter is only
    counted (`finished_earlier`), as is work that starts after the next two quarters (`later`).
    """

    quarter: Quarter
    day: date
    lines: tuple[RoadmapLine, ...]
    finished_earlier: tuple[str, ...]
    later: tuple[str, ...]
    figures: tuple[Figure, ...]

    def of(self, *stages: Stage) -> tuple[RoadmapLine, ...]:
        """Return the lines at these stages."""
        return tuple(line for line in self.lines if line.stage in stages)


def roadmap(plan: Plan, quarter: Quarter) -> Roadmap:
    """Return where each initiative stands at the end of a quarter."""
    until = cutoff(plan, quarter)
    judged = [(i, roadmap_line(plan, i, until, quarter)) for i in plan.all(Initiative)]
    before = [pair for pair in judged if _over_before(pair[1], quarter)]
    shown = [pair for pair in judged if pair not in before and pair[1].stage != Stage.LATER]
    order = list(Stage)
    shown.sort(key=lambda pair: (order.index(pair[1].stage), pair[1].due or date.max))
    return Roadmap(
        quarter=quarter,
        day=until.day,
        lines=tuple(line for _, line in shown),
        finished_earlier=tuple(line.name for _, line in before if line.stage == Stage.DONE),
        later=tuple(line.name for _, line in judged if line.stage == Stage.LATER),
        figures=tuple(_figures(plan, judged, shown, before)),
    )


def _over_before(line: RoadmapLine, quarter: Quarter) -> bool:
    ended = line.closed_on or line.due
    over = line.stage in (Stage.DONE, Stage.STOPPED)
    return over and ended is not None and ended < quarter.start


_Judged = Sequence[tuple[Initiative, RoadmapLine]]


def _figures(plan: Plan, judged: _Judged, shown: _Judged, before: _Judged) -> Iterator[Figure]:
    for stage in Stage:
        counted = [i for i, line in judged if line.stage == stage and (i, line) not in before]
        yield Figure(
            id=f"roadmap.{stage.replace(' ', '-')}",
            label=f"Initiatives {stage}",
            value=len(counted),
            method=_RULES[stage],
            sources=rows(plan, counted),
        )
    finished = [i for i, line in before if line.stage == Stage.DONE]
    yield Figure(
        id="roadmap.finished-earlier",
        label="Initiatives finished before the quarter",
        value=len(finished),
        method="Count of those marked done, or due if that day is not known, before the quarter.",
        sources=rows(plan, finished),
    )
    names = slugs(plan, plan.all(Initiative))
    for initiative, line in shown:
        yield from _line_figures(plan, initiative, line, f"roadmap.{names[initiative.id]}")


def _line_figures(
    plan: Plan, initiative: Initiative, line: RoadmapLine, id: str
) -> Iterator[Figure]:
    changes = plan.history(initiative, "due")
    if line.overdue is not None:
        yield Figure(
            id=f"{id}.overdue",
            label=f"“{line.name}” past its date",
            value=line.overdue,
            unit="days",
            method="The page's day minus the due date.",
            sources=rows(plan, [initiative]),
        )
    if line.slipped is not None:
        yield Figure(
            id=f"{id}.slipped",
            label=f"Slippage of “{line.name}”",
            value=line.slipped,
            unit="days",
            method="Current due date minus the first one in the journal.",
            sources=tuple(map(journal_line, changes)),
        )
    if line.moves > 1:
        yield Figure(
            id=f"{id}.moves",
            label=f"Times that the date of “{line.name}” was moved",
            value=line.moves,
            method="Count of journal lines that replace one due date by another.",
            sources=tuple(map(journal_line, changes)),
        )
    if line.milestones:
        own = [m for m in plan.all(Milestone) if m.initiative_id == initiative.id]
        yield Figure(
            id=f"{id}.milestones-reached",
            label=f"Milestones of “{line.name}” reached",
            value=line.reached,
            method="Count of milestones reached by the page's day.",
            sources=rows(plan, own),
        )
        yield Figure(
            id=f"{id}.milestones",
            label=f"Milestones of “{line.name}”",
            value=len(own),
            method="Count of milestones.",
            sources=rows(plan, own),
        )


_RULES = {
    Stage.OVERDUE: "Neither done, paused nor stopped, and the due date has passed.",
    Stage.IN_FLIGHT: "In progress since the start date, and the due date has not passed.",
    Stage.NOT_STARTED: "Still proposed, although the start date has passed.",
    Stage.STARTING: "The start date lies ahead, in this quarter or the next two.",
    Stage.UNDATED: "Proposed, without a start date.",
    Stage.PAUSED: "Status as entered.",
    Stage.STOPPED: "Status as entered; stopped work due before the quarter is left out.",
    Stage.DONE: "Status as entered; work finished before the quarter is counted apart.",
    Stage.LATER: "The start date lies after the next two quarters.",
}
