"""The page “Review”, with a list from which to choose another quarter."""

from datetime import date
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.period import say_quarter
from workbook.quarter import Quarter
from workbook.steps.guided import Guided
from workbook.steps.quarters import offered, say_signed, suggested
from workbook.steps.words import Words
from workbook.strategy import Plan

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Reviewing"]


class Reviewing(Guided):
    """The page of a quarter's review, or of the one to review now."""

    def __init__(self, book: "Workbook", quarter: Quarter | None = None) -> None:
        plan, today = book.plan, date.today()
        first = quarter or suggested(plan, today)
        quarters = sorted({first, *offered(plan, today)}, reverse=True)
        names = [(_name(plan, each), str(each)) for each in quarters]
        self.chooser = widgets.Dropdown(
            options=names, value=str(first), description="Quarter to review"
        )
        self.chooser.add_class("wb")
        self.chooser.add_class("wb-field")
        self.signed = Words("review/quarter", signed=say_signed(plan, first))
        self.signed.add_class("ws-quarter")
        super().__init__(book, "review", first, beside=[_box(self.chooser), self.signed])
        self.chooser.observe(self._chosen, "value")

    def renew(self) -> None:
        """Tell what was saved since; a sign-off, too."""
        super().renew()
        self._say_signed()

    def _chosen(self, _: object) -> None:
        self.review(Quarter.parse(self.chooser.value))
        self._say_signed()

    def _say_signed(self) -> None:
        self.signed.say(signed=say_signed(self.book.plan, self.quarter))


def _name(plan: Plan, quarter: Quarter) -> str:
    signed = " · signed off" if plan.sign_off(quarter) else ""
    months = say_quarter(quarter).removesuffix(f" {quarter.year}")
    return f"{quarter} · {months}{signed}"


def _box(chooser: widgets.Widget) -> widgets.VBox:
    box = widgets.VBox([chooser])
    box.add_class("ws-chooser")
    return box
