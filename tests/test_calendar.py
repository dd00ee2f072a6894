"""A business whose year begins in April has quarters of its own; nobody else notices."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import workbook
from workbook.calendar import Calendar
from workbook.period import Period
from workbook.quarter import Quarter

APRIL = Calendar(year_begins=4)
SUNDAY = Calendar(week_begins=6)


@pytest.mark.parametrize("begins", range(1, 13))
def test_every_day_falls_in_the_quarter_that_holds_it(begins: int) -> None:
    calendar = Calendar(begins)
    for offset in range(0, 1500, 7):
        day = date(2025, 1, 1) + timedelta(days=offset)
        quarter = calendar.quarter_of(day)
        assert day in quarter
        assert quarter.next.start == quarter.end + timedelta(days=1)
        assert quarter == calendar.quarter(str(quarter))


@pytest.mark.parametrize(
    ("begins", "named", "months"),
    [
        (1, "2027-Q1", "January to March 2027"),
        (4, "2027-Q1", "April to June 2026"),
        (4, "2027-Q4", "January to March 2027"),
        (10, "2027-Q1", "October to December 2026"),
        (12, "2027-Q1", "December 2026 to February 2027"),
        (2, "2027-Q4", "November 2026 to January 2027"),
    ],
)
def test_a_quarter_bears_the_year_in_which_the_business_year_ends(
    begins: int, named: str, months: str
) -> None:
    assert Calendar(begins).quarter(named).months == months


def test_a_business_year_ends_in_the_year_it_is_named_after() -> None:
    for begins in range(1, 13):
        assert Quarter(2027, 4, begins).end.year == 2027


def test_months_stand_beside_the_name_where_the_name_alone_would_mislead() -> None:
    assert Quarter(2026, 3).told == "2026-Q3"
    assert Quarter(2027, 2, begins=4).told == "2027-Q2 (July to September 2026)"


def test_quarters_of_two_calendars_are_never_taken_for_each_other() -> None:
    assert Quarter(2026, 3) != APRIL.quarter("2026-Q3")
    assert APRIL.same_quarter(Quarter(2026, 3)) == APRIL.quarter("2027-Q2")


def test_weeks_begin_on_the_businesss_day() -> None:
    week = Period.of("week", date(2026, 8, 1), SUNDAY)
    assert (week.start, week.end) == (date(2026, 7, 26), date(2026, 8, 1))
    assert week.next.start == date(2026, 8, 2)


def test_the_weeks_of_a_quarter_are_those_that_end_in_it_whatever_day_they_begin_on() -> None:
    found = list(Period.ending_in("week", Quarter(2026, 3), SUNDAY))
    assert (found[0].start, found[-1].start) == (date(2026, 6, 28), date(2026, 9, 20))
    assert len(found) == 13


def test_a_quarterly_period_is_one_of_the_business() -> None:
    period = Period.of("quarter", date(2026, 8, 1), Calendar(year_begins=2))
    assert (period.start, period.end) == (date(2026, 8, 1), date(2026, 10, 31))
    assert period.name == "2027-Q3 (August to October 2026)"
    assert str(period.next.quarter) == "2027-Q4"


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield (module, call) wherever the program calls one of these."""
    folder = Path(workbook.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield path.relative_to(folder).as_posix(), node


def test_inside_the_program_only_a_calendar_makes_quarters() -> None:
    """Elsewhere one would be January's, whatever the business says."""
    makers = {module for module, _ in calls("Quarter", "Quarter.of", "Quarter.parse")}
    # An entity only asks whether what it was given has the form of a name.
    assert makers == {"calendar.py", "quarter.py", "strategy/entity.py"}


def test_inside_the_program_no_period_is_made_without_its_calendar() -> None:
    """A forgotten one would call April's quarters by January's names."""
    # The calendar is the last of what they take; months begin on the first in every one.
    all_given = {"Period": 3, "Period.of": 3, "Period.ending_in": 3, "periods_between": 4}
    forgotten = [
        f"{module}, line {call.lineno}"
        for module, call in calls(*all_given)
        if len(call.args) < all_given[ast.unparse(call.func)]
        and "month" not in {getattr(given, "value", "") for given in call.args}
    ]
    assert forgotten == []
