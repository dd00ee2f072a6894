"""One page printed by itself, before there is a pack for it to stand in."""

from workbook.pack.blocks import SCHEMA, Cover, Section
from workbook.pack.printing.typeset import typeset

__all__ = ["print_sheet"]


def print_sheet(section: Section, of: str, quarter: str) -> bytes:
    """Return a section as a PDF without a cover; `of` is what it is about, at its head.

    Raises:
        RenderFailed: a character cannot be printed; the text names it and where it stands.
    """
    cover = Cover(business=of, quarter=quarter, title=section.title, shown=False)
    parts = {"cover": cover.to_json(), "sections": [section.to_json()]}
    return typeset({"schema": SCHEMA, **parts})
