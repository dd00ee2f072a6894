"""Words on a page that ask: what a person chooses in them comes back."""

from collections.abc import Callable
from typing import Any

from workbook.steps.words import Words

__all__ = ["Asking", "Said", "unheard"]

Said = Callable[[str, str], None]
"""Hears what a control is about, and what it holds."""


def unheard(about: str, value: str) -> None:
    """Hear nothing, where there is nothing to choose."""


class Asking(Words):
    """The HTML of a template with controls in it.

    A control carries `data-say`, what it is about, and `data-value`, what it holds; `said` is told
    both when somebody changes or presses it. It is called in the page's own thread, and returns at
    once.
    """

    def __init__(self, template: str, said: Said, **data: Any) -> None:
        super().__init__(template, **data)
        self._said = said

    def _on_message(self, widget: Any, content: dict[str, Any], buffers: Any) -> None:
        match content:
            case {"type": "said", "about": str() as about, "value": str() as value}:
                self._said(about, value)
            case _:
                super()._on_message(widget, content, buffers)
