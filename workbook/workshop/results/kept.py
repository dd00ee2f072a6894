"""What the workbook keeps of a result: the fields of its records, and nothing of a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.workshop.messages import Messages, Problem, messages
from workbook.workshop.questions import Kind, Question
from workbook.workshop.results.items import Item
from workbook.workshop.results.result import Result

__all__ = ["Kept", "kept"]

_NAME, _ABOUT, _SENTENCE, _DISSENT = 300, 200, 600, 4000  # letters that a record has room for
_MORE = 60


@dataclass(frozen=True)
class Kept:
    """The fields of a record about an option, in a matrix by a criterion; of none, the whole."""

    option: str
    criterion: str
    fields: Mapping[str, Any]


def kept(result: Result, words: Messages | None = None) -> tuple[Kept, ...]:
    """Return what is kept of each thing on which something may be seen.

    A ranking and a budget have one more, about the whole. Dissent has one reason a line, beside
    what was given; where the room is split or not settled these are the two furthest apart.

    >>> from workbook.workshop.answers import Answer
    >>> from workbook.workshop.questions import Option, Question
    >>> from workbook.workshop.results import result_of
    >>> ask = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
    >>> [record] = kept(result_of(ask, [[Answer({"plan": 4})] * 3]))
    >>> record.option, record.fields["settled"], record.fields["voters"]
    ('plan', 'agreed', 3)
    """
    return tuple(_records(result, words or messages("en")))


def _records(result: Result, words: Messages) -> Iterator[Kept]:
    asked = result.question
    alone = len(asked.options) == 1 and not asked.criteria
    whole = {
        "question": asked.id,
        "name": _short(asked.ask, _NAME),
        "item": "",
        "about": "",
        "kind": str(asked.kind),
        "rounds": result.round,
        "voters": result.answered,
        "settled": "counted",
        "sentence": _short(result.summary, _SENTENCE),
        "dissent": "",
    }
    if result.summary and (asked.kind == Kind.RANKING or asked.buys):
        yield Kept("", "", whole)
    for item in result.items:
        if item.people and not item.hidden:
            about = {
                "item": item.option,
                "about": "" if alone else _short(item.name, _ABOUT),
                "voters": item.people,
                "settled": item.outcome,
                "sentence": _sentence(asked, item, words),
                "dissent": "\n".join(_fitting(_dissent(item), words)),
            }
            yield Kept(item.option, item.criterion, {**whole, **about})


def _sentence(asked: Question, item: Item, words: Messages) -> str:
    """Return what is said of an item; where short texts were asked for, with all that find room."""
    said = item.sentence
    if asked.kind == Kind.LIST and not asked.survey:
        for place, text in enumerate(item.texts):
            more = f"{said} “{text.text}” ({text.people})."
            if len(more) > _SENTENCE - _MORE:
                rest = words.say(Problem("kept_more", {"number": len(item.texts) - place}))
                return f"{said} {rest}"
            said = more
    return _short(said, _SENTENCE)


def _dissent(item: Item) -> list[str]:
    voices = item.dissent or (item.positions if item.outcome != "agreed" else ())
    return [f"{each.said}: {each.reason}" for each in voices if each.reason]


def _fitting(lines: Iterable[str], words: Messages) -> Iterator[str]:
    """Yield the lines that find room; how many did not is said."""
    left, listed = _DISSENT - _MORE, list(lines)
    for place, line in enumerate(listed):
        left -= len(line) + 1
        if left < 0:
            yield words.say(Problem("kept_more", {"number": len(listed) - place}))
            return
        yield line


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
