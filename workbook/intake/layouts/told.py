"""What a person may say of a till's rows that the file does not: closed days, a zone, and signs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self, get_args
from zoneinfo import available_timezones

from workbook.errors import ImportRefused
from workbook.written.dates import day

__all__ = ["NOTHING_TOLD", "Mark", "Told", "Treat"]

Treat = Literal["minus", "skip", "keep"]
_MARK = re.compile(rf"(.+?)=(.+):({'|'.join(get_args(Treat))})")


@dataclass(frozen=True)
class Mark:
    """What to do with the rows in which a column holds a value.

    `minus` takes their amounts off, `skip` leaves them out, and `keep` leaves them as they are.
    """

    column: str
    value: str
    how: Treat

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a mark as it is written on the command line.

        >>> Mark.parse("Type=Refund:minus")
        Mark(column='Type', value='Refund', how='minus')

        Raises:
            ImportRefused: it is not written so.
        """
        match = _MARK.fullmatch(text.strip())
        if not match:
            raise ImportRefused(
                f"“{text}” does not say what to do with which rows. Write COLUMN=VALUE, and minus, "
                "skip or keep behind it: “Type=Refund:minus”."
            )
        how: Treat = match[3]  # type: ignore[assignment]
        return cls(match[1].strip(), match[2].strip(), how)

    def __str__(self) -> str:
        return f"{self.column}={self.value}:{self.how}"


@dataclass(frozen=True)
class Told:
    """Days on which the business was closed, the time zone that it lives in, and marked rows."""

    closed: tuple[date, ...] = ()
    zone: str = ""
    marks: tuple[Mark, ...] = ()

    @classmethod
    def parse(cls, closed: str = "", zone: str = "", marks: Iterable[str] = ()) -> Self:
        """Read it as it is written on the command line; days stand between commas.

        >>> Told.parse("2026-01-01, 25.12.2026").closed[1].isoformat()
        '2026-12-25'

        Raises:
            ImportRefused: a day, the zone or a mark cannot be read.
        """
        if zone and zone not in available_timezones():
            raise ImportRefused(
                f"“{zone}” is no time zone. Write it like Europe/Paris or America/New_York."
            )
        days = tuple(sorted(map(_closed, filter(None, map(str.strip, closed.split(","))))))
        return cls(days, zone, tuple(map(Mark.parse, marks)))

    def plain(self) -> dict[str, Any]:
        """Return what was told as plain values, for JSON."""
        said = {
            "closed": [day.isoformat() for day in self.closed],
            "zone": self.zone,
            "marks": list(map(str, self.marks)),
        }
        return {name: value for name, value in said.items() if value}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `plain` wrote."""
        return cls(
            tuple(map(date.fromisoformat, plain.get("closed", ()))),
            plain.get("zone", ""),
            tuple(map(Mark.parse, plain.get("marks", ()))),
        )

    def over(self, before: "Told") -> "Told":
        """Return it with what it leaves open as it was before."""
        return Told(
            self.closed or before.closed, self.zone or before.zone, self.marks or before.marks
        )


NOTHING_TOLD = Told()


def _closed(text: str) -> date:
    found = day(text)
    if not (found and found.certain):
        raise ImportRefused(f"“{text}” is no day. Write closed days like 2026-01-01,2026-12-25.")
    return found.certain
