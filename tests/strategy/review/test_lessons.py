"""Pairs of KPIs that people name, and odds that are given before anybody can know."""

from datetime import date
from typing import Any

import pytest

from tests.insight.kpis import kpi
from tests.insight.small import make, plan
from workbook.calendar import Calendar
from workbook.errors import InvalidEntry
from workbook.strategy import BusinessYear, Odds, Pairing
from workbook.strategy.review.lessons_odds import deciding
from workbook.strategy.rules import broken_rules

CAFES = kpi("Cafés", frequency="month", unit="cafés")


def odds(**fields: Any) -> Any:
    usual = {
        "quarter": "2026-Q3", "kpi_id": CAFES.id, "target": 24, "by": date(2026, 12, 31),
        "chance": 70, "given_on": date(2026, 10, 6),
    }  # fmt: skip
    return make(Odds, **{**usual, **fields})


def refused(given: Any, *others: Any) -> str:
    said = broken_rules(given, Odds.model_fields, plan(CAFES, given, *others))
    return said.get("chance", "")


@pytest.mark.parametrize("chance", [0, 5, 65, 100])
def test_a_chance_is_given_in_steps_of_five(chance):
    assert odds(chance=chance).chance == chance


@pytest.mark.parametrize("chance", [62, 2.5, -5, 105])
def test_what_nobody_can_tell_so_finely_is_refused(chance):
    with pytest.raises(InvalidEntry) as refusal:
        odds(chance=chance)
    assert refusal.value.problems["chance"]


def test_odds_are_refused_once_the_date_has_passed():
    assert not refused(odds(given_on=date(2026, 12, 31)))
    assert refused(odds(given_on=date(2027, 1, 1))) == (
        "The reading of December 2026 decides, and that is over: odds are given before it."
    )


def test_odds_are_refused_once_the_reading_that_decides_can_be_known():
    """Half-way through a month the newest month that is over decides."""
    assert "April 2026 decides" in refused(odds(by=date(2026, 5, 15), given_on=date(2026, 5, 2)))
    assert not refused(odds(by=date(2026, 5, 15), given_on=date(2026, 4, 30)))


def test_the_target_for_the_sum_of_a_quarter_is_decided_by_a_whole_one():
    sales = kpi("Sales", frequency="month", unit="EUR", summary="sum")
    assert deciding(sales, date(2026, 5, 15), Calendar()).name == "March 2026"
    assert deciding(sales, date(2026, 6, 30), Calendar()).name == "June 2026"


def test_a_business_year_of_its_own_decides_with_its_own_quarters():
    takings = kpi("Takings", frequency="quarter", unit="EUR")
    year = make(BusinessYear, year_begins="February")
    asked = {"kpi_id": takings.id, "by": date(2026, 5, 15)}
    late = odds(**asked, given_on=date(2026, 5, 1))
    said = broken_rules(late, ["chance"], plan(takings, year, late))
    assert said["chance"].startswith("The reading of 2027-Q1 (February to April 2026)")


def test_a_kpi_is_no_pair_with_itself():
    alone = make(Pairing, kpi_id=CAFES.id, other_id=CAFES.id)
    said = broken_rules(alone, Pairing.model_fields, plan(CAFES, alone))
    assert said == {"other_id": "A KPI always moves with itself. Choose another one."}
