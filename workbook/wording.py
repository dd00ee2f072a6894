"""How figures, dates and lists are said to people, the same on screen and in print."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

__all__ = ["say_date", "say_list", "say_number", "slug"]


def slug(words: str) -> str:
    """Return lower-case ASCII words joined by hyphens, for file names and figure ids.

    >>> slug("Café sales, per week")
    'cafe-sales-per-week'
    >>> slug("日本")
    'unnamed'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


def say_date(day: date | None) -> str:
    """Return a date in words, and a dash where there is none.

    >>> say_date(date(2026, 9, 3)), say_date(None)
    ('3 September 2026', '–')
    """
    return f"{day.day} {day:%B %Y}" if day else "–"


def say_number(value: float | None, unit: str = "") -> str:
    """Return a number with at most four significant figures, grouped, and its unit.

    >>> say_number(12345.678, "EUR"), say_number(0.45678), say_number(38.4, "%")
    ('12,346 EUR', '0.4568', '38.4%')
    >>> say_number(-3.0), say_number(None)
    ('−3', '–')
    """
    if value is None:
        return "–"
    size = abs(value)
    places = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 4
    digits = f"{size:,.{places}f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    sign = "−" if value < 0 and digits != "0" else ""
    return sign + digits + (unit if unit == "%" else f" {unit}" if unit else "")


def say_list(items: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> say_list(["cost"]), say_list(["cost", "owner", "date"])
    ('cost', 'cost, owner and date')
    """
    *first, last = items or [""]
    return f"{', '.join(first)} and {last}" if first else last
