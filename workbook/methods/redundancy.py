"""What a comparison of options could do without (offered by `ranking`).

That are options that come out ahead under no weights, and criteria that tell the same twice.
"""

import numpy as np
from numpy.typing import ArrayLike

from workbook.methods.checks import number_of
from workbook.methods.tables import TIE, table_of

__all__ = ["FEWEST", "dominated", "telling_the_same"]

FEWEST = 5
"""With fewer options, criteria agree by chance too often to be told."""


def dominated(values: ArrayLike) -> tuple[int | None, ...]:
    """Return for each option the position of one that dominates it, or None where none does.

    An option is dominated by another that is nowhere worse and somewhere better: whatever the
    weights, it never comes out ahead. Of several that do, the one with the largest sum is named.

    Args:
        values: options × criteria on a common scale where more is better
            (`ranking.common_scale`).

    Raises:
        MethodError: no options, or a missing value.

    Source: Keeney & Raiffa, Decisions with Multiple Objectives (1976), ch. 3.

    >>> dominated([[0.9, 0.2], [0.4, 0.8], [0.4, 0.1]])
    (None, None, 1)
    """
    table = table_of(values)
    dust = TIE * float(np.abs(table).max())
    sums = table.sum(axis=1)
    found: list[int | None] = []
    for own in table:
        ahead = table - own
        over = np.all(ahead >= -dust, axis=1) & np.any(ahead > dust, axis=1)
        found.append(int(np.where(over, sums, -np.inf).argmax()) if over.any() else None)
    return tuple(found)


def telling_the_same(
    values: ArrayLike, correlation: float = 0.9
) -> tuple[tuple[int, int, float], ...]:
    """Return the pairs of criteria (i, j, r), i < j, whose correlation r over the options is high.

    What is counted twice counts double, whatever its weight. r = Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)²·
    Σ(y − ȳ)²); a criterion on which all options are alike goes with none. Fewer than 5 options
    say nothing.

    Args:
        values: options × criteria on a common scale where more is better
            (`ranking.common_scale`).
        correlation: from where on criteria are told, up to 1.

    Raises:
        MethodError: no options, a missing value, or a correlation that is no number.

    Source: Pearson, Proc. Royal Society 58 (1895), 240–242; why to avoid redundant criteria:
    Belton & Stewart, Multiple Criteria Decision Analysis (2002), ch. 3.

    >>> [pair] = telling_the_same([[1, 2, 9], [2, 3, 1], [3, 5, 4], [4, 6, 8], [5, 8, 2]])
    >>> pair[0], pair[1], round(pair[2], 3)
    (0, 1, 0.993)
    """
    table, least = table_of(values), number_of("correlation", correlation)
    if len(table) < FEWEST:
        return ()
    apart = table - table.mean(axis=0)
    sizes = np.sqrt((apart**2).sum(axis=0))
    moved = sizes > TIE * float(np.abs(table).max())
    apart[:, moved] /= sizes[moved]
    found = np.where(np.outer(moved, moved), apart.T @ apart, 0.0)
    pairs = zip(*np.nonzero(np.triu(found >= least, 1)), strict=True)
    return tuple((int(i), int(j), min(1.0, float(found[i, j]))) for i, j in pairs)
