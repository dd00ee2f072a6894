"""Which values a chart has room for: charts in one unit share a scale where it serves them all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbook.charts.axes import Ends
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.strategy.series import Series

__all__ = ["Scales", "own_scale", "scales"]

_FAR = 0.6  # of the height of all else: a target farther away is told by an arrow
_LEAST = 1 / 3  # of a shared scale that each chart has to fill


@dataclass(frozen=True)
class Scales:
    """The scale of each chart that has one with others, by its KPI's id.

    `apart` are the units whose charts have each their own: on one scale some would be flat.
    """

    by_kpi: Mapping[str, Ends]
    apart: tuple[str, ...]

    def of(self, found: KpiBehaviour) -> Ends | None:
        """Return the scale that a chart shares, if it shares one."""
        return self.by_kpi.get(found.kpi.id)


def own_scale(found: KpiBehaviour, shown: Series) -> Ends:
    """Return the lowest and highest figure that has its place among the readings shown.

    All that is drawn has its place but a target that is far away.
    """
    limits, target = found.limits, found.target
    levels = shown.values.tolist() + _former(found, shown)
    levels += [limits.upper, limits.lower, limits.centre] if limits else []
    low, high = min(levels), max(levels)
    far = _FAR * (high - low)
    if target is not None and low - far <= target <= high + far:
        low, high = min(low, target), max(high, target)
    pad = 0.08 * (high - low) or 0.1 * abs(high) or 1.0
    return low - pad, high + pad


def _former(found: KpiBehaviour, shown: Series) -> list[float]:
    """Return the limits of earlier phases that are in sight."""
    hidden = len(found.complete) - len(shown.whole)
    seen = (stretch for stretch in found.earlier if stretch.last > hidden)
    return [level for stretch in seen for level in (stretch.lower, stretch.upper)]


def scales(charts: Iterable[tuple[KpiBehaviour, Series]]) -> Scales:
    """Return the scales of the charts of one page, each with the readings that it shows."""
    units: dict[str, dict[str, Ends]] = defaultdict(dict)
    for found, shown in charts:
        if found.kpi.unit:
            units[found.kpi.unit][found.kpi.id] = own_scale(found, shown)
    several = {unit: each for unit, each in units.items() if len(each) > 1}
    whole = {unit: _whole(each.values()) for unit, each in several.items()}
    serves = {unit for unit, each in several.items() if _serves(whole[unit], each.values())}
    return Scales(
        {id: whole[unit] for unit in serves for id in several[unit]},
        tuple(unit for unit in several if unit not in serves),
    )


def _whole(ends: Iterable[Ends]) -> Ends:
    lows, highs = zip(*ends, strict=True)
    return min(lows), max(highs)


def _serves(whole: Ends, ends: Iterable[Ends]) -> bool:
    low, high = whole
    return all(top - bottom >= _LEAST * (high - low) for bottom, top in ends)
