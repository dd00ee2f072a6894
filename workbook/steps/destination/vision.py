"""Where the business will be, in the founder's words and in each department's own."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.destination.restatements import restated_section, theme_section
from workbook.steps.section import section
from workbook.strategy import Destination

__all__ = ["parts"]

CHAPTER = "destination/vision"
WORDS = ("vision", "mission", "principles", "horizon")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the words, the themes behind them, and what the departments make of these."""
    words = section(
        CHAPTER,
        "",
        "Write it as you would tell it to a new colleague.",
        WORDS,
        bound.form(Destination, WORDS),
    )
    return [words, theme_section(bound), restated_section(bound)]
