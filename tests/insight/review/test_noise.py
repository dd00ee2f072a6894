"""The noise bill: what a habit asks for, and what of it is a signal."""

from typing import Any

import numpy as np
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import figures, make, plan
from workbook.insight.review.noise import noise, under
from workbook.insight.review.noise_words import (
    ASKS_COST,
    cost,
    grounds,
    in_quarter,
    lead,
    misses,
    untold,
)
from workbook.quarter import Quarter
from workbook.strategy import Business
from workbook.strategy.review import NoiseBill

UP = (48, 50, 49, 47, 50, 48, 49, 47, 50.5, 51, 50.5, 51, 50.5, 51, 50.5, 51, 51)  # for good


def counted(*values: float, percent: float = 5.0) -> Any:
    """Return the bill of one weekly KPI with these readings, the last of 26 March 2017."""
    tickets = kpi()
    [found] = under(plan(tickets, *ending(tickets, *values)), Q1, NoiseBill(percent=percent)).bills
    return found


def told(*values: float, **habit: Any) -> Any:
    tickets = kpi()
    records = [tickets, *ending(tickets, *values), make(NoiseBill, **habit)]
    return noise(plan(make(Business, name="Rise", currency="EUR"), *records), Q1)


def test_every_movement_beyond_the_percentage_asks_and_none_of_them_was_a_signal():
    found = counted(*CALM)
    assert sorted(found.asked) == [2, 6, 9]  # 52 to 49, 48 to 51, 52 to 49
    assert (len(found.signals), found.noise, found.missed) == (0, 3, 0)


def test_just_so_many_percent_is_not_more():
    assert not counted(0.2, 0.21, 0.2, 0.21, 0.2, 0.21, percent=5).asked
    assert len(counted(0.2, 0.21, 0.2, 0.21, 0.2, 0.21, percent=4.9).asked) == 3


def test_the_way_to_an_outlier_and_back_is_no_noise():
    found = counted(*CALM, 70, 50)
    assert {12, 13} <= found.signals
    assert found.missed == 0


def test_a_new_level_is_one_signal_at_its_first_reading_and_not_at_every_later_one():
    found = counted(*UP, percent=0.5)
    assert 8 in found.signals  # 47 to 50.5, where the run begins
    assert {9, 10, 11, 12, 13, 14}.isdisjoint(found.signals)


def test_a_slow_change_is_a_signal_that_the_habit_misses():
    slow = tuple(50 + step * 0.5 for step in range(24))
    found = counted(*slow, percent=5)
    assert (len(found.asked), found.noise, found.missed) == (0, 0, 1)


def test_from_nothing_is_more_than_any_percentage_and_is_said():
    found = told(0, 1, 0, 1, 0, 1, percent=500)
    assert found.bills[0].from_zero == 3
    asked = next(figure for figure in found.computed if figure.id == "noise.asked")
    assert asked.value == 3
    assert "Three movements from 0 counted as more than any percentage." in asked.caveat


def test_an_incomplete_reading_is_no_movement():
    tickets = kpi()
    readings = ending(tickets, *CALM, 5)
    readings[-1].complete = False
    found = under(plan(tickets, *readings), Q1, NoiseBill(percent=5)).bills[0]
    assert max(found.asked) < len(CALM)


def test_where_only_chance_is_at_work_nearly_all_that_the_habit_asks_for_is_noise():
    rng = np.random.default_rng(7)
    bills = [counted(*rng.normal(100, 8, 24).round(1).tolist()) for _ in range(60)]
    asked, noise = sum(len(found.asked) for found in bills), sum(found.noise for found in bills)
    assert noise / asked > 0.95
    chance = sum(found.chance.signals for found in bills)
    assert sum(found.marked for found in bills) == pytest.approx(chance, rel=0.5)


def test_the_bill_is_said_in_a_sentence_and_the_quarter_in_another():
    found = told(*CALM, 70, 50)
    assert lead(found) == (
        "Whoever asks why each time something moves by more than 5% asks 5 times: "
        "2 about signals, 3 about noise."
    )
    assert in_quarter(found).startswith("In 2017-Q1 alone: 5 times; 2 were signals.")
    assert misses(found) == "It misses no signal on the charts."


def test_there_is_no_sum_before_somebody_gave_the_three_numbers():
    assert cost(told(*CALM)) == ASKS_COST
    assert cost(told(*CALM, minutes=30, people=2)) == (
        "Explaining noise: 3 × 30 minutes × 2 people = 3 hours."
    )
    paid = told(*CALM, minutes=30, people=2, hourly=25)
    assert cost(paid).endswith("= 3 hours, or 75 EUR, by the numbers you gave.")
    figure = next(each for each in paid.computed if each.id == "noise.cost")
    assert "an estimate" in figure.caveat


def test_what_the_limits_rest_on_and_what_chance_gives_is_said():
    first, second = grounds(told(*CALM))
    assert first == (
        "The limits rest on 12 complete readings of one series, 2 January 2017 to 26 March 2017. "
        "They are provisional: fewer than 17 readings."
    )
    assert second.startswith(
        "Chance alone would give about 0.1 signals on a series as long as this."
    )
    assert "It has 0; here each rule counts at each reading." in second


def test_chance_is_that_of_all_series_together():
    one, two = kpi("One"), kpi("Two")
    both = under(plan(one, two, *ending(one, *CALM * 2), *ending(two, *CALM)), Q1, NoiseBill())
    alone = [found.chance.signals for found in both.bills]
    assert next(f.value for f in both.computed if f.id == "noise.chance") == pytest.approx(
        sum(alone)
    )


def test_a_series_with_too_few_readings_is_named_and_not_counted():
    short = kpi("Orders")
    found = noise(plan(short, *ending(short, 1, 2, 3)), Q1)
    assert (found.bills, found.computed, misses(found), [*grounds(found)]) == ((), (), "", [])
    assert [*untold(found)] == [
        "“Orders” has three complete readings; limits need six. It is not counted."
    ]
    assert "six complete readings" in lead(found)


def test_the_figures_stand_in_the_pack_only_when_the_page_is_printed():
    assert figures(told(*CALM)) == {}
    printed = figures(told(*CALM, in_pack=True))
    assert printed["noise.asked"] == printed["noise.tickets.asked"] == 3


def test_every_figure_says_its_method_and_its_sources():
    for figure in told(*CALM, in_pack=True, minutes=30, people=2, hourly=25).figures:
        assert figure.method and figure.sources, figure.id


def test_readings_after_the_quarter_are_not_counted():
    tickets = kpi()
    readings = ending(tickets, *CALM, 70)
    found = under(plan(tickets, *readings), Quarter.parse("2016-Q4"), NoiseBill())
    assert found.bills == ()


def test_without_a_large_movement_there_is_nothing_to_explain():
    assert lead(told(*CALM, percent=50)) == (
        "Nothing moved by more than 50%, so such a habit asks for no explanation."
    )
