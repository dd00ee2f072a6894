"""What a field of each kind can hold, so that whatever was taken can be shown and reckoned with."""

import re
from datetime import date, datetime

from workbook.wording import say_number, shows

__all__ = [
    "FIRST",
    "LARGEST",
    "LAST",
    "MOST",
    "clean_line",
    "clean_text",
    "limit_amount",
    "limit_day",
    "limit_id",
]

MOST = 2_147_483_647
"""The largest whole number, which every database can hold."""

LARGEST, _SMALLEST = 1e15, 1e-9
FIRST, LAST = 1900, 2199
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters, what is none by definition, and halves of characters, which no file can hold.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_text(text: str) -> str:
    r"""Return text without what cannot be seen or kept; lines and tabs stay.

    Of a text with nothing to be seen in it, such as a mark of a file's beginning, nothing is kept.

    >>> clean_text("Rent\x00 went\r\nup"), clean_text("\ufeff \u200b")
    ('Rent went\nup', '')
    """
    kept = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return kept if shows(kept) else ""


def clean_line(text: str) -> str:
    r"""Return text as one line, without what cannot be seen or kept.

    >>> clean_line("Rent\x1b went\tup\nagain ")
    'Rent went up again '
    """
    return re.sub(r"[\n\t]", " ", clean_text(text))


def limit_id(id: str) -> str:
    r"""Return an id, if every database can keep it and look it up.

    >>> limit_id("a\x00b")
    Traceback (most recent call last):
    ValueError: The id “ab” holds a sign that cannot be seen. Take it out.
    """
    if (seen := _UNSEEN.sub("", id)) != id:
        raise ValueError(f"The id “{seen}” holds a sign that cannot be seen. Take it out.")
    return id


def limit_amount(value: float | None, title: str) -> float | None:
    """Return an amount, if figures can be computed from it.

    >>> limit_amount(1e-12, "Target")
    Traceback (most recent call last):
    ValueError: Target is too close to zero: write 0, or choose a smaller unit.
    """
    if isinstance(value, int) and abs(value) > MOST:
        raise ValueError(f"{title} has to be between −{MOST:,} and {MOST:,}.")
    if value and abs(value) > LARGEST:
        raise ValueError(
            f"{title} is too large: at most {say_number(LARGEST)}. Choose a larger unit."
        )
    if value and abs(value) < _SMALLEST:
        raise ValueError(f"{title} is too close to zero: write 0, or choose a smaller unit.")
    return value


def limit_day(value: date | datetime | None, title: str) -> date | datetime | None:
    """Return a day or a moment, if a year's review could look ahead and back from it.

    >>> limit_day(date(9999, 12, 31), "Due")
    Traceback (most recent call last):
    ValueError: Due has to lie between 1900 and 2199.
    """
    if value is not None and not FIRST <= value.year <= LAST:
        raise ValueError(f"{title} has to lie between {FIRST} and {LAST}.")
    return value
