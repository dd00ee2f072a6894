"""What could get in the way: how likely, how bad, and which way it has moved since last quarter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from string import ascii_uppercase

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import count, journal_line, rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.route.risks import Risk

__all__ = ["HIGH", "LETTERED", "MEDIUM", "Movement", "Risks", "Standing", "risks"]

HIGH, MEDIUM = 12, 5
"""From these products of likelihood and impact on a risk is high, or medium."""

LETTERED = 15
"""Risks that are shown one by one: nobody watches more."""

_METHOD = (
    "Likelihood × impact, both from 1 to 5; 12 or more is high, 5 or more is medium. It puts risks "
    "in an order and measures nothing."
)


class Movement(StrEnum):
    """What became of a risk since the end of the quarter before, in the words printed."""

    NEW = "new"
    WORSE = "worse"
    BETTER = "better"
    SHIFTED = "shifted"
    SAME = "unchanged"
    UNKNOWN = ""


@dataclass(frozen=True)
class Standing:
    """One risk as it stands: `place` is its likelihood and impact, `before` what they were.

    Either is None where one of the two was not judged. `new` tells that nobody knew it before.
    """

    risk: Risk
    owner: str
    objective: str
    place: tuple[int, int] | None
    before: tuple[int, int] | None
    new: bool

    @property
    def severity(self) -> int:
        """Likelihood × impact; 0 while it is not judged."""
        return self.place[0] * self.place[1] if self.place else 0

    @property
    def band(self) -> str:
        """High, medium or low, or that it is not judged."""
        if not self.place:
            return "not judged"
        return "high" if self.severity >= HIGH else "medium" if self.severity >= MEDIUM else "low"

    @property
    def movement(self) -> Movement:
        """Which way it has moved."""
        if self.new:
            return Movement.NEW
        if not (self.place and self.before):
            return Movement.UNKNOWN
        if self.place == self.before:
            return Movement.SAME
        was = self.before[0] * self.before[1]
        if self.severity == was:
            return Movement.SHIFTED
        return Movement.WORSE if self.severity > was else Movement.BETTER


@dataclass(frozen=True)
class Risks(Finding):
    """The risks that are live, the gravest first, and those that were over within the quarter."""

    standings: tuple[Standing, ...]
    over: tuple[Risk, ...]
    slugs: dict[str, str]
    figures: tuple[Figure, ...]

    @cached_property
    def lettered(self) -> tuple[tuple[str, Standing], ...]:
        """Those that are judged, each with its letter in the drawing."""
        judged = [each for each in self.standings if each.place]
        return tuple(zip(ascii_uppercase[:LETTERED], judged, strict=False))

    @property
    def unjudged(self) -> tuple[Standing, ...]:
        """Those of which nobody has said how likely and how bad they are."""
        return tuple(each for each in self.standings if not each.place)

    def of(self, movement: Movement) -> tuple[Standing, ...]:
        """Return those that moved so."""
        return tuple(each for each in self.standings if each.movement == movement)

    @property
    def high(self) -> tuple[Standing, ...]:
        """The high ones."""
        return tuple(each for each in self.standings if each.band == "high")

    def printed(self, one: Standing) -> str:
        """Return how grave a risk is, as it is printed."""
        return self.figure(f"risks.{self.slugs[one.risk.id]}.severity").printed

    @property
    def concerns(self) -> tuple[str, ...]:
        """High risks about which nothing is done, and what got worse."""
        bare = [each.risk.name for each in self.high if not each.risk.mitigation]
        said = [f"A high risk, and nothing is done about it: {quoted(bare)}."] if bare else []
        worse = [each.risk.name for each in self.of(Movement.WORSE) if each.band == "high"]
        return (*said, *([f"A high risk that got worse: {quoted(worse)}."] if worse else []))

    @property
    def gains(self) -> tuple[str, ...]:
        """What came down from high, and what is over."""
        down = [each.risk.name for each in self.of(Movement.BETTER) if _was_high(each)]
        said = [f"A risk that came down: {quoted(down)}."] if down else []
        gone = [risk.name for risk in self.over]
        return (*said, *([f"A risk that is over: {quoted(gone)}."] if gone else []))


@finding
def risks(plan: Plan, quarter: Quarter) -> Risks:
    """Return the risks at the end of a quarter, against the end of the quarter before."""
    day = cutoff(plan, quarter).day
    every = plan.all(Risk)
    live = [_standing(plan, risk, quarter) for risk in every if not risk.over(day)]
    live.sort(key=lambda each: (-each.severity, -(each.place or (0, 0))[1]))
    over = tuple(risk for risk in every if risk.over(day) and not risk.over(quarter.previous.end))
    named = slugs(plan, every)
    found = Risks(tuple(live), over, named, ())
    return replace(found, figures=tuple(_figures(plan, found)))


def _standing(plan: Plan, risk: Risk, quarter: Quarter) -> Standing:
    lines = plan.history(risk)
    then = quarter.previous.end
    return Standing(
        risk=risk,
        owner=plan.name_of(risk.owner_id),
        objective=plan.name_of(risk.objective_id),
        place=_place(risk.likelihood, risk.impact),
        before=_place(*(_on(plan, risk, field, then) for field in ("likelihood", "impact"))),
        new=bool(lines) and lines[0].at.date() > then,
    )


def _on(plan: Plan, risk: Risk, field: str, day: date) -> str | None:
    """Return what a field held at the end of a day, by the journal."""
    known = [line for line in plan.history(risk, field) if line.at.date() <= day]
    return known[-1].after[field] if known else None


def _place(likelihood: str | None, impact: str | None) -> tuple[int, int] | None:
    return (int(likelihood), int(impact)) if likelihood and impact else None


def _was_high(each: Standing) -> bool:
    return each.before is not None and each.before[0] * each.before[1] >= HIGH > each.severity


def _figures(plan: Plan, found: Risks) -> Iterator[Figure]:
    if not (found.standings or found.over):
        return
    yield count(plan, "risks.live", "Risks", [each.risk for each in found.standings])
    high = [each.risk for each in found.high]
    yield count(
        plan, "risks.high", "High risks", high, "Count of those whose product is 12 or more."
    )
    for each in found.standings:
        if each.place:
            lines = map(journal_line, plan.history(each.risk, "likelihood")[-1:])
            yield Figure(
                f"risks.{found.slugs[each.risk.id]}.severity",
                f"“{each.risk.name}”: how grave",
                each.severity,
                method=_METHOD,
                sources=(*rows(plan, [each.risk]), *lines),
            )
