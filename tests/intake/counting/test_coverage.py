"""Which periods a file covers whole, as a careful reader would judge."""

from collections.abc import Iterator
from datetime import date, timedelta

from workbook.intake.counting.coverage import Coverage


def days(first: str, last: str, shut: str = "") -> Iterator[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        if f"{day:%a}" not in shut:
            yield day
        day += timedelta(1)


def covered(
    first: str, last: str, every: str = "week", shut: str = "", **last_rows: int
) -> Coverage:
    times: dict[date, int | None] = dict.fromkeys(days(first, last, shut))
    if last_rows:
        times = dict.fromkeys(times, last_rows["usual"])
        times[max(times)] = last_rows["ending"]
    return Coverage(every, times)  # type: ignore[arg-type]


MONDAY = date(2024, 1, 29)


def test_a_file_of_whole_weeks_has_no_incomplete_one() -> None:
    file = covered("2024-01-01", "2024-02-04")
    assert not any(file.why_incomplete(date(2024, 1, day)) for day in (1, 8, 15, 22, 29))


def test_a_first_and_a_last_week_that_are_cut_say_how_many_days_they_hold() -> None:
    file = covered("2024-01-03", "2024-01-31")
    assert file.why_incomplete(date(2024, 1, 1)) == (
        "The file begins on Wednesday 3 January 2024: 5 of 7 days."
    )
    assert file.why_incomplete(MONDAY) == "The file ends on Wednesday 31 January 2024: 3 of 7 days."
    assert file.why_incomplete(date(2024, 1, 8)) == ""


def test_a_file_inside_one_month_is_cut_on_both_sides() -> None:
    assert covered("2024-01-03", "2024-01-20", "month").why_incomplete(date(2024, 1, 1)) == (
        "The file begins on Wednesday 3 January 2024 and the file ends on "
        "Saturday 20 January 2024: 18 of 31 days."
    )


def test_a_shop_that_never_opens_at_weekends_has_whole_weeks_to_friday() -> None:
    file = covered("2024-01-01", "2024-02-02", shut="Sat Sun")
    assert file.closing_weekdays == {5, 6}
    assert file.why_incomplete(MONDAY) == ""
    assert file.silent_days == ()


def test_in_a_short_file_no_weekday_counts_as_closed_by_habit() -> None:
    file = covered("2024-01-29", "2024-01-31")
    assert file.closing_weekdays == frozenset()
    assert file.why_incomplete(MONDAY) == "The file ends on Wednesday 31 January 2024: 3 of 7 days."


def test_a_last_day_that_ends_hours_early_makes_its_week_incomplete() -> None:
    file = covered("2023-12-25", "2024-02-04", usual=18 * 60, ending=15 * 60 + 4)
    assert file.why_incomplete(MONDAY) == (
        "The last row is from Sunday 4 February 2024 at 15:04, earlier than on 5 of 5 other "
        "Sundays: that day may be cut short."
    )
    assert file.why_incomplete(date(2024, 1, 22)) == ""


def test_a_last_day_that_ends_as_usual_is_whole() -> None:
    file = covered("2023-12-25", "2024-02-04", usual=18 * 60, ending=18 * 60)
    assert (file.why_incomplete(MONDAY), file.unjudged) == ("", "")


def test_without_times_the_last_day_is_taken_as_whole_and_said_so() -> None:
    file = covered("2024-01-01", "2024-02-04")
    assert file.unjudged == (
        "Nothing in the file tells whether its last day, Sunday 4 February 2024, is whole; "
        "week of 29 January 2024 was taken as complete."
    )


def test_with_too_few_like_days_nobody_can_tell_whether_the_last_is_cut() -> None:
    file = covered("2024-01-15", "2024-02-04", usual=18 * 60, ending=9 * 60)
    assert file.why_incomplete(MONDAY) == ""
    assert "Nothing in the file tells" in file.unjudged


def test_days_and_weeks_without_rows_are_named() -> None:
    held = [*days("2024-01-01", "2024-01-09"), *days("2024-01-22", "2024-02-04")]
    file = Coverage("week", dict.fromkeys(held))
    assert (file.silent_days[0], file.silent_days[-1]) == (date(2024, 1, 10), date(2024, 1, 21))
    assert file.empty_periods == (date(2024, 1, 15),)
    assert file.note(date(2024, 1, 8)) == "No rows on 10 to 14 January 2024."


def test_a_note_fits_its_field_however_many_days_are_missing() -> None:
    held = [day for day in days("2024-01-02", "2024-03-31") if day.day % 3]
    file = Coverage("quarter", {**dict.fromkeys(held, 1080), date(2024, 3, 31): 600})
    note = file.note(date(2024, 1, 1))
    assert note.startswith("The file begins on Tuesday 2 January 2024: 90 of 91 days.")
    assert len(note) <= 200


def test_a_day_on_which_the_business_was_closed_is_missed_nowhere() -> None:
    held = dict.fromkeys(day for day in days("2024-01-02", "2024-03-30") if day.day != 15)
    shut = (date(2024, 1, 1), date(2024, 1, 15), date(2024, 3, 31))
    file = Coverage("month", held, closed=shut)
    assert [file.why_incomplete(date(2024, month, 1)) for month in (1, 2, 3)] == ["", "", ""]
    assert file.silent_days == (date(2024, 2, 15), date(2024, 3, 15))
    assert "The file begins on Tuesday 2 January 2024" in Coverage("month", held).why_incomplete(
        date(2024, 1, 1)
    )
