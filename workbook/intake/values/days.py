"""Columns of dates and times: each different text is read once, and the column decides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.tables.texts import Bad, Coded, Numbers, coded, short
from workbook.intake.values.meanings import (
    BEGINNING,
    NO_TIME,
    NONE,
    Lookup,
    Meanings,
    serial,
    without_seconds,
)
from workbook.wording import say_date
from workbook.written import dates as written_dates
from workbook.written.clocks import clock
from workbook.written.dates import YEARS, Order, Written

__all__ = [
    "NO_TIME",
    "Moments",
    "clocks",
    "dates",
    "moments",
    "tell_apart",
    "times",
    "told_of_serials",
]

_DAY = 24 * 60
_MANY = 5_000  # different texts, before they are read all at once
_SAMPLE = 50
_NO_DAY = date(1900, 1, 1).toordinal() - BEGINNING  # what a spreadsheet makes of an empty cell
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")  # since 1970, as programs count
_USUAL = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
_FIRST, _LAST = (np.datetime64(f"{year}-01-01") for year in (YEARS.start, YEARS.stop))
_SHORT_YEAR = re.compile(r"(\d{2})([-/.])\d{2}\2(\d{2})(?!\d)")


@dataclass(frozen=True)
class Moments:
    """A column of dates by row: `days` since 1970, and `minutes` since midnight or NO_TIME.

    `read` says which rows hold a day. `offsets` are how many minutes the clocks were ahead of UTC,
    where that is written, and None where it is not.
    """

    days: Numbers
    minutes: Numbers
    read: Numbers
    offsets: frozenset[int | None]
    bad: Bad
    notes: tuple[str, ...] = ()


def dates(
    column: "pd.Series[str]", name: str, order: Order | None = None
) -> "tuple[pd.Series[pd.Timestamp], Bad]":
    """Read a column of dates, with or without a time; a bad one is NaT, with its reason.

    Raises:
        ImportRefused: the dates could be day/month or month/day, and nothing tells which.
    """
    found = moments(column, name, order)
    days = np.where(found.read, found.days, 0).astype("datetime64[D]").astype("datetime64[s]")
    days[~found.read] = np.datetime64("NaT")
    return pd.Series(days, index=column.index), found.bad


def moments(
    column: "pd.Series[str] | Coded", name: str, order: Order | None = None, zone: str = ""
) -> Moments:
    """Read a column of dates and their times; with a `zone`, clocks that say their offset go by it.

    Days are taken as they are written, unless a zone is given. `order` decides where the column
    does not.

    Raises:
        ImportRefused: the dates could be day/month or month/day, and nothing tells which.
    """
    held = coded(column)
    if not zone and (quick := _quick(held)):
        return quick
    counted = _all_serials(held.texts)
    found = Meanings.of_serials(held.texts) if counted else Meanings.of(held.texts)
    days = found.days(_order(found.written, held.texts, name, order))
    days[days == _NO_DAY] = NONE
    bad = np.flatnonzero(days == NONE)
    minutes = found.minutes
    if zone:
        days, minutes = _moved(days, found, zone)
    return Moments(
        held.spread(days),
        held.spread(minutes),
        held.spread(days != NONE),
        frozenset(each.offset for each in found.clocks if each),
        Bad.of(held, {int(n): _why_not(name, held.texts[n]) for n in bad}),
        tuple(told_of_serials(name, held.texts)),
    )


def _quick(held: Coded) -> Moments | None:
    """Read many moments in the one form that most programs write, if all are written so."""
    if len(held.texts) < _MANY or not _USUAL.fullmatch(held.texts[0]):
        return None
    form = f"%Y-%m-%d{held.texts[0][10]}%H:%M:%S"
    found = pd.to_datetime(pd.Series(held.texts), format=form, errors="coerce").to_numpy()
    if np.isnat(found).any() or not (found.min() >= _FIRST and found.max() < _LAST):
        return None
    days, minutes = np.divmod(found.astype("datetime64[m]").astype(np.int64), _DAY)
    known = np.ones(len(held.codes), bool)
    return Moments(
        held.spread(days), held.spread(minutes), known, frozenset([None]), Bad.of(held, {})
    )


def clocks(column: "pd.Series[str] | Coded") -> Numbers | None:
    """Read a column of times of day as minutes or NO_TIME; None when it holds something else.

    One time in all rows, such as the midnight that some programs write after a date, is none.
    """
    held, known = coded(column), Lookup(clock)
    sample = [held.texts[code] for code in held.codes[:: max(1, len(held.codes) // _SAMPLE)]]
    if sum(clock(text) is not None for text in sample) * 2 < len(sample):
        return None
    minutes = _quick_clocks(held)
    if minutes is None:
        of = np.array([known.place(without_seconds(text)) for text in held.texts])
        found = [each.minutes if each else NO_TIME for each in known.found]
        minutes = held.spread(np.array(found)[of])
    return minutes if tell_apart(minutes) else None


def _quick_clocks(held: Coded) -> Numbers | None:
    """Read a long column of times in the one form that most programs write, if all are so."""
    if len(held.texts) < _MANY or set(map(len, held.texts)) != {len("09:30:00")}:
        return None
    signs = np.array(held.texts, dtype="U8").view(np.uint32).reshape(-1, 8) - np.uint32(ord("0"))
    tens, ones = signs[:, [0, 3, 6]], signs[:, [1, 4, 7]]
    parts = 10 * tens + ones
    digits = (tens <= 9).all() and (ones <= 9).all() and (parts < [24, 60, 60]).all()
    if not digits or (signs[:, [2, 5]] != ord(":") - ord("0")).any():
        return None
    return held.spread((parts[:, 0] * 60 + parts[:, 1]).astype(np.int64))


def times(column: "pd.Series[str]") -> "pd.Series[pd.Timedelta] | None":
    """Read a column of times of day, alone or after a date; None when it holds something else."""
    minutes = clocks(column)
    if minutes is None:
        return None
    found = pd.Series(pd.to_timedelta(minutes, unit="min"), index=column.index)
    return found.where(minutes != NO_TIME)


def tell_apart(minutes: Numbers) -> bool:
    """Return whether most rows have a time, and not all of them the same one."""
    known = minutes[minutes != NO_TIME]
    return len(known) * 2 >= len(minutes) and len(known) > 0 and bool((known != known[0]).any())


def _moved(days: Numbers, found: Meanings, zone: str) -> tuple[Numbers, Numbers]:
    """Return days and minutes as the clocks of the zone showed them, where an offset is written."""
    offsets, minutes = found.offsets, found.minutes.copy()
    told = np.flatnonzero((offsets != NONE) & (days != NONE))
    days = days.copy()
    there = pd.DatetimeIndex(
        (days[told] * _DAY + minutes[told] - offsets[told]).astype("datetime64[m]"), tz="UTC"
    ).tz_convert(ZoneInfo(zone))
    local = there.tz_localize(None).to_numpy().astype("datetime64[m]").astype(np.int64)
    days[told], minutes[told] = np.divmod(local, _DAY)
    return days, minutes


def _order(
    written: Sequence[Written | None], texts: Sequence[str], name: str, order: Order | None
) -> Order | None:
    found = [day for day in written if day]
    _refuse_short_years(texts, name)
    orders = written_dates.orders_of(found)
    unsure = [day for day in found if day.day_first != day.month_first]
    if len(orders) > 1 or (unsure and not (orders or order)):
        shown = next(text for text in texts if _unsure(text))
        raise ImportRefused(
            f"The dates in {name}, such as “{short(shown)}”, could be day and month or month and "
            "day. Write them like 2017-04-09. Nothing was changed."
        )
    return orders.pop() if orders else order


def _unsure(text: str) -> bool:
    found = written_dates.day(text)
    return found is not None and found.day_first != found.month_first


def _refuse_short_years(texts: Sequence[str], name: str) -> None:
    """Refuse dates such as 26.07.03 and 26.07.04, in which the year seems to stand first."""
    matches = [match for text in texts[:_MANY] if (match := _SHORT_YEAR.match(text))]
    first, last = {match[1] for match in matches}, {match[3] for match in matches}
    if len(first) == 1 and len(last) > 1:
        raise ImportRefused(
            f"The dates in {name}, such as “{short(matches[0].string)}”, may begin or end with the "
            "year. Write years with four digits. Nothing was changed."
        )


def _all_serials(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(map(serial, filled))


def told_of_serials(name: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield how a column of days was read that holds them as Excel counts."""
    text = next(filter(None, texts), "")
    if not _all_serials(texts):
        return
    yield (
        f"{name} holds numbers such as {text}, read as the days that Excel counts: "
        f"{text} is {say_date(serial(text))}. Look whether that is right."
    )


def _why_not(name: str, text: str) -> str:
    if not text:
        return f"{name} is empty."
    hint = ""
    found = written_dates.day(text)
    if found and found.certain:
        hint = " It is what a spreadsheet makes of an empty cell."
    elif serial(text):
        hint = " It may be a day as Excel counts them: give the cells the form of a date."
    elif _SECONDS.fullmatch(text):
        hint = " It may be seconds since 1970, as programs count: export it as a date."
    return f"{name} “{short(text)}” is not a date.{hint}"
