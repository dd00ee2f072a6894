"""What a file seems to be: readings, lines, people or objectives, and what that is known by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbook.intake.layouts.contents import Held
from workbook.intake.layouts.header_words import Kind, fields_of, fit, plain, unused_of
from workbook.intake.layouts.mapping import Sure
from workbook.intake.proposals.matching import HELD, NAMED, matched, names_a_period
from workbook.intake.tables.refused import OURS

__all__ = ["Seems", "kind_of"]


@dataclass(frozen=True)
class Seems:
    """A kind, how sure it is, and what it was known by."""

    kind: Kind | Literal[""]
    sure: Sure = "guess"
    why: str = ""


def kind_of(held: Sequence[Held]) -> Seems:
    """Return what a file seems to be, by its header, and by its cells where that is silent."""
    return (
        _long_readings(held)
        or _objectives(held)
        or _people(held)
        or _periods_across(held)
        or _dated(held)
        or Seems("", "guess", "")
    )


def _long_readings(held: Sequence[Held]) -> Seems | None:
    found = matched(held, "readings")
    if all(found.of(key, NAMED) for key in ("period", "kpi", "value")):
        return Seems("readings", "sure", "Each row is the value of one KPI for one period.")
    return None


def _objectives(held: Sequence[Held]) -> Seems | None:
    found = matched(held, "objectives")
    named = found.of("name", HELD)
    besides = [key for key in ("owner_id", "due", "kpi.name", "why", "parent_id", "weight")
               if found.of(key, NAMED)]  # fmt: skip
    if not named or not besides or _is_dated_list(held):
        return None
    goal = plain(named[0].name) not in _OTHERS_TOO
    return Seems("objectives", "sure" if goal else "likely", "Each row is a goal of yours.")


_OTHERS_TOO = ("result", "what", "priority", "was", "vorhaben", "name", "title")
"""Headers of goals that lists of other things have, too."""


def _is_dated_list(held: Sequence[Held]) -> bool:
    found = matched(held, "transactions")
    return bool(found.of("amount", NAMED) or found.of("ticket", NAMED))


def _people(held: Sequence[Held]) -> Seems | None:
    found = matched(held, "people")
    parts = found.of("first_name", NAMED) and found.of("last_name", NAMED)
    if not (found.of("name", HELD) or parts) or _is_dated_list(held):
        return None
    if any(found.of(key, NAMED) for key in ("role", "department_id", "left_on")):
        return Seems("people", "sure", "Each row is one of your people.")
    if parts:
        return Seems("people", "guess", "Each row names somebody.")
    return None


def _periods_across(held: Sequence[Held]) -> Seems | None:
    periods = [column for column in held if names_a_period(column)]
    words = [column for column in held if column.filled and column.is_full_of("words")]
    if len(periods) < 2 or not words:
        return None
    named = matched(held, "readings").of("kpi", NAMED)
    return Seems("readings", "sure" if named else "likely",
                  "Each row is a KPI, with one column for each period.")  # fmt: skip


def _dated(held: Sequence[Held]) -> Seems | None:
    """Tell lines from readings: a period comes once for a reading, and lines have other marks."""
    lines, values = matched(held, "transactions"), matched(held, "readings")
    dates = lines.of("date") or values.of("period") or [c for c in held if c.is_full_of("day")]
    if not dates:
        return None
    date = dates[0]
    booked = fit(date.name, fields_of("readings")["period"])[0] < NAMED
    mark = next(((key, found[0]) for key in _MARKS if (found := lines.of(key, NAMED))), None)
    if mark or date.repeats:
        strong = bool(mark) and bool(lines.of("date", HELD))
        why = f"“{mark[1].name}” {_MARKS[mark[0]]}" if mark else (
            f"several rows have the same {date.name}")  # fmt: skip
        return Seems("transactions", "sure" if strong else "likely",
                      f"Each row is a line of a till, a shop or a bank: {why}.")  # fmt: skip
    rest = [column for column in held if column.place != date.place and column.filled]
    amounts = [column for column in rest if column.is_full_of("number")]
    if not amounts:
        return None
    plain = all(column in amounts or _is_aside(column) for column in rest)
    if lines.of("date", NAMED) and lines.of("amount", NAMED) and (booked or not plain):
        why = f"“{date.name}” and “{lines.of('amount')[0].name}” stand on each."
        return Seems("transactions", "sure" if booked else "likely",
                      f"Each row is a line of a till, a shop or a bank: {why}")  # fmt: skip
    return Seems("readings", "sure" if plain else "guess",
                  f"Each row has another {date.name}, and numbers beside it.")  # fmt: skip


_MARKS = {
    "ticket": "gives its number",
    "item": "names what was sold",
    "customer": "names who pays or is paid",
}
"""What a column of lines says that readings have no use for, the clearest first."""


def _is_aside(column: Held) -> bool:
    return column.name in OURS or fit(column.name, unused_of("readings"))[0] > 0
