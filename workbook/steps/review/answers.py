"""What the account of a file says, as a page says it: with a button where words are of no use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Answer", "Note", "note_of"]

_SENTENCE = re.compile(r"(?<=[.?!”])\s+(?=[A-Z“])")
_TREAT = re.compile(r'--treat "(?P<which>.+?):(?P<how>minus|skip|keep)"')
_COUNT = re.compile(
    r"(?P<lead>[^:]*): (?P<kpi>[^:]+=(?:distinct|distinct_a_day|rows_per|share):.+)"
)
_EVERY = re.compile(
    r"--every (day|week|month|quarter)\b(?!,? (?:or )?(?:day|week|month|quarter)\b)"
)
_ZONE = (": --zone Europe/Paris", " above, under “Closed days and time zone”.")
_BEFORE = re.compile(r"[:,;]?\s*[^:,;.]*--[a-z]")
_OPTION = re.compile(r"[^.;,]*?--[a-z]")


@dataclass(frozen=True)
class Answer:
    """A button: what it says, and what pressing it is about."""

    label: str
    about: str
    value: str


@dataclass(frozen=True)
class Note:
    """A sentence of the account, and the answers that can be given to it."""

    words: str
    answers: tuple[Answer, ...] = ()


def note_of(sentence: str) -> Note:
    """Return a sentence without what is typed on a command line, and buttons for it instead.

    >>> said = "Some rows are refunds. To take them off, say --treat “Type=Refund:minus”."
    >>> note = note_of(said.replace("“", '"').replace("”", '"'))
    >>> note.words, [answer.label for answer in note.answers]
    ('Some rows are refunds.', ['Take their amounts off', 'Leave them out', 'They are right so'])
    """
    if found := _TREAT.search(sentence):
        return Note(_without_options(sentence), _treatments(found["which"], sentence))
    if found := _COUNT.fullmatch(sentence):
        return Note(f"{found['lead']}.", (Answer("Count them so", "count", found["kpi"]),))
    return Note(_without_options(sentence.replace(*_ZONE)), tuple(_answers(sentence)))


def _answers(sentence: str) -> Iterator[Answer]:
    if found := _EVERY.search(sentence):
        yield Answer(f"Every {found[1]}", "every", found[1])
    if "--as transactions" in sentence:
        yield Answer("They are lines of a till or the like", "kind", "transactions")


def _treatments(which: str, sentence: str) -> tuple[Answer, ...]:
    """Return what can be done with the rows; amounts in another currency can only be left out."""
    offered = {
        "minus": Answer("Take their amounts off", "treat/minus", which),
        "skip": Answer("Leave them out", "treat/skip", which),
        "keep": Answer("They are right so", "treat/keep", which),
    }
    minus = f"{which}:minus" in sentence
    return tuple(
        answer
        for how, answer in offered.items()
        if how == "skip" or minus or (how == "keep" and "keep" in sentence)
    )


def _without_options(sentence: str) -> str:
    """Return it without the sentences that name an option of the command line."""
    if not _OPTION.search(sentence):
        return sentence
    kept = [part for part in _SENTENCE.split(sentence) if not _OPTION.search(part)]
    return " ".join(kept) or f"{_BEFORE.split(sentence)[0]}."
