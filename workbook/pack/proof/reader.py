"""What a PDF holds, whoever made it: the words of its pages, how they are drawn, and its files."""

import hashlib
import logging
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from workbook.errors import RenderFailed

__all__ = ["Read", "read"]

_PAGES, _OBJECTS, _FILES = 1_000, 500_000, 20


@dataclass(frozen=True)
class Read:
    """What a PDF holds: the words of each page, how it is drawn, and the files it carries.

    `drawn` has one hash a page, of all that it is drawn from. A name may have several files.
    """

    pages: tuple[str, ...]
    drawn: tuple[str, ...]
    files: dict[str, tuple[str, ...]]


def read(pdf: bytes) -> Read:
    """Return what a PDF holds.

    Raises:
        RenderFailed: it is locked, or has more parts than any pack.
        Exception: it is damaged, in whatever way the library tells of that.
    """
    level = logging.root.manager.disable
    logging.disable()  # what is odd about the PDF is nothing to print
    try:
        return _read(pdf)
    finally:
        logging.disable(level)


def _read(pdf: bytes) -> Read:
    from pypdf import PdfReader

    document = PdfReader(BytesIO(pdf))
    if document.is_encrypted:
        raise RenderFailed("it is locked with a password.")
    parts = sum(map(len, document.xref.values())) + len(document.xref_objStm)
    counts = {"parts": (parts, _OBJECTS), "pages": (len(document.pages), _PAGES)}
    files = {str(name): texts for name, texts in document.attachments.items()}
    counts["files"] = (sum(map(len, files.values())), _FILES)
    for what, (count, most) in counts.items():
        if count > most:
            raise RenderFailed(f"it has {count:,} {what}, of which {most:,} are read.")
    return Read(
        tuple(page.extract_text() for page in document.pages),
        tuple(map(_hash, document.pages)),
        {name: tuple(bytes(each).decode(errors="replace") for each in texts)
         for name, texts in files.items()},
    )  # fmt: skip


# What tells a page's place, its links and tags, or how its parts are packed, draws nothing.
_BESIDE = {"/Parent", "/Annots", "/StructParents", "/StructParent", "/Tabs", "/Length", "/Filter",
           "/DecodeParms", "/Type"}  # fmt: skip


def _hash(page: Any) -> str:
    from pypdf.generic import DictionaryObject

    found = hashlib.sha256()
    waiting: list[Any] = [page]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if hasattr(part, "idnum"):
            if part.idnum in seen:
                continue
            seen.add(part.idnum)
            part = part.get_object()
        if hasattr(part, "get_data"):
            found.update(part.get_data())
        if isinstance(part, DictionaryObject):
            names = sorted(name for name in part if name not in _BESIDE)
            found.update(repr(names).encode())
            waiting += [part.raw_get(name) for name in reversed(names)]
        elif isinstance(part, list):
            found.update(b"[%d]" % len(part))
            waiting += reversed(list(part))
        else:
            found.update(repr(part).encode(errors="replace"))
    return found.hexdigest()
