"""What a chapter is to the page that shows it."""

from collections.abc import Sequence
from typing import Protocol

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding

__all__ = ["Chapter"]


class Chapter(Protocol):
    """A module of a step: named as its chapter is in `workbook.strategy.outline`."""

    __name__: str

    def parts(self, bound: Binding, /) -> Sequence[widgets.Widget]:
        """Return how the chapter is asked and told: one to four parts."""
