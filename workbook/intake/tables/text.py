"""Text files: what separates their cells, and their rows, fast where that is safe."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.tables.blocks import columns_of
from workbook.intake.tables.columns import Body, Tell, gather
from workbook.intake.tables.delimiters import SEPARATES, delimiter_of
from workbook.intake.tables.letters import LETTERS, Letters, as_utf8, letters_of
from workbook.intake.tables.opening import Content
from workbook.intake.tables.settings import Choice, Recognised, Settings
from workbook.intake.tables.survey import Survey, refuse_too_many_cells, survey

__all__ = ["Text", "read_text"]

_SEPARATOR = re.compile(rb"sep=([^\r\n])(?:\r\n?|\n|$)", re.IGNORECASE)
_SAMPLE = 1 << 16
_PLAIN = frozenset("\t" + "".join(map(chr, range(0x20, 0x7F))))  # one byte, and no control
_AS_TEXT = '="'
_NO_TABLES = {
    re.compile(rb"\s*<(?:!doctype|html|\?xml|table|meta|head|body|style)", re.IGNORECASE): (
        "a web page or another text with tags, whatever its name says"
    ),
    re.compile(rb"%PDF-"): "a PDF",
    re.compile(rb"{\\rtf"): "a text document",
    re.compile(rb"\s*(?:\{\s*\"|\[\s*[\[{])"): "written for programs, as JSON",
}
_LONGEST_CELL = 131_072  # characters; the csv module's own limit


@dataclass(frozen=True)
class Text:
    """A file's text in UTF-8, and all that is needed to read its rows.

    `begins` is where the rows begin, and `skipped` how many stand above: Excel writes a line that
    names its separator, and hides it.
    """

    name: str
    data: bytes = field(repr=False)
    delimiter: str
    encoding: str
    seen: Survey
    begins: int = 0
    recognised: tuple[Recognised, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def skipped(self) -> int:
        """How many rows stand above the first."""
        return 1 if self.begins else 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with its number, counted as a spreadsheet counts it.

        Raises:
            ImportRefused: a quotation mark is out of place.
        """
        lines = io.TextIOWrapper(self._opened(), "utf-8", newline="")
        reader = csv.reader(
            lines, delimiter=self.delimiter, strict=True, skipinitialspace=self.delimiter != " "
        )
        kept = not self.seen.well_quoted and _AS_TEXT.encode() in self.data
        try:
            for number, row in enumerate(reader, 1 + self.skipped):
                yield number, list(map(_without_formula, row)) if kept else row
        except csv.Error as error:
            raise ImportRefused(
                self._why_unreadable(str(error), reader.line_num + self.skipped)
            ) from None

    def body(self, header: int, width: int, tell: Tell) -> Body:
        """Return the rows below the header, in as many columns as it has."""
        refuse_too_many_cells(self.name, width * self.seen.lines)
        plain = self.delimiter.isascii() and (
            self.delimiter.isprintable() or self.delimiter == "\t"
        )
        if self.seen.well_quoted and plain:
            try:
                return self._fast(header, width, tell)
            except pd.errors.ParserError:
                pass  # a row that is far too long: only that row is at fault, not the file
        return gather(self._below(header), width, tell, self.seen.lines)

    def notes(self) -> Iterator[str]:
        """Yield what is to be said once all rows were read."""
        yield from ()

    def _below(self, header: int) -> Iterator[tuple[int, list[str]]]:
        return (row for row in self.rows() if row[0] > header)

    def _fast(self, header: int, width: int, tell: Tell) -> Body:
        above = max(header - self.skipped, 0)
        columns = columns_of(self.data[self.begins :], self.delimiter, width, above, tell)
        return Body.of(columns, max(header, self.skipped) + 1)

    def _opened(self) -> io.BytesIO:
        source = io.BytesIO(self.data)
        source.seek(self.begins)
        return source

    def _why_unreadable(self, error: str, line: int) -> str:
        if "field larger" in error and not self._open_mark():
            return (
                f"{self.name} has a cell of more than {_LONGEST_CELL:,} characters near line "
                f"{line:,}, so it is no table. Give a CSV or a spreadsheet."
            )
        return (
            f"{self.name} cannot be read up to line {line}: a quotation mark is opened and not "
            "closed, or closed too early. Correct it, and import again."
        )

    def _open_mark(self) -> bool:
        return not self.seen.well_quoted


def _without_formula(cell: str) -> str:
    """Return what a cell such as ="00123" shows: programs write it so that Excel keeps the 00."""
    if cell.startswith(_AS_TEXT) and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1]
    return cell


def read_text(content: Content, settings: Settings) -> Text:
    """Return a file's text, its letters and separators told by the settings or found out.

    Raises:
        ImportRefused: it is not text, or not in the letters that the settings name.
    """
    _refuse_other_texts(content)
    letters = Letters(settings.encoding) if settings.encoding else letters_of(content)
    data = as_utf8(content, letters.encoding).removesuffix(b"\x1a")  # as DOS ended its files
    said = _SEPARATOR.match(data)
    begins = said.end() if said else 0
    delimiter, sure = settings.delimiter or (said[1].decode() if said else ""), True
    if not delimiter:
        delimiter, sure = delimiter_of(data[begins : begins + _SAMPLE])
    return Text(
        content.name,
        data,
        delimiter,
        letters.encoding,
        survey(content.name, data, delimiter),
        begins,
        recognised=(_say_letters(letters), _say_delimiter(delimiter, sure)),
        warnings=tuple(_warn(content.name, letters)),
    )


def _refuse_other_texts(content: Content) -> None:
    head = content.data[:200].removeprefix(b"\xef\xbb\xbf")
    for begins, what in _NO_TABLES.items():
        if begins.match(head):
            raise ImportRefused(
                f"{content.name} is {what}, and no table. If it opens in Excel or LibreOffice, "
                "save it there as .xlsx or as CSV."
            )


def _warn(name: str, letters: Letters) -> Iterator[str]:
    if letters.guessed:
        label = LETTERS[letters.encoding]
        could = "" if letters.sure else " It could be other letters, too."
        yield (
            f"{name} is not in UTF-8; it was read as {label}, such as “{letters.sample}”.{could} "
            "Look at its accents."
        )


def _say_letters(letters: Letters) -> Recognised:
    choices = tuple(Choice(value, label) for value, label in LETTERS.items())
    sample = f", such as “{letters.sample}”" if letters.sample else ""
    said = f"Letters are written in {LETTERS.get(letters.encoding, letters.encoding)}{sample}."
    return Recognised("encoding", said, letters.encoding, letters.sure, choices)


def _say_delimiter(delimiter: str, sure: bool) -> Recognised:
    choices = tuple(Choice(value, label.capitalize()) for value, label in SEPARATES.items())
    said = f"Cells are separated by {SEPARATES.get(delimiter, f'“{delimiter}”')}."
    return Recognised("delimiter", said, delimiter, sure, choices)
