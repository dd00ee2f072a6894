"""What people think a KPI read, before they look: until then a quarter can hide it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from workbook.quarter import Quarter
from workbook.strategy.destination.kpis import KPI
from workbook.strategy.entity import Entity, Nouns, Once, QuarterText, number, one, text, tick
from workbook.strategy.plan import Plan
from workbook.strategy.review.lessons import Review

__all__ = ["Guess", "guessed_blind", "hidden", "typed_in"]

_NEWEST = timedelta(days=7)  # of days, nobody knows which were open: the last week is the end


class Guess(Entity, table=True):
    """What somebody thinks a KPI shows for a quarter, the guess given before it was `shown`.

    Where the last of its readings had been typed in by then, it is `typed`: whoever typed it had
    seen it. A guess that was shown, or a KPI that is shown without one, stays so.
    """

    nouns = Nouns("guess", "guesses")
    once = Once(
        "one_guess_a_kpi",
        ("quarter", "kpi_id"),
        "value",
        "This KPI has a guess in that quarter already. Change that one.",
    )

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    kpi_id: str = one("kpi", "KPI", required=True)
    value: float | None = number("Guess", "What you think it was, before you look.")
    person_id: str | None = one("person", "Whose guess", "Kept here, and never printed.")
    typed: bool = tick("Typed in before", "Its last reading had been typed in before the guess.")
    shown: bool = tick("Show it", "With a guess or without. What is shown cannot be guessed.")


def hidden(plan: Plan, quarter: Quarter) -> frozenset[str]:
    """Return the KPIs whose readings of a quarter are not shown yet; none unless people chose so.

    >>> hidden(Plan(), Quarter.parse("2026-Q3"))
    frozenset()
    """
    review = plan.only(Review, quarter)
    if review is None or not review.guess_first:
        return frozenset()
    shown = {each.kpi_id for each in plan.in_quarter(Guess, quarter) if each.shown}
    return frozenset(kpi.id for kpi in plan.all(KPI) if kpi.id not in shown)


def typed_in(plan: Plan, quarter: Quarter, kpi: KPI) -> bool:
    """Return whether somebody typed in the last reading of a quarter, and so has seen it."""
    series = plan.readings.in_quarter([kpi], quarter)[kpi.id]
    if not len(series) or series.sources[-1]:
        return False
    return series.period(-1).end > quarter.end - _NEWEST


def guessed_blind(plan: Plan, quarter: Quarter, guess: Guess) -> bool:
    """Return whether what a KPI read was still hidden when its guess was given, or changed last.

    Where the journal does not tell, it is taken for so.
    """
    given = max((line.number for line in plan.history(guess, "value")), default=0)
    if any(line.after["shown"] for line in plan.history(guess, "shown") if line.number < given):
        return False
    review = plan.only(Review, quarter)
    told = plan.history(review, "guess_first") if review else ()
    before = [line.after["guess_first"] for line in told if line.number < given]
    return not given or not told or (any(before) and before[-1] and not _given_up(before))


def _given_up(switched: Sequence[bool]) -> bool:
    """Return whether the values were shown again after they had been hidden."""
    return any(was and not now for was, now in pairwise(switched))
