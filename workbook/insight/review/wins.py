"""What went well as the records show it: offered to be told, and looked up again when it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows, slugs
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.doubts import doubts
from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.kpi_figures import actual
from workbook.insight.review.register import ActionStatus, register
from workbook.insight.review.standing import reaches
from workbook.insight.route.initiatives import Progress, Stage
from workbook.insight.route.roadmap import roadmap
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import open_kpis
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.review import Win
from workbook.strategy.route import Milestone
from workbook.wording import say_count, say_date, sentence

__all__ = ["Gain", "Wins", "wins"]


@dataclass(frozen=True)
class Gain:
    """Something for the better that the records show: what it is `called`, and what `shows` it.

    `kind` and `record` say where it was found; `figures` are what is printed beside it.
    """

    kind: str
    record: Entity
    called: str
    shows: str
    figures: tuple[Figure, ...]

    @property
    def found(self) -> str:
        """Where a win that is taken up keeps that it was found."""
        return f"{self.kind}/{self.record.id}"

    @property
    def owner_id(self) -> str | None:
        """Who answers for it."""
        owner: str | None = getattr(self.record, "owner_id", None)
        return owner


@dataclass(frozen=True)
class Wins(Finding):
    """The wins of a quarter that were named or taken up, and all that the records show."""

    named: tuple[Win, ...]
    shown: tuple[Gain, ...]

    @property
    def offered(self) -> tuple[Gain, ...]:
        """What the records show, and nobody has taken up."""
        taken = {win.found for win in self.named}
        return tuple(gain for gain in self.shown if gain.found not in taken)

    @property
    def taken_back(self) -> tuple[Win, ...]:
        """What was taken up, and the records show no longer."""
        return tuple(win for win in self.named if win.found and self._gain(win) is None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of those taken up; what a KPI read is a figure of other findings."""
        mine = (figure for _, gain in self.taken for figure in gain.figures)
        return tuple(figure for figure in mine if figure.id.startswith("wins."))

    @property
    def concerns(self) -> tuple[str, ...]:
        """What was told as a win, and is none by now."""
        gone = quoted([win.name for win in self.taken_back])
        return (f"Told as a win, and the records show it no longer: {gone}.",) if gone else ()

    def told(self, win: Win, codes: Mapping[str, str]) -> str:
        """Return a win as it is printed: with what shows it, where it was found in the records.

        The code of its figure stands behind that.
        """
        gain = self._gain(win)
        shows = "the records show it no longer" if win.found else ""
        if gain:
            shows = f"{gain.shows} · {codes[gain.figures[-1].id]}"
        return sentence(f"{win.name} ({shows})" if shows else win.name)

    @property
    def taken(self) -> tuple[tuple[Win, Gain], ...]:
        """The wins that were taken up, each with what shows it."""
        pairs = ((win, self._gain(win)) for win in self.named)
        return tuple((win, gain) for win, gain in pairs if gain)

    def _gain(self, win: Win) -> Gain | None:
        return next((gain for gain in self.shown if gain.found == win.found), None)


@finding
def wins(plan: Plan, quarter: Quarter) -> Wins:
    """Return what went well in a quarter, as people name it and as the records show it.

    A signal for the better is none once the newest reading lies on the other side of the centre
    line, and neither is a target met by a KPI that has a signal for the worse, nor what rests on a
    provisional reading; finished work whose
    milestones were not all reached is left out, too.
    """
    shown = (*_kpis(plan, quarter), *_work(plan, quarter), *_actions(plan, quarter))
    return Wins(plan.in_quarter(Win, quarter), shown)


def _kpis(plan: Plan, quarter: Quarter) -> Iterator[Gain]:
    for kpi in open_kpis(plan, quarter.previous.end):
        if doubts(plan, quarter, kpi):
            continue
        found, read = kpi_behaviour(plan, quarter, kpi), actual(plan, kpi, quarter)
        if found.verdict != Verdict.WORSE and reaches(plan, quarter, kpi):
            aim = found.said_read(kpi.target, kpi.unit)
            shows = f"{read.printed}, against a target of {aim}"
            yield Gain("target", kpi, f"{kpi.name}: target met", shows, (read,))
        if found.verdict == Verdict.BETTER and found.on_better_side and not found.if_confirmed:
            signal = next(figure for figure in found.figures if figure.id.endswith(".signal"))
            called = f"{kpi.name}: a change for the better"
            yield Gain("signal", kpi, called, f"{read.printed} this quarter", (signal, read))


def _work(plan: Plan, quarter: Quarter) -> Iterator[Gain]:
    named, until = slugs(plan, plan.all(Milestone)), cutoff(plan, quarter)
    reached = (m for m in plan.all(Milestone) if m.done_on and m.done_on in quarter)
    for each in reached:
        if each.done_on and each.done_on <= until.day and each.due and each.done_on <= each.due:
            yield _milestone(plan, each, named[each.id])
    found = roadmap(plan, quarter)
    for one in found.of(Stage.DONE):
        ended = one.closed_on or one.initiative.due
        if ended and ended in quarter and len(one.reached) == len(one.milestones):
            yield _finished(plan, one, found.slugs[one.initiative.id])


def _milestone(plan: Plan, each: Milestone, slug: str) -> Gain:
    assert each.due and each.done_on
    early = (each.due - each.done_on).days
    figure = Figure(
        f"wins.milestone.{slug}",
        f"Milestone “{each.name}”: before its date",
        early,
        "days",
        "Due date minus the day on which it was reached, both as entered.",
        rows(plan, [each]),
    )
    ahead = f", {say_count(early, 'day')} before its date" if early else ", on its date"
    shows = f"{plan.name_of(each.initiative_id)}: reached on {say_date(each.done_on)}{ahead}"
    return Gain("milestone", each, each.name, shows, (figure,))


def _finished(plan: Plan, one: Progress, slug: str) -> Gain:
    work = one.initiative
    figure = Figure(
        f"wins.initiative.{slug}", f"“{work.name}”", "finished", "",
        "Status as entered, with all of its milestones reached.", rows(plan, [work]),
    )  # fmt: skip
    on = f"finished on {say_date(one.closed_on)}" if one.closed_on else "finished"
    return Gain("initiative", work, f"{work.name}: done", on, (figure,))


def _actions(plan: Plan, quarter: Quarter) -> Iterator[Gain]:
    found = register(plan, quarter)
    done = found.of(ActionStatus.DONE)
    named = slugs(plan, done)
    for each in done:
        figure = Figure(
            f"wins.action.{named[each.id]}", f"Action “{each.name}”", "done", "",
            "Status as entered.", rows(plan, [each]),
            "Done is what the owner says; nobody has checked it.",
        )  # fmt: skip
        yield Gain("action", each, each.name, f"agreed in {found.agreed_in}, and done", (figure,))
