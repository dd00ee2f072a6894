"""Choosing under uncertainty: the published table, ties, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.decision import criteria


def test_ramsbottoms_salads_kaplan():
    found = case("decision_ramsbottom")
    expected, given = found["expected"], found["input"]
    result = criteria(given["payoff_rows_alternatives"], given["probabilities"], alpha=0.6)
    for field, key in [
        ("maximax", "maximax"),
        ("maximin", "maximin"),
        ("laplace", "laplace"),
        ("minimax_regret", "max_regret"),
        ("hurwicz", "hurwicz_0.6"),
        ("expected_value", "expected_value"),
    ]:
        criterion = getattr(result, field)
        assert criterion.values == pytest.approx(expected[key], abs=found["tolerance"])
        choice = expected["choice"]["minimax_regret" if key == "max_regret" else key]
        assert list(criterion.choices) == choice
    assert result.evpi == pytest.approx(expected["evpi"], abs=found["tolerance"])


def test_thompson_lumber_of_render_and_stair():
    """Optimism 0.8; the choices of large plant, small plant and no plant as printed there."""
    table = [[200_000, -180_000], [100_000, -20_000], [0, 0]]
    result = criteria(table, [0.5, 0.5], alpha=0.8)
    assert result.hurwicz.values == pytest.approx((124_000, 76_000, 0))
    assert result.laplace.values == pytest.approx((10_000, 40_000, 0))
    assert result.minimax_regret.values == (180_000, 100_000, 200_000)
    names = ("maximax", "maximin", "laplace", "minimax_regret", "hurwicz", "expected_value")
    assert [getattr(result, name).choices for name in names] == [(0,), (2,), (1,), (1,), (0,), (1,)]
    assert result.evpi == pytest.approx(60_000)


def test_options_that_tie_are_all_chosen_even_if_rounding_parts_them():
    assert criteria([[0.1, 0.2], [0.15, 0.15]]).laplace.choices == (0, 1)
    assert criteria([[1, 2], [2, 1]], [0.5, 0.5]).expected_value.choices == (0, 1)


def test_without_probabilities_there_is_no_expected_value():
    result = criteria([[1, 2], [2, 0]])
    assert (result.expected_value, result.evpi) == (None, None)


def test_optimism_of_one_is_maximax_and_of_zero_maximin():
    table = [[1, 5, 2], [3, 3, 3]]
    assert criteria(table, alpha=1).hurwicz == criteria(table).maximax
    assert criteria(table, alpha=0).hurwicz == criteria(table).maximin


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([[1, 2], [1]],), "Option 2 has 1 payoffs"),
        (([[1, 2], [1, None]],), "Value 2 of option 2"),
        (([1, 2],), "row for each option"),
        (([[1, 2]], [0.5, 0.4]), "add up to 0.9"),
        (([[1, 2]], [1.5, -0.5]), "from 0 to 1"),
        (([[1, 2]], [1]), "1 probabilities for 2"),
        (([[1, 2]], None, 1.1), "optimism"),
        (([[1, 2]], None, "0.6"), "optimism"),
        ((None,), "row for each option"),
    ],
)
def test_tables_and_chances_that_do_not_fit_are_refused(arguments, words):
    with pytest.raises(MethodError, match=words):
        criteria(*arguments)


@pytest.mark.parametrize("empty", [[], [[]]])
def test_an_empty_table_is_refused(empty):
    with pytest.raises(TooFewPoints):
        criteria(empty)


def test_a_data_frame_is_read_by_its_rows():
    frame = pd.DataFrame({"boom": [1, 3], "slump": [2, 0]}, index=["stay", "go"])
    assert criteria(frame) == criteria([[1, 2], [3, 0]])


def test_rounded_probabilities_are_scaled_and_the_caveat_says_so():
    result = criteria([[3, 0, 0], [1, 1, 1]], [0.333, 0.333, 0.333])
    assert result.expected_value.values == pytest.approx((1, 1))
    assert "scaled" in result.caveat
    assert criteria([[3, 0, 0], [1, 1, 1]], [1 / 3] * 3).caveat == ""


TABLE = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(-100, 100), min_size=n, max_size=n), min_size=1)
)


@given(TABLE, st.floats(0, 1))
def test_hurwicz_lies_between_the_worst_and_the_best_and_no_regret_is_below_zero(table, alpha):
    result = criteria(table, alpha=alpha)
    for low, middle, high in zip(
        result.maximin.values, result.hurwicz.values, result.maximax.values, strict=True
    ):
        assert low - 1e-9 <= middle <= high + 1e-9
    assert min(result.minimax_regret.values) >= 0


@given(TABLE)
def test_perfect_information_is_worth_the_least_expected_regret(table):
    n = len(table[0])
    result = criteria(table, [1 / n] * n)
    regrets = np.max(table, axis=0) - np.array(table)
    assert result.evpi == pytest.approx(regrets.mean(axis=1).min(), abs=1e-9)
    assert result.expected_value.choices == result.laplace.choices


def test_one_option_or_one_scenario_is_said():
    assert "one option" in criteria([[1, 2]]).caveat
    assert "one scenario" in criteria([[1], [2]]).caveat


def test_payoffs_may_be_named_by_option_but_not_by_scenario():
    named = criteria({"shop": [50, 50], "web": [0, 120]})
    assert named == criteria([[50, 50], [0, 120]])
    with pytest.raises(MethodError, match="not a mapping"):
        criteria({"shop": {2024: 50, 2025: 50}, "web": {2025: 0, 2024: 120}})
