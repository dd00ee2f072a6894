"""A printed text as what it says: a number with its format, a date, or words as they are."""

import re
from datetime import date, datetime

from workbook.numerals import numerals
from workbook.pack.writers.xlsx.sheet import Entry
from workbook.wording import say_date

__all__ = ["DAY", "entry", "pattern_of"]

# In English, as everywhere in the pack, whatever the language of the program that opens it.
DAY = "[$-809]d mmmm yyyy"
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
_EXACT = 15  # digits that a number in a sheet has
_LONGEST = 100  # letters of a unit in a format


def entry(text: str, *, number: bool = True) -> Entry:
    """Return what a printed text says; a number only where the column is one of numbers.

    >>> entry("1,612").value, entry("62.5%").value, entry("31 August 2026").value.isoformat()
    (1612.0, 0.625, '2026-08-31')
    >>> entry("=1+1").value, entry("5 of 5").value, entry("007").value, entry("–").value
    ('=1+1', '5 of 5', '007', '–')
    """
    if (day := _day(text)) is not None:
        return Entry(day, DAY)
    if number and (pattern := pattern_of(text)):
        return Entry(_value(text), pattern)
    return Entry(text)


def pattern_of(text: str) -> str:
    """Return the number format that shows a number as the text does; empty, if it is no number.

    >>> pattern_of("60.0% of sales"), pattern_of("−3 EUR")
    ('0.0%" of sales";"−"0.0%" of sales"', '#,##0" EUR";"−"#,##0" EUR"')
    """
    said = numerals().taken_apart(text)
    if said is None:
        return ""
    whole, _, decimals = said.digits.partition(".")
    if len(whole + decimals) > _EXACT or len(said.before + said.after) > _LONGEST:
        return ""
    zeros = f".{'0' * len(decimals)}" if decimals else ""
    grouped = int(whole) >= 1000 or not said.share
    shown = f"{'#,##' if grouped else ''}0{zeros}{'%' * said.share}"
    shown = f"{_quoted(said.before)}{shown}{_quoted(said.after)}"
    return f'{shown};"−"{shown}'


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '"\\""') + '"' if words else ""


def _value(text: str) -> float:
    said = numerals().taken_apart(text)
    assert said is not None
    return float(f"{'-' if said.minus else ''}{said.digits}{'e-2' if said.share else ''}")


def _day(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        day = datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return None
    # A sheet's days begin in 1900, and it believes that year a leap year.
    return day if day.year > 1900 and say_date(day) == text else None
