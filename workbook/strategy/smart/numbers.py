"""The numbers in a text that anybody could read off, and not those that only name something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbook.strategy.smart.dates import without_times
from workbook.strategy.smart.naming import AFTER_NUMBER, ONES, TENS, without_naming
from workbook.strategy.smart.reading import one_of, without

__all__ = ["Measure", "first_step", "measures"]

_DIGITS = r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|grand|dozen|mio|mn|bn|k|m)"
_SPELT = rf"(?:{TENS}(?:[ -]{ONES})?|{ONES})"
_NUMBER = (
    rf"(?:(?:{_DIGITS})(?:\s?{_SCALE}\b)?|\b(?:{_SPELT}(?:\s+{_SCALE})*|an?\s+{_SCALE})\b"
    r"|\bdozen\b)"
)
_SIGN = r"[£$€¥]"
_MONEY = (
    r"(?:eur(?:os?)?|gbp|usd|chf|sek|nok|dkk|pln|czk|aud|cad|nzd|pounds?|dollars?|francs?|quid"
    r"|pence|pennies|cents?|p)"
)
_SHARE = r"(?:%|‰|per\s?cent\b|percentage\s+points?\b|pct\b|pc\b)"
_UNIT = r"(?:(?:kg|g|t|km|m|cm|mm|m2|m²|m³|l|ml|ha|kwh|mwh|kwp|kw|h|hrs?|min|mins|s|°c|x)\b|×)"
_RATE = r"(?:a|an|per|each|every)\s+(?:day|week|month|quarter|season|term|year)\b"
_PART = r"(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
_SURE = (  # numbers that need no noun after them
    rf"{_SIGN}\s?{_NUMBER}|{_NUMBER}\s?(?:{_SIGN}|{_MONEY}\b|{_SHARE})|\b{_MONEY}\s?{_NUMBER}",
    rf"{_NUMBER}\s?{_UNIT}",
    rf"{_NUMBER}[\s-](?:in|out\s+of)[\s-]{_NUMBER}|\d+(?:[.,]\d)?/(?:5|10|100)\b",
    rf"{_NUMBER}[\s-](?:stars?\b(?!\s+hotels?)|points?\b)",
    rf"\btop[\s-](?:{_DIGITS}|{_SPELT})\b|\bsingle\s+(?:figures|digits)\b",
    rf"\b(?:once|twice|thrice|{_SPELT}\s+times)\s+{_RATE}|\b(?:twice|thrice)\s+(?:as|the)\b",
    r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:e[sd]?|ing)\b"
    r"(?![- ](?:room|glaz|entry|check|bed|deck|door|oven|garage|act)\w*)|\b\w+fold\b",
    r"(?<!first )(?<!second )\bhalf\b"
    r"(?![- ](?:day|term|hour|price|year|marathon|board|time|past)s?\b|-)",
    rf"\b(?:by\s+(?:about\s+)?an?|two|three|four)\s+{_PART}\b|\b(?:an?|one)\s+{_PART}(?=\s+of\b)",
)
_BEFORE_BARE = (  # what may stand before a number that no noun follows: “cut debtor days to 30”
    r"(?:to|of|at|than|under|over|above|below|from|between|least|most|about|around|nearly|only"
    r"|is|are|was|or|and|by|score|scores|rating|ratings|nps|until|past|beyond|[<>≤≥~:=-])"
)
_HOLD = r"(?:keep|hold|maintain|cap|limit|stay|remain|have|reach)"


@dataclass(frozen=True)
class Measure:
    """A number that can be read off, as it stands at `start` to `end` in a text."""

    start: int
    end: int


def measures(text: str) -> tuple[Measure, ...]:
    """Return the measures in a plain text, in order, each with the thing that it counts.

    >>> goal = "sell 60 loaves a day on windows 11 by june 2027"
    >>> [goal[found.start : found.end] for found in measures(goal)]
    ['60 loaves']
    """
    return tuple(sorted(_found(text), key=lambda measure: measure.start))


def first_step(text: str) -> tuple[float, float] | None:
    """Return the two numbers of the first “from 12 to 4” in a plain text, where it has digits.

    >>> first_step("cut waste from 9.4% to 5%")
    (9.4, 5.0)
    """
    unit = r"\s?(?:%|[^\W\d]+(?:\s+[^\W\d]+){0,2}?)?"
    number = rf"{_SIGN}?\s?({_DIGITS}){unit}"
    step = rf"\bfrom\s+{number}\s+(?:(?:up|down)\s+)?to\s+{number}"
    match = re.search(step, without_times(text))
    return (_value(match[1]), _value(match[2])) if match else None


def _found(text: str) -> Iterator[Measure]:
    left = without_naming(without_times(text))
    sure = [match.span() for match in _sure().finditer(left)]
    yield from (Measure(*span) for span in sure)
    left = without(left, sure)
    for match in _number().finditer(left):
        if end := _counted(left, match.start(), match.end()):
            yield Measure(match.start(), end)


def _counted(text: str, start: int, end: int) -> int:
    """Return where the number at `start` and what it counts end; 0 where it counts nothing."""
    if noun := re.match(rf"\+?\s+(?!{AFTER_NUMBER})[^\W\d][\w'-]*", text[end:]):
        return end + noun.end()
    before = re.search(r"([^\W\d]+|[^\w\s])\s*$", text[:start])
    word = before[1] if before else ""
    if word in ("by", "at") and not re.match(rf"(?:{one_of('change')}|{_HOLD})\b", text):
        return 0  # ready by ten, weigh the bread at 6
    if re.match(r"(?:re)?open|close", text):
        return 0  # open from 8 to 6
    grouped = re.search(r"\d[ ,.']\d{3}", text[start:end])
    led = re.fullmatch(rf"{_BEFORE_BARE}|{one_of('verbs', 'either', 'figures')}", word)
    return end if grouped or led else 0


def _value(digits: str) -> float:
    whole = re.sub(r"[ ,.'](?=\d{3}(?!\d))", "", digits)
    return float(whole.replace(",", "."))


@cache
def _sure() -> re.Pattern[str]:
    return re.compile("|".join(_SURE))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER)
