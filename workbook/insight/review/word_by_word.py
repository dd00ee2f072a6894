"""Two versions of a text against each other, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

__all__ = ["Piece", "word_by_word"]

Piece: TypeAlias = tuple[Literal["", "deleted", "added"], str]

_AROUND = 4  # words that are kept before and after a change
_MOST = 400  # words that are compared; a longer text is told as a whole


def word_by_word(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts: what stayed, what was deleted and what was added.

    Of a long piece that stayed only the words beside a change are kept.

    >>> word_by_word("Fresh bread at six", "Good bread at six")
    (('deleted', 'Fresh'), ('added', 'Good'), ('', 'bread at six'))
    """
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > _MOST:
        return (("deleted", _cut(before)), ("added", _cut(after)))
    return tuple(_pieces(before, after))


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (step, a, b, c, d) in enumerate(steps):
        if step == "equal":
            yield "", _shortened(before[a:b], first=place == 0, last=place == len(steps) - 1)
        if step in ("delete", "replace"):
            yield "deleted", " ".join(before[a:b])
        if step in ("insert", "replace"):
            yield "added", " ".join(after[c:d])


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    if len(words) <= 2 * _AROUND + 1:
        return " ".join(words)
    ahead = [] if first else [*words[:_AROUND]]
    behind = [] if last else [*words[-_AROUND:]]
    return " ".join([*ahead, "…", *behind])


def _cut(words: Sequence[str]) -> str:
    return " ".join([*words[: 6 * _AROUND], "…"])


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)
