"""The five signs of misalignment: what people say, beside what the workbook's own data say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.position.signs_evidence import Data, Evidence, evidence
from workbook.insight.position.signs_people import Seen, View, own_view, seen_by
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.position.signs import SIGNS, OwnView, SignsSurvey
from workbook.wording import capital, say_list

__all__ = ["Signs", "Standing", "signs"]


@dataclass(frozen=True)
class Standing:
    """One sign: how people see it, what the data say, and the mark of one's own view (1 to 5)."""

    sign: str
    evidence: Evidence
    seen: Seen | None = None
    own: int | None = None

    @property
    def name(self) -> str:
        """What the sign is called."""
        return SIGNS[self.sign].name

    @property
    def view(self) -> View | None:
        """What most people say; None where no survey is shown."""
        return self.seen.now.view if self.seen and self.seen.now else None

    @property
    def share(self) -> float:
        """The share, 0 to 1, of people who see it; 0 where no survey is shown."""
        now = self.seen.now if self.seen else None
        return now.like_us / now.n if now else 0.0

    @property
    def in_short(self) -> str:
        """How many see it, of how many; empty where no survey is shown."""
        return self.seen.now.in_short if self.seen and self.seen.now else ""

    @property
    def verdict(self) -> str:
        """What people and data say together; empty where no survey is shown."""
        if self.view is None:
            return ""
        data = self.evidence.data
        return _VERDICTS.get((self.view, data), f"{_PEOPLE[self.view]}; {data}")

    @property
    def apart(self) -> bool:
        """Whether people and data contradict each other."""
        return self.verdict in (_ONLY_PEOPLE, _ONLY_DATA)

    @property
    def sentence(self) -> str:
        """What people say and what the data say, in one sentence."""
        now = self.seen.now if self.seen else None
        if now is None:
            return f"{capital(self.evidence.told)}."
        say = "says" if now.like_us == 1 else "say"
        said = f"{now.in_short} {say} {SIGNS[self.sign].claim}; {self.evidence.told}."
        return f"{self.verdict}: {said}" if self.apart else said


_ONLY_PEOPLE = "People see it, the data do not"
_ONLY_DATA = "The data show it, people do not see it"
_PEOPLE = {
    View.SEEN: "People see it",
    View.UNSEEN: "Most people do not see it",
    View.DIVIDED: "People are divided",
}
_VERDICTS = {
    (View.SEEN, Data.SHOW): "People see it, and the data show it",
    (View.SEEN, Data.CLEAR): _ONLY_PEOPLE,
    (View.UNSEEN, Data.SHOW): _ONLY_DATA,
    (View.UNSEEN, Data.CLEAR): "Neither people nor data show it",
}


@dataclass(frozen=True)
class Signs(Finding):
    """The five signs, each with its evidence; `survey` is the newest sitting, if there is one.

    `own` is the newest own view. Where nobody was asked and nothing is said, they are not `begun`.
    """

    standings: tuple[Standing, ...]
    survey: SignsSurvey | None
    own: OwnView | None

    @property
    def begun(self) -> bool:
        """Whether somebody has judged the signs."""
        return self.survey is not None or self.own is not None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What people said, and what was counted for it; nothing before somebody has judged."""
        return tuple(self._figures()) if self.begun else ()

    def _figures(self) -> Iterator[Figure]:
        for each in self.standings:
            yield from each.seen.figures if each.seen else ()
            yield from each.evidence.figures

    def viewed(self, view: View) -> tuple[Standing, ...]:
        """Return the signs of which most people say so."""
        return tuple(each for each in self.standings if each.view == view)

    @property
    def concerns(self) -> tuple[str, ...]:
        """The signs that most people see, and where people and data contradict each other."""
        return tuple(self._concerns())

    def _concerns(self) -> Iterator[str]:
        seen = sorted(self.viewed(View.SEEN), key=lambda each: -each.share)
        yield from (each.sentence for each in seen[:1])
        if others := [f"“{each.name}” ({each.in_short})" for each in seen[1:]]:
            yield f"Most people also see {say_list(others)}."
        yield from (each.sentence for each in self.standings if each.verdict == _ONLY_DATA)

    @property
    def gains(self) -> tuple[str, ...]:
        """The signs that most people saw before, and do not see any more."""
        less = [
            each.name
            for each in self.standings
            if each.seen and each.seen.before and each.seen.before.view == View.SEEN
            if each.view not in (None, View.SEEN)
        ]
        return (f"Most people no longer see {quoted(less)} as like us.",) if less else ()


@finding
def signs(plan: Plan, quarter: Quarter) -> Signs:
    """Return how the five signs stand at the cut-off of a quarter."""
    until = cutoff(plan, quarter).day
    surveys = [each for each in plan.all(SignsSurvey) if each.day <= until and _any(each)]
    own, data = own_view(plan, until), evidence(plan, quarter)
    seen = {each.sign: each for each in seen_by(surveys)}
    standings = tuple(
        Standing(sign, data[sign], seen.get(sign), _mark(own, sign)) for sign in SIGNS
    )
    newest = max(surveys, key=_day, default=None)
    return Signs(standings, newest, own)


def _any(survey: SignsSurvey) -> bool:
    return any(survey.counts(sign) for sign in SIGNS)


def _day(survey: SignsSurvey) -> date:
    return survey.day


def _mark(own: OwnView | None, sign: str) -> int | None:
    given = getattr(own, sign) if own else None
    return int(given) if given else None
