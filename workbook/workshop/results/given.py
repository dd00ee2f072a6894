"""What each person gave about each thing, without the person; and which of it may be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.questions import Kind, Question
from workbook.workshop.rounds import FEW

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
    question: Question, answers: Sequence[Answer], shown: Sequence[Cell], reasons: bool = True
) -> dict[Cell, list[Given]]:
    """Return what was given about each thing that is shown, in an order that says nothing.

    A reason stands with one value: in a matrix with that by which the person is furthest from the
    middle, so that no row of values can be told to be one person's.
    """
    those = valid(answers)
    values = {cell: [_value(question, answer, cell) for answer in those] for cell in shown}
    why = _reasons(those, values) if reasons else {}
    return {
        cell: sorted(
            (
                Given(value, why.get((cell, place), ""))
                for place, value in enumerate(found)
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


def _reasons(
    answers: Sequence[Answer], values: Mapping[Cell, Sequence[Any]]
) -> dict[tuple[Cell, int], str]:
    """Return each reason by the one thing, and the place of the answer, where it stands."""
    rows: dict[str, list[Cell]] = {}
    for cell in values:
        rows.setdefault(cell[0], []).append(cell)
    middles = {cell: _middle(found) for cell, found in values.items() if cell[1]}
    found = {}
    for place, answer in enumerate(answers):
        for option, reason in answer.reasons.items():
            row = [cell for cell in rows.get(option, ()) if values[cell][place] is not None]
            if row:
                furthest = max(row, key=lambda c: abs(values[c][place] - middles[c]) if c[1] else 0)
                found[furthest, place] = reason
    return found


def _middle(values: Sequence[float | None]) -> float:
    return median([value for value in values if value is not None] or [0])
