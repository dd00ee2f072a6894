"""When two names are one, however they were typed."""

import unicodedata

__all__ = ["folded"]


def folded(name: str) -> str:
    """Return what is alike in every way to write a name: capitals, spaces and accents apart.

    An accented letter may be one character or two, and a space may be one that does not break.

    >>> folded("Cafe\u0301\u00a0 SALES") == folded("Café sales")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()
