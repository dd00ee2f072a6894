"""How much of the official list do people name unaided, and do they name the same things?

Use `recall` once it is settled which of the things that people named are the same, and which are
on the official list; `likenesses` only proposes that, for a person to decide. None of the figures
says that the official list is the right one.
"""

import math
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.checks import in_a_row, short

__all__ = ["AT_MOST", "LIKE", "Likeness", "Recall", "likenesses", "recall"]

AT_MOST = 3
"""How many things each person names."""

LIKE = 80.0
"""From how alike (0 to 100) two texts are proposed as one; below it they share a word by chance."""

_FEW = 5


@dataclass(frozen=True)
class Recall:
    """What `n` people named of a list of `official` things.

    `score` is the mean share, 0 to 1, of what each could have named of the list. `overlap` is the
    mean, 0 to 1, of how alike two people's lists are, or None where there is one person only.
    `named` says for each thing how many named it, the most named first.
    """

    score: float
    overlap: float | None
    named: Mapping[str, int]
    n: int
    official: int
    caveat: str


def recall(lists: Iterable[Any], official: Collection[str]) -> Recall:
    """Return the mean over people of |L ∩ O| / min(3, |O|), and over pairs of |L ∩ M| / |L ∪ M|.

    L and M are two people's lists, O is the official one, each as a set: what somebody names twice
    counts once. An empty list counts: nothing came to that person's mind. Two empty ones share
    nothing, and overlap by 0. The overlap is the index of Jaccard.

    Args:
        lists: for each person the things named, three at most, as keys: the same key is the same
            thing, and one that is in `official` is on the list.
        official: the keys of the official list, at least one.

    Raises:
        TooFewPoints: no person, or no official list.
        MethodError: a list with more than three things, or with something that is no text.

    Source: Jaccard (1912), New Phytologist 11, 37–50, for the overlap.

    >>> seen = recall([["bread", "oven"], ["bread", "café", "staff"], []], {"bread", "café"})
    >>> seen.score, round(seen.overlap, 3), seen.named["bread"]
    (0.5, 0.083, 2)
    """
    people = [_keys(each, place) for place, each in enumerate(in_a_row(lists, "lists"), 1)]
    if not people:
        raise TooFewPoints("Recall needs the list of at least one person.")
    if not official:
        raise TooFewPoints("There is no official list that anybody could name something of.")
    there, most = frozenset(official), min(AT_MOST, len(frozenset(official)))
    pairs = [_alike(one, other) for one, other in combinations(people, 2)]
    counted = {key: sum(key in each for each in people) for each in people for key in each}
    return Recall(
        score=math.fsum(len(each & there) / most for each in people) / len(people),
        overlap=math.fsum(pairs) / len(pairs) if pairs else None,
        named=dict(sorted(counted.items(), key=lambda item: (-item[1], item[0]))),
        n=len(people),
        official=len(there),
        caveat=_FEW_SAID.format(len(people)) if len(people) < _FEW else "",
    )


_FEW_SAID = "Only {} of them: one person more or less moves these figures a lot."


def _keys(listed: Any, place: int) -> frozenset[str]:
    keys = in_a_row(listed, "a list of what somebody named")
    if strange := [each for each in keys if not isinstance(each, str)]:
        raise MethodError(f"List {place} holds {short(strange[0])}, which is no text.")
    found = frozenset(keys)
    if len(found) > AT_MOST:
        raise MethodError(f"List {place} names {len(found)} things; each names {AT_MOST} at most.")
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


@dataclass(frozen=True)
class Likeness:
    """What a text may mean: the `key` of what it is most like, and how alike they are, 0 to 100."""

    key: str
    alike: float


def likenesses(texts: Sequence[str], among: Mapping[str, Sequence[str]]) -> list[Likeness | None]:
    """Return for each text what it is most like, or None where nothing is like it.

    The words that two texts share are set against what is left of each (token set ratio of
    RapidFuzz, 0 to 100); of two that are as alike so, the one with less left over comes first.
    Accents, capitals and signs do not count. It is a proposal: “more bread” is like “no more
    bread”, and “on time” is like nothing that is called punctual.

    Args:
        texts: what people named.
        among: the words that each key is known by.

    >>> known = {"seven": ["Bread at the cafés by seven"], "waste": ["Throw away less"]}
    >>> [like and like.key for like in likenesses(["cafes by seven", "hire a baker"], known)]
    ['seven', None]
    """
    from rapidfuzz import fuzz  # not before somebody asks

    known = [(key, _plain(words)) for key, said in among.items() for words in said]
    found: list[Likeness | None] = []
    for text in map(_plain, texts):
        weighed = (
            (fuzz.token_set_ratio(text, words), fuzz.token_sort_ratio(text, words), key)
            for key, words in known
        )
        alike, _, key = max(weighed, default=(0.0, 0.0, ""), key=lambda each: each[:2])
        found.append(Likeness(key, alike) if alike >= LIKE else None)
    return found


def _plain(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(s if s.isalnum() else " " for s in kept).split())
