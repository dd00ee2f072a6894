"""The frame of a guided page: where you are, what is missing, the forms, and where to go next."""

from collections.abc import Callable, Iterable, Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]
import traitlets

from workbook.widgets.editor import Editor, idle
from workbook.widgets.heading import Heading
from workbook.widgets.part import KIT, Part
from workbook.widgets.savebar import SaveBar

__all__ = ["NextStep", "Page"]


class NextStep(Part):
    """The link to the next page."""

    kit = KIT
    part = traitlets.Unicode("nextstep").tag(sync=True)

    label = traitlets.Unicode().tag(sync=True)
    href = traitlets.Unicode().tag(sync=True)


class Page(widgets.VBox):  # type: ignore[misc]
    """A page of forms that saves itself.

    `state` is empty, started, ready or done; `blockers` are sentences; `parts` are forms and any
    other widgets, forms within them included; `whose` names whom the page belongs to; `next_link`
    is (label, address). `on_saved` is called after each save, so that the page can be brought up to
    date with `update`.
    """

    def __init__(  # noqa: PLR0913 (the parts of a page, most of them optional)
        self,
        title: str,
        lead: str = "",
        state: str = "",
        blockers: Sequence[str] = (),
        parts: Sequence[widgets.Widget] = (),
        *,
        whose: str = "",
        next_link: tuple[str, str] | None = None,
        on_saved: Callable[[], None] = idle,
    ) -> None:
        self.heading = Heading(
            whose=whose, title=title, lead=lead, state=state, blockers=list(blockers)
        )
        self.bar = SaveBar(*_editors(parts), on_saved=on_saved)
        link = [NextStep(label=next_link[0], href=next_link[1])] if next_link else []
        super().__init__([self.heading, *parts, *link, self.bar])
        self.add_class("wb-page")
        self.bar.add_class("wb-bar-place")

    def update(self, state: str, blockers: Sequence[str]) -> None:
        """Show how far the page is now, and what is still missing."""
        with self.heading.hold_sync():
            self.heading.state, self.heading.blockers = state, list(blockers)


def _editors(parts: Iterable[widgets.Widget]) -> Iterable[Editor]:
    for part in parts:
        if isinstance(part, Editor):
            yield part
        else:
            yield from _editors(getattr(part, "children", ()))
