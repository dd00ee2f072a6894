"""Columns of numbers, dates and times: what cannot be read is refused by row, with a reason."""

import re
from collections.abc import Mapping

import pandas as pd

from workbook.errors import ImportRefused
from workbook.wording import say_list
from workbook.written import dates as written_dates
from workbook.written import numbers as written_numbers

__all__ = ["Bad", "blanks", "dates", "numbers", "times"]

Bad = dict[int, str]
"""Reasons by row number."""

_CLOCK = re.compile(
    r"(?:^|[ T])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap])?\.?(?:m\b)?", re.IGNORECASE
)


def blanks(column: "pd.Series[str]", name: str) -> Bad:
    """Return the rows in which the column is empty."""
    return {int(row): f"{name} is empty." for row in column.index[column == ""]}


def numbers(
    column: "pd.Series[str]", name: str, *, decimal_comma: bool
) -> "tuple[pd.Series[float], Bad]":
    """Read a column of numbers; a bad one is NaN, with its reason.

    The column decides: one number that can only be read with a decimal comma makes all of them so,
    and likewise one with a point. Where none tells, `1,250` is 1250, unless `decimal_comma` says
    that the file comes from where a comma stands before decimals.

    Raises:
        ImportRefused: the amounts are in several currencies.
    """
    written = {text: written_numbers.number(text) for text in column.unique()}
    known = [number for number in written.values() if number]
    _refuse_several_currencies(known, name)
    style = _style(known, list(written), decimal_comma=decimal_comma)
    values = {text: number.read(style) if number else None for text, number in written.items()}
    reasons = {
        text: _not_a_number(name, text, ambiguous=written[text] is not None)
        for text, value in values.items()
        if value is None
    }
    return column.map(values).astype(float), _reasons(column, reasons)


def _style(
    found: list[written_numbers.Written], texts: list[str], *, decimal_comma: bool
) -> written_numbers.Style | None:
    styles = written_numbers.styles_of(found)
    if styles:  # both: what fits both of them is refused
        return styles.pop() if len(styles) == 1 else None
    if not decimal_comma:
        return "point"
    return "comma" if any("," in text for text in texts) else None


def _refuse_several_currencies(found: list[written_numbers.Written], name: str) -> None:
    currencies = sorted({number.currency for number in found if number.currency})
    if len(currencies) > 1:
        raise ImportRefused(
            f"{name} holds several currencies: {say_list(currencies)}. They cannot be added up: "
            "give one file for each. Nothing was changed."
        )


def _not_a_number(name: str, text: str, *, ambiguous: bool) -> str:
    if not text:
        return f"{name} is empty."
    if ambiguous:
        mark = "dot" if "." in text else "comma"
        return f"{name} “{text}” can be read in two ways. Write it without the {mark}."
    return f"{name} “{_short(text)}” is not a number."


def dates(column: "pd.Series[str]", name: str) -> "tuple[pd.Series[pd.Timestamp], Bad]":
    """Read a column of dates, with or without a time; a bad one is NaT, with its reason.

    Raises:
        ImportRefused: the dates could be day/month or month/day, and nothing tells which.
    """
    written = {text: written_dates.day(text) for text in column.unique()}
    order = _order(written, name)
    days = {text: found.read(order) if found else None for text, found in written.items()}
    reasons = {
        text: f"{name} “{_short(text)}” is not a date." if text else f"{name} is empty."
        for text, day in days.items()
        if day is None
    }
    return pd.to_datetime(column.map(days)), _reasons(column, reasons)


def _order(
    written: Mapping[str, written_dates.Written | None], name: str
) -> written_dates.Order | None:
    found = {text: day for text, day in written.items() if day}
    orders = written_dates.orders_of(found.values())
    unsure = [text for text, day in found.items() if day.day_first != day.month_first]
    if len(orders) > 1 or (unsure and not orders):
        raise ImportRefused(
            f"The dates in {name}, such as “{unsure[0]}”, could be day and month or month and "
            "day. Write them like 2017-04-09. Nothing was changed."
        )
    return orders.pop() if orders else None


def times(column: "pd.Series[str]") -> "pd.Series[pd.Timedelta] | None":
    """Read a column of times of day, alone or after a date; None when it holds something else.

    Clocks of 12 hours are read by their AM and PM. One time in all rows, such as the midnight that
    some programs write after a date, is none.
    """
    found = column.str.extract(_CLOCK)
    if found[0].isna().mean() > 0.5 or len(found.drop_duplicates()) < 2:
        return None
    hours, minutes, seconds = (pd.to_numeric(found[i]).fillna(0) for i in range(3))
    half = found[3].str.lower()
    hours = hours.where(half.isna(), hours % 12) + 12 * (half == "p")
    clock = pd.to_timedelta(hours * 3600 + minutes * 60 + seconds, unit="s")
    return clock.where(found[0].notna())


def _reasons(column: "pd.Series[str]", by_text: dict[str, str]) -> Bad:
    bad = column[column.isin(list(by_text))]
    return {int(row): by_text[text] for row, text in bad.items()}  # type: ignore[call-overload]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
