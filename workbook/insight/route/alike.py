"""Which criteria are nearly the same: what is counted twice counts double."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from workbook.methods.ranking import telling_the_same
from workbook.methods.tables import Figures
from workbook.strategy.route.choosing import Criterion
from workbook.wording import capital, say_count, say_number

__all__ = ["alike"]

_NEAR = 0.8  # of a name's letters, in their order
_TOGETHER = 0.9
_TOLD = 3


def alike(criteria: Sequence[Criterion], values: Figures | None) -> tuple[str, ...]:
    """Return a sentence for each pair that has near names, or scores that go together.

    Of many pairs the first few are told, and the others counted.

    `values` are the scores of the options on a common scale, if any are scored in full.
    """
    by_score = {} if values is None else {(i, j): r for i, j, r in _together(values)}
    told = tuple(_sentences(criteria, by_score))
    if len(told) <= _TOLD + 1:
        return told
    more = capital(say_count(len(told) - _TOLD, "more pair"))
    return (*told[:_TOLD], f"{more} of criteria are as near to one another.")


def _together(values: Figures) -> Sequence[tuple[int, int, float]]:
    return telling_the_same(values, _TOGETHER)


def _sentences(
    criteria: Sequence[Criterion], by_score: dict[tuple[int, int], float]
) -> Iterator[str]:
    for (i, one), (j, other) in combinations(enumerate(criteria), 2):
        pair = f"“{one.name}” and “{other.name}”"
        if _near(one.name, other.name):
            yield f"{pair} have nearly the same name. Do they count one thing twice?"
        elif (i, j) in by_score:
            yield (
                f"{pair} rise and fall together from option to option (correlation "
                f"{say_number(by_score[i, j], places=2)}). If they are one thing, keep one of "
                "them: it counts double."
            )


def _near(one: str, other: str) -> bool:
    first, second = (" ".join(sorted(name.casefold().split())) for name in (one, other))
    return SequenceMatcher(a=first, b=second, autojunk=False).ratio() >= _NEAR
