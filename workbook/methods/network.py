"""Who works with whom: silos, the people in between, and the ties that hold it together.

Use it where each person of a firm was asked with whom they work or whom they ask for advice, to
see whether ties stay within departments more than chance would have it. Not where many did not
answer: a tie that was not named looks like one that is not there.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.answers import is_missing
from workbook.methods.checks import number_of, seed_of, short, unmasked, yes_or_no
from workbook.methods.mixing import Group, Person, Ties

__all__ = ["Network", "silo_report"]

FIRM = 10
# The search starts as often as it takes to look at so many ties, 5 times at least, 50 at most.
_LOOKED_AT = 25_000
_LEAST_WEIGHT = 1e-9
_Tie = tuple[Person, Person, float]


@dataclass(frozen=True)
class Network:
    """Ties within and between groups; every index is a pure number.

    - `density` is the share of all pairs of people that have a tie.
    - `external` and `internal` count ties (or add up their weights). The E-I indices run from −1,
      all ties within, to +1, all ties between. That of a group counts each tie that touches it
      once, or only those that go out from it in a directed network; without ties it is None.
    - `expected_ei` is the index over all pairs of people, which group sizes alone would give;
      `p_value` (two-sided) is how often shuffled groups lie at least as far from it.
    - `betweenness` is the share of shortest paths between two others that pass through a person.
    - `modularity` is that of the groups given, `best_modularity` the highest found, and
      `best_groups` are the groups that have it; the search gives a lower bound of what is
      possible. `modularity_range` is the lowest and the highest over its starts.
    - `bridges` are the ties without which two parts of the network would have no connection.
    - `people` and `ties` are the sizes.
    """

    density: float
    external: float
    internal: float
    ei: float
    ei_by_group: Mapping[Group, float | None]
    ei_by_person: Mapping[Person, float | None]
    expected_ei: float
    p_value: float
    betweenness: Mapping[Person, float]
    modularity: float
    best_modularity: float
    modularity_range: tuple[float, float]
    best_groups: tuple[frozenset[Person], ...]
    bridges: tuple[tuple[Person, Person], ...]
    people: int
    ties: int
    variant: str
    caveat: str


def silo_report(
    edges: Iterable[Sequence[Any]],
    groups: Mapping[Person, Group] | Iterable[Group] | Iterable[Collection[Person]],
    directed: bool = False,
    weighted: bool = False,
    seed: int = 0,
) -> Network:
    """Return the E-I index, (external − internal) / (external + internal), and what surrounds it.

    The p-value comes from 10,000 random allotments of the group labels, (1 + as far out) /
    (1 + 10,000). Modularity is Σ over groups of (ties inside / ties) − (degree / 2·ties)², or
    (ties inside / ties) − (ties out · ties in) / ties² if directed; the best is sought with the
    Louvain method from 50 starts, or in a network of more than 500 ties from fewer, at least 5.

    Args:
        edges: pairs (a, b), or triples (a, b, weight) of which the weight counts only with
            `weighted=True`. A pair named twice counts once; its weights add up. Of a person with
            themselves: left out. An array or a data frame has two or three columns and a tie in
            each row; a table of who with whom (as many rows as columns) is not read, and one of
            3 × 3 is taken for three ties.
        groups: the group of each person, also of those without ties. Names in a flat list are
            the groups of the people 0, 1, 2, …; lists or sets in a list, such as `best_groups`,
            hold the people of the groups 0, 1, 2, …. Where all people in the ties are whole
            numbers, a mapping may name everyone by the text of theirs, as JSON does.
        directed: (a, b) goes from a to b and is not the same as (b, a).
        weighted: weights, above 0, count in the E-I index and the modularity; density,
            betweenness and bridges never use them.
        seed: of the permutation and of the search, 0 or more; the same seed gives the same report.

    Raises:
        TooFewPoints: no tie between two people.
        MethodError: a person with a tie but without a group, or in two; an edge that is no pair
            or triple; a weight that is missing, not finite or not above 0; no list of ties or
            groups.

    Source: Krackhardt & Stern (1988), Social Psychology Quarterly 51, 123–140; Freeman (1977),
    Sociometry 40, 35–41; Newman & Girvan (2004), Physical Review E 69, 026113; directed: Leicht &
    Newman (2008), Physical Review Letters 100, 118703; search: Blondel et al. (2008), J. Stat.
    Mech. P10008; p-value: Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9, 39.

    >>> ties = [("Ann", "Bob"), ("Bob", "Cem"), ("Ann", "Cem"), ("Cem", "Dot"), ("Dot", "Eva")]
    >>> teams = {"Ann": "shop", "Bob": "shop", "Cem": "shop", "Dot": "office", "Eva": "office"}
    >>> report = silo_report(ties, teams)
    >>> report.external, report.internal, report.ei, round(report.expected_ei, 2)
    (1, 4, -0.6, 0.2)
    >>> report.bridges
    (('Cem', 'Dot'), ('Dot', 'Eva'))
    >>> report.caveat
    'Only 5 people: a tie more or less can turn this picture.'
    """
    import networkx as nx  # type: ignore[import-untyped]

    seed, directed = seed_of(seed), yes_or_no("directed", directed)
    weighted = yes_or_no("weighted", weighted)
    named = [_edge(place, tie, weighted) for place, tie in enumerate(_rows(edges), 1)]
    membership = _as_named(_membership(groups), named)
    graph, loops = _graph(named, membership, directed, weighted)
    ties = Ties.of(graph.edges(data="weight"), membership)
    weight = "weight" if weighted else None
    own = _own_groups(membership)
    modularity = float(nx.community.modularity(graph, own, weight=weight))
    searched = tuple(_searches(graph, weight, seed))
    best, best_groups = max((*searched, (modularity, own)), key=lambda found: found[0])
    return Network(
        density=float(nx.density(graph)),
        external=ties.external,
        internal=ties.internal,
        ei=ties.ei,
        ei_by_group=ties.by_group(directed),
        ei_by_person=ties.by_person(directed),
        expected_ei=ties.expected(),
        p_value=ties.p_value(seed),
        betweenness={person: float(b) for person, b in nx.betweenness_centrality(graph).items()},
        modularity=modularity,
        best_modularity=best,
        modularity_range=(min(found for found, _ in searched), best),
        best_groups=tuple(best_groups),
        bridges=tuple(nx.bridges(graph.to_undirected(as_view=True))),
        people=len(membership),
        ties=graph.number_of_edges(),
        variant=_variant(directed, weighted),
        caveat=_caveat(membership, loops),
    )


def _rows(edges: Any) -> Iterable[Any]:
    unmasked(edges)
    if getattr(edges, "ndim", 2) != 2 or getattr(edges, "shape", (0, 2))[1] not in (2, 3):
        raise MethodError(
            "A table of ties has a row for each: two people, and a weight at most. "
            "List the ties of a table of who with whom first."
        )
    # Going through a data frame would give its column names.
    plain = edges.itertuples(index=False, name=None) if hasattr(edges, "itertuples") else edges
    # A mapping of pairs would lose its weights; the edges of a networkx graph are one by type.
    if isinstance(plain, str | dict) or not isinstance(plain, Iterable):
        raise MethodError(f"The ties have to be a list of pairs of people: {short(edges)}.")
    return plain.tolist() if isinstance(plain, np.ndarray) else plain


def _membership(groups: Any) -> dict[Person, Group]:
    if isinstance(groups, str) or not _several(groups):
        raise MethodError(f"Groups are a mapping of person to group, or a list: {short(groups)}.")
    listed = list(groups)
    if hasattr(groups, "items"):
        membership = dict(groups.items())
    elif listed and all(isinstance(group, list | set | frozenset) for group in listed):
        membership = _members(listed)
    else:
        membership = dict(enumerate(listed))
    for person, group in membership.items():
        if is_missing(person):
            raise MethodError("A person in the groups has no name. Leave out who is unknown.")
        if is_missing(group) or not isinstance(group, Hashable):
            raise MethodError(f"{short(person)} has no group. Name one, or leave this person out.")
    return membership


def _members(groups: Sequence[Collection[Any]]) -> dict[Person, Group]:
    membership: dict[Person, Group] = {}
    for group, people in enumerate(groups):
        for person in people:
            if not isinstance(person, Hashable) or person in membership:
                raise MethodError(f"{short(person)} has to be one person, in one group only.")
            membership[person] = group
    return membership


def _as_named(membership: dict[Person, Group], ties: Sequence[_Tie]) -> dict[Person, Group]:
    """Return people as whole numbers where that is how the ties, and only they, name them."""
    people = {person for a, b, _ in ties for person in (a, b)}
    numbers = {name: _number_in(name) for name in membership}
    if all(isinstance(person, Integral) for person in people) and None not in numbers.values():
        return {numbers[name]: group for name, group in membership.items()}
    return membership


def _number_in(name: Any) -> int | None:
    """Return the whole number that a name is the text of."""
    digits = isinstance(name, str) and name.removeprefix("-").isdecimal()
    return int(name) if digits and str(int(name)) == name else None


def _graph(
    ties: Iterable[_Tie],
    membership: Mapping[Person, Group],
    directed: bool,
    weighted: bool,
) -> tuple[Any, int]:
    import networkx as nx

    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(membership)
    loops = 0
    for a, b, weight in ties:
        for person in (a, b):
            if person not in membership:
                raise MethodError(
                    f"{short(person)} has a tie but no group: name it, or leave the tie out."
                )
        if a == b:
            loops += 1
        elif weighted and graph.has_edge(a, b):
            graph[a][b]["weight"] += weight
        else:
            graph.add_edge(a, b, weight=weight)
    if not graph.number_of_edges():
        raise TooFewPoints("There is no tie between two people. Add who works with whom.")
    return graph, loops


def _edge(place: int, edge: Any, weighted: bool) -> _Tie:
    named = tuple(edge) if _several(edge) and not isinstance(edge, str) else ()
    if len(named) not in (2, 3) or not all(isinstance(person, Hashable) for person in named[:2]):
        raise MethodError(
            f"Tie {place} has to name two people, and a weight at most: {short(edge)}."
        )
    if any(is_missing(person) for person in named[:2]):
        raise MethodError(f"Tie {place} names nobody: a person has no name. Leave the tie out.")
    return *named[:2], _weight(place, named[2]) if weighted and len(named) == 3 else 1


def _several(given: Any) -> bool:
    # An array without a dimension says that it can be gone through, and cannot.
    return isinstance(given, Iterable) and getattr(given, "ndim", 1) != 0


def _weight(place: int, weight: Any) -> float:
    number = number_of(f"The weight of tie {place}", weight)
    # Sums of smaller or larger weights, and their squares, would leave the range of a float.
    if not _LEAST_WEIGHT <= number <= 1 / _LEAST_WEIGHT:
        raise MethodError(
            f"The weight of tie {place} has to be above 0, from 1e-9 to 1e9: {short(weight)}."
        )
    return number


def _own_groups(membership: Mapping[Person, Group]) -> list[frozenset[Person]]:
    members: dict[Group, list[Person]] = {}
    for person, group in membership.items():
        members.setdefault(group, []).append(person)
    return [frozenset(people) for people in members.values()]


def _searches(
    graph: Any, weight: str | None, seed: int
) -> Iterator[tuple[float, list[frozenset[Person]]]]:
    import networkx as nx

    for start in range(min(50, max(5, _LOOKED_AT // graph.number_of_edges()))):
        found = nx.community.louvain_communities(graph, weight=weight, seed=seed + start)
        modularity = float(nx.community.modularity(graph, found, weight=weight))
        yield modularity, [frozenset(people) for people in found]


def _variant(directed: bool, weighted: bool) -> str:
    way = "directed" if directed else "undirected"
    return f"{way}, {'weighted' if weighted else 'unweighted'}"


def _caveat(membership: Mapping[Person, Group], loops: int) -> str:
    said = []
    n, groups = len(membership), len(set(membership.values()))
    if groups == 1:
        said.append("There is one group only, so no tie can lead out of it.")
    if groups == n:
        said.append("Everyone is a group alone, so no tie can stay within one.")
    if n < FIRM:
        said.append(f"Only {n} people: a tie more or less can turn this picture.")
    if loops:
        said.append("Ties of a person with themselves were left out.")
    return " ".join(said)
