"""Files between a person's computer and the page: given to it whole, and kept from it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import traitlets

from workbook.errors import WorkbookError
from workbook.widgets.part import ELEMENT, Kit, Part

__all__ = ["FileKeeper", "FilePicker", "Given"]

KIT = Kit(
    Path(__file__).parent, parts=("picker", "keeper"), shared=(ELEMENT,), styles=("files.css",)
)
"""Only the chapters that take files bring this script and style to the page."""

SLICE = 1024 * 1024  # bytes in a message; the server takes ten times as much
TABLES = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,text/csv,text/plain"
TORN = "The file did not arrive whole. Choose it again."
UNEXPECTED = "That did not work just now, and nothing was saved. Try again in a moment."

Given = Callable[[str, bytes], None]
"""Is told what was given: the file's name, empty for a pasted block, and its bytes."""


class FilePicker(Part):
    """A place to drop, choose or paste a file, which arrives in slices.

    `most` is how many bytes are taken, `kinds` says in words what fits, and `endings` what the
    browser offers. `given` is called when all of it has arrived, and `refused` when the browser
    takes none of it. Of `many` files that are given together, each arrives after the other.
    """

    kit = KIT
    part = traitlets.Unicode("picker").tag(sync=True)

    most = traitlets.Int().tag(sync=True)
    slice = traitlets.Int(SLICE).tag(sync=True)
    kinds = traitlets.Unicode().tag(sync=True)
    endings = traitlets.Unicode(TABLES).tag(sync=True)
    many = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        given: Given,
        most: int,
        kinds: str,
        refused: Callable[[], None] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(most=most, kinds=kinds, **more)
        self._given, self._refused = given, refused
        self._name, self._size = "", 0
        self._arrived: list[bytes] = []
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        match content:
            case {"type": "begin", "name": str() as name, "size": int() as size}:
                self._name, self._size, self._arrived = name, size, []
                self._go_on()
            case {"type": "slice", "at": int() as at} if at == self._here and len(buffers) == 1:
                self._arrived.append(bytes(buffers[0]))
                self._go_on()
            case {"type": "refused"} if self._refused:
                self._refused()
            case {"type": "slice"}:
                self._arrived = []
                self.send({"type": "trouble", "sentence": TORN})

    @property
    def _here(self) -> int:
        return sum(map(len, self._arrived))

    def _go_on(self) -> None:
        """Ask for the next slice, or hand over what is whole."""
        here = self._here
        if here > self.most or self._size > self.most:
            self._arrived = []
            return  # the browser asks no such thing
        self.send({"type": "got", "at": here})
        if here >= self._size:
            data, self._arrived = b"".join(self._arrived), []
            self._given(self._name, data)


class FileKeeper(Part):
    """A button that keeps a file on the person's computer; `make` is asked when it is pressed.

    `make` returns the file's name and bytes, or raises a `WorkbookError` to refuse.
    """

    kit = KIT
    part = traitlets.Unicode("keeper").tag(sync=True)

    label = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, make: Callable[[], tuple[str, bytes]]) -> None:
        super().__init__(label=label)
        self._make = make
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("type") != "want":
            return
        try:
            name, data = self._make()
        except WorkbookError as error:
            self.send({"type": "gone", "sentence": str(error)})
        except Exception:  # a file that cannot be written must not take the page with it
            self.send({"type": "gone", "sentence": UNEXPECTED})
        else:
            self.send({"type": "file", "name": name}, [data])
