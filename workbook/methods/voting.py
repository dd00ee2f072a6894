"""What the room thinks: ranked ballots, dots, and whether rounds of asking bring it together.

Use `dots` to thin out a long list, `borda` for an order that many can live with, and `schulze` to
choose one option: it elects whoever beats all others face to face, which Borda may pass over. Not
for few options that can be measured: see `ranking`. `convergence` is in `workbook.methods.rounds`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Number
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError
from workbook.methods.answers import is_missing
from workbook.methods.ballots import Option, Tiers, ballots_of, in_order, listed, named, one_name
from workbook.methods.checks import number_of, short
from workbook.methods.rounds import Convergence, Item, Stability, Status, convergence

__all__ = [
    "Convergence",
    "Election",
    "Item",
    "Stability",
    "Status",
    "Tally",
    "borda",
    "convergence",
    "dots",
    "schulze",
]

Matrix = tuple[tuple[int, ...], ...]

FEW_VOTERS = 3
_ONE_ENTRY = "Give one entry a voter: the names that got a dot, or name and number of dots."


@dataclass(frozen=True, eq=False)
class Tally(Mapping[Option, float]):
    """Points of each option, read like a mapping: `tally["A"]`, `dict(tally)`.

    `ranking` runs from most points to least, options with as many points in a tuple of their own;
    `winners` are all that share the most points; `n` is the number of voters.
    """

    scores: Mapping[Option, float]
    winners: tuple[Option, ...]
    ranking: tuple[Any, ...]
    n: int
    variant: str
    caveat: str

    def __getitem__(self, option: Option) -> float:
        """Return the points of one option."""
        return self.scores[option]

    def __iter__(self) -> Iterator[Option]:
        """Go through the options."""
        return iter(self.scores)

    def __len__(self) -> int:
        """Count the options."""
        return len(self.scores)


@dataclass(frozen=True)
class Election:
    """A Schulze election; the matrices stand in the order of `candidates`, which is sorted.

    `pairwise[i][j]` counts the voters who put candidate i above candidate j, and
    `strongest_paths[i][j]` is the strength of the strongest path from i to j, in voters. The place
    of a candidate is `candidates.index("A")`. `ranking` runs from best to last, candidates that the
    ballots leave on one level in a tuple of their own. `winners` are all that no other beats.
    `condorcet_winner` beats each of the others face to face; None where nobody does. `n` is the
    number of voters.
    """

    winners: tuple[Option, ...]
    ranking: tuple[Any, ...]
    pairwise: Matrix
    strongest_paths: Matrix
    condorcet_winner: Option | None
    candidates: tuple[Option, ...]
    n: int
    variant: str
    caveat: str


def borda(ballots: Iterable[Sequence[Any]]) -> Tally:
    """Return Borda points: of n options the best of a ballot has n − 1, the next n − 2, … 0.

    Options tied on a ballot share the mean of their places' points; those that a ballot leaves out
    are tied last on it. The order of the ballots does not matter.

    Args:
        ballots: one list a voter (or tuple, Series, row of an array), best first, ties as nested
            lists: ["A", ["B", "C"], "D"]. Ten voters alike are ten lists. The options are all
            names or all numbers.

    Raises:
        MethodError: no ballot, an empty one, or one that names an option twice or a missing one;
            counted ballots, mappings, texts, a data frame, or numbers among names.

    Source: de Borda (1781), Mémoire sur les élections au scrutin; ties: Black (1958), The Theory
    of Committees and Elections.

    >>> dict(borda([["A", "B", "C"], ["B", ["A", "C"]]]))
    {'A': 2.5, 'B': 3.0, 'C': 0.5}
    """
    voted, options = ballots_of(ballots)
    # An option has a point for each that it is above, and half a point for each tie.
    ranks = _ranks(voted, options)
    above = (ranks[:, :, None] < ranks[:, None, :]).sum(axis=(0, 2))
    level = (ranks[:, :, None] == ranks[:, None, :]).sum(axis=(0, 2)) - len(voted)
    points = (above + level / 2).tolist()
    return _tally(dict(zip(options, points, strict=True)), len(voted), "Borda, n − 1 … 0 points")


def schulze(ballots: Iterable[Sequence[Any]]) -> Election:
    """Return the Schulze winners: those that no other beats by its strongest path.

    `pairwise` and `strongest_paths` stand in the order of `candidates`, sorted, not in that of the
    first ballot. A link from i to j exists where more voters put i above j than j above i, and is
    as strong as the number of those who do (winning votes). A path is as strong as its weakest
    link, p(i, j) = max over k of min(p(i, k), p(k, j)), and i beats j where p(i, j) > p(j, i).
    Ties are shown and not broken. What no path decides stands on one level of the ranking, where a
    level holds those beaten by nobody but the levels above.

    Args:
        ballots: as `borda`; candidates left out are tied last. The order of the ballots does not
            matter.

    Raises:
        MethodError: as `borda`.

    Source: Schulze (2011), Social Choice and Welfare 36:267–303.

    >>> room = 3 * ["ABCD"] + 2 * ["CBDA"] + 2 * ["DABC"] + 2 * ["DBCA"]
    >>> election = schulze([list(ballot) for ballot in room])  # example 2 of the source
    >>> election.winners, election.ranking, election.condorcet_winner
    (('B', 'D'), (('B', 'D'), ('A', 'C')), None)
    """
    voted, candidates = ballots_of(ballots)
    ranks = _ranks(voted, candidates)
    pairwise = (ranks[:, :, None] < ranks[:, None, :]).sum(axis=0)
    paths = _strongest_paths(pairwise)
    levels = [tuple(candidates[i] for i in level) for level in _levels(paths > paths.T)]
    face_to_face = (pairwise > pairwise.T).sum(axis=1) == len(candidates) - 1
    return Election(
        winners=levels[0],
        ranking=_flat(levels),
        pairwise=_matrix(pairwise),
        strongest_paths=_matrix(paths),
        condorcet_winner=next(
            (c for c, won in zip(candidates, face_to_face, strict=True) if won), None
        ),
        candidates=candidates,
        n=len(voted),
        variant="Schulze, winning votes",
        caveat=_vote_caveat(len(voted), levels[0]),
    )


def dots(votes: Iterable[Mapping[Option, int] | Sequence[Option]]) -> Tally:
    """Return the dots of each option: Σ over voters.

    Args:
        votes: one entry a voter: the options that the dots were put on, one entry a dot (a name
            by itself is one dot), or a mapping of option to number of dots (0 keeps an option in
            view that got none). A tally of the room is refused: it does not say how many voted.

    Raises:
        MethodError: no vote, no dot at all, a number of dots that is not 0, 1, 2, …, numbers among
            names, or votes that are a text, a tally or a data frame.

    Source: multi-voting, as in Tague (2005), The Quality Toolbox.

    >>> dict(dots([["shop", "web", "web"], {"shop": 1, "fair": 0}, ["shop"]]))
    {'fair': 0, 'shop': 3, 'web': 2}
    """
    total: Counter[Option] = Counter()
    voters = 0
    for voters, vote in enumerate(listed(votes, _ONE_ENTRY), 1):
        for option, number in _dots_of(voters, vote).items():
            total[option] += _whole(voters, option, number)
    if not any(total.values()):
        raise MethodError("There are no dots to count. Ask each voter to place some.")
    options = in_order(total, _ONE_ENTRY)
    return _tally({option: total[option] for option in options}, voters, "sum of dots")


def _dots_of(voter: int, vote: Any) -> Mapping[Option, Any]:
    if isinstance(vote, Mapping):
        return vote
    if isinstance(vote, Number) and not is_missing(vote):
        raise MethodError(f"Voter {voter} has a bare number, {short(vote)}. {_ONE_ENTRY}")
    options = [vote] if isinstance(vote, str) or is_missing(vote) else listed(vote, _ONE_ENTRY)
    for option in options:
        one_name(voter, option)
    return Counter(options)


def _whole(voter: int, option: Option, number: Any) -> int:
    named(voter, option)
    count = number_of(f"Voter {voter}: the number of dots of {short(option)}", number)
    if count < 0 or count % 1:
        raise MethodError(f"Voter {voter} gave {short(option)} {number} dots; dots are 0, 1, 2, …")
    return int(count)


def _ranks(voted: Sequence[Tiers], options: Sequence[Option]) -> NDArray[np.intp]:
    """Return voters × options: the level of each option, 0 the best; left out is last."""
    place = {option: i for i, option in enumerate(options)}
    ranks = np.full((len(voted), len(options)), len(options), dtype=np.intp)
    for voter, tiers in enumerate(voted):
        for level, tier in enumerate(tiers):
            ranks[voter, [place[option] for option in tier]] = level
    return ranks


def _strongest_paths(pairwise: NDArray[np.intp]) -> NDArray[np.intp]:
    paths = np.where(pairwise > pairwise.T, pairwise, 0)
    for k in range(len(paths)):
        paths = np.maximum(paths, np.minimum(paths[:, [k]], paths[[k], :]))
    np.fill_diagonal(paths, 0)
    return paths


def _levels(beats: NDArray[np.bool_]) -> Iterator[list[int]]:
    """Yield, best first, those that nobody still in the running beats."""
    left = list(range(len(beats)))
    while left:
        level = [i for i in left if not beats[left, i].any()]
        yield level
        left = [i for i in left if i not in level]


def _matrix(counts: NDArray[np.intp]) -> Matrix:
    return tuple(tuple(row) for row in counts.tolist())


def _flat(levels: Iterable[tuple[Option, ...]]) -> tuple[Any, ...]:
    return tuple(level[0] if len(level) == 1 else level for level in levels)


def _tally(scores: Mapping[Option, float], n: int, variant: str) -> Tally:
    heights = sorted(set(scores.values()), reverse=True)
    levels = [tuple(o for o, points in scores.items() if points == h) for h in heights]
    return Tally(scores, levels[0], _flat(levels), n, variant, _vote_caveat(n, levels[0]))


def _vote_caveat(n: int, winners: tuple[Option, ...]) -> str:
    said = []
    if len(winners) > 1:
        said.append(f"{len(winners)} options share the first place; the votes do not decide it.")
    if n < FEW_VOTERS:
        said.append(f"Only {n} {'voter' if n == 1 else 'voters'}: one voice decides.")
    return " ".join(said)
