"""Direction and forecast: the published figures come out, and thin series are met honestly."""

import tracemalloc
from itertools import permutations
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.trend import exponential_smoothing, holt, mann_kendall

# NIST/SEMATECH e-Handbook 6.4.3.4, with γ = 1 and the forecasts to one decimal.
NIST_SALES = [6.4, 5.6, 7.8, 8.8, 11, 11.6, 16.7, 15.3, 21.6, 22.4]
SERIES = st.lists(st.integers(-1000, 1000), min_size=3, max_size=30)
DISTINCT = st.lists(st.integers(-1000, 1000), min_size=3, max_size=30, unique=True)


def test_trend_cloud_seeding_of_hollander_and_wolfe():
    known = case("trend_cloud_seeding")
    trend, expected = mann_kendall(known["input"]["values"]), known["expected"]
    found = (trend.s, trend.tau, trend.sen_slope, trend.p_value)
    wanted = [expected[key] for key in ("S", "tau", "sen_slope", "p_exact_two_sided")]
    assert list(found) == pytest.approx(wanted, abs=known["tolerance"])
    assert trend.variant == "exact p-value"


@given(DISTINCT)
def test_without_ties_the_test_is_that_of_scipy(values):
    trend = mann_kendall(values)
    other = stats.kendalltau(range(len(values)), values, method="exact")
    assert trend.tau == pytest.approx(other.statistic)
    assert trend.p_value == pytest.approx(other.pvalue)


def test_the_exact_p_value_counts_the_permutations():
    values = [3, 1, 2, 5, 4, 6]
    trend = mann_kendall(values)
    as_far = [abs(mann_kendall(order).s) >= abs(trend.s) for order in permutations(values)]
    assert trend.p_value == pytest.approx(np.mean(as_far))


@pytest.mark.parametrize(
    ("n", "s", "one_sided"),
    [(4, 4, 0.167), (5, 6, 0.117), (5, 8, 0.042), (8, 16, 0.031), (10, 21, 0.036), (10, 23, 0.023)],
)
def test_the_exact_p_value_is_twice_that_of_the_printed_tables(n, s, one_sided):
    """Kendall's table, as in Gilbert (1987), Table A18."""
    falling, left, series = (comb(n, 2) - s) // 2, list(range(n)), []
    while left:
        ahead = min(falling, len(left) - 1)  # taking this one first makes so many pairs fall
        series.append(left.pop(ahead))
        falling -= ahead
    trend = mann_kendall(series)
    assert trend.s == s
    assert trend.p_value / 2 == pytest.approx(one_sided, abs=0.0006)


def test_the_worked_series_of_holy_cross_with_one_tie():
    series = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
    trend = mann_kendall(series)
    assert trend.s == 54
    assert trend.p_value == pytest.approx(2 * stats.norm.sf(2.9058), abs=1e-6)
    assert trend.tau == pytest.approx(54 / 91)


def test_ties_take_their_share_out_of_the_variance():
    # S = 3 + 3 + 2 + 2 + 0 by hand; V = (5·4·15 − 2·(2·1·9))/18 = 264/18 with two pairs of ties.
    trend = mann_kendall([1, 1, 2, 2, 3])
    assert (trend.s, trend.tau) == (8, 0.8)
    assert trend.p_value == pytest.approx(2 * stats.norm.sf(7 / np.sqrt(264 / 18)))
    assert "normal" in trend.variant


def test_a_long_series_takes_the_normal_p_value():
    values = np.random.default_rng(1).permutation(60)
    trend = mann_kendall(values)
    z = (abs(trend.s) - 1) / np.sqrt(60 * 59 * 125 / 18)
    assert trend.p_value == pytest.approx(2 * stats.norm.sf(z))
    assert trend.p_value == pytest.approx(
        stats.kendalltau(range(60), values, method="exact").pvalue, abs=0.005
    )


@given(SERIES)
def test_the_slope_is_that_of_theil_and_sen(values):
    trend = mann_kendall(values)
    assert trend.sen_slope == pytest.approx(stats.theilslopes(values).slope)
    assert 0 <= trend.p_value <= 1


@given(SERIES, st.integers(1, 50), st.integers(-50, 50))
def test_another_unit_scales_the_slope_and_changes_nothing_else(values, scale, shift):
    trend, other = mann_kendall(values), mann_kendall([scale * v + shift for v in values])
    assert (other.s, other.p_value) == (trend.s, trend.p_value)
    assert other.sen_slope == pytest.approx(scale * trend.sen_slope)


@given(SERIES)
def test_time_run_backwards_turns_the_trend_round(values):
    trend, back = mann_kendall(values), mann_kendall(values[::-1])
    assert (back.s, back.p_value) == (-trend.s, trend.p_value)
    assert back.sen_slope == pytest.approx(-trend.sen_slope)


def test_an_unbroken_rise_has_the_greatest_tau():
    trend = mann_kendall(range(12))
    assert (trend.s, trend.tau, trend.sen_slope) == (comb(12, 2), 1, 1)
    assert trend.caveat == ""


def test_a_measure_that_never_moves_has_no_trend():
    trend = mann_kendall([7] * 9)
    assert (trend.s, trend.tau, trend.p_value, trend.sen_slope) == (0, 0, 1, 0)
    assert "never change" in trend.caveat


def test_thin_series_say_so():
    assert "too few for any trend" in mann_kendall([1, 2, 3, 4]).caveat
    assert "Only 9 points" in mann_kendall(range(9)).caveat
    assert "rough" not in mann_kendall(range(9)).caveat
    assert "With ties among them, the p-value is rough" in mann_kendall([1, 1, 2, 3, 4, 5]).caveat
    assert mann_kendall([1, 1, 2, 3, 4, 5, 6, 7, 8, 9]).caveat == ""
    with pytest.raises(TooFewPoints, match="at least 3 points; there are 2"):
        mann_kendall([1, 2])
    with pytest.raises(MethodError, match="Value 2 "):
        mann_kendall([1, float("nan"), 3])


def test_ses_nist_alpha_0_1_of_the_nist_handbook():
    known = case("ses_nist_alpha0.1")
    given_, expected = known["input"], known["expected"]
    outlook = exponential_smoothing(given_["values"], given_["alpha"])
    errors = np.subtract(given_["values"][1:], outlook.fitted)
    assert outlook.fitted == pytest.approx(expected["one_step_fits_t2_on"], abs=known["tolerance"])
    assert errors @ errors == pytest.approx(expected["sse"], abs=known["tolerance"])
    assert outlook.forecast == pytest.approx((expected["next_forecast"],), abs=known["tolerance"])
    printed = known["published"]["one_step_fits_t2_on"]
    assert outlook.fitted == pytest.approx(printed, abs=0.0051)


def test_single_smoothing_of_the_nist_sales():
    outlook = exponential_smoothing(NIST_SALES, alpha=0.977)
    printed = [6.4, 5.6, 7.8, 8.8, 10.9, 11.6, 16.6, 15.3, 21.5]
    assert outlook.fitted == pytest.approx(printed, abs=0.051)
    assert outlook.forecast == pytest.approx((22.4,), abs=0.051)


def test_without_a_trend_every_period_ahead_has_the_same_forecast():
    outlook = exponential_smoothing([10, 12, 11], alpha=0.5, horizon=3)
    assert outlook.forecast == (11, 11, 11)
    assert (outlook.level, outlook.slope) == (11, 0)


def test_holt_draws_the_line_of_the_nist_handbook():
    outlook = holt(NIST_SALES, alpha=0.3623, beta=1.0, level=6.4, slope=0.8, horizon=5)
    assert outlook.forecast == pytest.approx([25.8, 28.7, 31.7, 34.6, 37.6], abs=0.051)
    # The handbook's "double" column is the level: what was fitted, moved towards the value.
    levels = 0.3623 * np.array(NIST_SALES[1:]) + 0.6377 * np.array(outlook.fitted)
    printed = [6.6, 7.2, 8.1, 9.8, 11.5, 14.5, 16.7, 19.9, 22.8]
    assert levels == pytest.approx(printed, abs=0.06)


def test_holt_from_the_first_step_is_that_of_r_which_starts_at_the_second_value():
    # R's HoltWinters takes level y2 and slope y2 − y1 at the second value and goes on from there.
    level, slope, fitted = 5.6, 5.6 - 6.4, []
    for value in NIST_SALES[2:]:
        fitted.append(level + slope)
        before, level = level, 0.4 * value + 0.6 * (level + slope)
        slope = 0.3 * (level - before) + 0.7 * slope
    outlook = holt(NIST_SALES, alpha=0.4, beta=0.3, level=6.4, slope=5.6 - 6.4)
    assert (outlook.level, outlook.slope) == pytest.approx((level, slope))
    assert outlook.fitted[1:] == pytest.approx(fitted)


def test_holt_continues_a_straight_line_whatever_the_weights():
    line = [3 + 2 * i for i in range(8)]
    outlook = holt(line, alpha=0.3, beta=0.2, level=3, slope=2, horizon=2)
    assert outlook.fitted == pytest.approx(line[1:])
    assert outlook.forecast == pytest.approx([19, 21])


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), st.floats(0.01, 1))
def test_holt_without_a_slope_is_plain_smoothing(values, alpha):
    plain = exponential_smoothing(values, alpha, horizon=2)
    assert holt(values, alpha, 0, values[0], 0, horizon=2).forecast == plain.forecast


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), st.floats(0.01, 1))
def test_what_is_fitted_never_leaves_the_range_of_the_values(values, alpha):
    outlook = exponential_smoothing(values, alpha)
    dust = 1e-9 * max(map(abs, values))
    for figure in (*outlook.fitted, *outlook.forecast):
        assert min(values) - dust <= figure <= max(values) + dust


@given(SERIES, st.floats(0.01, 1), st.floats(0, 1), st.integers(1, 20), st.integers(-50, 50))
def test_another_unit_shifts_and_scales_the_forecast(values, alpha, beta, scale, shift):
    one = holt(values, alpha, beta, values[0], 1, horizon=3)
    moved = [scale * value + shift for value in values]
    other = holt(moved, alpha, beta, moved[0], scale, horizon=3)
    wanted = scale * np.array([*one.fitted, *one.forecast]) + shift
    assert [*other.fitted, *other.forecast] == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("alpha", [0, -0.1, 1.1, float("nan"), "0.5", None])
def test_a_weight_outside_its_range_is_refused(alpha):
    with pytest.raises(MethodError, match="alpha"):
        exponential_smoothing([1, 2], alpha)
    with pytest.raises(MethodError, match="alpha"):
        holt([1, 2], alpha, 0.5, 1, 1)


def test_what_holt_cannot_start_from_is_refused():
    with pytest.raises(MethodError, match="beta"):
        holt([1, 2], 0.5, 1.5, 1, 1)
    with pytest.raises(MethodError, match="finite"):
        holt([1, 2], 0.5, 0.5, float("nan"), 1)
    with pytest.raises(MethodError, match="1 period"):
        holt([1, 2], 0.5, 0.5, 1, 1, horizon=0)
    with pytest.raises(MethodError, match="horizon has to be a whole number"):
        exponential_smoothing([1, 2], 0.5, horizon=1.5)
    with pytest.raises(MethodError, match="slope to start from"):
        holt([1, 2], 0.5, 0.5, 1, None)
    with pytest.raises(TooFewPoints, match="at least 2"):
        holt([1], 0.5, 0.5, 1, 1)
    with pytest.raises(TooFewPoints, match="at least 2"):
        exponential_smoothing([], 0.5)


def test_a_forecast_says_how_thin_or_how_far_it_is():
    assert "6 points only" in exponential_smoothing(range(6), 0.5).caveat
    assert "far" in exponential_smoothing(range(12), 0.5, horizon=7).caveat
    assert exponential_smoothing(range(12), 0.5, horizon=6).caveat == ""


def test_series_from_numpy_and_pandas_give_the_same():
    array, column = np.array(NIST_SALES), pd.Series(NIST_SALES, index=range(5, 15))
    assert mann_kendall(array) == mann_kendall(column) == mann_kendall(NIST_SALES)
    assert exponential_smoothing(array, 0.5) == exponential_smoothing(column, 0.5)


@pytest.mark.parametrize("kind", ["noise", "few values", "steps", "one outlier"])
def test_a_long_series_has_the_same_median_slope_as_all_its_pairs_in_a_row(kind):
    rng = np.random.default_rng(3)
    series = {
        "noise": rng.normal(size=2100),
        "few values": rng.integers(0, 4, 2100).astype(float),
        "steps": np.repeat([0.0, 1.0], 1050),
        "one outlier": np.append(np.zeros(2099), 1.0),
    }[kind]
    earlier, later = np.triu_indices(len(series), 1)
    rises = series[later] - series[earlier]
    found = mann_kendall(series)
    assert found.sen_slope == pytest.approx(np.median(rises / (later - earlier)), abs=1e-15)
    assert found.s == np.sign(rises).sum()


def test_ten_thousand_points_take_little_memory():
    series = np.random.default_rng(4).normal(size=10_000)
    tracemalloc.start()
    try:
        mann_kendall(series)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100_000_000
