"""The parts of a spreadsheet file, unpacked piece by piece, and never further than is safe."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat

from workbook.errors import ImportRefused
from workbook.intake.tables.opening import Content

__all__ = ["Archive", "Started"]

Started = Callable[[str, Mapping[str, str]], bool | None]
"""Takes an element's name, without its prefix, and what it says; returns whether its text matters.
"""

MOST_UNPACKED = 200_000_000  # bytes; six million cells of a sheet
_MOST_PARTS = 5_000
_XML = (".xml", ".rels")
_BESIDE = re.compile(r"/(pivot\w+|drawings|charts|externallinks|comments\d*|ctrlprops)(/|\.)")
_HEAD, _LISTED = b"PK\x03\x04", b"PK\x01\x02"
_PIECE = 1 << 16
_LONGEST_TEXT = 1_000_000  # bytes without an element; a cell holds 32,767 letters at most


class Archive:
    """A file of packed parts. What it says of their size is not believed, but measured."""

    def __init__(self, content: Content) -> None:
        """Read the list of parts.

        Raises:
            ImportRefused: it is damaged, or unpacks to more than is read.
        """
        self.name = content.name
        self._data = memoryview(content.data)
        self._unpacked: dict[str, int] = {}
        if content.data.count(_LISTED) > _MOST_PARTS:
            self.refuse_size()
        try:
            with zipfile.ZipFile(io.BytesIO(content.data)) as opened:
                listed = opened.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            self.refuse_damaged()
        self._parts = {_plain(info.filename): info for info in listed}
        if len(self._parts) < len(listed):  # which of two is read, every program decides alone
            self.refuse_damaged()
        if sum(self._parts[part].file_size for part in self.parts) > MOST_UNPACKED:
            self.refuse_size()

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    @property
    def parts(self) -> list[str]:
        """The names of the parts that hold cells, or what is needed to read them."""
        return [name for name in self._parts if name.endswith(_XML) and not _BESIDE.search(name)]

    def unpack(self, part: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        Raises:
            ImportRefused: it is damaged, locked, or unpacks to more than is read.
        """
        info = self._parts[_plain(part)]
        if info.flag_bits & 1:
            self.refuse_locked()
        self._unpacked[part] = 0
        for piece in self._inflated(info):
            self._unpacked[part] += len(piece)
            if sum(self._unpacked.values()) > MOST_UNPACKED:
                self.refuse_size()
            yield piece

    def measure(self, part: str, *signs: bytes) -> int:
        """Return how often signs stand in a part, nearly; by that, it is known to be safe.

        Raises:
            ImportRefused: as `unpack`, or it has a text that is no cell's.
        """
        found = without = 0
        for piece in self.unpack(part):
            found += sum(map(piece.count, signs))
            without = 0 if b"<" in piece else without + len(piece)
            if without > _LONGEST_TEXT:
                self._refuse_text()
        return found

    def walk(self, part: str, started: Started, text: Callable[[str], object] = str) -> None:
        """Tell of each element of a part as it begins, and of its text where that matters.

        Raises:
            ImportRefused: it is damaged, has a text that is no cell's, or declares what no
                spreadsheet does.
        """
        parser = expat.ParserCreate()
        began = 0

        def begin(name: str, attributes: dict[str, str]) -> None:
            nonlocal began
            began = parser.CurrentByteIndex
            wanted = started(name.rpartition(":")[2], attributes)
            parser.CharacterDataHandler = text if wanted else None

        def refuse(*declared: object) -> NoReturn:
            self.refuse_damaged()

        parser.StartElementHandler = begin
        parser.StartDoctypeDeclHandler = refuse  # entities, which can be made to fill a disk
        fed = 0
        try:
            for piece in self.unpack(part):
                parser.Parse(piece)
                fed += len(piece)
                if fed - began > _LONGEST_TEXT + _PIECE:
                    self._refuse_text()
            parser.Parse(b"", True)
        except expat.ExpatError:
            self.refuse_damaged()

    def _inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        head = bytes(self._data[info.header_offset : info.header_offset + 30])
        if head[:4] != _HEAD:
            self.refuse_damaged()
        names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        begin = info.header_offset + 30 + names
        packed = self._data[begin : begin + info.compress_size]
        pieces = (packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE))
        if info.compress_type == zipfile.ZIP_STORED:
            yield from map(bytes, pieces)
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            yield from self._deflated(pieces)
        else:
            self.refuse_damaged()

    def _deflated(self, pieces: Iterator[memoryview]) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in pieces:
                packed: bytes | memoryview = piece
                while packed and not unpacker.eof:
                    yield unpacker.decompress(packed, _PIECE)
                    packed = unpacker.unconsumed_tail
            while not unpacker.eof and (rest := unpacker.decompress(b"", _PIECE)):
                yield rest
        except zlib.error:
            self.refuse_damaged()

    def refuse_damaged(self) -> NoReturn:
        """Refuse what cannot be read as a spreadsheet."""
        raise ImportRefused(
            f"{self.name} cannot be read as an Excel file or another spreadsheet. Open it in Excel "
            "or LibreOffice, save it again as .xlsx, or as CSV."
        ) from None

    def refuse_size(self) -> NoReturn:
        """Refuse what is larger than any spreadsheet that this program is for."""
        raise ImportRefused(
            f"{self.name} unpacks to more than {MOST_UNPACKED / 1e6:,.0f} MB. Save the sheet as "
            "CSV, which is read up to two million lines."
        )

    def refuse_locked(self) -> NoReturn:
        """Refuse what only its password opens."""
        raise ImportRefused(
            f"{self.name} is protected by a password. Open it, save a copy without one, and import "
            "that."
        )

    def _refuse_text(self) -> NoReturn:
        raise ImportRefused(
            f"{self.name} has a cell of more than {_LONGEST_TEXT:,} characters, so it is no table."
        )


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
