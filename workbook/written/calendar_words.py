"""Months and weekdays by name, in the languages of Europe's files: only what means one thing."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

__all__ = ["MONTHS", "month_named", "weekday_named"]

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_LANGUAGES = [
    "de", "de_AT", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu",
    "ro", "tr", "el", "ru", "uk", "bg",
]  # fmt: skip
_BESIDES = {"mrz": 3, "setiembre": 9}  # in use, and in no list
_NOT = {"marca", "pro"}  # names of other things, too


def month_named(word: str) -> int | None:
    """Return the number of the month that a word is, or, in English, begins.

    >>> month_named("Sept"), month_named("März"), month_named("févr."), month_named("marketing")
    (9, 3, 2, None)
    """
    word = _plain(word)
    return _begun(word, MONTHS) or _months().get(word)


def weekday_named(word: str) -> int | None:
    """Return the number of the weekday that a word is, Monday being 1.

    >>> weekday_named("Fri"), weekday_named("Mittwoch"), weekday_named("Fridge")
    (5, 3, None)
    """
    word = _plain(word)
    return _begun(word, WEEKDAYS) or _weekdays().get(word)


def _begun(word: str, names: Iterable[str]) -> int | None:
    found = [n for n, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if found else None


def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word.strip().rstrip(".").casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@cache
def _months() -> Mapping[str, int]:
    from babel.dates import get_month_names

    return _one_meaning(get_month_names, 0) | _BESIDES


@cache
def _weekdays() -> Mapping[str, int]:
    from babel.dates import get_day_names

    return _one_meaning(get_day_names, 1)


def _one_meaning(names: Callable[..., Mapping[int, str]], add: int) -> dict[str, int]:
    found: dict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in names(width, context, locale=language).items():
                    found[_plain(name)].add(number + add)
    return {
        word: numbers.pop()
        for word, numbers in found.items()
        if len(numbers) == 1 and word not in _NOT
    }
