"""Photographed sheets: what is clear is read, and a person settles the rest beside its picture."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking
from workbook.steps.workshop.paper_desk import PaperDesk
from workbook.widgets.files import FilePicker
from workbook.widgets.part import plain_layout
from workbook.workshop.messages import messages
from workbook.workshop.paper.fields import ABSTAIN, Field, fields
from workbook.workshop.paper.pictures import missing
from workbook.workshop.paper.serials import spoken

if TYPE_CHECKING:
    from workbook.workshop.paper.reading import Doubt, PassedOver, Sheet, Side

__all__ = ["Photos"]

MOST = 100 * 1000 * 1000
ENDINGS = ".jpg,.jpeg,.png,.tif,.tiff,.pdf,image/jpeg,image/png,application/pdf"
KINDS = (
    "Photographs as JPEG or PNG, or a PDF of your scanner, up to 100 MB each. They stay on this "
    "computer, and are kept nowhere."
)
NOT_OPEN = "Round {number} of “{ask}” is not open. Open it in the room, then take the sheets."
BETWEEN = "Give one of {keys}, or nothing."


@dataclass
class Settled:
    """What a person said of a sheet's doubts, and what is wrong with it, by field."""

    said: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


class Photos(widgets.VBox):  # type: ignore[misc]
    """Pictures are given, sheets are read from them, and taken one by one."""

    def __init__(self, desk: PaperDesk) -> None:
        self._desk = desk
        self._sides: list[Side | PassedOver] = []
        self.sheets: list[Sheet] = []
        self.passed: list[PassedOver] = []
        self.done: set[str] = set()  # serials, of what is in the room or was left out
        self.left: list[tuple[str, str]] = []
        self.settled = Settled()
        self.words = Asking("workshop/paper_photos", self._hear, **self._facts)
        self.picker = FilePicker(self.choose, MOST, KINDS, endings=ENDINGS, many=True)
        lacking = missing()
        super().__init__([*([] if lacking else [self.picker]), self.words], layout=plain_layout())

    def choose(self, name: str, data: bytes) -> None:
        """Read what is on the pictures of a file."""
        bare = PurePath(name.replace("\\", "/")).name
        self._desk.do("photos", f"Reading {bare} …", lambda: self._read(bare, data))

    def show(self) -> None:
        """Show the next sheet, or what there is to do."""
        self.words.say(**self._facts)

    @property
    def sheet(self) -> "Sheet | None":
        """The sheet that a person looks at now."""
        return next(iter(self.sheets), None)

    @property
    def _facts(self) -> dict[str, Any]:
        return {
            "lacking": missing(),
            **self._desk.told("photos"),
            "sheet": self.sheet,
            "settled": self.settled,
            "read": list(_read_of(self.sheet)) if self.sheet else [],
            "clear": len(self._clear),
            "done": len(self.done),
            "of": len(self.done) + len(self.sheets),
            "passed": [*((each.picture, each.said) for each in self.passed), *self.left],
            "spoken": spoken,
            "picture": _address,
            "keys": _keys,
        }

    def _hear(self, about: str, value: str) -> None:
        what, _, name = about.partition("/")
        if what == "doubt":
            self.settled.said[name] = value.strip()
            self.settled.problems.pop(name, None)
        elif what == "take":
            self._desk.do("photos", "Taking the sheet …", self.take)
        elif what == "clear":
            self._desk.do("photos", "Taking the sheets …", self.take_clear)
        elif what == "skip" and self.sheet:
            called = f"Sheet {spoken(self.sheet.serial)}"
            self.left.append((called, "You left it out. It may still be typed in above."))
            self._next(self.sheet)
            self.show()

    def _read(self, name: str, data: bytes) -> None:
        from workbook.workshop.paper.pictures import pictures_in  # the packages of an extra
        from workbook.workshop.paper.reading import gather, read_side

        questions = [each.question for each in self._desk.asked]
        room = self._desk.on_paper()
        for picture in pictures_in(name, data):
            side = read_side(picture, questions, room)
            if (serial := _serial(side)) in self.done:
                self.left.append((picture.name, f"Sheet {spoken(serial)} is done already."))
            else:
                self._sides.append(side)
        self.sheets, self.passed = gather(self._sides)

    def take(self) -> None:
        """Put the sheet that is shown into the room, as a person settled it.

        Raises:
            WorkbookError: its round is not open, or the room does not answer.
        """
        sheet = self.sheet
        if sheet is None:
            return
        form = {**sheet.form, **self._said(sheet)}
        if not self.settled.problems and not self._put(sheet, form):
            self._next(sheet)

    def take_clear(self) -> None:
        """Put in every sheet that leaves nothing to a person, up to one that the room refuses."""
        for sheet in self._clear:
            if self._put(sheet, sheet.form):
                break
            self._next(sheet)

    def _put(self, sheet: "Sheet", form: Mapping[str, list[str]]) -> bool:
        """Put a sheet in; tell whether the room refused it, and note why."""
        asked = next(each for each in self._desk.asked if each.question.id == sheet.question.id)
        if asked.open is None or asked.open.number != sheet.number:
            raise WorkbookError(NOT_OPEN.format(number=sheet.number, ask=sheet.question.ask))
        self.settled.problems = dict(self._desk.found().take(asked.open.id, sheet.serial, form))
        return bool(self.settled.problems)

    @property
    def _clear(self) -> "list[Sheet]":
        return [each for each in self.sheets if not each.doubts]

    def _next(self, sheet: "Sheet") -> None:
        """Forget what stands on a sheet, as it is in the room or was left out."""
        self.done.add(sheet.serial)
        self.sheets = [each for each in self.sheets if each.serial != sheet.serial]
        self._sides = [side for side in self._sides if _serial(side) != sheet.serial]
        self.settled = Settled()

    def _said(self, sheet: "Sheet") -> dict[str, list[str]]:
        """Return what a person gave for each doubt, and note what cannot be."""
        found: dict[str, list[str]] = {}
        self.settled.problems = {}
        for doubt in sheet.doubts:
            typed = self.settled.said.get(doubt.field.name, "")
            if not typed:
                continue
            known = {choice.key: choice.value for choice in doubt.field.choices}
            if known and typed not in known:
                said = BETWEEN.format(keys=", ".join(known))
                self.settled.problems[doubt.field.name] = said
            found[doubt.field.name] = [known.get(typed, typed)]
        return found


def _serial(side: "Side | PassedOver") -> str:
    return side.code.serial if hasattr(side, "code") else ""


def _read_of(sheet: "Sheet") -> Iterator[tuple[str, str]]:
    """Yield what was clear on a sheet, in words."""
    words = messages("en")
    if ABSTAIN in sheet.form:
        yield words["paper_abstain"], words["paper_consent_yes"]
    for each in fields(sheet.question, words):
        for value in sheet.form.get(each.name, ()):
            yield each.label, {c.value: c.label for c in each.choices}.get(value, value)


def _address(doubt: "Doubt") -> str:
    """Return the picture as an address of its own, for the page."""
    return f"data:image/png;base64,{b64encode(doubt.picture).decode()}"


def _keys(field: Field) -> str:
    """Return what is typed for each box, in words."""
    told = [f"{c.key} {c.label}" if c.label != c.key else c.key for c in field.choices]
    if told:
        return f"{', '.join(told)}; nothing if none is crossed"
    return "As it is written; nothing if nothing is"
