"""With how many decimals a figure is printed: as it is read, and so that a difference is seen."""

import math
from collections.abc import Iterable

__all__ = ["decimals", "finer", "told_apart"]

_MOST = 6


def decimals(values: Iterable[float]) -> int:
    """Return with how many decimals people give these values; at most four figures are kept.

    >>> decimals([8.4, 9.1, 5]), decimals([338, 341]), decimals([1234.56, 998.10])
    (1, 0, 0)
    """
    given = [abs(value) for value in values if value]
    if not given:
        return 0
    known = next((p for p in range(_MOST) if all(_ends_at(p, value) for value in given)), _MOST)
    middle = sorted(given)[len(given) // 2]
    return max(0, min(known, 3 - math.floor(math.log10(middle))))


def _ends_at(places: int, value: float) -> bool:
    return math.isclose(value, round(value, places), rel_tol=1e-12)


def finer(places: int, value: float) -> int:
    """Return the decimals of what is computed from values with so many: at least two figures.

    >>> finer(0, 2.56), finer(0, 14.56), finer(1, 8.354)
    (1, 0, 1)
    """
    return places + (0 < abs(value) < 10 / 10.0**places)


def told_apart(value: float, others: Iterable[float], places: int) -> int:
    """Return the decimals with which a value is seen to differ from those that it is compared to.

    >>> told_apart(308.7, [309], 0), told_apart(310.2, [309], 0), told_apart(309, [309], 0)
    (1, 0, 0)
    """
    while places < _MOST and any(
        other != value and round(other, places) == round(value, places) for other in others
    ):
        places += 1
    return places
