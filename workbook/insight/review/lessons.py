"""What a quarter taught: what worked, what moves together, and how honest the odds were."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.review.guesses import Guesses, guesses
from workbook.insight.review.lessons_odds import Chances, chances
from workbook.insight.review.lessons_together import Pair, pairs
from workbook.insight.review.lessons_work import AT_MOST
from workbook.insight.review.lessons_worked import Tried, tried
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count

__all__ = ["SHOWN", "Lessons", "lessons"]

SHOWN = 8  # rows of each table: the page stays a page


@dataclass(frozen=True)
class Lessons(Finding):
    """Pieces of work with the KPIs they were to move, pairs of KPIs, forecasts and guesses.

    `unseen` is how many pairs of the cascade were one too many to be looked at.
    """

    tried: tuple[Tried, ...]
    pairs: tuple[Pair, ...]
    chances: Chances
    guesses: Guesses
    unseen: int

    @cached_property
    def judged(self) -> tuple[Tried, ...]:
        """The work that can be judged by its readings, the clearest first."""
        told = (each for each in self.tried if each.told)
        return tuple(sorted(told, key=lambda each: list(_VERDICTS).index(each.verdict)))

    @cached_property
    def compared(self) -> tuple[Pair, ...]:
        """The pairs, the clearest first; those that people named stand before others."""
        return tuple(
            sorted(self.pairs, key=lambda each: (_CLEAREST.index(each.verdict), not each.named))
        )

    @property
    def anything(self) -> bool:
        """Whether there is something to tell, or somebody has asked."""
        asked = any(each.told or each.named for each in self.pairs)
        return bool(self.judged or asked or self.chances.forecasts or self.guesses.guessed)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of what the page shows: the clearest few."""
        worked = (figure for each in self.judged[:SHOWN] for figure in each.figures)
        together = (figure for each in self.compared[:SHOWN] for figure in each.figures)
        return (*worked, *together, *self.chances.figures, *self.guesses.figures)

    @property
    def lead(self) -> str:
        """What follows from all of it, in a sentence or two."""
        said = " ".join(filter(None, (*self._worked(), self._together())))
        return (
            said
            or self.chances.said
            or self.guesses.said
            or "There is too little yet to learn from."
        )

    @property
    def methods(self) -> str:
        """How its figures are found, for the page of sources; empty where there are none."""
        return _METHODS if self.figures else ""

    @property
    def grounds(self) -> str:
        """What holds for all comparisons of before and after."""
        said = (
            "Before and after are compared, and nothing else: a season looks the same. Four weeks "
            "to settle are left out, where nobody has said how many."
        )
        if not any(each.more for each in self.tried):
            return said
        return f"{said} Work that may move many KPIs is held to {AT_MOST}: name the one it should."

    @property
    def beyond(self) -> str:
        """How many pairs of the cascade were not looked at, in a sentence; or nothing."""
        if not self.unseen:
            return ""
        more = say_count(self.unseen, "more pair")
        return f"The cascade has {more}, which nobody looked at: name the two that matter."

    def _worked(self) -> Iterator[str]:
        if not self.judged:
            return
        clear = {each.initiative.id for each in self.judged if each.verdict in _CLEAR}
        told: dict[str, list[str]] = {words: [] for words in _VERDICTS}
        for each in self.judged:
            names, work = told[each.verdict], each.initiative
            if work.name not in names and (each.verdict in _CLEAR or work.id not in clear):
                names.append(work.name)
        parts = [f"{_VERDICTS[words]} {quoted(names)}" for words, names in told.items() if names]
        yield f"{capital('; '.join(parts))}."

    def _together(self) -> str:
        compared = [each for each in self.pairs if each.told]
        if not compared:
            return ""
        moved = [each for each in compared if each.verdict == "moved together"]
        of = say_count(len(compared), "pair")
        counted = capital(say_count(len(moved))) if moved else "None"
        return f"{counted} of {of} of KPIs moved together."


_CLEAREST = ("moved together", "no sign", "never changes", "too few points")
_METHODS = (
    "Lessons: a shift is the median of all differences between readings of the year after and the "
    "year before (Hodges & Lehmann), with its 95% rank interval. Correlation is Spearman’s, at the "
    "lag from 0 to 3 that stands out most, of changes where both KPIs trend; its interval is "
    "Bonett & Wright’s. All are judged together (Benjamini & Hochberg, 5%)."
)
_VERDICTS = {
    "worse since": "a KPI is worse since",
    "better since": "a KPI is better since",
    "under way before": "what changed was under way before",
    "no clear change": "no clear change since",
}
_CLEAR = ("better since", "worse since")


@finding
def lessons(plan: Plan, quarter: Quarter) -> Lessons:
    """Return what the quarters up to this one taught."""
    found, unseen = pairs(plan, quarter)
    told = tuple(pair for pair in found if not pair.drawn)  # the strategy map tells the others
    odds, guessed = chances(plan, quarter), guesses(plan, quarter)
    return Lessons(tried(plan, quarter), told, odds, guessed, unseen)
