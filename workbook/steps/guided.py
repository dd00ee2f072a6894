"""A step's page: how its chapters stand in a workbook, and what each is made of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.chapter import Chapter
from workbook.steps.coaching import about
from workbook.steps.finding import Follows
from workbook.steps.quarters import suggested
from workbook.strategy import Business, Plan
from workbook.strategy.outline import ChapterState, StepState, steps
from workbook.widgets import Page, Sheet, Standing, Stop, editors

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Guided"]


class Guided(Page):
    """The page of the step called `name`, filled with what the workbook holds.

    The review has a page for each quarter; the other steps look at the quarter under review.
    """

    def __init__(
        self,
        book: "Workbook",
        name: str,
        quarter: Quarter | None = None,
        *,
        beside: Sequence[widgets.Widget] = (),
        below: Sequence[widgets.Widget] = (),
    ) -> None:
        self.book = book
        self.quarter = quarter or suggested(book.plan, date.today())
        self._bound: dict[Quarter, Binding] = {}
        self._chapters = chapters(name)
        step = next(step for step in steps(book.plan, self.quarter) if step.name == name)
        super().__init__(
            name,
            step.title,
            self._look,
            self._make,
            lead=about(step.notebook),
            edition=_edition(self.quarter),
            beside=beside,
            below=below,
        )
        self.add_class("ws-page")

    @property
    def bound(self) -> Binding:
        """The forms of the quarter that is shown."""
        if self.quarter not in self._bound:
            bound = Binding(self.book, self.quarter)
            bound.settle, bound.tell, bound.join = self.bar.settle, self.renew, self.bar.join
            self._bound[self.quarter] = bound
        return self._bound[self.quarter]

    def review(self, quarter: Quarter) -> None:
        """Show this quarter; what is typed for the other is saved, or else kept."""
        self.quarter = quarter
        self.turn_to(_edition(quarter))

    def renew(self) -> None:
        """Tell the open chapter of what was saved since it was last told."""
        if self.bound.plan is not self.book.plan:
            super().renew()

    def _look(self) -> Standing:
        plan = self.book.plan
        self._call_quarters(plan)
        found = steps(plan, self.quarter)
        this = next(step for step in found if step.name == self.name)
        return Standing(_name(plan), [*map(_step, found)], [*map(_chapter, this.chapters)])

    def _call_quarters(self, plan: Plan) -> None:
        """Call the quarters as the business does: its year may have another beginning by now."""
        self.quarter = plan.calendar.same_quarter(self.quarter)
        for bound in self._bound.values():
            bound.quarter = plan.calendar.same_quarter(bound.quarter)
        self._bound = {bound.quarter: bound for bound in self._bound.values()}

    def _make(self, name: str) -> Sheet:
        bound = self.bound
        title = next(stop.title for stop in self.standing.chapters if stop.name == name)
        parts = self._chapters[name].parts(bound)

        def renew() -> None:
            plan = bound.renew(editors(parts))
            for part in _every(parts):
                if isinstance(part, Follows):
                    part.renew(plan)

        return Sheet(title, parts, renew)


def chapters(step: str) -> dict[str, Chapter]:
    """Return the chapters of a step by their names, as they are listed in its `CHAPTERS`."""
    listed: Sequence[Chapter] = import_module(f"workbook.steps.{step}").CHAPTERS
    return {chapter.__name__.rpartition(".")[2]: chapter for chapter in listed}


def _edition(quarter: Quarter) -> str:
    return f"{quarter} from {quarter.start}"  # its name alone means other months in another year


def _name(plan: Plan) -> str:
    business = plan.only(Business)
    return business.name if business else ""


def _step(step: StepState) -> Stop:
    state = step.state if step.used else ""
    return Stop(step.name, step.title, step.notebook, state, step.needed)


def _chapter(chapter: ChapterState) -> Stop:
    return Stop(
        chapter.name,
        chapter.title,
        chapter.address,
        chapter.state if chapter.asked else "",
        chapter.needed,
        [(ask.missing, chapter.address_of(ask)) for ask in chapter.blockers],
        [(ask.missing, chapter.address_of(ask)) for ask in chapter.hints],
    )


def _every(parts: Iterable[widgets.Widget]) -> Iterator[widgets.Widget]:
    for part in parts:
        yield part
        yield from _every(getattr(part, "children", ()))
