"""The figures of a ranking, each with how it is found and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.insight.figure import Figure, percentage
from workbook.insight.provenance import rows, slugs
from workbook.insight.route.robustness import SPREAD, Robustness
from workbook.insight.route.scores import Contender, Scores
from workbook.insight.route.weights import Weights
from workbook.methods.ranking import TippingWeight
from workbook.strategy.plan import Plan
from workbook.strategy.route.choosing import Criterion
from workbook.strategy.route.initiatives import Initiative
from workbook.wording import say_number

__all__ = ["COMPARED", "Counted", "Ranked", "Tip", "counted", "ranked", "tips"]

COMPARED = 6
"""Of so many it is told who beats whom: those that come first."""

_POINTS = (
    "Σ weight × how far the score lies on the way from worst to best, the best on all being 100."
)


@dataclass(frozen=True)
class Ranked:
    """One option in its place: its points, and how sure its place is.

    `parts` are what each criterion adds to the points; `over` is an option that is nowhere worse
    and somewhere better. `beats` are by the other option's id, among the first few. `at_best` is
    how often it is first under the weights that suit it best, and `confidence` the same as a share
    of 1: None where none do. `sure` are the chances of being first and among the first few.
    """

    option: Contender
    parts: tuple[float, ...]
    over: Contender | None
    sure: tuple[float, float]
    points: Figure
    first: Figure
    among: Figure
    at_best: Figure | None
    confidence: float | None
    beats: Mapping[str, Figure]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        alone = filter(None, (self.points, self.first, self.among, self.at_best))
        return (*alone, *self.beats.values())


@dataclass(frozen=True)
class Counted:
    """A criterion with its weight."""

    criterion: Criterion
    weight: Figure


@dataclass(frozen=True)
class Tip:
    """The weight of a criterion at which `challenger` leads: from there on, or at once."""

    counted: Counted
    found: TippingWeight
    challenger: Contender
    weight: Figure

    @property
    def at_once(self) -> bool:
        """Whether it is so near that a whole percentage would not show it."""
        return self.weight.printed == self.counted.weight.printed


@dataclass(frozen=True)
class _Told:
    """What all figures of one ranking share."""

    plan: Plan
    weights: Weights
    places: int
    found: Robustness
    scores: Scores

    @cached_property
    def stems(self) -> Mapping[str, str]:
        names = slugs(self.plan, self.plan.all(Initiative))
        found = {id: f"choice.{slug}" for id, slug in names.items()}
        return {**found, "": "choosing.do-nothing"}

    @cached_property
    def how(self) -> str:
        around = (
            f"weights around those given (spread {say_number(SPREAD)})"
            if self.weights.given
            else "all weights"
        )
        doubt = ", and of scores as far off as they are unsure" if self.unsure else ""
        draws = self.found.chance.draws
        said = say_number(draws, "draws", 0) if draws else "Exact share"
        return f"{said} of {around}{doubt} (SMAA-2)."

    @cached_property
    def unsure(self) -> bool:
        return any(any(row) for row in self.scores.doubt)

    def sources(self, option: Contender) -> tuple[str, ...]:
        own = rows(self.plan, [option.initiative] if option.initiative else [])
        return (*own, f"{len(self.scores.criteria)} scores")


def counted(plan: Plan, criteria: Sequence[Criterion], found: Weights) -> tuple[Counted, ...]:
    """Return each criterion with its weight as a figure."""
    names = slugs(plan, criteria)
    return tuple(
        Counted(
            each,
            Figure(
                f"criterion.{names[each.id]}.weight", f"“{each.name}”: weight",
                100 * share, "%", found.method, rows(plan, [each]), found.sound, 0,
            ),
        )
        for each, share in zip(criteria, found.shares, strict=True)
    )  # fmt: skip


def ranked(
    plan: Plan, scores: Scores, weights: Weights, places: int, found: Robustness
) -> tuple[Ranked, ...]:
    """Return the options that are scored in full in their order, the best first."""
    told = _Told(plan, weights, places, found, scores)
    return tuple(_ranked(told, option) for option in found.order)


def tips(
    plan: Plan, scores: Scores, criteria: Sequence[Counted], found: Robustness
) -> Iterator[Tip]:
    """Yield the weights at which the leader changes, the nearest first."""
    for at, tip in found.tips:
        each = criteria[at]
        level = tip.weight + (tip.move or 0.0)
        id = each.weight.id.removesuffix("weight") + "tips-at"
        figure = Figure(
            id, f"“{each.criterion.name}”: weight at which the leader changes", 100 * level, "%",
            "Where the two have the same points, the other weights keeping their proportions.",
            rows(plan, [each.criterion]), tip.caveat, 0,
        )  # fmt: skip
        yield Tip(each, tip, scores.ranked[tip.challenger or 0], figure)


def _ranked(told: _Told, at: int) -> Ranked:
    found, options = told.found, told.scores.ranked
    option, over = options[at], found.over[at]
    stem, label = told.stems[option.id], f"“{option.name}”:"
    few, sources = told.places, told.sources(option)

    def share(name: str, words: str, value: float, how: str = "") -> Figure:
        printed, unit = _share(value)
        method = how or told.how
        return Figure(f"{stem}.{name}", f"{label} {words}", printed, unit, method, sources)

    points = Figure(
        f"{stem}.points", f"{label} points", found.totals[at], "", _POINTS, sources, places=0
    )
    sure = found.chance.confidence_factor[at]
    best = "As before, with the mean of the weights that put it first."
    return Ranked(
        option,
        tuple(found.parts[at].tolist()),
        None if over is None else options[over],
        (found.first(at), found.among(at, few)),
        points,
        share("first", "chance of being first", found.first(at)),
        share("among", f"chance of being among the first {few}", found.among(at, few)),
        None if sure is None else share("at-best", "first at its best weights", sure, best),
        sure,
        {
            options[other].id: share(
                f"beats-{told.stems[options[other].id].rpartition('.')[2]}",
                f"beats “{options[other].name}”",
                found.beats(at, other),
            )
            for other in found.order[:COMPARED]
            if other != at and at in found.order[:COMPARED]
        },
    )


def _share(share: float) -> tuple[float | str | None, str]:
    """Return a share as a percentage that says neither always nor never where it is not so."""
    whole = percentage(share, 1)
    if 0 < share < 1 and whole in (0, 100):
        said = f"<{say_number(1, '%')}" if whole == 0 else f">{say_number(99, '%')}"
        return said, ""
    return whole, "%"
