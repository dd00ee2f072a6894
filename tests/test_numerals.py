"""Numbers, money and short dates as a language writes them, in an English text."""

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

import workbook
from tests.insight.small import make, plan
from workbook.errors import WorkbookError
from workbook.numerals import BRITISH, numerals, numerals_of, written_as
from workbook.strategy import Objective, Person
from workbook.strategy.remembering import remembered
from workbook.wording import say_date, say_number, short_date


def usable() -> list[str]:
    """Return every language whose numbers are written in a way that all readers know."""
    found = []
    for each in sorted(locale_identifiers()):
        try:
            found.append(numerals_of(each).language or "en-GB")
        except WorkbookError:
            continue
    return found


USABLE = usable()


def test_nearly_every_language_is_known():
    assert len(USABLE) > 0.95 * len(locale_identifiers())


@given(st.decimals(0, 10**11, places=2), st.sampled_from(USABLE))
def test_a_number_is_written_as_the_common_locale_data_have_it(number: Decimal, language: str):
    locale = Locale.parse(language, sep="-")
    shape = "#,##,##0.00" if locale.decimal_formats[None].grouping == (3, 2) else "#,##0.00"
    expected = format_decimal(number, format=shape, locale=locale, numbering_system="latn")
    assert numerals_of(language).marked(f"{number:.2f}") == expected


@given(
    st.floats(-1e9, 1e9).map(lambda number: round(number, 2)),
    st.sampled_from(["", "%", "% of sales", "EUR", "CHF a week", "€", "loaves", "points"]),
    st.sampled_from(USABLE),
)
def test_what_is_written_is_read_back_as_the_same_number(number: float, unit: str, language: str):
    with written_as(language):
        said = numerals().taken_apart(say_number(number, unit, 2))
    assert said is not None
    assert float(f"{'-' if said.minus else ''}{said.digits}") == number
    assert said.share == unit.startswith("%")


@pytest.mark.parametrize(
    ("language", "money", "share", "day"),
    [
        ("", "−1,234,567.50 EUR", "38.4% of sales", "3 Sep 2026"),
        ("en-GB", "−1,234,567.50 EUR", "38.4% of sales", "3 Sep 2026"),
        ("de-DE", "−1.234.567,50 EUR", "38,4 % of sales", "3.9.2026"),
        ("fr-FR", "−1 234 567,50 EUR", "38,4 % of sales", "3 Sep 2026"),
        ("de-CH", "−EUR 1’234’567.50", "38.4% of sales", "3.9.2026"),
        ("en-IN", "−EUR 12,34,567.50", "38.4% of sales", "3 Sep 2026"),
        ("ar", "−1,234,567.50 EUR", "38.4% of sales", "3 Sep 2026"),
        ("sv-SE", "−1 234 567,50 EUR", "38,4 % of sales", "2026-09-03"),
    ],
)
def test_money_shares_and_short_dates_are_the_languages(
    language: str, money: str, share: str, day: str
):
    with written_as(language):
        said = (
            say_number(-1234567.5, "EUR", 2),
            say_number(38.4, "% of sales"),
            short_date(date(2026, 9, 3)),
        )
    assert [" ".join(each.split()) for each in said] == [money, share, day]


@pytest.mark.parametrize("language", ["en-US", "fr-FR", "en-IN", "nl-NL", "ar"])
def test_a_date_that_could_be_read_in_two_ways_keeps_its_month_in_letters(language: str):
    with written_as(language):
        assert short_date(date(2026, 9, 3)).split() == ["3", "Sep", "2026"]


@pytest.mark.parametrize("language", ["de-CH", "sv-SE", "ar"])
def test_the_words_of_a_sentence_stay_english(language: str):
    with written_as(language):
        assert say_date(date(2026, 9, 3)) == "3 September 2026"


@given(st.sampled_from(USABLE), st.dates())
def test_no_language_has_digits_of_its_own(language: str, day: date):
    with written_as(language):
        written = say_number(-1234567.5, "EUR", 2) + short_date(day)
    assert [each for each in written if each.isdigit() and not each.isascii()] == []


@pytest.mark.parametrize("language", ["german", "xx", "de-XX", "de_CH;", "1", "../de"])
def test_an_unknown_language_is_refused_with_an_example(language: str):
    with pytest.raises(WorkbookError, match=r"no language of numbers that is known\..*de-CH"):
        numerals_of(language)


def test_marks_that_few_readers_know_are_refused():
    with pytest.raises(WorkbookError, match=r"not known to every reader"):
        numerals_of("en-US-posix")  # which groups nothing


def test_after_the_block_numbers_are_written_as_before():
    with written_as("de-DE"), written_as("fr-FR"):
        pass
    assert numerals() == BRITISH


def test_what_a_plan_remembers_in_one_language_is_not_told_in_another():
    told = remembered(lambda plan: say_number(1234.5, places=1))
    some = plan(make(Objective, name="Sell", owner_id=make(Person, name="Ana").id))
    assert told(some) == "1,234.5"
    with written_as("de-DE"):
        assert told(some) == "1.234,5"
    assert told(some) == "1,234.5"


def test_no_page_writes_a_number_past_the_language():
    """`f"{value:,.1f}"` would say 1,234.5 in a German pack: `say_number` is there for it."""
    folder = Path(workbook.__file__).parent
    files = [file for name in ("insight", "pack/pages") for file in (folder / name).rglob("*.py")]
    assert len(files) > 50
    assert [(file.name, each) for file in files for each in formatted(file)] == []


def formatted(file: Path) -> list[str]:
    """Return how a module formats numbers by itself: `,.1f`, `.0%`."""
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    specs = (each.format_spec for each in tree if isinstance(each, ast.FormattedValue))
    written = (ast.unparse(each).removeprefix("f").strip("'\"") for each in specs if each)
    return [each for each in written if re.fullmatch(r"[^%]*(?:,.*|[.]\d+[a-z]?|[fge%])", each)]
