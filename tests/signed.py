"""A quarter signed off in a moment, for tests that need no more than that it is."""

from datetime import date

from workbook import Quarter, Workbook
from workbook.store import signoff

__all__ = ["sign_off"]


def sign_off(
    book: Workbook, quarter: Quarter, who: str = "Marta", as_of: date | None = None
) -> None:
    """Sign a quarter off with a pack of one page that nobody laid out."""
    plan = book._unsigned_then(quarter, as_of) if as_of else book.plan
    signing = signoff.sign(plan, quarter, who)
    document = {"schema": 1, "cover": {"code": signing.code}, "sections": []}
    book.store.keep(signoff.printed(signing, document, b"%PDF-signed"))
