"""Two measures together: published figures, honest intervals, and no pair too few."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.association import lagged, screen, spearman

PAIRS = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=8, max_size=30
).filter(lambda pairs: all(len(set(side)) > 1 for side in zip(*pairs, strict=True)))
NOISE = np.random.default_rng(4).normal(size=(2, 40))


def test_spearman_iq_tv_of_wikipedia_with_the_interval_of_bonett_and_wright():
    known = case("spearman_iq_tv")
    found, expected = spearman(**known["input"]), known["expected"]
    assert found.rho == pytest.approx(expected["rho"], abs=known["tolerance"])
    assert found.p_value == pytest.approx(expected["p_t_approx"], abs=known["tolerance"])
    interval = expected["ci95_bonett_wright"]
    assert [found.low, found.high] == pytest.approx(interval, abs=known["tolerance"])
    assert found.n == 10


def test_the_example_of_statpsychs_interval_for_a_spearman_correlation():
    """With tied values; printed in the manual of Bonett's own R package (ci.spear)."""
    y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19]
    x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51]
    found = spearman(x, y)
    assert (found.rho, found.low, found.high) == pytest.approx(
        (0.8699639, 0.5840951, 0.9638297), abs=5e-8
    )


def test_lag_spearman_monotone_by_its_definition():
    known = case("lag_spearman_monotone")
    found, expected = lagged(**known["input"]), known["expected"]
    rhos = [one.rho for one in found]
    assert rhos == pytest.approx(expected["rho_by_lag"], abs=known["tolerance"])
    assert [one.n for one in found] == expected["n_by_lag"]
    assert [one.lag for one in found] == known["input"]["lags"]


@given(PAIRS)
def test_ranks_and_their_p_value_follow_their_formulas_ties_included(pairs):
    x, y = zip(*pairs, strict=True)
    found = spearman(x, y)
    r = np.corrcoef(stats.rankdata(x), stats.rankdata(y))[0, 1]
    assert found.rho == pytest.approx(r)
    assert -1 <= found.low <= found.rho <= found.high <= 1
    if abs(r) < 0.999:
        t = r * np.sqrt((found.n - 2) / (1 - r**2))
        assert found.p_value == pytest.approx(2 * stats.t.sf(abs(t), found.n - 2))


@given(PAIRS)
def test_stretching_a_measure_or_reordering_the_pairs_changes_nothing(pairs):
    x, y = zip(*pairs, strict=True)
    found = spearman(x, y)
    stretched = spearman([value**3 for value in x[::-1]], y[::-1])
    assert (stretched.rho, stretched.low) == pytest.approx((found.rho, found.low))


def test_the_interval_is_wider_than_that_for_figures_on_a_scale():
    found = spearman(*case("spearman_iq_tv")["input"].values())
    plain = np.tanh(np.arctanh(found.rho) + np.array([-1, 1]) * stats.norm.isf(0.025) / np.sqrt(7))
    assert found.low < plain[0] < plain[1] < found.high


def test_more_confidence_takes_a_wider_interval():
    x, y = NOISE
    wide, narrow = spearman(x, y, confidence=0.99), spearman(x, y, confidence=0.8)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("order", [1, -1])
def test_full_agreement_is_reported_without_a_width_and_says_what_that_is_worth(order):
    found = spearman(range(8), [order * v for v in range(8)])
    assert (found.rho, found.low, found.high, found.p_value) == (order, order, order, 0)
    assert "proves nothing" in found.caveat


def test_a_positive_lag_looks_at_y_later_than_x():
    x, later = NOISE[0], np.roll(NOISE[0], 3)
    ahead, behind = lagged(x, later, [3, -3])
    assert (ahead.rho, ahead.n) == (1, 37)
    assert ahead.reading == "Higher x goes with higher y 3 periods later."
    assert behind.rho < 0.9
    assert lagged(later, x, [-3])[0].reading == "Higher x goes with higher y 3 periods earlier."
    assert lagged(x, -np.roll(x, 1), [1])[0].reading.endswith("lower y 1 period later.")


def test_an_interval_around_zero_reads_as_no_association():
    assert spearman(*NOISE).reading == "x and y show no clear association."


def test_pairs_in_no_order_of_time_are_read_without_a_period():
    assert spearman(range(9), [0, 2, 1, 3, 4, 5, 7, 6, 8]).reading == "Higher x goes with higher y."
    assert spearman(*NOISE).lag is None
    assert lagged(*NOISE, [0])[0].reading.startswith("x and y in the same period show no")


def test_two_trending_measures_are_warned_about_and_their_changes_are_not():
    steps = np.arange(40)
    x, y = steps + NOISE[0], 2 * steps + NOISE[1]
    assert "Both measures trend" in lagged(x, y, [2])[0].caveat
    [found] = lagged(x, y, [2], changes=True)
    assert found.caveat == ""
    [by_hand] = lagged(np.diff(x), np.diff(y), [2])
    assert (found.rho, found.p_value, found.n) == (by_hand.rho, by_hand.p_value, 37)
    assert found.rho != lagged(x, y, [2])[0].rho


def test_changes_that_trend_themselves_are_still_warned_about():
    curve = np.arange(30.0) ** 2 + NOISE[0][:30]
    assert "changes of both measures trend too" in lagged(curve, curve, [1], True)[0].caveat


def test_changes_are_read_as_rises_and_falls():
    [found] = lagged(np.cumsum(NOISE[0]), np.cumsum(-np.roll(NOISE[0], 1)), [1], changes=True)
    assert found.reading == "Rises in x go with falls in y 1 period later."
    [none] = lagged(np.cumsum(NOISE[0]), np.cumsum(NOISE[1]), [0], changes=True)
    assert none.reading == "Changes in x and in y in the same period show no clear association."


def test_even_steps_are_even_whatever_the_last_digits_of_a_float_say():
    steady = [0.1 * month for month in range(20)]
    assert len(set(np.diff(steady))) > 1
    with pytest.raises(MethodError, match="What x gains a period never changes"):
        lagged(steady, NOISE[1][:20], [0], changes=True)


def test_pairs_screened_together_are_adjusted_by_benjamini_and_hochberg():
    rng = np.random.default_rng(2)
    x = rng.normal(size=30)
    found = [spearman(x, weight * x + rng.normal(size=30)) for weight in (3, 0.4, 0, 0, 0)]
    ps = np.array([one.p_value for one in found])
    by_hand = [min(5 * q / np.sum(ps <= q) for q in ps[ps >= p]) for p in ps]
    screened = screen(found)
    assert [one.adjusted_p for one in screened] == pytest.approx(by_hand)
    assert [one.association for one in screened] == found
    assert [one.stands_out for one in screened] == [p <= 0.05 for p in by_hand]
    assert screened[0].stands_out
    assert not screened[-1].stands_out
    assert screen([]) == ()


def test_fewer_than_eight_pairs_are_refused_at_any_lag():
    with pytest.raises(TooFewPoints, match="there are 7"):
        spearman(range(7), range(7))
    with pytest.raises(TooFewPoints, match="there are 0"):
        spearman([], [])
    with pytest.raises(TooFewPoints, match="a lag of -3 leaves 7"):
        lagged(NOISE[0][:10], NOISE[1][:10], [0, -3])
    with pytest.raises(TooFewPoints, match="a lag of 99 leaves 0"):
        lagged(NOISE[0], NOISE[1], [99])


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(MethodError, match="y never changes"):
        spearman(range(9), [0.1] * 9)
    with pytest.raises(MethodError, match="9 values and y has 8"):
        spearman(range(9), range(8))
    with pytest.raises(MethodError, match="Value 2 of y "):
        spearman(range(8), [1, None, 3, 4, 5, 6, 7, 8])
    with pytest.raises(MethodError, match="confidence"):
        spearman(range(9), range(9), confidence=95)
    with pytest.raises(MethodError, match="whole number"):
        lagged(NOISE[0], NOISE[1], [0.5])
    with pytest.raises(MethodError, match="false finds"):
        screen([], rate=0)


def test_few_pairs_are_called_a_hint():
    assert "Only 12 pairs" in spearman(NOISE[0][:12], NOISE[1][:12]).caveat
    assert spearman(*NOISE).caveat == ""
    x = np.arange(40.0)
    assert spearman(x, [1, 0, *x[2:]]).caveat == "So near to full agreement the interval is rough."


def test_series_from_numpy_and_pandas_give_the_same():
    x, y = NOISE
    assert spearman(x, y) == spearman(pd.Series(x), pd.Series(y)) == spearman(list(x), list(y))


def test_a_single_lag_needs_no_list():
    x, y = list(range(12)), [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    assert lagged(x, y, 3) == lagged(x, y, [3])
    with pytest.raises(MethodError, match="A lag has to be a whole number"):
        lagged(x, y, None)


@given(PAIRS)
def test_ranks_and_p_values_are_those_of_scipy(pairs):
    x, y = zip(*pairs, strict=True)
    found, theirs = spearman(x, y), stats.spearmanr(x, y)
    assert found.rho == pytest.approx(theirs.statistic)
    assert found.p_value == pytest.approx(theirs.pvalue, abs=1e-12)


@pytest.mark.parametrize("n", [8, 9, 99, 1000, 3401])
def test_p_values_of_long_series_are_those_of_scipy(n):
    x, noise = np.random.default_rng(n).normal(size=(2, n))
    y = 3 / np.sqrt(n) * x + noise
    assert spearman(x, y).p_value == pytest.approx(stats.spearmanr(x, y).pvalue, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_rate_of_false_finds_is_controlled_as_scipy_does(p_values):
    one = spearman(range(8), [2, 7, 1, 8, 2, 8, 1, 8])
    found = screen([replace(one, p_value=p) for p in p_values])
    wanted = stats.false_discovery_control(p_values)
    assert [each.adjusted_p for each in found] == pytest.approx(wanted.tolist())
