"""A time of day is read by its hours, its half of the day and its zone."""

import pytest

from workbook.written.clocks import Clock, clock


@pytest.mark.parametrize(
    "text",
    ["5:50 PM", "5:50PM", "5:50 p.m.", "5:50 p. m.", "17:50", "17h50", "17:50 Uhr", "下午5:50",
     "2026-07-03 17:50:59", "03.07.2026 17.50", "Jul 3, 2026, 5:50 PM"],
)  # fmt: skip
def test_ten_to_six_in_the_evening_is_written_in_many_ways(text: str) -> None:
    assert clock(text) == Clock(17 * 60 + 50)


def test_midnight_and_noon_of_a_clock_of_twelve_hours() -> None:
    assert clock("12:05 AM") == Clock(5)
    assert clock("12:05 PM") == Clock(12 * 60 + 5)


@pytest.mark.parametrize(
    ("text", "offset"),
    [("2026-07-03T23:30:00Z", 0), ("2026-07-03 23:30 UTC", 0), ("2026-07-03T23:30+02:00", 120),
     ("2026-07-03T23:30:00.123-0530", -330), ("2026-07-03 23:30-05", -300), ("23:30", None)],
)  # fmt: skip
def test_the_zone_behind_a_time_is_told(text: str, offset: int | None) -> None:
    assert clock(text) == Clock(23 * 60 + 30, offset)


@pytest.mark.parametrize(
    "text", ["", "2026-07-03", "25:10", "12:75", "12.50", "3.7.26", "7", "soon"]
)
def test_what_holds_no_time_has_none(text: str) -> None:
    assert clock(text) is None
