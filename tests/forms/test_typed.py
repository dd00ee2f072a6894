"""People type numbers, dates and names in their own ways; each is read, or answered kindly."""

from datetime import date
from typing import Any

import pytest

from workbook.errors import WorkbookError
from workbook.forms.fields import FieldSpec
from workbook.forms.typed import read, say, show

NUMBER = FieldSpec("target", "Target", "number", minimum=0, maximum=5000)
DAY = FieldSpec("due", "Due", "date")
LEVEL = FieldSpec("level", "Level", "choice", options=("company", "team"), default="company")
OWNER = FieldSpec("owner", "Owner", "person", of="person")
NEEDS = FieldSpec("needs", "Needs", "references", of="goal")
CHOICES = {
    "owner": [("p1", "Amina Diallo"), ("p2", "Jonas Weber")],
    "needs": [("g1", "Rye"), ("g2", "Spelt, dark")],
}


def refusal(spec: FieldSpec, typed: Any) -> str:
    with pytest.raises(WorkbookError) as caught:
        read(spec, typed, CHOICES)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1200", 1200),
        ("1,200.5", 1200.5),
        (" 1 200 ", 1200),
        ("1 200.50", 1200.5),
        ("1’200", 1200),
        ("€ 1,200", 1200),
        ("£12", 12),
        ("12%", 12),
        ("12 %", 12),
        (".5", 0.5),
        ("0.125", 0.125),
        ("31,50", 31.5),
        ("1200,5", 1200.5),
        ("1.200,50", 1200.5),
        ("0,123", 0.123),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, value: float | None) -> None:
    assert read(NUMBER, typed) == value


def test_a_minus_sign_from_a_spreadsheet_is_a_minus() -> None:
    assert read(FieldSpec("change", "Change", "number"), "−5") == -5


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("lots", "“lots” is not a number"),
        ("1,20,5", "is not a number"),
        ("-1", "“Target” is 0 or more"),
        ("5001", "“Target” is 5000 or less"),
        ("9" * 400, "9…” is not a number"),
    ],
)
def test_what_is_no_number_is_answered_with_what_to_write(typed: str, words: str) -> None:
    assert words in refusal(NUMBER, typed)


def test_a_point_that_may_stand_for_thousands_is_asked_about_and_both_answers_are_read() -> None:
    words = refusal(NUMBER, "1.234")
    assert "two ways" in words and "Write 1,234" in words and "or 1.2340 if" in words
    assert [read(NUMBER, typed) for typed in ("1,234", "1.2340")] == [1234, 1.234]
    assert show(NUMBER, 1.234) == "1.2340"  # as it is shown, it can be read again


def test_of_two_people_with_one_name_none_is_picked_in_silence() -> None:
    choices = {"owner": [("p1", "Maria Silva"), ("p2", "Maria Silva")]}
    with pytest.raises(WorkbookError, match="There are two called “Maria Silva”"):
        read(OWNER, "Maria Silva", choices)
    assert read(OWNER, "p2", choices) == "p2"


def test_a_date_that_can_only_be_one_day_is_read() -> None:
    assert read(DAY, "16/03/2026") == read(DAY, "16.03.2026") == date(2026, 3, 16)
    assert read(DAY, "03/03/2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-01",
        "2026-03-01 00:00:00",
        "1 March 2026",
        "1 mar 2026",
        "1st March, 2026",
        "March 1, 2026",
        " 01  Mar.  2026",
    ],
)
def test_dates_are_read_in_iso_or_with_the_month_in_words(typed: str) -> None:
    assert read(DAY, typed) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("01/03/2026", "write the month as a word, like 1 March 2026, or write 2026-03-01"),
        ("1.3.26", "write the month as a word"),
        ("30 February 2026", "no such day"),
        ("0202-03-01", "the year with four digits"),
        ("soon", "“soon” is not a date"),
        ("1 Ma 2026", "is not a date"),
    ],
)
def test_a_date_that_could_be_two_days_is_asked_for_again(typed: str, words: str) -> None:
    assert words in refusal(DAY, typed)


def test_names_are_found_by_their_label_whatever_the_case() -> None:
    assert read(OWNER, "amina diallo", CHOICES) == "p1"
    assert read(OWNER, "p2", CHOICES) == "p2"
    assert read(LEVEL, "Team") == "team"
    assert read(OWNER, "", CHOICES) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Internal", "in"), ("internal processes", "in"), ("Customers", "cu"),
     ("Learning & Growth", "le"), ("Learning", "le")],
)  # fmt: skip
def test_a_choice_is_known_by_its_first_words_its_plural_or_an_ampersand(
    typed: str, meant: str
) -> None:
    spec = FieldSpec("perspective", "Perspective", "choice", options=("cu", "in", "le"),
                     labels=("Customer", "Internal process", "Learning and growth"))  # fmt: skip
    assert read(spec, typed) == meant


def test_a_choice_that_two_begin_like_is_not_guessed() -> None:
    spec = FieldSpec(
        "level", "Level", "choice", options=("a", "b"), labels=("Team lead", "Team member")
    )
    with pytest.raises(WorkbookError, match="is not a choice here"):
        read(spec, "Team")


def test_a_name_that_is_not_there_says_where_to_add_it() -> None:
    assert "not among the people yet" in refusal(OWNER, "Bob")
    assert "Choose: Company, Team." in refusal(LEVEL, "planet")


def test_a_pasted_blank_leaves_a_choice_at_its_default() -> None:
    assert read(LEVEL, "") == "company"


def test_several_references_are_read_from_names_or_ids() -> None:
    assert read(NEEDS, "Rye; spelt, dark", CHOICES) == ["g1", "g2"]
    assert read(NEEDS, "Spelt, dark", CHOICES) == ["g2"]
    assert read(NEEDS, ["g2", "gone", "g2"], CHOICES) == ["g2", "gone"]
    assert read(NEEDS, "", CHOICES) == []


def test_ticks_are_read_from_words_and_marks() -> None:
    told = FieldSpec("told", "Told", "tick")
    assert [read(told, typed) for typed in (True, "Yes", "x", "no", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert "neither yes nor no" in refusal(told, "perhaps")


def test_text_that_is_too_long_is_kept_and_its_length_named() -> None:
    motto = FieldSpec("motto", "Motto", max_length=5)
    assert read(motto, "  a \n b ") == "a b"
    assert "6 characters long, and 5 fit" in refusal(motto, "breads")


def test_a_field_that_is_needed_cannot_be_emptied() -> None:
    assert refusal(FieldSpec("name", "Goal", required=True), " ") == "“Goal” cannot be empty."


def test_what_is_shown_can_be_read_again() -> None:
    for spec, value in ((NUMBER, 1200.5), (DAY, date(2026, 3, 1)), (NEEDS, ["g1"]), (OWNER, "p1")):
        assert read(spec, show(spec, value), CHOICES) == value


def test_values_are_said_in_words_for_comparing() -> None:
    assert say(OWNER, "p1", CHOICES) == "Amina Diallo"
    assert say(NEEDS, ["g1", "g2"], CHOICES) == "Rye, Spelt, dark"
    assert say(DAY, "2026-03-01") == "1 March 2026"
    assert say(NUMBER, None) == "(empty)"
