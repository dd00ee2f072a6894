"""A business counts its money in one currency, named by its three letters."""

import pytest

from workbook.errors import InvalidEntry
from workbook.strategy.rules import check
from workbook.strategy.start import Business


@pytest.mark.parametrize(
    ("written", "kept"), [("EUR", "EUR"), ("chf", "CHF"), ("€", "EUR"), ("£", "GBP"), ("", "")]
)
def test_letters_and_the_signs_that_mean_one_currency_are_taken(written: str, kept: str) -> None:
    assert check(Business, {"name": "Rise", "currency": written}).currency == kept


@pytest.mark.parametrize("written", ["123", "$", "EUT", "kr", "E"])
def test_what_is_no_currency_is_refused_in_words(written: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        check(Business, {"name": "Rise", "currency": written})
    assert refused.value.problems == {
        "currency": f"“{written}” is no currency. Write its three letters, such as EUR, GBP or CHF."
    }
