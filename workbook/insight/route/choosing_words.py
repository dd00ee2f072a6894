"""What a ranking says in sentences: where its leader changes, what never wins, what is missing."""

from collections.abc import Iterator, Mapping

from workbook.insight.naming import quoted
from workbook.insight.route.choosing import Choosing
from workbook.insight.route.choosing_figures import Ranked, Tip
from workbook.insight.route.scores import DOUBT
from workbook.strategy.route.choosing import Way
from workbook.wording import capital, say_count, say_number

__all__ = ["beaten", "doubts", "grounds", "missing", "tipping"]

FEWEST, MOST = 5, 8
"""How many criteria a room can hold in its head, and still miss nothing that matters."""

_TIPS = 3
_EACH = 2  # of so many dominated options each has its sentence
_LUCK = 0.6  # first at its own best weights in less than that: its scores are too unsure to tell


def tipping(found: Choosing) -> tuple[str, ...]:
    """Return the weights at which the leader changes, the nearest first, each in a sentence."""
    return tuple(_tipping(found))


def beaten(found: Choosing) -> tuple[str, ...]:
    """Return which options never come out ahead, and which are worth less than doing nothing."""
    return tuple(_beaten(found))


def doubts(found: Choosing) -> tuple[str, ...]:
    """Return what to look at before the ranking is relied on."""
    return tuple(_doubts(found))


def missing(found: Choosing) -> tuple[str, ...]:
    """Return what is not given yet, so that something is not weighed or not ranked."""
    return tuple(filter(None, (found.weights.lacks, *found.scores.refused)))


def grounds(found: Choosing) -> str:
    """Return what the points and the shares rest on, in a line or two."""
    varied = (
        f"{_WEIGHTS[found.weights.way]}, varied around those given"
        if found.weights.given
        else "No weights are given in full: points count each criterion the same, and shares "
        "are of all weights there could be"
    )
    unsure = any(any(row) for row in found.scores.doubt)
    fairly, guess = (say_number(100 * DOUBT[level]) for level in (2, 1))
    scores = f"; scores by up to {fairly} points where fairly sure, {guess} where a guess"
    return (
        f"{varied}{scores if unsure else ''}. A share says in how many of these weightings an "
        "option comes out so; a clear leader is first in 60% or more."
    )


_WEIGHTS: Mapping[Way, str] = {
    "swing": "Weights by swing",
    "ranking": "Weights from a ranking",
    "comparing": "Weights from comparisons",
}


def _tipping(found: Choosing) -> Iterator[str]:
    if len(found.criteria) < 2 or not found.ranked:
        return
    if level := found.level:
        yield f"{quoted([each.option.name for each in level])} have the same points, and the most."
    elif not found.tips:
        yield (
            f"No weight by itself changes the leader: “{found.ranked[0].option.name}” has the most "
            "points however much any one criterion counts."
        )
    yield from map(_tip, found.tips[:_TIPS])


def _tip(tip: Tip) -> str:
    name, then = tip.counted.criterion.name, tip.challenger.name
    now, level = tip.counted.weight.printed, tip.weight.printed
    way = "rise" if (tip.found.move or 0) > 0 else "fall"
    if tip.at_once:
        return f"“{name}” need only {way} a little from {now}, and “{then}” leads."
    return f"“{name}” would have to {way} from {now} to {level} before “{then}” leads."


def _beaten(found: Choosing) -> Iterator[str]:
    over = [(each.option.name, each.over.name) for each in found.ranked if each.over]
    if len(over) > _EACH:
        yield (
            "No weights put these ahead, as another option is nowhere worse: "
            f"{quoted([name for name, _ in over])}."
        )
    else:
        for name, other in over:
            yield f"“{name}” is nowhere better than “{other}”: no weights put it ahead."
    if under := found.below_nothing:
        yield f"Worth less than doing nothing: {quoted([each.option.name for each in under])}."


def _doubts(found: Choosing) -> Iterator[str]:
    count = len(found.criteria)
    if found.ranked and not FEWEST <= count <= MOST:
        said = capital(say_count(count, "criterion").replace("criterions", "criteria"))
        why = "fewer leave something out" if count < FEWEST else "more cannot be weighed in a room"
        yield f"{said}: five to eight serve best, as {why}."
    yield from found.alike
    if found.weights.sound and found.weights.contradicts:
        yield found.weights.sound
        yield found.weights.revisit
    open_between = found.likeliest[: 1 if found.leads else 2]
    yield from (_lucky(each) for each in open_between if _by_luck(each))


def _by_luck(each: Ranked) -> bool:
    return each.confidence is not None and each.confidence < _LUCK


def _lucky(each: Ranked) -> str:
    best = each.at_best.printed if each.at_best else ""
    return (
        f"Even with the weights that suit it best, “{each.option.name}” is first in {best} only: "
        "its scores are too unsure to tell."
    )
