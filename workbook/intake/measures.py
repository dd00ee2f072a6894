"""Which KPI a value belongs to, how often that KPI is read, and which period the value is for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

import pandas as pd

from workbook.intake.cells import dates
from workbook.intake.layout import Layout
from workbook.intake.merging import Measure, known_kpi, require_every
from workbook.intake.periods import parse_period, period_start
from workbook.intake.table import nearest
from workbook.strategy.destination import KPI, Frequency
from workbook.strategy.plan import Plan

__all__ = ["Moment", "measures", "moments"]

_DISTANCES: dict[Frequency, tuple[int, int]] = {
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (89, 92),
}  # in days, at least and at most
_A_FEW = 3  # dates, before their distance says how often a KPI is read


@dataclass(frozen=True)
class Moment:
    """A day, and the kind of period that it was written as; None for a plain date."""

    day: date
    every: Frequency | None

    def start(self, every: Frequency) -> date | None:
        """Return the first day of the period meant, or None where another kind was written."""
        return period_start(self.day, every) if self.every in (None, every) else None


def moments(laid_out: Layout) -> dict[int, Moment | str]:
    """Return when each value is for, by its place in the layout, or why that cannot be told."""
    found: dict[int, Moment | str] = {}
    plain: dict[int, str] = {}
    for place, cell in enumerate(laid_out.cells):
        if named := parse_period(cell.period):
            found[place] = Moment(*named)
        else:
            plain[place] = cell.period
    days, bad = dates(pd.Series(plain, dtype="object"), laid_out.period)
    found |= {place: Moment(days[place].date(), None) for place in plain if place not in bad}
    return found | {place: bad[place] for place in bad}


def measures(
    plan: Plan, laid_out: Layout, when: Mapping[int, Moment | str], every: Frequency | None
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


def _measure(
    plan: Plan, name: str, found: Sequence[Moment], every: Frequency | None
) -> Measure | str:
    if not name:
        return "The name of the KPI is empty."
    if known := known_kpi(plan, name):
        if every:
            require_every(known, every)
        return Measure(known.name, known.frequency, known.unit)
    if often := every or _written(found) or _distance(found):
        return Measure(name, often)
    near = nearest(name, (kpi.name for kpi in plan.all(KPI)))
    hint = f" Did you mean “{near}”?" if near else ""
    return (
        f"The workbook has no KPI “{name}”.{hint} "
        "To have it made, say how often it is read: --every day, week, month or quarter."
    )


def _written(found: Sequence[Moment]) -> Frequency | None:
    kinds = Counter(moment.every for moment in found if moment.every)
    return kinds.most_common(1)[0][0] if kinds else None


def _distance(found: Sequence[Moment]) -> Frequency | None:
    days = sorted({moment.day for moment in found if moment.every is None})
    if len(days) < _A_FEW:
        return None
    typical = median((after - before).days for before, after in pairwise(days))
    near = (every for every, (least, most) in _DISTANCES.items() if least <= typical <= most)
    return next(near, None)
