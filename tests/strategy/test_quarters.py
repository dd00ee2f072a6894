"""A mistyped quarter is told at once, and the quarters that there are are named."""

from datetime import date

import pytest

from workbook.errors import NotFound
from workbook.quarter import Quarter
from workbook.strategy import KPI, Plan, Reading, Review
from workbook.strategy.quarters import known_quarters, require_known

KPI_WEEKLY = KPI.model_validate({"name": "Tickets", "frequency": "week"})
LATE = Reading.model_validate(
    {"kpi_id": KPI_WEEKLY.id, "start": date(2026, 3, 30), "value": 1, "complete": False}
)
REVIEW = Review.model_validate({"quarter": "2025-Q4"})
PLAN = Plan.of_records((KPI_WEEKLY, LATE, REVIEW))


def test_a_quarter_is_known_by_a_reading_that_ends_in_it_or_by_its_review() -> None:
    assert [str(quarter) for quarter in known_quarters(PLAN)] == ["2025-Q4", "2026-Q2"]


@pytest.mark.parametrize("known", ["2025-Q4", "2026-Q1", "2026-Q2"])
def test_a_quarter_between_the_first_and_the_last_may_be_asked_for(known: str) -> None:
    assert require_known(PLAN, Quarter.parse(known)) == Quarter.parse(known)


@pytest.mark.parametrize("unknown", ["2025-Q3", "2026-Q3", "2031-Q1"])
def test_a_quarter_outside_is_refused_with_those_there_are(unknown: str) -> None:
    with pytest.raises(NotFound) as caught:
        require_known(PLAN, Quarter.parse(unknown))
    assert str(caught.value) == (
        f"There is nothing in this workbook for {unknown}. "
        "Its readings and reviews run from 2025-Q4 to 2026-Q2: choose one of those."
    )


def test_a_plan_without_readings_may_begin_with_any_quarter() -> None:
    assert require_known(Plan(), Quarter.parse("2031-Q1")) == Quarter(2031, 1)
