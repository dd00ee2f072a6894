"""What every save did to every record, line by line."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import overload

from workbook.strategy.history import SIGNED, Change, utc

__all__ = ["Journal", "by_record", "explained", "of_those_that_stood"]


class Journal(Sequence[Change]):
    """The lines at hand in memory, oldest first; those of a database are looked up when asked for.

    Going through all of them is for exports: where much was imported, there are very many.
    """

    def __init__(self, lines: Iterable[Change] = ()) -> None:
        self._lines = tuple(lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Change: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...
    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        return self._lines[place]

    @property
    def first(self) -> Change | None:
        """The oldest line, if there is one."""
        return next(iter(self._lines), None)

    @property
    def last_at(self) -> datetime | None:
        """When the newest line about the plan was written, if there is one."""
        return max((line.at for line in self._lines if line.entity != SIGNED), default=None)

    def but_readings(self) -> Sequence[Change]:
        """Return the lines about everything but readings."""
        return [line for line in self._lines if line.entity != "reading"]

    def since(self, moment: datetime) -> Sequence[Change]:
        """Return the lines about records, but readings, that were written after a moment (UTC)."""
        later = (line for line in self.but_readings() if utc(line.at) > moment)
        return [line for line in later if line.entity != SIGNED]

    def revised(self, moment: datetime) -> Sequence[Change]:
        """Return the lines after a moment (UTC) about readings that stood then, and changed."""
        late = (line for line in self._lines if line.entity == "reading" and utc(line.at) > moment)
        return of_those_that_stood(late)

    def until(self, moment: datetime) -> "Journal":
        """Return the journal as it stood at a moment (UTC)."""
        return Journal(line for line in self._lines if utc(line.at) <= moment)

    def line(self, number: int) -> Change | None:
        """Return the line of this number, if there is one."""
        return next((line for line in self._lines if line.number == number), None)

    def of(self, record_id: str) -> Sequence[Change]:
        """Return the lines about one record."""
        return self._by_record.get(record_id, ())

    @cached_property
    def _by_record(self) -> dict[str, list[Change]]:
        return by_record(self._lines)


def of_those_that_stood(lines: Iterable[Change]) -> Sequence[Change]:
    """Return the lines about records that were there before the first of these lines."""
    of_each = by_record(lines).values()
    return [line for own in of_each if own[0].verb != "added" for line in own]


def explained(lines: Iterable[Change]) -> list[Change]:
    """Return one record's lines that changed it, with the reasons that were given later."""
    told: list[Change] = []
    for line in lines:
        told = [each.because(line) for each in told] if line.explains else [*told, line]
    return told


def by_record(lines: Iterable[Change]) -> dict[str, list[Change]]:
    """Return the lines about each record, in their order, by its id."""
    found: dict[str, list[Change]] = {}
    for line in lines:
        found.setdefault(line.record_id, []).append(line)
    return found
