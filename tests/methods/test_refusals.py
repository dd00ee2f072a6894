"""What could be read as something else, and what would end in a raw error, is refused in words."""

import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from workbook.errors import MethodError
from workbook.methods.agreement import cronbach_alpha, icc, icc_groups, ipras, kendall_w, rwg
from workbook.methods.association import lagged, screen, spearman
from workbook.methods.calibration import brier
from workbook.methods.comments import sentiment
from workbook.methods.decision import criteria
from workbook.methods.effect import step_change
from workbook.methods.network import silo_report
from workbook.methods.pairwise import (
    aggregate,
    most_inconsistent,
    priorities,
    rank_order_centroid,
)
from workbook.methods.portfolio import choose
from workbook.methods.process_behaviour import assurance, cusum, ewma, false_alarms, xmr
from workbook.methods.ranking import (
    acceptability,
    common_scale,
    rice,
    tipping_weight,
    weighted_sum,
    wsjf,
)
from workbook.methods.survey import bootstrap, mean_interval, nps, proportion_interval, suppress
from workbook.methods.trend import exponential_smoothing, holt, mann_kendall
from workbook.methods.voting import borda, convergence, dots, schulze

LINE = [3, 4, 1, 5, 2, 6, 9, 7, 8, 3]
OTHER = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8]
TABLE = [[1, 2, 3], [2, 4, 1], [5, 3, 2], [4, 4, 5]]
TIES = [("Ann", "Bob"), ("Bob", "Cem")]
TEAMS = {"Ann": 1, "Bob": 1, "Cem": 2}

# What takes one figure after the other.
OF_A_LINE = {
    "xmr": xmr,
    "ewma": lambda v: ewma(v, 0.3, 5, 2, 3),
    "cusum": lambda v: cusum(v, 5, 2, 0.5, 4),
    "mann_kendall": mann_kendall,
    "exponential_smoothing": lambda v: exponential_smoothing(v, 0.3),
    "holt": lambda v: holt(v, 0.3, 0.1, 3, 0),
    "spearman": lambda v: spearman(v, OTHER),
    "lagged": lambda v: lagged(OTHER, v, [0]),
    "the lags": lambda v: lagged(LINE, OTHER, v),
    "step_change": lambda v: step_change(LINE, v),
    "brier": lambda v: brier(v, [0] * 10),
    "outcomes": lambda v: brier([0.5] * 10, v),
    "nps": nps,
    "bootstrap": bootstrap,
    "ipras": ipras,
    "rwg": lambda v: rwg(v, (1, 9)),
    "the scale": lambda v: rwg(LINE, v),
    "the null": lambda v: rwg(LINE, (0, 9), v),
    "a payoff": lambda v: criteria([v, OTHER]),
    "probabilities": lambda v: criteria([LINE, OTHER], v),
    "values": lambda v: choose(v, OTHER, 9),
    "costs": lambda v: choose(OTHER, [v], [9]),
    "limits": lambda v: choose(OTHER, [OTHER] * 10, v),
    "weights": lambda v: weighted_sum([LINE], v, ["max"] * 10),
    "weights to draw around": lambda v: acceptability([LINE], v),
    "weights to tip": lambda v: tipping_weight([LINE, OTHER], v, 0),
    "rice": lambda v: rice(v, 1, 1, 1),
    "wsjf": lambda v: wsjf(1, v),
    "groups": lambda v: icc_groups([v, OTHER]),
    "comments": sentiment,
}
# What takes a row after the other.
OF_A_TABLE = {
    "rwg": lambda t: rwg(t, (1, 5)),
    "icc": icc,
    "icc_groups": icc_groups,
    "cronbach_alpha": cronbach_alpha,
    "kendall_w": kendall_w,
    "convergence": lambda t: convergence([t]),
    "weighted_sum": lambda t: weighted_sum(t, [1, 1, 1], ["max"] * 3),
    "common_scale": lambda t: common_scale(t, ["max"] * 3),
    "acceptability": acceptability,
    "tipping_weight": lambda t: tipping_weight(t, [1, 1, 1], 0),
    "priorities": priorities,
    "most_inconsistent": most_inconsistent,
    "aggregate": lambda t: aggregate([t]),
    "costs": lambda t: choose([1, 2, 3], t, [9] * 4),
    "criteria": criteria,
    "suppress": suppress,
}


# A data frame is what these are made for, too.
TABLES_AS_WELL = ("rwg", "rice", "wsjf")


@pytest.fixture(autouse=True)
def _warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("method", OF_A_LINE)
def test_the_names_of_a_mapping_are_never_taken_for_figures(method):
    with pytest.raises(MethodError):
        OF_A_LINE[method](dict.fromkeys(range(1, 11), 1))


@pytest.mark.parametrize("method", [name for name in OF_A_LINE if name not in TABLES_AS_WELL])
def test_the_columns_of_a_data_frame_are_never_taken_for_figures(method):
    with pytest.raises(MethodError):
        OF_A_LINE[method](pd.DataFrame({float(column): LINE for column in range(10)}))


@pytest.mark.parametrize("method", [name for name in OF_A_LINE if name != "comments"])
def test_a_set_has_no_order_and_no_repeats(method):
    with pytest.raises(MethodError):
        OF_A_LINE[method](set(range(10)))


@pytest.mark.parametrize("method", [name for name in OF_A_LINE if name != "comments"])
def test_what_is_masked_does_not_come_back(method):
    masked = np.ma.masked_equal(LINE, 9)
    with pytest.raises(MethodError):
        OF_A_LINE[method](masked)


@pytest.mark.parametrize("method", [name for name in OF_A_TABLE if name != "suppress"])
def test_a_row_of_names_is_never_taken_for_a_row_of_figures(method):
    with pytest.raises(MethodError):
        OF_A_TABLE[method]([dict.fromkeys(row, 1) for row in TABLE])


@pytest.mark.parametrize("method", OF_A_TABLE)
@pytest.mark.parametrize("form", ["an array", "a list of arrays"])
def test_what_is_masked_in_a_table_does_not_come_back(method, form):
    table = np.ma.masked_equal(TABLE, 5)
    with pytest.raises(MethodError, match="masked"):
        OF_A_TABLE[method](table if form == "an array" else list(table))


def test_an_array_that_masks_nothing_is_read_as_it_is():
    assert xmr(np.ma.array(LINE)) == xmr(LINE)
    assert rwg(np.ma.array(TABLE), (1, 5)) == rwg(TABLE, (1, 5))


def test_counted_scores_and_ratings_are_refused_with_the_reason():
    for call in (
        lambda: nps({9: 30, 6: 10}),
        lambda: ipras({7: 3, 8: 2, 9: 1}),
        lambda: rwg([{1: 4, 2: 5}, {1: 4, 2: 4}], (1, 5)),
        lambda: sentiment({"Great": 3}),
    ):
        with pytest.raises(MethodError, match="not a mapping"):
            call()


@pytest.mark.parametrize("seed", [-1, 1.5, "1", None, [1]])
def test_a_seed_is_a_whole_number_of_0_or_more(seed):
    for call in (
        lambda: bootstrap(LINE, seed=seed),
        lambda: acceptability(TABLE, seed=seed),
        lambda: silo_report(TIES, TEAMS, seed=seed),
    ):
        with pytest.raises(MethodError, match="seed"):
            call()


def test_a_seed_from_numpy_is_a_seed():
    assert bootstrap(LINE, seed=np.int64(3)) == bootstrap(LINE, seed=3)
    assert silo_report(TIES, TEAMS, seed=np.int64(3)) == silo_report(TIES, TEAMS, seed=3)
    one, other = (acceptability(TABLE, seed=seed) for seed in (np.int64(3), 3))
    assert one.central_weights == other.central_weights


@pytest.mark.parametrize("kind", [Decimal, Fraction])
def test_settings_may_be_numbers_of_any_kind(kind):
    half, one, two = kind("0.5"), kind(1), kind(2)
    assert ewma(LINE, half, one, two, two) == ewma(LINE, 0.5, 1, 2, 2)
    assert cusum(LINE, one, two, half, one) == cusum(LINE, 1, 2, 0.5, 1)
    assert exponential_smoothing(LINE, half) == exponential_smoothing(LINE, 0.5)
    assert holt(LINE, half, half, one, half) == holt(LINE, 0.5, 0.5, 1, 0.5)
    assert criteria(TABLE, alpha=half) == criteria(TABLE, alpha=0.5)
    assert spearman(LINE, OTHER, half) == spearman(LINE, OTHER, 0.5)
    assert step_change(LINE, OTHER, confidence=half) == step_change(LINE, OTHER, confidence=0.5)
    assert mean_interval(one, half, 10, 20) == mean_interval(1, 0.5, 10, 20)
    assert proportion_interval(one, two, kind(4)) == proportion_interval(1, 2, 4)
    assert convergence([TABLE], agreed=half, scale=(one, kind(5))) == convergence(
        [TABLE], agreed=0.5, scale=(1, 5)
    )
    assert acceptability(TABLE, [1, 1, 1], half).central_weights == (
        acceptability(TABLE, [1, 1, 1], 0.5).central_weights
    )
    assert weighted_sum(TABLE, [half] * 3, ["max"] * 3) == weighted_sum(
        TABLE, [0.5] * 3, ["max"] * 3
    )
    assert choose([one, two], [[half, one]], [one]) == choose([1, 2], [[0.5, 1]], [1])
    assert rwg(TABLE, (one, kind(5))).rwg == rwg(TABLE, (1, 5)).rwg


def test_associations_to_screen_are_associations():
    for wrong in ({0.01: "calls"}, [0.01, 0.04], 0.01):
        with pytest.raises(MethodError):
            screen(wrong)


def test_one_step_each_period_is_named_as_the_change_that_never_varies():
    with pytest.raises(MethodError, match="What y gains a period never changes"):
        lagged(LINE, range(10), 0, changes=True)


@pytest.mark.parametrize("weight", [1e300, 1e-320, "2", None, Decimal("NaN")])
def test_a_weight_that_cannot_be_computed_with_is_refused(weight):
    with pytest.raises(MethodError, match="weight of tie 1"):
        silo_report([("Ann", "Bob", weight)], TEAMS, weighted=True)


def test_nobody_is_no_person():
    for ties, teams in (([("Ann", None)], TEAMS), (TIES, {**TEAMS, None: 2})):
        with pytest.raises(MethodError, match="no name"):
            silo_report(ties, teams)


def test_a_refusal_is_short_whatever_it_was_given():
    long = list(range(20_000))
    for call in (
        lambda: nps([long]),
        lambda: xmr(dict.fromkeys(long)),
        lambda: rwg([[long]], (1, 5)),
        lambda: choose([1], {"a": long}, [1]),
        lambda: choose([1], [[1]], [1], requires=[long]),
        lambda: choose([1], [[1]], [1], must=[str(long)]),
        lambda: silo_report([long], TEAMS),
        lambda: silo_report(str(long), TEAMS),
        lambda: silo_report(TIES, str(long)),
        lambda: silo_report([("Ann", str(long))], TEAMS),
        lambda: silo_report([("Ann", "Bob", long)], TEAMS, weighted=True),
        lambda: borda([str(long)]),
        lambda: borda([[str(long), str(long)]]),
        lambda: schulze([{"A": long}]),
        lambda: schulze([["A", [tuple(long)]]]),
        lambda: dots([{str(long): -1}]),
        lambda: dots([tuple(long), [tuple(long)]]),
        lambda: sentiment([long]),
        lambda: mean_interval(1, 1, str(long)),
        lambda: bootstrap(LINE, draws=str(long)),
        lambda: bootstrap(LINE, seed=long),
        lambda: ipras([tuple(long)]),
        lambda: icc_groups({str(long): ["x"]}),
        lambda: brier([0.5], [long]),
        lambda: criteria([{"a": long}]),
        lambda: proportion_interval(10**3000, 10**9000),
        lambda: suppress(str(long)),
    ):
        with pytest.raises(MethodError) as refusal:
            call()
        assert len(str(refusal.value)) < 300


def test_texts_dates_and_complex_numbers_are_no_figures():
    for wrong in (["1", "2"], [1, "2"], np.array(["2024", "2025"], "datetime64[Y]"), [1j, 2]):
        for call in (
            lambda wrong=wrong: acceptability([wrong, wrong]),
            lambda wrong=wrong: weighted_sum([[1, 2]], wrong, ["max", "max"]),
            lambda wrong=wrong: priorities([wrong, [1, 1]]),
            lambda wrong=wrong: convergence([[wrong, wrong]]),
            lambda wrong=wrong: rice(wrong, 1, 1, 1),
        ):
            with pytest.raises(MethodError):
                call()


@pytest.mark.parametrize("wrong", [None, [], {}, 1, np.array([]), pd.NA, pd.Series([1, 2])])
def test_a_choice_among_words_is_one_of_the_words(wrong):
    for call in (
        lambda: xmr(LINE, centre=wrong),
        lambda: xmr(LINE, spread=wrong),
        lambda: step_change(LINE, OTHER, direction=wrong),
        lambda: bootstrap(LINE, statistic=wrong),
        lambda: priorities([[1, 2], [0.5, 1]], method=wrong),
        lambda: convergence([TABLE], best=wrong),
    ):
        with pytest.raises(MethodError):
            call()


@pytest.mark.parametrize("wrong", [None, "no", 2, float("nan"), pd.NA, np.array([True, False])])
def test_yes_or_no_is_true_or_false(wrong):
    for call in (
        lambda: xmr(LINE, trend=wrong),
        lambda: lagged(LINE, OTHER, 0, changes=wrong),
        lambda: silo_report(TIES, TEAMS, directed=wrong),
        lambda: silo_report(TIES, TEAMS, weighted=wrong),
    ):
        with pytest.raises(MethodError, match="True or False"):
            call()


def test_a_number_beyond_all_use_is_refused_before_it_fills_the_memory():
    for call in (
        lambda: holt(LINE, 0.5, 0.5, 1, 1, horizon=10**50),
        lambda: exponential_smoothing(LINE, 0.5, horizon=10**8),
        lambda: bootstrap(LINE * 2, draws=10**50),
        lambda: acceptability(TABLE, draws=10**50),
        lambda: rank_order_centroid(10**50),
        lambda: false_alarms(10**50),
        lambda: xmr(LINE, baseline=10**50),
        lambda: lagged(LINE, OTHER, 10**50),
        lambda: wsjf(1, 1e-320),
        lambda: assurance(LINE, 3, "higher is better"),
        lambda: suppress([["a", ["a"]]]),
    ):
        with pytest.raises(MethodError):
            call()
    assert acceptability(TABLE, [1, 1, 1], spread=1e-320).draws == 10_000
