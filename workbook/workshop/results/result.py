"""What came of a round: counts and where the room stands on each thing; nobody's name.

A result follows from the answers alone, never from their order. The ballots of two rounds are not
linked, so that how many people changed their minds cannot be known: what is compared is how many
gave each value.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.messages import Messages, messages
from workbook.workshop.questions import Question
from workbook.workshop.results.counting import items_of
from workbook.workshop.results.given import valid
from workbook.workshop.results.items import Item
from workbook.workshop.results.telling import Telling

__all__ = ["Result", "result_of"]


@dataclass(frozen=True)
class Result:
    """What came of the newest round of a question.

    `answered` counts those who gave something, `abstained` those who said that they give nothing.
    `changed` is the share of all counts that differ from the round before, 0 to 1; None where there
    is none, or nothing to count. `chosen` are the options that win as a whole: the first of a
    ranking, or what a budget buys; none where that is undecided. `summary` is about the question as
    a whole, `advice` says what to do next, `caveat` how far to trust it; each may be empty.
    """

    question: Question
    round: int
    answered: int
    abstained: int
    items: tuple[Item, ...]
    changed: float | None
    chosen: tuple[str, ...]
    summary: str
    advice: str
    caveat: str

    def item(self, option: str, criterion: str = "") -> Item:
        """Return what came of one option, in a matrix by one criterion.

        Raises:
            KeyError: there is none.
        """
        return {(item.option, item.criterion): item for item in self.items}[option, criterion]

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON can keep."""
        return asdict(self)


def result_of(
    question: Question, rounds: Sequence[Sequence[Answer]], words: Messages | None = None
) -> Result:
    """Return what came of the newest of a question's rounds, compared with those before.

    Args:
        question: what was asked.
        rounds: the answers of each closed round, oldest first; an empty one says nothing.
        words: the language to say it in; English if None.

    A survey's item stays hidden where fewer than five answered it, or where so few more or fewer
    did than in a round that was shown that theirs could be told by subtraction.

    Raises:
        ValueError: there is no round.

    >>> from workbook.workshop.questions import Kind, Option
    >>> ask = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
    >>> round = [Answer({"plan": value}) for value in (4, 4, 5, 4, 2)]
    >>> result_of(ask, [round]).item("plan").sentence
    'Agreed: 4 of 5 chose 4 or 5.'
    """
    if not rounds:
        raise ValueError("There is no round yet.")
    words = words or messages("en")
    given = valid(rounds[-1])
    items = tuple(items_of(question, rounds, words))
    changed = _changed(items)
    telling = Telling(question, given, items, words)
    return Result(
        question=question,
        round=len(rounds),
        answered=len(given),
        abstained=len(rounds[-1]) - len(given),
        items=items,
        changed=changed,
        chosen=telling.chosen(),
        summary=telling.summary(),
        advice=telling.advice(len(rounds), changed),
        caveat=" ".join(telling.caveats()),
    )


def _changed(items: Sequence[Item]) -> float | None:
    """Return the share that changed of all counts; of what cannot be compared, nothing counts."""
    known = [(item.changed, item.people) for item in items if item.changed is not None]
    people = sum(number for _, number in known)
    return sum(share * number for share, number in known) / people if people else None
