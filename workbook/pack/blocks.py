"""The parts a page of the pack is made of: plain data that prints and displays the same.

A notebook cell that ends in a section shows it as HTML, and leaves its data for print behind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from workbook.errors import RenderFailed
from workbook.pack.html import render

__all__ = [
    "MIME",
    "SCHEMA",
    "Block",
    "Bullets",
    "Callout",
    "Cell",
    "Chart",
    "Column",
    "Cover",
    "Facts",
    "Grid",
    "Heading",
    "Panel",
    "Prose",
    "Section",
    "Table",
    "from_json",
]

MIME = "application/vnd.workbook.block+json"
SCHEMA = 1

Status = Literal["", "good", "watch", "bad", "none", "info"]

# A reader who sees no colour and no shape still needs a word beside a figure.
_STATUS_WORDS = {
    "good": "On track",
    "watch": "Watch",
    "bad": "Off track",
    "none": "No data",
    "info": "Note",
}


@dataclass(frozen=True)
class Block:
    """What every part of a page shares: lists become tuples, and the data travel as JSON."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _frozen(getattr(self, field.name)))
        self._check()

    def _check(self) -> None:
        """Raise ValueError if the values cannot be printed."""

    def to_json(self) -> dict[str, Any]:
        """Return plain data with a `kind`; `from_json` gives the same value back.

        >>> Heading("What moved").to_json()
        {'kind': 'heading', 'text': 'What moved', 'level': 2}
        """
        values = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return {"kind": type(self).__name__.lower(), **values}


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside a section; level 2 under the section's title, level 3 under that."""

    text: str
    level: int = 2

    def _check(self) -> None:
        _require(bool(self.text.strip()), "A heading needs words.")
        _require(self.level in (2, 3), "A heading inside a section has level 2 or 3.")


@dataclass(frozen=True)
class Prose(Block):
    """Running text; a blank line starts a new paragraph."""

    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs, without the empty ones."""
        return tuple(part.strip() for part in re.split(r"\n\s*\n", self.text) if part.strip())


@dataclass(frozen=True)
class Bullets(Block):
    """A short list; one sentence or phrase an item."""

    items: Sequence[str]


@dataclass(frozen=True)
class Facts(Block):
    """Labels with their values; up to four short ones are set large, side by side."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Column(Block):
    """A table's column; `width` is its share of the table (0 to 1), or None to fit the text."""

    name: str
    align: Literal["left", "right", "center"] = "left"
    width: float | None = None

    def _check(self) -> None:
        _require(self.align in ("left", "right", "center"), f"No such alignment: {self.align}.")
        _require(self.width is None or 0 < self.width <= 1, "A column's width is between 0 and 1.")


@dataclass(frozen=True)
class Cell(Block):
    """A table's cell: text, a status drawn as a shape, and a small note below.

    The text is the status in words ("Below target"). Where it has no letters, because it is a
    figure, the status's own word is added as `word`.

    >>> Cell("92", status="bad").word
    'Off track'
    """

    text: str
    status: Status = ""
    note: str = ""
    word: str = ""

    def _check(self) -> None:
        _require(self.status == "" or self.status in _STATUS_WORDS, f"No status: {self.status}.")
        if self.status and not self.word and not any(char.isalpha() for char in self.text):
            object.__setattr__(self, "word", _STATUS_WORDS[self.status])


@dataclass(frozen=True)
class Table(Block):
    """Rows of cells under named columns; the first column names the row.

    One column without a name makes it a list, which what stands around it names.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]

    def _check(self) -> None:
        _require(bool(self.columns), "A table needs a column.")
        for number, row in enumerate(self.rows, start=1):
            _require(
                len(row) == len(self.columns),
                f"Row {number} of “{self.caption}” has {len(row)} cells for "
                f"{len(self.columns)} columns.",
            )


@dataclass(frozen=True)
class Chart(Block):
    """A figure as SVG text; `alt` says what it shows, `width` is its share of the line (0 to 1)."""

    svg: str
    alt: str
    caption: str = ""
    width: float = 1.0

    def _check(self) -> None:
        _require(bool(self.alt.strip()), "A chart needs an alternative text: say what it shows.")
        _require(0 < self.width <= 1, "A chart's width is between 0 and 1.")


@dataclass(frozen=True)
class Grid(Block):
    """Blocks side by side, row by row, in columns of equal width."""

    columns: int
    blocks: Sequence[Block]

    def _check(self) -> None:
        _require(self.columns >= 1, "A grid needs a column.")


@dataclass(frozen=True)
class Callout(Block):
    """A boxed message; tone `missing` says what is missing and how to give it."""

    tone: Literal["info", "good", "watch", "missing"]
    title: str
    text: str = ""

    def _check(self) -> None:
        _require(self.tone in ("info", "good", "watch", "missing"), f"No such tone: {self.tone}.")


@dataclass(frozen=True)
class Panel(Block):
    """A titled box; a tone adds a status's shape and colour to its title."""

    title: str
    blocks: Sequence[Block]
    tone: Status = ""

    def _check(self) -> None:
        _require(self.tone == "" or self.tone in _STATUS_WORDS, f"No such tone: {self.tone}.")


class _Shown(Block):
    """A block that a notebook cell displays by itself."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        data = self.to_json()
        return {"text/html": render(data), MIME: {"schema": SCHEMA, **data}}


@dataclass(frozen=True)
class Section(_Shown):
    """One part of the pack: a title, the one sentence to remember, and its blocks.

    An appendix is printed small: it is there to look things up.
    """

    name: str
    title: str
    blocks: Sequence[Block]
    lead: str = ""
    new_page: bool = True
    appendix: bool = False

    def _check(self) -> None:
        _require(bool(self.title.strip()), f"The section {self.name} needs a title.")


@dataclass(frozen=True)
class Cover(_Shown):
    """The first page. `date` is ISO (2026-10-05) or empty; `code` is the manifest's."""

    business: str
    quarter: str
    title: str
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    date: str = ""
    language: str = "en"
    draft: bool = False
    code: str = ""

    def _check(self) -> None:
        if self.date:
            date.fromisoformat(self.date)
        _require(
            bool(re.fullmatch("[a-z]{2,3}", self.language)), "A language is a code such as en."
        )


_KINDS: dict[str, type[Block]] = {
    kind.__name__.lower(): kind
    for kind in (
        Heading, Prose, Bullets, Facts, Column, Cell, Table, Chart, Grid, Callout, Panel, Section,
        Cover,
    )
}  # fmt: skip


def from_json(data: Any) -> Any:
    """Rebuild a block from `to_json`'s data; RenderFailed if a newer program wrote it.

    >>> from_json(Bullets(["Hire a baker"]).to_json())
    Bullets(items=('Hire a baker',))
    """
    if isinstance(data, list | tuple):
        return tuple(from_json(item) for item in data)
    if not isinstance(data, dict):
        return data
    values = {key: from_json(value) for key, value in data.items() if key not in ("kind", "schema")}
    try:
        if data.get("schema", SCHEMA) != SCHEMA:
            raise ValueError(data["schema"])
        return _KINDS[data["kind"]](**values)
    except (KeyError, TypeError, ValueError) as wrong:
        raise RenderFailed(
            "The notebook holds a part of a pack that this version cannot read. "
            "Run the report again with this version."
        ) from wrong


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Block):
        return value.to_json()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
