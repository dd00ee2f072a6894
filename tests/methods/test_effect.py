"""Did it work? The shift, its interval and its verdict against brute force and published data."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.effect import _orders, step_change

# Hollander & Wolfe, Example 4.1 (tritiated water): permeability at term and at 12 to 26 weeks.
AT_TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLIER = [1.15, 0.88, 0.90, 0.74, 1.21]
SIDE = st.lists(st.integers(-1000, 1000), min_size=4, max_size=20)


def brute_rank(m, n, tail):
    """Return k by counting U over every way to place n points among m + n."""
    us = np.array([sum(chosen) - n * (n - 1) // 2 for chosen in combinations(range(m + n), n)])
    return sum(np.mean(us <= u) <= tail + 1e-9 for u in range(m * n))


def test_permeability_of_hollander_and_wolfe():
    found = step_change(EARLIER, AT_TERM)
    assert found.difference == pytest.approx(0.305)
    assert (found.low, found.high) == pytest.approx((-0.15, 0.76))
    assert found.verdict == "no clear change"


def test_the_shift_of_hollander_wolfe_and_chicken_is_the_one_that_sas_prints_with_ties():
    """R's wilcox.test prints 0.56006 here, from a search that stops short where there are ties."""
    after = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    before = [0.878, 0.647, 0.598, 2.050, 1.060, 1.290, 1.060, 3.140, 1.290]
    found = step_change(before, after)
    assert (found.difference, found.low, found.high) == pytest.approx((0.56, -0.37, 1.183))


@pytest.mark.parametrize(("m", "n"), [(3, 4), (4, 4), (5, 5), (3, 8), (6, 7), (8, 4)])
@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95])
def test_the_interval_takes_the_rank_that_counting_every_order_gives(m, n, confidence):
    rng = np.random.default_rng(m * n)
    before, after = rng.normal(size=m), rng.normal(size=n)
    found = step_change(before, after, confidence=confidence)
    ordered = sorted(b - a for a in before for b in after)
    k = brute_rank(m, n, (1 - confidence) / 2)
    assert found.difference == pytest.approx(np.median(ordered))
    if k:
        assert (found.low, found.high) == pytest.approx((ordered[k - 1], ordered[-k]))
    else:
        assert found.verdict == "too few points"


@given(st.integers(4, 12), st.integers(4, 12), st.integers(0, 10**6))
def test_the_verdict_is_that_of_the_exact_mann_whitney_test(m, n, seed):
    rng = np.random.default_rng(seed)
    before, after = rng.normal(size=m), rng.normal(0.8, size=n)
    found = step_change(before, after)
    p = stats.mannwhitneyu(after, before, method="exact").pvalue
    assert (found.verdict != "no clear change") == (p <= 0.05)


def test_many_points_take_the_normal_quantile_close_to_the_exact_one():
    rng = np.random.default_rng(3)
    before, after = rng.normal(size=50), rng.normal(1, size=49)
    exact, normal = step_change(before, after), step_change(before, [*after, 1.0])
    assert "exact" in exact.variant
    assert "normal" in normal.variant
    assert (normal.low, normal.high) == pytest.approx((exact.low, exact.high), abs=0.05)
    assert normal.verdict == "improved"


def test_few_points_against_many_still_keep_the_promised_probability():
    """Three before and 150 after: the normal rank would promise 95% and hold less."""
    before, after = [0.0, 1, 2], np.random.default_rng(1).normal(size=150)
    found = step_change(before, after)
    depth = np.sort(np.subtract.outer(after, before), axis=None).tolist().index(found.low)
    below = sum(_orders(3, 150)[: depth + 1]) / math.comb(153, 3)
    assert "exact" in found.variant
    assert below <= 0.025


@given(SIDE, SIDE, st.integers(1, 20), st.integers(-500, 500))
def test_the_shift_moves_and_scales_with_the_figures(before, after, scale, shift):
    found = step_change(before, after)
    moved = step_change([scale * v for v in before], [scale * v + shift for v in after])
    wanted = [scale * edge + shift for edge in (found.difference, found.low, found.high)]
    assert [moved.difference, moved.low, moved.high] == pytest.approx(wanted)


@given(SIDE, SIDE)
def test_before_and_after_exchanged_turn_the_effect_round(before, after):
    found, back = step_change(before, after), step_change(after, before)
    assert (back.difference, back.low, back.high) == (-found.difference, -found.high, -found.low)
    opposite = {"improved": "worsened", "worsened": "improved"}
    assert back.verdict == opposite.get(found.verdict, found.verdict)
    assert step_change(before, after, direction="lower is better").verdict == back.verdict


def test_the_verdict_knows_which_way_is_good():
    days = {"before": [9, 8, 10, 9, 11], "after": [6, 5, 7, 6, 7]}
    assert step_change(**days).verdict == "worsened"
    assert step_change(**days, direction="lower is better").verdict == "improved"


@pytest.mark.parametrize(("m", "n"), [(1, 1), (3, 3), (2, 40), (1, 60), (60, 2)])
def test_too_few_points_get_no_verdict_however_far_they_lie_apart(m, n):
    found = step_change(range(m), range(1000, 1000 + n))
    assert found.verdict == "too few points"
    assert f"{m} before and {n} after are too few" in found.caveat
    assert found.low <= found.difference <= found.high


def test_four_points_on_each_side_are_enough_where_they_do_not_overlap():
    assert step_change([1, 2, 3, 4], [5, 6, 7, 8]).verdict == "improved"
    assert step_change([1, 2, 3, 5], [4, 6, 7, 8]).verdict == "no clear change"
    assert "Only 4 points" in step_change([1, 2, 3, 4], [5, 6, 7, 8]).caveat


def test_figures_that_do_not_vary_are_judged_with_a_caveat():
    same, other = step_change([0.3] * 8, [0.1 + 0.2] * 8), step_change([5] * 8, [6] * 8)
    assert same.verdict == "no clear change"
    assert (other.difference, other.low, other.high, other.verdict) == (1, 1, 1, "improved")
    assert "no width" in same.caveat
    assert "no width" in other.caveat


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(TooFewPoints, match="at least 1 point"):
        step_change([], [1, 2, 3])
    with pytest.raises(MethodError, match="Value 2 of after "):
        step_change([1, 2, 3], [1, float("nan")])
    with pytest.raises(MethodError, match="direction"):
        step_change([1, 2], [3, 4], direction="up")
    with pytest.raises(MethodError, match="confidence"):
        step_change([1, 2], [3, 4], confidence=95)


def test_the_interval_ends_are_those_of_r_with_the_quantile_of_wilcoxons_statistic():
    # R: wilcox.test(after, before, conf.int = TRUE) takes the qwilcox(0.025, m, n)-th difference.
    rng = np.random.default_rng(8)
    for m, n in [(4, 4), (5, 7), (10, 10), (12, 30)]:
        before, after = rng.normal(size=m), rng.normal(1, size=n)
        ps = [
            stats.mannwhitneyu(after, [v + d for v in before], method="exact").pvalue
            for d in np.sort(np.subtract.outer(after, before), axis=None) - 1e-9
        ]
        rank = sum(p <= 0.05 for p in ps[: m * n // 2])
        found = step_change(before, after)
        ordered = sorted(b - a for a in before for b in after)
        assert (found.low, found.high) == pytest.approx((ordered[rank - 1], ordered[-rank]))


def test_series_from_numpy_and_pandas_give_the_same():
    frames = step_change(pd.Series(EARLIER), pd.Series(AT_TERM))
    assert step_change(np.array(EARLIER), np.array(AT_TERM)) == frames
    assert step_change(EARLIER, AT_TERM) == frames
    assert (frames.n_before, frames.n_after) == (5, 10)
