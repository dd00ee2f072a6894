"""What is no number is refused with its place, in words, by every method and without a warning."""

import re
import subprocess
import sys
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.association import lagged, spearman
from workbook.methods.calibration import brier
from workbook.methods.checks import series_of
from workbook.methods.decision import criteria
from workbook.methods.effect import step_change
from workbook.methods.process_behaviour import cusum, ewma, xmr
from workbook.methods.trend import exponential_smoothing, holt, mann_kendall

TWENTY = [3.0, 5, 4, 6, 2, 7, 5, 4, 6, 5, 3, 8, 4, 5, 6, 4, 7, 5, 3, 6]
METHODS = {
    "xmr": xmr,
    "xmr, medians": lambda v: xmr(v, centre="median", spread="median"),
    "xmr, trend": lambda v: xmr(v, trend=True),
    "ewma": lambda v: ewma(v, 0.3, 5, 2, 3),
    "cusum": lambda v: cusum(v, 5, 2, 0.5, 4),
    "mann_kendall": mann_kendall,
    "exponential_smoothing": lambda v: exponential_smoothing(v, 0.3),
    "holt": lambda v: holt(v, 0.3, 0.1, 3, 0),
    "spearman": lambda v: spearman(v, TWENTY),
    "lagged": lambda v: lagged(TWENTY, v, [0, 1]),
    "lagged changes": lambda v: lagged(v, TWENTY, [1], changes=True),
    "step_change": lambda v: step_change(v, TWENTY),
    "criteria": lambda v: criteria([v, TWENTY]),
    "brier": lambda v: brier([0.5] * 20, v),
}
NO_NUMBERS = {
    "nan": float("nan"),
    "infinity": float("-inf"),
    "none": None,
    "NA": pd.NA,
    "NaT": pd.NaT,
    "text": "7",
    "bytes": b"7",
    "complex": 1j,
    "NumPy complex": np.complex128(1),
    "masked": np.ma.masked,
    "row": np.array([1.0]),
    "huge whole number": 10**400,
    "Decimal NaN": Decimal("NaN"),
    "beyond computing": 1e200,
}


@pytest.fixture(autouse=True)
def _warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("bad", NO_NUMBERS)
@pytest.mark.parametrize("method", METHODS)
def test_what_is_no_number_is_named_by_its_place_in_every_method(method, bad):
    values = [*TWENTY[:4], NO_NUMBERS[bad], *TWENTY[5:]]
    with pytest.raises(MethodError, match="Value 5 of "):
        METHODS[method](values)


@pytest.mark.parametrize("method", METHODS)
def test_no_series_at_all_and_a_gap_in_a_column_are_refused_by_every_method(method):
    column = pd.Series([*TWENTY[:4], None, *TWENTY[5:]])
    with pytest.raises(MethodError, match="Value 5 of "):
        METHODS[method](column)
    with pytest.raises(MethodError):
        METHODS[method](None)
    with pytest.raises(MethodError):
        METHODS[method]([])


@pytest.mark.parametrize("size", [1e-90, 1.0, 1e90])
@pytest.mark.parametrize("shape", ["same", "two", "one off", "steps", "zeros"])
@pytest.mark.parametrize("method", [name for name in METHODS if name != "brier"])
def test_ties_and_extremes_give_a_result_without_a_nan_or_a_refusal_in_words(method, shape, size):
    units = {
        "same": [1] * 20,
        "two": [0, 1] * 10,
        "one off": [0] * 19 + [1],
        "steps": range(20),
        "zeros": [0] * 20,
    }
    try:
        found = METHODS[method]([size * unit for unit in units[shape]])
    except MethodError as refusal:
        assert "never changes" in str(refusal)
    else:
        assert not re.search(r"\b(nan|inf)\b", repr(found))


@pytest.mark.parametrize(
    "values", [[1, 0], [True, False], np.array([True, False]), [Decimal(1), Fraction(0)]]
)
def test_numbers_of_any_kind_are_read_and_true_counts_as_one(values):
    assert series_of(values, 2) == (1.0, 0.0)


def test_too_few_is_said_with_the_number_that_is_needed():
    with pytest.raises(TooFewPoints, match="at least 2 points; there are 1"):
        series_of([1], 2)
    with pytest.raises(MethodError, match="list of numbers for the series, not 7"):
        series_of(7, 1)


def test_the_keys_of_a_mapping_are_not_taken_for_figures():
    with pytest.raises(MethodError, match="not a mapping"):
        series_of({2024: 31, 2025: 29}, 1)


def test_no_figure_waits_for_the_statistics_of_scipy_to_be_loaded():
    """Loading them takes seconds; the special functions that are needed load at once."""
    asked = (
        "import sys\n"
        "from workbook.methods import agreement, association, rounds, survey\n"
        "survey.mean_interval(3, 1, 10)\n"
        "survey.proportion_interval(3, 10)\n"
        "agreement.cronbach_alpha([[1, 2], [2, 3], [4, 4]])\n"
        "agreement.kendall_w([[1, 2], [2, 1], [3, 3]])\n"
        "found = association.spearman(range(9), [2, 7, 1, 8, 2, 8, 1, 8, 2])\n"
        "association.screen([found])\n"
        "rounds.convergence([[[1, 2], [2, 3], [5, 4]]] * 2)\n"
        "sys.exit('scipy.stats' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
