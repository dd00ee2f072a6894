"""What survives in the worlds that may come, and what going on as chosen would cost there."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook import Quarter
from workbook.insight.route.futures import futures
from workbook.insight.route.futures_parts import Fate, Kind
from workbook.strategy import KPI, Business, Objective
from workbook.strategy.route import Initiative, Limits, Shock, Uncertainty, World

Q3 = Quarter.parse("2026-Q3")
RISE = make(Business, name="Rise", currency="EUR")
GOAL = make(Objective, name="Cafés", weight=60)
SHOP = make(Objective, name="Shop", weight=40)
CAFES = make(Uncertainty, name="How many cafés open", low="they close", high="one in each street")
FLOUR = make(Uncertainty, name="What flour costs", low="less", high="more")
LIMITS = make(Limits, cash=1000)


def work(name, *served, cost=500.0, **fields):
    ids = [each.id for each in served]
    due = date(2027, 3, 31)
    return make(Initiative, name=name, objective_ids=ids, cost=cost, due=due, **fields)


BOXES, WINDOW = work("Boxes", GOAL), work("Window", SHOP)


def world(first, second="", name="", **fields):
    """A world where the cafés end as `first` says, and flour as `second`, if it is uncertain."""
    ends = [(CAFES.id, first), *([(FLOUR.id, second)] if second else [])]
    low, high = ([id for id, at in ends if at == end] for end in ("low", "high"))
    named = name or f"{first} {second}"
    return make(World, low_ids=low, high_ids=high, name=named, **fields)


def found(*records):
    return futures(plan(RISE, GOAL, SHOP, BOXES, WINDOW, LIMITS, CAFES, *records), Q3)


def fates(page):
    return {each.work.name: ([*each.fates], each.kind) for each in page.works}


def test_what_fits_at_worst_in_each_world_is_robust_and_in_one_of_two_an_option():
    page = found(world("low", cash_low=-50), world("high", cash_low=0))
    assert fates(page) == {
        "Boxes": ([Fate.IN, Fate.IN], Kind.ROBUST),
        "Window": ([Fate.OUT, Fate.IN], Kind.OPTION),
    }


def test_what_fits_only_at_best_is_told_and_counts_for_nothing():
    page = found(world("low", cash_low=-50, cash_high=0), world("high", cash_low=-50))
    assert fates(page)["Window"] == ([Fate.LUCKY, Fate.OUT], Kind.NONE)
    assert page.concerns == ("It fits today, and in no world at worst: “Window”.",)


def test_three_of_four_worlds_make_a_hedge():
    worlds = [world(a, b, cash_low=-50 if (a, b) == ("low", "low") else 0)
              for a in ("low", "high") for b in ("low", "high")]  # fmt: skip
    assert fates(found(FLOUR, *worlds))["Window"][1] == Kind.HEDGE


def test_regret_is_what_going_on_as_chosen_loses():
    # Today both fit; in a world with half the cash the better one alone is left of today's choice.
    page = found(world("low", cash_low=-50), world("high"))
    assert figures(page)["futures.low.regret"] == 0
    # Where there is more, something else comes in that today's choice has not.
    third = work("Van", GOAL, cost=900)
    more = found(third, world("low"), world("high", cash_low=100))
    assert figures(more)["futures.high.regret"] == 60


def test_the_cash_left_is_a_range_from_worst_to_best():
    page = found(world("low", cash_low=-50, cash_high=-10), world("high"))
    values = figures(page)
    assert (values["futures.low.cash-low"], values["futures.low.cash-high"]) == (-500, -100)
    assert values["futures.high.cash-low"] == 0


def test_a_kpi_moves_cash_by_what_a_unit_of_it_is_worth():
    customers = make(KPI, name="Café customers", unit="cafés", objective_id=GOAL.id)
    bad = world("low", name="Quiet street")
    shock = make(Shock, world_id=bad.id, kpi_id=customers.id, low=-4, high=-1, worth=100)
    values = figures(found(customers, bad, shock, world("high")))
    assert values["futures.quiet-street.cash-low"] == -400
    assert values["futures.quiet-street.cash-high"] == -100


def test_cash_that_a_world_takes_beyond_all_there_is_is_owed():
    customers = make(KPI, name="Café customers", unit="cafés", objective_id=GOAL.id)
    bad = world("low", name="Bust", cash_low=-100)
    shock = make(Shock, world_id=bad.id, kpi_id=customers.id, low=-5, high=-1, worth=1000)
    values = figures(found(customers, bad, shock, world("high")))
    # Nothing is left of 1,000, 5,000 is lost beside it, and today’s choice costs 1,000.
    assert values["futures.bust.cash-low"] == -6000
    assert values["futures.bust.points"] == 0


def test_a_kpi_of_which_less_is_better_may_bring_cash_by_falling():
    waste = make(KPI, name="Bread left over", unit="%", objective_id=GOAL.id)
    good = world("low", name="Lean")
    shock = make(Shock, world_id=good.id, kpi_id=waste.id, low=2, high=-3, worth=-100)
    values = figures(found(waste, good, shock, world("high")))
    assert values["futures.lean.cash-low"] == -200
    assert values["futures.lean.cash-high"] == 300


def test_a_world_that_cannot_carry_what_must_be_done_is_named():
    must = work("Oven", GOAL, cost=800, must_because="The old one is condemned")
    page = found(must, world("low", name="Bust", cash_low=-50), world("high"))
    assert "What must be done cannot be done at worst in “Bust”." in page.concerns
    assert fates(page)["Oven"] == ([Fate.OUT, Fate.IN], Kind.OPTION)


def test_on_which_uncertainty_the_choice_hangs_is_said():
    worlds = [world(a, b, cash_low=-50 if a == "low" else 0)
              for a in ("low", "high") for b in ("low", "high")]  # fmt: skip
    assert found(FLOUR, *worlds).hinges == (
        "With “How many cafés open” one initiative turns: Window.",
        "With “What flour costs” no initiatives turn.",
    )


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((), "Give two worlds a name; then you see what survives."),
        ((world("low"),), "Give two worlds a name; then you see what survives."),
    ],
)
def test_what_is_missing_is_asked_for(records, said):
    assert found(*records).trouble == said


def test_without_a_set_for_today_there_is_none_for_tomorrow():
    page = futures(plan(RISE, GOAL, BOXES, CAFES, world("low"), world("high")), Q3)
    assert page.trouble.startswith("First it has to be known what fits today")


def test_nobody_who_did_not_ask_hears_of_futures():
    assert not futures(plan(RISE, GOAL, BOXES, LIMITS), Q3).begun
