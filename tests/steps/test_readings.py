"""Which periods a quarter asks for."""

from datetime import date

import pytest

from workbook import Quarter
from workbook.steps.readings import periods
from workbook.strategy.destination import Frequency, period_end


@pytest.mark.parametrize(
    ("frequency", "count"), [("day", 92), ("week", 13), ("month", 3), ("quarter", 1)]
)
def test_a_quarter_holds_each_period_that_ends_in_it(frequency: Frequency, count: int) -> None:
    quarter = Quarter.parse("2026-Q3")
    found = list(periods(frequency, quarter))
    assert len(found) == count
    assert all(period_end(start, frequency) in quarter for start in found)


def test_a_week_belongs_to_the_quarter_in_which_it_ends() -> None:
    first, *_, last = periods("week", Quarter.parse("2026-Q3"))
    assert (first, last) == (date(2026, 6, 29), date(2026, 9, 21))
    assert next(periods("week", Quarter.parse("2026-Q4"))) == date(2026, 9, 28)
