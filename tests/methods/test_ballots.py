"""Ballots and dots are read in one way only; what could mean something else is refused."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from workbook.errors import MethodError
from workbook.methods.voting import borda, dots, schulze

COUNTED = [
    [[5, "ACBED"], [3, "CABED"]],
    [(5, ["A", "C", "B"]), (3, ["C", "A", "B"])],
    [(["A", "C", "B"], 5)],
    Counter({("A", "B"): 5}),
    {"A": 1, "B": 2},
]
UNORDERED = [
    [{"A": 1, "B": 2}],
    [{"A", "B"}],
    [pd.Series({"A": 1, "B": 2})],
    pd.Series({"A": 1, "B": 2}),
    pd.DataFrame([["A", "B"]], columns=[("A", "B"), ("B", "A")]),
]
TEXTS = ["ABC", ["ABC", "CAB"], np.array(["ABC", "CAB"])]


@pytest.mark.parametrize("count", [borda, schulze])
@pytest.mark.parametrize("ballots", [*COUNTED, *UNORDERED, *TEXTS])
def test_what_is_not_one_list_a_voter_is_refused_and_the_form_named(count, ballots):
    with pytest.raises(MethodError, match="Give one list a voter, best first"):
        count(ballots)


@pytest.mark.parametrize("count", [borda, schulze])
@pytest.mark.parametrize(
    "ballots", [[["A", [["B", "C"]]]], [["A", [("B", "C")]]], np.zeros((2, 2, 2)), np.array(3)]
)
def test_lists_within_ties_and_arrays_of_three_dimensions_are_refused(count, ballots):
    with pytest.raises(MethodError, match=r"[Bb]allot"):
        count(ballots)


@pytest.mark.parametrize(
    "ballots",
    [
        [("A", "B", "C"), ("A", "C", "B")],
        np.array([["A", "B", "C"], ["A", "C", "B"]]),
        [pd.Series(["A", "B", "C"]), pd.Series(["A", "C", "B"], index=["1st", "2nd", "3rd"])],
        pd.Series([["A", "B", "C"], ["A", "C", "B"]]),
        (list(ballot) for ballot in ("ABC", "ACB")),
    ],
    ids=lambda ballots: type(ballots).__name__,
)
def test_tuples_arrays_and_series_are_lists_too(ballots):
    election = schulze(ballots)
    assert (election.winners, election.candidates, election.n) == (("A",), ("A", "B", "C"), 2)


def test_options_that_are_numbers_may_tie():
    assert dict(borda([[2, [0, 1]], [2, 1, 0]])) == {0: 0.5, 1: 1.5, 2: 4}
    assert dict(borda([[2, [0, 1]]])) == {0: 0.5, 1: 0.5, 2: 2}


@pytest.mark.parametrize(
    "votes",
    [
        {"web": 3, "shop": 1},
        pd.Series({"web": 3, "shop": 1}),
        [pd.Series({"web": 3, "shop": 1})],
        pd.DataFrame({"web": [3], "shop": [1]}),
        "web",
        [3, 1],
        [("web", 3), ("shop", 1)],
    ],
)
def test_a_tally_of_dots_does_not_say_how_many_voted_and_is_refused(votes):
    with pytest.raises(MethodError, match="Give one entry a voter"):
        dots(votes)


@pytest.mark.parametrize("votes", [np.zeros((2, 2, 2)), [[["web"]]], [[("web", 3)]]])
def test_a_list_in_the_place_of_a_name_gets_no_dot(votes):
    with pytest.raises(MethodError, match="Ballot 1 has to name one option"):
        dots(votes)


def test_a_number_of_dots_that_is_a_list_is_refused():
    with pytest.raises(MethodError, match="Voter 1"):
        dots([{"web": [1]}])
