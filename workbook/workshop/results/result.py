"""What came of a round: counts and where the room stands on each thing; nobody's name.

A result follows from the answers alone, never from their order. The ballots of two rounds are not
linked, so that how many people changed their minds cannot be known: what is compared is how many
gave each value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from workbook.wording import say_number
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import FEW
from workbook.workshop.messages import Messages, Problem, messages
from workbook.workshop.questions import Kind, Question
from workbook.workshop.results.counting import items_of
from workbook.workshop.results.given import valid
from workbook.workshop.results.items import Item
from workbook.workshop.results.settling import STABLE
from workbook.workshop.results.winning import Order, Purchase, order_of, purchase_of

__all__ = ["ENOUGH", "Result", "result_of"]

ENOUGH = 3
"""Rounds after which asking again seldom helps."""
_TOGETHER = {Kind.MATRIX, Kind.RANKING}


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

    >>> from workbook.workshop.questions import Option
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
    telling = _Telling(question, given, items, words)
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


@dataclass(frozen=True)
class _Telling:
    """What is said of a question as a whole."""

    question: Question
    given: Sequence[Answer]
    items: Sequence[Item]
    words: Messages

    @cached_property
    def _order(self) -> Order | None:
        ranks = self._told and self.question.kind == Kind.RANKING
        return order_of(self.question, self.given) if ranks else None

    @cached_property
    def _purchase(self) -> Purchase | None:
        buys = self._told and self.question.buys
        return purchase_of(self.question, self.given) if buys else None

    @property
    def _told(self) -> bool:
        return bool(self.given) and not all(item.hidden for item in self.items)

    def chosen(self) -> tuple[str, ...]:
        if self._order and len(self._order.levels[0]) == 1:
            return self._order.levels[0]
        return self._purchase.options if self._purchase and not self._purchase.ties else ()

    def summary(self) -> str:
        if self._order:
            return self._said_order(self._order)
        if self._purchase:
            return self._said_purchase(self._purchase)
        settled = [item.outcome for item in self.items if item.outcome != "counted"]
        if len(settled) < 2:
            return ""
        return self._say("sum_agreed", agreed=settled.count("agreed"), n=len(settled))

    def _said_order(self, order: Order) -> str:
        first = self._names(order.levels[0])
        if len(order.levels[0]) > 1:
            return self._say("sum_tied", names=first)
        told = self._say("sum_beats_all" if order.beats_all else "sum_first", names=first)
        if order.levels[0] == order.most_points:
            return told
        return f"{told} {self._say('sum_points', names=self._names(order.most_points))}"

    def _said_purchase(self, found: Purchase) -> str:
        if not found.options:
            return self.words["sum_nothing"]
        told = self._say(
            "sum_bought",
            names=self._names(found.options),
            cost=say_number(found.cost),
            most=say_number(self.question.most, self.question.unit),
        )
        return f"{told} {self.words['sum_ties']}" if found.ties else told

    def _names(self, ids: Sequence[str]) -> str:
        return ", ".join(f"“{self.question.option(id).name}”" for id in ids)

    def advice(self, rounds: int, changed: float | None) -> str:
        outcomes = {item.outcome for item in self.items if not item.hidden} - {"counted"}
        if self.question.kind == Kind.CONSENT and any(item.dissent for item in self.items):
            return self.words["advice_objections"]
        if outcomes and self.question.survey:
            return self.words["advice_survey"]
        # A mark for the day and the like, for which no reason is given, has not to be agreed on.
        if not (outcomes and (self.question.reasons or self.question.kind in _TOGETHER)):
            return ""
        return (
            self.words["advice_agreed"] if outcomes == {"agreed"} else self._again(rounds, changed)
        )

    def _again(self, rounds: int, changed: float | None) -> str:
        """Say whether it is worth while to ask once more."""
        if changed is not None and changed < STABLE:
            return self._say("advice_stable", percent=say_number(100 * changed, "%", 0))
        return self._say("advice_enough" if rounds >= ENOUGH else "advice_again", n=rounds)

    def caveats(self) -> Iterator[str]:
        if 0 < len(self.given) < FEW:
            yield self.words["caveat_few"]
        out = sum(len(answer.values) < len(self.question.options) for answer in self.given)
        if self.question.kind == Kind.RANKING and out and not self.items[0].hidden:
            yield self._say("caveat_partial", out=out, n=len(self.given))

    def _say(self, name: str, **gaps: Any) -> str:
        return self.words.say(Problem(name, gaps))
