"""Pages of one's own: what a cell of the report notebook shows through `report.own` is printed."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from workbook.errors import WorkbookError
from workbook.pack.blocks import Block, Callout, Cell, Chart, Column, Prose, Section, Table
from workbook.wording import say_date, say_number, slug

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pandas import DataFrame, Series

__all__ = ["ROWS", "Shown", "own_page"]

ROWS = 100
"""Rows of a table that are printed; a longer one says how many there are."""

Shown: TypeAlias = "str | DataFrame | Series[Any] | Figure | Axes"


def own_page(title: str, shown: Sequence[Shown], alt: str | Sequence[str]) -> Section:
    """Return texts, tables and figures as a page; see `Report.own`."""
    if not (title.strip() and shown):
        raise WorkbookError("A page of your own needs a title, and something to show.")
    sentences = [alt] if isinstance(alt, str) else list(alt)
    figures = sum(_kind(each) in ("figure", "axes") for each in shown)
    told = [each for each in sentences if each.strip()]
    if len(told) < figures or (figures and len(sentences) > figures):
        raise WorkbookError(
            f"{_EACH if figures > 1 else _ONE} sentence for those who cannot see it: "
            f"report.own({title!r}, …, alt={_EXAMPLES if figures > 1 else _EXAMPLE})."
        )
    left = iter(told)
    blocks = [block for each in shown for block in _blocks(each, left)]
    return Section(name=slug(title), title=title, blocks=blocks)


_ONE, _EACH = "A figure needs a", "Each figure needs its own"
_EXAMPLE, _EXAMPLES = '"what it shows"', '["what the first shows", "what the second shows"]'


def _kind(shown: Any) -> str:
    """Return what is shown; told apart by name, so that no library is loaded that none needs."""
    names = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(shown).mro()}
    known = (kind for name, kind in _KINDS.items() if name in names)
    return next(known, "text" if isinstance(shown, str) else "")


_KINDS = {
    "pandas.Series": "series",
    "pandas.DataFrame": "frame",
    "matplotlib.Figure": "figure",
    "matplotlib.Axes": "axes",
}


def _blocks(shown: Any, sentences: Iterator[str]) -> list[Block]:
    match _kind(shown):
        case "text":
            return [Prose(shown)]
        case "series":
            return _table(shown.to_frame())
        case "frame":
            return _table(shown)
        case "figure":
            return [_chart(shown, next(sentences))]
        case "axes":  # as pandas draws
            return [_chart(shown.get_figure(root=True), next(sentences))]
    raise WorkbookError(
        "A page of your own shows texts, tables (pandas) and figures (matplotlib); "
        f"this is a {type(shown).__name__}."
    )


def _table(frame: "DataFrame") -> list[Block]:
    from pandas import RangeIndex
    from pandas.api.types import is_numeric_dtype

    rows = frame.head(ROWS)
    if not isinstance(frame.index, RangeIndex):
        rows = rows.reset_index(allow_duplicates=True)
    if rows.columns.empty:
        raise WorkbookError("A table of your own needs a column.")
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

    written = StringIO()
    # As outlines: a figure of one's own may use any typeface, the printer has only the pack's.
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "workbook"}):
        figure.savefig(
            written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
        )
    svg = written.getvalue()
    return Chart(svg[svg.index("<svg") :], alt)
