"""A decision comes back with its evidence on its day; one to be taken among options has a paper."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.route.decisions import decisions
from workbook.quarter import Quarter
from workbook.strategy import KPI, Business, Decision, Option, Outcome, Reading

Q3, Q4 = Quarter.parse("2026-Q3"), Quarter.parse("2026-Q4")
LOAVES = make(KPI, name="Loaves", unit="loaves")
BEFORE, SINCE = (20, 21, 20, 22, 21, 20), (24, 25, 26)


def read(*values, kpi=LOAVES):
    return [
        make(Reading, kpi_id=kpi.id, start=date(2026, month, 1), value=value)
        for month, value in enumerate(values, 1)
    ]


def taken(**fields):
    """Return a decision of 1 July, of which five more loaves are expected by September."""
    return make(
        Decision,
        **{
            "title": "Bake for cafés first",
            "decided_on": date(2026, 7, 1),
            "effect_kpi_id": LOAVES.id,
            "effect_size": 5,
            "effect_by": date(2026, 9, 30),
            "effect_odds": 70,
            "review_on": date(2026, 9, 28),
            **fields,
        },
    )


def due(*records, quarter=Q3, **looked_at):
    return decisions(plan(LOAVES, *records, **looked_at), quarter).due


def evidence(decision, *readings, **looked_at):
    [found] = due(decision, *readings, **looked_at)
    return found.evidence


def test_what_was_expected_stands_beside_what_the_kpi_read_before_and_since():
    found = decisions(plan(LOAVES, taken(), *read(*BEFORE, *SINCE)), Q3)
    id = "decision.bake-for-cafes-first"
    assert figures(found) == {
        f"{id}.before": 20,
        f"{id}.expected": 25,
        f"{id}.odds": 70,
        f"{id}.now": 26,
        f"{id}.shift": "Its level moved by +4 (+3 to +6)",
    }
    assert found.due[0].evidence.reading.startswith("It reads 26 loaves: as expected, or better.")


@pytest.mark.parametrize(
    ("size", "direction", "newest", "met"),
    [(5, "higher is better", 25, True), (5, "higher is better", 24, False),
     (-5, "lower is better", 15, True), (-5, "lower is better", 16, False)],
)  # fmt: skip
def test_a_reading_is_as_good_as_expected_in_the_direction_expected(size, direction, newest, met):
    kpi = make(KPI, name="Loaves left", direction=direction)
    decision = taken(effect_kpi_id=kpi.id, effect_size=size)
    [found] = due(kpi, decision, *read(*BEFORE, newest, newest, newest, kpi=kpi))
    assert found.evidence.met is met


def test_the_month_in_which_it_was_decided_is_neither_before_nor_since():
    found = evidence(taken(decided_on=date(2026, 7, 16)), *read(*BEFORE, 99, 25, 25))
    assert (found.before.value, found.now.value) == (20, 25)
    assert found.shift.value == "Too few readings to tell a change from chance"


def test_what_was_read_after_the_date_expected_does_not_count():
    found = evidence(taken(effect_by=date(2026, 8, 31)), *read(*BEFORE, 24, 25, 40))
    assert found.now.value == 25


def test_without_a_reading_since_nothing_is_claimed():
    found = evidence(taken(), *read(*BEFORE))
    assert (found.now.value, found.met) == (None, None)
    assert found.reading == "It has no reading to hold against that."


def test_a_daily_kpi_is_held_against_its_weeks():
    days = [date.fromordinal(date(2026, 4, 6).toordinal() + n) for n in range(24 * 7)]
    daily = make(KPI, name="Customers", frequency="day", summary="mean")
    readings = [
        make(Reading, kpi_id=daily.id, start=d, value=100 * (d.weekday() < 5) + 10 * (d.month > 6))
        for d in days
    ]
    decision = taken(effect_kpi_id=daily.id, effect_size=10, effect_by=date(2026, 9, 20))
    [found] = due(daily, decision, *readings)
    assert found.evidence.now.sources[0].startswith("1 complete week")


def test_an_effect_that_was_not_said_in_full_is_no_evidence():
    assert evidence(taken(effect_odds=None), *read(*BEFORE, *SINCE)) is None


@pytest.mark.parametrize("day", [None, date(2026, 10, 1)])
def test_nothing_comes_back_before_its_day(day):
    assert due(taken(review_on=day)) == ()


def test_a_draft_in_mid_quarter_does_not_ask_for_what_is_not_due_yet():
    assert due(taken(), today=date(2026, 8, 1)) == ()


def test_it_is_asked_until_it_is_said_and_then_stays_with_that_review():
    decision = taken()
    assert [len(due(decision, quarter=quarter)) for quarter in (Q3, Q4)] == [1, 1]
    said = make(
        Outcome, quarter="2026-Q3", decision_id=decision.id, on=date(2026, 10, 8), came="partly"
    )
    [found] = due(decision, said)
    assert found.answered
    assert due(decision, said, quarter=Q4) == ()


def test_a_later_review_date_brings_it_back():
    decision = taken(review_on=date(2026, 12, 1))
    said = make(
        Outcome, quarter="2026-Q3", decision_id=decision.id, on=date(2026, 10, 8),
        came="cannot be told",
    )  # fmt: skip
    assert len(due(decision, said, quarter=Q4)) == 1


def test_a_decision_that_was_superseded_does_not_come_back():
    old = taken()
    new = make(Decision, title="Shop first", decided_on=date(2026, 9, 1), replaces_id=old.id)
    assert due(old, new) == ()


def test_an_open_decision_with_options_has_a_paper_with_what_they_cost():
    decision = taken(title="Hire now?", decided_on=None)
    now = make(Option, decision_id=decision.id, name="Now", cost=9500, recommended=True)
    wait = make(Option, decision_id=decision.id, name="Wait", position=1)
    business = make(Business, name="Rise Bakery", currency="EUR")
    found = decisions(plan(LOAVES, business, decision, now, wait), Q3)
    [paper] = found.papers
    assert paper.options == (now, wait)
    assert paper.recommended == now
    assert {f.id: f.printed for f in found.figures} == {
        "decision.hire-now.cost.now": "9,500 EUR",
        "decision.hire-now.effect": "+5 loaves",
        "decision.hire-now.odds": "70%",
    }


def test_one_without_options_or_already_taken_has_none():
    old = taken()
    option = make(Option, decision_id=old.id, name="Now")
    assert decisions(plan(LOAVES, old, option, taken(decided_on=None)), Q3).papers == ()
