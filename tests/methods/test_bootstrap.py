"""Resampling: the ideal bootstrap comes out as published, and few values are said to be few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.survey import bootstrap

VALUES = st.lists(st.integers(-50, 50), min_size=2, max_size=6)


def test_bootstrap_ideal_mouse_treatment_has_the_errors_of_efron_and_tibshirani_1993():
    mice = case("bootstrap_ideal_mouse_treatment")
    values, expected, within = mice["input"]["values"], mice["expected"], mice["tolerance"]
    mean, median = bootstrap(values), bootstrap(values, "median")
    assert mean.value == pytest.approx(expected["mean"], abs=within)
    assert mean.se == pytest.approx(expected["ideal_boot_se_mean"], abs=within)
    assert median.se == pytest.approx(expected["ideal_boot_se_median"], abs=within)
    assert [mean.low, mean.high] == pytest.approx(expected["percentile95_mean"], abs=within)
    # The text-book error of a mean is what the bootstrap misses by √((n − 1)/n).
    assert mean.se * (7 / 6) ** 0.5 == pytest.approx(expected["se_formula_n_minus_1"], abs=within)
    assert (mean.n, mean.draws) == (7, 0)


@given(VALUES, st.floats(-10, 10), st.floats(0.1, 10))
def test_the_interval_shifts_and_scales_with_the_values(values, shift, scale):
    one, other = bootstrap(values), bootstrap([shift + scale * value for value in values])
    moved = [scale * one.se, shift + scale * one.low, shift + scale * one.high]
    assert [other.se, other.low, other.high] == pytest.approx(moved, abs=1e-6)


@given(VALUES)
def test_the_error_of_a_counted_mean_is_its_closed_form(values):
    wanted = np.std(values) / len(values) ** 0.5
    assert bootstrap(values).se == pytest.approx(wanted, abs=1e-9)


def test_draws_come_near_what_would_be_counted():
    values = np.arange(40.0)
    found = bootstrap(values)
    assert found.se == pytest.approx(np.std(values) / 40**0.5, rel=0.03)
    assert (found.draws, found.caveat) == (10_000, "")
    assert found == bootstrap(values) != bootstrap(values, seed=1)


def test_few_values_and_equal_values_carry_a_caveat():
    assert "7 values" in bootstrap([94, 197, 16, 38, 99, 141, 23]).caveat
    same = bootstrap([3, 3, 3])
    assert (same.se, same.low, same.high) == (0, 3, 3)
    assert "no width" in same.caveat


def test_what_cannot_be_resampled_is_refused():
    with pytest.raises(TooFewPoints):
        bootstrap([4])
    for bad in ([1, None], [1, float("nan")], ["1", "2"]):
        with pytest.raises(MethodError, match="finite number"):
            bootstrap(bad)
    with pytest.raises(MethodError, match="mean"):
        bootstrap([1, 2], "mode")
    with pytest.raises(MethodError, match="resample"):
        bootstrap([1, 2], draws=0)
