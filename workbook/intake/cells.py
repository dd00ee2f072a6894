"""Numbers and dates as people write them; what cannot be read is refused by row, with a reason."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

import pandas as pd

from workbook.errors import ImportRefused

__all__ = ["Bad", "blanks", "dates", "numbers", "times"]

Bad = dict[int, str]
"""Reasons by row number."""

_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)?(?:,\d+)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_Style = Literal["point", "comma", "either"]
_MONEY = " €£$¥%"
_YEARS = range(1900, 2200)


def blanks(column: "pd.Series[str]", name: str) -> Bad:
    """Return the rows in which the column is empty."""
    return {int(row): f"{name} is empty." for row in column.index[column == ""]}


def numbers(
    column: "pd.Series[str]", name: str, *, decimal_comma: bool
) -> "tuple[pd.Series[float], Bad]":
    """Read a column of numbers; a bad one is NaN, with its reason.

    With `decimal_comma`, the column decides: one number that can only be read with a decimal
    comma makes all of them so. Where `1.234` could be 1234 as well, it is refused.
    """
    plain = {text: _plain(text) for text in column.unique()}
    style = _style(set(plain.values())) if decimal_comma else "point"
    values = {text: _number(number, style) for text, number in plain.items()}
    reasons = {
        text: _not_a_number(name, text, style) for text, value in values.items() if value is None
    }
    return column.map(values).astype(float), _reasons(column, reasons)


def _plain(text: str) -> str:
    spaced = re.sub(r"[\u00a0\u202f\u2009]", " ", text).replace("\u2212", "-")
    return spaced.strip(_MONEY)


def _style(texts: Iterable[str]) -> _Style:
    read = [(_COMMA.fullmatch(text), _POINT.fullmatch(text), text) for text in texts]
    if any(comma and not point for comma, point, _ in read):
        return "comma"
    if any(point and not comma for comma, point, _ in read):
        return "point"
    return "comma" if any("," in text for *_, text in read) else "either"


def _number(text: str, style: _Style) -> float | None:
    if style == "either" and "." in text:
        return None
    return _with_comma(text) if style == "comma" else _with_point(text)


def _with_point(text: str) -> float | None:
    return _float(text.replace(",", "").replace(" ", "")) if _POINT.fullmatch(text) else None


def _with_comma(text: str) -> float | None:
    if not _COMMA.fullmatch(text):
        return None
    return _float(text.replace(".", "").replace(" ", "").replace(",", "."))


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:  # a sign or an exponent alone
        return None
    return number if abs(number) < float("inf") else None


def _not_a_number(name: str, text: str, style: _Style) -> str:
    if not text:
        return f"{name} is empty."
    if style == "either" and _with_point(text) is not None:
        return f"{name} “{text}” can be read in two ways. Write it without the dot."
    return f"{name} “{_short(text)}” is not a number."


def dates(column: "pd.Series[str]", name: str) -> "tuple[pd.Series[pd.Timestamp], Bad]":
    """Read a column of dates, with or without a time; a bad one is NaT, with its reason.

    Raises:
        ImportRefused: the dates could be day/month or month/day, and nothing tells which.
    """
    texts = {text: re.split(r"[ T]", text, maxsplit=1)[0] for text in column.unique()}
    read = _reader(texts.values(), name)
    days = {text: read(day) for text, day in texts.items()}
    reasons = {
        text: f"{name} “{_short(text)}” is not a date." if text else f"{name} is empty."
        for text, day in days.items()
        if day is None
    }
    return pd.to_datetime(column.map(days)), _reasons(column, reasons)


def _reader(texts: Iterable[str], name: str) -> Callable[[str], date | None]:
    found = [match for match in map(_YEAR_LAST.fullmatch, texts) if match and match[2] != "."]
    day_first = any(int(match[1]) > 12 for match in found)
    month_first = any(int(match[3]) > 12 for match in found)
    if found and day_first == month_first:
        raise ImportRefused(
            f"The dates in {name}, such as “{found[0][0]}”, could be day and month or month and "
            "day. Write them like 2017-04-09. Nothing was changed."
        )
    return lambda text: _date(text, month_first)


def _date(text: str, month_first: bool) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if not (match := _YEAR_LAST.fullmatch(text)):
        return None
    turned = month_first and match[2] != "."
    return _day(match[4], match[1 if turned else 3], match[3 if turned else 1])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None


def times(column: "pd.Series[str]") -> "pd.Series[pd.Timedelta] | None":
    """Read a column of times of day, alone or after a date; None when it holds something else.

    One time in all rows, such as the midnight that some programs write after a date, is none.
    """
    clock = column.str.extract(r"(?:^|[ T])(\d{1,2}:\d{2}(?::\d{2})?)", expand=False)
    if clock.isna().mean() > 0.5 or clock.nunique() < 2:
        return None
    return pd.to_timedelta(clock.where(clock.str.count(":") == 2, clock + ":00"), errors="coerce")


def _reasons(column: "pd.Series[str]", by_text: dict[str, str]) -> Bad:
    bad = column[column.isin(list(by_text))]
    return {int(row): by_text[text] for row, text in bad.items()}  # type: ignore[call-overload]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
