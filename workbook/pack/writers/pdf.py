"""The pack to print and to sign: a tagged PDF."""

from collections.abc import Mapping
from typing import Any

from workbook.pack.brand import PLAIN, Brand
from workbook.pack.printing import typeset

__all__ = ["write"]


def write(document: Mapping[str, Any], brand: Brand = PLAIN) -> bytes:
    """Return the pack as a PDF; see `workbook.pack.printing.typeset`."""
    return typeset.typeset(document)
