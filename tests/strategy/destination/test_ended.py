"""An objective that has ended: no longer asked for, and still on record."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.destination.cascade import Lack, cascade
from workbook.insight.destination.ownership import ownership
from workbook.insight.destination.strategy_page import strategy_page
from workbook.insight.position.technology import technology
from workbook.insight.review.behaviour import behaviour
from workbook.insight.review.scorecard import scorecard
from workbook.quarter import Quarter
from workbook.strategy import KPI, Initiative, Objective, Person, Reading
from workbook.strategy.outline import gaps
from workbook.strategy.position import Benefit, Capability

Q3 = Quarter.parse("2026-Q3")
Q4 = Q3.next
ANA = make(Person, name="Ana")
KEPT = make(Objective, name="Sell 60 loaves", owner_id=ANA.id, due=date(2026, 12, 31), weight=100)
SOLD = make(KPI, name="Loaves", objective_id=KEPT.id, unit="loaves", target=60, owner_id=ANA.id)


def shop(**fields):
    """An objective that ended on 3 August 2026 and lacks everything."""
    return make(
        Objective, **{"name": "Open a shop", "ended_on": date(2026, 8, 3), "weight": 40, **fields}
    )


def visitors(objective, **fields):
    return make(KPI, name="Visitors", objective_id=objective.id, target=10, **fields)


def test_nothing_more_is_asked_of_it_nor_of_its_kpis():
    gone = shop()
    asked = gaps(plan(ANA, KEPT, SOLD, gone, visitors(gone)), Q4)
    assert not any("Open a shop" in gap or "Visitors" in gap or "weights" in gap for gap in asked)
    going_on = shop(ended_on=None)
    asked = gaps(plan(ANA, KEPT, SOLD, going_on, visitors(going_on)), Q4)
    assert "Give “Open a shop” an owner." in asked
    assert "Give “Visitors” a unit, such as EUR, tickets or %." in asked


def test_when_all_have_ended_a_next_one_is_asked_for():
    assert "Add a next objective: all others have ended." in gaps(plan(shop()))


def test_an_end_that_is_still_to_come_changes_nothing():
    later = shop(ended_on=date(2199, 12, 31))
    assert "Give “Open a shop” an owner." in gaps(plan(later), Q3)


@pytest.mark.parametrize(("quarter", "counted"), [(Q3.previous, 2), (Q3, 2), (Q4, 1)])
def test_it_is_printed_for_the_quarter_in_which_it_ended_and_not_after(quarter, counted):
    gone = shop()
    found = plan(ANA, KEPT, SOLD, gone, visitors(gone))
    assert figures(strategy_page(found, quarter))["strategy.objectives"] == counted
    assert figures(cascade(found, quarter))["alignment.objectives.all"] == counted
    assert figures(scorecard(found, quarter))["scorecard.kpis"] == counted
    assert len(behaviour(found, quarter).kpis) == counted


def test_in_that_quarter_it_is_ended_lacks_nothing_and_nobody_need_own_it():
    gone = shop()
    found = plan(ANA, KEPT, SOLD, gone, visitors(gone))
    node = next(node for node in cascade(found, Q3).objectives if node.objective is gone)
    assert (node.ended, node.reached, node.lacks) == (True, False, ())
    assert ownership(found, Q3).ownerless == ()
    before = next(n for n in cascade(found, Q3.previous).objectives if n.objective is gone)
    assert not before.ended and Lack.NO_OWNER in before.lacks


def test_it_was_reached_when_its_kpis_met_their_targets_in_that_quarter():
    gone = shop()
    kpi = visitors(gone)
    reading = make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=12)
    page = strategy_page(plan(gone, kpi, reading), Q3)
    assert [aim.ended for aim in page.aims] == ["reached and ended"]
    assert [aim.ended for aim in strategy_page(plan(gone, kpi), Q3).aims] == ["ended"]
    assert [aim.ended for aim in strategy_page(plan(KEPT), Q3).aims] == [""]


def test_readings_are_due_up_to_its_end():
    early, late = shop(ended_on=date(2026, 7, 15)), shop(ended_on=date(2026, 8, 3))
    found = plan(early, late, visitors(early), visitors(late))
    assert [row.due for row in scorecard(found, Q3).rows] == [False, True]
    asked = [gap for gap in gaps(found, Q4) if "reading" in gap]
    assert not any("Visitors" in gap for gap in asked)


def test_work_and_money_that_serve_only_what_has_ended_serve_nothing():
    gone = shop()
    work = make(Initiative, name="Rent rooms", objective_ids=[gone.id], cost=0)
    till = make(Benefit, name="Till", objective_id=gone.id, cost=90)
    can = make(Capability, name="Sell online", objective_id=gone.id, level="1", needed="3")
    found = plan(gone, work, till, can, KEPT)
    assert cascade(found, Q3).of(Lack.NO_OBJECTIVE) == ("Rent rooms",)
    after = technology(found, Q4)
    assert after.spend.purchases[0].objective is None and after.can.standings[0].objective is None
    assert technology(found, Q3).can.standings[0].objective is gone


def test_what_is_part_of_an_ended_objective_is_asked_for_another():
    gone = shop()
    part = make(Objective, name="Find rooms", level="team", parent_id=gone.id)
    assert cascade(plan(gone, part), Q3).of(Lack.ORPHAN) == ("Find rooms",)


def test_somebody_who_left_need_not_hand_over_what_has_ended():
    left = make(Person, name="Bo", left_on=date(2026, 8, 1))
    gone = shop(owner_id=left.id)
    assert not any("Bo has left" in gap for gap in gaps(plan(left, gone, visitors(gone)), Q3))


def test_it_is_noted_in_place_of_a_removal():
    assert Objective.ending.words == "Note that it ended"
    assert dict(Objective.ending.fields(date(2026, 8, 3))) == {"ended_on": date(2026, 8, 3)}
