"""Ideas that say nearly the same: proposed for merging, merged as the facilitator decides.

A merge loses nothing: what was merged stays as the parts of an idea, their votes add up, and
leaving a merge out of the decisions undoes it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.workshop.messages import Messages, messages
from workbook.workshop.results import Item, Result, Text
from workbook.workshop.results.counting import said_texts
from workbook.workshop.results.texts import same

__all__ = ["Idea", "Merge", "merged", "proposals", "with_merges"]

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
    """Texts that are taken as one idea, and how it is worded."""

    texts: tuple[str, ...]
    wording: str

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Merge":
        """Return the merge that was kept as `{"texts": […], "wording": "…"}`."""
        return cls(tuple(map(str, kept["texts"])), str(kept["wording"]))


@dataclass(frozen=True)
class Idea:
    """An idea, how often it was given, and the texts that were merged into it, if any.

    Whoever gave two of its texts is counted twice, as whose they are is not known.
    """

    text: str
    votes: int
    parts: tuple[Text, ...]

    @property
    def as_text(self) -> Text:
        """The idea as a text of a result; `people` are its votes."""
        return Text(self.text, self.votes, sum(part.holds for part in self.parts))


def proposals(texts: Sequence[Text]) -> tuple[Merge, ...]:
    """Return which texts may say the same, for a person to decide; each is proposed once.

    Their words are compared in any order, small ones left out: all words of the shorter text have
    to stand in the longer, in another form or mistyped too, and not many more with them. Texts with
    other figures are apart, and so are those of which one denies: it is for English.

    >>> said = [Text("Sunday bread", 2), Text("Bread on Sundays", 1), Text("No Sunday bread", 1)]
    >>> proposals(said)
    (Merge(texts=('Sunday bread', 'Bread on Sundays'), wording='Sunday bread'),)
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
    return tuple(Merge(tuple(group), group[0]) for group in groups if len(group) > 1)


def merged(texts: Iterable[Text], decisions: Iterable[Merge]) -> tuple[Idea, ...]:
    """Return the ideas after the facilitator's merges, in their order; most votes first.

    A merge may name what an earlier one made. What it names and is not there is passed over, and an
    idea that is worded as the merge is goes into it.

    >>> said = [Text("Tea", 3), Text("Sunday bread", 2), Text("Bread on Sundays", 2)]
    >>> [(i.text, i.votes) for i in merged(said, proposals(said))]
    [('Bread on Sundays', 4), ('Tea', 3)]
    """
    ideas = [Idea(each.text, each.people, (each,)) for each in texts]
    for merge in decisions:
        names = {same(text) for text in (*merge.texts, merge.wording)}
        chosen = [idea for idea in ideas if same(idea.text) in names]
        if len(chosen) > 1:
            parts = tuple(part for idea in chosen for part in idea.parts)
            whole = Idea(merge.wording, sum(idea.votes for idea in chosen), parts)
            ideas = [whole, *(idea for idea in ideas if idea not in chosen)]
    return tuple(sorted(ideas, key=lambda idea: -idea.votes))


def with_merges(
    result: Result, decisions: Mapping[str, Iterable[Merge]], words: Messages | None = None
) -> Result:
    """Return a result in which texts are merged as was decided, by the option that they are under.

    >>> from workbook.workshop.answers import Answer
    >>> from workbook.workshop.questions import Kind, Option, Question
    >>> from workbook.workshop.results import result_of
    >>> ask = Question("new", Kind.WRITING, "What is new?", (Option("idea", "My idea"),))
    >>> found = result_of(ask, [[Answer({"idea": "Sunday bread"}), Answer({"idea": "Sundays"})]])
    >>> decided = {"idea": [Merge(("Sunday bread", "Sundays"), "Bread on Sundays")]}
    >>> with_merges(found, decided).item("idea").sentence
    'Different answers: 1, from 2. Most often, by 2: “Bread on Sundays”.'
    """
    say = words or messages("en")
    items = (_with(item, [*decisions.get(item.option, ())], say) for item in result.items)
    return replace(result, items=tuple(items))


def _with(item: Item, decisions: Sequence[Merge], words: Messages) -> Item:
    if not item.texts or not decisions:
        return item
    texts = tuple(idea.as_text for idea in merged(item.texts, decisions))
    # What is said of a response is how many think that it holds, which no merge changes.
    said = item.sentence if item.counts else said_texts(texts, item.people, words)
    return replace(item, texts=texts, sentence=said)


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
