"""Weeks, months and quarters as people and programs name them, and what is none of the three."""

import re
from datetime import date
from typing import Literal

from workbook.written.calendar_words import month_named
from workbook.written.dates import day, orders_of
from workbook.written.signs import plain_signs

__all__ = ["Named", "how_to_write", "is_iso_week", "named", "span", "span_within"]

Named = tuple[Literal["week", "month", "quarter"], int, int]
"""The kind of period, its year, and its number in the year."""

_YEAR = r"(?P<year>\d{4})"
_SHORT = r"(?P<year>\d{4}|'?\d{2})"
_GAP = r"[-/_. ]?\s?"
_Q = r"(?:Q|T|Qtr\.? ?|quarter |quartal |trimestre |kwartaal |kvartal |kwartał )"
_NTH = r"(?:\.|st|nd|rd|th|er|e|º|°)?\s?"
_W = (
    r"(?:W|KW|CW|wk\.? |week |calendar week |kalenderwoche |woche |semaine |semana |settimana "
    r"|uge |uke |vecka |v\.? ?|viikko |vk\.? ?|tydzień )"
)
_QUARTERS = (
    rf"{_YEAR}{_GAP}{_Q}\s?0?(?P<number>[1-4])",
    rf"{_Q}\s?0?(?P<number>[1-4])(?:{_GAP}|, ?| of | de ){_YEAR}",
    rf"{_Q}(?P<number>[1-4])(?:-| '?|')(?P<year>\d{{2}})",
    rf"(?P<number>[1-4]){_NTH}{_Q}{_GAP}{_SHORT}",
)
_WEEKS = (
    rf"{_YEAR}{_GAP}{_W}\s?(?P<number>\d{{1,2}})",
    rf"{_W}\s?(?P<number>\d{{1,2}})(?:{_GAP}|, ?| of ){_YEAR}",
    rf"(?P<number>\d{{1,2}})\.? ?(?:KW|CW)[/ ]{_YEAR}",
)
_BARE_WEEKS = (
    rf"{_YEAR}[-/. ]?(?P<number>\d{{1,2}})",
    rf"(?P<number>\d{{1,2}})[-/. ]{_YEAR}",
)
_MONTHS = (
    rf"{_YEAR}[-/.](?P<number>\d{{1,2}})",
    rf"(?P<number>\d{{1,2}})[-/.]{_YEAR}",
    rf"{_YEAR}(?P<number>0[1-9]|1[0-2])",
    rf"{_YEAR}{_GAP}M(?P<number>\d{{1,2}})",
    rf"{_YEAR} ?[年년] ?(?P<number>\d{{1,2}}) ?[月월]",
)
_NAMED_MONTHS = (
    rf"(?P<word>[^\W\d_]{{3,}})\.?(?:[-/ ,]\s?| de ){_YEAR}",
    rf"{_YEAR}[-/ ](?P<word>[^\W\d_]{{3,}})\.?",
    r"(?P<word>[^\W\d_]{3,})\.?(?:-| ?'| )(?P<year>\d{2})",
)
_HALVES = re.compile(
    r"(?:\d{4}[- /]?)?(?:H|HJ|S)[12](?:[- /]?\d{2,4})?|[12]\.?\s?(?:H|HJ|half|Halb).*",
    re.IGNORECASE,
)
_FISCAL = re.compile(r".*\b(?:FY|GJ|fiscal|financial year)\s?'?\d{2}.*", re.IGNORECASE)
_ALONE = re.compile(r"(?:Q[1-4]|[1-4]Q|(?:W|KW|week )?\s?\d{1,2})", re.IGNORECASE)

_ISO_WEEK = re.compile(r"\d{4}-?W\d{2}")
_BETWEEN = re.compile(
    r"\s*(?:–|—|\.\.|/(?=\d{4}-)|\b(?:to|bis|until|au|a|al|tot)\b)\s*|\s+-\s+"
    r"|(?<=[./]\d{4})-(?=\d{1,2}[./])",
    re.IGNORECASE,
)
_LABEL_ENDS = re.compile(r":(?=\s|$)")
_ITS_YEAR = re.compile(r"\b\d{4}\b")


def named(text: str, *, weekly: bool = False) -> Named | None:
    """Return the period that a text names; None where it names none.

    `weekly` says that its column holds weeks, where 2026-01 is the first of them and no month.

    Two digits behind a month are taken for its year here; whether they may be days instead, a
    column can tell.

    >>> named("Q3/2026"), named("KW 31/2026"), named("juillet 2026"), named("2026M07")
    (('quarter', 2026, 3), ('week', 2026, 31), ('month', 2026, 7), ('month', 2026, 7))
    >>> named("Mrz 26"), named("Dez. 26")
    (('month', 2026, 3), ('month', 2026, 12))
    >>> named("2026-01", weekly=True), named("2026-01"), named("Marketing 2026")
    (('week', 2026, 1), ('month', 2026, 1), None)
    """
    text = plain_signs(text)
    if weekly and (found := _match(_BARE_WEEKS, text)):
        return "week", _year(found), int(found["number"])
    if found := _match(_QUARTERS, text):
        return "quarter", _year(found), int(found["number"])
    if found := _match(_WEEKS, text):
        return "week", _year(found), int(found["number"])
    if found := _match(_MONTHS, text):
        return "month", _year(found), int(found["number"])
    for form in _NAMED_MONTHS:
        found = re.fullmatch(form, text, re.IGNORECASE)
        if found and (month := month_named(found["word"])):
            return "month", _year(found), month
    return None


def how_to_write(text: str) -> str:
    """Return how to write what seems to be another kind of period, or nothing.

    >>> how_to_write("FY26 Q1")
    'Business years are named in several ways: write the quarter’s first day, like 2026-04-01.'
    """
    text = plain_signs(text)
    if _FISCAL.fullmatch(text):
        return (
            "Business years are named in several ways: write the quarter’s first day, like "
            "2026-04-01."
        )
    if _HALVES.fullmatch(text):
        return "KPIs are read by day, week, month or quarter: give the quarters of a half year."
    if re.fullmatch(r"\d{4}", text):
        return "KPIs are read by day, week, month or quarter: give the quarters of a year."
    if month_named(text) or _ALONE.fullmatch(text):
        return "Write its year, too: July 2026, 2026-W31 or 2026-Q3."
    return ""


def _match(forms: tuple[str, ...], text: str) -> "re.Match[str] | None":
    found = (re.fullmatch(form, text, re.IGNORECASE) for form in forms)
    return next(filter(None, found), None)


def _year(found: "re.Match[str]") -> int:
    year = found["year"].removeprefix("'")
    return int(year) + (2000 if len(year) == 2 else 0)


def is_iso_week(text: str) -> bool:
    """Return whether a text is a week in the form that has one meaning everywhere, 2026-W31."""
    return _ISO_WEEK.fullmatch(text.strip()) is not None


def span(text: str) -> tuple[date, date] | None:
    """Return the first and the last day that a text names; None where it names no two days.

    >>> [str(day) for day in span("27.07.2026 – 02.08.2026")]
    ['2026-07-27', '2026-08-02']
    >>> [str(day) for day in span("Jul 27 - Aug 2, 2026")], span("2026-07-27")
    (['2026-07-27', '2026-08-02'], None)
    """
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    if len(parts) != 2:
        return None
    year = _ITS_YEAR.search(parts[1])
    if year and not _ITS_YEAR.search(parts[0]):
        parts[0] = (
            f"{parts[0].rstrip('. ')}. {year[0]}" if "." in parts[0] else f"{parts[0]} {year[0]}"
        )
    found = [day(part) for part in parts]
    written = [each for each in found if each]
    orders = orders_of(written)
    order = orders.pop() if len(orders) == 1 else None
    if len(written) != len(parts):
        return None
    first, last = (each.read(order) for each in written)
    return (first, last) if first and last and first <= last else None


def span_within(text: str) -> tuple[date, date] | None:
    """Return the two days that a text ends with, such as what a bank writes above a statement.

    >>> [str(day) for day in span_within("Zeitraum: 01.03.2026 - 31.03.2026")]
    ['2026-03-01', '2026-03-31']
    >>> [str(day) for day in span_within("Statement period 1 March 2026 to 31 March 2026")]
    ['2026-03-01', '2026-03-31']
    """
    words = _LABEL_ENDS.sub("", text).split()
    found = (span(" ".join(words[place:])) for place in range(len(words)))
    return next(filter(None, found), None)
