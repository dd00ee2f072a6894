"""Which KPI a value belongs to, how often that KPI is read, and which period the value is for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pandas as pd

from workbook.calendar import Calendar
from workbook.errors import ImportRefused
from workbook.intake.counting.batch import Measure, known_kpi, require_every
from workbook.intake.counting.layout import Layout
from workbook.intake.periods import is_weekly, parse_period
from workbook.intake.tables.table import nearest
from workbook.intake.values.cells import dates
from workbook.period import Period, Unit
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.wording import say_date
from workbook.written.names import folded
from workbook.written.periods import how_to_write, is_iso_week, named, span
from workbook.written.signs import plain_signs

__all__ = ["Moment", "measures", "moments", "told_of_names"]

_DISTANCES: dict[Unit, tuple[int, int]] = {
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (89, 92),
}  # in days, at least and at most
_BEGINS = re.compile(
    r"\b(?:start\w*|begin\w*|commenc\w*|from|week of|w/c|wc|ab|von|du|debut|inicio|desde|dal)\b"
)
_ENDS = re.compile(r"\b(?:end\w*|until|to|w/e|we|bis|ende|fin|hasta|al)\b")
_SHORT_MONTH = re.compile(r"[^\W\d_]{3,}\.?[- ]\d{2}")
_AT_LEAST = 3  # one month in so many, as of a quarterly file
_MOST_YEARS = 15  # of months with two digits; a file of days has up to 31
_A_FEW = 3  # dates, before their distance says how often a KPI is read


@dataclass(frozen=True)
class Moment:
    """A day, and the kind of period that it was written as; None for a plain date."""

    day: date
    every: Unit | None
    begins: bool = False
    ends: bool = False
    written: str = ""

    def start(self, every: Unit, calendar: Calendar) -> date | None:
        """Return the first day of the period meant, or None where another kind was written.

        A week that is known to begin on the day, such as a Sunday, or to end on it, is the one of
        ours with which it shares most days.
        """
        if self.every not in (None, every):
            return None
        middle = 3 * (self.begins - self.ends) if every == "week" else 0
        day = self.day + timedelta(days=middle)
        return Period.of(every, day, calendar).start


def moments(laid_out: Layout, calendar: Calendar) -> dict[int, Moment | str]:
    """Return when each value is for, by its place in the layout, or why that cannot be told.

    Raises:
        ImportRefused: the dates, or the numbers of the weeks, could be meant in several ways.
    """
    found: dict[int, Moment | str] = {}
    plain: dict[int, str] = {}
    for place, cell in enumerate(laid_out.cells):
        if named := parse_period(cell.period, laid_out.period, calendar):
            found[place] = Moment(*named, begins=True, written=cell.period)
        elif between := span(cell.period):
            found[place] = _spanning(*between, calendar)
        else:
            plain[place] = cell.period
    _refuse_other_weeks(laid_out, plain.values())
    _refuse_short_months(cell.period for cell in laid_out.cells)
    days, bad = dates(pd.Series(plain, dtype="object"), laid_out.period, laid_out.order)
    begins, ends = (bool(said.search(_said(laid_out.period))) for said in (_BEGINS, _ENDS))
    found |= {
        place: Moment(days[place].date(), None, begins, ends) for place in plain if place not in bad
    }
    return found | {place: _say_how(bad[place], plain[place]) for place in bad}


def _said(column: str) -> str:
    return folded(column).replace("_", " ")


def _spanning(first: date, last: date, calendar: Calendar) -> Moment | str:
    """Return the period that two days enclose, or that they enclose none."""
    for unit in _DISTANCES:
        period = Period.of(unit, first, calendar)
        if (first, last) == (period.start, period.end):
            return Moment(first, unit)
    if last - first == timedelta(days=6):
        return Moment(first, "week", begins=True)
    return f"{say_date(first)} to {say_date(last)} is neither a day, a week, a month nor a quarter."


def _refuse_other_weeks(laid_out: Layout, plain: Iterable[str]) -> None:
    weekly = is_weekly(laid_out.period)
    for text in plain:
        found = named(text, weekly=weekly)
        if found and found[0] == "week" and not is_iso_week(text):
            raise ImportRefused(
                f"“{text}” is no week as ISO numbers them, so that these weeks are counted in "
                "another way. Write the first day of each week instead. Nothing was changed."
            )


def _refuse_short_months(texts: Iterable[str]) -> None:
    """Refuse Jul-26, Jul-27 and Jul-28, and Jul 27 and Aug 3: they may be days as well as months.

    Months of one year, or of years that follow each other, with few of them missing, are months.
    """
    found = {text for text in map(plain_signs, texts) if _SHORT_MONTH.fullmatch(text)}
    months = sorted({12 * year + month for _, year, month in filter(None, map(named, found))})
    if not months:
        return
    years = {(month - 1) // 12 for month in months}
    few = len(months) == 1 and all(" " in text for text in found)
    sparse = len(years) > 1 and _AT_LEAST * len(months) < months[-1] - months[0] + 1
    if few or sparse or len(years) > _MOST_YEARS:
        raise ImportRefused(
            f"“{min(found)}” may be a day or a month. Write days like 2026-07-31, and months like "
            "July 2026. Nothing was changed."
        )


def told_of_names(when: Iterable[Moment | str], calendar: Calendar) -> Iterator[str]:
    """Yield how quarters and weeks with a name were read, where they may be meant otherwise."""
    said = [each for each in when if isinstance(each, Moment)]
    kinds = {each.every: each.day for each in said if each.every and each.begins}
    weeks = [each for each in said if each.every == "week" and each.written]
    if other := next((each for each in weeks if not is_iso_week(each.written)), None):
        yield (
            f"Weeks were read as ISO numbers them: “{other.written}” begins on Monday "
            f"{say_date(other.day)}. If the file counts them otherwise, write their first days."
        )
    if "quarter" in kinds and calendar.year_begins != 1:
        quarter = calendar.quarter_of(kinds["quarter"])
        yield (
            f"Quarters were read as those of your business year: {quarter} is {quarter.months}. "
            "If the file means other months, write the first day of each quarter instead."
        )
    if "week" in kinds and calendar.week_begins != 0:
        yield (
            "Weeks with a number begin on Monday, and yours do not: each was taken for the week of "
            "yours that shares most days with it."
        )


def _say_how(reason: str, text: str) -> str:
    if not reason.endswith("is not a date."):
        return reason
    usual = "Write it like 2026-07-31, July 2026, 2026-W31 or 2026-Q3."
    return f"{reason} {how_to_write(text) or usual}"


def measures(
    plan: Plan, laid_out: Layout, when: Mapping[int, Moment | str], every: Unit | None
) -> dict[str, Measure | str]:
    """Return the KPI of each name in the file, or why there can be none.

    Raises:
        ImportRefused: a KPI of the workbook is read at another frequency than `every`.
    """
    by_name: dict[str, list[Moment]] = {cell.kpi: [] for cell in laid_out.cells}
    for place, cell in enumerate(laid_out.cells):
        moment = when[place]
        for name in by_name if laid_out.wide else [cell.kpi]:
            by_name[name] += [moment] if isinstance(moment, Moment) else []
    return {name: _measure(plan, name, found, every) for name, found in by_name.items()}


def _measure(plan: Plan, name: str, found: Sequence[Moment], every: Unit | None) -> Measure | str:
    if not name:
        return "The name of the KPI is empty."
    often = every or _written(found) or _distance(found)
    if known := known_kpi(plan, name, often):
        if every:
            require_every(known, every)
        return Measure(known.name, known.frequency, known.unit, known.id, plan.calendar)
    if often:
        return Measure(name, often, calendar=plan.calendar)
    near = nearest(name, (kpi.name for kpi in plan.all(KPI)))
    hint = f" Did you mean “{near}”?" if near else ""
    return (
        f"The workbook has no KPI “{name}”.{hint} "
        "To have it made, say how often it is read: --every day, week, month or quarter."
    )


def _written(found: Sequence[Moment]) -> Unit | None:
    kinds = Counter(moment.every for moment in found if moment.every)
    return kinds.most_common(1)[0][0] if kinds else None


def _distance(found: Sequence[Moment]) -> Unit | None:
    days = sorted({moment.day for moment in found if moment.every is None})
    if len(days) < _A_FEW:
        return None
    apart = [(after - before).days for before, after in pairwise(days)]
    if set(apart) == {28}:  # thirteen periods a year: months never follow each other so
        return None
    typical = median(apart)
    near = (every for every, (least, most) in _DISTANCES.items() if least <= typical <= most)
    return next(near, None)
