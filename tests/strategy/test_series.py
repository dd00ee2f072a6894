"""Readings are columns: parts of them are found without going through them one by one."""

from datetime import date

import pytest

from tests.insight.kpis import kpi, read
from tests.insight.small import plan
from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.strategy.series import Series


def series(unit: Unit, first: date, count: int) -> Series:
    """Return readings of successive periods, counted up from 0."""
    periods = [Period.of(unit, first)]
    while len(periods) < count:
        periods.append(periods[-1].next)
    rows = ((p.start, float(n), n % 5 != 0, n, "", None, False) for n, p in enumerate(periods))
    return Series.of(unit, rows)


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter"])
def test_a_series_ends_its_periods_where_they_end(unit: Unit) -> None:
    found = series(unit, date(2023, 11, 27), 40)
    periods = [Period(unit, start) for start in found.starts.tolist()]
    assert found.ends.tolist() == [period.end for period in periods]
    quarter = periods[20].quarter
    inside = [period.start for period in periods if period.quarter == quarter]
    assert found.in_quarter(quarter).starts.tolist() == inside


def test_a_period_counts_until_a_day_only_when_it_has_ended() -> None:
    weeks = series("week", date(2026, 6, 1), 10)
    assert len(weeks.until(date(2026, 6, 6))) == 0
    assert len(weeks.until(date(2026, 6, 7))) == 1


def test_whole_readings_keep_what_belongs_to_them() -> None:
    whole = series("month", date(2026, 1, 1), 7).whole
    assert whole.values.tolist() == [1, 2, 3, 4, 6]
    assert whole.rows.tolist() == [1, 2, 3, 4, 6]


def test_an_empty_series_has_no_quarter_and_no_end() -> None:
    empty = Series.of("week", [])
    assert (len(empty), len(empty.whole), empty.ends.tolist()) == (0, 0, [])
    assert len(empty.in_quarter(Quarter.parse("2026-Q3"))) == 0


def test_what_was_asked_of_readings_is_not_worked_out_again() -> None:
    tickets = kpi()
    found = plan(tickets, *read(tickets, 1, 2, 3)).readings
    quarter = Quarter.parse("2017-Q1")
    assert found.series(tickets) is found.series(tickets)
    assert found.in_quarter([tickets], quarter) is found.in_quarter([tickets], quarter)


def test_who_asks_for_one_kpi_hides_no_other_from_whoever_asks_next() -> None:
    tickets, weeks = kpi(), kpi(id="weeks", name="Weeks")
    found = plan(tickets, weeks, *read(tickets, 1, 2, 3), *read(weeks, 4, 5, 6)).readings
    quarter = Quarter.parse("2017-Q1")
    assert set(found.in_quarter([tickets], quarter)) == {tickets.id}
    assert set(found.in_quarter([tickets, weeks], quarter)) == {tickets.id, weeks.id}
