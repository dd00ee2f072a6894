"""Columns of numbers: each different text is read once, and what cannot be is refused by row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.tables.marks import NEVER_COMPUTED
from workbook.intake.tables.settings import NOTHING_SAID, Settings
from workbook.intake.tables.texts import Bad, Coded, Numbers, coded, short
from workbook.intake.values.days import dates, times
from workbook.wording import say_count, say_list
from workbook.written import numbers as written_numbers
from workbook.written.numbers import Style, Written
from workbook.written.signs import plain_signs

__all__ = ["Amounts", "Bad", "amounts", "dates", "is_nothing", "numbers", "times"]

_NOTHING = {
    "-", "--", "---", "- -", ".", "n/a", "n.a.", "n. a.", "na", "k.a.", "k. a.", "none", "null",
    "(null)", "nan", "nil", "(blank)", "blank",
}  # fmt: skip
_BESIDE = re.compile(r"(.*?[\d).])\s?([^\W\d_]{1,12}[.²³]?)", re.DOTALL)
_PAIRS = (("cr", "dr"), ("H", "S"), ("haben", "soll"), ("C", "D"), ("credit", "debit"))
_SIDES = {word: sign for pair in _PAIRS for word, sign in zip(pair, (1, -1), strict=True)}
_UNITS = {
    "kg", "g", "mg", "lb", "lbs", "oz", "l", "ml", "cl", "dl", "hl", "cm", "mm", "km", "h", "hr",
    "hrs", "std", "min", "s", "sec", "d", "days", "pcs", "pc", "stk", "stck", "st", "ea", "each",
    "x", "kwh", "mwh", "wh", "m2", "m3", "qm",
}  # fmt: skip
_LETTERS = {"€": "EUR", "£": "GBP", "₹": "INR"}
_SIDE_ALONE = (
    "says on which side of an account it stands, and others do not. Write amounts that go out with "
    "a minus sign."
)
_MULTIPLES = {
    "k": "thousands", "tsd": "thousands", "tsd.": "thousands", "t": "thousands",
    "m": "millions", "mn": "millions", "mio": "millions", "mio.": "millions", "mln": "millions",
    "mil": "millions", "million": "millions", "millions": "millions", "b": "billions",
    "bn": "billions", "mrd": "billions", "mrd.": "billions", "lakh": "lakh", "lac": "lakh",
    "crore": "crore", "thousand": "thousands",
}  # fmt: skip


@dataclass(frozen=True)
class Amounts:
    """A column of numbers: NaN where there is none, with the reason; and what a reader should know.

    `blank` are the rows that hold nothing, or a word for it, such as a dash. `unit` is what stands
    beside the numbers, if it is one: %, the letters of a currency, or a word such as kg.
    """

    values: Numbers
    bad: Bad
    blank: Numbers
    unit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def percent(self) -> bool:
        """Whether they are percentages."""
        return self.unit == "%"


@dataclass(frozen=True)
class _Text:
    """A text of the column: the number in it, and the word that stands behind, if any."""

    written: Written | None
    word: str = ""

    @property
    def side(self) -> str:
        """The side of an account that the word may name; S is one, and s are seconds."""
        side = self.word if len(self.word) == 1 else self.word.lower().rstrip(".")
        return side if side in _SIDES else ""

    @property
    def unit(self) -> str:
        """The unit that the word may be."""
        word = self.word.lower().rstrip(".")
        may_be = word not in _MULTIPLES and (word in _UNITS or not self.side)
        return self.word if may_be else ""


def numbers(
    column: "pd.Series[str]", name: str, settings: Settings = NOTHING_SAID
) -> "tuple[pd.Series[float], Bad]":
    """Read a column of numbers; a bad one is NaN, with its reason. See `amounts`.

    Raises:
        ImportRefused: the amounts are in several currencies, or several units.
    """
    found = amounts(column, name, settings)
    return pd.Series(found.values, index=column.index), found.bad


def amounts(
    column: "pd.Series[str] | Coded", name: str, settings: Settings = NOTHING_SAID
) -> Amounts:
    """Read a column of numbers, every different text once.

    The column decides: one number that can only be read with a decimal comma makes all of them so,
    and likewise one with a point. Where none tells, the settings do: they know what was said, or
    what other columns prove. Else `1,250` is 1250, or 1.25 where semicolons part the cells; that is
    noted. A unit behind the numbers, such as 12 kg, is taken where there is only one.

    Raises:
        ImportRefused: the amounts are in several currencies, or several units.
    """
    held = coded(column)
    texts = [_text(text) for text in held.texts]
    known = [text.written for text in texts if text.written]
    _refuse_several(currencies := _currencies(known), "currencies", name)
    style, proved = _style(known, held.texts, settings)
    this = _Column.of(name, texts, style)
    _refuse_several(this.units, "units", name)
    read = [this.read(shown, text) for shown, text in zip(held.texts, texts, strict=True)]
    values = np.array([np.nan if isinstance(found, str) else found for found in read], float)
    reasons = {place: why for place, why in enumerate(read) if isinstance(why, str)}
    notes = [*_notes(held, this)]
    notes += [] if proved else [*_guesses(held, this, texts)]
    bad = Bad.of(held, reasons)
    blank = np.array([is_nothing(text) for text in held.texts], bool)
    unit = "%" if this.percent else _unit(currencies + this.units)
    if this.percent and settings.percent == "part":
        values, unit = values / 100, ""
    if currencies and settings.currency:
        unit = _unit([settings.currency.replace("none", "")])
    return Amounts(held.spread(values), bad, held.spread(blank), unit, tuple(notes))


def _unit(found: list[str]) -> str:
    """Return the one unit that was found, a currency by its letters where they are known."""
    return _LETTERS.get(found[0], found[0]) if len(found) == 1 else ""


def is_nothing(text: str) -> bool:
    """Return whether a text is what people and programs write where there is no number.

    >>> is_nothing("n/a"), is_nothing("–"), is_nothing(""), is_nothing("0"), is_nothing("#N/A")
    (True, True, True, False, False)
    """
    return not text or plain_signs(text).casefold() in _NOTHING


def _text(text: str) -> _Text:
    if written := written_numbers.number(text):
        return _Text(written)
    match = _BESIDE.fullmatch(plain_signs(text))
    if match and (written := written_numbers.number(match[1])):
        return _Text(written, match[2])
    return _Text(None)


@dataclass(frozen=True)
class _Column:
    """What the texts of a column say of each other."""

    name: str
    style: Style | None
    sides: tuple[str, str] | None
    percent: bool
    bare: bool
    units: list[str]

    @classmethod
    def of(cls, name: str, texts: list[_Text], style: Style | None) -> "_Column":
        found = [text for text in texts if text.written]
        named = {text.side for text in found}
        sides = next((pair for pair in _PAIRS if named == set(pair)), None)
        percent = any(text.written.percent for text in found if text.written)
        bare = any(not text.word for text in found)
        units = set() if sides else {text.unit for text in found} - {""}
        return cls(name, style, sides, percent, bare, sorted(units))

    def read(self, shown: str, text: _Text) -> float | str:
        """Return the number in a text, or why it is none of this column."""
        quoted = f"{self.name} “{short(shown)}”"
        if is_nothing(shown):
            return f"{self.name} is empty."
        if shown == NEVER_COMPUTED:
            return f"{self.name} is a formula that no program has computed."
        if text.written is None:
            return f"{quoted} is not a number."
        value = text.written.read(self.style)
        why = self._unclear(text) or self._unsure(shown, text.written, value)
        if why or value is None:
            return f"{quoted} {why}"
        return value * _SIDES[text.side] if self.sides else value

    def _unclear(self, text: _Text) -> str:
        word = text.word.lower().rstrip(".")
        if word in _MULTIPLES:
            return f"seems to be in {_MULTIPLES[word]}. Write the number in full."
        if self.sides or not word:
            return ""
        if not text.unit:
            return _SIDE_ALONE
        if self.bare and word not in _UNITS:
            return f"has “{text.word}” behind it, and others do not. Write the number alone."
        return ""

    def _unsure(self, shown: str, written: Written, value: float | None) -> str:
        if value is None:
            mark = "dot" if "." in shown else "comma"
            return f"can be read in two ways. Write it without the {mark}."
        if self.percent and not written.percent and 0 < abs(value) <= 1:
            return (
                "stands without a percent sign among percentages: it may be "
                f"{value:g}% or {value * 100:g}%. Write the sign."
            )
        return ""


def _style(
    found: list[Written], texts: Iterable[str], settings: Settings
) -> tuple[Style | None, bool]:
    """Return which decimal mark the column has, and whether that is known."""
    styles = written_numbers.styles_of(found)
    if styles:  # both: what fits both of them is refused
        return (styles.pop() if len(styles) == 1 else None), True
    if settings.decimal:
        return settings.decimal, True
    if not settings.comma_first:
        return "point", False
    return ("comma" if any("," in text for text in texts) else None), False


def _currencies(found: Iterable[Written]) -> list[str]:
    return sorted({number.currency for number in found if number.currency})


def _refuse_several(found: list[str], what: str, name: str) -> None:
    if len(found) > 1:
        raise ImportRefused(
            f"{name} holds several {what}: {say_list(found)}. They cannot be added up: "
            "give one file for each. Nothing was changed."
        )


def _guesses(held: Coded, this: _Column, texts: list[_Text]) -> Iterator[str]:
    """Say how a number was read that could be another, by what is usual only."""
    for shown, text in zip(held.texts, texts, strict=True):
        if text.written and text.written.certain is None:
            value = text.written.read(this.style)
            if value is not None:
                mark = "comma" if "," in shown else "point"
                yield (
                    f"{this.name}: “{short(shown)}” was read as {value:.15g}. Nothing in the file "
                    f"tells whether its {mark} stands before decimals or marks thousands."
                )
            return


def _notes(held: Coded, this: _Column) -> Iterator[str]:
    for place, text in enumerate(held.texts):
        if text and is_nothing(text):
            rows = say_count(held.rows(place), "row")
            yield f"“{text}” stands in {this.name} in {rows}; taken as no amount."
    if this.sides:
        into, out = (side.upper() if len(side) < 3 else side for side in this.sides)
        yield f"{this.name}: {into} was read as money in, and {out} as money out, with a minus."
    for unit in this.units if not this.bare or {u.lower() for u in this.units} <= _UNITS else ():
        among = ", and so were the numbers without it" if this.bare else ""
        yield f"{this.name}: the numbers were read as {unit}{among}."
