"""A person's own answer: as the form had it, as it is told back, and whether it is still that."""

import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workbook.wording import say_number
from workbook.workshop.answers import Answer, field_of
from workbook.workshop.messages import Messages
from workbook.workshop.questions import Kind, Option, Question

__all__ = ["exact", "mark", "told", "typed"]

_TWO_WAYS = re.compile(r"-?\d{1,3}\.\d{3}")


def mark(answer: Answer | None) -> str:
    """Return a mark by which a form knows again what it was filled in over; empty for none."""
    if answer is None:
        return ""
    text = json.dumps(answer.as_json(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def typed(question: Question, answer: Answer | None) -> dict[str, str]:
    """Return what stands in the fields of the form from which this answer was read.

    >>> ask = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
    >>> typed(ask, Answer({"plan": 4}, {"plan": "We know it"}))
    {'a.plan': '4', 'why.plan': 'We know it'}
    """
    if answer is None:
        return {}
    fields = {}
    for id, value in answer.values.items():
        for part, each in _parts(question.kind, value):
            fields[field_of(id, part)] = str(each)
    return {**fields, **{f"why.{id}": reason for id, reason in answer.reasons.items()}}


def told(
    question: Question, answer: Answer, words: Messages, reasons: bool = True
) -> list[tuple[str, list[str]]]:
    """Return what an answer says: the name of each option that has one, and sentences."""
    if answer.abstains:
        return [("", [words["you_abstained"]])]
    found = []
    for option in question.options:
        lines = []
        if option.id in answer.values:
            lines += _lines(question, option, answer.values[option.id], words)
        if reasons and option.id in answer.reasons:
            lines.append(f"{words['because']} {answer.reasons[option.id]}")
        if lines:
            found.append((option.name, lines))
    return found


def exact(value: float) -> str:
    """Write a figure that somebody gave with all its digits, where others are rounded to be read.

    >>> exact(15500.5), exact(12000.0), exact(1e-7)
    ('15,500.5', '12,000', '0.0000001')
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return say_number(value, places=max(-int(exponent), 0))


def _parts(kind: Kind, value: Any) -> Iterator[tuple[str, Any]]:
    if kind == Kind.LIST:
        yield from ((str(row), text) for row, text in enumerate(value, 1))
    elif kind == Kind.ESTIMATE:
        yield from zip(("low", "high"), map(_figure, value), strict=True)
    elif kind in (Kind.MATRIX, Kind.RESPONSE):
        yield from value.items()
    else:
        yield "", value


def _figure(value: float) -> str:
    """Write a figure so that it can be read in one way only: “1.234” may be a thousand."""
    written = f"{value:.15g}"
    return f"{written}0" if _TWO_WAYS.fullmatch(written) else written


def _lines(question: Question, option: Option, value: Any, words: Messages) -> list[str]:
    kind = question.kind
    if kind == Kind.LIST:
        return list(value)
    if kind == Kind.MATRIX:
        return [f"{c.name}: {value[c.id]}" for c in question.criteria if c.id in value]
    if kind == Kind.RESPONSE:
        held = [words[f"holds_{value['holds']}"]] if value["holds"] else []
        return [value["would"], *held]
    return [_line(question, value, words)]


def _line(question: Question, value: Any, words: Messages) -> str:
    match question.kind:
        case Kind.ESTIMATE:
            low, high = map(exact, value)
            return words["from_to"].format(low=low, high=high, unit=question.unit).strip()
        case Kind.CONSENT:
            return words[f"consent_{value}"]
        case Kind.RANKING:
            return words["place"].format(place=value)
        case Kind.POINTS if question.buys:
            return words["bought" if value else "not_bought"]
    return str(value)
