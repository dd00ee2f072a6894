"""The times a text speaks of: deadlines, and dates that are neither a deadline nor a measure."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from workbook.calendar import Calendar
from workbook.strategy.smart.reading import one_of, without

__all__ = ["Time", "times", "without_times"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?:(?:19[5-9]\d|20\d\d)(?:\s?[/-]\s?(?:20)?\d\d)?|'[2-9]\d)(?![\d%€$£]|[.,]\d|s\b)"
_IN_YEAR = r"(?:0?[1-9]|1[0-2])"  # a month in digits; as 2026-12 it is no pair of years
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNT = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty|ninety"
    r"|(?:a\s+)?few|a\s+couple\s+of)"
)
_SPAN = r"(?:weeks?|fortnights?|months?|quarters?|half-years?|years?|seasons?|terms?|decades?)"
_SEASON = r"(?:spring|summer|autumn|winter|harvest)"
_FEAST = (
    r"(?:easter|christmas(?:\s+eve)?|xmas|new\s+year(?:'s)?(?:\s+(?:eve|day))?|whitsun|pentecost"
    r"|michaelmas|advent|lent|carnival|hallowe'?en|black\s+friday|cyber\s+monday|ascension"
    r"|(?:mother|father|valentine)'?s'?\s+day|thanksgiving|harvest\s+festival|bonfire\s+night"
    r"|boxing\s+day|ramadan|eid|diwali|hanukkah|passover|midsummer|labour\s+day"
    r"|bank\s+holiday|st\.?\s+\w+'?s\s+day)\b"
)
_TERM = (  # a stretch of the calendar with a name of its own
    rf"(?:(?:[a-z-]+\s+)?(?:season|holidays|term|semester)|{_SEASON})\b"
    r"(?!'|\s+(?:menu|range|collection|catalogue))"
)
_CYCLE_KIND = r"(?:school|tax|financial|fiscal|calendar|business|academic|trading|new)"
_CYCLE = (  # one that comes round, so that it needs “this”, “next” or “the end of the”
    rf"(?:{_CYCLE_KIND}\s+)*(?:year|half-year|quarter|month|week|decade)\b(?!')"
)
_ONCE = rf"(?:{_CYCLE}|{_TERM})"
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"(?!\s+(?:evening|morning|night|afternoon|lunch|market))"
)
_PART = (
    r"(?:(?:the\s+)?(?:(?:very\s+)?(?:end|beginning|start|close|middle|turn)\s+of\s+"
    r"|(?:early|late|mid)[\s-]+)(?:the\s+)?)"
)
_NEXT = r"(?:this|next|(?:the\s+)?(?:coming|following))"
_BY = (
    r"\b(?:by|before|until|till|til|in\s+time\s+for|ahead\s+of|(?:no|not)\s+later\s+than"
    r"|come|up\s+to|as\s+of|starting|from|in|during|through|throughout|over|at|on)\s+(?:the\s+)?"
)
_COMPARED = "".join(
    rf"(?<!\b{word} )"
    for word in ("than", "since", "versus", "vs", "against", "to", "with", "like", "every")
)
_NAMING = (  # what follows a year that is part of a name or of a comparison
    r"(?!\s+(?:levels?|figures?|prices?|catalogues?|range|collections?|accounts?|results?|numbers?"
    r"|rates?|price\s+lists?|models?|editions?|menus?))"
)
_DATE = (
    rf"(?:20\d\d[-./]\d\d?[-./]\d\d?\b|\b\d{{1,2}}[-./]\d{{1,2}}[-./](?:20)?\d\d\b"
    rf"|\b20\d\d[-/.](?:0[1-9]|1[0-2])\b(?![-/.]?\d)|\b{_IN_YEAR}[-/.]20\d\d\b"
    rf"|\b(?:{_DAY}|first|last\s+day)(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|\b(?:first|second|third|fourth|last)\s+(?:week|weekend|half|{_WEEKDAY})\s+(?:of|in)\s+"
    rf"{_MONTH}(?:\s+{_YEAR})?"
    rf"|\b{_MONTH}\s+{_DAY}\b(?!:)(?:,?\s+{_YEAR})?|\b{_MONTH}(?:,?\s+|\s+of\s+){_YEAR})"
)
_QUARTER = (
    rf"(?:\b(?:[qh][1-4]|[1-4]q)\b(?:[\s/-]*(?:of\s+)?(?:{_YEAR}|[cf]y\s?\d+))?"
    rf"|\b[12]h(?:\d\d\b|[\s/-]*(?:of\s+)?(?:{_YEAR}|[cf]y\s?\d+))|\b{_YEAR}[\s/-]?[qh][1-4]\b"
    rf"|\b(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?:quarter|half)\b"
    rf"(?:\s+of\s+(?:the\s+)?(?:{_NEXT}\s+)?(?:{_YEAR}|{_CYCLE}))?)"
)
_BOOKS = r"\b(?:[cf]ye?|(?:fiscal|financial)\s+year)\s?'?(?:20)?\d\d(?:\s?[/-]\s?(?:20)?\d\d)?\b"
_CLOSE = rf"(?:eo(?:[yqm]|[cf]y)|[cf]?ye)(?:\s?{_YEAR}|\s?\d\d)?\b"  # end of year, quarter, month
_WEEK = r"(?:(?:calendar\s+)?week|month|wk|[ck]w)\.?\s?\d+\b"
_KINDS = (
    rf"(?:{_BY})?{_PART}?"
    rf"(?:{_DATE}|{_QUARTER}|{_BOOKS}|(?:{_SEASON}|{_FEAST})(?:\s+of)?\s+{_YEAR})",
    rf"{_BY}{_PART}?(?:{_YEAR}{_NAMING}|{_MONTH}|{_FEAST}|{_TERM})",
    rf"{_BY}(?:{_PART}|{_NEXT}\s+)(?:{_NEXT}\s+)?{_ONCE}",
    rf"\b(?:during|over|throughout|within)\s+the\s+{_CYCLE}",
    rf"\b(?:by|before|until|from)\s+the\s+(?:{_CYCLE_KIND}\s+)+(?:year|half-year)\b(?!')",
    rf"\bbetween\s+{_PART}?(?:{_MONTH}|{_FEAST}|{_TERM})\s+and\s+"
    rf"{_PART}?(?:{_MONTH}|{_FEAST}|{_TERM})",
    r"\b(?:by|before|until)\s+(?:the\s+)?(?:year|season|term|quarter|month)(?:'s)?[\s-]end\b",
    rf"\b(?:by|before|until|at|from)\s+(?:the\s+)?{_CLOSE}",
    rf"\b(?:by|before|until|next|this)\s+(?:{_NEXT}\s+)?{_WEEKDAY}",
    rf"\b{_NEXT}\s+(?:{_ONCE}|{_MONTH}|{_FEAST})",
    rf"\b(?:{_COUNT}|an?)\s+{_SPAN}\s+from\s+(?:now|today)\b",
    rf"\b(?:in|by|before|until|from)\s+{_WEEK}(?:\s+(?:of\s+)?{_YEAR})?|\b20\d\d-?w\d\d\b",
    rf"^{_YEAR}\s*[:-]|[(,:]\s*{_YEAR}\)?\s*$|\bmake\s+{_YEAR}",
)
_AHEAD = (
    rf"\b(?:(?:within|in|over|during|inside)\s+(?:the\s+)?(?:(?:next|coming|following|first)\s+)?"
    rf"{_COUNT}|within\s+an?|in\s+a\s+year's\s+time|in\s+an?(?=\s+(?:year|decade)))"
    rf"(?:\s+(?:calendar|full))?\s+(?:{_SPAN}|days?)\b(?!\s+(?:of|after|end)\b)"
)


@dataclass(frozen=True)
class Time:
    """A time that stands from `start` to `end` in a text; `last` is its end, if it has a year."""

    start: int
    end: int
    last: date | None


@lru_cache(maxsize=256)  # five rules ask about one text
def times(text: str, begins: int = 1) -> tuple[Time, ...]:
    """Return the deadlines and dates in a plain text, in order; a standard to keep is none.

    Quarters, halves and fiscal years are those of a year that `begins` in this month.

    >>> [time.last.isoformat() for time in times("open a shop in leeds by june 2027")]
    ['2027-06-30']
    >>> times("answer every e-mail within two days")
    ()
    """
    return tuple(_found(text, begins))


def without_times(text: str) -> str:
    """Return a plain text with its times blanked, each as long as before.

    >>> without_times("win 3 customers by june 2027")
    'win 3 customers ············'
    """
    return without(text, ((time.start, time.end) for time in times(text)))


def _found(text: str, begins: int) -> Iterator[Time]:
    for match in _pattern().finditer(text):
        if match["ahead"] and _is_standard(text, match):
            continue
        yield Time(match.start(), match.end(), _last(match[0], begins))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"{_COMPARED}(?:(?P<ahead>{_AHEAD})|{'|'.join(_KINDS)})")


def _is_standard(text: str, match: re.Match[str]) -> bool:
    """“Pay suppliers within 30 days” is a standard, “finish the barn within 30 days” is none."""
    if not re.search(r"(?:day|week)s?$", match[0]):
        return False
    verb = re.match(rf"{one_of('standards')}\s+(?!(?:the|an?|this)\b)", text)
    return bool(verb or re.search(r"\b(?:every|each)\b", text[: match.start()]))


def _last(said: str, begins: int) -> date | None:
    """Return the last day of what is said, or of its month; nothing where no year is said."""
    written = re.search(
        rf"20\d\d(?=[-./]{_IN_YEAR}\b)|{_YEAR}|(?:[cf]ye?|ye|\dh|year|[-./])\s?'?\d\d\b(?![-./])",
        said,
    )
    if written is None:
        return None
    year = int(re.findall(r"\d+", written[0])[-1])
    year += 2000 if year < 100 else 0
    if quarter := _quarter(said):
        is_calendars = re.search(r"\bcye?(?![a-z])", said)
        return Calendar(1 if is_calendars else begins).quarter(f"{year}-Q{quarter}").end
    month = _month(said)
    return date(year, month, calendar.monthrange(year, month)[1])


def _quarter(said: str) -> int:
    """Return the last quarter of the part of a year, or of the fiscal year, that is said; or 0."""
    if part := re.search(r"\b(?:([qh])([1-4])|([1-4])([qh]))(?!\w*[a-z])", said):
        kind, number = part[1] or part[4], part[2] or part[3]
        return min(int(number) * (1 if kind == "q" else 2), 4)
    return 4 if re.search(r"\b(?:eo)?[cf]ye?(?![a-z])|\b(?:fiscal|financial)\s", said) else 0


def _month(said: str) -> int:
    if digits := re.search(r"20\d\d[-./](\d\d?)|\d[-./](\d\d?)[-./]|(\d\d?)[-./]20\d\d", said):
        return min(max(int(next(filter(None, digits.groups()))), 1), 12)
    named = re.search(_MONTH, said)
    return _MONTHS.index(named[0][:3]) + 1 if named else 12
