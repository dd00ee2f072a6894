"""How near the guesses came that were given before anybody looked, in widths of usual variation."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from workbook.insight.figure import Figure
from workbook.insight.precision import decimals
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.doubts import doubts
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.insight.review.kpi_figures import actual, flash, kpi_places
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.plan import Plan
from workbook.strategy.review.guesses import Guess, guessed_blind
from workbook.wording import capital, say_count

__all__ = ["Guessed", "Guesses", "guesses"]

_METHOD = (
    "Guess − what it read, in distances from the mean to a natural limit as they stood before the "
    "quarter"
)
_OF = {
    "last": "",
    "mean": ", that distance divided by √n for the mean of n readings",
    "sum": ", that distance times √n for the sum of n readings",
}
_CAVEAT = "Readings that carry over from one to the next would make the limits of a mean wider."


@dataclass(frozen=True)
class Guessed:
    """One guess and what its KPI read; `apart` is their distance, 1 being as far as noise goes.

    `why` says in words what keeps the two from being compared.
    """

    guess: Guess
    kpi: KPI
    given: Figure
    read: Figure
    apart: Figure | None
    why: str = ""

    @property
    def within(self) -> bool:
        """Whether it lay within the limits of noise."""
        return self.apart is not None and float(self.apart.value or 0) <= 1

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The guess, and how far off it was; what the KPI read is the scorecard's."""
        return (self.given, self.apart) if self.apart else (self.given,)

    @property
    def verdict(self) -> str:
        """What became of it, in words."""
        if self.apart is None:
            return f"not compared: {self.why}"
        noise = "within noise" if self.within else "beyond noise"
        return f"{noise}: {self.apart.printed} of a limit {self._way}".rstrip()

    @property
    def _way(self) -> str:
        off = float(self.given.value or 0) - float(self.read.value or 0)
        return "too high" if off > 0 else "too low" if off < 0 else ""

    @property
    def told(self) -> str:
        """What it read, and whether the difference is more than noise, beside the guess."""
        read = f"It read {self.read.printed}" if self.read.value is not None else "It was not read"
        return f"{read}; {self.verdict}."

    @property
    def sentence(self) -> str:
        """The guess, what it read, and whether the difference is more than noise."""
        told = f"{self.told[:1].lower()}{self.told[1:]}"
        return f"{self.kpi.name}: guessed {self.given.printed}, {told}"


@dataclass(frozen=True)
class Guesses:
    """The guesses of a quarter, in the order of the KPIs; whose they were is not told."""

    guessed: tuple[Guessed, ...]
    figures: tuple[Figure, ...]

    @property
    def compared(self) -> tuple[Guessed, ...]:
        """Those that can be held against what was read."""
        return tuple(each for each in self.guessed if each.apart)

    @property
    def said(self) -> str:
        """How many lay within the limits of noise, in a sentence; empty without any guess."""
        if not self.guessed:
            return ""
        if not self.compared:
            return f"{capital(say_count(len(self.guessed), 'guess'))} cannot be compared yet."
        near = [each for each in self.compared if each.within]
        of, lay = say_count(len(self.compared), "guess"), say_count(len(near))
        said = f"Of {of}, {lay if near else 'none'} lay within the limits of noise."
        late = sum(each.guess.typed for each in self.compared)
        if not late:
            return said
        were = "was" if late == 1 else "were"
        return (
            f"{said} {capital(say_count(late))} {were} given after the last reading had been typed "
            "in: whoever typed it had seen it."
        )


def guesses(plan: Plan, quarter: Quarter) -> Guesses:
    """Return what was guessed of a quarter before anybody looked, beside what the KPIs read."""
    given = {g.kpi_id: g for g in plan.in_quarter(Guess, quarter) if g.value is not None}
    found = tuple(
        _guessed(plan, quarter, kpi, given[kpi.id]) for kpi in plan.all(KPI) if kpi.id in given
    )
    figures = tuple(figure for each in found for figure in each.figures)
    return Guesses(found, (*figures, *_counts([each for each in found if each.apart])))


def _guessed(plan: Plan, quarter: Quarter, kpi: KPI, guess: Guess) -> Guessed:
    id, of = f"lessons.guess-{kpi_slugs(plan)[kpi.id]}", f"Guess of {kpi.name}"
    places = max(kpi_places(plan, kpi, quarter), decimals([float(guess.value or 0)]))
    given = Figure(
        f"{id}.given", f"{of} in {quarter}", guess.value, kpi.unit,
        "As given, before it was shown.", (f"guess of {quarter}",), places=places,
    )  # fmt: skip
    read = actual(plan, kpi, quarter)
    before = kpi_behaviour(plan, quarter.previous, kpi)
    now = kpi_behaviour(plan, quarter, kpi)
    if why := _kept_apart(plan, quarter, guess, read, now) or _no_width(before):
        return Guessed(guess, kpi, given, read, None, why)
    assert read.value is not None and guess.value is not None
    apart = Figure(
        f"{id}.apart",
        f"{of}: how far off, in limits",
        abs(guess.value - float(read.value)) / (_width(before) * _spread(kpi, now)),
        method=f"{_METHOD}{_OF[kpi.shows]}.",
        sources=(*before.limit_sources, *read.sources),
        caveat=_CAVEAT if kpi.shows != "last" else "",
        places=1,
    )
    return Guessed(guess, kpi, given, read, apart)


def _kept_apart(plan: Plan, quarter: Quarter, guess: Guess, read: Figure, now: KpiBehaviour) -> str:
    """Return in words why a guess cannot be held against what was read; or nothing."""
    if read.value is None:
        return f"nothing was read in {quarter}"
    if not guessed_blind(plan, quarter, guess):
        return "given or changed after it could be seen"
    if doubts(plan, quarter, now.kpi) or flash(plan, now.kpi, quarter):
        return f"a reading of {quarter} is still to be confirmed"
    if now.kpi.shows != "last" and read.caveat:
        return f"readings of {quarter} are missing"
    if now.phase and now.phase.start >= quarter.start:
        return "it has new limits since"
    return ""


def _no_width(before: KpiBehaviour) -> str:
    if before.limits is None:
        return "too few readings before to tell what is noise"
    return "" if _width(before) else "it had never varied before"


def _width(before: KpiBehaviour) -> float:
    assert before.limits is not None
    return before.limits.upper - before.limits.centre


def _spread(kpi: KPI, now: KpiBehaviour) -> float:
    """Return how the width for one reading becomes that for what a quarter shows of them."""
    n = max(now.recent, 1)
    return {"last": 1.0, "mean": 1 / sqrt(n), "sum": sqrt(n)}[kpi.shows]


def _counts(compared: list[Guessed]) -> Iterator[Figure]:
    if not compared:
        return
    behind = tuple(each.sentence for each in compared)
    near = sum(each.within for each in compared)
    for name, label, value, method in (
        ("compared", "Guesses compared", len(compared), "Count of guesses given before the look."),
        ("within", "Guesses within noise", near, "Count of those at most one width apart."),
    ):
        yield Figure(f"lessons.guesses.{name}", label, value, method=method, sources=behind)
