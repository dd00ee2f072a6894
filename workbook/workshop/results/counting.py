"""Counting a round, kind by kind: what came of each thing that was judged."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from workbook.wording import say_number
from workbook.workshop.answers import CONSENTS, HOLDS, Answer
from workbook.workshop.messages import Messages, Problem
from workbook.workshop.questions import Kind, Question
from workbook.workshop.results.given import Cell, Given, cells, given, shown_rounds, valid
from workbook.workshop.results.items import Count, Item, Outcome, Span, Voice, middle_of
from workbook.workshop.results.settling import Standing, apart, changed, values_said
from workbook.workshop.results.texts import counted, drawn, same
from workbook.workshop.results.winning import points_of

__all__ = ["items_of"]

_NAMED = 3  # texts that as many gave

Rounds = Sequence[Sequence[Answer]]


def items_of(question: Question, rounds: Rounds, words: Messages) -> Iterator[Item]:
    """Yield what came of each thing that was judged, in the order of the question."""
    shown = {cell: shown_rounds(question, rounds, cell) for cell in cells(question)}
    newest = len(rounds) - 1
    by_round = [
        given(question, answers, [c for c, places in shown.items() if n in places], n == newest)
        for n, answers in enumerate(rounds)
    ]
    ranking = question.kind == Kind.RANKING
    points = points_of(question, valid(rounds[-1])) if ranking else {}
    for cell, places in shown.items():
        blank = Item(*cell, name=_name(question, cell))
        if newest in places:
            history = [by_round[place][cell] for place in places]
            answers = [valid(rounds[place]) for place in places]
            yield _Counting(question, words, blank, history, answers, points).item()
        elif question.survey:
            yield replace(blank, hidden=True, sentence=words["said_hidden"])
        else:
            yield replace(blank, sentence=words["said_nobody"])


def _name(question: Question, cell: Cell) -> str:
    names = {each.id: each.name for each in (*question.criteria, *question.options)}
    option = question.option(cell[0]).name
    return f"{option}: {names[cell[1]]}" if cell[1] else option


@dataclass(frozen=True)
class _Counting:
    """One thing that was judged: what was given about it in each round that is shown."""

    question: Question
    words: Messages
    blank: Item
    history: Sequence[Sequence[Given]]
    answers: Sequence[Sequence[Answer]]
    points: Mapping[str, float]

    def item(self) -> Item:
        count: Mapping[Kind, Callable[[], Item]] = {
            Kind.LIST: self._list,
            Kind.SCALE: self._scale,
            Kind.MATRIX: self._scale,
            Kind.POINTS: self._points,
            Kind.RANKING: self._ranking,
            Kind.ESTIMATE: self._estimate,
            Kind.CONSENT: self._consent,
            Kind.WRITING: self._writing,
            Kind.RESPONSE: self._response,
        }
        return count[self.question.kind]()

    @property
    def now(self) -> Sequence[Given]:
        return self.history[-1]

    @property
    def values(self) -> list[Any]:
        return [each.value for each in self.now]

    def _scale(self) -> Item:
        ends = self.question.low, self.question.high
        return self._on_scale(self.history, range(ends[0], ends[1] + 1), self._plain_values)

    def _on_scale(
        self,
        history: Sequence[Sequence[Given]],
        scale: range,
        values: Callable[[Sequence[float]], str],
    ) -> Item:
        """Return an item of whole numbers that has an outcome."""
        moved = self._changed(lambda round: _counts(round, scale))
        rounds = [[each.value for each in round] for round in history]
        standing = Standing(rounds, scale[0], scale[-1], moved)
        agreed = standing.outcome == "agreed"
        return replace(
            self._numbers(scale, moved),
            outcome=standing.outcome,
            sentence=standing.said(self.words, values),
            dissent=self._voices(e for e in self.now if agreed and standing.is_far(e.value)),
        )

    def _numbers(self, scale: Sequence[int], moved: float | None) -> Item:
        middles = [middle_of([each.value for each in round]) for round in self.history if round]
        return replace(
            self.blank,
            people=len(self.now),
            counts=_counts(self.now, scale),
            middle=middles[-1] if self.now else None,
            before=tuple(middles[: len(middles) - bool(self.now)]),
            positions=self._apart(float),
            changed=moved,
        )

    def _ranking(self) -> Item:
        places = range(1, len(self.question.options) + 1)
        whole = [round for round, those in zip(self.history, self.answers, strict=True)
                 if all(len(answer.values) == len(places) for answer in those)]  # fmt: skip
        points = self.points[self.blank.option]
        if whole and whole[-1] is self.now and len(places) > 1:
            return replace(self._on_scale(whole, places, self._places), total=points)
        out = len(self.answers[-1]) - len(self.now)
        sentence = self._say(
            "said_places" if self.now else "said_no_places",
            values=self._places(self.values) if self.now else "", placed=len(self.now), out=out,
        )  # fmt: skip
        moved = self._changed(lambda round: _counts(round, places))
        return replace(self._numbers(places, moved), total=points, sentence=sentence)

    def _points(self) -> Item:
        found = self.values
        known = sorted({each.value for round in self.history for each in round})
        moved = self._changed(lambda round: _counts(round, known))
        total, some = sum(found), sum(value > 0 for value in found)
        gaps = {"n": len(found), "people": some, "total": total}
        sentence = self._say("said_bought" if self.question.buys else "said_points", **gaps)
        numbers = self._numbers(sorted(set(found)), moved)
        return replace(numbers, total=total, sentence=sentence)

    def _estimate(self) -> Item:
        ranges = sorted((float(low), float(high)) for low, high in self.values)
        lows, highs = zip(*ranges, strict=True)
        common = (max(lows), min(highs)) if max(lows) <= min(highs) else None
        span = Span(median(lows), median(highs), min(lows), max(highs), common, tuple(ranges))
        return replace(
            self.blank,
            people=len(ranges),
            span=span,
            sentence=self._range_said(span),
            positions=self._apart(lambda ends: (ends[0] + ends[1]) / 2),
        )

    def _range_said(self, span: Span) -> str:
        if len(span.ranges) == 1:
            return self._say("said_one", value=self._between(span.low, span.high))
        sentence = self._say(
            "said_ranges",
            middle=self._between(span.low, span.high),
            all=self._between(span.lowest, span.highest),
        )
        if span.common is None:
            return f"{sentence} {self.words['said_no_common']}"
        return f"{sentence} {self._say('said_common', values=self._between(*span.common))}"

    def _between(self, low: float, high: float) -> str:
        if low == high:
            return say_number(low, self.question.unit)
        ends = {"a": say_number(low), "b": say_number(high, self.question.unit)}
        return self._say("values_range", **ends)

    def _consent(self) -> Item:
        """Consent is what nobody objects to: here an outcome is no matter of how far apart."""
        counts = _counts(self.now, tuple(reversed(CONSENTS)))
        objections, others, yes = (each.people for each in counts)
        gaps = {"n": len(self.now), "no": objections, "rest": others, "yes": yes}
        settled: Outcome = "unsettled" if objections else "agreed"
        sentence = self._say("said_objections" if objections else "said_no_objection", **gaps)
        if len(self.now) == 1:
            settled = "counted"
            sentence = self._say("said_one", value=self._voice(self.now[0]).said)
        return replace(
            self.blank,
            people=len(self.now),
            outcome=settled,
            counts=counts,
            sentence=sentence,
            positions=self._apart(lambda value: -CONSENTS.index(value)),
            dissent=self._voices(each for each in self.now if each.value == "no"),
            changed=self._changed(lambda round: _counts(round, CONSENTS)),
        )

    def _list(self) -> Item:
        return self._texts(self.values)

    def _writing(self) -> Item:
        return self._texts([[text] for text in self.values])

    def _texts(self, texts: Sequence[Sequence[str]]) -> Item:
        found = counted(texts, self.question.id)
        most = [each for each in found if each.people == found[0].people > 1]
        sentence = self._say("said_texts", texts=len(found), n=len(texts))
        if 0 < len(most) <= _NAMED:
            named = ", ".join(f"“{each.text}”" for each in most)
            sentence += " " + self._say("said_most", texts=named, people=most[0].people)
        return replace(self.blank, people=len(texts), texts=found, sentence=sentence)

    def _response(self) -> Item:
        item = self._texts([[value["would"]] for value in self.values])
        holds = Counter(same(v["would"]) for v in self.values if v["holds"] == HOLDS[0])
        counts = _counts([Given(value["holds"]) for value in self.values], (*HOLDS, ""))
        yes, half, no, _ = (each.people for each in counts)
        return replace(
            item,
            counts=counts,
            texts=tuple(replace(text, holds=holds[same(text.text)]) for text in item.texts),
            sentence=self._say("said_holds", n=item.people, yes=yes, half=half, no=no),
        )

    # In words

    def _say(self, name: str, **gaps: Any) -> str:
        return self.words.say(Problem(name, gaps))

    def _plain_values(self, values: Sequence[float]) -> str:
        return values_said(values, self.words)

    def _places(self, values: Sequence[float]) -> str:
        return self._say("values_places", values=values_said(values, self.words))

    def _voices(self, those: Iterable[Given]) -> tuple[Voice, ...]:
        """Return voices, those with a reason first, else in an order that is drawn by lot."""
        lot = self.question.id
        order = sorted(those, key=lambda e: (not e.reason, drawn(lot, e.value, e.reason)))
        return tuple(map(self._voice, order))

    def _apart(self, measure: Callable[[Any], float]) -> tuple[Voice, ...]:
        return tuple(map(self._voice, apart(self.now, self.question.id, measure)))

    def _voice(self, given: Given) -> Voice:
        value, kind = given.value, self.question.kind
        if kind == Kind.ESTIMATE:
            said = self._between(*value)
        elif kind == Kind.CONSENT:
            said = self.words[f"paper_consent_{value}"]
        elif kind == Kind.RANKING:
            said = self._places([value])
        elif self.question.buys:
            said = self.words["value_bought" if value else "value_not_bought"]
        else:
            said = say_number(value)
        return Voice(value, said, given.reason)

    def _changed(self, counts: Callable[[Sequence[Given]], Sequence[Count]]) -> float | None:
        if len(self.history) < 2:
            return None
        return changed(*(counts(round) for round in self.history[-2:]))


def _counts(those: Sequence[Given], values: Iterable[int | str]) -> tuple[Count, ...]:
    people = Counter(each.value for each in those)
    return tuple(Count(value, people[value]) for value in values)
