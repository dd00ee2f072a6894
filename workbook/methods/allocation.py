"""How far what is spent lies from what it should be spent on, and which moves close most of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import fsum

from workbook.errors import MethodError
from workbook.methods.checks import not_negative, series_of

__all__ = ["Allocation", "Move", "misallocation"]

_DUST = 1e-9  # of the sum


@dataclass(frozen=True)
class Move:
    """Take `amount`, in the unit of what is spent, from one position and give it to another."""

    source: int
    target: int
    amount: float


@dataclass(frozen=True)
class Allocation:
    """Shares in percent: `spent` and `wanted` by position, and `gaps`, spent less wanted.

    `index` is the percentage that would have to move so that both agree. `moves` are the few that
    close most of it, the largest first.
    """

    spent: tuple[float, ...]
    wanted: tuple[float, ...]
    gaps: tuple[float, ...]
    index: float
    moves: tuple[Move, ...]
    total: float


def misallocation(
    spent: Sequence[float], weights: Sequence[float], most: int = 2
) -> Allocation | None:
    """Compare what is spent on each of several things with their weights; None if nothing is spent.

    The index is the dissimilarity of two distributions, ½ Σ |spentᵢ − wantedᵢ|, in percent
    (Duncan & Duncan 1955). `weights` need not come to 100. A move takes no more than the one side
    has too much, and gives no more than the other lacks; the `most` moves returned close more of
    the index than any other as many.

    Raises:
        MethodError: an amount or weight is negative or missing, or no weight is above 0.

    >>> found = misallocation([600, 300, 100], [30, 30, 40])
    >>> round(found.index), found.moves
    (30, (Move(source=0, target=2, amount=300.0),))
    """
    amounts, wanted = _amounts(spent, "what is spent"), _amounts(weights, "the weights")
    if len(amounts) != len(wanted):
        raise MethodError(f"{len(amounts)} amounts cannot be held to {len(wanted)} weights.")
    total, whole = fsum(amounts), fsum(wanted)
    if not whole:
        raise MethodError("At least one weight has to be above 0.")
    if not total:
        return None
    over = [
        amount - total * (weight / whole) for amount, weight in zip(amounts, wanted, strict=True)
    ]
    gaps = tuple(100 * each / total for each in over)
    return Allocation(
        spent=tuple(100 * each / total for each in amounts),
        wanted=tuple(100 * each / whole for each in wanted),
        gaps=gaps,
        index=fsum(map(abs, gaps)) / 2,
        moves=_best(over, most, _DUST * total),
        total=total,
    )


def _amounts(values: Sequence[float], name: str) -> tuple[float, ...]:
    return tuple(not_negative(f"Each of {name}", each) for each in series_of(values, 1, name))


def _best(over: list[float], most: int, dust: float) -> tuple[Move, ...]:
    by_size = sorted(range(len(over)), key=lambda place: (-abs(over[place]), place))
    # So many moves touch no more places on either side, and a larger one never moves less.
    givers = [place for place in by_size if over[place] > dust][:most]
    takers = [place for place in by_size if over[place] < -dust][:most]
    pairs = [(giver, taker) for giver in givers for taker in takers]
    tried = [_made(chosen, over, dust) for chosen in permutations(pairs, min(most, len(pairs)))]
    best = max(tried, key=lambda moves: round(sum(m.amount for m in moves), 9), default=())
    return tuple(sorted(best, key=lambda move: -move.amount))


def _made(pairs: Sequence[tuple[int, int]], over: list[float], dust: float) -> tuple[Move, ...]:
    left, moves = list(over), []
    for source, target in pairs:
        amount = min(left[source], -left[target])
        if amount > dust:
            left[source] -= amount
            left[target] += amount
            moves.append(Move(source, target, amount))
    return tuple(moves)
