"""How honest the chances were that targets were given: what was said against what came true."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from math import fsum
from typing import Literal

from workbook.insight.figure import Figure
from workbook.insight.precision import decimals, finer, told_apart
from workbook.insight.review.doubts import doubts
from workbook.insight.review.readings import sources
from workbook.insight.review.standing import meets
from workbook.methods.calibration import Bin, Calibration, brier
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import kpi_slugs, readings_of
from workbook.strategy.plan import Plan
from workbook.strategy.review.lessons_odds import Odds, deciding
from workbook.strategy.series import Series
from workbook.wording import capital, say_count, say_date, say_number

__all__ = ["ENOUGH", "Chances", "Forecast", "chances", "said_from"]

_SHOWN = 8
ENOUGH = 10  # resolved forecasts, from which on there is a score

State = Literal["open", "resolved", "unresolved", "not counted"]

_CAVEAT = (
    "Of the business as a whole: whose guess it was is not kept. Several forecasts of one target "
    "share its outcome."
)


@dataclass(frozen=True)
class Forecast:
    """The chance that one target was given in a quarter, and what became of it.

    `read` is what decided; `why` says in words what keeps it from being resolved.
    """

    odds: Odds
    kpi: KPI
    state: State
    chance: Figure
    came_true: bool | None = None
    read: Figure | None = None
    why: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The chance, and what decided."""
        return (self.chance, self.read) if self.read else (self.chance,)

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        if self.state == "open":
            return f"open until {say_date(self.odds.by)}"
        if self.read is None:
            return f"{self.state}: {self.why}"
        return f"{'met' if self.came_true else 'not met'}: read {self.read.printed}"

    @property
    def sentence(self) -> str:
        """The forecast and its outcome."""
        target = say_number(self.odds.target, self.kpi.unit)
        return (
            f"{self.kpi.name}, {target} by {say_date(self.odds.by)}: {self.chance.printed} in "
            f"{self.odds.quarter}, {self.outcome}."
        )


@dataclass(frozen=True)
class Chances:
    """All forecasts up to a quarter, and their score once ten of them are resolved."""

    forecasts: tuple[Forecast, ...]
    shown: tuple[Forecast, ...]
    calibration: Calibration | None
    figures: tuple[Figure, ...]

    @cached_property
    def resolved(self) -> tuple[Forecast, ...]:
        """Those whose outcome is known."""
        return tuple(each for each in self.forecasts if each.state == "resolved")

    @property
    def said(self) -> str:
        """How honest they were, in a sentence; or what a score still needs."""
        if not self.forecasts:
            return ""
        if self.calibration is None:
            known, one = len(self.resolved), len(self.resolved) == 1
            return (
                f"{capital(say_count(known, 'forecast'))} {'is' if one else 'are'} resolved so "
                f"far; a score needs {say_count(ENOUGH)}. The reading resolves each, and nobody’s "
                "hand."
            )
        printed = {each.id.rpartition(".")[2]: each.printed for each in self.figures}
        found = self.calibration
        mean = fsum(row.mean_probability * row.n for row in found.bins) / found.n
        far = mean - found.base_rate
        way = "too sure" if far > 0.1 else "not sure enough" if far < -0.1 else "about right"
        return (
            f"Said {printed['said']} on average, came true {printed['came-true']}: {way} so far. "
            f"Brier score {printed['brier']} of {printed['resolved']} (0 is best; saying 50% each "
            f"time gives {say_number(0.25)})."
        )


def chances(plan: Plan, quarter: Quarter) -> Chances:
    """Return what was said by a quarter's review of targets, and what became of it.

    Shown are those that were decided in the quarter, or else given in it: the first few.
    """
    known = [each for each in plan.all(Odds) if plan.calendar.quarter(each.quarter) <= quarter]
    found = tuple(_forecast(plan, quarter, each) for each in known)
    resolved = [each for each in found if each.state == "resolved"]
    score = None
    if len(resolved) >= ENOUGH:
        said = [each.odds.chance / 100 for each in resolved]
        score = brier(said, [bool(each.came_true) for each in resolved])
    now = [each for each in found if each.state != "open" and each.odds.by in quarter]
    given = [each for each in found if each.odds.quarter == str(quarter) and each not in now]
    shown = (*now, *given)[:_SHOWN]
    figures = (*(figure for each in shown for figure in each.figures), *_scores(resolved, score))
    return Chances(found, shown, score, figures)


def _forecast(plan: Plan, quarter: Quarter, odds: Odds) -> Forecast:
    kpi = plan.find(odds.kpi_id)
    assert isinstance(kpi, KPI)  # what a forecast is of cannot go without it
    period = deciding(kpi, odds.by, plan.calendar)
    id, of = f"lessons.odds-{kpi_slugs(plan)[kpi.id]}.{odds.quarter}", f"Odds of {kpi.name}"
    reaches = f"{say_number(odds.target, kpi.unit)} by {say_date(odds.by)}"
    chance = Figure(
        id, f"{of}: given in {odds.quarter}", odds.chance, "%", f"As given, that it is {reaches}.",
        (f"forecast of {say_date(odds.given_on)}",),
    )  # fmt: skip
    if not cutoff(plan, quarter).missed(odds.by):
        return Forecast(odds, kpi, "open", chance)
    if late := _late(plan, kpi, odds):
        return Forecast(odds, kpi, "not counted", chance, why=late)
    whole = plan.series(kpi).whole.until(period.end).in_quarter(period.quarter)
    aimed = kpi.model_copy(update={"target": odds.target})
    if why := _lacking(plan, kpi, period, whole) or aimed.at_odds:
        return Forecast(odds, kpi, "unresolved", chance, why=why)
    value, places = _value(kpi, odds, whole)
    read = Figure(
        f"{id}-read", f"{of}: what decided on {say_date(odds.by)}", value, kpi.unit,
        f"The {kpi.shows} of the quarter, up to {period.label}.", sources(plan, whole),
        places=places,
    )  # fmt: skip
    return Forecast(odds, kpi, "resolved", chance, came_true=meets(aimed, value), read=read)


def _value(kpi: KPI, odds: Odds, whole: Series) -> tuple[float, int]:
    """Return what decides, as the scorecard shows a quarter, and with how many decimals."""
    values: list[float] = whole.values.tolist()
    places = decimals(values)
    if kpi.shows == "last":
        return values[-1], places
    if kpi.shows == "sum":
        return fsum(values), places
    mean = fsum(values) / len(values)
    return mean, told_apart(mean, [odds.target], finer(places, mean))


def _lacking(plan: Plan, kpi: KPI, period: Period, whole: Series) -> str:
    """Return in words why no reading decides; or nothing."""
    if not len(whole) or whole.period(-1).start != period.start:
        return f"the reading of {period.label} is missing"
    if doubts(plan, period.quarter, kpi) or whole.provisional.any():
        return f"a reading of {period.quarter} is still to be confirmed"
    due = len(list(Period.ending_in(kpi.frequency, period.quarter, plan.calendar)))
    if kpi.shows == "sum" and kpi.frequency != "day" and len(whole) < due:
        return f"{len(whole)} of {due} readings of {period.quarter} are there for its sum"
    return ""


def _late(plan: Plan, kpi: KPI, odds: Odds) -> str:
    """Return in words that it was given, or changed, when the reading could be known; or nothing.

    The journal counts its days in UTC, and so up to a day differently.
    """
    lines = [line for line in plan.history(odds) if {"chance", "target", "by"} & line.after.keys()]
    kept = lines[-1].at.date() - timedelta(days=1) if lines else odds.given_on
    given, period = max(odds.given_on, kept), deciding(kpi, odds.by, plan.calendar)
    if odds.late(kpi, plan.calendar, given):
        return f"it was given on {say_date(given)}, when that could be known"
    read = readings_of(plan, kpi, period.start, period.start)
    known = [c.number for each in read for c in plan.history(each) if c.after.get("complete")]
    early = lines and known and (min(known) or 0) < (lines[-1].number or 0)
    return f"the reading of {period.label} was there already" if early else ""


def _scores(resolved: Sequence[Forecast], score: Calibration | None) -> Iterator[Figure]:
    if score is None:
        return
    rests = tuple(
        f"{each.kpi.name}, {each.odds.quarter}: {each.chance.printed}, {each.outcome}"
        for each in resolved
    )
    caveat = " ".join(filter(None, (score.caveat, _CAVEAT)))
    said = 100 * fsum(each.odds.chance / 100 for each in resolved) / score.n
    for name, label, value, unit, method, places in (
        ("brier", "Brier score of the forecasts", score.score, "",
         "Mean of (chance − outcome)², the chance from 0 to 1, the outcome 1 or 0 (Brier).", 2),
        ("resolved", "Forecasts resolved", score.n, "",
         "Count of forecasts whose target date has passed and whose reading is there.", 0),
        ("said", "Chance said, on average", said, "%", "Mean of the chances.", 0),
        ("came-true", "Targets met", 100 * score.base_rate, "%", "Share that came true.", 0),
    ):  # fmt: skip
        yield Figure(f"lessons.odds.{name}", label, value, unit, method, rests, caveat, places)
    for row in score.bins:
        yield from _of_bin(row, rests, caveat)


def _of_bin(row: Bin, rests: tuple[str, ...], caveat: str) -> Iterator[Figure]:
    id, of = f"lessons.odds-from-{round(100 * row.low)}", said_from(row)
    for name, label, value, unit in (
        ("forecasts", "forecasts", row.n, ""),
        ("said", "said on average", 100 * row.mean_probability, "%"),
        ("came-true", "came true", 100 * row.observed, "%"),
    ):
        method = "Of the forecasts with a chance in this tenth."
        yield Figure(
            f"{id}.{name}", f"Odds of {of}: {label}", value, unit, method, rests, caveat, 0
        )


def said_from(row: Bin) -> str:
    """Return which chances a row of the table holds, in words: `70% to below 80%`."""
    low, high = (say_number(round(100 * edge), "%") for edge in (row.low, row.high))
    return f"{low} to {'below ' * (row.high < 1)}{high}"
