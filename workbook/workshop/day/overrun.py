"""What to do when a block takes longer: four ways, each with what it would do to the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbook.wording import say_list
from workbook.workshop.day.sharing import cut_in_proportion
from workbook.workshop.day.timetable import Slot, Timetable, say_clock

__all__ = ["Choice", "choices"]

Way = Literal["free", "take", "shrink", "drop", "move"]


@dataclass(frozen=True)
class Choice:
    """One way out: what it does in words, and the day as it would be.

    `day` is None where it cannot be done; the words then say why. `about` is the block dropped.
    """

    way: Way
    words: str
    day: Timetable | None
    about: str = ""


def choices(day: Timetable, id: str, need: int) -> tuple[Choice, ...]:
    """Return what can be done so that the block `id` may take `need` minutes more.

    Minutes before the next fixed time that nothing is planned for are used up first; where they
    are enough, nothing else has to give.

    Raises:
        KeyError: the block is not held.
        ValueError: no minute is needed.
        WorkbookError: the block would run into a fixed time although it has one itself.

    >>> day = Timetable(540, (Slot("a", "Choice", 60), Slot("b", "Route", 45, least=30)))
    >>> [(each.way, each.words) for each in choices(day, "a", 10)][0]
    ('take', 'Take 10 minutes from “Route”: it has 35 instead of 45.')
    """
    if need < 1:
        raise ValueError("No minute is needed.")
    longer = day.with_minutes({id: day.at(id).slot.minutes + need})
    cut = need - min(need, day.free_after(id))
    if not cut:
        return (Choice("free", f"{_before_fixed(day, id)} take it up.", longer),)
    return (
        *(_torn(each, day) for each in (_take(longer, id, cut), _shrink(longer, id, cut))),
        *(_torn(each, day) for each in _drop(longer, day, id, cut)),
        _torn(Choice("move", _ending(day, longer, id), longer), day),
    )


def _before_fixed(day: Timetable, id: str) -> str:
    minutes = _minutes(day.free_after(id))
    fixed = day.after(id)[len(day.until_fixed(id))]
    return f"The {minutes} before “{fixed.title}” that nothing is planned for"


def _take(longer: Timetable, id: str, cut: int) -> Choice:
    following = next((slot for slot in longer.after(id) if slot.starts is None), None)
    if following is None:
        return Choice("take", "Nothing follows that could give its minutes.", None)
    name, had = f"“{following.title}”", following.minutes
    if following.spare < cut:
        can = _minutes(following.spare) if following.spare else "no minute"
        needs = f"{name} needs at least {following.least} of its {_minutes(had)}"
        return Choice("take", f"{needs}: it can give {can}, and {cut} are needed.", None)
    words = f"Take {_minutes(cut)} from {name}: it has {had - cut} instead of {had}."
    return Choice("take", words, longer.with_minutes({following.id: had - cut}))


def _shrink(longer: Timetable, id: str, cut: int) -> Choice:
    near, all_after = longer.until_fixed(id), longer.after(id)
    giving = near if _spare(near) >= cut else all_after
    if _spare(giving) < cut:
        can = _minutes(_spare(giving)) if _spare(giving) else "no minute"
        words = f"Those that follow can give {can} together, and {cut} are needed."
        return Choice("shrink", words, None)
    had = [slot.minutes for slot in giving]
    cuts = cut_in_proportion(had, [slot.spare for slot in giving], cut)
    left = {slot.id: slot.minutes - less for slot, less in zip(giving, cuts, strict=True) if less}
    said = [f"“{slot.title}” {left[slot.id]}" for slot in giving if slot.id in left]
    words = f"Take {_minutes(cut)} from all that follow: {say_list(said)} minutes."
    return Choice("shrink", words, longer.with_minutes(left))


def _drop(longer: Timetable, day: Timetable, id: str, cut: int) -> Iterator[Choice]:
    able = [slot for slot in longer.after(id) if slot.may_drop]
    if not able:
        yield Choice("drop", "None of those that follow may be dropped.", None)
    for slot in able:
        without = longer.without(slot.id)
        words = f"Drop “{slot.title}”: it frees {_minutes(slot.minutes)}{_rest(slot, cut)}."
        yield Choice("drop", f"{words} {_ending(day, without, id)}", without, slot.id)


def _rest(slot: Slot, cut: int) -> str:
    rest = slot.minutes - cut
    return "" if rest == 0 else f", {rest} more than needed" if rest > 0 else f", and {-rest} lack"


def _torn(choice: Choice, day: Timetable) -> Choice:
    """Return the choice, told of what a fixed time would interrupt."""
    held = choice.day.held if choice.day else ()
    torn = [each for each in held if each.over and not day.at(each.slot.id).over]
    goes_on = [f" “{each.slot.title}” goes on after {_named(each.over)}." for each in torn]
    return replace(choice, words="".join([choice.words, *goes_on]))


def _ending(before: Timetable, after: Timetable, id: str) -> str:
    planned, now = (say_clock(day.ends_with(id)) for day in (before, after))
    if planned == now:
        return f"The day ends at {now} as planned."
    return f"The day ends at {now} instead of {planned}."


def _named(titles: Sequence[str]) -> str:
    return say_list([f"“{title}”" for title in titles])


def _spare(slots: Sequence[Slot]) -> int:
    return sum(slot.spare for slot in slots)


def _minutes(count: int) -> str:
    return f"{count} minute" if count == 1 else f"{count} minutes"
