"""The other businesses: their workbooks are opened, or a new one is made, from the first page."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.errors import WorkbookError
from workbook.opening import create_workbook, open_workbook
from workbook.shelf import Shelf
from workbook.steps.words import KIT
from workbook.store.address import SUFFIX, is_url, safe_name
from workbook.strategy.outline import STEPS
from workbook.widgets.part import Part

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Others", "others"]

_logger = logging.getLogger(__name__)
UNREADABLE = (
    "That could not be opened. Look whether the path is right, and whether you may read it."
)


class Others(Part):
    """A part of the first page that stays closed: on a projector, other names are nobody's concern.

    The browser says "look" when it is opened, "choose" with a file that was found, "open" with a
    path, and "make" with the name of a business. The answer is the address to go on to, or a
    trouble beside what was typed.
    """

    kit = KIT
    part = traitlets.Unicode("start/others").tag(sync=True)

    file = traitlets.Unicode(help="the workbook of this page").tag(sync=True)
    folder = traitlets.Unicode(help="where new workbooks go").tag(sync=True)
    example = traitlets.Unicode(help="what a path looks like on this computer").tag(sync=True)
    found: traitlets.List[tuple[str, str]] = traitlets.List(
        help="name and file name of each workbook in the folder"
    ).tag(sync=True)
    more = traitlets.Int(help="how many workbooks in the folder are not in the list").tag(sync=True)

    def __init__(self, book: "Workbook", shelf: Shelf) -> None:
        example = Path.home() / "Documents" / f"corner-cafe{SUFFIX}"
        super().__init__(
            file=Path(safe_name(book.source)).name, folder=str(book.folder), example=str(example)
        )
        self._book, self._shelf = book, shelf
        self._asked = {
            "look": self._look,
            "choose": self._choose,
            "open": self._open,
            "make": self._make,
        }
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        ask = content.get("type", "")
        try:
            self._asked[ask](str(content.get("words", "")))
        except WorkbookError as error:
            self.send({"type": "trouble", "to": ask, "sentence": str(error)})
        except Exception as error:  # a folder that may not be read, a path that cannot be
            _logger.warning("Another workbook could not be opened: %r", error)
            self.send({"type": "trouble", "to": ask, "sentence": UNREADABLE})

    def _look(self, _: str) -> None:
        found = self._book.neighbours()
        named = ((path, glance.business or path.stem) for path, glance in found.glances.items())
        self.found = [(name, path.name) for path, name in named]
        self.more = found.more

    def _choose(self, file: str) -> None:
        self._go_to(open_workbook(self._book.folder / file))

    def _open(self, words: str) -> None:
        named = words.strip().strip("\"'")  # as Windows copies a path
        if not named:
            raise WorkbookError("Write where the file is, with its name at the end.")
        if not is_url(named):
            path = self._book.folder / Path(named).expanduser()
            if not path.exists():
                raise WorkbookError(f"There is no file {path}. Look where it is kept.")
            named = str(path)
        self._go_to(open_workbook(named))

    def _make(self, words: str) -> None:
        self._go_to(create_workbook(words.strip(), self._book.folder))
        self._look("")

    def _go_to(self, other: "Workbook") -> None:
        other.store.close()
        folder = self._shelf.put(other.source)
        self.send({"type": "go", "address": f"../{folder}/{STEPS[0].notebook}"})


def others(book: "Workbook") -> list[Others]:
    """Return the part in a list; none in a notebook that was opened in another way."""
    shelf = Shelf.here()
    return [Others(book, shelf)] if shelf else []
