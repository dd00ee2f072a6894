"""A date is read in every way that it can be meant, and in no other."""

from datetime import date

import pytest

from workbook.written.dates import Written, day, month_named, orders_of

JULY_3 = date(2026, 7, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-03", "2026/7/3", "20260703", "3 July 2026", "03 Jul 2026", "Jul 3, 2026",
        "3rd July 2026", "03-Jul-2026", "3. July 2026", "03.07.2026", "3.7.26", "03.07.2026, 12:33",
        "2026-07-03T12:33:00+02:00", "2026-07-03 5:50 PM", "03 Jul 2026 14:00", "Fri 3 July 2026",
        "Friday, July 3, 2026", "03-Jul-26", "3 Jul 26", "2026-Jul-03", "3/Jul/2026",
        "3. Juli 2026", "3 juillet 2026", "vendredi 3 juillet 2026", "3 de julio de 2026",
        "3 luglio 2026", "3 juli 2026", "3 de julho de 2026", "sexta-feira, 3 de julho de 2026",
        "3 lipca 2026", "Fr., 3. Juli 2026", "2026年7月3日", "2026/7/3 下午5:50", "3. 7. 2026",
        "０３.０７.２０２６", "Fri 03/07/2026", "Fri 07/03/2026", "03.07.2026 17.30",
        "3 July 2026 5 pm", "03.07.2026 um 17:30 Uhr", "20260703T1030", "20260703103000",
        "2026-W27-5", "3rd of July 2026", "3 июля 2026", "3. července 2026", "2026. július 3.",
        "3 Temmuz 2026", "Fri Jul 03 10:00:00 CEST 2026", "Fri, 03 Jul 2026 10:00:00 GMT",
        '="2026-07-03"',
    ],
)  # fmt: skip
def test_what_can_be_read_in_one_way_is(text: str) -> None:
    assert day(text).certain == JULY_3  # type: ignore[union-attr]


def test_numbers_with_slashes_may_be_either_way_round() -> None:
    found = day("03/04/2026")
    assert found == Written(date(2026, 4, 3), date(2026, 3, 4))
    assert day("16/04/2026").certain == date(2026, 4, 16)  # type: ignore[union-attr]
    assert day("04/16/2026").certain == date(2026, 4, 16)  # type: ignore[union-attr]
    assert day("04/04/2026").certain == date(2026, 4, 4)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["2026-02-30", "31.6.2026", "29 February 2026", "1850-01-01"])
def test_a_day_that_does_not_exist_is_known_to_be_none(text: str) -> None:
    assert day(text) == Written(None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026703",
        "Marketing 3 2026",
        "Marketing 2026",
        "3 2026",
        "45000",
        "12.50",
        "Fri",
    ],
)
def test_what_looks_like_no_date_is_none(text: str) -> None:
    assert day(text) is None


def test_dates_that_contradict_each_other_say_both_orders() -> None:
    found = [day("13/02/2026"), day("02/13/2026")]
    assert orders_of(filter(None, found)) == {"day first", "month first"}


def test_two_digits_are_a_year_of_this_century() -> None:
    assert day("16/07/26") == Written(date(2026, 7, 16), None)
    assert day("03/04/26") == Written(date(2026, 4, 3), date(2026, 3, 4))


@pytest.mark.parametrize("word", ["July", "jul", "Juli", "juillet", "julio", "luglio", "heinäkuu"])
def test_a_month_has_a_name_in_many_languages(word: str) -> None:
    assert month_named(word) == 7


@pytest.mark.parametrize("word", ["ma", "marketing", "marca", "q3", "", "mayor", "septimus"])
def test_a_word_that_only_begins_like_a_month_is_none(word: str) -> None:
    assert month_named(word) is None
