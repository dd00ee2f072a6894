"""KPIs with their readings, for tests that need no database."""

from datetime import date, timedelta
from typing import Any

from tests.insight.small import make
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy import KPI, Reading

Q1 = Quarter.parse("2017-Q1")
CALM = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51)


def kpi(name: str = "Tickets", **fields: Any) -> Any:
    """Return a weekly KPI, counted in tickets, of which a quarter shows the last reading."""
    usual = {"frequency": "week", "unit": "tickets", "summary": "last"}
    return make(KPI, name=name, **{**usual, **fields})


def read(kpi: Any, *values: float, start: date = date(2017, 1, 2), **fields: Any) -> list[Any]:
    """Return readings of successive periods, the first from `start` on."""
    found = []
    for value in values:
        found.append(make(Reading, kpi_id=kpi.id, start=start, value=value, **fields))
        start = Period(kpi.frequency, start).next.start
    return found


def ending(kpi: Any, *values: float, until: date = date(2017, 3, 26)) -> list[Any]:
    """Return weekly readings of which the last one ends on `until`."""
    start = until - timedelta(days=7 * len(values) - 1)
    return read(kpi, *values, start=start)
