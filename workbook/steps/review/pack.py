"""The end of a review: make the pack, then sign the quarter off."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.packs import PackMaker
from workbook.steps.review.signing import Signing
from workbook.steps.review.versions import Versions
from workbook.steps.section import section

__all__ = ["parts"]

CHAPTER = "review/pack"
LEAD = "Everything you gave, as a PDF to read together."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Offer the pack and the sign-off; neither leaves out what was typed last."""
    maker = PackMaker(bound.book, bound.quarter)
    signing = Signing(bound.book, bound.quarter, maker)
    maker.before = signing.before = bound.settle
    signing.after = bound.tell
    return [
        section(CHAPTER, "", LEAD, ("pack",), maker),
        section(CHAPTER, "Sign-off", "", (), signing),
        section(CHAPTER, "For others", "", (), Versions(bound.book, bound.quarter, maker)),
    ]
