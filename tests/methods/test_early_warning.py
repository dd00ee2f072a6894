"""Early warnings: the handbook's two charts come out, and odd settings are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.process_behaviour import cusum, ewma

# NIST/SEMATECH e-Handbook 6.3.2.3, recalled and recomputed: the handbook prints two decimals.
NIST_CUSUM = [
    324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
    324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350,
]  # fmt: skip
# Montgomery, Introduction to Statistical Quality Control, the first table on the tabular CUSUM.
MONTGOMERY = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34,
    9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84,
    10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
]  # fmt: skip
VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=30)


def test_ewma_nist_of_the_handbook():
    known = case("ewma_nist")
    given_, expected = known["input"], known["expected"]
    chart = ewma(given_["values"], given_["lambda"], given_["ewma0"], given_["sigma"], given_["L"])
    assert chart.values == pytest.approx(expected["ewma"], abs=known["tolerance"])
    assert (chart.lower, chart.upper) == pytest.approx((expected["LCL"], expected["UCL"]))
    assert (chart.n, chart.variant) == (20, "λ = 0.3, asymptotic limits at 3 standard deviations")


@pytest.mark.parametrize(("lam", "n", "points"), [(0.3, 20, "5"), (0.3, 2, "2"), (0.05, 60, "38")])
def test_the_limits_of_a_long_series_are_called_too_wide_for_the_first_points(lam, n, points):
    # The exact limits are the asymptotic ones times √(1 − (1 − λ)^(2t)).
    assert f"the first {points} points" in ewma([1] * n, lam, 1, 1, 3).caveat
    exact = np.sqrt(1 - (1 - lam) ** (2 * np.arange(1, n + 1)))
    assert np.sum(exact < 0.99) == int(points)


def test_a_value_that_counts_alone_has_its_limits_from_the_first_point_on():
    chart = ewma([4, 6], lam=1, start=5, sigma=2, width=3)
    assert (chart.values, chart.lower, chart.upper, chart.caveat) == ((4, 6), -1, 11, "")
    assert "on the first point they" in ewma([4, 6, 5, 5], 0.8, 5, 2, 3).caveat


@given(VALUES, st.integers(1, 20), st.integers(-50, 50))
def test_another_unit_shifts_and_scales_both_charts(values, scale, shift):
    moved = [scale * value + shift for value in values]
    one, other = ewma(values, 0.3, 2, 5, 3), ewma(moved, 0.3, 2 * scale + shift, 5 * scale, 3)
    wanted = scale * np.array([*one.values, one.lower, one.upper]) + shift
    assert [*other.values, other.lower, other.upper] == pytest.approx(wanted)
    sums = cusum(values, 2, 5, 0.5, 4)
    scaled = cusum(moved, 2 * scale + shift, 5 * scale, 0.5, 4)
    assert scaled.high == pytest.approx([scale * total for total in sums.high])
    assert scaled.low == pytest.approx([scale * total for total in sums.low])
    assert scaled.first_signal == sums.first_signal


@pytest.mark.parametrize("lam", [0, -0.1, 1.1, float("nan"), "0.3", None])
def test_a_weight_outside_its_range_is_refused(lam):
    with pytest.raises(MethodError, match="weight"):
        ewma([1, 2], lam, 0, 1, 3)


def test_cusum_of_the_nist_handbook_rises_and_signals_at_group_14():
    chart = cusum(NIST_CUSUM, target=325, sigma=0.635, k=0.5, h=4.1959 / 0.635)
    assert chart.high[4] == pytest.approx(0.0325)
    assert chart.high[12:] == pytest.approx(
        [3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04], abs=0.011
    )
    assert chart.first_signal == 13
    assert chart.caveat == ""


def test_cusum_of_montgomery_signals_at_the_29th_period():
    chart = cusum(MONTGOMERY, target=10, sigma=1, k=0.5, h=5)
    assert chart.high[-4:] == pytest.approx([3.35, 4.47, 5.28, 5.30])
    assert chart.low[:3] == pytest.approx([0.05, 1.56, 1.77])
    assert chart.first_signal == 28


def test_what_adds_up_below_the_target_signals_too():
    chart = cusum([10, 9, 8, 7], target=10, sigma=1, k=0.5, h=2)
    assert chart.low == (0, 0.5, 2.0, 4.5)
    assert chart.high == (0, 0, 0, 0)
    assert chart.first_signal == 3


def test_a_sum_that_only_meets_its_interval_gives_no_signal_whatever_the_rounding():
    assert cusum([1.1, 1.1, 1.1], target=1, sigma=0.1, k=0, h=3).first_signal is None
    assert cusum([1.1, 1.1, 1.11], target=1, sigma=0.1, k=0, h=3).first_signal == 2


def test_a_series_too_short_for_the_shift_to_add_up_says_so():
    short = cusum([10, 10.2, 9.9], target=10, sigma=1, k=0.5, h=4)
    assert short.first_signal is None
    assert short.caveat == (
        "A shift by 1 × sigma takes about 9 points to add up to a signal; there are 3."
    )
    assert cusum([10] * 9, target=10, sigma=1, k=0.5, h=4).caveat == ""


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "10", None])
def test_settings_that_are_no_numbers_are_named(bad):
    with pytest.raises(MethodError, match="start"):
        ewma([1, 2], 0.3, bad, 1, 3)
    with pytest.raises(MethodError, match="width"):
        ewma([1, 2], 0.3, 1, 1, bad)
    with pytest.raises(MethodError, match="target"):
        cusum([1, 2], bad, 1, 0.5, 4)
    with pytest.raises(MethodError, match="h has"):
        cusum([1, 2], 10, 1, 0.5, bad)


@pytest.mark.parametrize("sigma", [0, -1, float("nan")])
def test_early_warnings_need_a_value_and_a_spread(sigma):
    with pytest.raises(TooFewPoints, match="at least 1 point;"):
        cusum([], 10, 1, 0.5, 4)
    with pytest.raises(MethodError, match="sigma has to be"):
        cusum([1, 2], 10, sigma, 0.5, 4)
    with pytest.raises(MethodError, match="sigma has to be"):
        ewma([1, 2], 0.3, 10, sigma, 3)
