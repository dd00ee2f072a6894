"""Hidden counts: none can be worked out, and no fewer would do."""

from itertools import combinations

import numpy as np
import pytest
from scipy.linalg import null_space
from scipy.optimize import linprog

from workbook.methods.disclosure import Printed, exposed, fewest
from workbook.methods.suppression import suppress


def frame_of(counts):
    """Return a table with its totals."""
    tall = np.vstack([counts, counts.sum(axis=0)])
    return np.column_stack([tall, tall.sum(axis=1)])


def sums_of(frame):
    """Return a row for each sum: 1 for what is added, −1 for its total, over the flat frame."""
    places = np.arange(frame.size).reshape(frame.shape)
    sums = np.zeros((sum(frame.shape), frame.size))
    for made, line in zip(sums, [*places, *places.T], strict=True):
        made[line] = 1
        made[line[-1]] = -1
    return sums


def solved_from_the_sums(frame, hidden):
    """Return the hidden counts whose unit vector lies in the row space of the printed sums."""
    places = np.flatnonzero(hidden)
    free = null_space(sums_of(frame)[:, places])
    return [
        place
        for place, moves in zip(places, free, strict=True)
        if np.abs(moves).max(initial=0) < 1e-9
    ]


def with_one_value(frame, hidden):
    """Return the hidden counts that a linear programme leaves one value for, none below 0."""
    places, sums = np.flatnonzero(hidden), sums_of(frame)
    right = -sums[:, ~hidden.ravel()] @ frame[~hidden]
    found = []
    for i, place in enumerate(places):
        goal = np.eye(len(places))[i]
        low, high = (linprog(sign * goal, A_eq=sums[:, places], b_eq=right) for sign in (1, -1))
        if high.status == 0 and -high.fun - low.fun < 0.5:
            found.append(int(place))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_circles_find_what_a_linear_programme_finds(seed):
    rng = np.random.default_rng(seed)
    frame = frame_of(rng.poisson(2, (4, 3)) * (rng.random((4, 3)) < 0.7))
    hidden = rng.random(frame.shape) < 0.6
    assert exposed(Printed.of(frame), hidden.ravel()) == with_one_value(frame, hidden)


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_count_lies_in_the_row_space_of_all_printed_totals(seed):
    rng = np.random.default_rng(seed)
    frame = frame_of(rng.poisson(rng.gamma(3, 4, (10, 6))))
    hidden, _ = fewest(Printed.of(frame), (frame < 5).ravel())
    assert solved_from_the_sums(frame, hidden.reshape(frame.shape)) == []
    assert exposed(Printed.of(frame), hidden) == []


@pytest.mark.parametrize("seed", range(10))
def test_no_fewer_would_do_as_trying_all_sets_shows(seed):
    rng = np.random.default_rng(seed)
    frame = frame_of(rng.integers(1, 16, (3, 4)))
    small = frame < 5
    hidden, proven = fewest(Printed.of(frame), small.ravel())
    others = [place for place in np.flatnonzero(~small) if not totals_of(frame)[place]]
    more = [place for place in np.flatnonzero(hidden) if not small.flat[place]]
    assert proven
    assert not totals_of(frame)[more].any()
    for set_ in (set_ for k in range(len(more)) for set_ in combinations(others, k)):
        tried = small.copy()
        tried.flat[list(set_)] = True
        assert set(solved_from_the_sums(frame, tried)) & set(np.flatnonzero(small))


def totals_of(frame):
    """Return which of the flat frame are totals."""
    totals = np.zeros(frame.shape, dtype=bool)
    totals[-1], totals[:, -1] = True, True
    return totals.ravel()


@pytest.mark.parametrize("shape", [(10, 6), (30, 12)])
@pytest.mark.parametrize("seed", range(3))
def test_the_fewest_are_proven_for_tables_of_a_firm(shape, seed):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(3, 5, shape)) * (rng.random(shape) < 0.9)
    assert "the fewest hidden, proven" in suppress(counts.tolist()).variant


def test_a_table_too_large_for_a_proof_hides_nothing_that_need_not_be():
    rng = np.random.default_rng(0)
    frame = frame_of(rng.poisson(rng.gamma(4, 6, (80, 20))))
    printed, small = Printed.of(frame), (frame < 5).ravel()
    hidden, proven = fewest(printed, small)
    assert not proven
    assert exposed(printed, hidden) == []
    for place in np.flatnonzero(hidden & ~small).tolist():
        shown = hidden.copy()
        shown[place] = False
        assert exposed(printed, shown)


def test_totals_are_hidden_only_where_nothing_else_helps():
    assert suppress([[9, 2], [8, 9]]).hidden == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert suppress([3, 20]).total == 23
    assert suppress([3]).total is None


def test_a_mapping_of_lists_keeps_its_names():
    seen = suppress({"shop": [3, 9, 12], "office": [8, 7, 20]})
    assert seen.shown == {"shop": [None, None, 12], "office": [None, None, 20]}
    assert seen.hidden == (("shop", 0), ("shop", 1), ("office", 0), ("office", 1))
