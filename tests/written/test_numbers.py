"""A number is read in every way that it can be meant, and in no other."""

import pytest

from workbook.written.numbers import Written, number, styles_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", 1200), ("1,234.50", 1234.5), ("1.234,50", 1234.5), ("12,50", 12.5),
        ("0,500", 0.5), ("0.750", 0.75), ("1 234,5", 1234.5), ("1\u202f234", 1234),
        ("1'234.50", 1234.5), ("1’234.50", 1234.5), ("1,23,456.78", 123456.78),
        ("12,34,567", 1234567), ("1,234,567", 1234567), (".5", 0.5), (",5", 0.5), ("1e3", 1000),
    ],
)  # fmt: skip
def test_what_can_be_read_in_one_way_is(text: str, value: float) -> None:
    assert number(text).certain == value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("($40.00)", -40), ("-$20.00", -20), ("$-5.00", -5), ("40,00-", -40), ("−7", -7),
        ("+12", 12), ("€ -3.50", -3.5), ("-0", 0), ("-£5.00", -5), ("£-5.00", -5), ("€ -5,00", -5),
        ("–5,00", -5), ("5,00- €", -5), ("5.00 €-", -5), ("£(5.00)", -5), ("USD (5.00)", -5),
        ("(5.00) CHF", -5), ("1.234,50-", -1234.5), ("－５", -5), ("- 1 234,50", -1234.5),
    ],
)  # fmt: skip
def test_a_refund_is_negative_however_it_is_written(text: str, value: float) -> None:
    assert number(text).certain == value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("€5.00", "€"), ("5,00 €", "€"), ("EUR 100.00", "€"), ("20.00 EUR", "€"), ("$5", "$"),
        ("CHF 100.00", "CHF"), ("20 CHF", "CHF"), ("100 kr", "kr"), ("5", ""),
        ("12 eur", "€"), ("12 Euro", "€"), ("R 150", "R"), ("SFr. 5.50", "CHF"), ("₱5", "₱"),
        ("￥５", "¥"), ("Rp 15.000", "Rp"),
    ],
)  # fmt: skip
def test_the_currency_is_told_whichever_side_it_stands_on(text: str, currency: str) -> None:
    assert number(text).currency == currency  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["1,250", "1.234", "12.500", "999,999"])
def test_three_digits_behind_one_mark_can_be_read_in_two_ways(text: str) -> None:
    assert number(text).certain is None  # type: ignore[union-attr]
    assert number(text).read("point") != number(text).read("comma")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    ["", "ten", "nan", "inf", "1e999", "-", "--5", "-5-", "(-5)", "1.2.3", "1,2,3", "12 34", "$5€",
     "5 apples", "#REF!", "0,1,234", "1'2", "12 MIO", "5 TSD", "5²", "(-5.00)", "1.2k", "5.00 CR"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_a_percent_sign_keeps_the_number_as_it_is_said() -> None:
    assert number("38 %") == Written(38, 38, percent=True)


def test_a_column_says_both_styles_where_both_are_in_use() -> None:
    found = [number(text) for text in ("12,50", "1,234.50", "7")]
    assert styles_of(filter(None, found)) == {"point", "comma"}
    assert styles_of([Written(7, 7)]) == set()


@pytest.mark.parametrize(
    ("text", "value"), [("5.-", 5), ("100,-", 100), ("12.–", 12), ("-5.-", -5), ("500/-", 500)]
)
def test_a_dash_in_the_place_of_cents_is_no_minus(text: str, value: float) -> None:
    assert number(text).certain == value  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["１２３４.５", "١٢٣٤.٥", "1٬234.5", "१२३४.५"])
def test_digits_of_other_scripts_are_digits(text: str) -> None:
    assert number(text).certain == 1234.5  # type: ignore[union-attr]


def test_a_plus_behind_a_number_is_what_some_banks_write() -> None:
    assert number("5,00+").certain == 5  # type: ignore[union-attr]


def test_an_arabic_comma_stands_before_decimals_only() -> None:
    assert number("١٫٢٥٠") == Written(1.25, None)


@pytest.mark.parametrize("text", ['="5.00"', "'5.00"])
def test_what_keeps_a_number_as_text_in_a_spreadsheet_is_no_part_of_it(text: str) -> None:
    assert number(text).certain == 5  # type: ignore[union-attr]
