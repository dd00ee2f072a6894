"""What a person sees of a sheet beside its values: percent, currencies, errors, hidden rows."""

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbook.errors import ImportRefused
from workbook.intake.tables.archive import Archive
from workbook.written.numbers import number

__all__ = [
    "MOST_SHEET_CELLS",
    "NEVER_COMPUTED",
    "PERCENT",
    "Marks",
    "Styles",
    "says_of",
    "sheet_marks",
    "styles_of",
]

NEVER_COMPUTED = "=…"
"""Stands for a formula that no program has computed."""

MOST_SHEET_CELLS = 6_000_000  # from the first to the last, filled or not
PERCENT = "%"
_BUILT_IN = {9: PERCENT, 10: PERCENT}
_CELL = (b"<c ", b"<c>", b":c ", b":c>")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_BRACKETED = re.compile(r"\[\$([^\]-]+)")
_CURRENCY = re.compile(r'[$€£¥₹₩₽₺]|"\s*([$€£¥₹₩₽₺]|[A-Z]{3}|kr\.?|Fr\.|zł|Kč)\s*"')
_ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


@dataclass
class Marks:
    """Marks of cells in their order, each a row, a column and what it says, packed as a number.

    `first` and `last` are the row and column, from 1, between which all filled cells lie.
    """

    says: list[str] = field(default_factory=list)
    _packed: "array[int]" = field(default_factory=lambda: array("Q"))
    hidden: "array[int]" = field(default_factory=lambda: array("L"))
    first: tuple[int, int] = (1 << 31, 1 << 31)
    last: tuple[int, int] = (0, 0)

    def mark(self, row: int, column: int, says: str) -> None:
        """Remember what is said of a cell."""
        if says not in self.says:
            self.says.append(says)
        self._packed.append(row << 32 | column << 16 | self.says.index(says))

    def filled(self, row: int, column: int) -> None:
        """Take note of a filled cell."""
        if row < self.first[0] or column < self.first[1]:
            self.first = (min(self.first[0], row), min(self.first[1], column))
        if row > self.last[0] or column > self.last[1]:
            self.last = (max(self.last[0], row), max(self.last[1], column))

    def refuse_giants(self, name: str) -> None:
        """Refuse a sheet whose first and last cell span more than can be held.

        Raises:
            ImportRefused: it does; a reader that lays out all of it would run out of memory.
        """
        (top, left), (bottom, right) = self.first, self.last
        cells = max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if cells > MOST_SHEET_CELLS:
            raise ImportRefused(
                f"{name} spans {cells:,} cells from its first to its last, and "
                f"{MOST_SHEET_CELLS:,} are read at most. Delete what stands far away from the "
                "table, or save the sheet as CSV."
            )

    def rows(self) -> Iterator[tuple[int, dict[int, str]]]:
        """Yield the rows with marks, each with what is said by its column from 1."""
        row, marks = 0, dict[int, str]()
        for packed in self._packed:
            if packed >> 32 != row:
                if marks:
                    yield row, marks
                row, marks = packed >> 32, {}
            marks[packed >> 16 & 0xFFFF] = self.says[packed & 0xFFFF]
        if marks:
            yield row, marks


Styles = Mapping[int, str]
"""What a cell's style says beside its value: "%" or a currency."""


def styles_of(archive: Archive, part: str) -> Styles:
    """Return what the styles of a workbook say."""
    formats = dict(_BUILT_IN)
    styles: dict[int, str] = {}
    inside, count = False, 0

    def started(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside, count
        if name == "numFmt":
            formats[int(attributes["numFmtId"])] = says_of(attributes.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            if says := formats.get(int(attributes.get("numFmtId", 0)), ""):
                styles[count] = says
            count += 1

    archive.walk(part, started)
    return styles


def says_of(code: str) -> str:
    """Return "%" or the currency that a number format shows, or nothing.

    >>> says_of("0.0%"), says_of('#,##0.00 [$€-407]'), says_of('"% of sales "0')
    ('%', '€', '')
    """
    if PERCENT in _QUOTED.sub("", code):
        return PERCENT
    match = _BRACKETED.search(code) or _CURRENCY.search(code)
    says = (match[1] or match[0]).strip() if match else ""
    return says if number(f"1 {says}") else ""


def sheet_marks(archive: Archive, part: str, styles: Styles) -> Marks:
    """Return the marks of a sheet of an XLSX file.

    Raises:
        ImportRefused: the sheet is damaged, or spans more than can be held.
    """
    if archive.measure(part, *_CELL) > MOST_SHEET_CELLS:
        raise ImportRefused(
            f"{archive.name} has more than {MOST_SHEET_CELLS:,} cells in one sheet. Save the sheet "
            "as CSV, which is read up to two million lines."
        )
    seen = _Seen(styles)
    archive.walk(part, seen.started, seen.text)
    seen.cell_ends()
    seen.marks.refuse_giants(archive.name)
    return seen.marks


class _Seen:
    """The elements of a sheet, one after the other."""

    def __init__(self, styles: Styles) -> None:
        self.marks = Marks()
        self._styles = {str(style): says for style, says in styles.items()}
        self._letters: dict[str, int] = {}
        self._row = self._column = 0
        self._says = self._text = ""
        self._is_error = self._is_text = self._is_formula = self._is_filled = False

    def started(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Take an element; the text of an error matters, and whether a formula has one."""
        if name in ("v", "is"):
            self._is_filled = True
            return self._is_error or self._is_formula
        if name == "c":
            self.cell_ends()
            self._cell(attributes)
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self.cell_ends()
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden.append(self._row)
        return False

    def text(self, text: str) -> None:
        """Take the text of an error or of what a formula came to."""
        self._text += text

    def _cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r", "")
        self._column = self._column_of(place) if place else self._column + 1
        self._says = self._styles.get(attributes.get("s", ""), "")
        kind = attributes.get("t")
        self._is_error, self._is_text = kind == "e", kind == "str"

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if letters not in self._letters:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - 64
            self._letters[letters] = column
        return self._letters[letters]

    def cell_ends(self) -> None:
        """Take note of the cell that was open, if any."""
        if self._is_formula and not self._text and not self._is_text:
            self._note(NEVER_COMPUTED)
        elif self._is_filled and self._is_error:
            self._note(self._text if self._text in _ERRORS else "#ERROR!")
        elif self._is_filled:
            self._note(self._says)
        self._says = self._text = ""
        self._is_error = self._is_text = self._is_formula = self._is_filled = False

    def _note(self, says: str) -> None:
        self.marks.filled(self._row, self._column)
        if says:
            self.marks.mark(self._row, self._column, says)
