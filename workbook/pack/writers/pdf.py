"""The pack to print and to sign: a tagged PDF."""

from collections.abc import Mapping
from typing import Any

from workbook.pack.printing import typeset

__all__ = ["write"]


def write(document: Mapping[str, Any]) -> bytes:
    """Return the pack as a PDF; see `workbook.pack.printing.typeset`."""
    return typeset.typeset(document)
