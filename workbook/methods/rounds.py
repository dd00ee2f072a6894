"""Whether rounds of asking the same question bring the answers together (Delphi).

Use it between rounds, to see what needs no more talk and what does. Agreement is not truth: a room
may settle on a wrong figure.

In every table items are rows and people are columns, as in `kendall_w`; a survey's export, with a
row for each person, has to be turned first (`.T`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError
from workbook.methods.answers import cells_of
from workbook.methods.checks import LARGEST, number_of, one_of, whole_of
from workbook.methods.concordance import kendall_w
from workbook.methods.tables import mean_ranks, read_floats

__all__ = ["Convergence", "Item", "Stability", "Status", "convergence"]

Status = Literal["agreed", "moving", "split", "unsettled"]

FEW_ANSWERS = 5
# How rarely chance may call a round split, and how finely a scale without whole steps is read.
RARE = 0.05
STEPS = 100


@dataclass(frozen=True)
class Item:
    """Where an item stands in the last round, in the unit of the answers.

    `iqr` holds the interquartile range of each round so far (linear interpolation); `n` counts the
    last round's answers. `status` is the first of these that holds:

    - agreed: the interquartile range is at most the widest that is agreement.
    - moving: since the round before, the median or the interquartile range has moved by at least
      half of that; another round may help.
    - split: at least a third of the answers lie in the lowest third of the scale, at least a third
      in the highest, and the middle is emptier than chance leaves it: if each answer were drawn at
      random, all of them together would lie so far from the middle of the scale one time in 20 at
      most. Talk about why before asking again. Four answers or more can show it.
    - unsettled: the rest: wide, but in no two camps.
    """

    median: float
    iqr: tuple[float, ...]
    status: Status
    n: int


@dataclass(frozen=True)
class Stability:
    """How much of one round's order of items was there the round before.

    `top_k_overlap` is the share, 0 to 1, of the k items with the best means that both rounds have
    in common; items tied with the k-th come along, and the larger set is the whole.
    `rank_correlation` is Spearman's ρ of the items' means, or None where there are fewer than three
    items or a round puts them all level.
    """

    k: int
    top_k_overlap: float
    rank_correlation: float | None


@dataclass(frozen=True)
class Convergence:
    """What rounds of asking have brought about.

    `kendall_w` holds the agreement of the judges within each round, 0 to 1, or None where it
    cannot be had; it compares judges, not rounds. `stability` compares each round from the second
    on with the round before. `n` holds the number of judges in each round.
    """

    per_item: tuple[Item, ...]
    kendall_w: tuple[float | None, ...]
    stability: tuple[Stability, ...]
    n: tuple[int, ...]
    variant: str
    caveat: str


def convergence(
    rounds: Iterable[Any],
    k: int = 3,
    agreed: float = 1.0,
    scale: tuple[float, float] | None = None,
    best: Literal["high", "low"] = "high",
) -> Convergence:
    """Return how far each item is settled: its range now, its move since, and its two camps.

    Args:
        rounds: for each round a table, items in rows and people in columns, as in `kendall_w`; a
            table the other way round is not noticed. The same items in the same order in each
            round, the people may differ. A data frame a round is read by position: its index is
            the items, its columns are the people, and the names of both are ignored. An answer
            missing (None or NaN) is left out.
        k: how many items count as the top.
        agreed: the widest interquartile range that is agreement, in the unit of the answers;
            1 is usual on a scale of five points, 2 on one of nine or ten.
        scale: lowest and highest possible answer; those that occur if None.
        best: "high" where a high answer is a good one, "low" for ranks.

    Raises:
        MethodError: no round, no item, rounds with different numbers of items, an item without an
            answer, an answer that is no finite number or off the scale, or k out of range.

    Source: ranges and stability as surveyed by von der Gracht (2012), Technological Forecasting
    and Social Change 79, 1525–1536; the thirds: Fitch et al. (2001), The RAND/UCLA Appropriateness
    Method User's Manual; how empty the middle is, and what is moving, is our own rule.

    >>> first = [[4, 5, 2, 4, 3], [1, 5, 1, 5, 3], [3, 2, 3, 1, 5]]
    >>> second = [[4, 4, 4, 5, 4], [1, 5, 1, 5, 2], [3, 3, 2, 3, 4]]
    >>> result = convergence([first, second], k=1, scale=(1, 5))
    >>> [item.status for item in result.per_item]
    ['agreed', 'moving', 'agreed']
    >>> result.stability[0].top_k_overlap
    1.0
    """
    tables = _tables(rounds)
    ends = _scale(tables, scale)
    k, agreed = whole_of("k", k), number_of("agreed", agreed)
    said = "k is 1 or more, `agreed` is above 0, and `best` is “high” or “low”."
    one_of(("high", "low"), best, said)
    if k < 1 or not agreed > 0:
        raise MethodError(said)
    top = min(k, len(tables[0]))
    items = tuple(
        _item([_given(table[i]) for table in tables], agreed, ends) for i in range(len(tables[0]))
    )
    means = [np.array([_given(row).mean() for row in table]) for table in tables]
    if best == "low":
        means = [-mean for mean in means]
    return Convergence(
        per_item=items,
        kendall_w=tuple(_within(table) for table in tables),
        stability=tuple(_stability(a, b, top) for a, b in pairwise(means)),
        n=tuple(table.shape[1] for table in tables),
        variant=f"agreed up to a range of {agreed:g}; scale {ends[0]:g} to {ends[1]:g}",
        caveat=_round_caveat(tables, items),
    )


def _tables(rounds: Iterable[Any]) -> list[NDArray[np.float64]]:
    tables = [_table(place, table) for place, table in enumerate(cells_of(rounds), 1)]
    if not tables:
        raise MethodError("There is no round of answers yet.")
    if len({len(table) for table in tables}) > 1:
        raise MethodError("Every round has to ask about the same items.")
    return tables


def _table(place: int, given: Any) -> NDArray[np.float64]:
    table = read_floats(given)
    if table is None:
        table = np.empty(0)
    if table.ndim != 2 or not table.size or (np.abs(table) > LARGEST).any():
        raise MethodError(
            f"Round {place} has to be a table of numbers, items in rows and judges in columns."
        )
    for item, row in enumerate(table, 1):
        if np.isnan(row).all():
            raise MethodError(f"Item {item} has no answer in round {place}.")
    return table


def _scale(
    tables: Sequence[NDArray[np.float64]], scale: tuple[float, float] | None
) -> tuple[float, float]:
    lowest = min(float(np.nanmin(table)) for table in tables)
    highest = max(float(np.nanmax(table)) for table in tables)
    if scale is None:
        return lowest, highest
    ends = [number_of("An end of the scale", end) for end in cells_of(scale)]
    if len(ends) != 2:
        raise MethodError("The scale is its lowest and its highest answer, such as (1, 5).")
    low, high = ends
    if not low <= lowest <= highest <= high:
        raise MethodError(f"An answer is off the scale from {low:g} to {high:g}.")
    return low, high


def _given(row: NDArray[np.float64]) -> NDArray[np.float64]:
    return row[~np.isnan(row)]


def _item(
    answers: Sequence[NDArray[np.float64]], agreed: float, scale: tuple[float, float]
) -> Item:
    quartiles = [np.percentile(row, [25, 50, 75]) for row in answers]
    iqr = tuple(float(q[2] - q[0]) for q in quartiles)
    medians = [float(q[1]) for q in quartiles]
    moved = max(_last_step(medians), _last_step(iqr))
    return Item(
        medians[-1], iqr, _status(answers[-1], iqr[-1], moved, agreed, scale), len(answers[-1])
    )


def _last_step(figures: Sequence[float]) -> float:
    return abs(figures[-1] - figures[-2]) if len(figures) > 1 else 0.0


def _status(
    row: NDArray[np.float64], iqr: float, moved: float, agreed: float, scale: tuple[float, float]
) -> Status:
    low, high = scale
    dust = 1e-9 * max(abs(low), abs(high), 1.0)
    if iqr <= agreed + dust:
        return "agreed"
    if moved >= agreed / 2 - dust:
        return "moving"
    third = (high - low) / 3
    camp = min((row <= low + third + dust).mean(), (row >= high - third - dust).mean())
    return "split" if camp >= 1 / 3 and _by_chance(row, scale) <= RARE else "unsettled"


def _by_chance(row: NDArray[np.float64], scale: tuple[float, float]) -> float:
    """Return how probable it is that answers at random lie as far from the middle of the scale."""
    low, high = scale
    whole = all(float(answer).is_integer() for answer in (low, high, *row))
    options = int(high - low) + 1 if whole and high - low <= STEPS else STEPS + 1
    places = np.rint((row - low) / (high - low) * (options - 1)).astype(int)
    # Twice the distances, so that they are whole numbers; their sum is that of n draws of one.
    distances = np.abs(2 * np.arange(options) - (options - 1))
    length = len(row) * (options - 1) + 1
    one = np.bincount(distances, minlength=length)[:length] / options
    sums = np.fft.irfft(np.fft.rfft(one, 2 * length) ** len(row), 2 * length)
    return float(sums[int(distances[places].sum()) : length].sum())


def _within(table: NDArray[np.float64]) -> float | None:
    """Return W among the judges who answered every item, or None where there is none."""
    try:
        return float(kendall_w(table[:, ~np.isnan(table).any(axis=0)]).w)
    except MethodError:  # too few items or judges, or all of them tied
        return None


def _stability(before: NDArray[np.float64], after: NDArray[np.float64], k: int) -> Stability:
    first, second = _top(before, k), _top(after, k)
    overlap = len(first & second) / max(len(first), len(second))
    return Stability(k, overlap, _spearman(before, after))


def _top(means: NDArray[np.float64], k: int) -> set[int]:
    edge = np.sort(means)[-k] - 1e-9 * max(1.0, float(np.abs(means).max()))
    return set(np.flatnonzero(means >= edge).tolist())


def _spearman(x: NDArray[np.float64], y: NDArray[np.float64]) -> float | None:
    # Rounded, so that means equal but for the last digit share a rank.
    a, b = (mean_ranks(np.round(means, 9)) for means in (x, y))
    if len(a) < 3 or not a.std() or not b.std():
        return None
    return float(np.corrcoef(a, b)[0, 1])


def _round_caveat(tables: Sequence[NDArray[np.float64]], items: Sequence[Item]) -> str:
    said = []
    if len(tables) == 1:
        said.append("One round only: nothing can be said to move yet.")
    fewest = min(item.n for item in items)
    if fewest < FEW_ANSWERS:
        answers = "answer" if fewest == 1 else "answers"
        said.append(f"Only {fewest} {answers} on an item: one of them can change its status.")
    if any(np.isnan(table).any() for table in tables):
        said.append("Missing answers were left out; Kendall's W is of those who answered all.")
    return " ".join(said)
