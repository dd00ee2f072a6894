"""The parts a page of the pack is made of: plain data that prints and displays the same.

A notebook cell that ends in a section shows it as HTML, and leaves its data for print behind.
Sign-offs keep these data: a field may be added with a default; anything else is a new `SCHEMA`.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic_core import to_jsonable_python

from workbook.charts.plot import Plot
from workbook.pack.html import render

__all__ = [
    "MIME",
    "SCHEMA",
    "Attachment",
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
    "Part",
    "Prose",
    "Section",
    "Status",
    "Table",
]

# As text: a notebook checks, copies and indents each value of JSON, and a page has thousands.
MIME = "application/vnd.workbook.block"
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

_T = TypeVar("_T")
_Many: TypeAlias = Annotated[Sequence[_T], AfterValidator(tuple)]  # so that a page cannot change
_Words: TypeAlias = Annotated[str, Field(pattern=r"\S")]
_Share: TypeAlias = Annotated[float, Field(gt=0, le=1)]
_CONFIG = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_CONFIG)
class Part:
    """What every part of a page shares: it is checked when it is made, and travels as JSON."""

    def to_json(self) -> dict[str, Any]:
        """Return plain data with the part's `kind`.

        >>> Heading("What moved").to_json()
        {'kind': 'heading', 'text': 'What moved', 'level': 2}
        """
        data: dict[str, Any] = to_jsonable_python(self)
        return data


@dataclass(frozen=True, config=_CONFIG)
class Heading(Part):
    """A heading inside a section; level 2 under the section's title, level 3 under that."""

    kind: Literal["heading"] = Field(default="heading", kw_only=True)
    text: _Words
    level: Literal[2, 3] = 2


@dataclass(frozen=True, config=_CONFIG)
class Prose(Part):
    """Running text; a blank line starts a new paragraph."""

    kind: Literal["prose"] = Field(default="prose", kw_only=True)
    text: str


@dataclass(frozen=True, config=_CONFIG)
class Bullets(Part):
    """A short list; one sentence or phrase an item."""

    kind: Literal["bullets"] = Field(default="bullets", kw_only=True)
    items: _Many[str]


@dataclass(frozen=True, config=_CONFIG)
class Facts(Part):
    """Labels with their values; up to four short ones are set large, side by side.

    `codes` are those of the figures among the values, in the same order.
    """

    kind: Literal["facts"] = Field(default="facts", kw_only=True)
    items: _Many[tuple[str, str]]
    codes: _Many[str] = ()


@dataclass(frozen=True, config=_CONFIG)
class Chart(Part):
    """A figure as SVG text; `alt` says what it shows, `width` is its share of the line (0 to 1).

    `code` leads to what it is drawn from, on the page of sources; `plot` holds the numbers, if they
    make a plain chart of lines.
    """

    kind: Literal["chart"] = Field(default="chart", kw_only=True)
    svg: str
    alt: _Words
    caption: str = ""
    width: _Share = 1.0
    code: str = ""
    plot: Plot | None = None


@dataclass(frozen=True, config=_CONFIG)
class Column(Part):
    """A table's column; `width` is its share of the table (0 to 1), or None to fit the text."""

    kind: Literal["column"] = Field(default="column", kw_only=True)
    name: str
    align: Literal["left", "right", "center"] = "left"
    width: _Share | None = None


@dataclass(frozen=True, config=_CONFIG)
class Cell(Part):
    """A table's cell: text, a status drawn as a shape, and a small note below.

    The text is the status in words ("Below target"). Where it has no letters, because it is a
    figure, the status's own word is added as `word`. `code` leads to the line of a figure on the
    page of sources; the first cell's to that of the row. `value` is the number that the text
    rounds, where a format should have all of it. `pieces` are the same words in parts: what stayed,
    and what was deleted or added, which print marks as well as says. A `chart` is drawn below the
    text, as wide as the column.

    >>> Cell("92", status="bad").word
    'Off track'
    """

    kind: Literal["cell"] = Field(default="cell", kw_only=True)
    text: str
    status: Status = ""
    note: str = ""
    word: str = Field(default="", validate_default=True)
    code: str = ""
    value: Annotated[float, Field(allow_inf_nan=False)] | None = None
    pieces: _Many[tuple[Literal["", "deleted", "added"], str]] = ()
    chart: Chart | None = None

    @field_validator("word")
    @classmethod
    def _is_said(cls, word: str, given: ValidationInfo) -> str:
        lettered = any(char.isalpha() for char in given.data.get("text", ""))
        return word if word or lettered else _STATUS_WORDS.get(given.data.get("status", ""), "")


@dataclass(frozen=True, config=_CONFIG)
class Table(Part):
    """Rows of cells under named columns; the first column names the row.

    One column without a name makes it a list, which what stands around it names. An `index` is
    set in two columns of small type: its first cells are codes, to which others lead, and its
    second what the row is about.
    """

    kind: Literal["table"] = Field(default="table", kw_only=True)
    caption: str
    columns: Annotated[_Many[Column], Field(min_length=1)]
    rows: _Many[_Many[str | Cell]]
    index: bool = False

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Row {number} of “{self.caption}” has {len(row)} cells for "
                    f"{len(self.columns)} columns."
                )
        return self


@dataclass(frozen=True, config=_CONFIG)
class Grid(Part):
    """Blocks side by side, row by row, in columns of equal width.

    Where they are `packed`, each column runs down by itself: no block waits for its neighbour.
    """

    kind: Literal["grid"] = Field(default="grid", kw_only=True)
    columns: Annotated[int, Field(ge=1)]
    blocks: _Many["Block"]
    packed: bool = False


@dataclass(frozen=True, config=_CONFIG)
class Callout(Part):
    """A boxed message; tone `missing` says what is missing, and how and where to give it.

    `place` names a chapter of the guided pages, and `address` is the link to it.
    """

    kind: Literal["callout"] = Field(default="callout", kw_only=True)
    tone: Literal["info", "good", "watch", "missing"]
    title: str
    text: str = ""
    place: str = ""
    address: str = ""


@dataclass(frozen=True, config=_CONFIG)
class Panel(Part):
    """A titled box; a tone adds a status's shape and colour to its title, and a word its unit."""

    kind: Literal["panel"] = Field(default="panel", kw_only=True)
    title: str
    blocks: _Many["Block"]
    tone: Status = ""
    word: str = ""

    @property
    def headed(self) -> str:
        """The title with its word, in one line of plain text."""
        return f"{self.title} ({self.word})" if self.word else self.title


Block: TypeAlias = Annotated[
    Heading | Prose | Bullets | Facts | Table | Chart | Grid | Callout | Panel,
    Field(discriminator="kind"),
]
"""What stands on a page."""


@dataclass(frozen=True, config=_CONFIG)
class _Shown(Part):
    """A part that a notebook cell displays by itself."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        data = self.to_json()
        kept = json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False)
        return {"text/html": render(data), MIME: kept}


@dataclass(frozen=True, config=_CONFIG)
class Attachment(Part):
    """A file that the PDF carries: `relationship` is what PDF/A calls it.

    In a notebook and in a sign-off it is packed, see `workbook.pack.packing`.
    """

    kind: Literal["attachment"] = Field(default="attachment", kw_only=True)
    name: str
    mime: str
    description: str
    packed: str
    relationship: Literal["data", "source", "supplement"] = "data"


@dataclass(frozen=True, config=_CONFIG)
class Section(_Shown):
    """One part of the pack: a title, the one sentence to remember, and its blocks.

    A section follows the one before on the same sheet; one on a `new_page` is to be seen whole, and
    begins one where it does not fit on what is left. With `whole_parts`, so does each part, from
    one heading to the next. An appendix is printed small: it is there to look things up. What is
    optional is left out of the pack, and named at its end, while it only says what is missing;
    without a block it is left out, and not missed.
    """

    kind: Literal["section"] = Field(default="section", kw_only=True)
    name: str
    title: _Words
    blocks: _Many[Block]
    lead: str = ""
    new_page: bool = False
    whole_parts: bool = False
    appendix: bool = False
    optional: bool = False
    attachments: _Many[Attachment] = ()


@dataclass(frozen=True, config=_CONFIG)
class Cover(_Shown):
    """The first page. `date` is ISO (2026-10-05) or empty; `code` is the manifest's.

    A sheet printed by itself has one that is not `shown`: it only names the document. `audience`
    says for whom a version is, empty for the pack itself. Numbers are written as in `numbers`, a
    language such as `de-CH`; as on the screens, where it is empty.
    """

    kind: Literal["cover"] = Field(default="cover", kw_only=True)
    business: str
    quarter: str
    title: str
    subtitle: str = ""
    facts: _Many[tuple[str, str]] = ()
    date: str = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    draft: bool = False
    code: str = ""
    shown: bool = True
    audience: str = ""
    numbers: str = ""

    @field_validator("date")
    @classmethod
    def _is_iso(cls, written: str) -> str:
        return date.fromisoformat(written).isoformat() if written else ""
