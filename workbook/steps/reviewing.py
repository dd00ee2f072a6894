"""The page “Review”, with a list from which to choose another quarter."""

from datetime import date
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.quarter import Quarter
from workbook.steps.guided import Guided
from workbook.steps.quarters import offered, say_signed, suggested
from workbook.steps.words import Words
from workbook.strategy import Plan
from workbook.widgets.part import plain_layout

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Reviewing"]


class Reviewing(Guided):
    """The page of a quarter's review, or of the one to review now."""

    def __init__(self, book: "Workbook", quarter: Quarter | None = None) -> None:
        plan = book.plan
        first = quarter or suggested(plan, date.today())
        self.chooser = widgets.Dropdown(
            options=_names(plan, first), value=str(first), description="Quarter to review"
        )
        self.chooser.add_class("wb")
        self.chooser.add_class("wb-field")
        self.signed = Words("review/quarter", signed=say_signed(plan, first))
        self.signed.add_class("ws-quarter")
        super().__init__(book, "review", first, beside=[_box(self.chooser), self.signed])
        self.chooser.observe(self._chosen, "value")

    def renew(self) -> None:
        """Tell what was saved since; a sign-off, too."""
        reviewed = self.quarter
        super().renew()
        if self.quarter != reviewed:  # it has another name now
            self._offer()
            self.review(self.quarter)
        self._say_signed()

    def _offer(self) -> None:
        self.chooser.unobserve(self._chosen, "value")
        self.chooser.options = _names(self.book.plan, self.quarter)
        self.chooser.value = str(self.quarter)
        self.chooser.observe(self._chosen, "value")

    def _chosen(self, _: object) -> None:
        self.review(self.book.plan.calendar.quarter(self.chooser.value))
        self._say_signed()

    def _say_signed(self) -> None:
        self.signed.say(signed=say_signed(self.book.plan, self.quarter))


def _names(plan: Plan, shown: Quarter) -> list[tuple[str, str]]:
    quarters = sorted({shown, *offered(plan, date.today())}, reverse=True)
    return [(_name(plan, each), str(each)) for each in quarters]


def _name(plan: Plan, quarter: Quarter) -> str:
    signed = " · signed off" if plan.sign_off(quarter) else ""
    year = "" if quarter.begins == 1 else f" {quarter.end:%Y}"  # its name may say the year already
    return f"{quarter} · {quarter.start:%b}–{quarter.end:%b}{year}{signed}"


def _box(chooser: widgets.Widget) -> widgets.VBox:
    box = widgets.VBox([chooser], layout=plain_layout())
    box.add_class("ws-chooser")
    return box
