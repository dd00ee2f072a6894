"""Readings that look like a slip of the hand: far from all others, and nobody has said why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbook.methods.process_behaviour import LEAST
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.wording import say_number

__all__ = ["Doubt", "doubts", "is_far", "odd_readings"]

Values = NDArray[np.float64]

# A digit too many makes ten times, too few a tenth. What real change brings is nearer than this:
_TIMES_ONE = 8.0  # where one reading or few are known
_TIMES_ALL = 3.0  # the largest of many, or a third of the smallest
_WIDTHS = 4.0  # and beyond the natural limits, so many half widths from the centre


@dataclass(frozen=True)
class Doubt:
    """A typed reading to be asked about; it is believed once its note says why it is so."""

    kpi: KPI
    period: Period
    value: float
    before: float | None
    note: str

    @property
    def sentence(self) -> str:
        """What is odd about it."""
        unit, when = self.kpi.unit, self.period.label
        stood = (
            f", and before it {say_number(self.before, unit)}" if self.before is not None else ""
        )
        return f"{self.kpi.name} reads {say_number(self.value, unit)} for {when}{stood}."


def doubts(plan: Plan, quarter: Quarter, kpi: KPI) -> tuple[Doubt, ...]:
    """Return the readings of a quarter that are still to be confirmed, in time order."""
    return tuple(odd for odd in odd_readings(plan, quarter, kpi) if not odd.note)


@remembered
def odd_readings(plan: Plan, quarter: Quarter, kpi: KPI) -> tuple[Doubt, ...]:
    """Return the readings of a quarter that look like a slip, confirmed or not, in time order.

    Only what was typed is doubted: a file has its own account.
    """
    typed = plan.readings.in_quarter(plan.all(KPI), quarter).get(kpi.id)
    if typed is None or all(typed.sources):
        return ()
    return tuple(_odd(plan, quarter, kpi))


def _odd(plan: Plan, quarter: Quarter, kpi: KPI) -> Iterator[Doubt]:
    series = plan.series(kpi).whole.until(quarter.end)
    known = series.until(quarter.previous.end).values.tolist()
    for place in range(len(known), len(series)):
        value = float(series.values[place])
        note, odd = str(series.notes[place] or ""), False
        if not series.sources[place]:
            odd = _is_no_share(kpi, value, known) or is_far(value, np.array(known))
        if odd:
            yield Doubt(kpi, series.period(place), value, known[-1] if known else None, note)
        if note or not odd:
            known.append(value)


def is_far(value: float, others: Values) -> bool:
    """Return whether a value lies too far from the earlier ones to be believed unasked.

    >>> is_far(740, np.array([74.0, 75, 73, 76, 74, 75])), is_far(7.4, np.array([74.0]))
    (True, True)
    >>> is_far(90, np.array([74.0, 75, 73, 76, 74, 75])), is_far(0, np.array([3.0, 2]))
    (False, False)
    """
    if len(others) < LEAST:
        last = float(others[-1]) if len(others) else 0.0
        return value * last > 0 and not 1 / _TIMES_ONE < value / last < _TIMES_ONE
    level, ranges = others.mean(), np.abs(np.diff(others)).mean()
    low, high = others.min() / _TIMES_ALL, others.max() * _TIMES_ALL
    if others.min() <= 0:  # where there may be none, or less than none, nothing is too small
        low, high = -_TIMES_ALL * np.abs(others).max(), _TIMES_ALL * np.abs(others).max()
    return bool(not low <= value <= high and abs(value - level) > _WIDTHS * 2.66 * ranges)


def _is_no_share(kpi: KPI, value: float, known: list[float]) -> bool:
    """Return whether a percentage leaves 0 to 100 although nothing known of the KPI does."""
    stated = [each for each in (kpi.baseline, kpi.target, *known) if each is not None]
    share = kpi.unit.startswith("%") and all(0 <= each <= 100 for each in stated)
    return share and not 0 <= value <= 100
