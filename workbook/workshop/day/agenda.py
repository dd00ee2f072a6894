"""Agendas for a workshop, from plain files that a consultant can change or add to."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from workbook.errors import NotFound, WorkbookError
from workbook.resources import templates
from workbook.strategy.workshop.clock import minute_of
from workbook.wording import say_list
from workbook.workshop.day.timetable import DAY, Slot, Timetable, over_days, say_clock

__all__ = ["Agenda", "AgendaBlock", "agenda", "agenda_files", "agendas", "shipped"]


@dataclass(frozen=True)
class AgendaBlock:
    """One block of an agenda: what is done, for how long, and what comes out of it.

    `starts` is a time that holds, as for lunch. `alone` says how one person does the same, and
    `chapter` where. `asks` name prepared questions, and `checks` outputs that are counted.
    """

    title: str
    minutes: int
    output: str
    method: str
    alone: str = ""
    materials: str = ""
    who: str = ""
    chapter: str = ""
    starts: str = ""
    day: int = 1
    least: int = 0
    may_drop: bool = False
    asks: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """A day or two in blocks; `name` is that of its file."""

    name: str
    title: str
    about: str
    begins: str
    blocks: tuple[AgendaBlock, ...]

    @property
    def timetable(self) -> Timetable:
        """When its blocks are held, where it begins as it says.

        Raises:
            WorkbookError: its fixed times cannot hold.
        """
        listed = enumerate(self.blocks)
        slots = ((block.day, _slot(str(place), block)) for place, block in listed)
        return over_days(_minute(self.begins) or 0, slots)

    @property
    def days(self) -> int:
        """How many days it takes."""
        return max(block.day for block in self.blocks)

    @property
    def told(self) -> str:
        """From when to when it goes, or how many days, and how many blocks it has."""
        day = self.timetable
        times = f"{say_clock(day.begins)}–{say_clock(day.ends)}"
        span = times if self.days == 1 else f"{self.days} days"
        return f"{span}, {len(self.blocks)} block{'s' if len(self.blocks) > 1 else ''}"


def shipped() -> Path:
    """Return the folder of the agendas that came with the program."""
    return templates() / "library" / "agendas"


def agenda_files(beside: Path | None = None) -> tuple[Path, ...]:
    """Return the files of all agendas: those that came with the program, and your own.

    Your own are in a folder `agendas` `beside` the workbook; of two with one name yours counts.
    """
    folders = [shipped(), *([beside / "agendas"] if beside else [])]
    named = {path.name: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return tuple(named.values())


def agendas(beside: Path | None = None) -> tuple[tuple[Agenda, ...], tuple[str, ...]]:
    """Return all agendas, the shortest first, and what is wrong with files that are none."""
    found, troubles = [], []
    for path in agenda_files(beside):
        try:
            found.append(agenda(path))
        except WorkbookError as error:
            troubles.append(str(error))
    found.sort(key=lambda each: (each.timetable.minutes, each.name))
    return tuple(found), tuple(troubles)


def agenda(path: Path) -> Agenda:
    """Return the agenda in a file.

    Raises:
        NotFound: there is no such file.
        WorkbookError: it cannot be read, or something in it is missing, wrong or unknown; the text
            says where.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise NotFound(f"There is no agenda {path}.") from None
    except OSError as error:
        raise WorkbookError(f"The agenda {path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkbookError(f"The agenda {path} cannot be read: {error}.") from None
    blocks = given.pop("block", [])
    if not isinstance(blocks, list) or not blocks:
        raise WorkbookError(f"{path} has no [[block]].")
    values = _values(f"{path}", _HEAD, given)
    read = tuple(_block(f"{path}, [[block]] {n}", each) for n, each in enumerate(blocks, 1))
    if any(later.day < earlier.day for earlier, later in pairwise(read)):
        raise WorkbookError(f"{path}: a block of an earlier day stands behind one of a later day.")
    found = Agenda(name=path.stem, blocks=read, **values)
    try:
        found.timetable  # noqa: B018 -- refused here, where the file is named
    except WorkbookError as error:
        raise WorkbookError(f"{path}: {error}") from None
    return found


def _slot(id: str, block: AgendaBlock) -> Slot:
    least = block.least or block.minutes
    return Slot(id, block.title, block.minutes, least, _minute(block.starts), block.may_drop)


def _block(where: str, given: Any) -> AgendaBlock:
    values = _values(where, _BLOCK, given if isinstance(given, dict) else {})
    block = AgendaBlock(**values)
    if not 1 <= block.minutes <= 600:
        raise WorkbookError(f"{where}: “minutes” lie between 1 and 600.")
    if not 0 <= block.least <= block.minutes:
        raise WorkbookError(f"{where}: “least” lies between 0 and its {block.minutes} minutes.")
    if not 1 <= block.day <= 5:
        raise WorkbookError(f"{where}: “day” lies between 1 and 5.")
    return block


def _values(where: str, known: Mapping[str, Field[Any]], given: Mapping[str, Any]) -> Any:
    if unknown := sorted(set(given) - set(known)):
        there = say_list(sorted(known))
        raise WorkbookError(f"{where}: there is no “{unknown[0]}” here. There is {there}.")
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in given:
            values[name] = _value(where, name, field, given[name])
        elif field.default is MISSING:
            raise WorkbookError(f"{where}: “{name}” is missing.")
    return values


def _value(where: str, name: str, field: Field[Any], value: Any) -> Any:
    if field.type == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise WorkbookError(f"{where}: “{name}” has to be a list of names in quotes.")
    if type(value) is not field.type:
        raise WorkbookError(f"{where}: “{name}” has to be {_KINDS[field.type]}.")
    if field.default is MISSING and value in ("", 0):
        raise WorkbookError(f"{where}: “{name}” is missing.")
    if name in ("begins", "starts") and value and _minute(value) is None:
        raise WorkbookError(f"{where}: “{name}” has to be a time of day, such as 9:30.")
    return value.strip() if isinstance(value, str) else value


def _minute(written: str) -> int | None:
    found = minute_of(written)
    return found if found is not None and found < DAY else None


_KINDS: Mapping[Any, str] = {
    str: "text in quotes", int: "a whole number", bool: "true or false",
}  # fmt: skip
_BLOCK = {field.name: field for field in fields(AgendaBlock)}
_HEAD = {f.name: f for f in fields(Agenda) if f.name not in ("name", "blocks")}
