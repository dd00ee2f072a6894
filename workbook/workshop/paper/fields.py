"""What stands on a sheet: for each part of an answer the boxes to cross, or the room to write in.

Print, typing and reading of photographs all follow these fields, in this order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.workshop.answers import CONSENTS, HOLDS, field_of
from workbook.workshop.messages import Messages
from workbook.workshop.questions import Kind, Option, Question

__all__ = ["ABSTAIN", "Choice", "Field", "fields"]

ABSTAIN = "abstain"
MOST_BOXES = 11
"""More boxes than that in a row are too many to find one's own: a number is written instead."""
_LINES_TO_WRITE = 3


@dataclass(frozen=True)
class Choice:
    """One box: `key` is what is typed for it, `value` what the form holds, `label` its caption."""

    key: str
    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One part of an answer: `name` is its input's, `part` which part of the option it is.

    Without `choices` it is written: on `lines`, or as a number where there are none.
    """

    name: str
    option: Option
    part: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = 0
    unit: str = ""

    @property
    def is_number(self) -> bool:
        """Whether a number is written here."""
        return not self.choices and not self.lines

    @property
    def label(self) -> str:
        """What it is, by itself."""
        return f"{self.option.name}: {self.part}" if self.part else self.option.name


def fields(question: Question, words: Messages) -> tuple[Field, ...]:
    """Return the fields of a question, option by option, in the words of a language."""
    return tuple(_fields(question, words))


def _fields(question: Question, words: Messages) -> Iterator[Field]:
    for option in question.options:
        yield from _of_option(question, option, words)
        if question.reasons:
            yield Field(f"why.{option.id}", option, words["paper_why"], lines=1)


def _of_option(question: Question, option: Option, words: Messages) -> Iterator[Field]:
    name = field_of(option.id)
    match question.kind:
        case Kind.LIST:
            for row in range(1, question.most + 1):
                yield Field(field_of(option.id, str(row)), option, str(row), lines=1)
        case Kind.MATRIX:
            for criterion in question.criteria:
                at = field_of(option.id, criterion.id)
                yield Field(at, option, criterion.name, _numbers(question.low, question.high))
        case Kind.ESTIMATE:
            for part in ("low", "high"):
                label = words[f"paper_{part}"]
                yield Field(field_of(option.id, part), option, label, unit=question.unit)
        case Kind.WRITING:
            yield Field(name, option, lines=_LINES_TO_WRITE)
        case Kind.RESPONSE:
            would, holds = field_of(option.id, "would"), field_of(option.id, "holds")
            yield Field(would, option, words["paper_would"], lines=2)
            yield Field(holds, option, words["paper_holds"], _named("holds", HOLDS, words))
        case _:
            choices = _choices(question, words)
            yield Field(name, option, choices=choices)


def _choices(question: Question, words: Messages) -> tuple[Choice, ...]:
    match question.kind:
        case Kind.SCALE:
            return _numbers(question.low, question.high)
        case Kind.CONSENT:
            return _named("consent", CONSENTS, words)
        case Kind.RANKING:
            return _numbers(1, len(question.options))
        case Kind.POINTS if question.buys:
            return (Choice("1", "1", words["paper_buy"]),)
        case _:
            return _numbers(1, question.most)


def _numbers(low: int, high: int) -> tuple[Choice, ...]:
    if high - low >= MOST_BOXES:
        return ()
    return tuple(Choice(str(n), str(n), str(n)) for n in range(low, high + 1))


def _named(group: str, values: tuple[str, ...], words: Messages) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(key), value, words[f"paper_{group}_{value}"])
        for key, value in enumerate(values, 1)
    )
