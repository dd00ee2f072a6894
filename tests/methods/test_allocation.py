"""Misallocation: the share that would have to move, and the moves that close most of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import MethodError
from workbook.methods.allocation import Move, misallocation

AMOUNTS = st.lists(st.integers(0, 1000), min_size=2, max_size=8)


def test_the_index_is_that_of_dissimilarity():
    # Duncan & Duncan 1955: half the sum of the absolute differences between two distributions.
    found = misallocation([50, 30, 20], [20, 30, 50])
    assert found is not None
    assert (found.index, found.gaps) == (pytest.approx(30), pytest.approx((30, 0, -30)))


def test_what_follows_its_weights_has_nothing_to_move():
    found = misallocation([500, 300, 200], [5, 3, 2])
    assert found is not None
    assert (found.index, found.moves) == (pytest.approx(0), ())


def test_two_moves_close_more_than_any_other_two():
    # The largest surplus to the largest lack first, then what is left of it to the next.
    found = misallocation([700, 100, 100, 100], [10, 40, 30, 20])
    assert found is not None
    assert found.moves == (
        Move(0, 1, pytest.approx(300)),
        Move(0, 2, pytest.approx(200)),
    )


def test_the_better_pair_is_taken_even_where_the_first_move_is_not_the_largest():
    # 50 too much twice; lacks of 60 and 40: 50 + 40 closes 90, while 50 + 10 would close 60.
    found = misallocation([150, 150, 40, 60], [100, 100, 100, 100])
    assert found is not None
    assert sum(move.amount for move in found.moves) == pytest.approx(90)


def test_nothing_spent_has_no_shares():
    assert misallocation([0, 0], [1, 1]) is None


@pytest.mark.parametrize(
    ("spent", "weights", "said"),
    [
        ([1, -2], [1, 1], "0 or more"),
        ([1, 2], [0, 0], "above 0"),
        ([1, 2], [1], "2 amounts cannot be held to 1 weights"),
    ],
)
def test_what_makes_no_shares_is_refused(spent, weights, said):
    with pytest.raises(MethodError) as refused:
        misallocation(spent, weights)
    assert said in str(refused.value)


@given(AMOUNTS, st.data())
def test_a_move_never_takes_or_gives_more_than_there_is(spent, data):
    weights = data.draw(st.lists(st.integers(0, 100), min_size=len(spent), max_size=len(spent)))
    if not sum(weights) or not sum(spent):
        return
    found = misallocation(spent, weights)
    assert found is not None
    assert 0 <= found.index <= 100 + 1e-9
    after = list(map(float, spent))
    for move in found.moves:
        after[move.source] -= move.amount
        after[move.target] += move.amount
    closed = misallocation([max(0.0, each) for each in after], weights)
    assert closed is not None
    moved = 100 * sum(move.amount for move in found.moves) / sum(spent)
    assert closed.index == pytest.approx(found.index - moved, abs=1e-6)
