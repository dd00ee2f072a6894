"""What the room thinks: the published elections come out, and a tie is shown as a tie."""

from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError
from workbook.methods.voting import borda, dots, schulze

PUBLISHED = ["schulze_45_voters", "schulze_paper_ex1", "schulze_tied_winners", "borda_tennessee"]
rooms = st.lists(st.permutations("ABCDE").map(list), min_size=1, max_size=9)


def ballots_of(found):
    """Return one list a voter."""
    return [list(order) for voters, order in found["input"]["ballots"] for _ in range(voters)]


def square(matrix, candidates, order):
    """Return the matrix with its candidates in another order."""
    places = [candidates.index(candidate) for candidate in order]
    return np.array(matrix)[np.ix_(places, places)].tolist()


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_ballots_of_schulze_2011_and_of_tennessee_elect_as_published(name):
    found = case(name)
    expected, order = found["expected"], found["input"]["candidates"]
    election = schulze(ballots_of(found))
    assert list(election.winners) == expected["schulze_winners"]
    assert election.condorcet_winner == expected["condorcet_winner"]
    assert square(election.pairwise, election.candidates, order) == expected["pairwise"]
    assert (
        square(election.strongest_paths, election.candidates, order) == expected["strongest_paths"]
    )
    paths = np.array(election.strongest_paths)
    wins = dict(zip(election.candidates, (paths > paths.T).sum(axis=1).tolist(), strict=True))
    assert wins == expected["schulze_wins_count"]


@pytest.mark.parametrize("name", ["schulze_45_voters", "schulze_paper_ex1", "borda_tennessee"])
def test_the_ranking_is_the_published_one(name):
    found = case(name)
    assert ">".join(schulze(ballots_of(found)).ranking) == found["expected"]["schulze_ranking"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_borda_gives_the_published_points(name):
    found = case(name)
    assert dict(borda(ballots_of(found))) == found["expected"]["borda"]


def test_a_tie_is_shown_and_not_broken():
    """Schulze 2011, example 2: B and D share the first place, A and C the last."""
    election = schulze(ballots_of(case("schulze_tied_winners")))
    assert election.ranking == (("B", "D"), ("A", "C"))
    assert "share the first place" in election.caveat


@given(rooms)
def test_schulze_elects_the_condorcet_winner_when_there_is_one(room):
    election = schulze(room)
    rivals = [
        sum(vote.index(a) < vote.index(b) for vote in room)
        - sum(vote.index(b) < vote.index(a) for vote in room)
        for a, b in permutations("ABCDE", 2)
    ]
    beating = [c for i, c in enumerate("ABCDE") if min(rivals[4 * i : 4 * i + 4]) > 0]
    assert election.condorcet_winner == (beating[0] if beating else None)
    if beating:
        assert list(election.winners) == beating
        assert election.ranking[0] == beating[0]


@given(rooms.flatmap(lambda room: st.tuples(st.just(room), st.permutations(room))))
def test_the_order_of_the_ballots_does_not_matter(rooms):
    room, shuffled = rooms
    assert schulze(room) == schulze(shuffled)
    one, other = borda(room), borda(shuffled)
    assert (dict(one), one.ranking) == (dict(other), other.ranking)


@given(rooms)
def test_points_of_all_options_add_up_to_the_places_given_out(room):
    tied = [[vote[0], vote[1:3]] for vote in room]
    assert sum(borda(room).values()) == 10 * len(room)
    named = len({option for vote in tied for entry in vote for option in entry})
    assert sum(borda(tied).values()) == named * (named - 1) / 2 * len(room)


@given(st.lists(st.permutations("ABCD").map(list), min_size=1, max_size=7))
def test_a_strongest_path_is_the_best_of_all_paths_tried_one_by_one(room):
    election = schulze(room)
    wins = np.where(np.array(election.pairwise) > np.array(election.pairwise).T, 1, 0)
    links = wins * np.array(election.pairwise)
    for i, k in permutations(range(4), 2):
        between = [j for j in range(4) if j not in (i, k)]
        routes = [(i, *stops, k) for n in range(3) for stops in permutations(between, n)]
        weakest = [min(links[a, b] for a, b in pairwise(route)) for route in routes]
        assert election.strongest_paths[i][k] == max(weakest)


@given(rooms)
def test_a_strongest_path_is_at_least_its_direct_link(room):
    election = schulze(room)
    pairwise, paths = np.array(election.pairwise), np.array(election.strongest_paths)
    assert (paths >= np.where(pairwise > pairwise.T, pairwise, 0)).all()


def test_options_left_out_or_tied_share_the_points_of_their_places():
    assert dict(borda([["A"], ["A", ["B", "C", "D"]]])) == {"A": 6, "B": 2, "C": 2, "D": 2}
    assert schulze([["A", "B"], ["A"], [["A", "B"], "C"]]).pairwise == (
        (0, 2, 3),
        (0, 0, 2),
        (0, 0, 0),
    )


def test_ballots_may_be_arrays_or_numbers():
    assert schulze(np.array([[2, 0, 1], [2, 1, 0], [0, 2, 1]])).winners == (2,)
    assert borda(pd.DataFrame([[1, 2], [1, 2]]).to_numpy())[1] == 2


def test_one_candidate_is_elected_by_everyone():
    election = schulze([["A"], ["A"], ["A"]])
    assert (election.winners, election.condorcet_winner, election.caveat) == (("A",), "A", "")


def test_few_voters_are_said_to_be_few():
    assert "Only 2 voters" in schulze([["A", "B"], ["A", "B"]]).caveat
    assert "Only 1 voter:" in borda([["A", "B"]]).caveat


@pytest.mark.parametrize("count", [borda, schulze])
def test_ballots_that_cannot_be_counted_are_refused(count):
    with pytest.raises(MethodError, match="no ballots"):
        count([])
    with pytest.raises(MethodError, match="no ballots"):
        count(None)
    with pytest.raises(MethodError, match="Ballot 2 is empty"):
        count([["A"], []])
    with pytest.raises(MethodError, match="Ballot 1 names A more than once"):
        count([["A", ["B", "A"]]])
    for missing in (None, float("nan")):
        with pytest.raises(MethodError, match="missing on ballot 1"):
            count([["A", missing]])


def test_dots_add_up_over_voters():
    tally = dots([["web", "web", "shop"], {"shop": 2, "fair": 0}, ["fair"]])
    assert dict(tally) == {"fair": 1, "shop": 3, "web": 2}
    assert (tally.winners, tally.ranking, tally.n) == (("shop",), ("shop", "web", "fair"), 3)


def test_options_with_as_many_dots_share_their_place():
    tally = dots([["web"], ["shop"], ["web", "shop", "fair"]])
    assert tally.ranking == (("shop", "web"), "fair")
    assert "2 options share" in tally.caveat


@pytest.mark.parametrize("number", [-1, 1.5, None, "2", float("nan")])
def test_half_or_missing_dots_are_refused(number):
    with pytest.raises(MethodError, match="Voter 1"):
        dots([{"web": number}])


@pytest.mark.parametrize("votes", [[], [[]], [{"web": 0}]])
def test_no_dots_are_refused(votes):
    with pytest.raises(MethodError, match="no dots"):
        dots(votes)


@pytest.mark.parametrize("count", [borda, schulze])
def test_a_ballot_that_is_no_list_is_named(count):
    for ballot in (None, 3):
        with pytest.raises(MethodError, match="Ballot 2"):
            count([["A", "B"], ballot])
    with pytest.raises(MethodError, match="missing on ballot 1"):
        count([["A", pd.NA]])
    with pytest.raises(MethodError, match="missing on ballot 1"):
        dots([None])
