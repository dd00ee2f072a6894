"""What the workbook keeps of a workshop: sentences and counts that a record has room for."""

import pytest

from tests.workshop.rounds import OVEN, PRICED, SAMPLES, about_oven, answers, question
from workbook.strategy.workshop import SessionOutcome
from workbook.workshop.questions import Kind
from workbook.workshop.results import kept, result_of

ONE = (OVEN,)
LONG = "because " * 70


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_kept(kind: Kind) -> None:
    records = kept(result_of(question(kind), [about_oven(*SAMPLES[kind])]))
    assert records
    for record in records:
        assert SessionOutcome(session_id="s", **record.fields).kind == kind


def test_a_record_says_where_the_room_stands_on_what() -> None:
    rounds = [about_oven(1, 2, 4, 4, 4), about_oven(4, 4, 4, 5, 1, None)]
    [record] = kept(result_of(question(options=ONE), rounds))
    fields = record.fields
    assert (record.option, fields["question"], fields["item"]) == ("oven", "q", "oven")
    assert (fields["rounds"], fields["voters"], fields["settled"]) == (2, 5, "agreed")


def test_what_a_record_is_about_is_said_where_there_is_more_than_one_thing() -> None:
    both = kept(result_of(question(), [answers({"oven": 4, "shop": 5})]))
    assert [each.fields["about"] for each in both] == ["A second oven", "A shop"]
    [alone] = kept(result_of(question(options=ONE), [about_oven(4)]))
    assert alone.fields["about"] == ""


def test_dissent_is_kept_with_what_was_given_and_without_a_name() -> None:
    round = about_oven(4, 4, 4, 5, 1, 2, 4, 4, reasons=["", "", "", "Why not", "", "No room"])
    [record] = kept(result_of(question(options=ONE), [round]))
    assert record.fields["dissent"] == "2: No room"


def test_of_a_split_room_the_two_furthest_apart_are_kept() -> None:
    round = about_oven(1, 1, 1, 5, 5, 5, reasons=["No room", "", "", "We sell out"])
    [record] = kept(result_of(question(options=ONE), [round]))
    assert record.fields["dissent"] == "1: No room\n5: We sell out"


def test_objections_are_kept() -> None:
    round = about_oven("no", "yes", reasons=["No room"])
    [record] = kept(result_of(question(Kind.CONSENT, options=ONE), [round]))
    assert record.fields["dissent"] == "no: No room"


def test_a_budget_is_kept_as_a_whole_too() -> None:
    asked = question(Kind.POINTS, options=PRICED, most=40_000)
    whole, *each = kept(result_of(asked, [answers({"oven": 1}, {"oven": 1, "van": 1})]))
    assert (whole.option, whole.fields["item"], whole.fields["voters"]) == ("", "", 2)
    assert whole.fields["sentence"].startswith("Bought most often together")
    assert len(each) == 3


def test_what_is_hidden_or_was_not_answered_is_not_kept() -> None:
    assert kept(result_of(question(survey=True), [about_oven(1, 2, 3, 4)])) == ()
    assert kept(result_of(question(), [about_oven(None)])) == ()


def test_what_finds_no_room_is_counted() -> None:
    reasons = [LONG + str(place) for place in range(9)]
    round = about_oven(*["no"] * 9, "yes", reasons=reasons)
    [record] = kept(result_of(question(Kind.CONSENT, options=ONE), [round]))
    *lines, last = record.fields["dissent"].splitlines()
    assert len(record.fields["dissent"]) <= 4000
    assert last == f"And {9 - len(lines)} more."
    SessionOutcome(session_id="s", **record.fields)
