"""What wins as a whole: the order of a ranking, and what a budget buys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.questions import Question

__all__ = ["Order", "Purchase", "order_of", "points_of", "purchase_of"]


@dataclass(frozen=True)
class Order:
    """The options of a ranking, best first, as Schulze orders them; equals share a level.

    `beats_all` is the option that more people put above each other one than below, if there is
    one; `most_points` are those with the most Borda points, which may be others.
    """

    levels: tuple[tuple[str, ...], ...]
    beats_all: str | None
    most_points: tuple[str, ...]
    partial: int
    """How many left options out, which count as tied last."""


@dataclass(frozen=True)
class Purchase:
    """The options that together were bought most often among all that the budget can pay.

    Of several that were bought as often it is the cheapest; `ties` counts others that cost as much.
    """

    options: tuple[str, ...]
    cost: float
    bought: int
    ties: int


def points_of(question: Question, answers: Sequence[Answer]) -> dict[str, float]:
    """Return the Borda points of each option, by `methods.voting`; of no answers, none."""
    from workbook.methods.voting import borda  # with NumPy: not before it is needed

    ballots = [_ballot(question, answer) for answer in answers]
    points = dict(borda(ballots)) if ballots else {}
    return {option.id: points.get(option.id, 0.0) for option in question.options}


def order_of(question: Question, answers: Sequence[Answer]) -> Order:
    """Return the order of a ranking's options, of one answer at least."""
    from workbook.methods.voting import schulze

    election = schulze([_ballot(question, answer) for answer in answers])
    points = points_of(question, answers)
    highest = max(points.values())
    beats_all = election.condorcet_winner if len(question.options) > 1 else None
    return Order(
        levels=tuple(level if isinstance(level, tuple) else (level,) for level in election.ranking),
        beats_all=None if beats_all is None else str(beats_all),
        most_points=tuple(id for id, own in points.items() if own == highest),
        partial=sum(len(answer.values) < len(question.options) for answer in answers),
    )


def _ballot(question: Question, answer: Answer) -> list[Any]:
    ranked = sorted(answer.values, key=lambda id: answer.values[id])
    out = [option.id for option in question.options if option.id not in answer.values]
    return [*ranked, out] if out else ranked


def purchase_of(question: Question, answers: Sequence[Answer]) -> Purchase:
    """Return the set of options that was bought most often and can be paid.

    >>> from workbook.workshop.questions import Kind, Option
    >>> priced = (Option("oven", "Oven", cost=20), Option("shop", "Shop", cost=35))
    >>> ask = Question("spend", Kind.POINTS, "What do we buy?", priced, most=40)
    >>> purchase_of(ask, [Answer({"oven": 1}), Answer({"oven": 1}), Answer({"shop": 1})])
    Purchase(options=('oven',), cost=20, bought=2, ties=0)
    """
    # The cheapest way to each number of purchases, and in how many ways it costs no more.
    best: dict[int, tuple[float, int, tuple[str, ...]]] = {0: (0, 1, ())}
    for id, cost, bought in _wanted(question, answers):
        for together, (spent, ways, chosen) in sorted(best.items(), reverse=True):
            more = spent + cost
            if more > question.most * (1 + 1e-9):
                continue
            known = best.get(together + bought)
            if known is None or more < known[0]:
                best[together + bought] = more, ways, (*chosen, id)
            elif more == known[0]:
                best[together + bought] = more, ways + known[1], known[2]
    bought = max(best)
    cost, ways, chosen = best[bought]
    return Purchase(chosen, cost, bought, ways - 1)


def _wanted(question: Question, answers: Sequence[Answer]) -> list[tuple[str, float, int]]:
    found = [
        (each.id, each.cost or 0, sum(bool(answer.values.get(each.id)) for answer in answers))
        for each in question.options
    ]
    return [each for each in found if each[2]]
