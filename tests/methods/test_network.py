"""Who works with whom: the published networks come out, and odd ones are met honestly."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.network import silo_report

TEAMS = {"Ann": "shop", "Bob": "shop", "Cem": "shop", "Dot": "office", "Eva": "office"}
TIES = [("Ann", "Bob"), ("Bob", "Cem"), ("Ann", "Cem"), ("Cem", "Dot"), ("Dot", "Eva")]


def test_ei_white_kinship_has_the_index_of_krackhardt_and_stern_1988():
    found = case("ei_white_kinship")
    expected, near = found["expected"], found["tolerance"]
    groups = {int(person): group for person, group in found["input"]["group"].items()}
    report = silo_report(found["input"]["edges"], groups)
    assert (report.external, report.internal) == (expected["external"], expected["internal"])
    assert report.ei == pytest.approx(expected["ei"], abs=near)
    assert report.expected_ei == pytest.approx(expected["expected_ei_given_sizes"], abs=near)
    by_person = {str(person): ei for person, ei in report.ei_by_person.items()}
    assert by_person == pytest.approx(expected["node_ei"], abs=near)


def test_ei_sampson_mixing_has_the_index_of_the_monastery_and_of_its_outgoing_ties():
    found = case("ei_sampson_mixing")
    names, expected = found["input"]["groups"], found["expected"]
    people = {(name, i): name for name in names for i in range(7)}
    edges = _edges_of_mixing(found["input"]["mixing_matrix_rows_from_cols_to"], names, people)
    report = silo_report(edges, people, directed=True)
    assert report.ei == pytest.approx(expected["ei"], abs=found["tolerance"])
    assert [report.ei_by_group[name] for name in names] == pytest.approx(
        expected["group_ei_outgoing"], abs=found["tolerance"]
    )


def _edges_of_mixing(matrix, names, people):
    """Return distinct ties between made-up people that mix as the matrix says."""
    edges = []
    for source, row in zip(names, matrix, strict=True):
        for target, ties in zip(names, row, strict=True):
            pairs = (
                (a, b)
                for a in people
                for b in people
                if a != b and (a[0], b[0]) == (source, target)
            )
            edges += [pair for pair, _ in zip(pairs, range(ties), strict=False)]
    return edges


def test_betweenness_krackhardt_kite_1990_and_its_density():
    found = case("betweenness_krackhardt_kite")
    edges = found["input"]["edges"]
    people = {person: "one" for edge in edges for person in edge}
    report = silo_report(edges, people)
    assert report.betweenness == pytest.approx(
        found["expected"]["betweenness"], abs=found["tolerance"]
    )
    assert report.density == pytest.approx(found["expected"]["density"], abs=found["tolerance"])
    assert {frozenset(tie) for tie in report.bridges} == {frozenset("78"), frozenset("89")}


def test_modularity_karate_zachary_1977_of_the_split_and_of_the_optimum():
    found = case("modularity_karate")
    expected, near = found["expected"], found["tolerance"]
    groups = {p: side for side, people in enumerate(found["input"]["split"]) for p in people}
    report = silo_report(found["input"]["edges"], groups)
    assert report.modularity == pytest.approx(expected["modularity_club_split"], abs=near)
    assert report.best_modularity == pytest.approx(expected["modularity_optimum"], abs=near)
    assert len(report.best_groups) == expected["n_groups_optimum"]
    assert (report.external, report.internal) == (expected["external"], expected["internal"])
    assert report.ei == pytest.approx(expected["ei"], abs=near)
    assert report.modularity_range[0] < report.modularity_range[1] == report.best_modularity
    assert report.p_value < 0.001


def test_the_permutation_p_value_is_near_the_exact_one():
    """Ten ways to seat two of five in the office: the shuffles come near their exact share."""
    report = silo_report(TIES, TEAMS)
    indices = []
    for office in combinations(TEAMS, 2):
        crossing = sum((a in office) != (b in office) for a, b in TIES)
        indices.append((2 * crossing - len(TIES)) / len(TIES))
    far = abs(report.ei - report.expected_ei)
    exact = np.mean([abs(ei - report.expected_ei) >= far - 1e-9 for ei in indices])
    assert np.mean(indices) == pytest.approx(report.expected_ei)
    assert report.p_value == pytest.approx(exact, abs=0.02)


def test_the_same_seed_gives_the_same_report():
    assert silo_report(TIES, TEAMS, seed=4) == silo_report(TIES, TEAMS, seed=4)


@settings(max_examples=15, deadline=None)
@given(st.permutations(TIES), st.permutations(list(TEAMS)))
def test_the_order_of_ties_and_people_does_not_matter(ties, people):
    one, other = silo_report(TIES, TEAMS), silo_report(ties, {p: TEAMS[p] for p in people})
    assert (one.ei, one.ei_by_group, one.ei_by_person) == (
        other.ei,
        other.ei_by_group,
        other.ei_by_person,
    )
    assert other.betweenness == pytest.approx(one.betweenness)
    assert other.best_modularity == pytest.approx(one.best_modularity)


def test_a_tie_named_from_both_sides_counts_once_unless_it_has_a_direction():
    twice = [*TIES, ("Dot", "Cem")]
    assert silo_report(twice, TEAMS).ei == silo_report(TIES, TEAMS).ei
    assert silo_report(twice, TEAMS, directed=True).external == 2


def test_weights_count_only_when_told():
    heavy = [(a, b, 1) for a, b in TIES] + [("Eva", "Ann", 2.5)]
    light = silo_report(heavy, TEAMS)
    loaded = silo_report(heavy, TEAMS, weighted=True)
    assert (light.external, light.internal) == (2, 4)
    assert (loaded.external, loaded.internal) == (3.5, 4)
    assert loaded.betweenness == light.betweenness


def test_groups_may_be_a_list_for_people_counted_from_0():
    report = silo_report([(0, 1), (1, 2)], ["shop", "shop", "office"])
    assert (report.external, report.internal) == (1, 1)


def test_a_person_without_ties_is_there_but_has_no_index():
    report = silo_report(TIES, TEAMS | {"Fay": "stock"})
    assert report.ei_by_person["Fay"] is None
    assert report.ei_by_group["stock"] is None
    assert (report.betweenness["Fay"], report.people) == (0, 6)


def test_one_group_only_is_said_to_be_one():
    report = silo_report(TIES, dict.fromkeys(TEAMS, "shop"))
    assert (report.ei, report.expected_ei, report.p_value) == (-1, -1, 1)
    assert "one group only" in report.caveat


def test_everyone_alone_is_said_to_be_alone():
    report = silo_report(TIES, {person: person for person in TEAMS})
    assert (report.ei, report.expected_ei, report.p_value) == (1, 1, 1)
    assert "alone" in report.caveat


def test_a_tie_with_oneself_is_left_out_and_said_to_be():
    report = silo_report([*TIES, ("Ann", "Ann")], TEAMS)
    assert report.ties == 5
    assert "themselves" in report.caveat


def test_ten_people_in_two_groups_need_no_caveat():
    ring = nx.cycle_graph(10).edges
    assert silo_report(ring, [0, 1] * 5).caveat == ""


@pytest.mark.parametrize("edges", [[], [("Ann", "Ann")]])
def test_a_network_without_ties_is_refused(edges):
    with pytest.raises(TooFewPoints, match="no tie"):
        silo_report(edges, TEAMS)


def test_a_person_without_a_group_is_named():
    with pytest.raises(MethodError, match="Zoe"):
        silo_report([("Ann", "Zoe")], TEAMS)
    with pytest.raises(MethodError, match="Ann has no group"):
        silo_report(TIES, TEAMS | {"Ann": None})
    with pytest.raises(MethodError, match="Ann has no group"):
        silo_report(TIES, TEAMS | {"Ann": float("nan")})


def test_groups_that_are_no_names_and_missing_ones_are_refused():
    for nothing in (pd.NA, pd.NaT, ["shop"]):
        with pytest.raises(MethodError, match="Ann has no group"):
            silo_report(TIES, TEAMS | {"Ann": nothing})


def test_a_directed_network_has_bridges_whichever_way_the_ties_go():
    assert silo_report(TIES, TEAMS, directed=True).bridges == (("Cem", "Dot"), ("Dot", "Eva"))


@pytest.mark.parametrize(
    "edge", [("Ann",), "AB", ("Ann", "Bob", 1, 2), None, 3, (["Ann"], ["Bob"])]
)
def test_what_is_no_pair_is_refused(edge):
    with pytest.raises(MethodError, match="Tie 1"):
        silo_report([edge], TEAMS)


@pytest.mark.parametrize("weight", [0, -1, None, float("nan"), "much"])
def test_a_weight_has_to_be_above_0(weight):
    with pytest.raises(MethodError, match="weight of tie 1"):
        silo_report([("Ann", "Bob", weight)], TEAMS, weighted=True)


@pytest.mark.parametrize(
    "edges",
    [np.eye(4), np.zeros((2, 2, 2)), np.array(3), np.zeros(4), pd.DataFrame(np.eye(5))],
    ids=lambda edges: str(edges.shape),
)
def test_a_table_of_who_with_whom_is_refused(edges):
    with pytest.raises(MethodError, match="has a row for each"):
        silo_report(edges, [0, 0, 1, 1])


@pytest.mark.parametrize("edges", [None, 3, "AB", {("Ann", "Bob"): 3}])
def test_what_is_no_list_of_ties_is_refused(edges):
    with pytest.raises(MethodError, match="list of pairs"):
        silo_report(edges, TEAMS)


def test_ties_may_be_an_array_or_a_data_frame():
    listed = silo_report([(0, 1), (1, 2)], [0, 0, 1])
    assert silo_report(np.array([(0, 1), (1, 2)]), [0, 0, 1]) == listed
    frame = pd.DataFrame(TIES, columns=["who", "whom"])
    assert silo_report(frame, TEAMS) == silo_report(TIES, TEAMS)
    weighed = silo_report(frame.assign(weight=0.5), TEAMS, weighted=True)
    assert (weighed.external, weighed.internal) == (0.5, 2)


@pytest.mark.parametrize("kind", [list, set, frozenset])
def test_groups_may_be_lists_or_sets_of_their_people(kind):
    groups = [kind(["Ann", "Bob", "Cem"]), kind(["Dot", "Eva"])]
    report = silo_report(TIES, groups)
    assert report.ei == silo_report(TIES, TEAMS).ei
    assert set(report.ei_by_group) == {0, 1}


def test_the_best_groups_can_be_given_back():
    best = silo_report(TIES, TEAMS)
    assert silo_report(TIES, best.best_groups).modularity == pytest.approx(best.best_modularity)


@pytest.mark.parametrize("groups", [[["Ann", "Bob"], ["Bob", "Cem"]], [[["Ann"]], ["Bob"]]])
def test_a_person_in_two_groups_or_none_that_can_be_one_is_refused(groups):
    with pytest.raises(MethodError, match="one group only"):
        silo_report(TIES, groups)


@pytest.mark.parametrize("groups", [None, 3, "shop"])
def test_what_is_no_list_of_groups_is_refused(groups):
    with pytest.raises(MethodError, match="Groups are a mapping"):
        silo_report(TIES, groups)


def test_people_counted_in_ties_may_be_text_in_groups_as_json_has_it():
    report = silo_report([(0, 1), (1, 12)], {"0": "shop", "1": "shop", "12": "office"})
    assert report == silo_report([(0, 1), (1, 12)], {0: "shop", 1: "shop", 12: "office"})


@pytest.mark.parametrize(
    "groups", [{"0": "a", "1": "a", "Ann": "b"}, {"0": "a", 1: "b"}, {"0": "a", "01": "b"}]
)
def test_numbers_are_not_found_in_some_of_the_texts_only(groups):
    with pytest.raises(MethodError, match="0 has a tie but no group"):
        silo_report([(0, 1)], groups)


def test_people_named_by_the_text_of_a_number_stay_text():
    assert set(silo_report([("0", "1")], {"0": "a", "1": "b"}).betweenness) == {"0", "1"}
