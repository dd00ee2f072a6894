"""How the SMART check reads a goal: its words in one plain form, and the word lists it knows."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["is_english", "one_of", "plain", "without", "words"]

_LISTS = Path(__file__).with_name("words.toml")
_LATIN = 0x250  # letters below this code are Latin ones
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
    | dict.fromkeys("“”„", '"')
)


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the lists in words.toml."""
    return frozenset(" ".join(word.split()) for word in _lists()[name].split(","))


@cache
def one_of(*names: str) -> str:
    """Return a pattern that matches any word of these lists, the longest first."""
    listed = sorted(frozenset[str]().union(*map(words, names)))
    return f"(?:{'|'.join(re.escape(word) for word in sorted(listed, key=len, reverse=True))})"


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Return the text in small letters with plain quotes, dashes and spaces, place for place.

    What ends it says nothing about a goal, so full stops and the like at the end are dropped.

    >>> plain("Sell 20–25 “Stollen” a day!")
    'sell 20-25 "stollen" a day'
    """
    small = (char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(small).translate(_ALIKE).rstrip(" .!?…;,:\n")


def is_english(text: str) -> bool:
    """Return whether the text can be English, as far as its small words and its letters tell.

    >>> is_english("Raise turnover by 10%"), is_english("Den Umsatz um 10 % steigern")
    (True, False)
    """
    said = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain(text))
    ours = sum(word in words("english") for word in said)
    theirs = sum(word in words("foreign") for word in said)
    letters = [char for char in text if char.isalpha()]
    latin = sum(ord(char) < _LATIN for char in letters)
    return theirs <= ours and latin * 2 >= len(letters)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with these stretches blanked by dots, so that places stay as they were.

    >>> without("open at 7:30", [(5, 12)])
    'open ·······'
    """
    for start, end in spans:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


@cache
def _lists() -> Mapping[str, str]:
    return tomllib.loads(_LISTS.read_text("utf-8"))
