"""Sheets typed in by hand: a row for each, and a column for each field in the sheet's order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.forms import FieldSpec
from workbook.workshop.answers import LONGEST
from workbook.workshop.messages import Messages
from workbook.workshop.paper.fields import ABSTAIN, Field, fields
from workbook.workshop.paper.taking import SERIAL
from workbook.workshop.questions import Kind, Question

__all__ = ["COUNTED", "Entering"]

COUNTED = "counted"
"""The column that says what of the row is in the room."""


@dataclass(frozen=True)
class Entering:
    """How the sheets of one question are typed: digits for boxes, words for what is written."""

    question: Question
    words: Messages

    @property
    def columns(self) -> tuple[FieldSpec, ...]:
        """The columns: the serial, the fields, whether it abstains, and what is in the room."""
        help = "The eight letters and digits beside the code; small letters will do."
        serial = FieldSpec(SERIAL, "Sheet", required=True, max_length=12, help=help)
        abstains = FieldSpec(ABSTAIN, self.words["paper_abstain"], "tick", default=False)
        counted = FieldSpec(COUNTED, "In the room", fixed=True)
        typed = (_column(name, field, self._longest) for name, field in self._named())
        return (serial, *typed, abstains, counted)

    def form(self, typed: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return what a row gives, as the room takes it.

        >>> from workbook.workshop.messages import messages
        >>> from workbook.workshop.questions import Option
        >>> ask = Question("ok", Kind.CONSENT, "Shall we?", (Option("oven", "A second oven"),))
        >>> Entering(ask, messages("en")).form({"serial": "K7QM2XRT", "f0": 2.0})
        {'a.oven': ['no_objection']}
        """
        given: dict[str, list[str]] = {}
        for name, field in self._named():
            value = typed.get(name)
            if value is not None and value != "":
                given[field.name] = [_sent(field, value)]
        if typed.get(ABSTAIN):
            given[ABSTAIN] = ["1"]
        return given

    def counted(self, form: Mapping[str, Any]) -> str:
        """Return what of a row is in the room, in words: what is blank there may be a slip."""
        if ABSTAIN in form:
            return "abstains"
        due = [field.name for _, field in self._named() if not field.lines]
        blank = sum(name not in form for name in due)
        return f"yes, {blank} left blank" if blank else "yes, all of it"

    def beside(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Return what the room refused, by the columns; what is about the whole row has no name."""
        names = {field.name: name for name, field in self._named()}
        names |= {SERIAL: SERIAL, ABSTAIN: ABSTAIN}
        return {names.get(about, ""): said for about, said in problems.items()}

    @property
    def _longest(self) -> int:
        return LONGEST // 4 if self.question.kind == Kind.LIST else LONGEST

    def _named(self) -> Iterator[tuple[str, Field]]:
        for place, field in enumerate(fields(self.question, self.words)):
            yield f"f{place}", field


def _column(name: str, field: Field, longest: int) -> FieldSpec:
    if field.lines:
        return FieldSpec(name, field.label, max_length=longest)
    if not field.choices:
        return FieldSpec(name, field.label, "number", unit=field.unit)
    keys = [int(choice.key) for choice in field.choices]
    told = [f"{c.key} {c.label}" for c in field.choices if c.label != c.key]
    help = ", ".join(told) or f"{keys[0]} to {keys[-1]}, or nothing."
    return FieldSpec(
        name, field.label, "number", help, minimum=keys[0], maximum=keys[-1], step=1
    )  # fmt: skip


def _sent(field: Field, value: Any) -> str:
    if field.lines:
        return str(value)
    number = f"{float(value):.15g}"
    return {choice.key: choice.value for choice in field.choices}.get(number, number)
