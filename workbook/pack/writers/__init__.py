"""The formats of a pack: a module each, whose `write(document, brand)` returns a file's bytes.

All write the same gathered document, so that none has a figure that another lacks. A new format is
a module of its name and a line in `WRITERS`.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from workbook.errors import WorkbookError
from workbook.numerals import written_as
from workbook.pack.brand import PLAIN, Brand
from workbook.typefaces import faces_for
from workbook.wording import say_list

__all__ = ["WRITERS", "Writer", "formats", "make_ready", "written"]

Writer: TypeAlias = Callable[[Mapping[str, Any], Brand], bytes]
"""From what `workbook.pack.gather` returns (`workbook.pack.reading.parts` types it) to bytes."""

WRITERS = {
    "pdf": "PDF",
    "html": "Web page",
    "docx": "Word document",
    "pptx": "PowerPoint presentation",
    "xlsx": "Excel workbook",
}
"""Each format, by the end of its files' names, and what messages call such a file."""


def formats(asked: str) -> tuple[str, ...]:
    """Return the formats that somebody asks for, such as `pdf,html`, each once.

    >>> formats("PDF, pdf")
    ('pdf',)

    Raises:
        WorkbookError: the pack is not written in one of them, or none is named.
    """
    named = dict.fromkeys(each.strip().lower().removeprefix(".") for each in asked.split(","))
    for each in named:
        if each not in WRITERS:
            trouble = f"The pack is not written as “{each}”." if each else "A format is missing."
            raise WorkbookError(f"{trouble} There is {say_list(list(WRITERS))}: name one or more.")
    return tuple(named)


def written(
    document: Mapping[str, Any], wanted: Sequence[str], brand: Brand = PLAIN
) -> dict[str, bytes]:
    """Return a gathered pack in each wanted format; the same document, the same bytes.

    `brand` is what the practice has of its own, of which each format takes what it can.

    Raises:
        RenderFailed: it cannot be written in one of them; the text says why.
    """
    with written_as(document["cover"].get("numbers", "")):
        return {each: _writer(each)(document, brand) for each in wanted}


def make_ready(wanted: Sequence[str]) -> None:
    """Load what writes each wanted format, and its letters: ahead of the time, in a thread."""
    for each in wanted:
        _writer(each)
    faces_for("→")  # looks into the faces, which takes longest


def _writer(name: str) -> Writer:
    # Imported only now: each brings a library that the others do not need.
    writer: Writer = import_module(f"{__name__}.{name}").write
    return writer
