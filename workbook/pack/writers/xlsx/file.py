"""Sheets as a file of Excel: the same sheets, the same bytes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from workbook.pack.blocks import Cover
from workbook.pack.brand.look import PLAIN_LOOK, Logo, Look
from workbook.pack.writers.office import legible
from workbook.pack.writers.pictures import DPI
from workbook.pack.writers.xlsx.sheet import FIGURES, READINGS, Entry, Sheet

__all__ = ["filed"]

_A4, _LONGEST = 9, 32_000
_NARROWEST, _WIDEST, _PAGE = 15, 90, 190  # letters
_LINE = 15  # points
_SET = 1.1  # letters of a text in the room of a digit, by which widths are measured
_FORMATS = 180  # number formats of its own that every Excel takes
_CUT = " … (cut here: a cell holds no more. The PDF has it all.)"
_UNSAFE = tuple("=+-@\t\r")
_INK, _INPUT = "#1b2430", "#0b4fc4"
_LOGO = (180, 48)  # pixels that it has beside what there is to read first
_DIGIT = 7  # pixels that a letter of a width has
_FILLS = {
    "good": "#dff1e8",
    "watch": "#fbeccd",
    "bad": "#f9dcd7",
    "none": "#eceff2",
    "info": "#e1edf5",
}


def filed(
    cover: Cover, sheets: Sequence[Sheet], look: Look = PLAIN_LOOK, logo: bytes | None = None
) -> bytes:
    """Return the file of these sheets, in a brand's look; its logo is a PNG."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        _describe(book, cover)
        file = _File(book, cover, sheets, look)
        for sheet in sheets:
            there = file.add(sheet)
            if look.logo and logo and sheet is sheets[0]:
                _put(there, sheet, look.logo, logo)
    return written.getvalue()


def _describe(book: Any, cover: Cover) -> None:
    made = date.fromisoformat(cover.date) if cover.date else date(2000, 1, 1)
    book.set_properties(
        {
            "title": legible(f"{cover.business}: {cover.title}, {cover.quarter}"),
            "author": legible(cover.business),
            "comments": f"Pack code {cover.code}" if cover.code else "",
            "created": datetime(made.year, made.month, made.day),
        }
    )


def _put(there: Any, sheet: Sheet, logo: Logo, picture: bytes) -> None:
    """Put a logo at the top of what there is to read first, at the right."""
    high = min(_LOGO[1], _LOGO[0] / logo.ratio)
    scale = high / int.from_bytes(picture[20:24], "big")  # dots, as a PNG's head has them
    scale *= DPI / 96  # which a sheet takes for so many an inch
    free = _widths(sheet)[1] * _DIGIT - high * logo.ratio
    place = {"x_offset": max(0, free), "y_offset": 4, "x_scale": scale, "y_scale": scale}
    about = {"image_data": BytesIO(picture), "description": legible(logo.alt), "object_position": 3}
    there.insert_image("B1", "logo.png", {**place, **about})


class _File:
    """The file as it grows: a sheet after the other, in a few looks."""

    def __init__(self, book: Any, cover: Cover, sheets: Sequence[Sheet], look: Look) -> None:
        self._book, self._brand = book, look
        self._head = _in_a_header(legible(f"{cover.business[:60]}, {cover.quarter[:60]}"))
        self._looks: dict[tuple[Any, ...], Any] = {}
        self._patterns: set[str] = set()
        every = {sheet.name: sheet for sheet in sheets}
        figures = every[FIGURES].rows if FIGURES in every else ()
        self._lines = {row[0].value: line for line, row in enumerate(figures, start=2)}

    def add(self, sheet: Sheet) -> Any:
        """Write a sheet: its names stay in sight, can be filtered, and head each printed page."""
        there = self._book.add_worksheet(sheet.name)
        first = 1 if sheet.columns else 0
        for column, name in enumerate(sheet.columns):
            number = any(row[column].pattern for row in sheet.rows)
            there.write_string(0, column, legible(name), self._look(head=True, number=number))
        widths = _widths(sheet)
        if (lines := _lines([Entry(f"{name}    ") for name in sheet.columns], widths)) > 1:
            there.set_row(0, lines * _LINE)  # with room for the buttons of the filter
        for row, entries in enumerate(sheet.rows, start=first):
            for column, each in enumerate(entries):
                self._write(there, row, column, each, self._look_of(sheet, column, each))
            if (lines := _lines(entries, widths)) > 1:
                there.set_row(row, min(lines, 27) * _LINE)  # 409 points at most
        for column, width in enumerate(widths):
            there.set_column(column, column, width)
        self._set_up(there, sheet)
        return there

    def _set_up(self, there: Any, sheet: Sheet) -> None:
        there.set_landscape()
        there.set_paper(_A4)
        there.fit_to_pages(1, 0)
        there.set_header(f"&L{self._head}&R&A")
        there.set_footer(f"&L{_in_a_header(legible(self._brand.footer))}&RPage &P of &N")
        if sheet.columns:
            there.freeze_panes(1, 0)
            there.repeat_rows(0)
            there.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        if sheet.name in (FIGURES, READINGS):
            end = xlsxwriter.utility.xl_rowcol_to_cell(
                len(sheet.rows), len(sheet.columns) - 1, row_abs=True, col_abs=True
            )
            self._book.define_name(f"all_{sheet.name.lower()}", f"={sheet.name}!$A$1:{end}")

    def _write(self, there: Any, row: int, column: int, entry: Entry, look: Any) -> None:
        value = entry.value
        if entry.formula:
            there.write_formula(row, column, f"={entry.formula}", look, value)
        elif link := self._link(entry):
            there.write_url(row, column, link, look, legible(str(value)))
        elif isinstance(value, date):
            there.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
        elif isinstance(value, int | float):
            there.write_number(row, column, value, look)
        elif value or entry.status:
            # Never as a formula, whatever it begins with: people typed it.
            there.write_string(row, column, _whole(value), look)

    def _link(self, entry: Entry) -> str:
        if entry.sheet:
            quoted = entry.sheet.replace("'", "''")
            return f"internal:'{quoted}'!A1"
        line = self._lines.get(entry.value) if entry.code else None
        return f"internal:{FIGURES}!A{line}" if line else ""

    def _look_of(self, sheet: Sheet, column: int, entry: Entry) -> Any:
        unsafe = isinstance(entry.value, str) and entry.value.startswith(_UNSAFE)
        return self._look(
            pattern=self._known(entry.pattern),
            status=entry.status,
            link=bool(self._link(entry)),
            given=entry.given,
            alone=not sheet.columns,
            name=not sheet.columns and column == 0,
            unsafe=unsafe and not entry.formula,
        )

    def _known(self, pattern: str) -> str:
        """Return a format without its unit where there are more of them than every Excel takes."""
        if pattern not in self._patterns and len(self._patterns) >= _FORMATS:
            return re.sub(r'(?<!;)"[^;]*"(?=;|$)', "", pattern)
        self._patterns.add(pattern)
        return pattern

    def _look(self, **asked: Any) -> Any:
        key = tuple(sorted(asked.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(_drawn(asked, self._brand))
        return self._looks[key]


def _drawn(asked: Mapping[str, Any], brand: Look) -> dict[str, Any]:
    """Return a look as the library describes it."""
    drawn: dict[str, Any] = {"text_wrap": True, "valign": "top", "font_color": _INK}
    drawn |= {"font_name": brand.font} if brand.font else {}
    if asked.get("head"):
        drawn |= {"align": "right", "indent": 1} if asked["number"] else {}
        accent = brand.accent
        return {**drawn, "bold": True, "font_color": accent, "bottom": 2, "bottom_color": accent}
    if asked["pattern"]:
        drawn |= {"num_format": asked["pattern"], "text_wrap": False}
        drawn |= {"align": "left"} if asked["alone"] else {"align": "right", "indent": 1}
    if asked["status"]:
        drawn["bg_color"] = _FILLS[asked["status"]]
    if asked["name"]:
        drawn |= {"bold": True, "font_color": brand.accent}
    if asked["link"]:
        drawn |= {"font_color": brand.accent, "underline": 1}
    if asked["given"]:
        drawn["font_color"] = _INPUT
    if asked["unsafe"]:
        drawn["quote_prefix"] = True  # so that it stays a text when somebody edits it
    return drawn


def _widths(sheet: Sheet) -> list[int]:
    """Return how wide each column is, in letters: all of them fit across a printed page.

    Words go on in the next line where there is no room; a number would show as signs.
    """
    names = sheet.columns or ("",) * max(map(len, sheet.rows), default=0)
    words = [len(name) + 4 for name in names]  # with room for the button of the filter
    whole = [6] * len(names)
    for row in sheet.rows:
        for column, each in enumerate(row):
            longest = words if isinstance(each.value, str) else whole
            longest[column] = max(longest[column], _length(each))

    def fitted(most: int) -> list[int]:
        return [max(need, min(wish, most)) for need, wish in zip(whole, words, strict=True)]

    fits = (most for most in range(_WIDEST, _NARROWEST, -1) if sum(fitted(most)) <= _PAGE)
    return fitted(next(fits, _NARROWEST))


def _lines(entries: Sequence[Entry], widths: Sequence[int]) -> int:
    """Return how many lines the fullest cell of a row takes: not every program finds out itself."""
    texts = (
        (each.value.split("\n"), width)
        for each, width in zip(entries, widths, strict=False)
        if isinstance(each.value, str)
    )
    return max(
        (sum(1 + int(len(line) / width / _SET) for line in lines) for lines, width in texts),
        default=1,
    )


def _length(entry: Entry) -> int:
    if isinstance(entry.value, str):
        return max(map(len, entry.value.split("\n"))) + 2
    if isinstance(entry.value, date):
        return 19
    unit = re.search(r'"([^"]*)"$', entry.pattern)
    decimals = len(entry.pattern.partition(";")[0].partition(".")[2].partition('"')[0])
    return len(f"{entry.value:,.0f}") + decimals + (len(unit[1]) if unit else 0) + 5


def _whole(text: str) -> str:
    text = legible(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT


def _in_a_header(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("&", "&&")
