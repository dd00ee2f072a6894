"""Whether technology that is paid for brings what it promised, is used, and serves the plan."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.position.benefits import Outcome, benefits, total
from workbook.quarter import Quarter
from workbook.strategy import Business, Objective
from workbook.strategy.position import Benefit

Q3 = Quarter.parse("2026-Q3")
CAFES = make(Objective, name="Supply 24 cafés")
RISE = make(Business, name="Rise", currency="EUR")


def paid(name="Route app", objective=CAFES, **fields):
    served = objective.id if objective else None
    return make(Benefit, name=name, objective_id=served, **fields)


def found(*records):
    return benefits(plan(RISE, CAFES, *records), Q3)


def only(**fields):
    [purchase] = found(paid(**fields)).purchases
    return purchase


@pytest.mark.parametrize(("every", "cost"), [("month", 300), ("quarter", 100), ("year", 25)])
def test_every_cost_is_counted_for_a_quarter(every, cost):
    assert only(cost=100, every=every).cost == cost


def test_a_shortfall_is_what_is_missing_to_the_promise():
    assert only(promised=10, realised=7).shortfall == 3
    assert only(promised=10, realised=12).shortfall == 0
    assert only(promised=10).shortfall is None


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, Outcome.UNSAID),
        ({"realised": 4}, Outcome.UNSAID),
        ({"promised": 5, "realised": 5}, Outcome.KEPT),
        ({"promised": 5, "realised": 4}, Outcome.SHORT),
        ({"promised": 5}, Outcome.UNCOUNTED),
        ({"promised": 5, "promised_by": date(2026, 9, 30)}, Outcome.UNCOUNTED),
        ({"promised": 5, "promised_by": date(2026, 9, 30), "realised": 4}, Outcome.SHORT),
        ({"promised": 5, "promised_by": date(2026, 10, 1)}, Outcome.WAITING),
        ({"promised": 5, "promised_by": date(2026, 10, 1), "realised": 4}, Outcome.WAITING),
        ({"promised": 5, "promised_by": date(2026, 10, 1), "realised": 6}, Outcome.KEPT),
    ],
)
def test_a_promise_is_judged_once_its_day_has_come_or_when_it_is_kept(fields, outcome):
    assert only(**fields).outcome == outcome


def test_what_is_paid_for_and_not_used_has_a_cost():
    app = only(cost=36, every="month", seats=4, used=3)
    assert (app.in_use, app.idle) == (0.75, 27)
    assert only(cost=36, seats=0, used=0).in_use is None


def test_spend_that_serves_no_objective_is_drift_with_its_sum():
    page = found(paid(cost=36), paid("Newsletter", None, cost=29), paid("Badge", None))
    assert [each.benefit.name for each in page.drift] == ["Newsletter", "Badge"]
    assert total(page.drift) == 87
    drift = next(f for f in page.figures if f.id == "technology.spend.drift")
    assert (drift.value, drift.unit) == (87, "EUR")
    assert drift.caveat == "Without Badge: no cost is given."


def test_the_figures_of_a_purchase_are_its_cost_its_shortfall_and_its_use():
    page = found(paid(cost=36, promised=10, realised=7, unit="minutes a day", seats=4, used=3))
    assert figures(page) == {
        "technology.spend.route-app.cost": 108,
        "technology.spend.route-app.shortfall": 3,
        "technology.spend.route-app.in-use": 75,
        "technology.spend.route-app.idle": 27,
        "technology.spend.all": 108,
        "technology.spend.drift": 0,
    }
    shortfall = page.figures[1]
    assert shortfall.unit == "minutes a day"
    assert shortfall.caveat == "It is not said when this was counted."


def test_a_promise_that_nobody_counted_is_a_figure_that_says_so():
    [shortfall, *_] = found(paid(promised=10)).figures
    assert (shortfall.value, shortfall.caveat) == (None, "What it brings is not counted yet.")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"promised": 10, "realised": 7, "unit": "hours"},
         "“Route app” brings less than it promised: 3 hours short."),
        ({"promised": 10, "unit": "hours"},
         "“Route app” was to bring 10 hours. Count what it brings."),
        ({"cost": 36, "seats": 4, "used": 3},
         "“Route app”: 3 of 4 in use; the rest costs 27 EUR a quarter."),
    ],
)  # fmt: skip
def test_what_to_look_at_is_said_in_a_sentence(fields, sentence):
    assert found(paid(**fields)).told == (sentence,)


def test_what_brings_what_it_promised_and_is_used_needs_no_sentence():
    assert found(paid(cost=36, promised=5, realised=5, seats=4, used=4)).told == ()
    assert found().drift_said == ""
