"""What each person gave about each thing, without the person; and which of it may be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import FEW
from workbook.workshop.questions import Kind, Question

__all__ = ["Cell", "Given", "cells", "given", "shown_rounds", "valid"]

Cell = tuple[str, str]
"""What is judged: an option, and in a matrix a criterion (else empty)."""


@dataclass(frozen=True)
class Given:
    """What somebody gave about one thing, and why."""

    value: Any
    reason: str = ""


def cells(question: Question) -> Iterator[Cell]:
    """Yield what is judged, in the order of the question."""
    for option in question.options:
        if question.kind == Kind.MATRIX:
            yield from ((option.id, criterion.id) for criterion in question.criteria)
        else:
            yield option.id, ""


def valid(answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers of those who did not abstain."""
    return [answer for answer in answers if not answer.abstains]


def shown_rounds(
    question: Question, rounds: Sequence[Sequence[Answer]], cell: Cell
) -> tuple[int, ...]:
    """Return which rounds, from 0, have something to show of one thing.

    Of a survey that is: five answers or more; and as many as in each round that was shown before,
    or else a difference of five or more, as what a few gave could be told by subtraction.
    """
    shown: dict[int, int] = {}
    for place, answers in enumerate(rounds):
        people = _people(question, answers, cell)
        alike = all(people == n or abs(people - n) >= FEW for n in shown.values())
        if people and not (question.survey and (people < FEW or not alike)):
            shown[place] = people
    return tuple(shown)


def given(
    question: Question, answers: Sequence[Answer], shown: Sequence[Cell]
) -> dict[Cell, list[Given]]:
    """Return what was given about each thing that is shown, in an order that says nothing.

    A reason stands with one value: in a matrix with that by which the person is furthest from the
    middle, so that no row of values can be told to be one person's.
    """
    those = valid(answers)
    values = {cell: [_value(question, answer, cell) for answer in those] for cell in shown}
    middles = {cell: _middle(found) for cell, found in values.items()}
    return {
        cell: sorted(
            (
                Given(value, _reason(answer, cell, values, middles, place))
                for place, (answer, value) in enumerate(zip(those, found, strict=True))
                if value is not None
            ),
            key=repr,
        )
        for cell, found in values.items()
    }


def _people(question: Question, answers: Sequence[Answer], cell: Cell) -> int:
    if question.kind == Kind.RANKING:  # what is left out is told by what is not
        return len(valid(answers))
    return sum(_value(question, answer, cell) is not None for answer in valid(answers))


def _value(question: Question, answer: Answer, cell: Cell) -> Any:
    option, criterion = cell
    value = answer.values.get(option)
    if question.kind == Kind.MATRIX:
        return (value or {}).get(criterion)
    return (value or 0) if question.kind == Kind.POINTS else value


def _middle(values: Sequence[Any]) -> float | None:
    numbers = [value for value in values if isinstance(value, int | float)]
    return median(numbers) if numbers else None


def _reason(
    answer: Answer,
    cell: Cell,
    values: Mapping[Cell, Sequence[Any]],
    middles: Mapping[Cell, float | None],
    place: int,
) -> str:
    option, criterion = cell
    reason = answer.reasons.get(option, "")
    if not reason or not criterion:
        return reason
    row = [each for each in values if each[0] == option and values[each][place] is not None]
    furthest = max(row, key=lambda each: abs(values[each][place] - (middles[each] or 0.0)))
    return reason if cell == furthest else ""
