"""One value a period: each rule, computed on codes of days, periods and keys."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.intake.layouts.rules import Rule
from workbook.intake.tables.texts import Coded, Numbers

__all__ = ["Rows", "joined", "tally", "without_runs"]


@dataclass(frozen=True)
class Rows:
    """The rows that a rule can use: codes from 0 of their period, day and key, and what they hold.

    `periods` and `days` say how many there are of these; `period_of` is the period of each day.
    """

    period: Numbers
    day: Numbers
    period_of: Numbers
    periods: int
    keys: Numbers
    amounts: Numbers
    hits: Numbers


def tally(rule: Rule, rows: Rows) -> Numbers:
    """Return the value of each period; NaN where it holds no row."""
    size = np.bincount(rows.period, minlength=rows.periods).astype(float)
    if rule.kind == "count":
        return _where(size, size)
    if rule.adds_up:
        by_period = pd.Series(rows.amounts).groupby(rows.period)
        found = by_period.sum() if rule.kind == "sum" else by_period.mean()
        return found.reindex(range(rows.periods)).to_numpy(float)
    if rule.kind == "distinct_a_day":
        by_day = _different(rows.day, rows.keys, len(rows.period_of))
        added = np.bincount(rows.period_of, by_day, minlength=rows.periods)
        return _where(added, size)
    different = _different(rows.period, rows.keys, rows.periods)
    if rule.kind == "share":
        having = _different(rows.period[rows.hits], rows.keys[rows.hits], rows.periods)
        return _where(100 * having, size, different)
    return _where(size, size, different) if rule.kind == "rows_per" else _where(different, size)


def _where(values: Numbers, size: Numbers, by: Numbers | None = None) -> Numbers:
    """Return values, divided by others where given, and NaN where there is no row."""
    return np.where(size > 0, values / np.where(size > 0, 1 if by is None else by, 1), np.nan)


def _different(group: Numbers, keys: Numbers, groups: int) -> Numbers:
    """Return how many different keys each group holds."""
    width = int(keys.max()) + 1 if len(keys) else 1
    pairs = without_runs(group.astype(np.int64, copy=False) * width + keys)
    if (pairs[1:] < pairs[:-1]).any():  # else they stand in order, and none comes again
        pairs = pd.unique(pairs)
    return np.bincount(pairs // width, minlength=groups).astype(float)


def without_runs(codes: Numbers) -> Numbers:
    """Return codes with each run of the same as one: the lines of a ticket stand together."""
    return codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes


def joined(columns: list[Coded]) -> Numbers:
    """Return codes from 0 of what several columns hold together."""
    codes = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        codes, _ = pd.factorize(codes * len(column.texts) + column.codes)
    return codes
