"""Where the room stands on one thing: agreed, moving, split or unsettled, and in which words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbook.wording import say_number
from workbook.workshop.messages import Messages, Problem
from workbook.workshop.results.given import Given
from workbook.workshop.results.items import Count, Outcome, middle_of
from workbook.workshop.results.texts import drawn

__all__ = ["STABLE", "Standing", "apart", "changed", "values_said"]

STABLE = 0.15
"""Where a smaller share of the counts changed, another round would change little.

Source: Scheibe, Skutsch & Schofer (1975), Experiments in Delphi methodology, in Linstone & Turoff.
"""
_FEW_SHOWN = 2
_DUST = 1e-9
_MOVED = {"agreed": "_moving", "split": ""}


def changed(before: Sequence[Count], now: Sequence[Count]) -> float | None:
    """Return the share of the counts that differ, 0 to 1; None where there is nothing to compare.

    Half of the sum of what each value's share has gained or lost. With as many answers as before,
    at least so many people changed theirs.

    >>> changed([Count(1, 2), Count(5, 2)], [Count(1, 1), Count(5, 3)])
    0.25
    """
    earlier, newer = _shares(before), _shares(now)
    if not earlier or not newer:
        return None
    return sum(abs(earlier.get(v, 0) - newer.get(v, 0)) for v in {*earlier, *newer}) / 2


def _shares(counts: Sequence[Count]) -> dict[int | str, float]:
    total = sum(each.people for each in counts)
    return {each.value: each.people / total for each in counts} if total else {}


def apart(
    given: Sequence[Given], lot: str, measure: Callable[[Any], float] = float
) -> tuple[Given, ...]:
    """Return the two that are furthest apart, of those with a reason; none if none are.

    Where several stand at one end, it is drawn by lot which of their reasons is read.
    """
    reasoned = sorted(
        (each for each in given if each.reason),
        key=lambda each: (measure(each.value), drawn(lot, each.value, each.reason)),
    )
    if not reasoned or measure(reasoned[0].value) == measure(reasoned[-1].value):
        return ()
    top = measure(reasoned[-1].value)
    return reasoned[0], next(each for each in reasoned if measure(each.value) == top)


@dataclass(frozen=True)
class Standing:
    """Whole numbers on a scale from `low` to `high`, round by round, with one answer at least.

    `changed` is the share of the counts that differ from the round before, if there is one.
    """

    rounds: Sequence[Sequence[float]]
    low: float
    high: float
    changed: float | None

    @property
    def agreeing(self) -> float:
        """The widest range that is agreement.

        It is 1 on a scale of five to eight numbers and 2 up to twelve, as usual; less on a shorter.

        >>> Standing([[1]], 1, 5, None).agreeing, Standing([[1]], 1, 3, None).agreeing
        (1, 0.5)
        """
        width = self.high - self.low
        return width // 4 or width / 4

    @cached_property
    def outcome(self) -> Outcome:
        """Where the room stands, by `methods.rounds`; one answer alone agrees with nobody."""
        if len(self.rounds[-1]) < 2 or self.high <= self.low:
            return "counted"
        from workbook.methods.rounds import convergence  # with NumPy: not before it is needed

        tables = [[list(values)] for values in self.rounds]
        scale = self.low, self.high
        return convergence(tables, agreed=self.agreeing, scale=scale).per_item[0].status

    def is_far(self, value: float) -> bool:
        """Tell whether a value lies further from the median than what is agreement."""
        return abs(value - middle_of(self.rounds[-1]).median) > self.agreeing + _DUST

    def said(self, words: Messages, values: Callable[[Sequence[float]], str]) -> str:
        """Return the sentence that is printed; `values` says some values, such as “4 or 5”."""
        now, outcome = self.rounds[-1], self.outcome
        if outcome == "counted":
            return words.say(Problem("said_one", {"value": values(now)}))
        if outcome == "moving":
            return self._said_moving(words)
        name, gaps = f"said_{outcome}", self._camps(values)
        if outcome == "agreed":
            near = [value for value in now if not self.is_far(value)]
            gaps = {"near": len(near), "n": len(now), "values": values(near)}
        if self.changed is not None and outcome in {"agreed", "split"}:
            name += "_stable" if self.changed < STABLE else _MOVED[outcome]
        return words.say(Problem(name, gaps))

    def _camps(self, values: Callable[[Sequence[float]], str]) -> dict[str, Any]:
        now, third = self.rounds[-1], (self.high - self.low) / 3 + _DUST
        low = [value for value in now if value <= self.low + third]
        high = [value for value in now if value >= self.high - third]
        gaps: dict[str, Any] = {"n": len(now), "low": len(low), "high": len(high)}
        gaps |= {"lowest": values([min(now)]), "highest": values([max(now)])}
        said = {"low_values": values(low), "high_values": values(high)} if low and high else {}
        return gaps | said

    def _said_moving(self, words: Messages) -> str:
        before, now = (middle_of(values) for values in self.rounds[-2:])
        if before.median != now.median:
            gaps = {"before": say_number(before.median), "now": say_number(now.median)}
            return words.say(Problem("said_moving", gaps))
        closer = now.high - now.low < before.high - before.low
        return words["said_moving_closer" if closer else "said_moving_apart"]


def values_said(values: Sequence[float], words: Messages) -> str:
    """Return some whole numbers as they stand in a sentence.

    >>> from workbook.workshop.messages import messages
    >>> values_said([4, 5, 4], messages("en")), values_said([1, 3, 2], messages("en"))
    ('4 or 5', '1 to 3')
    """
    found = sorted(set(values))
    ends: Mapping[str, str] = {"a": say_number(found[0]), "b": say_number(found[-1])}
    if len(found) == 1:
        return ends["a"]
    return words.say(Problem("values_two" if len(found) <= _FEW_SHOWN else "values_range", ends))
