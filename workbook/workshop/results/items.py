"""What came of a round about one thing: the values that a result is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any, Literal

from workbook.workshop.results.texts import Text

__all__ = ["Count", "Item", "Middle", "Outcome", "Span", "Voice", "middle_of"]

Outcome = Literal["agreed", "moving", "split", "unsettled", "counted"]
"""Where the room stands; `counted` where the kind of question cannot say, or too few answered."""


@dataclass(frozen=True)
class Count:
    """How many people gave a value."""

    value: int | str
    people: int


@dataclass(frozen=True)
class Middle:
    """The median, and the quartiles between which the middle half of the answers lies."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Span:
    """What came of ranges: the medians of their lower and upper ends, and the outermost ends.

    `common` is what lies within every range, None where nothing does; `ranges` are all of them, the
    lowest first.
    """

    low: float
    high: float
    lowest: float
    highest: float
    common: tuple[float, float] | None
    ranges: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Voice:
    """What somebody gave, how it is said, and why, in their own words; that may be empty."""

    value: Any
    said: str
    reason: str


@dataclass(frozen=True)
class Item:
    """Where the room stands on one thing, an option or, in a matrix, an option by a criterion.

    `people` counts those who gave a value, a text or a place; `counts` how many gave each value.
    `before` are the middles of earlier rounds, oldest first. `total` is what points or places add
    up to, or how many bought it. `positions` are the two furthest apart of those that have a
    reason, `dissent` what lies far from where the room agrees, and objections. `changed` is the
    share of the counts, 0 to 1, that differ from the round before. What does not apply is None or
    empty; of what is `hidden`, everything is.
    """

    option: str
    criterion: str
    name: str
    people: int = 0
    hidden: bool = False
    outcome: Outcome = "counted"
    sentence: str = ""
    counts: tuple[Count, ...] = ()
    middle: Middle | None = None
    before: tuple[Middle, ...] = ()
    total: float | None = None
    span: Span | None = None
    texts: tuple[Text, ...] = ()
    positions: tuple[Voice, ...] = ()
    dissent: tuple[Voice, ...] = ()
    changed: float | None = None


def middle_of(values: Sequence[float]) -> Middle:
    """Return the middle of some values, quartiles by linear interpolation.

    >>> middle_of([1, 2, 3, 4])
    Middle(median=2.5, low=1.75, high=3.25)
    """
    if len(values) == 1:
        return Middle(values[0], values[0], values[0])
    low, median, high = quantiles(values, n=4, method="inclusive")
    return Middle(median, low, high)
