"""What every method asks of the numbers it is given."""

import math
from collections.abc import Iterable
from typing import Any

from workbook.errors import MethodError, TooFewPoints

__all__ = ["not_negative", "series_of"]


def series_of(values: Iterable[Any], least: int) -> tuple[float, ...]:
    """Return the values as floats.

    Raises:
        TooFewPoints: there are fewer than `least`.
        MethodError: a value is missing, infinite or no number; the text says which, from 1.

    >>> series_of([3, 4.5], least=2)
    (3.0, 4.5)
    """
    numbers = tuple(_number(place, value) for place, value in enumerate(values, 1))
    if len(numbers) < least:
        points = "1 point" if least == 1 else f"{least} points"
        raise TooFewPoints(f"This needs at least {points}; there are {len(numbers)}.")
    return numbers


def _number(place: int, value: Any) -> float:
    try:
        number = math.nan if isinstance(value, str) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise MethodError(
            f"Value {place} of the series is not a finite number: {value}. "
            "Leave out what is missing."
        )
    return number


def not_negative(**settings: float) -> None:
    """Raise `MethodError` naming the first setting that is below 0 or no number."""
    for name, value in settings.items():
        if not value >= 0:
            raise MethodError(f"{name} has to be 0 or more.")
