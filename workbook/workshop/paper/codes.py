"""The code on each side of a sheet: which workbook, session, question, round, sheet and page.

It is for a camera, so that it is short and has capitals and digits only; what stands in it was
photographed, and nothing of it is believed before it is looked up.
"""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO

__all__ = ["Room", "SheetCode", "drawn", "short"]

_FORM = re.compile(r"SW1:(\w{8}):(\w{8}):(\w{8}):(\d{1,3}):(\w{8}):(\d)", re.ASCII)
_VERSION = 3  # so many squares for every sheet, so that its layout is the same


@dataclass(frozen=True)
class Room:
    """Whose room it is: the workbook and session by their ids, and what people read of both."""

    workbook: str
    session: str
    business: str
    title: str = ""


@dataclass(frozen=True)
class SheetCode:
    """What a side of a sheet says of itself.

    `workbook`, `session` and `layout` are the `short` of something longer; `layout` is that of the
    question as it was asked, and of each box's place. `page` counts from 1.
    """

    workbook: str
    session: str
    layout: str
    number: int
    serial: str
    page: int

    @property
    def text(self) -> str:
        """What the code holds."""
        parts = (self.workbook, self.session, self.layout, self.number, self.serial, self.page)
        return "SW1:" + ":".join(map(str, parts))

    @classmethod
    def read(cls, text: str) -> "SheetCode | None":
        """Return what a code says, None for one that is none of ours.

        >>> code = SheetCode(short("w"), short("s"), short("l"), 2, "K7QM2XRT", 1)
        >>> SheetCode.read(code.text) == code, SheetCode.read("https://example.org")
        (True, None)
        """
        if not (found := _FORM.fullmatch(text)):
            return None
        workbook, session, layout, number, serial, page = found.groups()
        return cls(workbook, session, layout, int(number), serial, int(page))


def short(text: str) -> str:
    """Return eight capitals and digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def drawn(text: str) -> str:
    """Return the code as a drawing (SVG)."""
    import segno

    drawing = BytesIO()
    made = segno.make(text, version=_VERSION, error="q", boost_error=False)
    made.save(drawing, kind="svg", xmldecl=False, border=0)
    return drawing.getvalue().decode()
