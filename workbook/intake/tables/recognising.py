"""What the cells of a file tell of how it is written: decimals, dates, percentages, currencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from workbook.intake.tables.columns import Column
from workbook.intake.tables.settings import Choice, Recognised, Settings
from workbook.wording import say_list
from workbook.written import dates, numbers
from workbook.written.dates import Order
from workbook.written.numbers import Style

__all__ = ["Cells", "cells_of"]

_FEW, _MANY = 2_000, 500  # rows that are looked at in a file, and in one of more than ten thousand
_LONG = 10_000
_MOSTLY = 0.8  # of the cells are numbers, or days
_STYLES: dict[Style, str] = {"point": "a point", "comma": "a comma"}
_ORDERS: dict[Order, str] = {"day first": "day", "month first": "month"}
_CALLED = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "MXN"), "kr": ("SEK", "NOK", "DKK", "ISK"),
    "¥": ("JPY", "CNY"),
}  # fmt: skip
_SHOWN = 3  # columns in a sentence


@dataclass(frozen=True)
class Cells:
    """The columns of numbers and of days, by a sample of their texts."""

    amounts: dict[str, dict[str, numbers.Written]] = field(default_factory=dict)
    days: dict[str, dict[str, dates.Written]] = field(default_factory=dict)

    @property
    def decimal(self) -> Style | None:
        """The decimal mark that some column proves, and none denies."""
        proved = {style for found in self.amounts.values() for style in _styles(found)}
        return proved.pop() if len(proved) == 1 else None

    def recognised(self, settings: Settings) -> Iterator[Recognised]:
        """Yield what is told, with the settings as they are used."""
        yield from self._decimals(settings)
        yield from self._order(settings)
        yield from self._percent(settings)
        yield from self._currency(settings)

    def _decimals(self, settings: Settings) -> Iterator[Recognised]:
        proved = {
            name: styles for name, found in self.amounts.items() if (styles := _styles(found))
        }
        unsure = {name: text for name, found in self.amounts.items() if (text := _unsure(found))}
        choices = tuple(Choice(style, f"With {said}") for style, said in _STYLES.items())
        if settings.decimal and (proved or unsure):
            said = f"Decimals are written with {_STYLES[settings.decimal]}."
            yield Recognised("decimal", said, settings.decimal, True, choices)
        elif proved and not unsure:
            said = "Decimals are written with a point in some columns, and with a comma in others."
            yield Recognised("decimal", said, "", True, choices)
        elif unsure:
            name, text = next(iter(unsure.items()))
            said = f"Nothing in the file tells whether “{text}” in “{name}” has decimals."
            yield Recognised("decimal", said, "", False, choices)

    def _order(self, settings: Settings) -> Iterator[Recognised]:
        choices = tuple(
            Choice(order, f"{each} first".capitalize()) for order, each in _ORDERS.items()
        )
        for name, found in self.days.items():
            either = [text for text, day in found.items() if day.day_first != day.month_first]
            if not either:
                continue
            orders = dates.orders_of(found.values())
            order = settings.order if len(orders) != 1 else next(iter(orders))
            if order:
                said = f"Dates such as {either[0]} in “{name}” have the {_ORDERS[order]} first."
            else:
                said = f"Dates such as {either[0]} in “{name}” may have the day or the month first."
            yield Recognised("order", said, order or "", order is not None, choices)

    def _percent(self, settings: Settings) -> Iterator[Recognised]:
        names = [n for n, found in self.amounts.items() if any(w.percent for w in found.values())]
        if names:
            text = next(t for t, written in self.amounts[names[0]].items() if written.percent)
            counts = "a part of 1" if settings.percent == "part" else text.rstrip(" %")
            said = f"{_quoted(names)}: percentages, of which {text} counts as {counts}."
            choices = (
                Choice("whole", f"{text} is {text.rstrip(' %')}"),
                Choice("part", f"{text} is a part of 1, as 50% is 0.5"),
            )
            yield Recognised("percent", said, settings.percent or "whole", True, choices)

    def _currency(self, settings: Settings) -> Iterator[Recognised]:
        alike: dict[str, list[str]] = {}
        for name, found in self.amounts.items():
            signs = sorted({written.currency for written in found.values() if written.currency})
            if len(signs) == 1:
                alike.setdefault(signs[0], []).append(name)
            elif signs:
                said = (
                    f"“{name}” is in several currencies, {say_list(signs)}, and cannot be added up."
                )
                yield Recognised("currency", said, sure=False)
        for sign, names in alike.items():
            verb = "is" if len(names) == 1 else "are"
            others = dict.fromkeys((settings.currency, sign, *_CALLED.get(sign, ())))
            choices = *(Choice(each, each) for each in others if each), Choice("none", "None")
            used = settings.currency or sign
            said = f"{_quoted(names)} {verb} in {used if used != 'none' else 'no currency'}."
            yield Recognised("currency", said, used, True, choices if len(alike) == 1 else ())


def cells_of(names: Sequence[str], columns: Sequence[Column]) -> Cells:
    """Look at some rows of each column, spread over all of them."""
    rows = len(columns[0].codes) if columns else 0
    looked_at = min(rows, _MANY if rows > _LONG else _FEW)
    at = np.unique(np.linspace(0, max(rows - 1, 0), looked_at).astype(np.int64))
    cells = Cells()
    for name, column in zip(names, columns, strict=True):
        if not name:
            continue
        texts = [text for text in dict.fromkeys(column[at]) if text]
        amounts = {text: found for text in texts if (found := numbers.number(text))}
        days = {} if len(amounts) == len(texts) else {
            text: day for text in texts if (day := dates.day(text))
        }  # fmt: skip
        if texts and len(amounts) >= _MOSTLY * len(texts):
            cells.amounts[name] = amounts
        elif texts and len(days) >= _MOSTLY * len(texts):
            cells.days[name] = days
    return cells


def _styles(found: dict[str, numbers.Written]) -> set[Style]:
    return numbers.styles_of(found.values())


def _unsure(found: dict[str, numbers.Written]) -> str:
    """Return a text that can be read in two ways where no other tells which, or nothing."""
    if _styles(found):
        return ""
    return next((text for text, written in found.items() if written.certain is None), "")


def _quoted(names: Sequence[str]) -> str:
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return say_list([*(f"“{name}”" for name in names[:_SHOWN]), *more])
