"""Ideas that say nearly the same: proposed for merging, merged as the facilitator decides.

Each person's texts are merged before they are counted, so that whoever gave two of them counts
once. Nothing is lost: leaving a merge out of the decisions undoes it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.results import Text
from workbook.workshop.results.texts import same

__all__ = ["Merge", "merged", "proposals"]

_ALIKE = 80.0  # of 100, by RapidFuzz: a letter or two of a word mistyped
_STEM, _SHARED = 4, 0.55  # letters that two forms of a word begin with, and of the longer one
_SMALL = frozenset((
    "a", "an", "the", "of", "on", "in", "at", "to", "for", "from", "by", "with", "and",
    "or", "our", "we", "us", "my", "your", "is", "are", "be", "it", "as", "this", "that",
    "do", "should", "could", "would", "will", "let", "lets", "please", "some",
))  # fmt: skip
# A word more of these makes it another idea, and often the opposite.
_TURNING = frozenset((
    "no", "not", "never", "none", "nothing", "without", "stop", "less", "fewer", "dont",
    "doesnt", "cannot", "cant", "wont", "except", "only", "against", "instead",
))  # fmt: skip


@dataclass(frozen=True)
class Merge:
    """Texts under an option that are taken as one idea, and how it is worded."""

    option: str
    texts: tuple[str, ...]
    wording: str


def proposals(texts: Sequence[Text], option: str = "") -> tuple[Merge, ...]:
    """Return which texts under an option may say the same, for a person to decide; each once.

    Their words are compared in any order, small ones left out: all words of the shorter text have
    to stand in the longer, in another form or mistyped too, and not many more with them. Texts with
    other figures are apart, and so are those of which one denies: it is for English.

    >>> said = [Text("Sunday bread", 2), Text("Bread on Sundays", 1), Text("No Sunday bread", 1)]
    >>> proposals(said, "new")
    (Merge(option='new', texts=('Sunday bread', 'Bread on Sundays'), wording='Sunday bread'),)
    """
    order = sorted(texts, key=lambda each: (-each.people, -len(each.text), each.text))
    groups: list[list[str]] = []
    for text in (each.text for each in order):
        like = (group for group in groups if all(_alike(text, other) for other in group))
        group = next(like, None)
        if group is None:
            groups.append([text])
        else:
            group.append(text)
    return tuple(Merge(option, tuple(group), group[0]) for group in groups if len(group) > 1)


def merged(answers: Iterable[Answer], merges: Sequence[Merge]) -> list[Answer]:
    """Return the answers with each text in the wording of what it was merged into.

    The merges are made one after the other, so that one may name what an earlier one made.

    >>> once = [Merge("top", ("Sunday bread", "Bread on Sundays"), "Bread on Sundays")]
    >>> merged([Answer({"top": ["sunday bread", "Tea"]})], once)[0].values
    {'top': ['Bread on Sundays', 'Tea']}
    """
    named: dict[str, list[_Named]] = {}
    for each in merges:
        named.setdefault(each.option, []).append((frozenset(map(same, each.texts)), each.wording))

    def worded(answer: Answer) -> Answer:
        values = {id: _worded(value, named.get(id, ())) for id, value in answer.values.items()}
        return replace(answer, values=values)

    return [worded(answer) for answer in answers]


_Named = tuple[frozenset[str], str]  # what texts are called, and the wording they get


def _worded(value: Any, merges: Sequence[_Named]) -> Any:
    """Return a text, or each of several, in its new wording; what is no text stays as it is."""
    if isinstance(value, list):
        return [_worded(each, merges) for each in value]
    if isinstance(value, str):
        for named, wording in merges:
            value = wording if same(value) in named else value
    return value


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if "".join(shorter) == "".join(longer):
        return True
    left = list(longer)
    for word in shorter:
        match = next(_matches(word, left), None)
        if match is None:
            return False
        left.remove(match)
    apart = any(word in _TURNING or _figure(word) for word in left)
    return not apart and len(shorter) > 0 and len(left) <= len(shorter)


def _words(text: str) -> list[str]:
    words = same(text).split()
    return [word for word in words if word not in _SMALL] or words


def _matches(word: str, among: Sequence[str]) -> Iterator[str]:
    """Yield the word itself, then its other forms, then what may be the same mistyped."""
    from rapidfuzz import fuzz  # not before it is needed

    yield from (each for each in among if each == word)
    if word in _TURNING or _figure(word):
        return
    others = [each for each in among if not (each in _TURNING or _figure(each))]
    yield from (each for each in others if _one_stem(word, each))
    yield from (e for e in others if e[0] == word[0] and fuzz.ratio(word, e) >= _ALIKE)


def _one_stem(one: str, other: str) -> bool:
    from rapidfuzz.distance import Prefix

    shared = Prefix.similarity(one, other)
    return shared >= _STEM and shared >= _SHARED * max(len(one), len(other))


def _figure(word: str) -> bool:
    return bool(re.search(r"\d", word))
