"""How a page looks inside a notebook: the same data as in print, as accessible HTML."""

import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from workbook.templating import template

__all__ = ["filled", "render"]

_CODE = re.compile("· ([b-df-hjkmnp-tv-z2-9]{4})(?!\\w)")


def render(page: Mapping[str, Any]) -> str:
    """Return a section's or cover's data as one HTML fragment with its style; text is escaped."""
    return filled("pack/page.html.j2", block=page, drawing=_image, origins={}, guided=True)


def filled(name: str, origins: Mapping[str, Any], **given: Any) -> str:
    """Return a template of pages filled; `origins` has what each code of a figure opens."""

    def coded(line: str) -> list[tuple[str, str]]:
        # Words, code, words, code, …: what looks like a code and is none stays with the words.
        words, *found = _CODE.split(line)
        pieces = [(words, "")]
        for code, after in zip(found[::2], found[1::2], strict=True):
            if code in origins:
                pieces[-1] = (f"{pieces[-1][0]}·", code)
                pieces.append((after, ""))
            else:
                pieces[-1] = (f"{pieces[-1][0]}· {code}{after}", "")
        return pieces

    return template(name).render(origins=origins, coded=coded, paragraphs=_paragraphs, **given)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _image(chart: Mapping[str, Any]) -> Markup:
    """Return a chart as a picture of its own: nothing in it can act on the notebook's page."""
    image = b64encode(chart["svg"].encode()).decode()
    tag = '<img role="img" alt="{0}" aria-label="{0}" src="data:image/svg+xml;base64,{1}">'
    return Markup(tag).format(chart["alt"], image)
