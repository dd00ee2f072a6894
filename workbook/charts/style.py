"""The one style of all charts, applied only while a chart is drawn."""

from collections.abc import Callable
from functools import cache
from io import StringIO
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager

from workbook.typefaces import FAMILIES, text_faces

__all__ = ["ACCENT", "INK", "LINE", "MUTED", "SIGNAL", "WASH", "Margins", "draw"]

INK = "#1b2430"
MUTED = "#56616f"
LINE = "#aeb7c2"
WASH = "#e6eaef"
ACCENT = "#12496b"
SIGNAL = "#b8430c"

Margins = tuple[float, float, float, float]
"""Left, bottom, right and top, in centimetres."""

_STYLE = Path(__file__).with_name("workbook.mplstyle")
_NOTHING = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def draw(width: float, height: float, margins: Margins, paint: Callable[[Axes], None]) -> str:
    """Return what `paint` puts on one pair of axes as SVG text, always the same for the same.

    Sizes are in centimetres; the text stays text, in the typeface of the pack.
    """
    _know_the_typeface()
    left, bottom, right, top = margins
    with matplotlib.rc_context(fname=_STYLE):
        figure = Figure(figsize=(width / 2.54, height / 2.54))
        axes = figure.add_axes(
            (
                left / width,
                bottom / height,
                (width - left - right) / width,
                (height - bottom - top) / height,
            )
        )
        axes.yaxis.set_visible(False)  # few charts have marks there; to make them takes time
        paint(axes)
        written = StringIO()
        figure.savefig(written, format="svg", metadata=_NOTHING)
    return _bare(written.getvalue())


@cache
def _know_the_typeface() -> None:
    # matplotlib takes a file for one weight; this one holds all of them.
    (file,) = text_faces().glob("SourceSans3[[]*")
    for weight in (400, 700):
        fontManager.ttflist.append(FontEntry(str(file), name=FAMILIES[0], weight=weight))


# The printer takes the thinnest weight of a file that holds all, unless it is told.
_REGULAR = 'style="font-variation-settings: &quot;wght&quot; 400; font-size'


def _bare(svg: str) -> str:
    # Without the XML prologue, which names a document type on another host.
    svg = svg[svg.index("<svg") :].replace('style="font-size', _REGULAR)
    return svg.replace(f"'{FAMILIES[-1]}'", f"'{FAMILIES[-1]}', sans-serif")
