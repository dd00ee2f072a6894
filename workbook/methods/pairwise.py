"""Weights from comparing things two at a time (the analytic hierarchy process), or from a ranking.

Use it for up to about nine criteria or options that people can only judge against each other. Not
for what can be measured: there the figures themselves serve (see `ranking`).

A comparison matrix says in row i, column j how many times as important i is as j; below the
diagonal stand the reciprocals. Write 1/3 as `1 / 3`; reciprocals rounded to three decimals pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbook.errors import InvalidComparisons, MethodError
from workbook.methods.answers import cells_of
from workbook.methods.checks import LARGEST, one_of, short
from workbook.methods.tables import read_floats

__all__ = [
    "Priorities",
    "Revisit",
    "aggregate",
    "most_inconsistent",
    "priorities",
    "rank_order_centroid",
]

Method = Literal["eigenvector", "geometric_mean"]
RiTable = Literal["2005", "1980"]
Matrix = NDArray[np.float64]

# The mean consistency index of random matrices of 3 to 15 items; authors differ. Saaty's book of
# 2005 has his on p. 31.
_RANDOM_INDEX: dict[RiTable, tuple[float, ...]] = {
    "2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    "1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
}
_LARGEST = 15
_MOST_RANKED = 100_000
_ACCEPTABLE = 0.10
# 9 × 0.1115 is 1.0035: what three decimals leave of a reciprocal on Saaty's scale.
_ROUNDING = 0.005
_DUST = 1e-9


@dataclass(frozen=True)
class Priorities:
    """Weights (adding up to 1) of `n` items, and how well their comparisons fit together.

    `lambda_max` is the principal eigenvalue of the matrix, whatever the `method` of the weights.
    `cr` is `ci` divided by the random index of the table named in `ri_table`; it is None beyond
    15 items, where the tables end.
    """

    weights: tuple[float, ...]
    lambda_max: float
    ci: float
    cr: float | None
    gci: float
    ri_table: RiTable
    method: Method
    n: int
    caveat: str


def priorities(
    matrix: ArrayLike, method: Method = "eigenvector", ri_table: RiTable | int = "2005"
) -> Priorities:
    """Return the weights w with A·w = λmax·w, and CI = (λmax − n)/(n − 1), CR = CI/RI, GCI.

    With `method="geometric_mean"` the weights are the geometric means of the rows. The geometric
    consistency index is GCI = 2·Σ ln²(aᵢⱼ·wⱼ/wᵢ)/((n − 1)(n − 2)) over i < j, with the
    geometric-mean weights. With one or two items nothing can contradict: all three are 0.

    Args:
        matrix: n × n comparisons without a unit, positive and reciprocal.
        method: how the weights are computed; the methods agree where the comparisons do.
        ri_table: the random index, "2005" (n = 3: 0.52) or "1980" (n = 3: 0.58); the year
            may be a number.

    Raises:
        InvalidComparisons: not square, or a cell that is missing, not positive, no reciprocal.
        MethodError: an unknown method or table.

    Source: Saaty (1977), J. Math. Psychology 15, 234–281; random index: Saaty, The Analytic
    Hierarchy Process (1980), or Theory and Applications of the Analytic Network Process (2005);
    GCI: Aguarón & Moreno-Jiménez (2003), European J. of Operational Research 147, 137–145.

    >>> found = priorities([[1, 1 / 4, 4], [4, 1, 9], [1 / 4, 1 / 9, 1]])
    >>> [round(weight, 3) for weight in found.weights], round(found.cr, 3), found.ri_table
    ([0.217, 0.717, 0.066], 0.035, '2005')
    """
    comparisons = _checked(matrix)
    one_of(get_args(Method), method, "The method is “eigenvector” or “geometric_mean”.")
    table = next((name for name in _RANDOM_INDEX if name == str(ri_table)), None)
    if table is None:
        raise MethodError("The random index is that of “2005” or “1980”.")
    n = len(comparisons)
    lambda_max, eigenvector = _principal(comparisons)
    rows = _row_means(comparisons)
    ci = max(0.0, (lambda_max - n) / (n - 1)) if n > 2 else 0.0
    cr = _ratio(ci, n, table)
    return Priorities(
        weights=tuple((eigenvector if method == "eigenvector" else rows).tolist()),
        lambda_max=lambda_max,
        ci=ci,
        cr=cr,
        gci=_geometric_index(comparisons, rows),
        ri_table=table,
        method=method,
        n=n,
        caveat=_caveat(n, cr),
    )


def aggregate(matrices: Sequence[ArrayLike]) -> Matrix:
    """Return the group's comparisons, (Π aᵢⱼ)^(1/m): the geometric mean of m judges, cell by cell.

    Args:
        matrices: one n × n comparison matrix a judge, all over the same items.

    Returns:
        An n × n array, reciprocal as each judge's is (an arithmetic mean would not be).

    Raises:
        InvalidComparisons: no judge, different numbers of items, or a matrix that is not valid;
            the text names the judge, counted from 1.

    Source: Aczél & Saaty (1983), J. Math. Psychology 27, 93–102.

    >>> aggregate([[[1, 2], [1 / 2, 1]], [[1, 8], [1 / 8, 1]]])
    array([[1.  , 4.  ],
           [0.25, 1.  ]])
    """
    judges = cells_of(matrices)
    if not judges:
        raise InvalidComparisons("There are no comparisons yet: at least one person has to judge.")
    judged = [_checked(matrix, f"Judge {j}: ") for j, matrix in enumerate(judges, 1)]
    if len({len(matrix) for matrix in judged}) > 1:
        raise InvalidComparisons("The judges compared different numbers of items.")
    group: Matrix = np.exp(np.mean(np.log(judged), axis=0))
    return group


@dataclass(frozen=True)
class Revisit:
    """The comparison to look at again: cell (`row`, `column`), counted from 0, row < column.

    `given` is what was said, `implied` what all comparisons together say (wᵢ/wⱼ).
    """

    row: int
    column: int
    given: float
    implied: float
    n: int
    caveat: str


def most_inconsistent(matrix: ArrayLike) -> Revisit | None:
    """Return the comparison that is furthest from the weights, max |ln(aᵢⱼ·wⱼ/wᵢ)|, over i < j.

    The weights are those of the principal eigenvector. Where the comparisons are consistent there
    is none to revisit, and the result is None; of equally distant ones the first is named.

    Args:
        matrix: n × n comparisons without a unit, positive and reciprocal.

    Raises:
        InvalidComparisons: as `priorities`.

    Source: Saaty (2003), European J. of Operational Research 145, 85–91.

    >>> said = [[1, 2, 4, 1], [1 / 2, 1, 2, 4], [1 / 4, 1 / 2, 1, 2], [1, 1 / 4, 1 / 2, 1]]
    >>> found = most_inconsistent(said)
    >>> found.row, found.column, found.given, round(found.implied, 1)
    (0, 3, 1.0, 2.6)
    """
    comparisons = _checked(matrix)
    n = len(comparisons)
    _, weights = _principal(comparisons)
    implied = np.divide.outer(weights, weights)
    distance = np.triu(np.abs(np.log(comparisons / implied)), 1)
    furthest = float(distance.max())
    if n < 3 or furthest <= _DUST:
        return None
    row, column = (int(place) for place in np.argwhere(distance >= furthest - _DUST)[0])
    return Revisit(
        row,
        column,
        given=float(comparisons[row, column]),
        implied=float(implied[row, column]),
        n=n,
        caveat="With three items any one of the three comparisons could be the odd one out."
        if n == 3
        else "",
    )


def rank_order_centroid(n: int) -> tuple[float, ...]:
    """Return weights from a ranking alone, w(k) = (1/n)·Σ 1/i over i = k … n, best first.

    They are the mean of all weights that respect the ranking, and add up to 1.

    Args:
        n: how many items are ranked, at least 1.

    Raises:
        MethodError: n is no whole number of 1 or more.

    Source: Barron & Barrett (1996), Management Science 42, 1515–1523.

    >>> [round(weight, 4) for weight in rank_order_centroid(3)]
    [0.6111, 0.2778, 0.1111]
    """
    if not (isinstance(n, Integral) and 1 <= n <= _MOST_RANKED):
        raise MethodError(
            f"A ranking has at least one item, {_MOST_RANKED:,} at most, not {short(n)}."
        )
    parts = 1 / np.arange(1, n + 1)
    return tuple((np.cumsum(parts[::-1])[::-1] / n).tolist())


def _checked(matrix: ArrayLike, who: str = "") -> Matrix:
    comparisons = _square(matrix, who)
    usable = (comparisons > 0) & (comparisons <= LARGEST)
    _refuse(~usable, comparisons, who, "a number above 0")
    _refuse(np.diag(np.diag(comparisons) != 1), comparisons, who, "1, an item against itself")
    apart = np.triu(np.abs(comparisons * comparisons.T - 1) > _ROUNDING).T
    _refuse(apart, comparisons, who, "the reciprocal of the cell across the diagonal")
    return comparisons


def _square(matrix: ArrayLike, who: str) -> Matrix:
    comparisons = read_floats(matrix)
    if comparisons is None:
        raise InvalidComparisons(
            f"{who}The comparisons need the same number of figures in every row, and no gaps."
        )
    if comparisons.ndim != 2 or comparisons.shape[0] != comparisons.shape[1]:
        shape = " × ".join(map(str, comparisons.shape))
        raise InvalidComparisons(f"{who}The comparisons need as many rows as columns, not {shape}.")
    if not len(comparisons):
        raise InvalidComparisons(f"{who}There is nothing to compare yet.")
    return comparisons


def _refuse(wrong: NDArray[Any], comparisons: Matrix, who: str, wanted: str) -> None:
    for row, column in np.argwhere(wrong)[:1]:
        raise InvalidComparisons(
            f"{who}Row {row + 1}, column {column + 1} holds {comparisons[row, column]:g}; "
            f"it has to be {wanted}."
        )


def _principal(comparisons: Matrix) -> tuple[float, Matrix]:
    values, vectors = np.linalg.eig(comparisons)
    place = int(np.argmax(values.real))
    vector = np.abs(vectors[:, place].real)
    return float(values[place].real), vector / vector.sum()


def _row_means(comparisons: Matrix) -> Matrix:
    means = np.exp(np.mean(np.log(comparisons), axis=1))
    weights: Matrix = means / means.sum()
    return weights


def _ratio(ci: float, n: int, ri_table: RiTable) -> float | None:
    if n <= 2:
        return 0.0
    return ci / _RANDOM_INDEX[ri_table][n - 3] if n <= _LARGEST else None


def _geometric_index(comparisons: Matrix, weights: Matrix) -> float:
    n = len(comparisons)
    if n <= 2:
        return 0.0
    errors = np.triu(np.log(comparisons / np.divide.outer(weights, weights)), 1)
    return float(2 * np.sum(errors**2) / ((n - 1) * (n - 2)))


def _caveat(n: int, cr: float | None) -> str:
    if n <= 2:
        return "With fewer than three items nothing can contradict: consistency was not tested."
    if cr is None:
        return f"There is no random index for more than {_LARGEST} items: look at the GCI."
    if cr > _ACCEPTABLE:
        return (
            f"The comparisons contradict one another (consistency ratio {cr:.2f}, above "
            f"{_ACCEPTABLE:.2f}): revisit them before using the weights."
        )
    return ""
