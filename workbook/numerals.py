"""How a language writes numbers, money and short dates; the words around them stay English.

One context variable says which language it is. A report sets it for its pages, the writers for
theirs, and what examines a pack for both: whoever sets nothing writes as the British do.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache

from workbook.errors import WorkbookError

__all__ = ["BRITISH", "Numerals", "Said", "numerals", "numerals_of", "written_as"]


@dataclass(frozen=True)
class Said:
    """A written number taken apart: `digits` with a point, and the words before and after them."""

    minus: bool
    digits: str
    before: str = ""
    after: str = ""
    share: bool = False


@dataclass(frozen=True)
class Numerals:
    """The marks of one language, with the digits 0 to 9 whatever it has of its own.

    `language` is such as `de-CH`, and empty for British English. `sizes` are the digits of the last
    group and of those before it, `percent` what stands before and after a share. `day` is the
    pattern of a short date; it is empty where a date in numbers could be read in two ways, which
    then has its month in letters.
    """

    language: str = ""
    decimal: str = "."
    group: str = ","
    sizes: tuple[int, int] = (3, 3)
    percent: tuple[str, str] = ("", "%")
    money_first: bool = False
    day: str = ""

    def marked(self, plain: str) -> str:
        """Return digits with a point as this language writes them.

        >>> numerals_of("de-DE").marked("1234567.50"), numerals_of("en-IN").marked("1234567")
        ('1.234.567,50', '12,34,567')
        """
        whole, point, decimals = plain.partition(".")
        last, others = self.sizes
        groups = [whole[-last:]]
        rest = whole[:-last]
        while rest:
            groups.insert(0, rest[-others:])
            rest = rest[:-others]
        return self.group.join(groups) + (self.decimal + decimals if point else "")

    def with_unit(self, number: str, unit: str) -> str:
        """Return a number with its unit, where this language has it.

        >>> numerals_of("de-CH").with_unit("3", "CHF a week"), numerals_of("fr").with_unit("3", "%")
        ('CHF\\xa03 a week', '3\\xa0%')
        """
        if unit.startswith("%"):
            before, after = self.percent
            return f"{before}{number}{after}{unit[1:]}"
        first, space, rest = unit.partition(" ")
        if self.money_first and _is_money(first):
            return f"{first}\N{NO-BREAK SPACE}{number}{space}{rest}"
        return f"{number} {unit}" if unit else number

    def taken_apart(self, text: str) -> Said | None:
        """Return what a text says that is a number with its unit; None, if it is none.

        >>> numerals_of("de-CH").taken_apart("−CHF\\xa01’234.50 a week")
        Said(minus=True, digits='1234.50', before='CHF\\xa0', after=' a week', share=False)
        >>> BRITISH.taken_apart("5 of 5"), BRITISH.taken_apart("007"), BRITISH.taken_apart("1,2,3")
        (None, None, None)
        """
        found = re.fullmatch(rf"(−?)(\D*?)({self._token})(.*)", text, re.DOTALL)
        if not found:
            return None
        minus, before, token, after = found.groups()
        digits = token.replace(self.group, "").replace(self.decimal, ".")
        if self.marked(digits) != token or re.match(r"0\d", digits):
            return None
        first, last = self.percent
        if before == first and after.startswith(last):
            return Said(bool(minus), digits, "", after.removeprefix(last), True)
        plain = not after or re.match(r" (?!of\b)[^\W\d_]", after) or _is_money(after[1:2])
        money = (
            before.endswith("\N{NO-BREAK SPACE}") and self.money_first and _is_money(before[:-1])
        )
        return Said(bool(minus), digits, before, after) if plain and (money or not before) else None

    @property
    def _token(self) -> str:
        return rf"\d+(?:{re.escape(self.group)}\d+)*(?:{re.escape(self.decimal)}\d+)?"

    @property
    def told(self) -> str:
        """How to read them, in a sentence; empty for British English, which the words are in.

        >>> numerals_of("de-CH").told
        'Numbers are written as in German (Switzerland): 12’345.6. What people typed is as typed.'
        """
        if self == BRITISH:
            return ""
        from babel import Locale

        name = Locale.parse(self.language, sep="-").get_display_name("en")
        example = self.marked("12345.6")
        return f"Numbers are written as in {name}: {example}. What people typed is as typed."

    def short_date(self, day: date) -> str:
        """Return a date in numbers; empty, where it has to be written with its month in letters.

        >>> numerals_of("de-CH").short_date(date(2026, 9, 3))
        '3.9.2026'
        """
        if not self.day:
            return ""
        from babel.dates import parse_pattern

        return parse_pattern(self.day).apply(day, "en").replace(" ", "\N{NO-BREAK SPACE}")


BRITISH = Numerals()
"""As the screens have it: 1,234.5, 12 EUR, 3 Sep 2026."""

_IN_USE: ContextVar[Numerals] = ContextVar("numerals", default=BRITISH)


def numerals() -> Numerals:
    """Return those in use here."""
    return _IN_USE.get()


@contextmanager
def written_as(language: str) -> Iterator[None]:
    """Write numbers as a language does, until the end of the `with` block.

    Raises:
        WorkbookError: it is no language whose numbers are known.
    """
    before = _IN_USE.set(numerals_of(language))
    try:
        yield
    finally:
        _IN_USE.reset(before)


@cache
def numerals_of(language: str) -> Numerals:
    """Return how a language writes numbers; British English, if none is named.

    >>> numerals_of("fr_fr").language, numerals_of("en-GB") == BRITISH
    ('fr-FR', True)

    Raises:
        WorkbookError: it is no language whose numbers are known.
    """
    if not language:
        return BRITISH
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError, TypeError):
        raise WorkbookError(
            f"“{language[:40]}” is no language of numbers that is known. Write a language and a "
            "country as in de-CH, fr-FR or en-IN."
        ) from None
    if (locale.language, locale.territory) == ("en", "GB"):
        return BRITISH
    share = _SHARE.fullmatch(_without_marks(locale.percent_formats[None].pattern.split(";")[0]))
    money = locale.currency_formats["standard"].pattern
    found = Numerals(
        language=str(locale).replace("_", "-"),
        decimal=get_decimal_symbol(locale, numbering_system="latn"),
        group=get_group_symbol(locale, numbering_system="latn"),
        sizes=locale.decimal_formats[None].grouping,
        percent=(share[1], share[2]) if share else BRITISH.percent,
        money_first=money.index("¤") < money.index("0"),
        day=_short(str(locale.datetime_skeletons.get("yMd", ""))),
    )
    if found.decimal not in ".," or found.group not in _GROUPS or found.sizes not in _SIZES:
        raise WorkbookError(
            f"Numbers as “{language}” has them are not known to every reader of an English text. "
            "Choose another language of numbers, as de-CH, fr-FR or en-IN."
        )
    return found


_SHARE = re.compile(r"(%?\s?)[#,0]+(\s?%?)")
_GROUPS = (",", ".", "’", "'", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
_SIZES = ((3, 3), (3, 2))
# Wherever the day is first with dots, or a month follows a year that leads, nobody reads otherwise.
_CLEAR = re.compile(r"d+\. ?M+\. ?y\.?|y(\W ?)M+\1d+\.?")


def _without_marks(pattern: str) -> str:
    """Return a pattern without what turns the direction of writing round."""
    return "".join(char for char in pattern if unicodedata.category(char) != "Cf")


def _short(pattern: str) -> str:
    """Return the pattern of a short date, if it can be read in one way only."""
    plain = _without_marks(pattern)
    return plain if _CLEAR.fullmatch(plain) else ""


def _is_money(word: str) -> bool:
    from babel.numbers import list_currencies

    if word and all(unicodedata.category(char) == "Sc" for char in word):
        return True
    return word in list_currencies()
