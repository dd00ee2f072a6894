"""Phases: after a change on purpose a KPI has new limits, and only what came after counts."""

from datetime import date

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import make, plan
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.noise import under
from workbook.strategy import Phase
from workbook.strategy.review import NoiseBill

HIGH = tuple(value + 20 for value in CALM)
OVEN = date(2016, 10, 10)  # the 24 weeks that end in March begin here


def told(k, *values, begins=(OVEN,), reason="The second oven bakes."):
    """Return the behaviour of a KPI with phases, the last weekly reading of 26 March 2017."""
    phases = [make(Phase, kpi_id=k.id, start=day, reason=reason) for day in begins]
    return kpi_behaviour(plan(k, *ending(k, *values), *phases), Q1, k)


def test_limits_come_from_the_newest_phase_only():
    found = told(kpi(), *CALM, *HIGH, *HIGH)
    assert (found.limits.centre, found.limits.n) == (pytest.approx(70.25), 24)
    assert not found.limits.provisional
    assert found.limit_sources[0] == "24 complete weeks, 10 October 2016 to 26 March 2017"
    assert found.caveat == "New limits from 10 October 2016: The second oven bakes."


def test_assurance_is_never_computed_on_limits_from_before_a_phase():
    # As NHSRplotthedots did until its fault 172 was mended.
    k = kpi(target=60)
    assert told(k, *CALM, *CALM, *HIGH, *HIGH).assurance == "will meet"
    assert told(k, *CALM, *CALM, *HIGH, *HIGH, begins=()).assurance != "will meet"
    assert told(k, *CALM, *CALM, *HIGH, begins=[date(2017, 1, 2)]).assurance is None  # 12 points


def test_the_step_to_a_new_phase_is_no_signal():
    found = told(kpi(), *CALM, *HIGH, *HIGH)
    assert (found.verdict, found.marks) == (Verdict.NOISE, ())


def test_a_run_is_counted_from_the_phase_on():
    values = (*(70,) * 11, *(52, 48, 50, 49, 51, 50, 48, 51), *(53, 54, 53, 54, 53, 54, 53, 54, 53))
    found = told(kpi(), *values, begins=[date(2016, 12, 26)])
    whole = told(kpi(), *values, begins=[])
    assert "a run of nine weeks above the centre line" in found.sentence
    assert found.sentence != whole.sentence


def test_new_limits_and_locked_limits_do_not_contradict_each_other():
    # As they could in NHSRplotthedots, fault 93: a lock belongs to the phase in which its day lies.
    before = told(kpi(limits_until=date(2016, 9, 30)), *CALM, *HIGH, *HIGH)
    assert (before.limits.n, before.locked) == (24, None)
    assert "30 September 2016, where limits were locked, lies before them." in before.caveat
    within = told(kpi(limits_until=date(2017, 1, 1)), *CALM, *HIGH, *HIGH)
    assert within.limits.n == 12
    assert within.limit_sources[0] == "12 complete weeks, 10 October 2016 to 1 January 2017"
    assert "The limits are locked at the readings up to 1 January 2017." in within.caveat


def test_a_phase_that_is_too_young_has_no_limits_and_says_so():
    found = told(kpi(), *CALM, *HIGH, begins=[date(2017, 2, 27)])
    assert (found.limits, found.verdict) == (None, Verdict.TOO_FEW)
    assert found.sentence == (
        "Tickets: four complete readings since the new limits from 27 February 2017, too few to "
        "tell signal from noise."
    )
    assert found.caveat.endswith(
        "Natural limits need six complete readings; since then there are 4."
    )


def test_a_lock_too_early_in_a_phase_is_told_as_such():
    found = told(kpi(limits_until=date(2016, 10, 30)), *CALM, *HIGH, *HIGH)
    assert found.limits is None
    assert "up to 30 October 2016, where they are locked, there are 3." in found.caveat


def test_a_phase_that_begins_after_the_quarter_changes_nothing_in_it():
    k = kpi()
    assert told(k, *CALM, *CALM, begins=[date(2017, 4, 1)]).phases == ()


def test_the_newest_of_several_counts_and_the_others_keep_their_lines():
    found = told(kpi(), *CALM, *HIGH, *CALM, begins=[date(2017, 1, 2), OVEN])
    assert [phase.start for phase in found.phases] == [OVEN, date(2017, 1, 2)]
    assert (found.first, found.limits.centre) == (24, pytest.approx(50.25))
    assert [(s.first, s.last, round(s.centre, 2)) for s in found.earlier] == [
        (0, 12, 50.25),
        (12, 24, 70.25),
    ]


def test_a_day_within_a_week_begins_with_the_next_one_of_a_kpi_read_daily():
    daily = kpi(frequency="day", summary="mean")
    days = read(daily, *(v for v in (*CALM, *HIGH) for _ in range(7)), start=date(2016, 10, 10))
    phase = make(Phase, kpi_id=daily.id, start=date(2016, 12, 28), reason="Open on Sundays")
    found = kpi_behaviour(plan(daily, *days, phase), Q1, daily)
    assert found.current.period(0).start == date(2017, 1, 2)
    assert found.limits.centre == pytest.approx(70.25)


def test_the_noise_bill_speaks_of_the_newest_phase():
    k = kpi()
    phase = make(Phase, kpi_id=k.id, start=OVEN, reason="The second oven bakes")
    habit = make(NoiseBill, percent=5)
    (bill,) = under(plan(k, *ending(k, *CALM, *HIGH, *HIGH), phase), Q1, habit).bills
    assert bill.chance.points == 24
    assert min(bill.asked, default=24) >= 12  # the step up to it is nobody's to explain
