"""What a ballot holds is read, or each thing that is wrong with it is named."""

import pytest

from workbook.workshop.answers import Answer, read_answer
from workbook.workshop.messages import Refused, languages, messages
from workbook.workshop.questions import Kind, Option, Question

OVEN, SHOP = Option("oven", "A second oven"), Option("shop", "A shop in the station")
PRICED = (Option("oven", "A second oven", cost=20_000), Option("shop", "A shop", cost=35_000))
COST, GAIN = Option("cost", "Cost"), Option("gain", "Gain")


def question(kind: Kind, **more: object) -> Question:
    given: dict[str, object] = {"options": (OVEN, SHOP), **more}
    return Question("q", kind, "What do you think?", **given)  # type: ignore[arg-type]


def refused(asked: Question, form: dict[str, list[str]]) -> dict[str, str]:
    with pytest.raises(Refused) as found:
        read_answer(asked, form)
    return {name: problem.name for name, problem in found.value.problems.items()}


TAKEN = [
    (question(Kind.LIST), {"a.oven.1": [" Bread \n"], "a.oven.2": ["bread"], "a.oven.4": ["x"]},
     {"oven": ["Bread"]}),
    (question(Kind.SCALE), {"a.oven": ["4"], "a.shop": [""]}, {"oven": 4}),
    (question(Kind.MATRIX, criteria=(COST, GAIN)), {"a.oven.cost": ["2"], "a.oven.gain": ["5"]},
     {"oven": {"cost": 2, "gain": 5}}),
    (question(Kind.POINTS, most=10), {"a.oven": ["7"], "a.shop": ["3"]}, {"oven": 7, "shop": 3}),
    (question(Kind.POINTS, most=40_000, options=PRICED), {"a.shop": ["1"]}, {"shop": 1}),
    (question(Kind.RANKING), {"a.oven": ["2"], "a.shop": ["1"]}, {"oven": 2, "shop": 1}),
    (question(Kind.ESTIMATE), {"a.oven.low": ["1 200"], "a.oven.high": ["1500.50"]},
     {"oven": [1200.0, 1500.5]}),
    (question(Kind.CONSENT), {"a.oven": ["no_objection"]}, {"oven": "no_objection"}),
    (question(Kind.WRITING), {"a.oven": ["<b>hot</b>"]}, {"oven": "<b>hot</b>"}),
    (question(Kind.WRITING), {"a.oven": ["Nobody waits\r\n\r\nNo loaf is left.\nAll sleep "]},
     {"oven": "Nobody waits; No loaf is left. All sleep"}),
    (question(Kind.RESPONSE), {"a.oven.would": ["Bake at four"], "a.oven.holds": ["half"]},
     {"oven": {"would": "Bake at four", "holds": "half"}}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "form", "values"), TAKEN, ids=lambda case: getattr(case, "kind", "")
)
def test_each_kind_of_ballot_is_read(
    asked: Question, form: dict[str, list[str]], values: dict[str, object]
) -> None:
    answer = read_answer(asked, form)
    assert answer.values == values
    assert Answer.from_json(answer.as_json()) == answer


REFUSED = [
    (question(Kind.SCALE), {"a.oven": ["6"]}, {"a.oven": "whole_number"}),
    (question(Kind.SCALE), {"a.oven": ["2.5"], "a.shop": ["x"]},
     {"a.oven": "whole_number", "a.shop": "a_number"}),
    (question(Kind.ESTIMATE), {"a.oven.low": ["1,200"], "a.oven.high": ["1500"]},
     {"a.oven.low": "two_ways"}),
    (question(Kind.ESTIMATE), {"a.oven.low": ["5"]}, {"a.oven.high": "both_ends"}),
    (question(Kind.ESTIMATE), {"a.oven.low": ["5"], "a.oven.high": ["4"]},
     {"a.oven.high": "ends_crossed"}),
    (question(Kind.POINTS, most=10), {"a.oven": ["7"], "a.shop": ["4"]}, {"": "spent_too_much"}),
    (question(Kind.POINTS, most=40_000, options=PRICED), {"a.oven": ["1"], "a.shop": ["1"]},
     {"": "spent_too_much"}),
    (question(Kind.RANKING), {"a.oven": ["1"], "a.shop": ["1"]}, {"a.shop": "place_twice"}),
    (question(Kind.CONSENT), {"a.oven": ["maybe"]}, {"a.oven": "choose_one"}),
    (question(Kind.RESPONSE), {"a.oven.holds": ["yes"]}, {"a.oven.would": "say_what"}),
    (question(Kind.WRITING), {"a.oven": ["x" * 601]}, {"a.oven": "too_long"}),
    (question(Kind.SCALE), {"a.other": ["3"]}, {"": "nothing_given"}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "form", "problems"), REFUSED)
def test_what_cannot_be_taken_is_named_field_by_field(
    asked: Question, form: dict[str, list[str]], problems: dict[str, str]
) -> None:
    assert refused(asked, form) == problems


def test_whoever_abstains_gives_nothing_else() -> None:
    answer = read_answer(question(Kind.SCALE), {"abstain": ["1"], "a.oven": ["3"]})
    assert answer == Answer(abstains=True)


BLANK = [
    "\u200b",
    "\u200d\u2060",
    "\ufeff",
    "\xad",
    "\u3164",
    "\u2800",
    "\u200f",
    "\U000e0041",
    "\u0301",
]


@pytest.mark.parametrize("blank", BLANK)
def test_what_cannot_be_seen_is_nobodys_answer_and_hides_in_none(blank: str) -> None:
    asked = question(Kind.WRITING)
    assert refused(asked, {"a.oven": [blank]}) == {"": "nothing_given"}
    assert read_answer(asked, {"a.oven": ["A v\u200ban\xad"]}).values == {"oven": "A van"}


@pytest.mark.parametrize("text", ["👍", "👩‍🍳 first", "?", "نان", "面包", "+1 €"])
def test_any_sign_that_is_seen_is_an_answer(text: str) -> None:
    assert read_answer(question(Kind.WRITING), {"a.oven": [text]}).values == {"oven": text}


def test_a_reason_is_read_where_it_is_asked_for() -> None:
    form = {"a.oven": ["3"], "why.oven": ["It is loud"], "why.shop": ["\u202eno"]}
    assert read_answer(question(Kind.SCALE, reasons=True), form).reasons == {
        "oven": "It is loud", "shop": "no",
    }  # fmt: skip
    assert not read_answer(question(Kind.SCALE), form).reasons


def test_every_problem_has_a_sentence_in_each_language() -> None:
    for language in languages():
        for _, _, problems in REFUSED:
            for name in problems.values():
                assert messages(language)[name]
    assert languages()[0] == "en"


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": ()}, {"options": (OVEN, OVEN)}, {"options": (Option("a b", "x"),)},
        {"criteria": (COST,)}, {"low": 5, "high": 5}, {"most": 0},
        {"kind": Kind.MATRIX}, {"kind": Kind.POINTS, "options": (OVEN, PRICED[1])},
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_refused(wrong: dict[str, object]) -> None:
    given: dict[str, object] = {"kind": Kind.SCALE, "options": (OVEN,), **wrong}
    with pytest.raises(ValueError):
        Question("q", ask="What?", **given)  # type: ignore[arg-type]
