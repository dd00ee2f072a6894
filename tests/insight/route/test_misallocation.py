"""Whether money and hours follow what the objectives weigh."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook import Quarter
from workbook.insight.route.misallocation import effort
from workbook.strategy import Business, Objective
from workbook.strategy.position import Benefit
from workbook.strategy.route import Approval, Initiative

Q3 = Quarter.parse("2026-Q3")
RISE = make(Business, name="Rise", currency="EUR")
CAFES = make(Objective, name="Cafés", weight=75)
SHOP = make(Objective, name="Shop", weight=25)


def work(name, *served, start=date(2026, 7, 1), due=date(2026, 9, 30), **fields):
    ids = [each.id for each in served]
    return make(Initiative, name=name, objective_ids=ids, start=start, due=due, **fields)


def found(*records):
    return effort(plan(RISE, CAFES, SHOP, *records), Q3)


def test_shares_stand_beside_weights_and_the_index_is_what_would_have_to_move():
    spent = found(work("Boxes", CAFES, cost=500), work("Window", SHOP, cost=500))
    [money] = spent.measures
    assert [(r.name, r.amount.value, r.share.value, r.weight) for r in money.rows] == [
        ("Cafés", 500, 50, 75),
        ("Shop", 500, 50, 25),
    ]
    assert money.index.value == 25
    [move] = money.moves
    assert (move.source, move.target, move.amount.printed) == ("“Shop”", "“Cafés”", "250 EUR")


def test_work_is_spread_evenly_over_its_days_and_only_those_ahead_count():
    # Of 90 days in all, 61 lie before the quarter that begins on 1 July.
    early = work("Boxes", CAFES, start=date(2026, 5, 1), due=date(2026, 7, 29), hours=90)
    [hours] = found(early, work("Window", SHOP, hours=10)).measures
    assert hours.rows[0].amount.value == pytest.approx(29)


def test_half_a_percent_is_rounded_up_as_everywhere():
    [money] = found(work("Boxes", CAFES, cost=875), work("Window", SHOP, cost=125)).measures
    assert [row.share.printed for row in money.rows] == ["88%", "13%"]
    assert money.index.printed == "13%"


def test_what_serves_two_counts_for_each_by_half():
    [money] = found(work("Page", CAFES, SHOP, cost=100)).measures
    assert [row.amount.value for row in money.rows] == [50, 50]


def test_a_part_of_an_objective_counts_for_the_one_that_has_the_weight():
    part = make(Objective, name="Deliver", parent_id=CAFES.id)
    [money] = found(part, work("Van", part, cost=100)).measures
    assert [(row.name, row.amount.value) for row in money.rows] == [("Cafés", 100), ("Shop", 0)]


def test_what_serves_nothing_that_has_a_weight_stands_in_a_row_of_its_own():
    [money] = found(work("App", cost=100), work("Van", CAFES, cost=100)).measures
    assert money.rows[-1].name == "What serves none that has a weight"
    assert (money.rows[-1].share.value, money.rows[-1].weight) == (50, 0)


def test_technology_costs_money_in_every_quarter():
    till = make(Benefit, name="Till", cost=10, every="month", objective_id=SHOP.id)
    [money] = found(till).measures
    assert money.rows[1].amount.value == 90


def test_work_without_a_place_in_time_is_not_counted_and_named():
    undated = work("Window", SHOP, due=None, cost=500)
    assert found(undated, work("Boxes", CAFES, cost=500)).unplaced == ("Window",)


def test_what_is_paused_or_stopped_takes_nothing():
    assert found(work("App", CAFES, cost=5, status="paused")).measures == ()


def test_without_weights_there_is_nothing_to_hold_it_to():
    bare = make(Objective, name="Grow")
    assert effort(plan(RISE, bare, work("Boxes", bare, cost=5)), Q3).measures == ()


def test_every_figure_has_a_name_of_its_own():
    spent = found(work("Boxes", CAFES, cost=500, hours=5), work("Window", SHOP, cost=500, hours=9))
    assert figures(spent)["effort.money.index"] == 25
    assert all(figure.sources for figure in spent.figures)


def test_what_was_refused_takes_nothing():
    stall = work("Stall", SHOP, cost=500)
    said = {"verdict": "refused", "decided_on": date(2026, 7, 2), "reason": "No room."}
    no = make(Approval, initiative_id=stall.id, asked_on=date(2026, 7, 1), **said)
    going = work("Boxes", CAFES, cost=500, status="in progress")
    [money] = found(going, stall, no).measures
    assert [(row.name, row.amount.value) for row in money.rows] == [("Cafés", 500), ("Shop", 0)]


def test_what_nobody_has_said_is_named_beside_the_share():
    bare = work("Window", SHOP, hours=10)
    till = make(Benefit, name="Till", objective_id=SHOP.id)
    money, hours = found(work("Boxes", CAFES, cost=500, hours=10), bare, till).measures
    assert money.lacks == "Without Window and Till: nobody has said what it costs."
    assert hours.lacks == ""
    over = work("Van", SHOP, start=date(2026, 1, 1), due=date(2026, 6, 30))
    assert found(work("Boxes", CAFES, cost=500), over).measures[0].unknown == ()
