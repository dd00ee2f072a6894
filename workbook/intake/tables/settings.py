"""What a person may say of a file, and what was recognised where they said nothing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from workbook.errors import ImportRefused
from workbook.written.dates import Order
from workbook.written.numbers import Style

__all__ = ["NOTHING_SAID", "Choice", "Recognised", "Settings"]

_NUMBERS = ("header", "header_rows")


@dataclass(frozen=True)
class Settings:
    """How a file is to be read; what is empty or None is found out by looking.

    `header` is the row that names the columns, as a spreadsheet numbers it, or 0 where there is
    none; `header_rows` says how many rows the names take. `totals` is "set aside" or "take",
    `hidden` is "leave out" or "take". `percent` is "whole" where 38% is 38, or "part" where it is
    0.38; `currency` is what amounts are in, or "none".
    """

    sheet: str = ""
    header: int | None = None
    header_rows: int | None = None
    encoding: str = ""
    delimiter: str = ""
    decimal: Style | None = None
    order: Order | None = None
    totals: str = ""
    hidden: str = ""
    percent: str = ""
    currency: str = ""

    @property
    def comma_first(self) -> bool:
        """Whether a comma before decimals is to be expected: with it, cells are parted by ;."""
        return self.decimal == "comma" or (self.decimal is None and self.delimiter == ";")

    def plain(self) -> dict[str, Any]:
        """Return what was said as plain values, for JSON.

        >>> Settings(header=4, decimal="comma").plain()
        {'header': 4, 'decimal': 'comma'}
        """
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Return the settings that `plain` wrote; what it does not know is passed over."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in plain.items() if name in known})

    def saying(self, what: str, value: str) -> Self:
        """Return the settings with one of them as a form or a command gives it; "" finds it out.

        >>> Settings().saying("header", "4").header
        4

        Raises:
            ImportRefused: a row that is no number.
        """
        said: Any = value
        if what in _NUMBERS and value:
            if not value.isdecimal():
                raise ImportRefused(f"“{value}” is no row. Give its number, or 0 for none.")
            said = int(value)
        changed: dict[str, Any] = {what: said if value else _EMPTY[what]}
        return replace(self, **changed)


NOTHING_SAID = Settings()
_EMPTY: dict[str, Any] = NOTHING_SAID.__dict__


@dataclass(frozen=True)
class Choice:
    """One way to read it: the value that `Settings.saying` takes, and how it is called."""

    value: str
    label: str


@dataclass(frozen=True)
class Recognised:
    """One thing that was found out about a file, said in words, and what else it could be.

    `what` names the setting. Where it is not `sure`, somebody should look at it.
    """

    what: str
    said: str
    value: str = ""
    sure: bool = True
    choices: tuple[Choice, ...] = field(default=())
