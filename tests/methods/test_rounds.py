"""Rounds of asking: what is agreed, what moves, where the room is split."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError
from workbook.methods.voting import convergence

SCALE = (1, 5)
CALM = [3, 3, 3, 4, 3, 3]
CAMPS = [1, 1, 1, 5, 5, 5]
WIDE = [1, 2, 3, 3, 4, 5]


def status(*rounds):
    """Return the status of one item after its answers in each round."""
    return convergence([[answers] for answers in rounds], scale=SCALE).per_item[0].status


def test_answers_close_together_are_agreed():
    assert status(CAMPS, CALM) == "agreed"


def test_answers_that_came_nearer_but_not_near_enough_are_moving():
    assert status(CAMPS, WIDE) == "moving"


def test_two_camps_that_stay_are_split():
    assert status(CAMPS, CAMPS) == status(CAMPS) == "split"


def test_one_answer_for_each_option_is_no_split():
    assert status([1, 2, 3, 4, 5]) == status([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]) == "unsettled"


@pytest.mark.parametrize(
    "answers",
    [[1, 1, 5, 5], [1, 1, 1, 5, 5], [1, 2, 1, 1, 5, 5, 4, 5], [1, 1, 1, 3, 5, 5, 5, 4, 1, 5]],
)
def test_two_camps_with_few_between_them_are_split(answers):
    assert status(answers) == "split"


@pytest.mark.parametrize(
    ("scale", "agreed"), [((1, 5), 1), ((1, 7), 1), ((1, 9), 2), ((0, 10), 2), ((0, 1), 0.2)]
)
@pytest.mark.parametrize("people", [4, 6, 12, 40])
def test_answers_at_random_are_rarely_split(scale, agreed, people):
    rng = np.random.default_rng(people)
    size = (1000, people)
    drawn = (
        rng.uniform(*scale, size) if scale == (0, 1) else rng.integers(scale[0], scale[1] + 1, size)
    )
    items = convergence([drawn], agreed=agreed, scale=scale).per_item
    assert sum(item.status == "split" for item in items) / len(items) < 0.065


@given(st.lists(st.integers(1, 5), min_size=4, max_size=12))
def test_a_scale_turned_over_changes_no_status(answers):
    assert status(answers) == status([6 - answer for answer in answers])


def test_wide_answers_that_stay_without_camps_are_unsettled():
    assert status(WIDE, WIDE) == status(WIDE) == "unsettled"


@pytest.mark.parametrize("name", ["kendall_w_proofwiki", "kendall_w_5_projects"])
def test_agreement_within_a_round_is_kendalls_published_w(name):
    found = case(name)
    result = convergence([found["input"]["rows_are_items_cols_are_judges"]])
    assert result.kendall_w == (pytest.approx(found["expected"]["W"], abs=found["tolerance"]),)


def test_w_corrects_for_ties():
    found = case("kendall_w_anxiety_ties")
    result = convergence([found["input"]["rows_are_items_cols_are_judges"]])
    assert result.kendall_w == (pytest.approx(found["expected"]["W"], abs=found["tolerance"]),)


def test_the_range_of_each_round_is_kept():
    item = convergence([[CAMPS], [WIDE]]).per_item[0]
    assert item.iqr == (4, 1.5)
    assert (item.median, item.n) == (3, 6)


def test_overlap_and_correlation_compare_with_the_round_before():
    first = [[5, 5], [4, 4], [3, 3], [1, 1]]
    second = [[5, 5], [1, 1], [4, 4], [3, 3]]
    (stability,) = convergence([first, second], k=2).stability
    assert stability.top_k_overlap == 0.5
    assert stability.rank_correlation == pytest.approx(0.4)


def test_for_ranks_the_low_ones_are_the_top():
    first = [[1, 1], [2, 2], [3, 3]]
    second = [[1, 1], [3, 3], [2, 2]]
    assert convergence([first, second], k=1, best="low").stability[0].top_k_overlap == 1
    assert convergence([first, second], k=1).stability[0].top_k_overlap == 0


def test_items_tied_with_the_last_of_the_top_come_along():
    first, second = [[3, 3], [2, 2], [2, 2]], [[3, 3], [2, 2], [1, 1]]
    assert convergence([first, second], k=2).stability[0].top_k_overlap == pytest.approx(2 / 3)


def test_rounds_that_put_all_items_level_have_no_correlation():
    result = convergence([[[3, 3], [3, 3], [3, 3]]] * 2)
    assert result.stability[0].rank_correlation is None
    assert result.kendall_w == (None, None)


@given(st.permutations(range(6)))
def test_the_order_of_the_judges_does_not_matter(order):
    table = np.array([CALM, CAMPS, WIDE])
    assert convergence([table, table[:, order]]).per_item == convergence([table, table]).per_item
    found = convergence([table[:, order]]).kendall_w[0]
    assert found == pytest.approx(convergence([table]).kendall_w[0])


def test_a_missing_answer_is_left_out_and_said_to_be():
    result = convergence([[[1, 2, None, 4], [4, 3, 2, 1]]])
    assert [item.n for item in result.per_item] == [3, 4]
    assert result.kendall_w[0] == convergence([[[1, 2, 4], [4, 3, 1]]]).kendall_w[0]
    assert "Missing answers" in result.caveat


def test_judges_may_differ_between_rounds():
    assert convergence([[WIDE], [CALM[:5]]]).n == (6, 5)


def test_one_round_and_few_answers_are_said():
    caveat = convergence([[[1, 2, 3]]]).caveat
    assert "One round only" in caveat
    assert "Only 3 answers" in caveat
    assert convergence([[CALM], [CALM]]).caveat == ""


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        ([], "no round"),
        ([[]], "Round 1"),
        (None, "Round 1"),
        ([[1, 2, 3]], "Round 1"),
        ([[[1, "x"]]], "Round 1"),
        ([[[1, 2], [3]]], "Round 1"),
        ([[[1, float("inf")]]], "Round 1"),
        ([[[1, 2]], [[None, None]]], "Item 1 has no answer in round 2"),
        ([[[1, 2]], [[1, 2], [2, 3]]], "same items"),
    ],
)
def test_rounds_that_are_no_tables_are_refused(rounds, says):
    with pytest.raises(MethodError, match=says):
        convergence(rounds)


def test_settings_out_of_range_are_refused():
    with pytest.raises(MethodError, match="off the scale"):
        convergence([[[0, 6]]], scale=SCALE)
    for setting in ({"k": 0}, {"agreed": 0}, {"best": "most"}):
        with pytest.raises(MethodError, match="k is 1 or more"):
            convergence([[CALM]], **setting)
    with pytest.raises(MethodError, match="whole number"):
        convergence([[CALM]], k=1.5)


@pytest.mark.parametrize("scale", [5, (1,), (1, None), ("1", "5"), (1, float("nan"))])
def test_a_scale_that_has_no_two_ends_is_refused(scale):
    with pytest.raises(MethodError, match="scale"):
        convergence([[CALM]], scale=scale)


def test_a_data_frame_has_items_in_its_index_and_people_in_its_columns():
    table = pd.DataFrame([CALM, CAMPS], index=["web", "shop"], columns=list("ABCDEF"))
    assert convergence([table]) == convergence([[CALM, CAMPS]])
