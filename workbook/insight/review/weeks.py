"""A KPI that is read daily, by week: days differ by weekday, and ten years of them are too many."""

import numpy as np

from workbook.methods.process_behaviour import LEAST
from workbook.strategy.series import Series

__all__ = ["charted"]

MONDAY = np.datetime64("1970-01-05", "D")


def charted(series: Series, summary: str) -> Series:
    """Return what is charted of a KPI: of one read daily its weeks, once six of them are whole.

    `summary` says what a week shows of its days: their mean, sum or last.
    """
    if series.unit != "day" or not len(series.whole):
        return series
    weeks = _by_week(series, summary)
    return weeks if len(weeks.whole) >= LEAST else series


def _by_week(days: Series, summary: str) -> Series:
    """Return weeks, each with the mean, sum or last of its whole days.

    The first and the last week are incomplete when they have fewer days than weeks usually have:
    readings may begin or stop in their middle. In between, a day without one was a closed day.
    """
    whole, first_day = days.whole, MONDAY + days.calendar.week_begins
    weeks = (whole.starts - first_day) // np.timedelta64(7, "D")
    numbers, first, held = np.unique(weeks, return_index=True, return_counts=True)
    parts, open_yet = (
        (days[these].starts - first_day) // np.timedelta64(7, "D")
        for these in (~days.complete, days.provisional)
    )
    complete = ~np.isin(numbers, parts)
    for edge in (0, -1):
        complete[edge] &= held[edge] >= np.median(held)
    sums = np.add.reduceat(whole.values, first)
    last = whole.values[first + held - 1]
    none = np.full(len(numbers), None, dtype=object)
    return Series(
        "week",
        first_day + numbers * np.timedelta64(7, "D"),
        {"sum": sums, "mean": sums / held, "last": last}[summary],
        complete,
        none,
        np.full(len(numbers), "", dtype=object),
        none,
        np.isin(numbers, open_yet),
        calendar=days.calendar,
    )
