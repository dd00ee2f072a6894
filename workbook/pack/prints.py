"""A signed pack as PDF: as it was printed, or printed again, which is told where it shows."""

from typing import NamedTuple

from workbook.errors import RenderFailed
from workbook.store import signoff
from workbook.store.upgrades import Row
from workbook.strategy import SignOff

__all__ = ["Print", "lean", "print_of"]


class Print(NamedTuple):
    """A pack's PDF; the note says why it is not byte for byte what was signed off, if it is not."""

    pdf: bytes
    note: str = ""


def print_of(signing: SignOff) -> Print:
    """Return the PDF of a sign-off: the one that it keeps, or else its pages, printed again.

    Raises:
        RenderFailed: the pages cannot be printed by this program.
    """
    if (kept := signoff.pdf_of(signing)) is not None:
        return Print(kept)
    again = _again(signing)
    return Print(again, "" if signoff.is_pdf(signing, again) else _note(signing))


def lean(row: Row) -> Row:
    """Return a sign-off of an export without its PDF, if its pages print to the same bytes."""
    signing = signoff.read(row)
    try:
        same = signoff.is_pdf(signing, _again(signing))
    except RenderFailed:
        same = False
    return {**row, "pdf": None} if same else row


def _again(signing: SignOff) -> bytes:
    from workbook.pack.writers import written

    return written(signoff.document_of(signing), ["pdf"])["pdf"]


def _note(signing: SignOff) -> str:
    return (
        f"The PDF of {signing.quarter} was left out of an export, and is printed again from the "
        f"pages that {signing.who} signed off. Words and figures are the same; byte for byte it "
        "is not that file, since the program or a font has changed meanwhile."
    )
