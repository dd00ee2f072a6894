"""A column of dates and times decides together what each of them means."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from workbook.errors import ImportRefused
from workbook.intake.values.days import NO_TIME, Moments, clocks, moments


def read(*texts: str, **said: str) -> Moments:
    return moments(pd.Series(texts, dtype="object"), "Date", **said)  # type: ignore[arg-type]


def days(found: Moments) -> list[str]:
    return [str(np.datetime64(int(day), "D")) for day in found.days[found.read]]


def test_days_and_times_are_read_together() -> None:
    found = read("2026-07-03 09:15", "2026-07-03", "soon")
    assert days(found) == ["2026-07-03", "2026-07-03"]
    assert found.minutes.tolist()[:2] == [555, NO_TIME]
    assert found.bad == {2: "Date “soon” is not a date."}


def test_a_day_is_the_one_that_is_written_whatever_the_zone() -> None:
    assert days(read("2026-07-03T23:30:00Z", "2026-07-03T23:30:00-05:00")) == ["2026-07-03"] * 2


def test_in_a_zone_of_its_own_a_shop_has_its_own_days() -> None:
    found = read("2026-07-03T23:30:00Z", "2026-01-03T23:30:00Z", "2026-07-03 23:30",
                 zone="Europe/Paris")  # fmt: skip
    assert days(found) == ["2026-07-04", "2026-01-04", "2026-07-03"]
    assert found.minutes.tolist() == [90, 30, 1410]
    assert found.offsets == {0, None}


def test_the_hour_that_comes_twice_is_one_day() -> None:
    found = read("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", zone="Europe/Berlin")
    assert days(found) == ["2026-10-25"] * 2
    assert found.minutes.tolist() == [150, 150]


def test_days_as_excel_counts_them_are_read_where_the_whole_column_is_so() -> None:
    found = read("46206", "46207.5", "")
    assert days(found) == ["2026-07-03", "2026-07-04"]
    assert found.notes == (
        "Date holds numbers such as 46206, read as the days that Excel counts: 46206 is 3 July "
        "2026. Look whether that is right.",
    )


def test_one_number_among_dates_is_none_and_the_reason_says_what_it_may_be() -> None:
    found = read("2026-07-03", "46206", "1783036800")
    assert list(found.bad.values()) == [
        "Date “46206” is not a date. It may be a day as Excel counts them: give the cells the form "
        "of a date.",
        "Date “1783036800” is not a date. It may be seconds since 1970, as programs count: export "
        "it as a date.",
    ]


def test_short_years_that_may_stand_first_are_asked_about() -> None:
    with pytest.raises(ImportRefused, match="may begin or end with the year"):
        read("26.07.03", "26.07.04")
    assert days(read("03.07.26", "04.07.26")) == ["2026-07-03", "2026-07-04"]


def test_an_order_that_was_said_decides_where_the_column_does_not() -> None:
    with pytest.raises(ImportRefused, match="could be day and month or month and day"):
        read("03/07/2026")
    assert days(read("03/07/2026", order="day first")) == ["2026-07-03"]
    assert days(read("07/13/2026", order="day first")) == ["2026-07-13"]


@pytest.mark.parametrize("mark", ["T", " "])
def test_a_long_column_is_read_as_a_short_one(mark: str) -> None:
    begin = date(2026, 1, 1)
    texts = [f"{begin + timedelta(n % 365)}{mark}{n % 24:02}:{n % 60:02}:{n % 59:02}"
             for n in range(20_000)]  # fmt: skip
    quick, slow = read(*texts), read(*texts, "2026-02-30 10:00:00")
    assert np.array_equal(quick.days, slow.days[:-1])
    assert np.array_equal(quick.minutes, slow.minutes[:-1])
    assert days(quick)[400] == str(begin + timedelta(35))
    assert list(slow.bad) == [20_000]


def test_a_long_column_of_other_moments_is_read_text_by_text() -> None:
    texts = [f"{1 + n % 28} Jul 2026 {n % 24:02}:{n % 60:02}:{n % 59:02}" for n in range(9_000)]
    found = read(*texts)
    assert found.read.all()
    assert days(found)[30] == "2026-07-03"
    assert found.minutes[30] == 6 * 60 + 30


def test_a_column_of_times_is_told_from_one_of_amounts() -> None:
    found = clocks(pd.Series(["08:12:33", "12:05 AM", "5:50 PM"]))
    assert found is not None
    assert found.tolist() == [492, 5, 1070]
    assert clocks(pd.Series(["12.50", "3.20", "8.10"])) is None
    assert clocks(pd.Series(["2026-07-03 00:00:00", "2026-07-04 00:00:00"])) is None


def test_what_a_spreadsheet_makes_of_an_empty_cell_is_no_day() -> None:
    assert list(read("1900-01-01", "2026-07-03").bad.values()) == [
        "Date “1900-01-01” is not a date. It is what a spreadsheet makes of an empty cell."
    ]


def test_a_long_column_of_times_is_read_as_a_short_one_is() -> None:
    texts = [f"{hour:02}:{minute:02}:{second:02}" for hour in range(24) for minute in range(60)
             for second in (0, 15, 30, 59)]  # fmt: skip
    quick = clocks(pd.Series(texts, dtype="object"))
    assert quick is not None
    assert quick.tolist() == [60 * int(text[:2]) + int(text[3:5]) for text in texts]
    slow = clocks(pd.Series([*texts, "9:30 am"], dtype="object"))
    assert slow is not None
    assert slow.tolist() == [*quick.tolist(), 570]
    assert clocks(pd.Series([*texts, "25:00:00"], dtype="object"))[-1] == -1  # type: ignore[index]
