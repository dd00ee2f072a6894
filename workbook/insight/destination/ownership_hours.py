"""The hours of the initiatives that each person owns, in a quarter and the next two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows
from workbook.insight.spread import Span
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative
from workbook.strategy.start import Person
from workbook.wording import say_list, say_number

__all__ = ["AHEAD", "Hours", "hours_of", "too_many", "uncounted"]

AHEAD = 2
"""Quarters after this one that are looked at, too: what can still be moved."""

_RULE = (
    "Hours of the live initiatives that the person owns, whoever works them, spread evenly over "
    "the days from start to due."
)


@dataclass(frozen=True)
class Hours:
    """What the initiatives of one owner take in a quarter, and what that person has for them.

    `available` is None where nobody has said it.
    """

    quarter: Quarter
    taken: Figure
    available: float | None

    @property
    def too_many(self) -> bool:
        """Whether they take more than there is."""
        return self.available is not None and float(self.taken.value or 0) > self.available

    @property
    def said(self) -> str:
        """Both in words: `120 hours in 2026-Q4, with 60 to give`."""
        have = f", with {say_number(self.available, '', 0)} to give"
        return f"{self.taken.printed} in {self.quarter}{have if self.available is not None else ''}"


def hours_of(
    plan: Plan, quarter: Quarter, person: Person, slug: str, work: Sequence[Initiative]
) -> tuple[Hours, ...]:
    """Return the hours of this quarter and the next two; nothing where nothing is known of them."""
    found = tuple(_hours(plan, quarter.plus(n), person, slug, work) for n in range(AHEAD + 1))
    known = person.hours_a_week is not None or any(each.taken.value for each in found)
    return found if known else ()


def _hours(
    plan: Plan, quarter: Quarter, person: Person, slug: str, work: Sequence[Initiative]
) -> Hours:
    span = Span(quarter.start, quarter.end)
    parts: Mapping[str, float] = {
        each.id: each.hours * span.part(each.start, each.due)
        for each in work
        if each.hours and each.start and each.due
    }
    behind = [each for each in work if parts.get(each.id)]
    weeks = ((quarter.end - quarter.start).days + 1) / 7
    taken = Figure(
        f"alignment.owner.{slug}.hours-in-{quarter}",
        f"{person.name}: hours in {quarter}",
        round(sum(parts.values())),
        "hours",
        _RULE,
        rows(plan, behind),
        places=0,
    )
    week = person.hours_a_week
    return Hours(quarter, taken, None if week is None else round(week * weeks))


def too_many(name: str, hours: Sequence[Hours]) -> Iterator[str]:
    """Yield a sentence on someone whose initiatives take more hours than that person has."""
    if over := [each.said for each in hours if each.too_many]:
        yield f"{name} owns initiatives of {say_list(over)}. Agree what waits, or who takes some."


def uncounted(work: Sequence[Initiative]) -> str:
    """Return which live work says too little to be counted, in a sentence; or nothing."""
    bare = [each.name for each in work if not (each.hours is not None and each.start and each.due)]
    if not bare or len(bare) == len(work):
        return ""
    return f"Not in the hours: {quoted(bare)}, without hours, start or due date."
