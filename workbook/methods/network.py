"""Who works with whom: silos, the people in between, and the ties that hold it together.

Map a group of people by the ties between them (“works with”, “asks for advice”) and see whether
ties stay within departments more than chance would have it.
"""

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError, TooFewPoints

__all__ = ["Network", "silo_report"]

Person = Hashable
Group = Hashable

FIRM = 10
_STARTS = 50
_DRAWS = 10_000
# Labels and ties are compared in blocks of about this many cells, to bound the memory used.
_BLOCK = 5_000_000


@dataclass(frozen=True)
class Network:
    """Ties within and between groups; every index is a pure number.

    `external` and `internal` count ties (or add up their weights). The E-I indices run from −1,
    all ties within, to +1, all ties between; for a person or a group without ties it is None.
    `expected_ei` is what group sizes alone give, `p_value` how often shuffled groups lie at least
    as far from it. `best_modularity` is the highest found, `modularity_range` the lowest and the
    highest over all starts of the search; `best_groups` are the groups of the highest. `bridges`
    are the ties without which two parts of the network would have no connection. `people` and
    `ties` are the sizes.
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
    groups: Mapping[Person, Group] | Iterable[Group],
    directed: bool = False,
    weighted: bool = False,
    seed: int = 0,
) -> Network:
    """Return the E-I index, (external − internal) / (external + internal), and what surrounds it.

    The E-I index of a group counts each tie that touches the group once; with `directed=True` it
    counts the ties that go out from the group. Its expected value under no preference is the same
    ratio over all pairs of people, and the two-sided p-value comes from 10,000 random allotments
    of the group labels, (1 + as far out) / (1 + 10,000). Betweenness is the share of shortest
    paths between two others that pass through a person. Modularity is Σ over groups of
    (ties inside / ties) − (degree of the group / 2·ties)², of the groups given; the best is sought
    with the Louvain method from 50 starts, a lower bound of what is possible.

    Args:
        edges: pairs (a, b), or triples (a, b, weight) of which the weight counts only with
            `weighted=True`. A pair named twice counts once; its weights add up. Of a person with
            themselves: left out.
        groups: the group of each person, also of those without ties; a list is that of the people
            0, 1, 2, …
        directed: (a, b) goes from a to b and is not the same as (b, a).
        weighted: weights, above 0, count in the E-I index and the modularity; density,
            betweenness and bridges never use them.
        seed: of the permutation and of the search; the same seed gives the same report.

    Raises:
        TooFewPoints: no tie between two people.
        MethodError: a person with a tie but without a group, an edge that is no pair or triple,
            or a weight that is missing, not finite or not above 0.

    Source: Krackhardt & Stern (1988), Social Psychology Quarterly 51; Freeman (1977), Sociometry
    40; Newman & Girvan (2004), Physical Review E 69; Blondel et al. (2008), J. Stat. Mech. P10008;
    for the p-value Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9.

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

    membership = _membership(groups)
    graph, loops = _graph(edges, membership, directed, weighted)
    ties = _Ties.of(graph, membership)
    simple = graph.to_undirected(as_view=True) if directed else graph
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
        bridges=tuple(nx.bridges(simple)),
        people=len(membership),
        ties=graph.number_of_edges(),
        variant=_variant(directed, weighted),
        caveat=_caveat(membership, loops),
    )


def _membership(groups: Any) -> dict[Person, Group]:
    pairs = groups.items() if hasattr(groups, "items") else enumerate(groups)
    membership = dict(pairs)
    for person, group in membership.items():
        if group is None or (isinstance(group, float) and math.isnan(group)):
            raise MethodError(f"{person} has no group. Name one, or leave this person out.")
    return membership


def _graph(
    edges: Iterable[Sequence[Any]],
    membership: Mapping[Person, Group],
    directed: bool,
    weighted: bool,
) -> tuple[Any, int]:
    import networkx as nx

    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(membership)
    loops = 0
    for place, edge in enumerate(edges, 1):
        a, b, weight = _edge(place, edge, membership, weighted)
        if a == b:
            loops += 1
        elif weighted and graph.has_edge(a, b):
            graph[a][b]["weight"] += weight
        else:
            graph.add_edge(a, b, weight=weight)
    if not graph.number_of_edges():
        raise TooFewPoints("There is no tie between two people. Add who works with whom.")
    return graph, loops


def _edge(
    place: int, edge: Sequence[Any], membership: Mapping[Person, Group], weighted: bool
) -> tuple[Person, Person, float]:
    if isinstance(edge, str) or len(edge) not in (2, 3):
        raise MethodError(f"Tie {place} has to name two people, and a weight at most: {edge}.")
    a, b = edge[0], edge[1]
    for person in (a, b):
        if person not in membership:
            raise MethodError(f"{person} has a tie but no group. Name the group of {person}.")
    return a, b, _weight(place, edge[2]) if weighted and len(edge) == 3 else 1


def _weight(place: int, weight: Any) -> float:
    try:
        number = float(weight)
    except (TypeError, ValueError):
        number = math.nan
    if not (math.isfinite(number) and number > 0):
        raise MethodError(f"The weight of tie {place} has to be above 0: {weight}.")
    return number


@dataclass(frozen=True, eq=False)
class _Ties:
    """The ties as arrays: who (a position), with whom, how strong; and each person's group."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    labels: NDArray[np.intp]
    ends: NDArray[np.intp]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, graph: Any, membership: Mapping[Person, Group]) -> "_Ties":
        people, groups = tuple(membership), tuple(dict.fromkeys(membership.values()))
        place = {person: i for i, person in enumerate(people)}
        number = {group: i for i, group in enumerate(groups)}
        found = list(graph.edges(data="weight"))
        return cls(
            people,
            groups,
            np.array([number[group] for group in membership.values()], dtype=np.intp),
            np.array([[place[a] for a, _, _ in found], [place[b] for _, b, _ in found]]),
            np.array([weight for _, _, weight in found], dtype=float),
        )

    @property
    def crossing(self) -> NDArray[np.bool_]:
        ends = self.labels[self.ends]
        return np.asarray(ends[0] != ends[1])

    @property
    def external(self) -> float:
        return _plain(self.weights[self.crossing].sum())

    @property
    def internal(self) -> float:
        return _plain(self.weights[~self.crossing].sum())

    @property
    def ei(self) -> float:
        return (self.external - self.internal) / (self.external + self.internal)

    def expected(self) -> float:
        n = len(self.people)
        inside = sum(size * (size - 1) for size in np.bincount(self.labels).tolist())
        return float(1 - 2 * inside / (n * (n - 1)))

    def p_value(self, seed: int) -> float:
        """Return the share of label shufflings whose E-I is as far from the expected one."""
        rng = np.random.default_rng(seed)
        block = max(1, min(_DRAWS, _BLOCK // max(len(self.weights), len(self.labels))))
        expected, dust = self.expected(), 1e-9
        far = 0
        for start in range(0, _DRAWS, block):
            rows = min(block, _DRAWS - start)
            shuffled = rng.permuted(np.tile(self.labels, (rows, 1)), axis=1)
            crossing = shuffled[:, self.ends[0]] != shuffled[:, self.ends[1]]
            ei = 2 * (crossing @ self.weights) / self.weights.sum() - 1
            far += int(np.sum(np.abs(ei - expected) >= abs(self.ei - expected) - dust))
        return (1 + far) / (1 + _DRAWS)

    def by_group(self, directed: bool) -> dict[Group, float | None]:
        ends = self.labels[self.ends]
        touches = (
            (ends[0] == i) if directed else (ends == i).any(axis=0) for i in range(len(self.groups))
        )
        return dict(zip(self.groups, map(self._ei_where, touches), strict=True))

    def by_person(self, directed: bool) -> dict[Person, float | None]:
        touches = (
            (self.ends[0] == i) if directed else (self.ends == i).any(axis=0)
            for i in range(len(self.people))
        )
        return dict(zip(self.people, map(self._ei_where, touches), strict=True))

    def _ei_where(self, chosen: NDArray[np.bool_]) -> float | None:
        total = float(self.weights[chosen].sum())
        external = float(self.weights[chosen & self.crossing].sum())
        return (2 * external - total) / total if total else None


def _plain(total: np.float64) -> float:
    """Return a count as a whole number, a sum of weights as it is."""
    return int(total) if float(total).is_integer() else float(total)


def _own_groups(membership: Mapping[Person, Group]) -> list[frozenset[Person]]:
    members: dict[Group, list[Person]] = {}
    for person, group in membership.items():
        members.setdefault(group, []).append(person)
    return [frozenset(people) for people in members.values()]


def _searches(
    graph: Any, weight: str | None, seed: int
) -> Iterator[tuple[float, list[frozenset[Person]]]]:
    import networkx as nx

    for start in range(_STARTS):
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
