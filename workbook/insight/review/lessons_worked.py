"""What a KPI read before an initiative and after it, and what else changed in the same weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from workbook.insight.figure import Figure
from workbook.insight.precision import decimals, finer
from workbook.insight.provenance import slugs
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.lessons_work import Work, beside, works
from workbook.insight.review.readings import sources
from workbook.insight.route.initiatives import Progress, Stage
from workbook.methods.effect import Effect, step_change
from workbook.methods.trend import mann_kendall
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative
from workbook.strategy.series import Series
from workbook.wording import say_number

__all__ = ["Tried", "tried"]

_SETTLING = 4.0  # weeks, where nobody has said another time
_USUAL = "four weeks to settle"
_YEAR = timedelta(days=366)  # on either side: what was longer ago is another time
_MOST = 12  # pieces of work that are looked at
_TREND = 8  # readings before, from which a trend is seen
_METHOD = "Before to after"
_CARRIED = "Median slope of the readings before (Sen) × the periods between both middles."


@dataclass(frozen=True)
class Tried:
    """One initiative and one KPI that it was meant to move.

    It began on `since` and was over on `over`, if it is; what it did counts from `settled` on.
    `beside` names what else changed in those weeks, `more` says that it may move other KPIs too.
    `carried` is the shift that its rise or fall before would have given by itself, 0 where it did
    neither. `figures` are the shift, its interval and what was carried; none where there are too
    few readings on a side.
    """

    one: Progress
    kpi: KPI
    since: date
    over: date | None
    settled: date
    before: Series
    after: Series
    effect: Effect | None
    carried: float
    beside: tuple[str, ...]
    more: bool
    figures: tuple[Figure, ...] = ()

    @property
    def initiative(self) -> Initiative:
        """The work."""
        return self.one.initiative

    @property
    def told(self) -> bool:
        """Whether there are enough readings on both sides."""
        return self.effect is not None and self.effect.verdict != "too few points"

    @property
    def going_on(self) -> bool:
        """Whether the shift is no larger than it would have been without the work."""
        if self.effect is None:
            return False
        low, high = self.effect.low, self.effect.high
        return self.carried >= low > 0 or self.carried <= high < 0

    @property
    def verdict(self) -> str:
        """Whether there was a benefit, in words."""
        if not self.told or self.effect is None:
            return "too few points"
        if self.effect.verdict == "no clear change":
            return "no clear change"
        if self.going_on:
            return "under way before"
        return "better since" if self.effect.verdict == "improved" else "worse since"

    @property
    def settling(self) -> str:
        """How long nothing was counted, where somebody has said so."""
        weeks = self.initiative.settling
        return "" if weeks is None else f"{say_number(weeks, 'weeks')} to settle"

    @property
    def counted(self) -> str:
        """How many readings stand on each side: `40 weeks before, 17 after`."""
        unit = self.before.unit if len(self.before) else self.after.unit
        return f"{say_number(len(self.before), f'{unit}s')} before, {len(self.after)} after"

    @property
    def shift(self) -> str:
        """The shift with its sign and its interval, as it is printed."""
        if not (self.figures and self.told and self.effect):
            return ""
        shift, interval, *_ = self.figures
        more = "+" if self.effect.difference > 0 else ""
        return f"{more}{shift.printed} ({interval.printed})"

    @property
    def why(self) -> str:
        """What the way it went before tells of the shift, as a sentence; or nothing."""
        if not self.carried or not self.told or len(self.figures) < 3:
            return ""
        way = "rising" if self.carried > 0 else "falling"
        by = self.figures[2].printed.removeprefix("−")
        return f"It was {way} before: that alone gives {by}."

    @property
    def sentence(self) -> str:
        """What can be said, and what it rests on."""
        names, rests = f"“{self.initiative.name}” and “{self.kpi.name}”", self.rests
        if not self.told:
            return f"{names}: too few points to tell ({rests})."
        said = f"{names}: {self.verdict}, {self.shift}. {rests}."
        return " ".join(filter(None, (said, self.why, self.others)))

    @property
    def rests(self) -> str:
        """How many readings it rests on, and what was left out."""
        return "; ".join(filter(None, (self.counted, self.settling)))

    @property
    def others(self) -> str:
        """What else changed in the same weeks, as a sentence; or nothing."""
        return f"In the same weeks: {'; '.join(self.beside)}." if self.beside else ""


def tried(plan: Plan, quarter: Quarter) -> tuple[Tried, ...]:
    """Return what was tried by the end of a quarter, or a year before it at most.

    What is not started has changed nothing yet. The newest dozen pieces of work are looked at.
    """
    until, first = cutoff(plan, quarter), quarter.end - _YEAR
    every = works(plan, quarter)
    names = slugs(plan, plan.all(Initiative))
    found = []
    newest = [work for work in every if work.since and (work.over or until.day) >= first]
    for work in sorted(newest, key=lambda work: work.over or until.day, reverse=True)[:_MOST]:
        for kpi in work.compared:
            others = [each for each in every if each is not work and kpi in each.kpis]
            if compared := _compared(plan, quarter, work, kpi, others):
                name = names[work.one.initiative.id]
                figures = tuple(_figures(plan, compared, name))
                found.append(replace(compared, figures=figures))
    return tuple(found)


def _compared(
    plan: Plan, quarter: Quarter, work: Work, kpi: KPI, others: Sequence[Work]
) -> Tried | None:
    whole, since, over = kpi_behaviour(plan, quarter, kpi).complete.confirmed, work.since, work.over
    if not len(whole) or since is None:
        return None
    weeks = work.one.initiative.settling
    wait = timedelta(weeks=_SETTLING if weeks is None else weeks)
    done = over if work.one.stage == Stage.DONE else None
    settled = (done or since) + wait
    # Work that was stopped or paused had its effect while it went on.
    last = min(over if over and not done else date.max, settled + _YEAR)
    before = _between(whole, since - _YEAR, since - timedelta(days=1))
    after = _between(whole, settled, last)
    effect = None
    if len(before) and len(after):
        effect = step_change(before.values.tolist(), after.values.tolist(), kpi.direction)
    return Tried(
        one=work.one,
        kpi=kpi,
        since=since,
        over=over,
        settled=settled,
        before=before,
        after=after,
        effect=effect,
        carried=_carried(before, after),
        beside=tuple(beside(plan, work, kpi, others, (since - wait, settled + wait))),
        more=len(work.kpis) > len(work.compared),
    )


def _between(series: Series, first: date, last: date) -> Series:
    """Return the readings of periods that lie wholly within these days."""
    begun, ended = np.datetime64(first, "D"), np.datetime64(last, "D")
    return series[(series.starts >= begun) & (series.ends <= ended)]


def _carried(before: Series, after: Series) -> float:
    """Return what the rise or fall of one side would make of the distance to the other."""
    if len(before) < _TREND or not len(after):
        return 0.0
    trend = mann_kendall(before.values.tolist())
    if trend.p_value > 0.05:
        return 0.0
    ended, later = before.ends.astype(np.int64), after.ends.astype(np.int64)
    periods = (np.median(later) - np.median(ended)) / np.diff(ended).mean()
    return float(trend.sen_slope * periods)


def _figures(plan: Plan, found: Tried, name: str) -> Iterator[Figure]:
    if found.effect is None or not found.told:
        return
    kpi, work = found.kpi, found.initiative
    values = [*found.before.values.tolist(), *found.after.values.tolist()]
    places = finer(decimals(values), found.effect.difference)
    kept = (*sources(plan, found.before)[:1], *sources(plan, found.after)[:1])
    caveat = " ".join(filter(None, (found.effect.caveat, found.others)))
    unit = "points" if kpi.unit.startswith("%") else kpi.unit
    ends = (say_number(end, "", places) for end in (found.effect.low, found.effect.high))
    method = f"{_METHOD}; {found.settling or _USUAL}."
    id, label = f"lessons.{name}-on-{kpi_slugs(plan)[kpi.id]}", f"{kpi.name} since {work.name}"
    shift, interval = found.effect.difference, " to ".join(ends)
    yield Figure(f"{id}.shift", f"{label}: shift", shift, unit, method, kept, caveat, places)
    yield Figure(f"{id}.interval", f"{label}: its interval", interval, "", method, kept, caveat)
    if found.carried:
        said = f"{label}: by what went on before"
        yield Figure(f"{id}.carried", said, found.carried, unit, _CARRIED, kept, caveat, places)
