"""What a process-behaviour chart draws as numbers, line by line."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from workbook.charts.plot import Line, Look, Plot
from workbook.insight.precision import decimals
from workbook.insight.review.kpi_chart import KpiBehaviour, Limits, Stretch
from workbook.strategy.series import Series

__all__ = ["plotted"]

Values = tuple[float | None, ...]
_LEVELS: tuple[tuple[str, Look], ...] = (
    ("upper", "limit"),
    ("centre", "centre"),
    ("lower", "limit"),
)
_NAMES = {"upper": "Upper limit", "centre": "Centre", "lower": "Lower limit"}


def plotted(found: KpiBehaviour, shown: Series, ringed: Sequence[int] = ()) -> Plot:
    """Return the numbers of a KPI's chart of the readings `shown`, the newest of all.

    A line that is drawn across bears its level in its name. `ringed` are complete readings that
    stand out besides the signals, as a mark counts them.
    """
    return Plot(
        days=tuple(day.isoformat() for day in shown.ends.tolist()),
        lines=tuple(_lines(found, shown, ringed)),
        unit=found.kpi.unit,
        places=found.limits.places if found.limits else decimals(shown.values.tolist()),
    )


def _lines(found: KpiBehaviour, shown: Series, ringed: Sequence[int]) -> Iterator[Line]:
    hidden = len(found.complete) - len(shown.whole)
    places = [hidden + at for at in (np.cumsum(shown.complete) - 1).tolist()]
    news = {mark.index for mark in found.news}
    marks: tuple[tuple[str, Look, Iterable[int]], ...] = (
        ("Ringed", "ringed", ringed),
        ("Earlier signals", "earlier", {mark.index for mark in found.marks} - news),
        ("Signals of this quarter", "signals", news),
    )
    # The readings first, then what lies across, then what stands out: later ones lie on top.
    yield Line("Readings", "readings", _only(shown, shown.complete))
    if not shown.complete.all():
        yield Line("Incomplete", "incomplete", _only(shown, ~shown.complete))
    if found.limits:
        yield from _levels(found, found.limits, places)
    if found.target is not None:
        said = found.said_read(found.target, found.kpi.unit)
        yield Line(f"Target {said}", "target", (found.target,))
    for name, look, some in marks:
        values = _at(some, places, shown)
        if any(value is not None for value in values):
            yield Line(name, look, values)


def _at(some: Iterable[int], places: Sequence[int], shown: Series) -> Values:
    wanted = np.isin(places, list(some)) & shown.complete
    return _only(shown, wanted)


def _only(shown: Series, wanted: NDArray[np.bool_]) -> Values:
    pairs = zip(shown.values.tolist(), wanted.tolist(), strict=True)
    return tuple(value if kept else None for value, kept in pairs)


def _levels(found: KpiBehaviour, limits: Limits, places: Sequence[int]) -> Iterator[Line]:
    newest = Stretch(found.first, len(found.complete), limits.centre, limits.lower, limits.upper)
    stretches = (*found.earlier, newest)
    for name, look in _LEVELS:
        said = found.said(getattr(limits, name), found.kpi.unit)
        levels = tuple(_level(stretches, place, name) for place in places)
        yield Line(f"{_NAMES[name]} {said}", look, levels[:1] if len(set(levels)) == 1 else levels)


def _level(stretches: Sequence[Stretch], place: int, name: str) -> float | None:
    within = (each for each in stretches if each.first <= place < each.last)
    stretch = next(within, None)
    return None if stretch is None else float(getattr(stretch, name))
