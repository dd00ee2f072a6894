"""Weights from comparisons: the published ones come out, and what cannot be compared is refused."""

from itertools import combinations

import ahpy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import InvalidComparisons, MethodError
from workbook.methods.pairwise import (
    aggregate,
    most_inconsistent,
    priorities,
    rank_order_centroid,
)

WEIGHTS = st.lists(st.floats(0.05, 20), min_size=1, max_size=9).map(np.array)
SCALE = st.sampled_from([*range(1, 10), *(1 / k for k in range(2, 10))])


@st.composite
def judgements(draw, least=3, most=8):
    """Draw a reciprocal matrix on Saaty's scale."""
    n = draw(st.integers(least, most))
    matrix = np.ones((n, n))
    for i, j in combinations(range(n), 2):
        matrix[i, j] = draw(SCALE)
        matrix[j, i] = 1 / matrix[i, j]
    return matrix


def consistent(weights):
    """Return the comparisons that say exactly these weights."""
    return np.divide.outer(weights, weights)


def test_ahp_single_drinks_has_the_priorities_of_saaty_2008():
    drinks = case("ahp_single_drinks")
    expected, within = drinks["expected"], drinks["tolerance"]
    found = priorities(drinks["input"]["matrix"])
    older = priorities(drinks["input"]["matrix"], ri_table="1980")
    rows = priorities(drinks["input"]["matrix"], method="geometric_mean")
    assert found.weights == pytest.approx(expected["weights"], abs=within)
    assert found.lambda_max == pytest.approx(expected["lambda_max"], abs=within)
    assert found.ci == pytest.approx(expected["ci"], abs=within)
    assert found.cr == pytest.approx(expected["cr_saaty2005_RI1.35"], abs=within)
    assert older.cr == pytest.approx(expected["cr_saaty1980_RI1.32"], abs=within)
    # A third table, of Donegan & Dodd, is not offered; its ratio follows from the index.
    assert found.ci / 1.2519 == pytest.approx(expected["cr_donegan_dodd_RI1.2519"], abs=within)
    assert rows.weights == pytest.approx(expected["rgmm_weights"], abs=within)
    assert found.gci == rows.gci == pytest.approx(expected["gci"], abs=within)
    assert (found.ri_table, older.ri_table, rows.method) == ("2005", "1980", "geometric_mean")


def test_ahp_hierarchy_leader_is_synthesised_as_in_the_worked_example():
    leader = case("ahp_hierarchy_leader")
    given_, expected, within = leader["input"], leader["expected"], leader["tolerance"]
    criteria = priorities(given_["criteria_matrix"])
    by_criterion = {
        name: priorities(matrix) for name, matrix in given_["alternative_matrices"].items()
    }
    columns = [by_criterion[name.lower()].weights for name in given_["criteria"]]
    assert criteria.weights == pytest.approx(expected["criteria_weights"], abs=within)
    assert np.array(criteria.weights) @ columns == pytest.approx(expected["global"], abs=within)
    assert criteria.cr == pytest.approx(expected["cr_criteria_RI0.89"], abs=within)
    for name in ("experience", "education"):
        wanted = expected[f"cr_{name}_RI0.52"]
        assert by_criterion[name].cr == pytest.approx(wanted, abs=within)


def test_ahp_group_three_judges_n3_agree_by_geometric_mean_as_aczel_and_saaty_1983():
    judges = case("ahp_group_three_judges_n3")
    matrices, expected = judges["input"]["judge_matrices"], judges["expected"]
    within = judges["tolerance"]
    group = aggregate(matrices)
    found, rows = priorities(group), priorities(group, method="geometric_mean")
    each = [priorities(matrix, method="geometric_mean").weights for matrix in matrices]
    together = np.exp(np.mean(np.log(each), axis=0))
    assert group == pytest.approx(np.array(expected["group_matrix"]), abs=within)
    assert found.weights == pytest.approx(expected["aij_eigen_weights"], abs=within)
    assert found.lambda_max == pytest.approx(expected["lambda_max"], abs=within)
    assert rows.weights == pytest.approx(expected["aij_rgmm_weights"], abs=within)
    wanted = expected["aip_geometric_weights"]
    assert together / together.sum() == pytest.approx(wanted, abs=within)


def test_the_wealth_of_nations_has_the_weights_that_saaty_1977_prints():
    """US, USSR, China, France, UK, Japan, West Germany; with the random index of 1980 CR is .08."""
    above = [[4, 9, 6, 6, 5, 5], [7, 5, 5, 3, 4], [1 / 5, 1 / 5, 1 / 7, 1 / 5]]
    above += [[1, 1 / 3, 1 / 3], [1 / 3, 1 / 3], [2]]
    matrix = np.ones((7, 7))
    for i, row in enumerate(above):
        for j, said in enumerate(row, i + 1):
            matrix[i, j], matrix[j, i] = said, 1 / said
    found = priorities(matrix, ri_table="1980")
    printed = (0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094)
    assert found.weights == pytest.approx(printed, abs=5e-4)
    assert found.lambda_max == pytest.approx(7.61, abs=0.005)
    assert round(found.cr, 2) == 0.08


def test_roc_weights_n3_are_those_of_barron_and_barrett_1996():
    roc = case("roc_weights_n3")
    found = rank_order_centroid(roc["input"]["n"])
    assert found == pytest.approx(roc["expected"]["weights"], abs=roc["tolerance"])


@given(WEIGHTS)
def test_consistent_comparisons_give_back_their_weights_by_either_method(weights):
    for method in ("eigenvector", "geometric_mean"):
        found = priorities(consistent(weights), method=method)
        assert found.weights == pytest.approx(weights / weights.sum())
        assert found.lambda_max == pytest.approx(len(weights))
        assert (found.cr, found.gci) == pytest.approx((0, 0), abs=1e-9)
    assert most_inconsistent(consistent(weights)) is None


@given(judgements())
def test_weights_are_shares_and_contradictions_only_add(matrix):
    for method in ("eigenvector", "geometric_mean"):
        found = priorities(matrix, method=method)
        assert sum(found.weights) == pytest.approx(1)
        assert min(found.weights) > 0
        assert found.lambda_max >= len(matrix) - 1e-9
        assert min(found.ci, found.cr, found.gci) >= 0


@given(judgements(), st.randoms(use_true_random=False))
def test_weights_do_not_depend_on_the_order_of_the_items(matrix, random):
    order = random.sample(range(len(matrix)), len(matrix))
    shuffled = priorities(matrix[np.ix_(order, order)]).weights
    assert shuffled == pytest.approx(np.array(priorities(matrix).weights)[order])


@given(st.lists(judgements(4, 4), min_size=1, max_size=4))
def test_a_group_of_judges_stays_reciprocal(matrices):
    group = aggregate(matrices)
    assert group * group.T == pytest.approx(np.ones((4, 4)))


def test_an_independent_library_finds_the_same_weights_and_ratios():
    rng = np.random.default_rng(7)
    for n in range(3, 16):
        matrix = np.ones((n, n))
        comparisons = {}
        for i, j in combinations(range(n), 2):
            matrix[i, j] = float(rng.integers(1, 6))
            matrix[j, i] = 1 / matrix[i, j]
            comparisons[str(i), str(j)] = matrix[i, j]
        theirs = ahpy.Compare("items", comparisons, precision=9, random_index="saaty")
        ours = priorities(matrix)
        assert [theirs.target_weights[str(i)] for i in range(n)] == pytest.approx(
            ours.weights, abs=2e-6
        )
        assert theirs.consistency_ratio == pytest.approx(ours.cr, abs=2e-6)


def test_the_contradicting_comparison_is_named():
    matrix = consistent(np.array([8.0, 4, 2, 1, 0.5]))
    matrix[1, 3], matrix[3, 1] = 1 / 4, 4
    found = most_inconsistent(matrix)
    assert (found.row, found.column, found.given) == (1, 3, 0.25)
    assert 0.25 < found.implied < 4
    assert found.caveat == ""


def test_of_three_items_no_comparison_stands_out_and_the_result_says_so():
    found = most_inconsistent([[1, 3, 1 / 2], [1 / 3, 1, 4], [2, 1 / 4, 1]])
    assert (found.row, found.column) == (0, 1)
    assert "any one of the three" in found.caveat


def test_weights_from_contradictions_carry_a_caveat():
    assert "revisit" in priorities([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]).caveat
    assert priorities(consistent(np.array([3.0, 2, 1]))).caveat == ""


@pytest.mark.parametrize("weights", [[1.0], [3.0, 1.0]])
def test_one_or_two_items_cannot_contradict(weights):
    found = priorities(consistent(np.array(weights)))
    assert (found.ci, found.cr, found.gci) == (0, 0, 0)
    assert "not tested" in found.caveat


@pytest.mark.parametrize("n", [11, 12, 13, 14, 15])
def test_the_random_index_of_1980_goes_on_to_fifteen_items(n):
    matrix = np.ones((n, n))
    matrix[0, 1], matrix[1, 0] = 9, 1 / 9
    older, newer = priorities(matrix, ri_table="1980"), priorities(matrix)
    printed = dict(zip(range(11, 16), (1.51, 1.48, 1.56, 1.57, 1.59), strict=True))
    assert older.cr == pytest.approx(newer.ci / printed[n])


def test_beyond_fifteen_items_there_is_no_ratio():
    assert priorities(np.ones((15, 15))).cr == pytest.approx(0)
    found = priorities(np.ones((16, 16)))
    assert found.cr is None
    assert "no random index" in found.caveat


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        ([[1, 2], [2, 1]], "Row 2, column 1 holds 2; .* reciprocal"),
        ([[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 0.4, 1]], "Row 3, column 2"),
        ([[1, -2], [-0.5, 1]], "Row 1, column 2 holds -2; .* above 0"),
        ([[1, 0], [0, 1]], "Row 1, column 2 holds 0"),
        ([[1, None], [2, 1]], "Row 1, column 2 holds nan"),
        ([[1, float("inf")], [0, 1]], "Row 1, column 2 holds inf"),
        ([[2, 1], [1, 1]], "Row 1, column 1 holds 2; .* itself"),
        ([[1, 2, 3], [0.5, 1, 2]], "not 2 × 3"),
        ([1, 2, 3], "as many rows"),
        ([[1, 2], [0.5]], "same number of figures"),
        ([["a", 2], [0.5, 1]], "same number of figures"),
        (np.empty((0, 0)), "nothing to compare"),
    ],
)
def test_what_is_no_comparison_is_refused_by_its_cell(matrix, said):
    for method in (priorities, most_inconsistent):
        with pytest.raises(InvalidComparisons, match=said):
            method(matrix)
    with pytest.raises(InvalidComparisons, match="Judge 1: "):
        aggregate([matrix])


def test_reciprocals_rounded_to_three_decimals_pass_and_to_one_do_not():
    assert priorities([[1, 9], [0.111, 1]]).weights == pytest.approx((0.9, 0.1), abs=1e-3)
    with pytest.raises(InvalidComparisons):
        priorities([[1, 9], [0.1, 1]])


def test_judges_have_to_compare_the_same_items():
    with pytest.raises(InvalidComparisons, match="at least one person"):
        aggregate([])
    with pytest.raises(InvalidComparisons, match="different numbers"):
        aggregate([np.ones((2, 2)), np.ones((3, 3))])
    with pytest.raises(InvalidComparisons, match="Judge 1"):
        aggregate(None)


def test_unknown_variants_are_refused():
    with pytest.raises(MethodError, match="eigenvector"):
        priorities(np.ones((3, 3)), method="mean")
    with pytest.raises(MethodError, match="2005"):
        priorities(np.ones((3, 3)), ri_table="1990")


@given(st.integers(1, 30))
def test_weights_from_a_ranking_fall_and_add_up(n):
    found = rank_order_centroid(n)
    assert sum(found) == pytest.approx(1)
    assert list(found) == sorted(found, reverse=True)
    assert len(found) == n


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (1, [1]),
        (2, [0.75, 0.25]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.09, 0.04]),
        (6, [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278]),
    ],
)
def test_rank_order_centroids_are_those_of_the_printed_table(n, printed):
    assert rank_order_centroid(n) == pytest.approx(printed, abs=5e-5)


@pytest.mark.parametrize("n", [0, -1, 2.5, None, "3", float("nan"), float("inf")])
def test_a_ranking_of_nothing_has_no_weights(n):
    with pytest.raises(MethodError, match="at least one"):
        rank_order_centroid(n)


def test_the_year_of_the_random_index_may_be_a_number():
    matrix = [[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]
    assert priorities(matrix, ri_table=1980) == priorities(matrix, ri_table="1980")
    with pytest.raises(MethodError, match="random index"):
        priorities(matrix, ri_table=["1980"])
