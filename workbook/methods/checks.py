"""What every method asks of the numbers it is given."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from workbook.errors import MethodError, TooFewPoints

__all__ = ["not_negative", "number_of", "series_of", "share_of", "whole_of"]

# Beyond this, sums and squares of the figures would leave the range of a float.
LARGEST = 1e100
# NumPy's truth values stand outside Python's numbers; named, so that NumPy need not be loaded.
_TRUTHS = ("bool", "bool_")


def series_of(values: Iterable[Any], least: int, name: str = "the series") -> tuple[float, ...]:
    """Return the values as floats; True and False count as 1 and 0.

    Raises:
        TooFewPoints: there are fewer than `least`.
        MethodError: a value is missing, infinite, beyond ±1e100 or no number, and the text says
            which, from 1, and in which series by its `name`; or there is no series.

    >>> series_of([3, 4.5], least=2)
    (3.0, 4.5)
    """
    # Going through a mapping gives its keys, and these may be numbers too.
    if isinstance(values, Mapping):
        raise MethodError(f"This needs a list of numbers for {name}, not a mapping: {values}.")
    try:
        items = iter(values)
    except TypeError:
        raise MethodError(f"This needs a list of numbers for {name}, not {values}.") from None
    numbers = tuple(_value(f"Value {place} of {name}", v) for place, v in enumerate(items, 1))
    if len(numbers) < least:
        points = "1 point" if least == 1 else f"{least} points"
        raise TooFewPoints(f"This needs at least {points}; there are {len(numbers)}.")
    return numbers


def _value(where: str, value: Any) -> float:
    number = _float(value)
    if not math.isfinite(number):
        raise MethodError(f"{where} is not a finite number: {value}. Leave out what is missing.")
    if abs(number) > LARGEST:
        raise MethodError(f"{where} is too large to compute with: {value}. Take a larger unit.")
    return number


def _float(value: Any) -> float:
    # Text, arrays and masked entries would pass float(), some of them with a warning.
    if not (isinstance(value, Real | Decimal) or type(value).__name__ in _TRUTHS):
        return math.nan
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return math.nan


def number_of(name: str, value: Any) -> float:
    """Return a setting as a float, or raise `MethodError` where it is no finite number."""
    number = _float(value)
    if not abs(number) <= LARGEST:
        raise MethodError(f"{name} has to be a finite number, not {value}.")
    return number


def share_of(name: str, value: Any) -> float:
    """Return a setting as a float, or raise `MethodError` where it is not between 0 and 1."""
    share = _float(value)
    if not 0 < share < 1:
        raise MethodError(f"{name} has to be between 0 and 1, not {value}.")
    return share


def whole_of(name: str, value: Any) -> int:
    """Return a setting as an int, or raise `MethodError` where it is no whole number."""
    if not isinstance(value, Integral):
        raise MethodError(f"{name} has to be a whole number, not {value}.")
    return int(value)


def not_negative(**settings: float) -> None:
    """Raise `MethodError` naming the first setting that is below 0 or no finite number."""
    for name, value in settings.items():
        if not 0 <= _float(value) <= LARGEST:
            raise MethodError(f"{name} has to be 0 or more, not {value}.")
