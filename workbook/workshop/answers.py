"""Reading a ballot as it was sent or typed: each kind's answer, or what is wrong with it."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbook.workshop.messages import Problem, Refused
from workbook.workshop.questions import Kind, Option, Question
from workbook.written.numbers import number

__all__ = ["LONGEST", "Answer", "field_of", "read_answer"]

LONGEST = 600
"""Letters that a text may have; a list's are short, of a quarter of that."""

CONSENTS = ("yes", "no_objection", "no")
HOLDS = ("yes", "half", "no")

Form = Mapping[str, Sequence[str]]

_SPACE = re.compile(r"\s+")
# What turns or hides other letters. A joiner stays: emoji and some scripts need it.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff]"
)
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by name, and nothing to be seen
_ENDS = ".,;:!?…–-"


@dataclass(frozen=True)
class Answer:
    """What one person gave in one round; what was left out is not in it.

    The value of an option is, by the kind of question, a list of texts (list), a whole number
    (scale, points, ranking), one for each criterion (matrix), the lowest and highest figure
    (estimate), one of `CONSENTS` (consent), a text (writing), or a text under "would" and one of
    `HOLDS` under "holds" (response).
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    abstains: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON can keep."""
        return {
            "values": dict(self.values), "reasons": dict(self.reasons), "abstains": self.abstains,
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Answer":
        """Return the answer that was kept."""
        return cls(kept["values"], kept["reasons"], kept["abstains"])


def field_of(option: str, part: str = "") -> str:
    """Return the name of the input for an option, or for a part of its answer.

    >>> field_of("oven"), field_of("oven", "high")
    ('a.oven', 'a.oven.high')
    """
    return f"a.{option}.{part}" if part else f"a.{option}"


def read_answer(question: Question, form: Form) -> Answer:
    """Return the answer that a form holds: values by the names of `field_of`, as texts.

    The parts are: for a list the rows "1", "2" …, for a matrix the criteria's ids, for an estimate
    "low" and "high", for a response "would" and "holds". A reason stands under "why.", and whoever
    abstains sends "abstain". What is unknown or left empty is passed over.

    Raises:
        Refused: something cannot be taken, or nothing was given. It names each field.

    >>> ask = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
    >>> read_answer(ask, {"a.plan": ["4"]}).values
    {'plan': 4}
    """
    if _first(form, "abstain"):
        return Answer(abstains=True)
    reader = _Reader(question, form)
    values = {option.id: value for option, value in reader.values() if value is not None}
    reader.check(values)
    if reader.problems:
        raise Refused(reader.problems)
    reasons = dict(reader.reasons()) if question.reasons else {}
    if reader.problems:
        raise Refused(reader.problems)
    if not values:
        raise Refused({"": Problem("nothing_given")})
    return Answer(values, reasons)


class _Reader:
    """Reads a form for a question, and gathers what is wrong with it."""

    def __init__(self, question: Question, form: Form) -> None:
        self.question = question
        self.form = form
        self.problems: dict[str, Problem] = {}
        self._read: Mapping[Kind, Callable[[Option], Any]] = {
            Kind.LIST: self._list,
            Kind.SCALE: lambda option: self._on_scale(field_of(option.id)),
            Kind.MATRIX: self._row,
            Kind.POINTS: self._points,
            Kind.RANKING: lambda option: self._whole(field_of(option.id), 1, len(question.options)),
            Kind.ESTIMATE: self._range,
            Kind.CONSENT: lambda option: self._one_of(field_of(option.id), CONSENTS),
            Kind.WRITING: lambda option: self._text(field_of(option.id)) or None,
            Kind.RESPONSE: self._response,
        }

    def values(self) -> Iterator[tuple[Option, Any]]:
        """Yield the value of each option, None where none was given."""
        for option in self.question.options:
            yield option, self._read[self.question.kind](option)

    def reasons(self) -> Iterator[tuple[str, str]]:
        """Yield the reasons that were given."""
        for option in self.question.options:
            if reason := self._text(f"why.{option.id}"):
                yield option.id, reason

    def check(self, values: Mapping[str, Any]) -> None:
        """Look at what only all values together can break: what was spent, and places."""
        if self.question.kind == Kind.POINTS and values:
            self._check_spent(values)
        if self.question.kind == Kind.RANKING:
            self._check_places(values)

    def _check_spent(self, values: Mapping[str, int]) -> None:
        spent: float = sum(values.values())
        if self.question.buys:
            spent = sum(self.question.option(id).cost or 0 for id, n in values.items() if n)
        if spent > self.question.most * (1 + 1e-9):
            over = spent - self.question.most
            self.problems[""] = Problem("spent_too_much", {"over": f"{over:g}"})

    def _check_places(self, values: Mapping[str, int]) -> None:
        seen: set[int] = set()
        for id, place in values.items():
            if place in seen:
                self.problems[field_of(id)] = Problem("place_twice", {"place": place})
            seen.add(place)

    def _list(self, option: Option) -> list[str] | None:
        found: list[str] = []
        for row in range(1, self.question.most + 1):
            text = self._text(field_of(option.id, str(row)), LONGEST // 4)
            if text and text.casefold() not in map(str.casefold, found):
                found.append(text)
        return found or None

    def _row(self, option: Option) -> dict[str, int] | None:
        found = {c.id: self._on_scale(field_of(option.id, c.id)) for c in self.question.criteria}
        return {id: value for id, value in found.items() if value is not None} or None

    def _points(self, option: Option) -> int | None:
        highest = 1 if self.question.buys else self.question.most
        return self._whole(field_of(option.id), 0, highest)

    def _range(self, option: Option) -> list[float] | None:
        names = [field_of(option.id, part) for part in ("low", "high")]
        low, high = (self._number(name) for name in names)
        if low is None and high is None:
            return None
        if low is None or high is None:
            missing = names[0] if low is None else names[1]
            self.problems.setdefault(missing, Problem("both_ends"))
            return None
        if low > high:
            self.problems[names[1]] = Problem("ends_crossed")
        return [low, high]

    def _response(self, option: Option) -> dict[str, str] | None:
        would = self._text(field_of(option.id, "would"))
        holds = self._one_of(field_of(option.id, "holds"), HOLDS)
        if holds and not would:
            self.problems[field_of(option.id, "would")] = Problem("say_what")
        return {"would": would, "holds": holds or ""} if would else None

    def _on_scale(self, name: str) -> int | None:
        return self._whole(name, self.question.low, self.question.high)

    def _whole(self, name: str, low: int, high: int) -> int | None:
        value = self._number(name)
        if value is None:
            return None
        if not value.is_integer() or not low <= value <= high:
            self.problems[name] = Problem("whole_number", {"low": low, "high": high})
            return None
        return int(value)

    def _number(self, name: str) -> float | None:
        typed = _first(self.form, name)
        if not typed:
            return None
        read = number(typed)
        value = read.certain if read else None
        if value is not None and math.isfinite(value) and not (read and read.percent):
            return value
        two_ways = read is not None and read.point is not None and read.comma is not None
        self.problems[name] = Problem("two_ways" if two_ways else "a_number")
        return None

    def _one_of(self, name: str, choices: Sequence[str]) -> str | None:
        given = _first(self.form, name)
        if given and given not in choices:
            self.problems[name] = Problem("choose_one")
        return given if given in choices else None

    def _text(self, name: str, longest: int = LONGEST) -> str:
        text = _first(self.form, name)
        if len(text) > longest:
            self.problems[name] = Problem("too_long", {"most": longest, "has": len(text)})
        return text


def _first(form: Form, name: str) -> str:
    """Return what an input holds, without marks that only a computer reads, on one line.

    Where somebody began a new line, a new thought begins.
    """
    given = form.get(name) or [""]
    lines = (_SPACE.sub(" ", line).strip() for line in _CONTROL.sub("", given[0]).splitlines())
    *before, last = [line for line in lines if any(map(_is_seen, line))] or [""]
    return " ".join([*(line if line[-1] in _ENDS else f"{line};" for line in before), last])


def _is_seen(letter: str) -> bool:
    """Tell whether there is something to see: what is blank would count as somebody's answer."""
    return letter not in _BLANK and unicodedata.category(letter)[0] not in "CMZ"
