"""A text made small for a notebook and a sign-off, and read back within limits."""

import zlib
from base64 import b64decode, b64encode

__all__ = ["packed", "text_of"]

_LARGEST = 400_000_000  # bytes, unpacked: far more than ten years of daily readings come to


def packed(text: str) -> str:
    """Return a text as ASCII letters.

    >>> text_of(packed("Café"))
    'Café'
    """
    # As fast as can be: it is unpacked again when the page is printed.
    return b64encode(zlib.compress(text.encode(), 1)).decode()


def text_of(packed: str) -> str:
    """Return the text that was packed.

    Raises:
        ValueError: it is damaged, or larger than any that this program packs.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(b64decode(packed), _LARGEST)
    except zlib.error as error:
        raise ValueError(f"It cannot be unpacked: {error}.") from None
    if not unpacking.eof:
        raise ValueError("It is cut off, or too large.")
    return text.decode()
