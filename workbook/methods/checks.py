"""What every method asks of the numbers it is given."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from workbook.errors import MethodError, TooFewPoints

__all__ = [
    "in_a_row",
    "not_negative",
    "number_of",
    "one_of",
    "seed_of",
    "series_of",
    "share_of",
    "short",
    "unmasked",
    "whole_of",
    "yes_or_no",
]

# Beyond this, sums and squares of the figures would leave the range of a float.
LARGEST = 1e100
# NumPy's truth values stand outside Python's numbers; named, so that NumPy need not be loaded.
_TRUTHS = ("bool", "bool_")
_MASKED = ("MaskedArray", "MaskedConstant")
_SHORT = 60


def short(value: Any) -> str:
    """Return a value as it stands in a sentence: on one line, and cut where it is long.

    >>> short([1, 2]), short(list(range(1000)))
    ('[1, 2]', '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1…')
    """
    try:
        text = " ".join(str(value)[: 10 * _SHORT].split())
    except ValueError:  # a whole number of thousands of digits
        text = "a number too long to print"
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def in_a_row(values: Any, wanted: str = "a list") -> list[Any]:
    """Return what stands in a row as a list, in its order.

    Raises:
        MethodError: what would be read as something else: a mapping or a data frame goes through
            its names, a set has no order and no repeats, and what is masked would come back.

    >>> in_a_row((3, None))
    [3, None]
    """
    kinds = {
        "a mapping": isinstance(values, Mapping),
        "a set": isinstance(values, set | frozenset),
        "a data frame": hasattr(type(values), "columns"),
        "a text": isinstance(values, str | bytes),
    }
    for kind in (kind for kind, found in kinds.items() if found):
        raise MethodError(f"This needs {wanted}, not {kind}: {short(values)}.")
    unmasked(values)
    try:
        return list(values)
    except TypeError:
        raise MethodError(f"This needs {wanted}, not {short(values)}.") from None


def unmasked(values: Any) -> None:
    """Raise `MethodError` where a masked array hides an entry: as a plain array it shows again."""
    mask = getattr(values, "mask", None) if type(values).__name__ in _MASKED else None
    if mask is not None and mask.any():
        raise MethodError("There are masked entries. Leave them out, or put None there.")


def series_of(values: Iterable[Any], least: int, name: str = "the series") -> tuple[float, ...]:
    """Return the values as floats; True and False count as 1 and 0.

    Raises:
        TooFewPoints: there are fewer than `least`.
        MethodError: a value is missing, infinite, beyond ±1e100 or no number, and the text says
            which, from 1, and in which series by its `name`; or there is no series.

    >>> series_of([3, 4.5], least=2)
    (3.0, 4.5)
    """
    listed = in_a_row(values, f"a list of numbers for {name}")
    if set(map(type, listed)) == {float} and all(map(LARGEST.__ge__, map(abs, listed))):
        numbers = tuple(listed)  # nothing to look at one by one: most series are long, and sound
    else:
        numbers = tuple(_value(f"Value {place} of {name}", v) for place, v in enumerate(listed, 1))
    if len(numbers) < least:
        points = "1 point" if least == 1 else f"{least} points"
        raise TooFewPoints(f"This needs at least {points}; there are {len(numbers)}.")
    return numbers


def _value(where: str, value: Any) -> float:
    number = _float(value)
    if not math.isfinite(number):
        raise MethodError(
            f"{where} is not a finite number: {short(value)}. Leave out what is missing."
        )
    if abs(number) > LARGEST:
        raise MethodError(
            f"{where} is too large to compute with: {short(value)}. Take a larger unit."
        )
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
        raise MethodError(f"{name} has to be a finite number, not {short(value)}.")
    return number


def share_of(name: str, value: Any) -> float:
    """Return a setting as a float, or raise `MethodError` where it is not between 0 and 1."""
    share = _float(value)
    if not 0 < share < 1:
        raise MethodError(f"{name} has to be between 0 and 1, not {short(value)}.")
    return share


def whole_of(name: str, value: Any, most: int = 10**9) -> int:
    """Return a setting as an int, or raise `MethodError` where it is not whole, or beyond ±most."""
    if not isinstance(value, Integral):
        raise MethodError(f"{name} has to be a whole number, not {short(value)}.")
    number = int(value)
    if abs(number) > most:
        raise MethodError(f"{name} is too large: {short(value)}; {most:,} is the most.")
    return number


def one_of(options: Iterable[str], value: Any, otherwise: str) -> None:
    """Raise `MethodError` with the sentence given where a setting is none of the options."""
    if not isinstance(value, str) or value not in options:
        raise MethodError(otherwise)


def yes_or_no(name: str, value: Any) -> bool:
    """Return a setting as True or False, or raise `MethodError` where it is neither."""
    if not (isinstance(value, bool) or type(value).__name__ in _TRUTHS):
        raise MethodError(f"{name} is True or False, not {short(value)}.")
    return bool(value)


def seed_of(seed: Any) -> int:
    """Return a seed as an int, or raise `MethodError` where it is no whole number of 0 or more."""
    number = whole_of("The seed", seed, 2**63)
    if number < 0:
        raise MethodError(f"The seed has to be 0 or more, not {short(seed)}.")
    return number


def not_negative(name: str, value: Any) -> float:
    """Return a setting as a float, or raise `MethodError` where it is below 0 or not finite."""
    number = _float(value)
    if not 0 <= number <= LARGEST:
        raise MethodError(f"{name} has to be 0 or more, not {short(value)}.")
    return number
