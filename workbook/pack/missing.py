"""The box that says what is missing: in words, and with the address of the chapter to give it."""

from workbook.pack.blocks import Callout
from workbook.strategy.outline import STEPS

__all__ = ["missing"]


def missing(chapter: str, title: str, text: str = "") -> Callout:
    """Return the box for something that a chapter asks for.

    >>> box = missing("vision", "No vision yet.")
    >>> box.place, box.address
    ('Define the destination: What success looks like', '01_define_destination.ipynb#vision')
    """
    place, address = next(
        (f"{step.title}: {each.title}", f"{step.notebook}#{each.name}")
        for step in STEPS
        for each in step.chapters
        if each.name == chapter
    )
    return Callout("missing", title, text, place=place, address=address)
