"""Photographed sheets: what is sure is taken, and all else goes to a person beside its picture.

Every row without exactly one clear cross is a `Doubt`, and so is all that was written. It promises
no more than its tests simulate: marks by pens, each at least a fifth darker than the paper.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workbook.workshop.messages import messages
from workbook.workshop.paper.codes import Room, SheetCode, short
from workbook.workshop.paper.fields import ABSTAIN, Choice, Field, fields
from workbook.workshop.paper.flattening import Found, NotFlat, find, flatten
from workbook.workshop.paper.marks import Ink, Mark, crop, evened, inked, marks_of, writing_in
from workbook.workshop.paper.pictures import Picture
from workbook.workshop.paper.serials import is_serial, spoken
from workbook.workshop.paper.sheets import Place, layout
from workbook.workshop.questions import Option, Question

__all__ = ["Doubt", "PassedOver", "Sheet", "Side", "Why", "gather", "read_side"]


class Why(StrEnum):
    """Why a person has to look."""

    BLANK = "Nothing is crossed"
    TWO = "More than one is crossed"
    UNSURE = "A mark is not clear"
    WRITTEN = "Written by hand"
    BOTH = "It abstains, and is filled in too"


@dataclass(frozen=True)
class Doubt:
    """A field that a person decides on: `seen` are the values that look crossed."""

    field: Field
    why: Why
    seen: tuple[str, ...]
    picture: bytes


@dataclass(frozen=True)
class Side:
    """One side of a sheet: `form` is what is sure, `doubts` what a person decides."""

    picture: str
    code: SheetCode
    question: Question
    pages: int
    form: Mapping[str, list[str]]
    doubts: tuple[Doubt, ...]
    abstaining: Doubt | None = None
    """What to ask, where it abstains, and is filled in too."""


@dataclass(frozen=True)
class PassedOver:
    """A picture of which nothing was taken, and why, in words."""

    picture: str
    said: str


@dataclass(frozen=True)
class Sheet:
    """A whole sheet, of all its sides."""

    serial: str
    question: Question
    number: int
    form: Mapping[str, list[str]]
    doubts: tuple[Doubt, ...] = field(default=())


def read_side(
    picture: Picture, questions: Iterable[Question], room: Room, language: str = "en"
) -> Side | PassedOver:
    """Return what stands on a photographed side, or why it is passed over; nothing is fatal."""
    if picture.grey is None:
        return PassedOver(picture.name, picture.trouble)
    found = find(picture.grey)
    if len(found.codes) != 1:
        return PassedOver(picture.name, _without_one_code(found))
    [code] = found.codes
    known = {layout(each, language).code: each for each in questions}
    if said := _foreign(code, room, known):
        return PassedOver(picture.name, said)
    question = known[code.layout]
    laid = layout(question, language)
    try:
        page = evened(flatten(picture.grey, found, code, laid.paper))
    except NotFlat as error:
        return PassedOver(picture.name, f"Sheet {spoken(code.serial)}: {error}")
    places = [place for place in laid.places if place.page == code.page]
    form, doubts = _read(page, places, question, language)
    abstaining = None
    if ABSTAIN in form:
        asked = _abstaining(language)
        row = [place for place in places if place.name == ABSTAIN]
        abstaining = Doubt(asked, Why.BOTH, ("1",), crop(page, row))
    return Side(picture.name, code, question, laid.pages, form, doubts, abstaining)


def gather(sides: Iterable[Side | PassedOver]) -> tuple[list[Sheet], list[PassedOver]]:
    """Return whole sheets, and what is missing or passed over, in words.

    A side that was photographed twice counts as its first picture shows it, and is named.
    """
    passed: list[PassedOver] = []
    found: dict[str, dict[int, Side]] = {}
    for side in sides:
        if isinstance(side, PassedOver):
            passed.append(side)
            continue
        pages = found.setdefault(side.code.serial, {})
        if side.code.page in pages:
            first = pages[side.code.page].picture
            called = f"Sheet {spoken(side.code.serial)}, page {side.code.page}"
            passed.append(PassedOver(side.picture, f"{called} is in {first} already."))
        pages.setdefault(side.code.page, side)
    sheets = []
    for serial, pages in found.items():
        one = next(iter(pages.values()))
        lacking = [str(page) for page in range(1, one.pages + 1) if page not in pages]
        if lacking:
            called = f"Sheet {spoken(serial)} lacks page {', '.join(lacking)}"
            passed.append(PassedOver(one.picture, f"{called}. Add its picture too."))
            continue
        sheets.append(_whole(serial, [pages[page] for page in sorted(pages)]))
    return sheets, passed


def _whole(serial: str, sides: Sequence[Side]) -> Sheet:
    form = {name: value for side in sides for name, value in side.form.items()}
    doubts = tuple(doubt for side in sides for doubt in side.doubts)
    both = next((side.abstaining for side in sides if side.abstaining), None)
    if both:
        # Rows left blank are what abstaining looks like; anything else beside it is asked.
        doubts = tuple(doubt for doubt in doubts if doubt.why != Why.BLANK)
        if doubts or len(form) > 1:
            del form[ABSTAIN]
            doubts = (both, *doubts)
    return Sheet(serial, sides[0].question, sides[0].code.number, form, doubts)


def _without_one_code(found: Found) -> str:
    if found.codes:
        return "It shows two sheets. Photograph each by itself."
    if found.blank:
        return "A blank side."
    if found.corners:
        return "Its code cannot be read. Photograph it again, or enter it by keyboard."
    said = "It has another code" if found.foreign else "It has no code"
    return f"{said}: this is none of the printed sheets."


def _foreign(code: SheetCode, room: Room, known: Mapping[str, Question]) -> str:
    called = f"Sheet {spoken(code.serial)}"
    if code.workbook != short(room.workbook):
        return f"{called} is of another workbook."
    if code.session != short(room.session):
        return f"{called} is of another session."
    if not is_serial(code.serial):
        return "Its code is damaged. Enter it by keyboard."
    if code.layout not in known:
        return (
            f"{called} was printed before its question was changed, or with another version of "
            "this program. Enter it by keyboard."
        )
    return ""


def _abstaining(language: str) -> Field:
    label = messages(language)["paper_abstain"]
    return Field(ABSTAIN, Option(ABSTAIN, label), choices=(Choice("1", "1", label),))


def _read(
    page: Ink, places: Sequence[Place], question: Question, language: str
) -> tuple[dict[str, list[str]], tuple[Doubt, ...]]:
    ink = inked(page)
    form: dict[str, list[str]] = {}
    doubts: list[Doubt] = []
    for each in (*fields(question, messages(language)), _abstaining(language)):
        row = [place for place in places if place.name == each.name]
        if not row:
            continue
        if each.choices:
            seen, why = _crossed(row, marks_of(ink, row))
        else:
            seen = ()
            why = Why.WRITTEN if each.is_number or writing_in(ink, row[0]) else None
        if why is None and seen:
            form[each.name] = [seen[0]]
        elif why is not None and (each.name, why) != (ABSTAIN, Why.BLANK):
            doubts.append(Doubt(each, why, seen, crop(page, row)))
    return form, tuple(doubts)


def _crossed(places: Sequence[Place], marks: Sequence[Mark]) -> tuple[tuple[str, ...], Why | None]:
    """Return the values that were crossed, and why a person has to look, if so."""
    both = zip(places, marks, strict=True)
    seen = tuple(place.value or "" for place, mark in both if mark == Mark.CROSSED)
    if Mark.UNSURE in marks:
        return seen, Why.UNSURE
    if len(seen) == 1:
        return seen, None
    return seen, Why.TWO if seen else Why.BLANK
