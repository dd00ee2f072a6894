"""Words on a page, from a template beside its chapter: headings, advice, findings."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import traitlets

from workbook.templating import template as filled
from workbook.widgets.part import ELEMENT, Kit, Part

__all__ = ["KIT", "Words"]

_HERE = Path(__file__).parent

KIT = Kit(
    _HERE, parts=("start/others", "packlink", "words"), shared=(ELEMENT,), styles=("words.css",)
)
"""The script and style of the guided pages, beside those of the form kit."""


class Words(Part):
    """The HTML of a template, such as `route/focus`; whatever people typed is escaped in it.

    `live` words are read out to screen readers when they change. Only lines that changed travel.
    """

    kit = KIT
    part = traitlets.Unicode("words").tag(sync=True)

    shown = traitlets.Dict(help="lines of HTML, and a version that counts their changes").tag(
        sync=True
    )
    live = traitlets.Bool(False).tag(sync=True)

    def __init__(self, template: str, *, live: bool = False, **data: Any) -> None:
        super().__init__(live=live, shown={"version": 0, "lines": _lines(template, data)})
        self.template = template
        self.on_msg(self._on_message)

    @property
    def html(self) -> str:
        """What is on the page."""
        return "".join(self.shown["lines"])

    def say(self, **data: Any) -> None:
        """Show the template anew with these values; nothing is sent when it looks the same."""
        self._show(_lines(self.template, data))

    def regret(self, sentence: str) -> None:
        """Show why there is nothing to show."""
        self._show(_lines("section", {"trouble": sentence, "title": "", "lead": ""}))

    def _show(self, new: list[str]) -> None:
        old = self.shown["lines"]
        if old == new:
            return
        at = _alike(old, new)
        ending = _alike(reversed(old[at:]), reversed(new[at:]))
        gone, lines = len(old) - ending - at, new[at : len(new) - ending]
        # Changed in place, so that a page opened later sees it and no page is sent all of it.
        old[at : at + gone] = lines
        self.shown["version"] += 1
        self._patch(at, gone, lines)

    def seen(self) -> None:
        """Do what waits until somebody looks: the browser has drawn the words."""

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("type") != "hello":
            return
        if content.get("version") != self.shown["version"]:
            self._patch(0, None, self.shown["lines"])
        self.seen()

    def _patch(self, at: int, gone: int | None, lines: Sequence[str]) -> None:
        change = {"at": at, "gone": gone, "lines": lines, "version": self.shown["version"]}
        self.send({"type": "patch", **change})


def _lines(template: str, data: Mapping[str, Any]) -> list[str]:
    html = filled(f"steps/{template}.html.j2").render(data)
    # Without what is only for who reads the template: indentation, and lines that it leaves empty.
    return [f"{line}\n" for line in map(str.strip, html.splitlines()) if line]


def _alike(some: Iterable[str], others: Iterable[str]) -> int:
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
