"""Whether a text speaks of something: whole words, in either number, in any case."""

import re
import unicodedata
from functools import lru_cache

from workbook.wording import singular

__all__ = ["mentioned"]


def mentioned(watch_for: str, text: str) -> str:
    """Return the first of the watch words, given with commas, that `text` holds; or nothing.

    >>> mentioned("app, online shop", "Two Apps for the night shift")
    'app'
    >>> mentioned("app, online shop", "Happy customers")
    ''
    """
    plain = _plain(text)
    words = (word.strip() for word in re.split(r"[,;\n]", watch_for))
    return next((word for word in words if word and _pattern(_plain(word)).search(plain)), "")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=256)
def _pattern(phrase: str) -> re.Pattern[str]:
    *first, last = re.split(r"[\s-]+", phrase)
    forms = "|".join(map(re.escape, _forms(last)))
    before = "".join(rf"{re.escape(word)}[\s-]+" for word in first)
    return re.compile(rf"(?<!\w){before}(?:{forms})(?!\w)")


def _forms(word: str) -> tuple[str, ...]:
    """Return a word in the singular and the plural: shop, shops; branch, branches."""
    one = singular(word)
    return tuple(dict.fromkeys((word, one, f"{one}s", f"{one}es", re.sub("y$", "ies", one))))
