"""Slips of a year among dates: one line of 2062 must not make a file seem to cover decades."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from workbook.intake.tables.texts import Bad, Coded
from workbook.intake.values.days import Moments
from workbook.wording import say_date

__all__ = ["believed"]

_BEGAN = date(1970, 1, 1)
_LONG = 20  # rows, before a year that is far away is a slip
_FAR, _FEW = 366, 0.01  # days between, and the share of rows


def believed(when: Moments, name: str, index: "pd.Index[int]") -> Moments:
    """Return moments without the few that lie more than a year from all others: slips of a year.

    In a short column nothing is called a slip.
    """
    days = when.days[when.read]
    kinds, rows = np.unique(days, return_counts=True)
    group = np.concatenate([[0], np.cumsum(np.diff(kinds) > _FAR)]) if len(kinds) else kinds
    sizes = np.bincount(group, rows) if len(kinds) else group
    few = sizes <= max(1, _FEW * len(days))
    if len(days) < _LONG or not few.any() or few.all():
        return when
    slips = kinds[few[group]]
    found = np.searchsorted(slips, when.days).clip(max=len(slips) - 1)
    is_slip = when.read & (slips[found] == when.days)
    reasons = {place: _why(name, int(day)) for place, day in enumerate(slips, 1)}
    held = Coded(["", *map(str, slips)], np.where(is_slip, found + 1, 0), index)
    both = [when.bad, Bad.of(held, reasons)]
    bad = Bad.joined(index, both, np.ones(len(index), bool))
    return replace(when, read=when.read & ~is_slip, bad=bad)


def _why(name: str, day: int) -> str:
    said = say_date(_BEGAN + timedelta(days=day))
    return f"{name} {said} lies more than a year from all other days. Check its year."
