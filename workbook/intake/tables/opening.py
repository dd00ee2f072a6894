"""The bytes of a file or of a pasted block, with a name: what is no ordinary file is refused."""

import codecs
import hashlib
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from workbook.errors import ImportRefused, NotFound

__all__ = ["PASTED", "Content", "filled", "is_in", "opened", "pasted"]

MOST = 256 * 1024 * 1024  # bytes; a million lines of a till are about 60 MB
_PART = 1 << 20  # bytes
PASTED = "the pasted block"
_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"


@dataclass(frozen=True)
class Content:
    """What a file holds; `name` is what the person calls it."""

    name: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The fingerprint by which the same file is known again."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def is_utf8(self) -> bool:
        """Whether its bytes are text in UTF-8."""
        return is_in(self.data, "utf-8")


def opened(path: str | Path) -> Content:
    """Return what a file holds.

    Raises:
        NotFound: there is no such file.
        ImportRefused: it is a folder, a device, empty or too large; the text says what to do.
    """
    path = Path(path)
    try:
        facts = path.stat()
        _refuse_special(path, facts.st_mode, facts.st_size)
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no file at {path}. Check the path.") from None
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror}.") from None
    return filled(Content(path.name, data))


def pasted(text: str) -> Content:
    """Return a block of cells that was pasted from a spreadsheet, or typed as CSV.

    Raises:
        ImportRefused: nothing was pasted.
    """
    return filled(Content(PASTED, text.encode("utf-8", errors="replace")))


def is_in(data: bytes, encoding: str) -> bool:
    """Tell whether bytes are text in an encoding; looked at in parts, since they may be many."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _PART):
            decoder.decode(data[start : start + _PART])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_special(path: Path, mode: int, size: int) -> None:
    if stat.S_ISDIR(mode):
        raise ImportRefused(f"{path} is a folder. Name the file in it.")
    if not stat.S_ISREG(mode):  # a device never ends, and a pipe waits for somebody to write
        raise ImportRefused(f"{path} is a device or a pipe, not a file. Name a file.")
    if size > MOST:
        raise ImportRefused(
            f"{path.name} is {size / 1e6:,.0f} MB, and {MOST / 1e6:,.0f} MB are read at most. "
            "Export fewer days at a time, or fewer columns."
        )


def filled(content: Content) -> Content:
    """Return it as it is.

    Raises:
        ImportRefused: there is nothing in it.
    """
    if not content.data[:4096].strip(_BLANK) and not content.data.strip(_BLANK):
        raise ImportRefused(f"{content.name} is empty, so there is nothing to import.")
    return content
