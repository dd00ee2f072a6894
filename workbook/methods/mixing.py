"""Ties within and between groups: the E-I index, and what chance alone would make of it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Group", "Person", "Ties"]

Person = Hashable
Group = Hashable

_DRAWS = 10_000
# Labels and ties are compared in blocks of about this many cells, to bound the memory used.
_BLOCK = 5_000_000
_DUST = 1e-9


@dataclass(frozen=True, eq=False)
class Ties:
    """Ties as arrays: `ends` holds both people of each, as positions; `labels` people's groups."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    labels: NDArray[np.intp]
    ends: NDArray[np.intp]
    weights: NDArray[np.float64]

    @classmethod
    def of(
        cls, ties: Iterable[tuple[Person, Person, float]], membership: Mapping[Person, Group]
    ) -> "Ties":
        """Return the ties (a, b, weight) of people, each with the group that they are in."""
        people, groups = tuple(membership), tuple(dict.fromkeys(membership.values()))
        place = {person: i for i, person in enumerate(people)}
        number = {group: i for i, group in enumerate(groups)}
        found = list(ties)
        return cls(
            people,
            groups,
            np.array([number[group] for group in membership.values()], dtype=np.intp),
            np.array([[place[a] for a, _, _ in found], [place[b] for _, b, _ in found]]),
            np.array([weight for _, _, weight in found], dtype=float),
        )

    @property
    def external(self) -> float:
        """The number, or the weight, of the ties between groups."""
        return _plain(self.weights[self._crossing].sum())

    @property
    def internal(self) -> float:
        """The number, or the weight, of the ties within a group."""
        return _plain(self.weights[~self._crossing].sum())

    @property
    def ei(self) -> float:
        """(external − internal) / (external + internal)."""
        return (self.external - self.internal) / (self.external + self.internal)

    def expected(self) -> float:
        """Return the E-I index over all pairs of people: that of group sizes alone."""
        n = len(self.people)
        inside = sum(size * (size - 1) for size in np.bincount(self.labels).tolist())
        return float(1 - 2 * inside / (n * (n - 1)))

    def p_value(self, seed: int) -> float:
        """Return the share of label shufflings whose E-I is as far from the expected one."""
        rng = np.random.default_rng(seed)
        block = max(1, min(_DRAWS, _BLOCK // max(len(self.weights), len(self.labels))))
        expected, total = self.expected(), self.weights.sum()
        # The smaller the labels, the faster they are shuffled and compared.
        labels = self.labels.astype(np.min_scalar_type(len(self.groups)))
        far = 0
        for start in range(0, _DRAWS, block):
            rows = min(block, _DRAWS - start)
            shuffled = rng.permuted(np.tile(labels, (rows, 1)), axis=1)
            one, other = (np.take(shuffled, end, axis=1) for end in self.ends)
            ei = 2 * ((one != other) @ self.weights) / total - 1
            far += int(np.sum(np.abs(ei - expected) >= abs(self.ei - expected) - _DUST))
        return (1 + far) / (1 + _DRAWS)

    def by_group(self, directed: bool) -> dict[Group, float | None]:
        """Return the E-I index of the ties that touch each group, or go out from it."""
        return self._of_each(self.groups, self.labels[self.ends], directed)

    def by_person(self, directed: bool) -> dict[Person, float | None]:
        """Return the E-I index of each person's ties, or of those that go out from them."""
        return self._of_each(self.people, self.ends, directed)

    @property
    def _crossing(self) -> NDArray[np.bool_]:
        ends = self.labels[self.ends]
        return np.asarray(ends[0] != ends[1])

    def _of_each(
        self, names: Sequence[Hashable], ends: NDArray[np.intp], directed: bool
    ) -> dict[Hashable, float | None]:
        counted = ends[:1] if directed else ends
        return {name: self._ei_where((counted == i).any(axis=0)) for i, name in enumerate(names)}

    def _ei_where(self, chosen: NDArray[np.bool_]) -> float | None:
        total = float(self.weights[chosen].sum())
        external = float(self.weights[chosen & self._crossing].sum())
        return (2 * external - total) / total if total else None


def _plain(total: np.float64) -> float:
    """Return a count as a whole number, a sum of weights as it is."""
    return int(total) if float(total).is_integer() else float(total)
