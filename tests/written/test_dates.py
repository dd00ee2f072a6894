"""A date is read in every way that it can be meant, and in no other."""

from datetime import date

import pytest

from workbook.written.dates import Written, day, orders_of

JULY_3 = date(2026, 7, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-03", "2026/7/3", "20260703", "3 July 2026", "03 Jul 2026", "Jul 3, 2026",
        "3rd July 2026", "03-Jul-2026", "3. July 2026", "03.07.2026", "3.7.26", "03.07.2026, 12:33",
        "2026-07-03T12:33:00+02:00", "2026-07-03 5:50 PM", "03 Jul 2026 14:00", "Fri 3 July 2026",
        "Friday, July 3, 2026",
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
    "text", ["", "soon", "16/07/26", "2026703", "marraskuu 3 2026", "Marketing 2026", "3 2026"]
)
def test_what_looks_like_no_date_is_none(text: str) -> None:
    assert day(text) is None


def test_dates_that_contradict_each_other_say_both_orders() -> None:
    found = [day("13/02/2026"), day("02/13/2026")]
    assert orders_of(filter(None, found)) == {"day first", "month first"}
