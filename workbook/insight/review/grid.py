"""Where each KPI stands by its two verdicts: variation × assurance, and what each place calls for.

Wheeler's four states of a process are the same table: ideal, threshold, brink of chaos, chaos
(Understanding Statistical Process Control, 3rd ed. 2010); the words of the columns are those of
the NHS's Making Data Count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import rows
from workbook.insight.review.behaviour import behaviour
from workbook.insight.review.kpi_chart import KpiBehaviour, Verdict
from workbook.methods.process_behaviour import Assurance
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["ASSURANCES", "VARIATIONS", "Grid", "Place", "Variation", "grid"]

Variation = Literal["improving", "no change", "worsening"]
VARIATIONS: tuple[Variation, ...] = get_args(Variation)
ASSURANCES: tuple[Assurance, ...] = get_args(Assurance)

_VARIATION: dict[Verdict, Variation] = {
    Verdict.BETTER: "improving",
    Verdict.NOISE: "no change",
    Verdict.WORSE: "worsening",
}

_CALLS_FOR: dict[tuple[Variation, Assurance], str] = {
    ("improving", "will meet"): "Learn what helped and keep it; aim higher.",
    ("improving", "hit or miss"): "Learn what helped, and make it the rule.",
    ("improving", "will miss"): "The right way, not far enough yet: go on.",
    ("no change", "will meet"): "Leave it alone; read it less often.",
    ("no change", "hit or miss"): "This is what the process gives: change the process or the "
    "target, do not explain the month.",
    ("no change", "will miss"): "Waiting will not help: change the process or the target.",
    ("worsening", "will meet"): "Find the cause while the target is still met.",
    ("worsening", "hit or miss"): "Find the cause now, and undo it.",
    ("worsening", "will miss"): "First on the agenda: who changes what, by when?",
}


@dataclass(frozen=True)
class Place:
    """One cell of the grid, the KPIs that stand in it, and what it calls for."""

    variation: Variation
    assurance: Assurance
    kpis: tuple[KpiBehaviour, ...]
    count: Figure

    @property
    def calls_for(self) -> str:
        """What to do about a KPI that stands here."""
        return _CALLS_FOR[self.variation, self.assurance]


@dataclass(frozen=True)
class Grid(Finding):
    """All KPIs of a quarter that have both verdicts, row by row; `others` lack one of them."""

    quarter: Quarter
    places: tuple[Place, ...]
    others: tuple[KpiBehaviour, ...]

    @property
    def placed(self) -> int:
        """How many KPIs have their place."""
        return sum(len(place.kpis) for place in self.places)

    @property
    def agenda(self) -> tuple[KpiBehaviour, ...]:
        """The KPIs that will not meet their target reliably and do not improve."""
        return tuple(
            found
            for place in self.places
            for found in place.kpis
            if place.variation != "improving" and place.assurance != "will meet"
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """How many KPIs stand in each cell that has any."""
        return tuple(place.count for place in self.places if place.kpis)


@finding
def grid(plan: Plan, quarter: Quarter) -> Grid:
    """Return the grid of a quarter: signal of the quarter × limits against the target."""
    kpis = behaviour(plan, quarter).kpis
    places = tuple(_places(plan, kpis))
    placed = {found.kpi.id for place in places for found in place.kpis}
    return Grid(quarter, places, tuple(k for k in kpis if k.kpi.id not in placed))


def _places(plan: Plan, kpis: tuple[KpiBehaviour, ...]) -> Iterator[Place]:
    for variation in VARIATIONS:
        for assured in ASSURANCES:
            here = tuple(
                found
                for found in kpis
                if _VARIATION.get(found.verdict) == variation and found.assurance == assured
            )
            yield Place(
                variation=variation,
                assurance=assured,
                kpis=here,
                count=Figure(
                    id=f"grid.{variation}.{assured}".replace(" ", "-"),
                    label=f"KPIs: {variation}, {assured}",
                    value=len(here),
                    method="Count of the KPIs with this signal in the quarter and this assurance.",
                    sources=rows(plan, [found.kpi for found in here]),
                ),
            )
