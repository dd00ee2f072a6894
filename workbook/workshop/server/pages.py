"""The pages that people in the room see, and the two files of ours that go with them."""

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from workbook.errors import WorkbookError
from workbook.numerals import numerals_of, written_as
from workbook.templating import template
from workbook.workshop.messages import Messages, Problem, languages, messages
from workbook.workshop.server.own import exact

__all__ = ["ASSETS", "asset", "asset_address", "figures", "page"]

_HERE = Path(__file__).parent / "assets"
ASSETS: Mapping[str, str] = {
    "room.css": "text/css; charset=utf-8",
    "room.js": "text/javascript; charset=utf-8",
}
"""The files that a page may ask for, with their kinds; there are no others."""


def page(name: str, words: Messages, session: Mapping[str, Any], **values: Any) -> str:
    """Return a page of ours, in the reader's language."""

    def said(name: str, /, **gaps: Any) -> str:
        return words.say(Problem(name, gaps))

    with figures(words):
        return template(f"workshop/server/assets/{name}.html.j2").render(
            said=said,
            language=words.language,
            others=[each for each in languages() if each != words.language],
            named=lambda each: messages(each)["language_name"],
            session=session,
            asset=asset_address,
            exact=exact,
            **values,
        )


@cache
def asset(name: str) -> bytes:
    """Return the content of one of `ASSETS`."""
    return (_HERE / name).read_bytes()


def asset_address(name: str) -> str:
    """Return where a page finds a file: an address that changes with what is in it."""
    return f"/{name}?{_mark(name)}"


@cache
def _mark(name: str) -> str:
    return hashlib.sha256(asset(name)).hexdigest()[:8]


def figures(words: Messages) -> AbstractContextManager[None]:
    """Write figures as the reader's language does, until the end of the `with` block."""
    return written_as(_numbers(words.language))


@cache
def _numbers(language: str) -> str:
    """Return the language to write numbers in: English ones are British."""
    try:
        return "" if language == "en" else numerals_of(language).language
    except WorkbookError:
        return ""
