"""What a command says while it works, on stderr, and how it sets results in columns."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.wording import visible, without_passwords

__all__ = ["Progress", "columns", "progress", "require_folder", "say"]

_WIPE = "\r\x1b[K"
_BAR = 24  # signs


def say(text: str, *, error: bool = False) -> None:
    """Print a result, or on stderr what a person can mend."""
    if error:  # which may repeat an address that was given in the place of something else
        print(visible(without_passwords(text)), file=sys.stderr)
    else:
        print(visible(text))


class Progress:
    """One line that says what is being done now.

    On a terminal it is written over, and wiped at the end. Elsewhere each line stands for itself,
    and what is soon over is left out.
    """

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def say(self, doing: str, *, soon_over: bool = False) -> None:
        """Say what is being done now."""
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            print(_WIPE + visible(doing)[:width], end="", file=sys.stderr, flush=True)
        elif not soon_over:
            print(visible(doing), file=sys.stderr, flush=True)

    def count(self, number: int, of: int, section: str) -> None:
        """Say which of so many sections of the pack is being made."""
        self.say(f"Making the pack, {number} of {of}: {section} …")

    def bar(self, doing: str) -> Callable[[float], None]:
        """Return what takes how much of something is done, from 0 to 1, and draws it as a bar."""

        def tell(done: float) -> None:
            full = round(done * _BAR)
            self.say(f"{doing} [{'#' * full}{'.' * (_BAR - full)}] {done:.0%}", soon_over=True)

        return tell

    def wipe(self) -> None:
        """Clear the line, so that what follows begins on a clean one."""
        if self._live:
            print(_WIPE, end="", file=sys.stderr, flush=True)


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """Show on a terminal what is being done, for as long as it takes."""
    line = Progress()
    line.say(doing, soon_over=True)
    try:
        yield line
    finally:
        line.wipe()


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines with their columns one under the other.

    >>> list(columns([("PDF", "a.pdf"), ("Notebook", "b.ipynb")]))
    ['PDF       a.pdf', 'Notebook  b.ipynb']
    """
    seen = [[visible(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*seen, strict=True)]
    for row in seen:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def require_folder(path: Path) -> None:
    """Refuse a path where a file stands in the way of a folder."""
    if path.exists() and not path.is_dir():
        raise WorkbookError(f"{path} is a file. Name a folder.")
