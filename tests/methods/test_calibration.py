"""Were the probabilities honest: the Brier score, its table, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.calibration import brier


def test_certainty_scores_zero_when_right_and_one_when_wrong():
    assert brier([1, 0], [1, 0]).score == 0
    assert brier([1, 0], [0, 1]).score == 1
    assert brier([0.5] * 4, [1, 0, 0, 1]).score == 0.25


def test_the_example_of_scikit_learns_brier_score():
    assert brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]).score == pytest.approx(0.0375)


def test_the_score_is_the_mean_squared_error():
    said, came = np.linspace(0, 1, 40), np.arange(40) % 2
    assert brier(said, came).score == pytest.approx(np.mean((said - came) ** 2))


def test_the_table_holds_every_forecast_once_in_the_tenth_it_is_written_in():
    rows = brier([0.3, 0.1 + 0.2, 0.7, 1, 0], [0, 1, 1, 1, 0]).bins
    assert [(row.low, row.n) for row in rows] == [(0, 1), (0.3, 2), (0.7, 1), (0.9, 1)]
    assert rows[1].observed == 0.5


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60))
def test_the_parts_make_up_the_score(forecasts):
    said, came = [twentieth / 20 for twentieth, _ in forecasts], [event for _, event in forecasts]
    found = brier(said, came)
    parts = found.reliability - found.resolution + found.uncertainty + found.within
    assert found.score == pytest.approx(parts)
    assert found.reliability >= 0
    assert 0 <= found.resolution <= found.uncertainty + 1e-12


def test_probabilities_that_are_all_different_are_judged_by_tenths():
    """Each forecast alone would be called dishonest by its whole error, and tell all apart."""
    rng = np.random.default_rng(8)
    said = rng.uniform(0, 1, 2000)
    honest = brier(said, rng.uniform(0, 1, 2000) < said)
    assert honest.reliability < 0.005
    assert honest.resolution > 0.07
    assert honest.score > 0.15


def test_within_is_what_the_tenths_blur_and_nothing_where_each_holds_one_probability():
    """Two in one tenth: the variance of 0.02 and 0.08 less twice their covariance with 0 and 1."""
    assert brier([0.02, 0.08], [0, 1]).within == pytest.approx(0.03**2 - 2 * 0.03 * 0.5)
    assert brier([0.1 + 0.2, 0.3, 0.7], [0, 1, 1]).within == pytest.approx(0, abs=1e-15)


def test_honest_probabilities_have_no_reliability_term_and_one_figure_for_all_no_resolution():
    honest = brier([0.25] * 4 + [0.5] * 2, [1, 0, 0, 0, 1, 0])
    assert honest.reliability == 0
    assert honest.resolution == pytest.approx((4 * (1 / 12) ** 2 + 2 * (1 / 6) ** 2) / 6)
    assert brier([0.4] * 4, [1, 0, 0, 1]).resolution == 0


def test_few_forecasts_thin_rows_and_one_sided_outcomes_are_said():
    assert "Only 1 forecast:" in brier([0.4], [1]).caveat
    assert "same" in brier([0.4], [1]).caveat
    assert "Some rows" in brier([0.5] * 30 + [0.9], [0, 1] * 15 + [1]).caveat
    assert brier([0.5] * 30, [0, 1] * 15).caveat == ""


@pytest.mark.parametrize(
    ("said", "came", "words"),
    [
        ([1.2], [1], "Probability 1"),
        ([0.2, 0.3], [1, 2], "Outcome 2"),
        ([0.2, 0.3], [1], "still open"),
        ([0.2, None], [1, 0], "Value 2 of the probabilities"),
        ([0.2, 0.3], [1, None], "Value 2 of the outcomes"),
    ],
)
def test_probabilities_and_outcomes_that_do_not_fit_are_refused(said, came, words):
    with pytest.raises(MethodError, match=words):
        brier(said, came)


def test_no_forecast_has_no_score():
    with pytest.raises(TooFewPoints):
        brier([], [])
