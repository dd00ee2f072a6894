"""How much of a limit is used, as a bar small enough for a row of a table."""

from workbook.charts.drawing import Drawing
from workbook.charts.style import ACCENT, MUTED
from workbook.templating import template

__all__ = ["used_bar"]

_WIDTH, _HEIGHT = 120.0, 7.0  # points


def used_bar(share: float, alt: str) -> Drawing:
    """Draw a share from 0 to 1. There are no words in it: the figures stand beside it."""
    wide = round(0.5 + (_WIDTH - 1) * min(max(share, 0.0), 1.0), 1)
    svg = template("charts/used.svg.j2").render(
        wide=wide, width=_WIDTH, height=_HEIGHT, accent=ACCENT, muted=MUTED
    )
    return Drawing(svg, alt)
