"""Charts on slides: one that people can edit where it is made of plain lines, else a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil, floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.util import Pt

from workbook.charts.plot import Line, Look, Plot
from workbook.pack.blocks import Chart
from workbook.pack.writers.office import legible
from workbook.pack.writers.pictures import DPI
from workbook.pack.writers.slides.tables import describe
from workbook.pack.writers.slides.words import SMALL, Paragraph, Words, rgb

__all__ = ["Drawn"]

_LEAST, _WIDE, _HIGH = 200.0, 0.42, 280.0  # points; a wide chart's best height is so much of it
_MONTH = 66.0  # points that the name of a month takes


@dataclass(frozen=True)
class Drawn:
    """A chart with its caption; `picture` is its PNG, for one that has no numbers."""

    chart: Chart
    picture: bytes

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of what it is drawn from."""
        return (self.chart.code,) if self.chart.code else ()

    @property
    def _caption(self) -> Words | None:
        text = self.chart.caption
        return Words((Paragraph(text, SMALL, muted=True),)) if text else None

    def height(self, width: float) -> float:
        """Return how high it stands at the least, with its caption."""
        below = self._caption.height(width) if self._caption else 0.0
        return below + (_LEAST if self.chart.plot else min(self._size(width, 1e6)[1], _HIGH))

    def most(self, width: float) -> float:
        """Return how high it stands at its best."""
        below = self._caption.height(width) if self._caption else 0.0
        return below + (_best(width) if self.chart.plot else self._size(width, 1e6)[1])

    @property
    def heads(self) -> bool:
        """Whether it ends in a heading, which it does not."""
        return False

    def split(self, width: float, room: float, *, alone: bool) -> None:
        """Return nothing: a chart stays whole."""

    def draw(self, slide: Any, box: tuple[float, float, float, float]) -> None:
        """Put the chart on a slide, as large as its place lets it be."""
        left, top, width, height = box
        caption = self._caption
        below = caption.height(width) if caption else 0.0
        if self.chart.plot:
            size = width, max(_LEAST, min(height - below, _best(width)))
            frame = _native(slide, self.chart.plot, (left, top, *size))
        else:
            size = self._size(width, max(_LEAST, height - below))
            place = map(Pt, (left, top, *size))
            frame = slide.shapes.add_picture(BytesIO(self.picture), *place)
        describe(frame, self.chart.alt)
        if caption:
            caption.draw(slide, (left, top + size[1], width, below))

    def _size(self, width: float, height: float) -> tuple[float, float]:
        """Return a picture's size within a place; it is never drawn larger than it was made."""
        across, down = (int.from_bytes(self.picture[at : at + 4], "big") for at in (16, 20))
        scale = min(width / across, height / down, 1.6 * 72 / DPI)
        return across * scale, down * scale


def _best(width: float) -> float:
    return max(width * _WIDE, _HIGH)


def _native(slide: Any, plot: Plot, box: tuple[float, float, float, float]) -> Any:
    data: Any = CategoryChartData(number_format=_format(plot))  # type: ignore[no-untyped-call]
    data.categories = [date.fromisoformat(day) for day in plot.days]
    low, high, step = _scale(plot)
    for line in plot.lines:
        data.add_series(legible(_name(line, low, high)), line.over(len(plot.days)))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *map(Pt, box), data)
    chart = frame.chart
    chart.has_title, chart.has_legend = False, True
    chart.font.size = Pt(SMALL)
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, days = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = low, high, step
    values.has_major_gridlines = False
    values.format.line.fill.background()
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = _format(plot)
    days.tick_labels.number_format_is_linked = False
    days.tick_labels.number_format = "mmm yyyy"
    days.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _months_apart(days, plot.days, int(box[2] / _MONTH))
    for series, line in zip(chart.plots[0].series, plot.lines, strict=True):
        _dress(series, line.look)
    return frame


def _format(plot: Plot) -> str:
    digits = "#,##0" + (f".{'0' * plot.places}" if plot.places else "")
    return f'{digits}"%"' if plot.unit.startswith("%") else digits


def _name(line: Line, low: float, high: float) -> str:
    """Return a line's name, which says so where it lies off the scale."""
    values = [value for value in line.values if value is not None]
    off = values and line.look == "target" and not low <= values[0] <= high
    return f"{line.name} (off the scale)" if off else line.name


def _scale(plot: Plot) -> tuple[float, float, float]:
    """Return the lowest and highest figure on the axis, and the step between its numbers.

    A target that lies far away would press all else together.
    """
    values = [
        v for line in plot.lines if line.look != "target" for v in line.values if v is not None
    ]
    low, high = min(values), max(values)
    for target in (v for line in plot.lines if line.look == "target" for v in line.values):
        if target is not None and low - 0.6 * (high - low) <= target <= high + 0.6 * (high - low):
            low, high = min(low, target), max(high, target)
    rough = ((high - low) or abs(high) or 1.0) / 5
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough)
    below, above = floor(low / step), ceil(high / step)
    ends = below * step, (above if above > below else below + 1) * step, step
    low, high, step = (round(each, 10) for each in ends)  # 60.4, not 60.400000000000006
    return low, high, step


def _months_apart(axis: Any, days: Sequence[str], most: int) -> None:
    """Name at most so many months on the axis of days."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    axis_xml = axis._element
    for tag, value in (
        ("c:baseTimeUnit", "days"),
        ("c:majorUnit", str(max(1, ceil(months / most)))),
        ("c:majorTimeUnit", "months"),
    ):
        for old in axis_xml.findall(qn(tag)):
            axis_xml.remove(old)
        axis_xml.append(parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>'))


# How each line looks: its colour (empty for the accent), width and dash; its marker, size, fill and
# edge; or None.
_Stroke = tuple[str, float, Any] | None
_Mark = tuple[Any, int, str, str] | None
_LOOKS: dict[Look, tuple[_Stroke, _Mark]] = {
    "readings": (("AEB7C2", 1.5, None), (XL_MARKER_STYLE.CIRCLE, 5, "56616F", "56616F")),
    "incomplete": (None, (XL_MARKER_STYLE.CIRCLE, 6, "FFFFFF", "56616F")),
    "centre": (("", 1.5, None), None),
    "limit": (("", 1.0, MSO_LINE.DASH), None),
    "target": (("1B2430", 1.5, MSO_LINE.ROUND_DOT), None),
    "earlier": (None, (XL_MARKER_STYLE.DIAMOND, 7, "56616F", "FFFFFF")),
    "signals": (None, (XL_MARKER_STYLE.DIAMOND, 9, "B8430C", "FFFFFF")),
    "ringed": (None, (XL_MARKER_STYLE.CIRCLE, 11, "", "1B2430")),
}


def _dress(series: Any, look: Look) -> None:
    stroke, mark = _LOOKS[look]
    series.smooth = False
    if stroke is None:
        series.format.line.fill.background()
    else:
        colour, width, dash = stroke
        if colour:
            series.format.line.color.rgb = rgb(colour)
        else:
            series.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_2
        series.format.line.width = Pt(width)
        if dash is not None:
            series.format.line.dash_style = dash
    if mark is None:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style, series.marker.size, fill, edge = mark
    if fill:
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(fill)
    else:
        series.marker.format.fill.background()
    series.marker.format.line.color.rgb = rgb(edge)
