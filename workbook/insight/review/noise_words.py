"""A noise bill in plain sentences: what was asked for, what it cost, and what it all rests on."""

from collections.abc import Iterator

from workbook.insight.review.habit import SIGNAL, Bill
from workbook.insight.review.noise import Noise
from workbook.methods.process_behaviour import FIRM, LEAST
from workbook.wording import capital, say_count, say_date, say_list, say_number

__all__ = [
    "ASKS_COST",
    "SIGNAL",
    "cost",
    "grounds",
    "in_quarter",
    "lead",
    "misses",
    "signals",
    "untold",
]

ASKS_COST = "Say how many minutes each takes, of how many people, and what an hour costs."
"""What to do while the costs are not given."""


def lead(found: Noise) -> str:
    """Return the bill in a sentence."""
    size = say_number(found.habit.percent, "%")
    if not found.bills:
        return f"No series has the {say_count(LEAST, 'complete reading')} yet that limits need."
    if found.said("asked") == "0":
        return f"Nothing moved by more than {size}, so such a habit asks for no explanation."
    return (
        f"Whoever asks why each time something moves by more than {size} asks "
        f"{_times(found.said('asked'))}: {_split(found.said('signals'), found.said('noise'))}."
    )


def in_quarter(found: Noise) -> str:
    """Return the quarter's share of it in a sentence; nothing where no movement belongs to it."""
    asked, signals = found.said("asked_now"), found.said("signals_now")
    if asked in ("", "0"):
        return ""
    were = "was a signal" if signals == "1" else "were signals"
    none = "none was a signal" if signals == "0" else f"{signals} {were}"
    return f"In {found.quarter} alone: {_times(asked)}; {none}."


def misses(found: Noise) -> str:
    """Return what the habit does not see, in a sentence."""
    missed = found.said("missed")
    if missed in ("", "0"):
        return "It misses no signal on the charts." if missed else ""
    many = "one signal" if missed == "1" else f"{missed} signals"
    size = say_number(found.habit.percent, "%")
    return f"It misses {many}, where nothing moved by more than {size} and yet something changed."


def cost(found: Noise) -> str:
    """Return what the noise costs by the numbers given, or what they are while they are missing."""
    habit, hours = found.habit, found.said("hours")
    if found.said("noise") in ("", "0"):
        return ""
    if not hours:
        return ASKS_COST
    people = f"{say_number(habit.people)} {'person' if habit.people == 1 else 'people'}"
    minutes = say_number(habit.minutes, "minutes")
    counted = f"{found.said('noise')} × {minutes} × {people} = {hours}"
    if habit.hourly is None:
        return f"Explaining noise: {counted}."
    return f"Explaining noise: {counted}, or {found.said('cost')}, by the numbers you gave."


def grounds(found: Noise) -> Iterator[str]:
    """Yield what the limits rest on, and what chance alone would give."""
    if not found.bills:
        return
    whole = [bill.found.current for bill in found.bills]
    first = min(series.period(0).start for series in whole)
    last = max(series.period(-1).end for series in whole)
    readings = say_number(sum(map(len, whole)))
    series = f"{say_count(len(whole))} series"
    yield (
        f"The limits rest on {readings} complete readings of {series}, "
        f"{say_date(first)} to {say_date(last)}.{_provisional(found)}"
    )
    many = f"series as long as these, in about {found.said('chance_series')} of the {len(whole)}"
    those = f"They have {found.said('marked')}, in {found.said('series')}"
    if len(whole) == 1:
        many, those = "a series as long as this", f"It has {found.said('marked')}"
    yield (
        f"Chance alone would give about {_signals(found.said('chance'))} on {many}. {those}; here "
        f"each rule counts at each reading. {found.bills[0].chance.caveat}"
    )


def untold(found: Noise) -> Iterator[str]:
    """Yield a sentence on each series that has too few readings for limits."""
    for each in found.untold:
        few = say_count(len(each.current), "complete reading")
        yield f"“{each.kpi.name}” has {few}; limits need {say_count(LEAST)}. It is not counted."


def signals(bill: Bill) -> str:
    """Return what the chart of a series shows, whether for the better or not: nobody said so."""
    found = bill.found
    told = found.told(found.marks)
    return capital(f"{told}.") if told else "No signal: nothing but its usual variation."


def _times(count: str) -> str:
    return {"1": "once", "2": "twice"}.get(count, f"{count} times")


def _split(signals: str, noise: str) -> str:
    if noise == "0":
        return "all of it about signals"
    if signals == "0":
        return "all of it about noise"
    return f"{signals} about signals, {noise} about noise"


def _signals(count: str) -> str:
    return f"{count} signal{'s' * (count != '1')}"


def _provisional(found: Noise) -> str:
    names = [f"“{bill.found.kpi.name}”" for bill in found.bills if bill.provisional]
    if not names:
        return ""
    whose = "They" if len(names) == len(found.bills) else f"Those of {say_list(names)}"
    return f" {whose} are provisional: fewer than {FIRM} readings."
