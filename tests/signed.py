"""A quarter signed off in a moment, for tests that need no more than that it is."""

from workbook import Quarter, Workbook
from workbook.store import signoff

__all__ = ["sign_off"]


def sign_off(book: Workbook, quarter: Quarter, who: str = "Marta") -> None:
    """Sign a quarter off with a pack of one page that nobody laid out."""
    signing = signoff.sign(book.plan, quarter, who)
    document = {"schema": 1, "cover": {"code": signing.code}, "sections": []}
    book.store.keep(signoff.printed(signing, document, b"%PDF-signed"))
