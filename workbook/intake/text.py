"""Text files: their letters, what separates their cells, and their rows."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.errors import ImportRefused
from workbook.intake.opening import Content
from workbook.intake.settings import Choice, Recognised, Settings

__all__ = ["Text", "read_text"]

SEPARATES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
LETTERS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows (Western Europe)",
    "iso8859-15": "Latin-9",
    "mac-roman": "Mac Roman",
}
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffd]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Text:
    """A file's text with all that is needed to read its rows."""

    name: str
    text: str
    delimiter: str
    encoding: str
    skipped: int = 0  # rows above the text: the line with which Excel names its separator
    recognised: tuple[Recognised, ...] = ()
    warnings: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with its number, counted as a spreadsheet counts it."""
        lines = io.StringIO(self.text, newline="")
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        try:
            yield from enumerate(reader, 1 + self.skipped)
        except csv.Error:
            raise ImportRefused(
                f"{self.name} cannot be read up to line {reader.line_num + self.skipped}: a "
                "quotation mark is opened and not closed, or closed too early. Correct it, and "
                "import again."
            ) from None


def read_text(content: Content, settings: Settings) -> Text:
    """Return a file's text, its letters and separators told by the settings or found out.

    Raises:
        ImportRefused: it is not text, or not in the letters that the settings name.
    """
    encoding, sure = (settings.encoding, True) if settings.encoding else _encoding(content.data)
    text = _decoded(content, encoding)
    said = _SEPARATOR.match(text)  # a line that Excel writes for itself, and hides
    text = text[said.end() :] if said else text
    delimiter = settings.delimiter or (said[1] if said else _delimiter(text))
    guessed = f"{content.name} is not in UTF-8; it was read as Windows-1252. Look at its accents."
    return Text(
        content.name,
        text,
        delimiter,
        encoding,
        skipped=1 if said else 0,
        recognised=(_say_letters(encoding, sure), _say_delimiter(delimiter)),
        warnings=() if sure else (guessed,),
    )


def _encoding(data: bytes) -> tuple[str, bool]:
    if data.startswith(_UTF16):
        return "utf-16", True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", False
    return "utf-8", True


def _decoded(content: Content, encoding: str) -> str:
    try:
        text = content.data.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")
    except LookupError:
        raise ImportRefused(f"“{encoding}” is no name of letters that can be read.") from None
    if _NOT_TEXT.search(text):
        raise ImportRefused(f"{content.name} is not a table. Give a CSV or an XLSX file.")
    return text


def _delimiter(text: str) -> str:
    first = text.splitlines()[:50]
    return max(SEPARATES, key=lambda sign: _fit(first, sign))


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    header = widths[0] if widths else 0
    return (widths.count(header) if header > 1 else 0), header


def _say_letters(encoding: str, sure: bool) -> Recognised:
    choices = tuple(Choice(value, label) for value, label in LETTERS.items())
    said = f"Letters are written as {LETTERS.get(encoding, encoding)}."
    return Recognised("encoding", said, encoding, sure, choices)


def _say_delimiter(delimiter: str) -> Recognised:
    choices = tuple(Choice(value, label.capitalize()) for value, label in SEPARATES.items())
    said = f"Cells are separated by {SEPARATES.get(delimiter, f'“{delimiter}”')}."
    return Recognised("delimiter", said, delimiter, True, choices)
