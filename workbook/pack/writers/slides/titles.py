"""Titles of slides: smaller where they are long, and cut where no size will do."""

from typing import Any

from pptx.util import Pt

from workbook.pack.writers.office import leftwards, legible
from workbook.pack.writers.slides.deck import Deck
from workbook.pack.writers.slides.room import cut, lines_of

__all__ = ["fitted", "put_title"]

_SMALLEST, _HIGH = 20.0, 1.2  # points; the height of a line, of its size
_NUMBERED = " (100 of 100)"


def fitted(title: str, deck: Deck) -> str:
    """Return a title, or as much of it as finds room with the number of its slide behind it."""
    words = " ".join(legible(title).split())
    width, height = deck.title_room
    most = max(1, int(height / _SMALLEST / _HIGH))
    if lines_of(words + _NUMBERED, width, _SMALLEST, bold=True) <= most:
        return title
    begun, _ = cut(words, width * 0.9, _SMALLEST, most)
    return f"{begun[: -len(_NUMBERED)].rstrip()}…"


def put_title(slide: Any, title: str, deck: Deck) -> None:
    """Write a title into its place, in the largest type that it has room in."""
    words = " ".join(legible(title).split())
    width, height = deck.title_room
    smaller = [size for size in (24.0, _SMALLEST) if size < deck.title_size]
    room = (
        size
        for size in (deck.title_size, *smaller)
        if lines_of(words, width, size, bold=True) * size * _HIGH <= height
    )
    size = next(room, _SMALLEST)
    frame = slide.shapes.title.text_frame
    frame.text = words
    if size != deck.title_size:
        frame.paragraphs[0].runs[0].font.size = Pt(size)
    if leftwards(words):
        frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")
