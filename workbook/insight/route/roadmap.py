"""The roadmap: which initiatives a quarter's page shows, and their figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, Glance, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import count, slugs
from workbook.insight.route.initiatives import Progress, Stage, figures_of, progress
from workbook.insight.route.order import broken_order
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative
from workbook.strategy.route.initiatives import set_aside
from workbook.wording import say_date, say_list

__all__ = ["LANES", "Roadmap", "roadmap"]

LANES = ("Now", "Next", "Later")

_OPEN = (
    Stage.OVERDUE, Stage.IN_PROGRESS, Stage.NOT_STARTED, Stage.STARTING, Stage.UNDATED, Stage.LATER,
)  # fmt: skip


@dataclass(frozen=True)
class Roadmap(Finding):
    """Every initiative but ideas and what was refused, judged on `day`, with its name in `slugs`.

    The page shows those `shown`, the most pressing first. Work finished before the quarter is
    only named (`finished_earlier`), as is work that starts after the next two quarters (`later`).
    `broken` are sentences on work that comes before what it needs first.
    """

    quarter: Quarter
    day: date
    shown: tuple[Progress, ...]
    finished_earlier: tuple[Progress, ...]
    later: tuple[Progress, ...]
    slugs: dict[str, str]
    figures: tuple[Figure, ...]
    broken: tuple[str, ...] = ()

    @property
    def dated(self) -> tuple[Progress, ...]:
        """Those shown that have a date, and so a place on a timeline."""
        return tuple(each for each in self.shown if each.initiative.start or each.initiative.due)

    @property
    def lanes(self) -> tuple[tuple[str, tuple[Progress, ...]], ...]:
        """What is live, as a board looks at it: now, next and later, the first due first.

        *Now* runs or starts in the quarter, *next* starts in the next two.
        """
        live = [each for each in (*self.shown, *self.later) if each.stage in _OPEN]
        live.sort(key=lambda each: each.initiative.due or date.max)
        return tuple(
            (lane, tuple(each for each in live if self._lane(each) == lane)) for lane in LANES
        )

    def _lane(self, one: Progress) -> str:
        start = one.initiative.start
        if one.stage in (Stage.OVERDUE, Stage.IN_PROGRESS, Stage.NOT_STARTED):
            return "Now"
        if one.stage == Stage.STARTING and start:
            return "Now" if start <= self.quarter.end else "Next"
        return "Later"

    def of(self, *stages: Stage) -> tuple[Progress, ...]:
        """Return what is shown at these stages."""
        return tuple(each for each in self.shown if each.stage in stages)

    def printed(self, one: Progress, name: str) -> str:
        """Return a figure of an initiative as it is printed; empty where it has none."""
        id = f"roadmap.{self.slugs[one.initiative.id]}.{name}"
        return next((figure.printed for figure in self.figures if figure.id == id), "")

    @property
    def at_a_glance(self) -> tuple[Glance, ...]:
        """How much is overdue."""
        overdue = Glance("Initiatives overdue", self.figure("roadmap.overdue"))
        return (overdue,) if self.shown else ()

    @property
    def gains(self) -> tuple[str, ...]:
        """What was finished."""
        done = [each.initiative.name for each in self.of(Stage.DONE)]
        return (f"Finished: {say_list(done)}.",) if done else ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """What is overdue, what comes before what it needs, and what nobody owns."""
        overdue = (
            f"“{each.initiative.name}” is overdue: it was due on {say_date(each.initiative.due)} "
            f"({each.owner or 'no owner'})."
            for each in self.of(Stage.OVERDUE)
        )
        bare = [each.initiative.name for each in self.shown if each.live and not each.owner]
        return (*overdue, *self.broken, *([f"Nobody owns {quoted(bare)}."] if bare else []))


@finding
def roadmap(plan: Plan, quarter: Quarter) -> Roadmap:
    """Return where each initiative stands at the end of a quarter."""
    until = cutoff(plan, quarter)
    work = [each for each in plan.all(Initiative) if not set_aside(plan, each)]
    judged = [progress(plan, each, until, quarter) for each in work]
    before = [each for each in judged if _over_before(each, quarter)]
    later = [each for each in judged if each.stage == Stage.LATER]
    shown = [each for each in judged if each not in before and each not in later]
    order = list(Stage)
    shown.sort(key=lambda each: (order.index(each.stage), each.initiative.due or date.max))
    found = Roadmap(
        quarter=quarter,
        day=until.day,
        shown=tuple(shown),
        finished_earlier=tuple(each for each in before if each.stage == Stage.DONE),
        later=tuple(later),
        slugs=slugs(plan, plan.all(Initiative)),
        figures=(),
        broken=broken_order(plan),
    )
    return replace(found, figures=tuple(_figures(plan, found)))


def _over_before(one: Progress, quarter: Quarter) -> bool:
    ended = one.closed_on or one.initiative.due
    over = one.stage in (Stage.DONE, Stage.STOPPED)
    return over and ended is not None and ended < quarter.start


def _figures(plan: Plan, found: Roadmap) -> Iterator[Figure]:
    every = (*found.shown, *found.later)
    for stage, rule in _RULES.items():
        counted = [each.initiative for each in every if each.stage == stage]
        id = f"roadmap.{stage.replace(' ', '-')}"
        yield count(plan, id, f"Initiatives {stage}", counted, rule)
    finished = [each.initiative for each in found.finished_earlier]
    label = "Initiatives finished before the quarter"
    method = "Count of those marked done, or due if that day is not known, before the quarter."
    yield count(plan, "roadmap.finished-earlier", label, finished, method)
    for each in found.shown:
        yield from figures_of(plan, each, f"roadmap.{found.slugs[each.initiative.id]}")


_RULES = {
    Stage.OVERDUE: "Neither done, paused nor stopped, and the due date has passed.",
    Stage.IN_PROGRESS: "In progress since the start date, and the due date has not passed.",
    Stage.NOT_STARTED: "Not started, although the start date has passed.",
    Stage.STARTING: "The start date lies ahead, in this quarter or the next two.",
    Stage.UNDATED: "Not started, without a start date.",
    Stage.PAUSED: "Status as entered.",
    Stage.STOPPED: "Status as entered; stopped work due before the quarter is left out.",
    Stage.DONE: "Status as entered; work finished before the quarter is counted apart.",
    Stage.LATER: "The start date lies after the next two quarters.",
}
