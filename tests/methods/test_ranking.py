"""Comparing initiatives: the published figures come out, and the order is as sure as it says."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.methods.published import case
from workbook.errors import MethodError
from workbook.methods.ranking import (
    acceptability,
    common_scale,
    rice,
    swing_weights,
    tipping_weight,
    weighted_sum,
    wsjf,
)

# Three criteria, scored in whole points as people do.
POINTS = arrays(np.int64, st.tuples(st.integers(2, 6), st.just(3)), elements=st.integers(0, 10))
NEWCOMER = arrays(np.int64, (1, 3), elements=st.integers(-50, 60))
WEIGHTS = arrays(np.int64, 3, elements=st.integers(1, 9))
DIRECTIONS = ["max", "min", "max"]
ANCHORS = [(0, 10), (0, 10), (0, 20)]
# Dirichlet(1, 1), all weights equally likely, by the way of given weights: drawn, not exact.
EQUAL_BUT_DRAWN = {"weights": [0.5, 0.5], "spread": 3**-0.5}


def total_cost(order, cost_of_delay, duration):
    """Return what waiting costs if things are finished one after the other."""
    finished = np.cumsum(np.take(duration, order))
    return float(finished @ np.take(cost_of_delay, order))


def test_wsm_wikipedia_has_the_scores_and_the_tie_of_the_published_example():
    wsm = case("wsm_wikipedia")
    given_, expected, within = wsm["input"], wsm["expected"], wsm["tolerance"]
    for anchors in (None, [(0, 1)] * 4):
        found = weighted_sum(given_["matrix"], given_["weights"], given_["directions"], anchors)
        assert found.scores == pytest.approx(expected["scores"], abs=within)
        assert list(found.ranks) == expected["dense_ranks"]


def test_smaa_2criteria_closed_form_of_lahdelma_and_salminen_2001_is_met_exactly():
    smaa = case("smaa_2criteria_closed_form")
    expected, within = smaa["expected"], smaa["tolerance"]
    found = acceptability(smaa["input"]["values"])
    wanted = np.array(expected["rank_acceptability"])
    assert found.rank_probability == pytest.approx(wanted, abs=within)
    assert np.array(found.central_weights) == pytest.approx(
        np.array(expected["central_weights"]), abs=within
    )
    assert (found.draws, found.caveat) == (0, "")


def test_smaa_2criteria_closed_form_is_met_by_draws_within_their_error():
    smaa = case("smaa_2criteria_closed_form")
    found = acceptability(smaa["input"]["values"], draws=100_000, **EQUAL_BUT_DRAWN)
    p = np.array(smaa["expected"]["rank_acceptability"])
    assert np.all(np.abs(found.rank_probability - p) <= 4 * np.sqrt(p * (1 - p) / 100_000))
    assert np.array(found.central_weights) == pytest.approx(
        np.array(smaa["expected"]["central_weights"]), abs=0.005
    )


def test_rice_scores_are_those_of_the_published_formula():
    published = case("rice_scores")
    items, within = published["input"]["items"], published["tolerance"]
    wanted = published["expected"]["scores"]
    assert [rice(**item) for item in items] == pytest.approx(wanted, abs=within)
    columns = {name: [item[name] for item in items] for name in items[0]}
    assert rice(**columns) == pytest.approx(np.array(wanted), abs=within)


def test_wsjf_sequence_3_costs_least_as_smith_1956_proved():
    smith = case("wsjf_sequence_3")
    given_, expected = smith["input"], smith["expected"]
    costs, durations = given_["cost_of_delay_per_period"], given_["duration"]
    ratio = wsjf(costs, durations)
    order = np.argsort(-ratio)
    every = [total_cost(list(order), costs, durations) for order in permutations(range(3))]
    assert ratio == pytest.approx(np.array(expected["ratio"]), abs=smith["tolerance"])
    assert [given_["ids"][place] for place in order] == expected["order"]
    assert total_cost(order, costs, durations) == expected["total_cost_wsjf"] == min(every)
    assert min(every) == expected["min_over_all_orders"]
    assert max(every) == expected["max_over_all_orders"]
    assert total_cost([0, 1, 2], costs, durations) == expected["total_cost_fifo"]


@given(POINTS, NEWCOMER, WEIGHTS)
def test_an_added_option_reorders_no_other(points, newcomer, weights):
    before = weighted_sum(points, weights, DIRECTIONS, ANCHORS)
    after = weighted_sum(np.vstack([points, newcomer]), weights, DIRECTIONS, ANCHORS)
    assert after.scores[:-1] == before.scores
    for i in range(len(points)):
        for k in range(len(points)):
            assert (before.ranks[i] < before.ranks[k]) == (after.ranks[i] < after.ranks[k])


def test_scores_that_differ_in_the_last_bit_only_are_tied():
    found = weighted_sum([[0.1 + 0.2, 0], [0.3, 0], [0.2, 0]], [1, 1], ["max", "max"])
    assert found.scores[0] != found.scores[1]
    assert found.ranks == (1, 1, 2)


def test_less_is_better_where_the_owner_says_so():
    values = common_scale([[10, 10], [20, 40]], ["min", "max"], [(0, 40), (0, 40)])
    assert values.tolist() == [[0.75, 0.25], [0.5, 1.0]]
    assert weighted_sum([[10], [20]], [1], ["min"]).ranks == (1, 2)


def test_a_score_outside_its_anchors_is_said():
    found = weighted_sum([[5], [12]], [1], ["max"], [(0, 10)])
    assert found.scores == (0.5, 1.2)
    assert "option 2" in found.caveat
    assert weighted_sum([[5], [10]], [1], ["max"], [(0, 10)]).caveat == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scores": []}, "at least one option"),
        ({"scores": [[1, None]]}, "Option 1 .* criterion 2"),
        ({"scores": [[1, 2], [3]]}, "no gaps"),
        ({"weights": [1]}, "one weight for each of the 2"),
        ({"weights": [1, -1]}, "0 or more"),
        ({"weights": [0, 0]}, "above 0"),
        ({"weights": [1, float("nan")]}, "0 or more"),
        ({"directions": ["max"]}, "each of the 2"),
        ({"directions": ["max", "up"]}, "max"),
        ({"anchors": [(0, 10)]}, "pair for each of the 2"),
        ({"anchors": [(0, 10), (5, 5)]}, "below its high"),
        ({"anchors": [(0, 10), (5, float("inf"))]}, "below its high"),
    ],
)
def test_what_cannot_be_ranked_is_refused(change, said):
    sound = {
        "scores": [[1, 2], [3, 4]],
        "weights": [1, 1],
        "directions": ["max", "max"],
        "anchors": [(0, 10), (0, 10)],
    }
    with pytest.raises(MethodError, match=said):
        weighted_sum(**sound | change)


@given(POINTS, st.sampled_from([{}, {"weights": [3, 2, 1]}, {"weights": [1, 0, 1], "spread": 0.9}]))
def test_an_option_takes_some_rank_with_all_weights(points, given_):
    found = acceptability(points, draws=200, **given_)
    assert found.rank_probability.sum(axis=1) == pytest.approx(np.ones(len(points)))
    assert np.all(found.rank_probability >= 0)
    first = found.rank_probability[:, 0] > 0
    assert first.any()
    assert [centre is not None for centre in found.central_weights] == list(first)
    for centre in found.central_weights:
        assert centre is None or sum(centre) == pytest.approx(1)


@given(arrays(np.int64, st.tuples(st.integers(1, 5), st.just(2)), elements=st.integers(0, 9)))
def test_two_criteria_are_drawn_as_the_closed_form_says(points):
    exact = acceptability(points).rank_probability
    drawn = acceptability(points, draws=2000, **EQUAL_BUT_DRAWN).rank_probability
    # Well beyond chance: 5.5 standard errors, and a little for shares near 0 or 1.
    assert np.all(np.abs(drawn - exact) <= 5.5 * np.sqrt(exact * (1 - exact) / 2000) + 0.004)


def test_three_criteria_share_the_lead_by_symmetry():
    found = acceptability(np.eye(3), draws=40_000)
    assert found.rank_probability == pytest.approx(np.full((3, 3), 1 / 3), abs=0.01)
    # The largest of three uniform weights is 11/18 in the mean: the rank-order centroid.
    assert found.central_weights[0] == pytest.approx((11 / 18, 7 / 36, 7 / 36), abs=0.01)


def test_tied_options_share_the_better_rank():
    found = acceptability([[1, 2, 3], [1, 2, 3], [0, 0, 0]])
    assert found.rank_probability.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert found.central_weights[2] is None


def test_certain_weights_give_a_certain_order():
    found = acceptability([[1, 0], [0, 1]], weights=[3, 1], spread=0)
    assert found.rank_probability.tolist() == [[1, 0], [0, 1]]
    assert found.central_weights == (pytest.approx((0.75, 0.25)), None)


def test_draws_around_given_weights_keep_their_mean_and_spread():
    values = [[1, 1, 1], [0, 0, 0]]
    near = acceptability(values, weights=[2, 1, 1], draws=40_000)
    assert near.central_weights[0] == pytest.approx((0.5, 0.25, 0.25), abs=0.005)
    assert "0.2" in near.variant
    # The first option leads while its weight is above 0.5 − one standard deviation of 0.1.
    edge = acceptability([[1, 0], [0.4, 0.4]], weights=[1, 1], spread=0.2, draws=40_000)
    assert edge.rank_probability[0, 0] == pytest.approx(0.84, abs=0.02)


def test_the_same_seed_gives_the_same_shares_and_another_does_not():
    values = np.random.default_rng(3).random((4, 3))
    one, same, other = (acceptability(values, draws=500, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.rank_probability, same.rank_probability)
    assert not np.array_equal(one.rank_probability, other.rank_probability)
    assert "500 draws" in one.caveat


def test_one_criterion_or_one_option_leaves_nothing_to_chance():
    assert acceptability([[1], [2]]).rank_probability.tolist() == [[0, 1], [1, 0]]
    assert acceptability([[1, 2, 3]], draws=10).rank_probability.tolist() == [[1]]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"draws": 0}, "At least one set"),
        ({"spread": 0.1}, "needs the weights"),
        ({"weights": [1, 1], "spread": 1}, "below 1"),
        ({"weights": [1, 1], "spread": -0.1}, "below 1"),
        ({"weights": [1, 1, 1]}, "one weight for each"),
    ],
)
def test_draws_that_mean_nothing_are_refused(settings, said):
    with pytest.raises(MethodError, match=said):
        acceptability([[1, 2], [2, 1]], **settings)


def test_the_leader_changes_where_the_lines_cross():
    found = tipping_weight([[1, 0], [0.6, 0.6], [0, 1]], [0.5, 0.5], criterion=0)
    assert (found.leader, found.weight) == (1, 0.5)
    assert (found.lower, found.upper) == (pytest.approx(0.4), pytest.approx(0.6))
    assert abs(found.move) == pytest.approx(0.1)


@given(POINTS, WEIGHTS, st.integers(0, 2))
def test_beyond_the_tipping_weight_another_option_leads(points, weights, criterion):
    def leads(weight):
        others = np.delete(weights, criterion)
        moved = np.insert(others / others.sum() * (1 - weight), criterion, weight)
        scores = points @ moved
        return scores[found.leader] >= scores.max() - 1e-9

    found = tipping_weight(points, weights, criterion)
    lower = 0 if found.lower is None else found.lower
    upper = 1 if found.upper is None else found.upper
    assert leads(lower)
    assert leads(upper)
    assert found.lower is None or not leads(found.lower - 1e-4 * found.lower)
    assert found.upper is None or not leads(found.upper + 1e-4 * (1 - found.upper))


def test_a_leader_that_is_best_at_everything_keeps_the_lead():
    found = tipping_weight([[2, 2], [1, 1]], [1, 1], criterion=1)
    assert (found.leader, found.move, found.challenger) == (0, None, None)


def test_a_shared_lead_is_said_and_tips_at_once():
    found = tipping_weight([[1, 0], [0, 1]], [1, 1], criterion=0)
    assert found.move == 0
    assert found.caveat == "2 options share the lead already."


def test_weights_that_are_all_on_one_criterion_are_given_up_equally():
    found = tipping_weight([[1, 0, 0], [0, 1, 1]], [1, 0, 0], criterion=0)
    assert found.lower == pytest.approx(0.5)


@pytest.mark.parametrize("criterion", [-1, 2])
def test_a_criterion_that_is_not_there_does_not_tip(criterion):
    with pytest.raises(MethodError, match="counted from 0"):
        tipping_weight([[1, 0], [0, 1]], [1, 1], criterion)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"effort": 0}, "effort has to be above 0"),
        ({"effort": [1, 0]}, "effort has to be above 0"),
        ({"effort": -1}, "effort has to be a number"),
        ({"confidence": 80}, "0.8"),
        ({"reach": float("nan")}, "reach has to be a number"),
        ({"impact": None}, "impact has to be a number"),
        ({"reach": [1, 2], "impact": [1, 2, 3]}, "one figure of each kind"),
    ],
)
def test_a_ratio_without_its_figures_is_refused(change, said):
    with pytest.raises(MethodError, match=said):
        rice(**{"reach": 100, "impact": 1, "confidence": 0.5, "effort": 2} | change)


def test_work_that_takes_no_time_has_no_ratio():
    with pytest.raises(MethodError, match="duration has to be above 0"):
        wsjf(10, 0)
    assert wsjf(9, 3) == 3.0


@pytest.mark.parametrize("nothing", [None, "x", 1.5, [1]])
def test_settings_that_are_no_number_are_refused_and_not_crashed_on(nothing):
    values = [[1, 2], [2, 1]]
    with pytest.raises(MethodError):
        tipping_weight(values, [1, 1], criterion=nothing)
    with pytest.raises(MethodError):
        acceptability(values, draws=nothing)
    with pytest.raises(MethodError):
        weighted_sum(values, [1, 1], [nothing, "max"])


def test_figures_beyond_what_can_be_added_are_refused_without_a_warning():
    for figure in (1e308, 10**400):
        with pytest.raises(MethodError):
            weighted_sum([[figure, figure]], [1, 1], ["max", "max"])


def test_very_unsure_weights_still_add_up():
    found = acceptability([[1, 0], [0, 1]], weights=[0.5, 0.5], spread=0.999, draws=2_000)
    assert found.rank_probability.sum(axis=1) == pytest.approx(1)
    assert found.rank_probability[0, 0] == pytest.approx(0.5, abs=0.05)


def test_who_beats_whom_and_how_often_is_what_two_criteria_say_exactly():
    """A wins on w > 0.6 against B, on w > 0.5 against C; B wins on w > 0.4 against C."""
    found = acceptability([[1, 0], [0.6, 0.6], [0, 1]])
    beats = [[0, 0.4, 0.5], [0.6, 0, 0.6], [0.5, 0.4, 0]]
    assert found.pairwise_winning == pytest.approx(np.array(beats), abs=1e-12)
    assert found.confidence_factor == (1, 1, 1)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_drawn_meets_what_is_exact(seed):
    table = np.random.default_rng(seed).integers(0, 6, (6, 2)) / 5
    exact, drawn = acceptability(table), acceptability(table, **EQUAL_BUT_DRAWN, draws=40_000)
    assert exact.draws == 0
    assert drawn.pairwise_winning == pytest.approx(exact.pairwise_winning, abs=0.02)
    assert drawn.rank_probability == pytest.approx(exact.rank_probability, abs=0.02)


def test_tied_options_beat_each_other_never():
    found = acceptability([[0.5, 0.5, 0.5]] * 2 + [[0, 0, 0]])
    assert found.pairwise_winning.tolist() == [[0, 0, 1], [0, 0, 1], [0, 0, 0]]
    assert found.confidence_factor == (1, 1, None)


def test_exact_shares_of_hundreds_of_options_add_up():
    table = np.random.default_rng(5).random((300, 2))
    found = acceptability(table)
    assert found.rank_probability.sum(axis=0) == pytest.approx(np.ones(300))
    won = found.pairwise_winning
    assert (won + won.T)[~np.eye(300, dtype=bool)] == pytest.approx(1)
    assert (won.sum(axis=1) + (found.rank_probability @ np.arange(300))) == pytest.approx(299)


def test_doubt_about_the_values_takes_away_from_a_narrow_lead():
    narrow = [[0.52, 0.5, 0.5], [0.5, 0.5, 0.5]]
    sure, unsure = acceptability(narrow), acceptability(narrow, doubt=0.2)
    assert sure.rank_probability[0, 0] == 1
    assert 0.5 < unsure.rank_probability[0, 0] < 0.6
    assert unsure.confidence_factor[0] == pytest.approx(unsure.rank_probability[0, 0], abs=0.05)
    assert "values in doubt" in unsure.variant
    wide = acceptability([[0.9, 0.9], [0.1, 0.1]], doubt=[[0.1, 0.1], [0.1, 0.1]])
    assert wide.rank_probability.tolist() == [[1, 0], [0, 1]]
    assert wide.confidence_factor == (1, None)


def test_a_doubt_that_fits_no_value_is_refused():
    for doubt in (-0.1, float("nan"), [0.1, 0.2], "some"):
        with pytest.raises(MethodError):
            acceptability([[1, 0], [0, 1]], doubt=doubt)


def test_swings_become_weights_in_their_proportion():
    assert swing_weights([100, 60, 40]) == (0.5, 0.3, 0.2)
    assert swing_weights([100]) == (1,)
    assert sum(swing_weights([100, 33, 7, 0])) == pytest.approx(1)


def test_swings_begin_with_the_largest_which_is_a_hundred():
    for swings in ([80, 60], [120, 100], [100, -1], [100, None], []):
        with pytest.raises(MethodError):
            swing_weights(swings)
