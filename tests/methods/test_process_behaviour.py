"""Signal or noise: the published charts come out, and odd series are met honestly."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.process_behaviour import Signal, cusum, ewma, xmr

CASES = {
    case["id"]: case
    for case in json.loads(
        Path(__file__).with_name("process_behaviour_cases.json").read_text(encoding="utf-8")
    )
}
# NIST/SEMATECH e-Handbook 6.3.2.3, recalled and recomputed: the handbook prints two decimals.
NIST_CUSUM = [
    324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
    324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350,
]  # fmt: skip


def places(chart, rule):
    """Return where a rule signals, counted from 1 as the books do."""
    return [signal.index + 1 for signal in chart.signals if signal.rule == rule]


@pytest.mark.parametrize("name", ["xmr_verify", "xmr_nist"])
def test_natural_limits_are_those_of_the_published_charts(name):
    case = CASES[name]
    chart, expected = xmr(case["input"]["values"]), case["expected"]
    found = (chart.centre, chart.moving_range, chart.lower, chart.upper, chart.range_limit)
    wanted = [expected[key] for key in ("mean", "mR_bar", "LNPL", "UNPL", "URL")]
    assert list(found) == pytest.approx(wanted, abs=case["tolerance"])


def test_the_verification_series_signals_in_its_last_month_on_both_charts():
    chart = xmr(CASES["xmr_verify"]["input"]["values"])
    assert places(chart, "beyond_limits") == [16]
    assert places(chart, "range") == [16]


def test_the_median_moving_range_gives_the_published_limits():
    case = CASES["xmr_median_mr"]
    chart, expected = xmr(case["input"]["values"], spread="median"), case["expected"]
    found = (chart.centre, chart.moving_range, chart.lower, chart.upper, chart.range_limit)
    wanted = [expected[key] for key in ("center", "median_mR", "LNPL", "UNPL", "URL")]
    assert list(found) == pytest.approx(wanted, abs=case["tolerance"])


def test_a_trend_runs_through_the_averages_of_the_two_halves():
    case = CASES["xmr_trended_regionD"]
    chart, expected = xmr(case["input"]["values"], trend=True), case["expected"]
    assert chart.centre[0] == pytest.approx(expected["first_center"])
    assert chart.centre[-1] == pytest.approx(expected["last_center"])
    assert np.diff(chart.centre) == pytest.approx(np.full(19, expected["slope"]))
    assert np.subtract(chart.upper, chart.centre) == pytest.approx(expected["half_width"])
    assert np.subtract(chart.centre, chart.lower) == pytest.approx(expected["half_width"])


@pytest.mark.parametrize("n", [12, 13])
def test_a_straight_line_is_its_own_trend_for_an_even_or_odd_number_of_points(n):
    line = [3 + 2 * i for i in range(n)]
    chart = xmr(line, trend=True)
    assert chart.centre == pytest.approx(line)
    assert chart.signals == ()


@pytest.mark.parametrize("name", ["xmr_rules_smoking", "xmr_rules_accounts_receivable"])
def test_the_detection_rules_name_the_points_that_the_books_name(name):
    case = CASES[name]
    chart, expected = xmr(case["input"]["values"]), case["expected"]
    runs = places(chart, "run_of_8")
    members = sorted({point - back for point in runs for back in range(8)})
    assert places(chart, "beyond_limits") == expected["rule1_beyond_limits"]
    assert places(chart, "range") == expected["mR_beyond_URL"]
    assert members == expected["rule2_run_of_8"]
    assert places(chart, "near_limit") == expected["rule3_windows_end_at"]


def test_a_run_is_named_from_its_eighth_point_on():
    chart = xmr([10, 10, 10, 10, 10, 10, *[12] * 9])
    assert places(chart, "run_of_8") == [14, 15]


def test_a_point_on_the_centre_ends_a_run():
    above = [11, 12, 11, 12, 10, 11, 12, 11, 12]
    below = [9, 8, 9, 8, 10, 9, 8, 9, 8]
    chart = xmr(above + below)
    assert chart.centre == 10
    assert places(chart, "run_of_8") == []


def test_three_of_four_near_different_limits_are_no_signal():
    calm = [10, 11, 9, 10, 11, 9, 10, 11, 9, 10]
    chart = xmr([*calm, 12.5, 7.5, 12.5, 7.5], baseline=10)
    assert places(chart, "near_limit") == []


def test_three_of_four_near_one_limit_signal_even_if_the_last_is_back_in_the_middle():
    calm = [10, 11, 9, 10, 11, 9, 10, 11, 9, 10]
    chart = xmr([*calm, 12.5, 12.5, 12.5, 10], baseline=10)
    assert places(chart, "near_limit") == [13, 14]


def test_a_locked_baseline_gives_its_limits_to_what_comes_after():
    before = [20, 22, 19, 21, 20, 23, 20, 21]
    locked, alone = xmr([*before, 35, 36], baseline=8), xmr(before)
    assert (locked.centre, locked.lower, locked.upper) == (alone.centre, alone.lower, alone.upper)
    assert places(locked, "beyond_limits") == [9, 10]
    assert locked.n == 8


def test_signals_stand_in_the_order_of_the_points():
    chart = xmr(CASES["xmr_rules_accounts_receivable"]["input"]["values"])
    assert [s.index for s in chart.signals] == sorted(s.index for s in chart.signals)
    assert Signal(11, "beyond_limits") in chart.signals


@pytest.mark.parametrize("value", [0, 0.1, 0.7, 1 / 3, 19.99, 1e9 + 0.1])
@pytest.mark.parametrize("n", [6, 13, 40])
def test_a_measure_that_never_moves_gives_no_signal(value, n):
    chart = xmr([value] * n)
    assert (chart.lower, chart.moving_range) == (pytest.approx(value), 0)
    assert chart.signals == ()
    assert "no width" in chart.caveat


def test_a_change_after_a_motionless_baseline_is_a_signal():
    chart = xmr([5, 5, 5, 5, 5, 5, 5, 6], baseline=7)
    assert [s.rule for s in chart.signals] == ["beyond_limits", "range"]


def test_limits_are_not_clipped_at_zero():
    assert xmr([0, 4, 0, 5, 1, 4, 0, 3]).lower < 0


@pytest.mark.parametrize("n", [0, 1, 5])
def test_fewer_than_six_points_are_refused(n):
    with pytest.raises(TooFewPoints, match=f"at least 6 points; there are {n}"):
        xmr([1.0, 2.0, 3.0, 4.0, 5.0][:n])


def test_a_baseline_of_fewer_than_six_points_is_refused():
    with pytest.raises(TooFewPoints, match="the baseline has 5"):
        xmr(range(20), baseline=5)


def test_a_baseline_longer_than_the_series_is_refused():
    with pytest.raises(MethodError, match="only 10"):
        xmr(range(10), baseline=11)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), None, "7", pd.NA])
def test_what_is_no_number_is_named_by_its_place(bad):
    with pytest.raises(MethodError, match="Value 3 "):
        xmr([1, 2, bad, 4, 5, 6, 7])


def test_limits_are_provisional_until_seventeen_points():
    assert xmr(range(16)).provisional
    assert "16 points" in xmr(range(16)).caveat
    assert not xmr(range(17)).provisional
    assert xmr([1, 2] * 9).caveat == ""
    assert xmr(range(30), baseline=10).provisional


def test_a_trend_has_no_median_centre():
    with pytest.raises(MethodError, match="no median centre"):
        xmr(range(20), centre="median", trend=True)


def test_an_unknown_variant_is_refused():
    with pytest.raises(MethodError, match="mean"):
        xmr(range(20), spread="sd")


def test_the_result_names_its_variant():
    assert xmr(range(20)).variant == "mean of the values ± 2.66 × mean moving range"
    assert "3.145 × median" in xmr(range(20), spread="median").variant


def test_a_median_centre_is_the_median():
    assert xmr([1, 2, 3, 4, 5, 100], centre="median").centre == 3.5


def test_series_from_numpy_and_pandas_give_the_same_chart():
    values = CASES["xmr_nist"]["input"]["values"]
    assert xmr(np.array(values)) == xmr(pd.Series(values, index=range(5, 15))) == xmr(values)


def test_the_weighted_average_is_the_published_one():
    case = CASES["ewma_nist"]
    given, expected = case["input"], case["expected"]
    chart = ewma(given["values"], given["lambda"], given["ewma0"], given["sigma"], given["L"])
    assert chart.values == pytest.approx(expected["ewma"], abs=case["tolerance"])
    assert (chart.lower, chart.upper) == pytest.approx((expected["LCL"], expected["UCL"]))


@pytest.mark.parametrize("lam", [0, -0.1, 1.1, float("nan")])
def test_a_weight_outside_its_range_is_refused(lam):
    with pytest.raises(MethodError, match="weight"):
        ewma([1, 2], lam, 0, 1, 3)


def test_what_adds_up_above_the_target_is_the_published_sum():
    chart = cusum(NIST_CUSUM, target=325, sigma=0.635, k=0.5, h=4.1959 / 0.635)
    assert chart.high[4] == pytest.approx(0.0325)
    assert chart.high[12:] == pytest.approx(
        [3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04], abs=0.011
    )
    assert chart.first_signal == 13


def test_what_adds_up_below_the_target_signals_too():
    chart = cusum([10, 9, 8, 7], target=10, sigma=1, k=0.5, h=2)
    assert chart.low == (0, 0.5, 2.0, 4.5)
    assert chart.high == (0, 0, 0, 0)
    assert chart.first_signal == 3


def test_a_sum_that_stays_within_its_interval_gives_no_signal():
    assert cusum([10, 10.2, 9.9], target=10, sigma=1, k=0.5, h=4).first_signal is None


def test_early_warnings_need_a_value_and_a_spread():
    with pytest.raises(TooFewPoints, match="at least 1 point;"):
        cusum([], 10, 1, 0.5, 4)
    with pytest.raises(MethodError, match="sigma has to be 0 or more"):
        cusum([1, 2], 10, -1, 0.5, 4)
    with pytest.raises(MethodError, match="sigma has to be 0 or more"):
        ewma([1, 2], 0.3, 10, -1, 3)
