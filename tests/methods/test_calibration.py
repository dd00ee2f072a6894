"""Were the odds honest: the Brier score, its table, and what is refused."""

import numpy as np
import pytest

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.calibration import brier


def test_certainty_scores_zero_when_right_and_one_when_wrong():
    assert brier([1, 0], [1, 0]).score == 0
    assert brier([1, 0], [0, 1]).score == 1
    assert brier([0.5] * 4, [1, 0, 0, 1]).score == 0.25


def test_the_score_is_the_mean_squared_error():
    said, came = np.linspace(0, 1, 40), np.arange(40) % 2
    assert brier(said, came).score == pytest.approx(np.mean((said - came) ** 2))


def test_the_table_holds_every_forecast_once_in_the_tenth_it_is_written_in():
    rows = brier([0.3, 0.1 + 0.2, 0.7, 1, 0], [0, 1, 1, 1, 0]).bins
    assert [(row.low, row.n) for row in rows] == [(0, 1), (0.3, 2), (0.7, 1), (0.9, 1)]
    assert rows[1].observed == 0.5


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
        ([0.2, None], [1, 0], "Value 2"),
    ],
)
def test_odds_and_outcomes_that_do_not_fit_are_refused(said, came, words):
    with pytest.raises(MethodError, match=words):
        brier(said, came)


def test_no_forecast_has_no_score():
    with pytest.raises(TooFewPoints):
        brier([], [])
