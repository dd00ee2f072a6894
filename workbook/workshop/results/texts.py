"""Texts that say the same but for case, spaces and punctuation, counted as one."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Text", "counted", "drawn", "same"]

# What stands in a figure or before it, such as 1.5, 24/7 and −5, is no punctuation.
_PUNCTUATION = re.compile(r"[.,:;/–—-](?!\d)|[!?¿¡…\"“”„«»‹›()\[\]{}|\\•·*_~`]")
_APOSTROPHES = re.compile("['’‘‚]")


@dataclass(frozen=True)
class Text:
    """A text in its commonest wording, and how many people gave it.

    `holds` counts those who say that it would hold, where that was asked.
    """

    text: str
    people: int
    holds: int = 0


def same(text: str) -> str:
    """Return what two texts have in common that are counted as one.

    >>> same("  Second OVEN! "), same("second oven")
    ('second oven', 'second oven')
    >>> same("Prices +1.5 %") == same("Prices +15 %")
    False
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = _PUNCTUATION.sub(" ", _APOSTROPHES.sub("", plain))
    return " ".join(bare.split()) or " ".join(plain.split())


def counted(texts: Iterable[Iterable[str]], lot: str = "") -> tuple[Text, ...]:
    """Return the texts of each person, equal ones as one that counts once a person.

    Those that most gave come first; among equals the order is drawn by lot.

    >>> [(each.text, each.people) for each in counted([["Bread!", "bread"], ["Bread"], ["Tea"]])]
    [('Bread', 2), ('Tea', 1)]
    """
    people: Counter[str] = Counter()
    wordings: dict[str, Counter[str]] = {}
    for given in texts:
        listed = list(given)
        people.update({same(text) for text in listed})
        for text in listed:
            wordings.setdefault(same(text), Counter())[text] += 1
    found = [Text(_commonest(wordings[key]), count) for key, count in people.items()]
    return tuple(sorted(found, key=lambda each: (-each.people, drawn(lot, each.text))))


def drawn(lot: str, *content: object) -> str:
    """Return the place of something in an order that is drawn by lot.

    It follows from the content alone: every screen has the same order, whoever was first.
    """
    return hashlib.sha256(repr((lot, *content)).encode()).hexdigest()


def _commonest(wordings: Counter[str]) -> str:
    return min(wordings, key=lambda text: (-wordings[text], text))
