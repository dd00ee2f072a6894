"""A reading that looks like a slip is asked about, and counts for nothing until it is confirmed."""

from datetime import date
from typing import Any

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import make, plan
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.doubts import doubts
from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.scorecard import scorecard
from workbook.insight.review.standing import reaches
from workbook.strategy import Plan, Source

MARCH = date(2017, 3, 1)


def share(*values: float, last: float, target: float = 70, **fields: Any) -> tuple[Plan, Any]:
    """Return a monthly share whose last reading, of March 2017, is this one."""
    k = kpi("Left over", unit="%", frequency="month", target=target)
    months = read(k, *values, start=date(2017, 3 - len(values), 1)) if values else []
    return plan(k, *months, *read(k, last, start=MARCH, **fields)), k


def test_a_digit_too_many_is_asked_about_with_what_stood_before() -> None:
    found, k = share(74, 75, last=740)
    [doubt] = doubts(found, Q1, k)
    assert doubt.sentence == "Left over reads 740% for March 2017, and before it 75%."


@pytest.mark.parametrize("last", [101, -1, 740])
def test_a_share_outside_0_to_100_is_asked_about_even_as_the_first_reading(last: float) -> None:
    found, k = share(last=last)
    assert len(doubts(found, Q1, k)) == 1


@pytest.mark.parametrize("last", [0, 60, 74, 100])
def test_what_is_possible_and_near_is_not_asked_about(last: float) -> None:
    found, k = share(74, 75, last=last)
    assert doubts(found, Q1, k) == ()


def test_a_percentage_that_was_above_100_before_may_be_so_again() -> None:
    k = kpi("Against last year", unit="%", frequency="month")
    before = read(k, 120, 130, start=date(2016, 11, 1))
    assert doubts(plan(k, *before, *read(k, 140, start=MARCH)), Q1, k) == ()
    aimed, k = share(104, last=106)
    assert len(doubts(aimed, Q1, k)) == 2
    aimed, k = share(104, last=106, target=110)
    assert doubts(aimed, Q1, k) == ()


@pytest.mark.parametrize("slip", [5, 500, -50, 0.5])
def test_a_reading_far_outside_the_natural_limits_is_asked_about(slip: float) -> None:
    k = kpi()
    assert len(doubts(plan(k, *ending(k, *CALM, slip)), Q1, k)) == 1


@pytest.mark.parametrize("signal", [90, 30])
def test_a_signal_is_no_slip(signal: float) -> None:
    k = kpi()
    assert doubts(plan(k, *ending(k, *CALM, signal)), Q1, k) == ()


def test_a_note_confirms_and_a_file_has_its_own_account() -> None:
    source = make(Source, name="till.csv", imported_at="2017-04-01T09:00:00Z")
    k = kpi()
    for fields in ({"note": "The fair was in town."}, {"source_id": source.id}):
        odd = read(k, 500, start=date(2017, 3, 20), **fields)
        calm = ending(k, *CALM, until=date(2017, 3, 19))
        assert doubts(plan(k, source, *calm, *odd), Q1, k) == ()


def test_until_it_is_confirmed_it_is_no_win_no_signal_and_meets_no_target() -> None:
    found, k = share(74, 75, last=740)
    [row] = scorecard(found, Q1).rows
    assert (row.actual.value, row.status, row.distance) == (740, "none", "not confirmed yet")
    assert row.actual.caveat == (
        "Not confirmed: Left over reads 740% for March 2017, and before it 75%."
    )
    page = scorecard(found, Q1)
    assert page.gains == ()
    assert page.concerns == ("Not confirmed, so there is no status: Left over.",)
    assert not reaches(found, Q1, k)
    confirmed, k = share(74, 75, last=740, note="Counted twice.")
    assert scorecard(confirmed, Q1).rows[0].distance == "target met"


def test_it_moves_no_limit_and_gives_no_signal() -> None:
    k = kpi()
    found = kpi_behaviour(plan(k, *ending(k, *CALM, 500)), Q1, k)
    assert found.verdict == Verdict.NOISE
    assert found.limits is not None
    assert found.limits.upper < 60
    assert "The week of 20 March 2017 left out until it is confirmed." in found.caveat
    assert "incomplete" not in found.caveat


def test_a_new_level_is_asked_about_once() -> None:
    k = kpi()
    first, *others = ending(k, *CALM, 500, 510, 505)[-3:]
    first.note = "We took over the shop next door."
    calm = ending(k, *CALM, until=date(2017, 3, 5))
    assert doubts(plan(k, *calm, first, *others), Q1, k) == ()
