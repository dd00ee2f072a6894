"""How much each criterion counts, by whichever way its weights are found, and how sound that is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbook.insight.naming import quoted
from workbook.methods.pairwise import Priorities, most_inconsistent, priorities, rank_order_centroid
from workbook.methods.ranking import swing_weights
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route.choosing import Criterion, Way, comparisons, weighting
from workbook.wording import say_number

__all__ = ["Weights", "weights"]


@dataclass(frozen=True)
class Weights:
    """The weights of the criteria as shares of 1.

    Where they are not `given` in full, each counts the same, and `lacks` says what to give.
    `sound` says how well comparisons hang together, or that one `contradicts` another, and
    `revisit` which one to look at again.
    """

    way: Way
    shares: tuple[float, ...]
    given: bool
    lacks: str = ""
    sound: str = ""
    contradicts: bool = False
    revisit: str = ""

    @property
    def method(self) -> str:
        """How they were found, in a line."""
        if not self.given:
            return "Each criterion counts the same, as no weights are given in full."
        return _METHODS[self.way]


_METHODS: Mapping[Way, str] = {
    "swing": "Swing ÷ sum of the swings; the step from worst to best that is worth most is 100.",
    "ranking": "Rank-order centroid of the places given (Barron & Barrett).",
    "comparing": "Principal eigenvector of the comparisons, two criteria at a time (Saaty).",
}


@remembered
def weights(plan: Plan) -> Weights:
    """Return the weights of all criteria by the way that is in use."""
    criteria, way = plan.all(Criterion), weighting(plan).way
    found = _FIND[way](plan, criteria) if criteria else Weights(way, (), given=False)
    if found.given or not criteria:
        return found
    alike = (1 / len(criteria),) * len(criteria)
    return Weights(way, alike, given=False, lacks=found.lacks)


def _by_swing(_: Plan, criteria: Sequence[Criterion]) -> Weights:
    bare = [each.name for each in criteria if each.swing is None]
    if bare:
        return _lacking("swing", f"Give a swing to {quoted(bare)}.")
    swings = [each.swing or 0.0 for each in criteria]
    if max(swings) != 100:
        return _lacking(
            "swing",
            "No swing is 100. Which step from worst to best is worth most? Give that one 100.",
        )
    return Weights("swing", swing_weights(swings), given=True)


def _by_ranking(_: Plan, criteria: Sequence[Criterion]) -> Weights:
    bare = [each.name for each in criteria if each.place is None]
    if bare:
        return _lacking("ranking", f"Give a place to {quoted(bare)}.")
    by_place: dict[int, list[str]] = {}
    for each in criteria:
        by_place.setdefault(each.place or 0, []).append(each.name)
    shared = next((names for names in by_place.values() if len(names) > 1), None)
    if shared:
        return _lacking("ranking", f"{quoted(shared)} share a place: put one before the other.")
    order, worth = sorted(by_place), rank_order_centroid(len(criteria))
    return Weights("ranking", tuple(worth[order.index(c.place or 0)] for c in criteria), given=True)


def _by_comparing(plan: Plan, criteria: Sequence[Criterion]) -> Weights:
    at = {each.id: place for place, each in enumerate(criteria)}
    matrix = [[1.0] * len(criteria) for _ in criteria]
    bare = []
    for first, second, said in comparisons(plan):
        if said is None:
            bare.append((first.name, second.name))
            continue
        i, j, times = at[first.id], at[second.id], float(Fraction(said.times))
        matrix[i][j], matrix[j][i] = times, 1 / times
    if bare:
        (one_name, other_name), more = bare[0], len(bare) - 1
        rest = f", and {more} more" if more else ""
        return _lacking("comparing", f"Compare “{one_name}” with “{other_name}”{rest}.")
    found = priorities(matrix)
    sound, again = _sound(found), _revisit(matrix, criteria)
    apart = found.n > 2 and bool(found.caveat)
    return Weights("comparing", found.weights, True, sound=sound, contradicts=apart, revisit=again)


_FIND: Mapping[Way, Callable[[Plan, Sequence[Criterion]], Weights]] = {
    "swing": _by_swing,
    "ranking": _by_ranking,
    "comparing": _by_comparing,
}


def _lacking(way: Way, sentence: str) -> Weights:
    return Weights(way, (), given=False, lacks=sentence)


def _sound(found: Priorities) -> str:
    if found.n < 3 or found.cr is None:
        return found.caveat
    said, most = (say_number(ratio, places=2) for ratio in (found.cr, 0.10))
    ratio = f"consistency ratio {said}, where up to {most} will do"
    if found.caveat:
        return f"The comparisons contradict one another ({ratio}). Look at them again first."
    return f"The comparisons hang together ({ratio})."


def _revisit(matrix: Sequence[Sequence[float]], criteria: Sequence[Criterion]) -> str:
    found = most_inconsistent(matrix)
    if found is None:
        return ""
    one, other = criteria[found.row].name, criteria[found.column].name
    return (
        f"Furthest from the others: “{one}” against “{other}”. You said that "
        f"{_times(found.given)}; all comparisons together say that {_times(found.implied)}."
    )


def _times(ratio: float) -> str:
    """Say a ratio as people compare: `the first counts 3 times as much`."""
    if abs(ratio - 1) < 0.05:
        return "both count the same"
    more = ratio > 1
    size = say_number(round(ratio if more else 1 / ratio, 1))
    return f"the {'first' if more else 'second'} counts {size} times as much"
