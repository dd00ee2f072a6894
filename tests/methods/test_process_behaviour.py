"""Signal or noise: the published charts come out, and odd series are met honestly."""

from itertools import accumulate

import numpy as np
import pandas as pd
import pytest
import statprocon
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.process_behaviour import Signal, assurance, xmr

# Making Sense of Data (2003), p. 179, sec. 12.3, and p. 130, fig. 9.9.
REGION_B = [
    1412, 1280, 1129, 1181, 1149, 1248, 1103, 1021, 1085, 1125,
    910, 999, 883, 851, 997, 878, 939, 834, 688, 806,
]  # fmt: skip
REGION_C = [
    1056, 1048, 1129, 1073, 1157, 1146, 1064, 1213, 1088, 1322,
    1256, 1132, 1352, 1353, 1466, 1196, 1330, 1003, 1197, 1337,
]  # fmt: skip
PEAK_FLOW = [
    120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180,
]  # fmt: skip
TENTHS = st.lists(st.integers(0, 200).map(lambda tenth: tenth / 10), min_size=6, max_size=40)
WANDERING = TENTHS.map(lambda steps: [round(level, 1) for level in accumulate(steps)])


def places(chart, rule):
    """Return where a rule signals, counted from 1 as the books do."""
    return [signal.index + 1 for signal in chart.signals if signal.rule == rule]


@pytest.mark.parametrize("name", ["xmr_verify", "xmr_nist"])
def test_natural_limits_are_those_of_the_published_charts(name):
    known = case(name)
    chart, expected = xmr(known["input"]["values"]), known["expected"]
    found = (chart.centre, chart.moving_range, chart.lower, chart.upper, chart.range_limit)
    wanted = [expected[key] for key in ("mean", "mR_bar", "LNPL", "UNPL", "URL")]
    assert list(found) == pytest.approx(wanted, abs=known["tolerance"])


def test_the_verification_series_signals_in_its_last_month_on_both_charts():
    chart = xmr(case("xmr_verify")["input"]["values"])
    assert places(chart, "beyond_limits") == [16]
    assert places(chart, "range") == [16]


def test_the_median_moving_range_gives_the_published_limits():
    known = case("xmr_median_mr")
    chart, expected = xmr(known["input"]["values"], spread="median"), known["expected"]
    found = (chart.centre, chart.moving_range, chart.lower, chart.upper, chart.range_limit)
    wanted = [expected[key] for key in ("center", "median_mR", "LNPL", "UNPL", "URL")]
    assert list(found) == pytest.approx(wanted, abs=known["tolerance"])


def test_a_trend_runs_through_the_averages_of_the_two_halves():
    known = case("xmr_trended_regionD")
    chart, expected = xmr(known["input"]["values"], trend=True), known["expected"]
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
    known = case(name)
    chart, expected = xmr(known["input"]["values"]), known["expected"]
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
    chart = xmr(case("xmr_rules_accounts_receivable")["input"]["values"])
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


def test_a_trend_takes_the_place_of_either_centre():
    found = xmr(REGION_C, baseline=16, centre="median", spread="median", trend=True)
    assert found == xmr(REGION_C, baseline=16, spread="median", trend=True)
    assert found.variant == "half-average line ± 3.145 × median moving range"


def test_region_b_of_making_sense_of_data_falls_along_its_printed_line():
    chart = xmr(REGION_B, trend=True)
    assert np.diff(chart.centre) == pytest.approx(np.full(19, -29.48))
    assert np.mean(chart.centre[:10]) == pytest.approx(1173.3)
    assert np.mean(chart.centre[10:]) == pytest.approx(878.5, abs=0.11)
    assert np.subtract(chart.upper, chart.centre) == pytest.approx(272.2, abs=0.05)


def test_region_c_of_making_sense_of_data_leaves_its_locked_trend_in_the_18th_month():
    chart = xmr(REGION_C, baseline=16, spread="median", trend=True)
    assert np.diff(chart.centre) == pytest.approx(np.full(19, 19.98), abs=0.005)
    assert np.mean(chart.centre[:8]) == pytest.approx(1110.8, abs=0.05)
    assert np.mean(chart.centre[8:16]) == pytest.approx(1270.6, abs=0.21)
    assert np.subtract(chart.upper, chart.centre) == pytest.approx(264.2, abs=0.05)
    assert places(chart, "beyond_limits") == [18]


def test_the_peak_flow_rates_of_making_sense_of_data_run_near_the_upper_limit():
    chart = xmr(PEAK_FLOW)
    found = (chart.centre, chart.moving_range, chart.lower, chart.upper, chart.range_limit)
    assert found == pytest.approx((183.1, 52.4, 43.7, 322.5, 171.3), abs=0.25)
    assert places(chart, "near_limit") == [11, 12, 13]
    assert places(chart, "range") == [9]


@pytest.mark.parametrize("n", [13, 14])
def test_the_line_passes_each_half_average_at_the_middle_of_its_half(n):
    values = REGION_B[:n]
    centre, half = xmr(values, trend=True).centre, n // 2
    assert np.mean(centre[:half]) == pytest.approx(np.mean(values[:half]))
    assert np.mean(centre[-half:]) == pytest.approx(np.mean(values[-half:]))


def test_an_unknown_variant_is_refused():
    with pytest.raises(MethodError, match="mean"):
        xmr(range(20), spread="sd")


def test_the_result_names_its_variant():
    assert xmr(range(20)).variant == "mean of the values ± 2.66 × mean moving range"
    assert "3.145 × median" in xmr(range(20), spread="median").variant


def test_a_median_centre_is_the_median():
    assert xmr([1, 2, 3, 4, 5, 100], centre="median").centre == 3.5


def test_series_from_numpy_and_pandas_give_the_same_chart():
    values = case("xmr_nist")["input"]["values"]
    assert xmr(np.array(values)) == xmr(pd.Series(values, index=range(5, 15))) == xmr(values)


@given(TENTHS, st.integers(-50, 50), st.sampled_from([0.5, 2, 4, -1, -8]), st.booleans())
def test_another_unit_shifts_and_scales_the_chart_and_signals_the_same(values, shift, scale, trend):
    chart = xmr(values, trend=trend)
    other = xmr([scale * value + shift for value in values], trend=trend)
    edges = ("lower", "upper") if scale > 0 else ("upper", "lower")
    for name, same in [("centre", "centre"), ("lower", edges[0]), ("upper", edges[1])]:
        wanted = scale * np.array(getattr(chart, name)) + shift
        assert np.array(getattr(other, same)) == pytest.approx(wanted)
    assert other.moving_range == pytest.approx(abs(scale) * chart.moving_range)
    assert other.range_limit == pytest.approx(abs(scale) * chart.range_limit)
    if clear_of_edges(values, chart):
        assert other.signals == chart.signals


@given(st.one_of(TENTHS, WANDERING))
def test_statprocon_draws_the_same_limits_and_finds_the_same_signals(values):
    """statprocon rounds to three decimals, so figures nearer an edge than that are left out."""
    for spread, word in (("mean", "average"), ("median", "median")):
        chart, other = xmr(values, spread=spread), statprocon.XmR(values, moving_range_uses=word)
        found = (chart.centre, chart.lower, chart.upper, chart.range_limit)
        wanted = (
            other.x_central_line(),
            other.lower_natural_process_limit(),
            other.upper_natural_process_limit(),
            other.upper_range_limit(),
        )
        assert found == pytest.approx([float(line[0]) for line in wanted], abs=0.004)
        if clear_of_edges(values, chart) and not both_sides_near(values, chart):
            runs, near = places(chart, "run_of_8"), places(chart, "near_limit")
            beyond, jumps = places(chart, "beyond_limits"), places(chart, "range")
            assert beyond == at(other.rule_1_x_indices_beyond_limits())
            assert jumps == at(other.rule_1_mr_indices_beyond_limits())
            assert members(runs, 8) == at(other.rule_2_runs_about_central_line())
            assert members(near, 4) == at(other.rule_3_runs_near_limits())


@given(TENTHS.filter(lambda values: len(values) % 2 == 0))
def test_statprocon_draws_the_same_line_through_an_even_number_of_points(values):
    """Of an odd number it divides by a period too few, and misses its own second average."""
    other = statprocon.XmRTrending(statprocon.XmR(values))
    line = [float(level) for level in other.x_central_line()]
    assert xmr(values, trend=True).centre == pytest.approx(line)


def clear_of_edges(values, chart):
    """Whether no figure lies within rounding of a line that decides about a signal."""
    values, centre, upper = (np.array(line, float) for line in (values, chart.centre, chart.upper))
    away, width = np.abs(values - centre), np.min(upper - centre)
    to_range_limit = np.abs(np.abs(np.diff(values)) - chart.range_limit)
    gaps = [away, np.abs(away - width), np.abs(away - width / 2), to_range_limit]
    return np.min(np.concatenate(gaps)) > 0.01


def both_sides_near(values, chart):
    """Whether four successive points come near both limits, which statprocon sets off."""
    away = np.array(values) - chart.centre
    near = np.where(np.abs(away) > (chart.upper - chart.centre) / 2, np.sign(away), 0)
    windows = np.lib.stride_tricks.sliding_window_view(near, 4)
    return bool(np.any((windows.max(axis=1) > 0) & (windows.min(axis=1) < 0)))


def members(ends, size):
    """Return all points of the windows that end at these."""
    return sorted({end - back for end in ends for back in range(size)})


def at(flags):
    """Return where a flag is up, counted from 1."""
    return [place for place, flag in enumerate(flags, 1) if flag]


def test_a_point_on_a_limit_or_half_way_to_it_counts_as_within():
    # Mean 10 and mean moving range 2 in the first ten: limits 4.68 and 15.32, half-way 12.66.
    calm = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11]
    chart = xmr([*calm, 12.66, 12.66, 12.66, 15.32], baseline=10)
    assert chart.upper == pytest.approx(15.32)
    assert chart.signals == ()
    beyond = xmr([*calm, 12.67, 12.67, 12.67, 15.33], baseline=10)
    assert [(s.index, s.rule) for s in beyond.signals] == [
        (12, "near_limit"),
        (13, "beyond_limits"),
        (13, "near_limit"),
    ]


@pytest.mark.parametrize("bad", [8.0, "8", float("nan")])
def test_a_baseline_is_a_whole_number_of_points(bad):
    with pytest.raises(MethodError, match="baseline has to be a whole number"):
        xmr(range(20), baseline=bad)


STEADY = [20, 22, 19, 21, 20, 23, 21, 20, 22, 19, 21, 22, 20, 21, 19, 22, 20]


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (15, "will meet", "will miss"),
        (20, "hit or miss", "hit or miss"),
        (27, "will miss", "will meet"),
    ],
)
def test_the_limits_say_whether_the_process_meets_its_target(target, higher, lower):
    chart = xmr(STEADY)
    assert assurance(chart, target, "higher is better") == higher
    assert assurance(chart, target, "lower is better") == lower


def test_a_target_on_a_limit_can_just_be_met():
    chart = xmr(STEADY)
    assert assurance(chart, chart.lower, "higher is better") == "will meet"
    assert assurance(chart, chart.upper, "higher is better") == "hit or miss"
    assert assurance(chart, chart.upper, "lower is better") == "will meet"


def test_the_limits_of_the_last_point_are_those_that_count_under_a_trend():
    chart = xmr([10 * month + figure for month, figure in enumerate(STEADY)], trend=True)
    assert chart.upper[0] < 100 < chart.lower[-1]
    assert assurance(chart, 100, "higher is better") == "will meet"


def test_nothing_is_assured_from_few_points_or_without_a_target_or_a_direction():
    assert assurance(xmr(STEADY[:16]), 15, "higher is better") is None
    assert assurance(xmr(STEADY), None, "higher is better") is None
    assert assurance(xmr(STEADY), 15, None) is None
    for target, direction in ((float("nan"), "higher is better"), (15, "up")):
        with pytest.raises(MethodError):
            assurance(xmr(STEADY), target, direction)


def test_limits_come_from_the_places_of_a_baseline_and_hold_for_every_point():
    values = [50, 52, 49, 90, 51, 50, 48, 51]
    chart = xmr(values, baseline=[0, 1, 2, 4, 5, 6, 7])
    plain = xmr([value for value in values if value != 90])
    assert (chart.centre, chart.upper, chart.n) == (plain.centre, plain.upper, 7)
    assert 3 in {signal.index for signal in chart.signals}


@pytest.mark.parametrize("bad", [[0, 1, 2, 3, 4, 4], [5, 4, 3, 2, 1, 0], [0, 1, 2, 3, 4, 60]])
def test_a_baseline_names_each_of_its_points_once_and_in_order(bad):
    with pytest.raises(MethodError, match="each once, in order"):
        xmr(range(12), baseline=bad)


def test_a_trend_has_no_baseline_of_places():
    with pytest.raises(MethodError, match="successive points"):
        xmr(range(12), baseline=[0, 1, 2, 3, 4, 5, 7], trend=True)
