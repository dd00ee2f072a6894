"""A series between its natural limits, with a ring round each movement that a habit asks about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbook.charts.axes import Sheet
from workbook.charts.drawing import Drawing
from workbook.charts.painter import Painter
from workbook.charts.plotted import plotted
from workbook.charts.shapes import Pen, Points, Shape
from workbook.charts.style import INK
from workbook.insight.review.habit import Bill
from workbook.wording import say_count

__all__ = ["noise_chart", "small_noise_chart"]


def noise_chart(bill: Bill) -> Drawing:
    """Draw a series 16.8 cm wide, with its lines named at the right."""
    return _drawing(_Ringed(bill.found, small=False, bill=bill))


def small_noise_chart(bill: Bill) -> Drawing:
    """Draw the same 7.5 cm wide, for two side by side; its lines carry their values only."""
    return _drawing(_Ringed(bill.found, small=True, bill=bill))


@dataclass(frozen=True)
class _Ringed(Painter):
    """The chart of all readings alike: no quarter is set off, and every signal stands out."""

    bill: Bill

    def shapes(self) -> Iterator[Shape]:
        yield from super().shapes()
        asked = self.places(self.at(self.bill.asked))
        yield Points(asked, "disc", 5.2 if self.small else 6.4, Pen(INK, 0.6))

    @property
    def sheet(self) -> Sheet:
        if self.small:
            return Sheet(7.5, 3.1, left=0.15, bottom=0.9, right=self.right, top=0.2)
        return Sheet(16.8, 4.0, left=0.2, bottom=0.95, right=self.right, top=0.25)

    @property
    def days(self) -> tuple[date, date]:
        return self.shown.period(0).start, self.shown.period(-1).end

    @property
    def before(self) -> date:
        return self.days[1]

    @property
    def news(self) -> set[int]:
        return {mark.index for mark in self.found.marks}

    def set_off(self) -> Iterator[Shape]:
        return iter(())


def _drawing(paint: _Ringed) -> Drawing:
    bill = paint.bill
    return Drawing(paint.svg, _words(bill), plotted(bill.found, paint.shown, tuple(bill.asked)))


def _words(bill: Bill) -> str:
    found = bill.found
    periods = say_count(len(found.current), f"complete {found.complete.unit}")
    return (
        f"Process-behaviour chart of {found.kpi.name}, {periods}, which usually reads "
        f"{found.usual}: {say_count(len(bill.asked), 'movement')} ringed, of which "
        f"{say_count(len(bill.signals), 'signal')}."
    )
