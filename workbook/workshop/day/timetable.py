"""When each block of a day begins and ends, and what to do when one takes longer than planned.

Times are minutes since the midnight before the first day, so that a second day needs no other rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise, takewhile
from typing import Any

from workbook.errors import WorkbookError

__all__ = [
    "DAY", "LAST", "SOON", "Held", "Slot", "Timetable", "over_days", "say_clock", "say_time",
]  # fmt: skip

DAY = 24 * 60
SOON, LAST = 0.20, 0.05
"""Shares of a block's minutes that are left when the colour of the clock changes."""


@dataclass(frozen=True)
class Slot:
    """A block as the clock sees it: how long, how long at least, and when it must begin, if ever.

    One that is `dropped` stays in its place and takes no time.
    """

    id: str
    title: str
    minutes: int
    least: int = 1
    starts: int | None = None
    may_drop: bool = False
    dropped: bool = False

    @property
    def spare(self) -> int:
        """The minutes that it can give away."""
        return 0 if self.starts is not None or self.dropped else max(0, self.minutes - self.least)


@dataclass(frozen=True)
class Held:
    """When a block begins and ends; `over` names those with a fixed time that interrupt it."""

    slot: Slot
    begins: int
    ends: int
    over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Timetable:
    """The blocks of a workshop in their order, and when the first one begins."""

    begins: int
    slots: tuple[Slot, ...]

    def __post_init__(self) -> None:
        """Refuse fixed times that cannot hold.

        Raises:
            WorkbookError: a block has no time, or begins before the one with a fixed time before
                it has ended.
        """
        for slot in self.slots:
            if slot.minutes < 1:
                raise WorkbookError(f"“{slot.title}” has no minutes.")
        fixed = self.fixed
        if fixed and _starts(fixed[0]) < self.begins:
            raise WorkbookError(f"“{fixed[0].title}” would begin before the day does.")
        for before, after in pairwise(fixed):
            if _starts(before) + before.minutes > _starts(after):
                raise WorkbookError(
                    f"“{after.title}” at {say_time(_starts(after))} begins before “{before.title}” "
                    "has ended. Change one of the two times."
                )

    @property
    def fixed(self) -> tuple[Slot, ...]:
        """The blocks that begin at a fixed time, in their order."""
        return tuple(slot for slot in self.slots if slot.starts is not None and not slot.dropped)

    @property
    def held(self) -> tuple[Held, ...]:
        """When each block that is held begins and ends.

        What runs into a fixed time goes on behind it; so a fixed time always holds, and no minute
        is lost.
        """
        return tuple(self._laid())

    @property
    def ends(self) -> int:
        """When the last block ends."""
        return max((held.ends for held in self.held), default=self.begins)

    def ends_with(self, id: str) -> int:
        """Return when the day ends on which this block is held."""
        following = {id, *(slot.id for slot in self.after(id))}
        return max(held.ends for held in self.held if held.slot.id in following)

    @property
    def minutes(self) -> int:
        """How long all blocks take together, without the gaps between them."""
        return sum(slot.minutes for slot in self.slots if not slot.dropped)

    def at(self, id: str) -> Held:
        """Return when a block is held.

        Raises:
            KeyError: it is not held.
        """
        return {held.slot.id: held for held in self.held}[id]

    def begun(self, id: str, at: int) -> Held:
        """Return when a block is held that begins at another time than planned.

        Raises:
            KeyError: it is not held.
        """
        slot = self.at(id).slot
        return _flow(slot, at, [each for each in self.fixed if each.id != id])

    def after(self, id: str) -> tuple[Slot, ...]:
        """Return the blocks that are held after this one, on the same day."""
        place = [slot.id for slot in self.slots].index(id)
        today = self.at(id).begins // DAY
        rest = (slot for slot in self.slots[place + 1 :] if not slot.dropped)
        same = takewhile(lambda slot: slot.starts is None or slot.starts // DAY == today, rest)
        return tuple(same)

    def free_after(self, id: str) -> int:
        """Return the minutes between the blocks that follow and the next fixed time, if any."""
        upto = self.until_fixed(id)
        following = self.after(id)
        behind = following[len(upto)] if len(upto) < len(following) else None
        if behind is None or behind.starts is None:
            return 0
        last = self.at(upto[-1].id if upto else id)
        return max(0, behind.starts - last.ends)

    def until_fixed(self, id: str) -> tuple[Slot, ...]:
        """Return the blocks that follow before the next one with a fixed time."""
        return tuple(takewhile(lambda slot: slot.starts is None, self.after(id)))

    def with_minutes(self, minutes: Mapping[str, int]) -> "Timetable":
        """Return the same day, with other minutes for the blocks with these ids."""
        new = (replace(slot, minutes=minutes.get(slot.id, slot.minutes)) for slot in self.slots)
        return replace(self, slots=tuple(new))

    def without(self, id: str) -> "Timetable":
        """Return the same day without one block."""
        new = (replace(slot, dropped=slot.dropped or slot.id == id) for slot in self.slots)
        return replace(self, slots=tuple(new))

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON can keep."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Timetable":
        """Return the timetable that was kept.

        >>> day = Timetable(540, (Slot("a", "Choice", 75),))
        >>> Timetable.from_json(day.as_json()) == day
        True
        """
        return cls(kept["begins"], tuple(Slot(**each) for each in kept["slots"]))

    def _laid(self) -> Iterator[Held]:
        now, fixed = self.begins, self.fixed
        for slot in self.slots:
            if slot.dropped:
                continue
            if slot.starts is not None:
                held = Held(slot, slot.starts, slot.starts + slot.minutes)
                now = max(now, held.ends)
            else:
                held = _flow(slot, now, fixed)
                now = held.ends
            yield held


def _flow(slot: Slot, now: int, fixed: Sequence[Slot]) -> Held:
    """Lay a block into the time that fixed blocks leave free, from now on."""
    left, begins, over = slot.minutes, None, []
    for each in fixed:
        at = _starts(each)
        if at + each.minutes <= now or now + left <= at:
            continue
        if now < at:
            begins = now if begins is None else begins
            left -= at - now
        if begins is not None:
            over.append(each.title)
        now = at + each.minutes
    return Held(slot, now if begins is None else begins, now + left, tuple(over))


def _starts(slot: Slot) -> int:
    assert slot.starts is not None
    return slot.starts


def over_days(begins: int, slots: Iterable[tuple[int, Slot]]) -> "Timetable":
    """Return the timetable of blocks whose fixed times are times of day, each with its day from 1.

    A day that no fixed time begins starts when the first one did.
    """
    found, today = [], 1
    for day, slot in slots:
        midnight = (day - 1) * DAY
        starts = None if slot.starts is None else slot.starts + midnight
        if day > today and starts is None:
            starts = begins + midnight
        today = day
        found.append(replace(slot, starts=starts))
    return Timetable(begins, tuple(found))


def say_time(minute: int) -> str:
    """Return a time as people read it, with its day from the second one on.

    >>> say_time(570), say_time(24 * 60 + 545)
    ('09:30', 'day 2, 09:05')
    """
    days = minute // DAY
    return f"day {days + 1}, {say_clock(minute)}" if days else say_clock(minute)


def say_clock(minute: int) -> str:
    """Return the time of day, of whichever day.

    >>> say_clock(24 * 60 + 545)
    '09:05'
    """
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
