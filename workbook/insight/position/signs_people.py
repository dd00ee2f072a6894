"""How people see each of the five signs in the newest sitting, and how they saw it before.

What is shown of a small group stays hidden where it could be worked out by taking one sitting from
another: who left between two of them would be told by the difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain, repeat

from workbook.insight.figure import Figure
from workbook.methods.agreement import FIRM_RATERS, Agreement, rwg
from workbook.strategy.plan import Plan
from workbook.strategy.position.signs import SIGNS, OwnView, SignsSurvey
from workbook.strategy.position.signs_recall import FEWEST
from workbook.wording import say_count, say_date

__all__ = ["Seen", "Tally", "View", "own_view", "seen_by"]

Counts = tuple[int, ...]

_STRONG, _WEAK = 0.7, 0.3  # of r_wg, as LeBreton & Senter (2008) read it


class View(StrEnum):
    """What most people say of a sign."""

    SEEN = "seen"
    UNSEEN = "not seen"
    DIVIDED = "divided"


@dataclass(frozen=True)
class Tally:
    """How many gave a sign 1, 2, 3, 4 and 5 in one sitting."""

    survey: SignsSurvey
    counts: Counts

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def like_us(self) -> int:
        """How many gave it 4 or 5."""
        return sum(self.counts[3:])

    @property
    def unlike_us(self) -> int:
        """How many gave it 1 or 2."""
        return sum(self.counts[:2])

    @property
    def view(self) -> View:
        """What more than half of them say."""
        if 2 * self.like_us > self.n:
            return View.SEEN
        return View.UNSEEN if 2 * self.unlike_us > self.n else View.DIVIDED

    @property
    def band(self) -> str:
        """In words what a few people all said, so that no single mark can be told; or nothing."""
        if self.n >= FIRM_RATERS or max(self.counts) < self.n:
            return ""
        return ("1 or 2", "1 or 2", "2 to 4", "4 or 5", "4 or 5")[self.counts.index(self.n)]

    @property
    def mean(self) -> float:
        """The mean mark."""
        return sum(mark * count for mark, count in enumerate(self.counts, 1)) / self.n

    @property
    def agreement(self) -> Agreement:
        """How far they agree."""
        marks = chain.from_iterable(
            repeat(mark, count) for mark, count in enumerate(self.counts, 1)
        )
        return rwg(list(marks), (1, 5))

    @property
    def in_short(self) -> str:
        """How many see it, of how many: `5 of 8`."""
        return f"{self.like_us} of {self.n}"

    @property
    def see_it(self) -> str:
        """The same with its verb: `5 of 8 see it`."""
        return f"{self.in_short} {'sees' if self.like_us == 1 else 'see'} it"


@dataclass(frozen=True)
class Seen:
    """One sign in the newest sitting, beside the sitting before; `hidden` says why it is not shown.

    `figures` are how many see it, of how many, the mean, the agreement and the change of the mean.
    """

    sign: str
    now: Tally | None = None
    before: Tally | None = None
    hidden: str = ""
    figures: tuple[Figure, ...] = ()

    @property
    def name(self) -> str:
        """What the sign is called."""
        return SIGNS[self.sign].name

    def figure(self, end: str) -> Figure | None:
        """Return one of its figures, if it has it."""
        id = f"signs.{self.sign}.{end}"
        return next((each for each in self.figures if each.id == id), None)

    @property
    def agreed(self) -> str:
        """How far people agree, in words; empty where nothing is shown."""
        found = self.figure("agreement")
        if found is None or not isinstance(found.value, float):
            return ""
        if found.value > _STRONG:
            return "agreed"
        return "partly agreed" if found.value > _WEAK else "not agreed"

    @property
    def trend(self) -> str:
        """How many saw it in the sitting before, as a sentence; or nothing."""
        if self.now is None or self.before is None:
            return ""
        return f"On {say_date(self.before.survey.day)} it was {self.before.in_short}."


def seen_by(surveys: Sequence[SignsSurvey]) -> tuple[Seen, ...]:
    """Return each sign as the newest of the sittings shows it."""
    return tuple(_seen(sign, surveys) for sign in SIGNS) if surveys else ()


def own_view(plan: Plan, on: date) -> OwnView | None:
    """Return the newest own view by a day, if there is one."""
    known = (each for each in plan.all(OwnView) if each.day <= on)
    return max(known, key=lambda each: each.day, default=None)


def _seen(sign: str, surveys: Sequence[SignsSurvey]) -> Seen:
    """Return one sign, with what was shown before it: the sittings are looked at in their order."""
    shown: list[Tally] = []
    found = Seen(sign)
    for survey in sorted(surveys, key=lambda each: each.day):
        tally = Tally(survey, survey.counts(sign))
        found = Seen(sign, before=shown[-1] if shown else None)
        if not tally.counts:
            found = replace(found, hidden="Not asked, or fewer than five answered.")
        elif told := next((each for each in shown if _tells(tally, each)), None):
            apart = say_count(abs(tally.n - told.n), "person")
            day = say_date(told.survey.day)
            found = replace(found, hidden=f"Set beside {day} it would tell what {apart} answered.")
        else:
            found = replace(found, now=tally)
            shown.append(tally)
    return replace(found, figures=tuple(_figures(found)))


def _tells(one: Tally, other: Tally) -> bool:
    """Tell whether one sitting less another leaves the answers of a few, as when somebody left."""
    gaps = [mine - theirs for mine, theirs in zip(one.counts, other.counts, strict=True)]
    nested = all(gap >= 0 for gap in gaps) or all(gap <= 0 for gap in gaps)
    return nested and 0 < abs(sum(gaps)) < FEWEST


def _figures(found: Seen) -> Iterator[Figure]:
    now, id, name = found.now, f"signs.{found.sign}", f"“{found.name}”"
    if now is None:
        return
    sources = (_said(now),)
    yield Figure(f"{id}.seen", f"{name}: people who see it", now.like_us, "", _SEEN, sources)
    yield Figure(f"{id}.answers", f"{name}: answers", now.n, "", "Count of marks.", sources)
    agreed = now.agreement
    mean = now.band or now.mean
    places = None if now.band else 1
    yield Figure(f"{id}.mean", f"{name}: mean", mean, "", _MEAN, sources, agreed.caveat, places)
    yield Figure(
        f"{id}.agreement", f"{name}: agreement", agreed.rwg[0], "", _AGREED, sources,
        agreed.caveat, 2,
    )  # fmt: skip
    before = found.before
    if before and not (now.band or before.band):
        both = (_said(before), *sources)
        yield Figure(
            f"{id}.change", f"{name}: change of the mean", now.mean - before.mean, "", _CHANGE,
            both, "Not the same people need have answered both times.", 1,
        )  # fmt: skip


_SEEN = "Count of those who gave it 4 or 5, of 1 (not at all like us) to 5 (very much)."
_MEAN = "Mean mark from 1 to 5; a range where fewer than ten people all gave the same."
_AGREED = "r_wg: 1 − variance of the marks ÷ that of marks at random (James, Demaree & Wolf, 1984)."
_CHANGE = "Mean of this sitting minus that of the one before. No test: they are few."


def _said(tally: Tally) -> str:
    survey = tally.survey
    of = f" of {survey.asked} asked" if survey.asked else ""
    return f"signs survey, {say_date(survey.day)}, {tally.n} answers{of}"
