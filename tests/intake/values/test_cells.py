"""A column of amounts decides together what each of them means."""

import numpy as np
import pandas as pd
import pytest

from workbook.errors import ImportRefused
from workbook.intake.tables.settings import Settings
from workbook.intake.values.cells import Amounts, amounts


def read(*texts: str, decimal_comma: bool = False) -> Amounts:
    settings = Settings(delimiter=";" if decimal_comma else ",")
    return amounts(pd.Series(texts, dtype="object"), "Amount", settings)


def reasons(found: Amounts) -> list[str]:
    return list(found.bad.values())


def test_an_account_that_names_the_side_of_every_amount_is_read_with_its_signs() -> None:
    found = read("100.00 CR", "20.00 DR", "5.00Cr")
    assert found.values.tolist() == [100, -20, 5]
    assert found.notes == ("Amount: CR was read as money in, and DR as money out, with a minus.",)


def test_soll_and_haben_behind_amounts_are_sides_of_an_account() -> None:
    assert read("5,00 S", "10,00 H").values.tolist() == [-5, 10]
    assert read("8 h", "7 h").values.tolist() == [8, 7]
    with pytest.raises(ImportRefused, match="several units: h and s"):
        read("8 h", "7 s")


@pytest.mark.parametrize("text", ["5.00R", "5.00 VOID", "5.00 Refund", "5.00 est"])
def test_a_word_behind_some_amounts_only_may_change_what_they_mean(text: str) -> None:
    found = read("10.00", text)
    assert "behind it, and others do not. Write the number alone." in reasons(found)[0]
    assert found.notes == ()


@pytest.mark.parametrize("texts", [("100.00", "5.00 CR"), ("100.00", "5.00 DR"), ("5 CR", "7 CR")])
def test_a_side_that_only_some_amounts_name_is_asked_about(texts: tuple[str, ...]) -> None:
    assert all("on which side of an account it stands" in why for why in reasons(read(*texts)))
    assert reasons(read(*texts))


@pytest.mark.parametrize(
    ("text", "words"),
    [("1.2k", "thousands"), ("1,2 Tsd.", "thousands"), ("3 Mio", "millions"), ("2m", "millions"),
     ("1.5bn", "billions"), ("2 lakh", "lakh"), ("1 crore", "crore")],
)  # fmt: skip
def test_a_number_cut_to_thousands_or_millions_is_to_be_written_in_full(
    text: str, words: str
) -> None:
    assert reasons(read("12", text)) == [
        f"Amount “{text}” seems to be in {words}. Write the number in full."
    ]


@pytest.mark.parametrize("text", ["-", "–", "n/a", "N/A", "n.a.", "null", "(blank)"])
def test_a_word_for_nothing_is_an_empty_cell(text: str) -> None:
    found = read("12", text)
    assert reasons(found) == ["Amount is empty."]
    assert found.blank.tolist() == [False, True]
    assert found.notes == (f"“{text}” stands in Amount in one row; taken as no amount.",)


def test_an_error_of_a_spreadsheet_is_no_empty_cell() -> None:
    assert not read("12", "#N/A", "#REF!").blank.any()


def test_one_unit_behind_all_numbers_is_read_and_told() -> None:
    found = read("12 kg", "0,5kg", "3,25 kg", decimal_comma=True)
    assert found.values.tolist() == [12, 0.5, 3.25]
    assert found.notes == ("Amount: the numbers were read as kg.",)


def test_numbers_without_the_unit_of_the_others_are_told() -> None:
    assert read("12 kg", "5").notes == (
        "Amount: the numbers were read as kg, and so were the numbers without it.",
    )


def test_several_units_are_not_added_up() -> None:
    with pytest.raises(ImportRefused, match="several units: g and kg"):
        read("12 kg", "500 g")


def test_of_percentages_a_number_without_the_sign_may_be_a_fraction() -> None:
    found = read("38%", "41", "0.4", "0")
    assert np.array_equal(found.values, [38, 41, np.nan, 0], equal_nan=True)
    assert reasons(found) == [
        "Amount “0.4” stands without a percent sign among percentages: it may be 0.4% or 40%. "
        "Write the sign."
    ]


def test_thousands_with_points_are_told_by_one_decimal_comma_in_the_column() -> None:
    assert read("1.234", "12,50").values.tolist() == [1234, 12.5]


@pytest.mark.parametrize("text", ["about 5", "ten", "5 to 6", "12:30"])
def test_words_are_no_amount(text: str) -> None:
    assert reasons(read("1", text)) == [f"Amount “{text}” is not a number."]
