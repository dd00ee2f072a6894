"""Photographs and scans, as pictures in shades of grey: JPEG, PNG, TIFF, and PDFs of a scanner."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.errors import ImportRefused

__all__ = ["Grey", "Picture", "missing", "pictures_in"]

Grey = npt.NDArray[np.uint8]
"""A picture: rows of shades from 0, black, to 255."""

_MOST_BYTES = 100_000_000
_MOST_PIXELS = 100_000_000
_MOST_PAGES = 400
_LONGEST_SIDE = 4000  # more than that tells no more of a sheet, and takes longer

_MISSING = (
    "To read photographs, this computer needs two more packages. Whoever looks after it installs "
    'them with: pip install "strategy-workbook[paper]". Until then, enter the sheets by keyboard.'
)
_FORMATS = "Take JPEG, PNG, TIFF or PDF."


@dataclass(frozen=True)
class Picture:
    """One picture, and what people call it: its file, and the page where it has several.

    It has a `trouble` in words instead, where it could not be opened.
    """

    name: str
    grey: Grey | None
    trouble: str = ""


def missing() -> str:
    """Return what to do before photographs can be read, nothing where they can be."""
    return "" if find_spec("cv2") and find_spec("zxingcpp") else _MISSING


def pictures_in(name: str, content: bytes) -> Iterator[Picture]:
    """Yield the pictures in a file; what cannot be opened is named, and does not end the others.

    Raises:
        ImportRefused: the packages that read pictures are not installed.
    """
    if said := missing():
        raise ImportRefused(said)
    if len(content) > _MOST_BYTES:
        yield Picture(name, None, "It is larger than 100 MB. Take a smaller picture.")
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(name, content)
    else:
        yield _opened(name, content)


def _in_pdf(name: str, content: bytes) -> Iterator[Picture]:
    from pypdf import PdfReader

    try:
        pages = PdfReader(io.BytesIO(content)).pages
        for number in range(min(len(pages), _MOST_PAGES)):
            called = f"{name}, page {number + 1}"
            found = list(pages[number].images)
            if not found:
                said = "There is no picture on this page. Scan the sheet, or photograph it."
                yield Picture(called, None, said)
            # A scanner lays one picture on each page; what is small beside it is its logo.
            elif largest := max(found, key=lambda image: len(image.data)):
                yield _opened(called, largest.data)
    except Exception:  # a PDF can be damaged in more ways than pypdf has errors
        yield Picture(name, None, f"This PDF cannot be read. {_FORMATS}")


def _opened(name: str, content: bytes) -> Picture:
    import cv2
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as looked:  # its head only
            wide, high = looked.size
    except Exception:  # as above
        return Picture(name, None, f"This is no picture that can be read. {_FORMATS}")
    if wide * high > _MOST_PIXELS:
        return Picture(name, None, "It has more than 100 million dots. Take a smaller picture.")
    data = np.frombuffer(content, np.uint8)
    grey: Any = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    if grey is None:
        return Picture(name, None, f"This is no picture that can be read. {_FORMATS}")
    if (longest := max(grey.shape)) > _LONGEST_SIDE:
        share = _LONGEST_SIDE / longest
        grey = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return Picture(name, grey)
