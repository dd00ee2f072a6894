"""Where a page has its room's process started: by the server that all pages come from."""

from pathlib import Path
from urllib.parse import quote

import traitlets

from workbook.shelf import Shelf
from workbook.widgets.part import ELEMENT, Kit, Part

__all__ = ["KIT", "Desk", "door_of"]

_HERE = Path(__file__).parent

KIT = Kit(
    _HERE,
    parts=("console", "here"),
    shared=(ELEMENT, *(_HERE / f"{name}.js" for name in ("door", "line", "pieces"))),
    styles=("console.css",),
)
"""What only this step needs, and therefore only its page carries."""


class Desk(Part):
    """Starts the process of a room that is not open yet, and leads to its page for the invited.

    The browser says "opened" once it runs; `address` is where the page is, empty before.
    """

    kit = KIT
    part = traitlets.Unicode("here").tag(sync=True)

    door = traitlets.Unicode(help="where a room is opened and closed").tag(sync=True)
    session = traitlets.Unicode(help="the workshop's id; empty: there is nothing to answer").tag(
        sync=True
    )
    address = traitlets.Unicode().tag(sync=True)


def door_of(source: str) -> str:
    """Return where this page's server opens the room; empty where another server shows it."""
    shelf = Shelf.here()
    return f"/workbook/room/{quote(shelf.put(source))}" if shelf else ""
