"""Options that never win, and criteria that tell the same."""

import pytest

from workbook import WorkbookError
from workbook.methods.ranking import acceptability, dominated, telling_the_same

FIVE = [[0.1, 0.2, 0.9], [0.3, 0.3, 0.1], [0.5, 0.5, 0.5], [0.7, 0.8, 0.2], [0.9, 0.9, 0.6]]


def test_a_dominated_option_is_first_under_no_weights():
    values = [[0.9, 0.2, 0.5], [0.4, 0.8, 0.5], [0.4, 0.1, 0.5]]
    assert dominated(values) == (None, None, 1)
    assert acceptability(values).rank_probability[2, 0] == 0


def test_equal_options_do_not_dominate_each_other():
    assert dominated([[0.5, 0.5], [0.5, 0.5]]) == (None, None)


def test_a_difference_that_rounding_made_is_none():
    assert dominated([[0.1 + 0.2, 0.5], [0.3, 0.5]]) == (None, None)


def test_criteria_that_rise_together_are_told_with_their_correlation():
    [(i, j, r)] = telling_the_same(FIVE)
    assert (i, j) == (0, 1)
    assert r == pytest.approx(0.9851, abs=5e-5)


def test_criteria_that_pull_apart_are_no_repetition():
    assert telling_the_same([[a, 1 - a] for a in (0.1, 0.3, 0.5, 0.7, 0.9)]) == ()


def test_a_criterion_on_which_all_are_alike_goes_with_none():
    assert telling_the_same([[a, 0.5] for a in (0.1, 0.3, 0.5, 0.7, 0.9)]) == ()


def test_few_options_say_nothing():
    assert telling_the_same(FIVE[:4]) == ()


@pytest.mark.parametrize("method", [dominated, telling_the_same])
def test_a_missing_value_is_refused(method):
    with pytest.raises(WorkbookError):
        method([[0.5, None], [0.2, 0.1]])
