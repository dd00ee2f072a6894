"""What the office formats share: text that a file can carry, signs, widths, and fixed bytes."""

import re
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbook.pack.blocks import Cell, Cover, Table

__all__ = [
    "COLOURS",
    "SIGNS",
    "apportioned",
    "footed",
    "leftwards",
    "legible",
    "settled",
    "shares",
    "six",
]

SIGNS = {"good": "●", "watch": "▲", "bad": "■", "none": "□", "info": "◆", "missing": "□"}
"""A shape for each status and tone, which every common typeface has; a word stands beside it."""

COLOURS = {
    "good": "0B6E4F",
    "watch": "8F5A00",
    "bad": "A5281B",
    "none": "56616F",
    "missing": "56616F",
}
"""The colour of each, as in print: it repeats what shape and word say. A note has the accent."""

_ENDS = re.compile("\r\n?|[\v\f\u0085\u2028\u2029]")
_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD, _USUAL = 16, 60  # letters: no column is made wider for one word, or for its text


def legible(text: str) -> str:
    r"""Return a text as an XML file can carry it: what it cannot is named by its code point.

    >>> legible("Bread\r\nand\x07 butter 日本 🎉")
    'Bread\nand[U+0007] butter 日本 🎉'
    """
    # The heavy tick is an emoji to some programs, in whose print it is missing.
    plain = _ENDS.sub("\n", text).replace("✔", "✓")
    return _UNFIT.sub(lambda found: f"[U+{ord(found[0]):04X}]", plain).replace("\t", " ")


def leftwards(text: str) -> bool:
    """Tell whether a text runs from right to left, as its first letter says.

    >>> leftwards("2026 كيك"), leftwards("Bread כיכר")
    (True, False)
    """
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def footed(cover: Cover) -> str:
    """Return what stands at the foot of every page: whose it is, of when and for whom."""
    code = f"Pack code {cover.code}" if cover.code else ""
    draft = "Draft – not signed off" if cover.draft else ""
    return " · ".join(filter(None, (cover.business, cover.quarter, cover.audience, code, draft)))


def six(colour: str) -> str:
    """Return a colour as office files have it: `#12496b` is `12496B`."""
    return colour.removeprefix("#").upper()


def shares(table: Table) -> list[float]:
    """Return how much of the width each column takes, 1 in all: as it says, or as its text needs.

    >>> from workbook.pack.blocks import Column
    >>> columns = [Column("KPI", width=0.4), Column("Now"), Column("Why")]
    >>> [round(share, 2) for share in shares(Table("", columns, [["A", "1", "It is a long tale"]]))]
    [0.4, 0.16, 0.44]
    """
    given = [column.width for column in table.columns]
    left = max(1 - sum(width or 0 for width in given), 0.1 * given.count(None))
    needs = [0.0 if width else _need(table, at) for at, width in enumerate(given)]
    every = [width or left * need / sum(needs) for width, need in zip(given, needs, strict=True)]
    return [share / sum(every) for share in every]


def _need(table: Table, at: int) -> float:
    """Return a column's need in letters: its longest word, and what is usual in it."""
    lines = [table.columns[at].name]
    for row in table.rows:
        cell = row[at]
        lines.append(f"{cell.text} {cell.word}\n{cell.note}" if isinstance(cell, Cell) else cell)
    word = max((len(word) for line in lines for word in line.split()), default=0)
    usual = sum(map(len, lines[1:])) / max(1, len(table.rows))
    return max(min(word, _WORD) + 3, min(usual, _USUAL))


def apportioned(parts: Sequence[float], total: int) -> list[int]:
    """Return shares of a whole as whole numbers which add up to it.

    >>> apportioned([0.5, 0.3, 0.2], 9525)
    [4762, 2858, 1905]
    """
    edges = [round(sum(parts[:n]) * total) for n in range(len(parts))] + [total]
    return [after - before for before, after in pairwise(edges)]


def settled(file: bytes) -> bytes:
    """Return an office file without the moment at which it was made: again, the same bytes.

    The workbook inside an editable chart is such a file, too.
    """
    written = BytesIO()
    with ZipFile(BytesIO(file)) as made, ZipFile(written, "w", ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            part = made.read(name)
            if name.endswith(".xlsx"):
                part = settled(part)
            elif name == "docProps/core.xml":
                part = _DATED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part)
            entry = ZipInfo(name)  # of 1 January 1980, as an archive without a clock has it
            entry.compress_type = ZIP_DEFLATED
            fixed.writestr(entry, part)
    return written.getvalue()


_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
