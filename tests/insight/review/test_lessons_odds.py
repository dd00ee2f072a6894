"""How honest the odds were: resolved by readings, scored from ten on, of nobody in particular."""

from datetime import date
from typing import Any

import pytest

from tests.insight.kpis import kpi, read
from tests.insight.small import line, make, plan
from workbook.insight.review.lessons import lessons
from workbook.insight.review.lessons_odds import chances
from workbook.quarter import Quarter
from workbook.strategy import Odds, Person

Q4 = Quarter.parse("2026-Q4")
BY, LONG_AFTER = date(2026, 12, 31), date(2027, 2, 1)


def cafes(name: str = "Cafés", **fields: Any) -> Any:
    return kpi(name, **{"frequency": "month", "unit": "cafés", "target": 24.0, **fields})


def said(kpi: Any, chance: int = 70, quarter: str = "2026-Q3", **fields: Any) -> Any:
    usual = {"target": 24.0, "by": BY, "given_on": date(2026, 10, 6)}
    return make(Odds, kpi_id=kpi.id, chance=chance, quarter=quarter, **{**usual, **fields})


def forecast(*values: float, today: date = LONG_AFTER, **fields: Any) -> Any:
    """Return what became of odds on a monthly KPI that was read from October on."""
    own = cafes(**fields)
    given = said(own)
    readings = read(own, *values, start=date(2026, 10, 1))
    [found] = chances(plan(own, given, *readings, today=today), Q4).forecasts
    return found


def test_the_reading_decides_once_the_date_has_passed():
    met, missed = forecast(20, 22, 25), forecast(20, 22, 23)
    assert (met.state, met.came_true, met.outcome) == ("resolved", True, "met: read 25 cafés")
    assert (missed.came_true, missed.outcome) == (False, "not met: read 23 cafés")


def test_before_the_date_it_is_open_whatever_was_read():
    found = forecast(20, 26, today=date(2026, 12, 30))
    assert (found.state, found.outcome) == ("open", "open until 31 December 2026")


def test_a_missing_reading_leaves_it_unresolved_in_words():
    found = forecast(20, 26)
    assert (found.state, found.came_true) == ("unresolved", None)
    assert found.outcome == "unresolved: the reading of December 2026 is missing"


def test_it_is_decided_by_the_target_for_which_it_was_given():
    assert forecast(20, 22, 25, target=30.0).came_true is True


def test_lower_is_better_where_the_kpi_says_so():
    assert forecast(20, 22, 23, direction="lower is better").came_true is True


def test_what_the_scorecard_shows_of_a_quarter_decides():
    assert forecast(20, 22, 30, summary="mean").came_true is True
    assert forecast(20, 22, 29, summary="mean").came_true is False
    assert forecast(8, 8, 8, summary="sum").came_true is True


def test_the_sum_of_a_quarter_with_a_month_missing_decides_nothing():
    own = cafes(summary="sum")
    readings = [*read(own, 8, start=date(2026, 10, 1)), *read(own, 30, start=date(2026, 12, 1))]
    found = chances(plan(own, said(own), *readings, today=LONG_AFTER), Q4).forecasts[0]
    assert found.outcome == ("unresolved: 2 of 3 readings of 2026-Q4 are there for its sum")


def test_a_first_figure_decides_nothing_before_it_is_confirmed():
    own = cafes()
    readings = read(own, 20, 22, 25, start=date(2026, 10, 1))
    readings[-1].provisional = True
    [found] = chances(plan(own, said(own), *readings, today=LONG_AFTER), Q4).forecasts
    assert found.outcome == "unresolved: a reading of 2026-Q4 is still to be confirmed"


def test_odds_that_the_journal_knows_to_be_late_are_not_counted():
    own = cafes()
    given = said(own)
    late = line(1, given, date(2027, 1, 4), {"chance": 40}, {"chance": 95})
    readings = read(own, 20, 22, 25, start=date(2026, 10, 1))
    found = chances(plan(own, given, *readings, changes=(late,), today=LONG_AFTER), Q4).forecasts[0]
    assert found.state == "not counted"
    assert "when that could be known" in found.outcome


@pytest.mark.parametrize(("first", "state"), [("reading", "not counted"), ("odds", "resolved")])
def test_odds_that_were_given_when_the_reading_stood_there_are_not_counted(first, state):
    """A reading may be typed a day before its period ends, and odds are none after it."""
    own = cafes()
    given, *readings = said(own), *read(own, 20, 22, 25, start=date(2026, 10, 1))
    typed = line(1 + (first == "odds"), readings[-1], date(2026, 12, 30), {}, {"complete": True})
    bet = line(1 + (first == "reading"), given, date(2026, 12, 30), {}, {"chance": 95})
    known = plan(own, given, *readings, changes=(typed, bet), today=LONG_AFTER)
    assert chances(known, Q4).forecasts[0].state == state


def of_many(*given: tuple[int, bool], people: int = 0) -> Any:
    """Return a plan of many forecasts, each of a KPI of its own, met or not."""
    records: list[Any] = [make(Person, name=f"Person {place}") for place in range(people)]
    for place, (chance, met) in enumerate(given):
        own = cafes(name=f"KPI {place}")
        records += [
            own,
            said(own, chance),
            *read(own, 20, 22, 25 if met else 20, start=date(2026, 10, 1)),
        ]
    return plan(*records, today=LONG_AFTER)


def many(*given: tuple[int, bool], people: int = 0) -> Any:
    """Return the lessons of them."""
    return lessons(of_many(*given, people=people), Q4)


def test_there_is_no_score_before_ten_are_resolved():
    found = many(*[(80, True)] * 9)
    assert found.chances.calibration is None
    assert found.chances.said == (
        "Nine forecasts are resolved so far; a score needs ten. "
        "The reading resolves each, and nobody’s hand."
    )
    assert not any("brier" in figure.id for figure in found.figures)


def test_from_ten_on_the_score_says_what_was_said_and_what_came_true():
    found = many(*[(80, True)] * 6, *[(80, False)] * 4)
    printed = {figure.id: figure.printed for figure in found.figures}
    assert printed["lessons.odds.brier"] == "0.28"  # 0.6 × 0.04 + 0.4 × 0.64
    assert printed["lessons.odds.said"] == "80%"
    assert printed["lessons.odds.came-true"] == "60%"
    assert printed["lessons.odds-from-80.forecasts"] == "10"
    assert "too sure so far" in found.chances.said


@pytest.mark.parametrize(
    ("chance", "met", "way"), [(50, 10, "not sure enough"), (100, 10, "about right")]
)
def test_which_way_they_were_off_is_said(chance, met, way):
    assert way in many(*[(chance, True)] * met).chances.said


def test_nobody_is_named_or_ranked_by_it():
    assert "person" not in " ".join(Odds.model_fields)
    found = many(*[(80, True)] * 10, people=3)
    told = " ".join(f"{f.id} {f.label} {f.caveat} {f.sources}" for f in found.figures)
    assert "Person" not in told


def test_an_earlier_quarter_knows_nothing_of_later_odds():
    own = cafes()
    early = Quarter.parse("2026-Q2")
    assert chances(plan(own, said(own), today=LONG_AFTER), early).forecasts == ()
