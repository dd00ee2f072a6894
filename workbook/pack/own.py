"""Pages of one's own: what a cell of the report notebook shows through `report.own` is printed."""

from collections.abc import Sequence
from datetime import date
from io import StringIO
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from workbook.errors import WorkbookError
from workbook.pack.blocks import Block, Callout, Cell, Chart, Column, Prose, Section, Table
from workbook.wording import say_date, say_number, slug

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame, Series

__all__ = ["ROWS", "Shown", "own_page"]

ROWS = 100
"""Rows of a table that are printed; a longer one says how many there are."""

Shown: TypeAlias = "str | DataFrame | Series[Any] | Figure"


def own_page(title: str, shown: Sequence[Shown], alt: str) -> Section:
    """Return texts, tables and figures as a page; see `Report.own`."""
    if not (title.strip() and shown):
        raise WorkbookError("A page of your own needs a title, and something to show.")
    blocks = [block for each in shown for block in _blocks(each, alt)]
    return Section(name=slug(title), title=title, blocks=blocks)


def _blocks(shown: Any, alt: str) -> list[Block]:
    # Told apart by name: neither pandas nor matplotlib is loaded for a page that has none.
    kinds = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(shown).mro()}
    if isinstance(shown, str):
        return [Prose(shown)]
    if "pandas.Series" in kinds:
        return _table(shown.to_frame())
    if "pandas.DataFrame" in kinds:
        return _table(shown)
    if "matplotlib.Figure" in kinds:
        return [_chart(shown, alt)]
    raise WorkbookError(
        "A page of your own shows texts, tables (pandas) and figures (matplotlib); "
        f"this is a {type(shown).__name__}."
    )


def _table(frame: "DataFrame") -> list[Block]:
    from pandas import RangeIndex
    from pandas.api.types import is_numeric_dtype

    rows = frame.head(ROWS)
    rows = rows if isinstance(frame.index, RangeIndex) else rows.reset_index()
    columns = [
        Column(str(name), "right" if is_numeric_dtype(kind) else "left")
        for name, kind in zip(rows.columns, rows.dtypes, strict=True)
    ]
    cells = [[_cell(value) for value in row] for row in rows.itertuples(index=False)]
    table = Table("", columns, cells)
    if len(frame) <= ROWS:
        return [table]
    cut = f"The first {ROWS} of {say_number(len(frame))} rows are shown."
    return [Callout("watch", cut, "Shorten the table to what a reader will look at."), table]


def _cell(value: Any) -> str | Cell:
    from pandas import isna

    if isinstance(value, str):
        return value
    if isna(value) is True:
        return "–"
    if isinstance(value, date):
        return say_date(value)
    if not _is_number(value) or not isfinite(value):
        return str(value)
    return Cell(say_number(float(value)), value=float(value))


def _is_number(value: Any) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, bool)


def _chart(figure: "Figure", alt: str) -> Chart:
    from matplotlib import rc_context

    if not alt.strip():
        raise WorkbookError(
            "A figure needs a sentence for those who cannot see it: "
            'report.own("…", figure, alt="what it shows").'
        )
    written = StringIO()
    # As outlines: a figure of one's own may use any typeface, the printer has only the pack's.
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "workbook"}):
        figure.savefig(
            written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
        )
    svg = written.getvalue()
    return Chart(svg[svg.index("<svg") :], alt)
