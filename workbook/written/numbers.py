"""Numbers as people write them: with a decimal point or comma, grouped, signed, with a currency."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from workbook.written.signs import plain_signs

__all__ = ["Style", "Written", "number", "styles_of"]

Style = Literal["point", "comma"]

# A group of thousands never begins with 0; Indian groups are of two digits, the last of three.
_WHOLE = r"(?:[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|[1-9]\d?(?:{mark}\d{{2}})+{mark}\d{{3}}|\d+)"
_GROUPED = re.compile(r"[1-9]\d{0,2}([ '])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_READ = {
    "point": re.compile(rf"(?:{_WHOLE.format(mark=',')}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"),
    "comma": re.compile(rf"(?:{_WHOLE.format(mark='[.]')}(?:,\d+)?|,\d+)"),
}
_NO_CENTS = re.compile(r"(?<=\d)(?:[.,]--?|/-)$")  # 5.- is five francs, 5/- five rupees
_ARABIC = "\u066b"  # stands before decimals, and nowhere else
_SIGNS = "$¢£¤¥\u20a0-\u20cf฿৳﷼"
_LETTERS = r"(?!MIO|MLN|MRD|TSD|BIO|BLN|MIL|THS)[A-Z]{3}"  # a currency, and no multiple
_CURRENCY = (
    rf"(?:(?:US|CA|AU|NZ|HK|NT|MX|S|R|A|C)?[{_SIGNS}]|{_LETTERS}|SFr\.?|Fr\.|Rs\.?|Rp\.?|RM"
    r"|R(?= ?\d)|kr\.?|Kr\.?|zł|Kč|Ft|lei|лв\.?|руб\.?|(?i:euros?|eur|usd|gbp|chf|sek|nok|dkk|pln))"
)
_BEFORE = re.compile(rf"({_CURRENCY}) ?(?=[-+.,\d(])")
_AFTER = re.compile(rf"(?<=[\d).,-]) ?({_CURRENCY})$")
_ALIKE = {
    "EUR": "€", "EURO": "€", "EUROS": "€", "USD": "$", "US$": "$", "GBP": "£", "INR": "₹",
    "RS": "₹", "FR": "CHF", "SFR": "CHF", "PLN": "zł", "ZŁ": "zł", "CZK": "Kč", "KČ": "Kč",
    "BRL": "R$", "CAD": "CA$", "C$": "CA$", "AUD": "AU$", "A$": "AU$", "ZAR": "R", "KR": "kr",
    "HUF": "Ft", "FT": "Ft", "IDR": "Rp", "RP": "Rp", "MYR": "RM",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A number as it stands: its value with a decimal point, and with a decimal comma, if any.

    `currency` is the sign or letters beside it; `percent` says that a percent sign follows. 38% has
    the value 38.
    """

    point: float | None
    comma: float | None
    currency: str = ""
    percent: bool = False

    @property
    def certain(self) -> float | None:
        """The value, where there is only one way to read it."""
        if self.point is not None and self.comma is not None:
            return self.point if self.point == self.comma else None
        return self.comma if self.point is None else self.point

    def read(self, style: Style | None) -> float | None:
        """Return the value in a style, or, without one, where it is certain."""
        if style is None or self.certain is not None:
            return self.certain
        return self.point if style == "point" else self.comma


@lru_cache(maxsize=1 << 14)  # a column is looked at by several, and holds few different texts
def number(text: str) -> Written | None:
    """Return what a text could mean as a number; None where it is none.

    >>> number("1,234.50").certain, number("−12,50 €").certain, number("1'200").certain
    (1234.5, -12.5, 1200.0)
    >>> number("1,250"), number("about 5")
    (Written(point=1250.0, comma=1.25, currency='', percent=False), None)
    >>> number("($40.00)").certain, number("40,00-").certain, number("1,23,456").certain
    (-40.0, -40.0, 123456.0)
    >>> number("CHF 5.-").certain, number("１２３").certain
    (5.0, 123.0)
    """
    bare, currency, percent = _bare(plain_signs(text).replace(_ARABIC, "."))
    bare, sign = _sign(bare)
    bare, beside = _without_currency(bare)  # -$20.00
    if sign is None or (currency and beside):
        return None
    plain = _NO_CENTS.sub("", bare)
    values = {style: _value(plain, style) for style in _READ}
    if values["point"] is None and values["comma"] is None:
        return None
    point, comma = (None if v is None else v * sign + 0.0 for v in values.values())
    comma = None if _ARABIC in text else comma
    kind = currency or beside
    return Written(point, comma, _ALIKE.get(kind.upper().removesuffix("."), kind), percent)


def styles_of(found: Iterable[Written]) -> set[Style]:
    """Return what the numbers that can be read in one way say of the others.

    Nothing, where they do not say; both styles, where both are in use.

    >>> styles_of([number("1,250"), number("12,50")])
    {'comma'}
    """
    styles: set[Style] = set()
    for each in found:
        if each.point is None or each.comma is None:
            styles.add("comma" if each.point is None else "point")
    return styles


def _bare(text: str) -> tuple[str, str, bool]:
    percent = text.endswith("%") or text.startswith("%")
    text, currency = _without_currency(text.strip("%").strip())
    return text, currency, percent


def _without_currency(text: str) -> tuple[str, str]:
    if match := _BEFORE.match(text):
        return text[match.end() :].strip(), match[1]
    if match := _AFTER.search(text):
        return text[: match.start()].strip(), match[1]
    return text, ""


def _sign(text: str) -> tuple[str, int | None]:
    """Return what is left without its sign, and the sign; None where there are two."""
    if text.startswith("(") and text.endswith(")"):
        inner = text[1:-1].strip()
        return inner, None if inner[:1] in ("-", "+") else -1
    for mark, sign in (("-", -1), ("+", 1)):
        if text.startswith(mark):
            rest = text[1:].strip()
            twice = rest[:1] in ("-", "+") or (rest.endswith("-") and not _NO_CENTS.search(rest))
            return rest, None if twice else sign
    if text.endswith(("-", "+")) and not _NO_CENTS.search(text):
        return text[:-1].strip(), -1 if text.endswith("-") else 1
    return text, 1


def _value(text: str, style: str) -> float | None:
    if match := _GROUPED.fullmatch(text):
        text = text.replace(match[1], "")
    if not _READ[style].fullmatch(text):
        return None
    plain = text.replace(",", "") if style == "point" else text.replace(".", "").replace(",", ".")
    value = float(plain)
    return value if math.isfinite(value) else None
