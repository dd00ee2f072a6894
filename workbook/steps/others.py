"""The other businesses: their workbooks are opened, or a new one is made, from the first page."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from workbook.book import create_workbook, open_workbook
from workbook.errors import WorkbookError
from workbook.forms.editor import asset
from workbook.frontend import link
from workbook.shelf import Shelf

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Others"]

_HERE = Path(__file__).parent


class Others(anywidget.AnyWidget):
    """A part of the first page that stays closed: on a projector, other names are nobody's concern.

    The browser says "look" when it is opened, "open" with a file, and "make" with the name of a
    business. The answer is the address to go on to, or a trouble beside what was typed.
    """

    _esm = asset("element.js") + (_HERE / "others.js").read_text("utf-8")
    _css = (_HERE / "words.css").read_text("utf-8")

    folder = traitlets.Unicode(help="where new workbooks go").tag(sync=True)
    found: traitlets.List[tuple[str, str]] = traitlets.List(
        help="name and file name of each workbook in the folder"
    ).tag(sync=True)

    def __init__(self, book: "Workbook", shelf: Shelf) -> None:
        super().__init__(folder=str(book.folder))
        self._book, self._shelf = book, shelf
        self._asked = {"look": self._look, "open": self._open, "make": self._make}
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        ask = content.get("type", "")
        try:
            self._asked[ask](str(content.get("words", "")).strip())
        except WorkbookError as error:
            self.send({"type": "trouble", "to": ask, "sentence": str(error)})

    def _look(self, _: str) -> None:
        neighbours = self._book.neighbours().items()
        self.found = [(name or path.stem, path.name) for path, name in neighbours]

    def _open(self, words: str) -> None:
        named = words.strip("\"'")  # as Windows copies a path
        if not named:
            raise WorkbookError("Write where the file is, with its name at the end.")
        if "://" not in named:
            path = self._book.folder / Path(named).expanduser()
            if not path.exists():
                raise WorkbookError(f"There is no file {path}. Look where it is kept.")
            named = str(path)
        self._go_to(open_workbook(named))

    def _make(self, words: str) -> None:
        self._go_to(create_workbook(words, self._book.folder))
        self._look("")

    def _go_to(self, other: "Workbook") -> None:
        other.store.close()
        folder = self._shelf.put(other.source)
        self.send({"type": "go", "address": f"../{folder}/{link('00_start')}"})
