"""From few people: the published intervals, and small groups that stay hidden."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.survey import mean_interval, nps, proportion_interval, suppress

COUNT = st.integers(0, 15)


@pytest.mark.parametrize("name", ["nps_small", "nps_12"])
def test_net_promoter_score_and_intervals_rocks_2016(name):
    found = case(name)
    given_, expected = found["input"], found["expected"]
    scores = given_.get("scores") or (
        [9] * given_["promoters"] + [7] * given_["passives"] + [6] * given_["detractors"]
    )
    seen = nps(scores)
    tolerance = found["tolerance"]
    assert seen.value == pytest.approx(expected["nps"], abs=tolerance)
    assert seen.se == pytest.approx(expected["se"], abs=tolerance)
    assert seen.wald == pytest.approx(expected["wald95"], abs=tolerance)
    assert seen.adjusted_wald == pytest.approx(expected["adjusted_wald95"], abs=tolerance)


def test_mean_with_finite_population_statpsych():
    found = case("ci_mean_fpc")
    asked, expected = found["input"], found["expected"]
    seen = mean_interval(asked["mean"], asked["sd"], asked["n"], asked["N"])
    assert seen.se == pytest.approx(expected["se"], abs=found["tolerance"])
    assert [seen.low, seen.high] == pytest.approx(expected["ci95"], abs=found["tolerance"])


def test_share_with_finite_population_is_the_formula_worked_by_hand():
    """18 of 26 said yes, of 40 in all: n* = 26·39/14, with two yes and two no added."""
    seen = proportion_interval(18, 26, population=40)
    endless = 26 * 39 / 14
    share = (18 / 26 * endless + 2) / (endless + 4)
    se = (share * (1 - share) / (endless + 4)) ** 0.5
    figures = (seen.adjusted, seen.se, seen.low, seen.high)
    assert figures == pytest.approx((share, se, share - 1.959964 * se, share + 1.959964 * se))
    assert seen.proportion == 18 / 26


@pytest.mark.parametrize(
    ("successes", "n", "population", "low", "high"),
    [
        (36, 36, 40, 0.98658, 1),
        (0, 20, 21, 0, 0.01179),
        (0, 9, 10, 0, 0.05575),
        (9, 9, 10, 0.94424, 1),
    ],
)
def test_the_interval_of_a_share_holds_what_was_seen(successes, n, population, low, high):
    seen = proportion_interval(successes, n, population)
    assert (seen.low, seen.high) == pytest.approx((low, high), abs=1e-5)
    assert seen.low <= seen.proportion <= seen.high


def test_the_interval_of_a_share_ends_where_the_share_of_all_cannot_lie():
    """Of 10, 1 of 9 said yes: 1 or 2 of all do."""
    seen = proportion_interval(1, 9, population=10)
    assert (seen.low, seen.high) == (pytest.approx(0.1), pytest.approx(0.2))


def test_the_interval_of_a_share_holds_the_true_one_as_often_as_it_says():
    """Every true number of yeses in every population of 2 to 40, and every sample size."""
    held = np.array(list(coverages(40)))
    assert 0.955 < held.mean() < 0.975
    assert held.min() > 0.79
    assert np.mean(held < 0.89) < 0.03


def coverages(largest):
    """Yield how often the interval holds the true share, for each sample that can be."""
    for population in range(2, largest + 1):
        for n in range(1, population):
            ends = [proportion_interval(f, n, population) for f in range(n + 1)]
            low, high = np.array([(end.low, end.high) for end in ends]).T
            for true in range(population + 1):
                chance = hypergeom.pmf(np.arange(n + 1), population, true, n)
                share = true / population
                yield chance[(low <= share + 1e-12) & (share - 1e-12 <= high)].sum()


def test_without_a_population_nothing_is_corrected():
    assert mean_interval(10, 2, 16).se == 0.5
    assert proportion_interval(8, 16).se == pytest.approx((0.25 / 20) ** 0.5)


def test_when_everybody_answered_nothing_is_left_to_estimate():
    mean, share = mean_interval(10, 2, 16, 16), proportion_interval(4, 16, 16)
    assert (mean.low, mean.high) == (10, 10)
    assert (share.low, share.high) == (0.25, 0.25)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_stays_between_nothing_and_all(counts):
    seen = proportion_interval(*counts)
    assert 0 <= seen.low <= seen.adjusted <= seen.high <= 1


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40), st.randoms())
def test_the_score_does_not_depend_on_the_order_of_the_people(scores, random):
    seen = nps(scores)
    assert nps(random.sample(scores, len(scores))) == seen
    assert -100 <= seen.value <= 100
    assert seen.promoters + seen.passives + seen.detractors == len(scores)


def test_few_answers_carry_a_caveat():
    assert "From 6 answers" in nps([1, 8, 8, 10, 5, None, 9]).caveat
    assert "past 100" in nps([10] * 6).caveat
    assert nps([0, 7, 8, 9, 10] * 8).caveat == ""
    assert "no width" in mean_interval(3, 0, 40).caveat


@pytest.mark.parametrize("bad", [11, -1, 8.5, "9", float("inf")])
def test_a_score_that_cannot_be_is_refused(bad):
    with pytest.raises(MethodError):
        nps([9, bad])


def test_no_answers_are_refused():
    for call in (
        lambda: nps([]),
        lambda: nps([None]),
        lambda: mean_interval(3, 1, 1),
        lambda: proportion_interval(0, 0),
    ):
        with pytest.raises(TooFewPoints):
            call()


def test_figures_that_cannot_be_are_refused():
    for call in (
        lambda: mean_interval(3, 1, 10, population=9),
        lambda: mean_interval(3, -1, 10),
        lambda: mean_interval(float("nan"), 1, 10),
        lambda: mean_interval(3, 1, 10.5),
        lambda: proportion_interval(5, 4),
        lambda: proportion_interval(3, 4, population=3),
    ):
        with pytest.raises(MethodError):
            call()


def test_one_small_group_takes_the_next_smallest_with_it():
    seen = suppress({"Sales": 12, "Service": 9, "Finance": 3, "IT": 20})
    assert seen.shown == {"Sales": 12, "Service": None, "Finance": None, "IT": 20}
    assert (seen.total, seen.hidden) == (44, ("Service", "Finance"))


def test_two_small_groups_cover_each_other():
    assert suppress([3, 4, 12]).shown == [None, None, 12]


def test_two_small_groups_show_their_sum_and_not_which_is_which():
    seen = suppress([1, 2, 10])
    assert (seen.shown, seen.total) == ([None, None, 10], 13)


def test_a_group_of_the_threshold_is_shown_and_an_empty_one_is_hidden():
    assert suppress([5, 6, 7]).shown == [5, 6, 7]
    assert suppress([0, 5, 9]).shown == [None, None, 9]


def test_empty_groups_take_a_larger_one_along_as_a_rest_of_0_gives_them_away():
    assert suppress([0, 0, 10, 12]).shown == [None, None, None, 12]


def test_quarters_in_one_table_are_hidden_together():
    """Alone the second quarter hides nothing; beside the first one it would give it away."""
    first, second = [3, 9, 20], [12, 9, 20]
    assert suppress(second).hidden == ()
    year = suppress([first, second])
    assert year.shown[0][0] is None
    assert year.shown[1][0] is None or year.column_totals[0] is None


def test_groups_that_are_all_large_enough_are_shown():
    seen = suppress({"a": 5, "b": 6})
    assert (seen.shown, seen.hidden, seen.caveat) == ({"a": 5, "b": 6}, (), "")


def test_a_lone_small_group_takes_the_total_with_it():
    seen = suppress({"a": 3})
    assert (seen.shown, seen.total) == ({"a": None}, None)


def test_a_table_of_rows_and_columns_hides_a_rectangle():
    seen = suppress([[3, 20, 30], [20, 20, 30], [40, 50, 60]])
    assert seen.shown == [[None, None, 30], [None, None, 30], [40, 50, 60]]
    assert (seen.total, seen.row_totals) == (273, (53, 70, 150))


def test_mappings_of_mappings_and_data_frames_keep_their_names():
    table = {"north": {"men": 3, "women": 9}, "south": {"men": 8, "women": 7}}
    assert suppress(table).hidden[0] == ("north", "men")
    assert suppress(pd.DataFrame(table)).shown == suppress(table).shown


@given(st.lists(COUNT, min_size=1, max_size=8), st.integers(2, 8))
@settings(deadline=None)
def test_no_hidden_group_of_a_list_can_be_had_by_subtraction(counts, threshold):
    seen = suppress(counts, threshold)
    assert all(shown is None or shown >= threshold for shown in seen.shown)
    hidden = [c for c, shown in zip(counts, seen.shown, strict=True) if shown is None]
    if hidden and seen.total is not None:
        rest = seen.total - sum(shown for shown in seen.shown if shown is not None)
        assert len(hidden) >= 2
        assert rest > 0


def equations_of(seen, rows, columns):
    """Return the sums over hidden counts that a reader can form, as rows of a matrix."""
    hidden = [(r, c) for r, c in product(range(rows), range(columns)) if seen.shown[r][c] is None]
    by_row = [[r == at for r, _ in hidden] for at in range(rows) if seen.row_totals[at] is not None]
    by_column = [
        [c == at for _, c in hidden] for at in range(columns) if seen.column_totals[at] is not None
    ]
    of_all = [] if seen.total is None else [[True] * len(hidden)]
    sums = np.array(by_row + by_column + of_all, dtype=float)
    return sums.reshape(len(by_row + by_column + of_all), len(hidden)), hidden


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(COUNT, min_size=width, max_size=width), min_size=2, max_size=4
        )
    )
)
@settings(deadline=None, max_examples=40)
def test_no_hidden_group_of_a_table_solves_from_the_totals(table):
    seen = suppress(table)
    cells = [cell for row in seen.shown for cell in row]
    every = [*cells, *seen.row_totals, *seen.column_totals, seen.total]
    assert all(shown is None or shown >= 5 for shown in every)
    sums, hidden = equations_of(seen, len(table), len(table[0]))
    known = np.linalg.matrix_rank(sums) if sums.size else 0
    for place in range(len(hidden)):
        with_it = np.vstack([sums, np.eye(len(hidden))[place]])
        assert np.linalg.matrix_rank(with_it) == known + 1


@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2))
@settings(deadline=None, max_examples=40)
def test_trying_all_counts_leaves_two_possible_values_for_each_hidden_group(table):
    seen = suppress(table, threshold=3)
    sums, hidden = equations_of(seen, 2, 2)
    actual = np.array([table[r][c] for r, c in hidden], dtype=float)
    tries = np.array(list(product(range(10), repeat=len(hidden))))
    assume(hidden)
    fits = tries[np.all(tries @ sums.T == sums @ actual, axis=1)]
    assert all(len(set(column)) > 1 for column in fits.T)


def test_a_table_that_is_empty_or_holds_no_counts_is_refused():
    for bad in ({}, [], None, [3, None], [3, -1], [2.5], [[1, 2], [3]], {"a": "many"}):
        with pytest.raises(MethodError):
            suppress(bad)


@pytest.mark.parametrize("threshold", [1, 0, -3, 2.5, float("nan"), "5", None])
def test_a_threshold_that_protects_nobody_is_refused(threshold):
    with pytest.raises(MethodError, match="threshold"):
        suppress([3, 4], threshold)


def test_a_mean_or_a_count_that_is_missing_or_endless_is_refused():
    for call in (
        lambda: mean_interval(None, 1, 10),
        lambda: mean_interval(3, None, 10),
        lambda: mean_interval(3, 1, None),
        lambda: nps(["nine"]),
        lambda: suppress([1e308, 7]),
    ):
        with pytest.raises(MethodError):
            call()
    with pytest.raises(TooFewPoints):
        nps(None)


def test_people_are_counted_in_whole_numbers():
    """Figures from a table are often floats; nobody is 10.0 people."""
    assert proportion_interval(7.0, 10.0, 40.0).caveat == "From 10 answers only."
    assert "From 10 answers:" in mean_interval(3, 1, 10.0).caveat
