"""Choosing under uncertainty: the published table, ties, and what is refused."""

import pytest

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
        (([[1, 2], [1, None]],), "Option 2: Value 2"),
        (([1, 2],), "row for each option"),
        (([[1, 2]], [0.5, 0.4]), "add up to 0.9"),
        (([[1, 2]], [1.5, -0.5]), "from 0 to 1"),
        (([[1, 2]], [1]), "1 probabilities for 2"),
        (([[1, 2]], None, 1.1), "optimism"),
    ],
)
def test_tables_and_chances_that_do_not_fit_are_refused(arguments, words):
    with pytest.raises(MethodError, match=words):
        criteria(*arguments)


@pytest.mark.parametrize("empty", [[], [[]]])
def test_an_empty_table_is_refused(empty):
    with pytest.raises(TooFewPoints):
        criteria(empty)


def test_one_option_or_one_scenario_is_said():
    assert "one option" in criteria([[1, 2]]).caveat
    assert "one scenario" in criteria([[1], [2]]).caveat
