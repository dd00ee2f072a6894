"""A series between its natural limits, with a ring round each movement that a habit asks about."""

from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes

from workbook.charts.behaviour import Painter
from workbook.charts.drawing import Drawing
from workbook.charts.plot import Plot
from workbook.charts.plotted import plotted
from workbook.charts.style import INK, draw
from workbook.insight.review.habit import Bill
from workbook.wording import say_count

__all__ = ["noise_chart", "small_noise_chart"]


def noise_chart(bill: Bill) -> Drawing:
    """Draw a series 16.8 cm wide, with its lines named at the right."""
    paint = _Ringed(bill.found, small=False, bill=bill)
    return Drawing(draw(16.8, 4.0, (0.2, 0.95, paint.right, 0.25), paint), *_told(paint))


def small_noise_chart(bill: Bill) -> Drawing:
    """Draw the same 7.5 cm wide, for two side by side; its lines carry their values only."""
    paint = _Ringed(bill.found, small=True, bill=bill)
    return Drawing(draw(7.5, 3.1, (0.15, 0.9, paint.right, 0.2), paint), *_told(paint))


@dataclass(frozen=True)
class _Ringed(Painter):
    """The chart of all readings alike: no quarter is set off, and every signal stands out."""

    bill: Bill

    def __call__(self, axes: Axes) -> None:
        super().__call__(axes)
        asked = self.at(self.bill.asked)
        axes.plot(
            self.x(asked), asked.values,
            ls="none", marker="o", ms=5.2 if self.small else 6.4, mfc="none", mec=INK, mew=0.6,
            zorder=4,
        )  # fmt: skip

    @property
    def days(self) -> tuple[date, date]:
        return self.shown.period(0).start, self.shown.period(-1).end

    @property
    def news(self) -> set[int]:
        return {mark.index for mark in self.found.marks}

    def set_off(self, axes: Axes) -> None:
        pass


def _told(paint: _Ringed) -> tuple[str, Plot]:
    bill = paint.bill
    return _words(bill), plotted(bill.found, paint.shown, tuple(bill.asked))


def _words(bill: Bill) -> str:
    found = bill.found
    periods = say_count(len(found.current), f"complete {found.complete.unit}")
    return (
        f"Process-behaviour chart of {found.kpi.name}, {periods}, which usually reads "
        f"{found.usual}: {say_count(len(bill.asked), 'movement')} ringed, of which "
        f"{say_count(len(bill.signals), 'signal')}."
    )
