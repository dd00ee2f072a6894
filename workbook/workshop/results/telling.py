"""What is said of a question as a whole: what wins, what to do next, how far to trust it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbook.wording import say_number
from workbook.workshop.answers import Answer
from workbook.workshop.messages import Messages, Problem
from workbook.workshop.questions import Kind, Question
from workbook.workshop.results.items import Item
from workbook.workshop.results.settling import STABLE
from workbook.workshop.results.winning import Order, Purchase, order_of, purchase_of
from workbook.workshop.rounds import FEW

__all__ = ["Telling"]

_ENOUGH = 3  # rounds, after which asking again seldom helps
_TOGETHER = {Kind.MATRIX, Kind.RANKING}


@dataclass(frozen=True)
class Telling:
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
        """Return the options that win as a whole; none where that is undecided."""
        if self._order and len(self._order.levels[0]) == 1:
            return self._order.levels[0]
        return self._purchase.options if self._purchase and not self._purchase.ties else ()

    def summary(self) -> str:
        """Return what came of it all in a sentence; empty where the things speak for themselves."""
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
        """Return what to do next, after so many rounds of which the last changed that share."""
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
        return self._say("advice_enough" if rounds >= _ENOUGH else "advice_again", n=rounds)

    def caveats(self) -> Iterator[str]:
        """Yield what has to be known before any of it is believed."""
        if 0 < len(self.given) < FEW:
            yield self.words["caveat_few"]
        out = sum(len(answer.values) < len(self.question.options) for answer in self.given)
        if self.question.kind == Kind.RANKING and out and not self.items[0].hidden:
            yield self._say("caveat_partial", out=out, n=len(self.given))

    def _say(self, name: str, **gaps: Any) -> str:
        return self.words.say(Problem(name, gaps))
