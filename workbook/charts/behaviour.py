"""The process-behaviour chart: a KPI over time between its natural limits."""

from workbook.charts.axes import Ends
from workbook.charts.drawing import Drawing
from workbook.charts.painter import Painter
from workbook.charts.plotted import plotted
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.wording import say_count, say_date

__all__ = ["behaviour_chart", "small_behaviour_chart"]


def behaviour_chart(found: KpiBehaviour, scale: Ends | None = None) -> Drawing:
    """Draw a KPI with at least one reading, 16.8 cm wide, with its lines named at the right.

    `scale` is what it shares with other charts, if it does; see `workbook.charts.scales`.
    """
    return _drawing(Painter(found, small=False, scale=scale))


def small_behaviour_chart(found: KpiBehaviour, scale: Ends | None = None) -> Drawing:
    """Draw the same 7.5 cm wide, for several side by side; its lines carry their values only."""
    return _drawing(Painter(found, small=True, scale=scale))


def _drawing(paint: Painter) -> Drawing:
    return Drawing(paint.svg, _words(paint.found), plotted(paint.found, paint.shown))


def _words(found: KpiBehaviour) -> str:
    kpi, readings = found.kpi, found.readings
    periods = say_count(len(readings), readings.unit)
    said = [
        f"Process-behaviour chart of {kpi.name}, {periods} to {say_date(readings.period(-1).end)}: "
        f"last reading {found.said_read(float(readings.values[-1]), kpi.unit)}"
        f"{', provisional' if readings.provisional[-1] else ''}"
    ]
    if found.limits:
        centre, lower, upper = map(
            found.said, (found.limits.centre, found.limits.lower, found.limits.upper)
        )
        said.append(f"centre line {centre}, natural limits {lower} to {upper}")
    if found.target is not None:
        said.append(f"target {found.said_read(found.target)}")
    said += [f"new limits from {say_date(p.start)} ({p.reason})" for p in found.phases]
    return f"{', '.join(said)}. {found.sentence}"
