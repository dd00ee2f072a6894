"""The command that examines a printed pack: do its figures, its files and its pages agree?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import opened, shown
from workbook.cli.console import progress, say
from workbook.errors import NotFound, RenderFailed

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.pack.proof.account import Account

__all__ = ["verify"]


def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="The PDF of a pack.")],
    source: Annotated[
        str, typer.Argument(metavar="[WORKBOOK]", help="To ask whether it is what was signed.")
    ] = "",
) -> None:
    """Examine a printed pack: do its figures, files and pages agree?

    Only the PDF is needed. Every figure and page is made again from the plan that it carries, and
    compared. With the workbook, the plan is compared with what was signed off, too. The exit code
    is 0 if all agrees, 1 if something does not, and 2 if it cannot be read.

    \b
    Examples:
      workbook verify rise-bakery-2026-Q3.pdf
      workbook verify rise-bakery-2026-Q3.pdf rise-bakery.workbook
    """
    from workbook.pack.proof.apart import verify as examined

    pdf = _read(pack)
    with progress(f"Examining {pack.name} …"):
        found = examined(pdf)
    troubles: list[str] = list(found.troubles)
    told: list[str] = []
    if source:
        with opened(source) as book:
            for agrees, sentence in _against(book, found, pdf, shown(source)):
                (told if agrees else troubles).append(sentence)
    say("\n".join(_told(found, troubles, told)))
    raise typer.Exit(1 if troubles else 0)


def _read(pack: Path) -> bytes:
    if not pack.is_file():
        raise NotFound(f"There is no file {pack}.")
    try:
        return pack.read_bytes()
    except OSError as error:
        raise RenderFailed(f"{pack.name} cannot be read: {error.strerror or error}.") from None


def _told(found: "Account", troubles: list[str], told: list[str]) -> Iterator[str]:
    signed = found.signed or "nobody has signed it off: a draft"
    if found.quarter:
        yield f"{found.agreeing:,} of {found.figures:,} figures agree; {signed}."
        yield f"{found.quarter}, pack code {found.code}."
    if troubles:
        yield "What does not agree:"
        yield from (f"  - {each}" for each in troubles)
    elif not told:
        yield (
            "All pages and files agree. That it is the pack that was signed, only the workbook can "
            "say, or the code: workbook verify PACK WORKBOOK"
        )
    yield from told
    yield from found.notes


def _against(
    book: "Workbook", found: "Account", pdf: bytes, name: str
) -> Iterator[tuple[bool, str]]:
    """Yield whether the pack is what the workbook's sign-off kept, as a verdict and a sentence."""
    import hashlib

    from workbook.strategy.plan import SignedOff

    if not found.quarter:
        return
    signed = book.store.signed_off(book.quarter(found.quarter))
    if signed is None:
        yield not found.signed, f"In {name} nobody has signed off {found.quarter}."
    elif signed.code != found.code:
        other = f"{name} has one {SignedOff.of(signed).told}, pack code {signed.code}"
        yield False, f"It is not the pack that was signed off: {other}."
    elif signed.hashes["plan"] != found.plan:
        yield False, f"Its plan is not the one that {signed.who} signed off in {name}."
    elif hashlib.sha256(pdf).hexdigest() == signed.hashes["pdf"]:
        yield True, f"It is the pack that {signed.who} signed off in {name}, byte for byte."
    else:
        saved = "The file is not byte for byte the same: another program saved or printed it."
        yield True, f"Its plan is the one that {signed.who} signed off in {name}. {saved}"
