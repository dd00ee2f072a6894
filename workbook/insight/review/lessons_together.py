"""Whether a KPI moved with that of the larger objective, or with one that people put beside it."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal

from workbook.insight.figure import Figure
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.lessons_series import Points, coarser, points
from workbook.insight.review.readings import sources as sources_of
from workbook.insight.route.map_places import placed
from workbook.methods.association import Association, Screened, screen, spearman
from workbook.methods.trend import mann_kendall
from workbook.period import Unit
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Objective, open_kpis
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.review.lessons import Pairing
from workbook.strategy.series import Series
from workbook.wording import say_count, say_number

__all__ = ["LEAST", "Pair", "pairs"]

LEAST = 8
_LAGS = range(4)
_RATE = 0.05
_MOST = 24

_EVERY: dict[Unit, str] = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
}
Together = Literal["moved together", "no sign", "too few points", "never changes"]


@dataclass(frozen=True)
class Pair:
    """Two KPIs, and whether they moved together: the first one `lag` periods before the other.

    `expects` are the words of those who named the pair; one that only an arrow of the strategy map
    puts together is `drawn`. `count` is how many pairs of readings
    there are at the lag; `changes` says that how far they changed was compared. `figures` are the
    correlation, both ends of its interval, and the count; none where it was not computed.
    """

    kpi: KPI
    other: KPI
    expects: str
    named: bool
    unit: Unit
    changes: bool
    count: int
    verdict: Together
    found: Association | None
    figures: tuple[Figure, ...] = ()
    drawn: bool = False

    @property
    def for_better(self) -> bool:
        """Whether better went with better, as each KPI has it: lower may be better."""
        alike = self.kpi.direction == self.other.direction
        return self.found is not None and (self.found.rho > 0) == alike

    @property
    def told(self) -> bool:
        """Whether there was enough to tell."""
        return self.found is not None

    @property
    def lag(self) -> int:
        """How many periods later the other one is looked at."""
        return (self.found.lag or 0) if self.found else 0

    @property
    def when(self) -> str:
        """The lag in words: `two months later`."""
        return f"{say_count(self.lag, self.unit)} later" if self.lag else f"in the same {self.unit}"

    @property
    def held(self) -> str:
        """What was held against each other, in words: `76 pairs of weeks, two weeks later`."""
        what = f"{_EVERY[self.unit]} changes" if self.changes else f"{self.unit}s"
        later = f", {self.when}" if self.lag else ""
        return f"{say_number(self.count, 'pairs')} of {what}{later}"

    @property
    def said(self) -> str:
        """The verdict in words, which claim no cause."""
        if self.verdict == "too few points":
            return f"Too few points: {self.held}, and {say_count(LEAST)} are needed"
        if self.verdict == "never changes":
            return "One of them never changes, so nothing can be told"
        if self.verdict == "no sign":
            return "No sign that they move together"
        assert self.found is not None
        higher = "higher" if self.found.rho > 0 else "lower"
        if self.changes:
            higher = "rises" if self.found.rho > 0 else "falls"
            return f"Moved together: rises with {higher} {self.when}"
        return f"Moved together: higher with {higher} {self.when}"

    @property
    def sentence(self) -> str:
        """The same with both names, and what it rests on."""
        names = f"“{self.kpi.name}” and “{self.other.name}”"
        if self.found is None:
            return f"{names}: {self.said[0].lower()}{self.said[1:]}."
        rests = f"correlation {self.correlation}; {self.held}"
        return f"{names}: {self.said[0].lower()}{self.said[1:]} ({rests})."

    @property
    def correlation(self) -> str:
        """The correlation and its interval as they are printed; empty where there is none."""
        if not self.figures:
            return ""
        rho, interval, _ = self.figures
        return f"{rho.printed} ({interval.printed})"


@remembered
def pairs(plan: Plan, quarter: Quarter) -> tuple[tuple[Pair, ...], int]:
    """Return each KPI with those of its objective's parent, and the pairs that people put together.

    They do so by name, or by an arrow of the strategy map. Of the cascade the first two dozen are
    looked at, and how many more there are is returned. All are judged together, since whoever
    looks through many finds something by chance.
    """
    wanted = _wanted(plan, quarter)
    drawn = _drawn(plan, quarter, {(kpi.id, other.id) for kpi, other, _ in wanted[:_MOST]})
    tried = [_tried(plan, quarter, *each) for each in wanted[:_MOST]]
    for kpi, other, why in drawn:
        pair, lags = _tried(plan, quarter, kpi, other, None)
        tried.append((replace(pair, expects=why, drawn=True), lags))
    judged = iter(screen([one for _, found in tried for one in found], _RATE))
    tested = sum(len(found) for _, found in tried)
    made = (_judged(pair, [next(judged) for _ in found]) for pair, found in tried)
    found = (replace(pair, figures=tuple(_figures(plan, quarter, pair, tested))) for pair in made)
    return tuple(found), len(wanted[_MOST:])


def _judged(pair: Pair, lags: Sequence[Screened]) -> Pair:
    """Return a pair with the lag that stands out most, and what that tells."""
    if not lags:
        return pair
    best = min(lags, key=lambda one: (one.adjusted_p, -abs(one.association.rho)))
    one = best.association
    sure = best.stands_out and not one.low <= 0 <= one.high
    verdict: Together = "moved together" if sure else "no sign"
    return replace(pair, verdict=verdict, found=one, count=one.n)


def _wanted(plan: Plan, quarter: Quarter) -> list[tuple[KPI, KPI, Pairing | None]]:
    kpis = {kpi.id: kpi for kpi in open_kpis(plan, quarter.previous.end)}
    found: dict[frozenset[str], tuple[KPI, KPI, Pairing | None]] = {}
    for each in plan.all(Pairing):
        if each.kpi_id in kpis and each.other_id in kpis:
            both = frozenset((each.kpi_id, each.other_id))
            found.setdefault(both, (kpis[each.kpi_id], kpis[each.other_id], each))
    for kpi in kpis.values():
        objective = plan.find(kpi.objective_id)
        above = objective.parent_id if isinstance(objective, Objective) else None
        for other in plan.of(KPI, "objective_id", above) if above else ():
            if other.id in kpis:
                found.setdefault(frozenset((kpi.id, other.id)), (kpi, other, None))
    return list(found.values())


def _drawn(
    plan: Plan, quarter: Quarter, there: AbstractSet[tuple[str, str]]
) -> Iterator[tuple[KPI, KPI, str]]:
    """Yield the measures of both ends of each arrow on the strategy map, and why it is drawn."""
    seen = set(there)
    for link, start, end in placed(plan, quarter).links:
        if start.kpi and end.kpi and (start.kpi.id, end.kpi.id) not in seen:
            seen.add((start.kpi.id, end.kpi.id))
            yield start.kpi, end.kpi, link.why


def _tried(
    plan: Plan, quarter: Quarter, kpi: KPI, other: KPI, named: Pairing | None
) -> tuple[Pair, list[Association]]:
    """Return a pair without its verdict, and its association at each lag with enough readings."""
    mine, theirs = (_read(plan, quarter, each) for each in (kpi, other))
    unit = coarser(mine.unit, theirs.unit)
    x, y = points(mine, unit, kpi.shows), points(theirs, unit, other.shows)
    changes = _trends(x) and _trends(y)
    if changes:
        x, y = x.changes, y.changes
    sides = {lag: x.beside(y, lag) for lag in _LAGS}
    enough = {lag: both for lag, both in sides.items() if len(both[0]) >= LEAST}
    found = [
        replace(spearman(*both), lag=lag, changes=changes)
        for lag, both in enough.items()
        if all(min(side) < max(side) for side in both)
    ]
    verdict: Together = "never changes" if enough else "too few points"
    expects, count = named.reason if named else "", len(sides[0][0])
    pair = Pair(kpi, other, expects, named is not None, unit, changes, count, verdict, None)
    return pair, found


def _read(plan: Plan, quarter: Quarter, kpi: KPI) -> Series:
    return kpi_behaviour(plan, quarter, kpi).complete.confirmed


def _trends(points: Points) -> bool:
    return len(points.at) >= LEAST and mann_kendall(points.values.tolist()).p_value <= _RATE


def _figures(plan: Plan, quarter: Quarter, pair: Pair, tested: int) -> Iterator[Figure]:
    if pair.found is None:
        return
    names, slugs = f"{pair.kpi.name} and {pair.other.name}", kpi_slugs(plan)
    sources = tuple(
        f"{kpi.name}: {source}"
        for kpi in (pair.kpi, pair.other)
        for source in sources_of(plan, _read(plan, quarter, kpi))[:1]
    )
    method = f"Rank correlation, {pair.when}; one of {tested} that were looked at."
    id = f"lessons.{slugs[pair.kpi.id]}-and-{slugs[pair.other.id]}"
    ends = (say_number(end, "", 2) for end in (pair.found.low, pair.found.high))
    rho, interval = pair.found.rho, " to ".join(ends)
    caveat = pair.found.caveat
    yield Figure(f"{id}.rho", f"{names}: correlation", rho, "", method, sources, caveat, 2)
    yield Figure(f"{id}.interval", f"{names}: its interval", interval, "", method, sources, caveat)
    yield Figure(f"{id}.pairs", f"{names}: pairs", pair.count, "", method, sources, caveat, 0)
