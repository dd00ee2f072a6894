"""Printed ballots: one sheet for each serial, which says how to mark it and how to correct it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import typst

from workbook.errors import RenderFailed
from workbook.pack.printing.fonts import fonts
from workbook.resources import templates
from workbook.typefaces import faces_for, unprintable, where_to_have
from workbook.workshop.messages import Messages, messages
from workbook.workshop.paper.codes import Room, SheetCode, drawn, short
from workbook.workshop.paper.content import content
from workbook.workshop.paper.fields import fields
from workbook.workshop.paper.serials import spoken
from workbook.workshop.paper.taking import MOST_SHEETS
from workbook.workshop.questions import Question

__all__ = [
    "CODE",
    "CORNER",
    "CORNERS",
    "EDGE",
    "PAPERS",
    "Layout",
    "Place",
    "Printed",
    "layout",
    "print_sheets",
    "sheets_text",
]

PAPERS = {"a5": (148.0, 210.0), "a4": (210.0, 297.0)}
"""Width and height in millimetres."""

CORNERS = (
    ("000000", "010110", "001010", "000110", "000100", "000000"),
    ("000000", "000000", "011110", "010010", "010100", "000000"),
    ("000000", "000110", "000110", "000100", "011010", "000000"),
    ("000000", "010010", "010010", "001000", "001100", "000000"),
)
"""The first four marks of ArUco's 4 × 4 dictionary: upper left and right, lower left and right."""

EDGE, CORNER, CODE = 6.0, 9.0, 22.0
"""Millimetres from a mark to the page's edge, of a corner mark, and of the code."""

_MOST_PAGES = 4
_LONGEST = 600


@dataclass(frozen=True)
class Place:
    """Where something is on a sheet: millimetres from the upper left corner of a page, from 1.

    A box to cross has the `value` that it stands for; where there is none, it is written.
    """

    name: str
    value: str | None
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """A question on paper: its size, how many pages it has, and where everything is."""

    paper: str
    pages: int
    places: tuple[Place, ...]
    code: str
    """Short for all of it, question included: a sheet of another layout has another."""


@dataclass(frozen=True)
class Printed:
    """Sheets as a PDF, all of one size; `pages` is how many one sheet has."""

    pdf: bytes
    paper: str
    pages: int


def print_sheets(
    question: Question, number: int, serials: Sequence[str], room: Room, language: str = "en"
) -> Printed:
    """Return a sheet for each serial, for a question's round of this number.

    Raises:
        RenderFailed: it has no place on four pages, or a character cannot be printed.
    """
    found = layout(question, language)
    pdf = _compiled(sheets_text(question, number, serials, room, language))
    return Printed(pdf, found.paper, found.pages)


def sheets_text(
    question: Question, number: int, serials: Sequence[str], room: Room, language: str = "en"
) -> str:
    """Return all that stands on the sheets, as the layout reads it."""
    if not 1 <= len(serials) <= MOST_SHEETS:
        raise RenderFailed(f"Print 1 to {MOST_SHEETS} sheets at a time.")
    found = layout(question, language)
    words = messages(language)
    sheets = [_sheet(found, number, serial, room, words) for serial in serials]
    about = " · ".join(filter(None, (room.business, room.title)))
    data = _data(question, words, found.paper, found.pages)
    return _as_json({**data, "business": room.business, "about": about, "sheets": sheets})


@lru_cache(maxsize=64)
def layout(question: Question, language: str = "en") -> Layout:
    """Return where everything is on a question's sheets: on A5 where it has room, else on A4.

    Raises:
        RenderFailed: it has no place on four pages, or a character cannot be printed.
    """
    words = messages(language)
    for each in (*question.options, *question.criteria):
        if (letters := len(each.name) + len(each.help)) > _LONGEST:
            raise RenderFailed(
                f"“{each.name[:40]} …” has {letters} letters, and a sheet has room for {_LONGEST} "
                "of each option. Shorten it, or put the long text on another sheet."
            )
    for paper in PAPERS:
        if paper == "a5" and not _fits_across(question, words):
            continue
        found = _places(question, words, paper)
        pages = max((place.page for place in found), default=1)
        if pages == 1 or (paper == "a4" and pages <= _MOST_PAGES):
            whole = json.dumps([question.as_json(), [vars(each) for each in found]])
            return Layout(paper, pages, found, short(whole))
    raise RenderFailed(
        f"“{question.ask}” needs {pages} pages of paper, and a sheet has {_MOST_PAGES} at most. "
        "Ask it in parts, with fewer options each."
    )


def _places(question: Question, words: Messages, paper: str) -> tuple[Place, ...]:
    blank = {"label": "", "codes": [], "sides": []}
    data = _data(question, words, paper, 1)
    text = _as_json({**data, "business": "", "about": "", "sheets": [blank]})
    found = json.loads(typst.query(selector="<place>", field="value", **_typst(text)))
    width, height = PAPERS[paper]
    places = tuple(Place(**{**each, "x": round(each["x"], 2), "y": round(each["y"], 2)})
                   for each in found)  # fmt: skip
    for place in places:
        assert place.x + place.width <= width and place.y + place.height <= height, place
    return places


def _fits_across(question: Question, words: Messages) -> bool:
    """Tell whether a small sheet leaves room for words beside the boxes."""
    most = max(len(field.choices) for field in fields(question, words))
    return most <= 8


def _sheet(found: Layout, number: int, serial: str, room: Room, words: Messages) -> dict[str, Any]:
    sides, codes = [], []
    for page in range(1, found.pages + 1):
        workbook, session = short(room.workbook), short(room.session)
        codes.append(drawn(SheetCode(workbook, session, found.code, number, serial, page).text))
        side = [words["paper_round"].format(number=number)]
        if found.pages > 1:
            side.append(words["paper_page"].format(page=page, pages=found.pages))
        sides.append(" · ".join(side))
    label = words["paper_sheet"].format(serial=spoken(serial))
    return {"label": label, "codes": codes, "sides": sides}


def _data(question: Question, words: Messages, paper: str, pages: int) -> dict[str, Any]:
    return {
        **content(question, words),
        "paper": paper,
        "pages": pages,
        "corners": CORNERS,
        "sizes": {"edge": EDGE, "corner": CORNER, "code": CODE},
    }


def _as_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _compiled(text: str) -> bytes:
    try:
        pdf = typst.compile(**_typst(text), format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise RenderFailed(
            f"The layout of the sheets stopped: {error.message}. Write the question anew, without "
            "signs that nobody sees."
        ) from error
    assert isinstance(pdf, bytes)
    return pdf


def _typst(text: str) -> dict[str, Any]:
    """Return what Typst needs to know; the text is data, whatever stands in it."""
    if lacking := unprintable(text):
        char = lacking[0]
        raise RenderFailed(
            f"No font has “{char}” (U+{ord(char):04X}). {where_to_have(char)} "
            "Take it out of the question or write it in words."
        )
    root = templates()
    return {
        "input": str(root / "room" / "ballot.typ"),
        "root": str(root),
        "font_paths": fonts(faces_for(text)),
        "sys_inputs": {"data": text},
    }
