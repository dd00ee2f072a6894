"""Whoever types a sheet follows its order, with a digit for each box."""

from typing import Any

import pytest

from tests.workshop.paper.conftest import QUESTIONS, asked
from workbook.workshop.answers import read_answer
from workbook.workshop.messages import messages
from workbook.workshop.paper.entry import COUNTED, Entering
from workbook.workshop.paper.taking import SERIAL
from workbook.workshop.questions import Kind, Question

TYPED: dict[str, tuple[Any, Any]] = {
    "list": ("Bake at four", ["Bake at four"]),
    "scale": (4.0, 4),
    "matrix": (5.0, {"cost": 5}),
    "points": (10.0, 10),
    "hundred": (70.0, 70),
    "budget": (1.0, 1),
    "ranking": (2.0, 2),
    "consent": (3.0, "no"),
    "writing": ("Every street knows us", "Every street knows us"),
    "response": ("Bake at four", {"would": "Bake at four", "holds": ""}),
}


def entering(question: Question) -> Entering:
    return Entering(question, messages("en"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_the_columns_are_the_sheet_in_its_order(question: Question) -> None:
    columns = entering(question).columns
    assert [columns[0].label, columns[-2].label, columns[-1].label] == [
        "Sheet", "I abstain", "In the room",
    ]  # fmt: skip
    names = [option.name for option in question.options]
    met = [next(name for name in names if each.label.startswith(name)) if not each.label.startswith(
        "Why") else "" for each in columns[1:-2]]  # fmt: skip
    assert [*dict.fromkeys(filter(None, met))] == names


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.id in TYPED], ids=lambda q: q.id)
def test_what_is_typed_is_the_answer_that_a_phone_would_give(question: Question) -> None:
    typed, value = TYPED[question.id]
    form = entering(question).form({SERIAL: "K7QM2XRT", "f0": typed, "f1": None, "f2": ""})
    assert read_answer(question, form).values == {"oven": value}


def test_both_ends_of_an_estimate_are_typed_as_numbers() -> None:
    typed = entering(asked(Kind.ESTIMATE)).form({"f0": 1200.0, "f1": 1500.5})
    assert read_answer(asked(Kind.ESTIMATE), typed).values == {"oven": [1200.0, 1500.5]}


def test_the_digits_of_boxes_with_words_are_told_beside_the_column() -> None:
    consent = entering(asked(Kind.CONSENT)).columns[1]
    assert consent.help == "1 yes, 2 no objection, 3 no"
    assert (consent.minimum, consent.maximum, consent.step) == (1, 3, 1)


def test_what_was_left_blank_is_counted_in_words() -> None:
    three = entering(asked(Kind.SCALE))
    assert three.counted(three.form({"f0": 1, "f1": 2, "f2": 3})) == "yes, all of it"
    assert three.counted(three.form({"f0": 1})) == "yes, 2 left blank"
    assert three.counted(three.form({"abstain": True})) == "abstains"
    assert COUNTED in {each.name for each in three.columns if each.fixed}


def test_a_refusal_stands_beside_what_it_is_about() -> None:
    problems = {"a.shop": "Too high.", "": "Closed.", SERIAL: "Who?"}
    found = entering(asked(Kind.SCALE)).beside(problems)
    assert found == {"f1": "Too high.", "": "Closed.", SERIAL: "Who?"}
