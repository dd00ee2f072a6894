"""What the workbook keeps of a result: the fields of its records, and nothing of a person."""

from collections.abc import Iterable, Iterator
from typing import Any

from workbook.workshop.messages import Messages, Problem, messages
from workbook.workshop.questions import Kind
from workbook.workshop.results.items import Item
from workbook.workshop.results.result import Result

__all__ = ["kept"]

_NAME, _ABOUT, _SENTENCE, _DISSENT = 300, 200, 600, 4000  # letters that a record has room for
_MORE = 60


def kept(result: Result, words: Messages | None = None) -> tuple[dict[str, Any], ...]:
    """Return the fields of a record for each thing on which something may be seen.

    A ranking and a budget have one more, about the whole. `item` is the option's id, which is the
    record's that it was made from. Dissent has one reason a line, beside what was given; where the
    room is split or not settled these are the two furthest apart.

    >>> from workbook.workshop.answers import Answer
    >>> from workbook.workshop.questions import Option, Question
    >>> from workbook.workshop.results import result_of
    >>> ask = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
    >>> [record] = kept(result_of(ask, [[Answer({"plan": 4})] * 3]))
    >>> record["about"], record["settled"], record["voters"]
    ('The plan', 'agreed', 3)
    """
    say = words or messages("en")
    return tuple(_records(result, say))


def _records(result: Result, words: Messages) -> Iterator[dict[str, Any]]:
    asked = result.question
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
        yield whole
    for item in result.items:
        if item.people and not item.hidden:
            yield whole | {
                "item": item.option,
                "about": _short(item.name, _ABOUT),
                "voters": item.people,
                "settled": item.outcome,
                "sentence": _short(item.sentence, _SENTENCE),
                "dissent": "\n".join(_fitting(_dissent(item), words)),
            }


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
