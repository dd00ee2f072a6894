"""How a page looks inside a notebook: the same data as in print, as accessible HTML."""

import re
from collections.abc import Mapping
from typing import Any

from workbook.templating import template

__all__ = ["render"]


def render(page: Mapping[str, Any]) -> str:
    """Return a section's or cover's data as one HTML fragment with its style; text is escaped."""
    return template("pack/page.html.j2").render(block=page, paragraphs=_paragraphs)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
