"""A part of a chapter: its heading, the advice on what it asks, and its forms."""

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.coaching import Advice, advice, coaching_file
from workbook.steps.words import Words
from workbook.widgets.part import plain_layout
from workbook.wording import about_minutes

__all__ = ["Section", "section"]


class Section(widgets.VBox):  # type: ignore[misc]
    """One part: words with its heading and advice, then its forms."""

    def __init__(self, title: str, parts: Sequence[widgets.Widget], **advice: Any) -> None:
        words = Words("section", title=title, **advice)
        super().__init__([words, *parts], layout=plain_layout())
        self.add_class("ws-section")


def section(
    chapter: str, title: str, lead: str, asks: Sequence[str], *parts: widgets.Widget
) -> Section:
    """Return a part of a chapter, such as `destination/vision`, with its advice on what it asks.

    The first part has no title where the chapter's own says it.
    """
    try:
        helps, trouble = _advice(chapter, asks), ""
    except WorkbookError as error:  # a coaching text being rewritten must not close the page
        helps, trouble = [], str(error)
    time = about_minutes(sum(help.minutes for help in helps))
    return Section(title, parts, lead=lead, helps=helps, trouble=trouble, time=time)


def _advice(chapter: str, asks: Sequence[str]) -> list[Advice]:
    if not asks:
        return []
    path = coaching_file(chapter)
    known = advice(path)
    for ask in asks:
        if ask not in known:
            raise WorkbookError(f"{path} has no advice on [{ask}].")
    return [known[ask] for ask in asks]
