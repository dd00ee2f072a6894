"""What every guided page is made of: sections with their advice, the state, and the way on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.frontend import link
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.coaching import Advice, advice, coaching_file
from workbook.steps.finding import Finding, Follows
from workbook.steps.words import Words
from workbook.strategy import Plan
from workbook.strategy.outline import StepState, steps
from workbook.strategy.start import Business
from workbook.widgets import Page
from workbook.wording import slug

__all__ = ["Section", "guided", "section"]


class Section(widgets.VBox):  # type: ignore[misc]
    """One part of a page: words with its heading and advice, then its forms.

    The list of parts at the top of the page leads to the heading, by its `anchor`.
    """

    def __init__(self, title: str, parts: Sequence[widgets.Widget], **advice: Any) -> None:
        self.title, self.anchor = title, f"ws-{slug(title)}"
        words = Words("section", title=title, anchor=self.anchor, **advice)
        super().__init__([words, *parts])
        self.add_class("ws-section")


def section(
    step: str, title: str, lead: str, asks: Sequence[str], *parts: widgets.Widget
) -> Section:
    """Return one part of a page: its heading, the advice on what it asks, and its forms."""
    try:
        helps, trouble = _advice(step, asks), ""
    except WorkbookError as error:  # a coaching text being rewritten must not close the page
        helps, trouble = [], str(error)
    return Section(title, parts, lead=lead, helps=helps, trouble=trouble)


def guided(
    name: str,
    binding: Binding,
    parts: Sequence[widgets.Widget],
    *,
    quarter: Quarter | None = None,
    on_saved: Callable[[], None] = lambda: None,
) -> Page:
    """Return the page of the step called `name`, which says after each save what is missing yet.

    The parts that follow from the plan are told anew then, too; so they are when somebody comes
    back to the page and others have saved meanwhile.
    """
    before, this, after = _around(binding, name, quarter)
    better = Finding("better", binding.plan, lambda plan: {"hints": _hints(plan, name, quarter)})
    better.add_class("ws-nav")
    contents = Words("contents", parts=[p for p in _every(parts) if isinstance(p, Section)])
    contents.add_class("ws-nav")
    parts = [contents, *parts, better]
    followers = [part for part in _every(parts) if isinstance(part, Follows)]
    back = [Words("back", step=step) for step in (before,) if step]
    for words in back:
        words.add_class("ws-nav")
    onward = (after.title, link(after.notebook)) if after else None

    shown = binding.plan

    def show() -> None:
        nonlocal shown
        if shown is binding.book.plan:
            return
        plan = binding.renew()
        page.heading.whose = _name(plan)
        _, now, _ = _around(binding, name, quarter)
        page.update(now.state, now.blockers)
        for follower in followers:
            follower.renew(plan)
        on_saved()
        shown = plan

    page = Page(
        "",
        parts=[*parts, *back],
        state=this.state,
        blockers=this.blockers,
        whose=_name(binding.plan),
        next_link=onward,
        on_saved=show,
    )
    page.add_class("ws-page")
    return page


def _name(plan: Plan) -> str:
    business = plan.only(Business)
    return business.name if business else ""


def _around(
    binding: Binding, name: str, quarter: Quarter | None
) -> tuple[StepState | None, StepState, StepState | None]:
    found = steps(binding.plan, quarter)
    place = next(place for place, step in enumerate(found) if step.name == name)
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    return before, found[place], after


def _hints(plan: Plan, name: str, quarter: Quarter | None) -> tuple[str, ...]:
    step = next(step for step in steps(plan, quarter) if step.name == name)
    return () if step.blockers else step.hints  # first things first


def _every(parts: Iterable[widgets.Widget]) -> Iterator[widgets.Widget]:
    for part in parts:
        yield part
        yield from _every(getattr(part, "children", ()))


def _advice(step: str, asks: Sequence[str]) -> list[Advice]:
    path = coaching_file(step)
    known = advice(path)
    for ask in asks:
        if ask not in known:
            raise WorkbookError(f"{path} has no advice on [{ask}].")
    return [known[ask] for ask in asks]
