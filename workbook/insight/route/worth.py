"""What each competing initiative is worth to the business, for setting it against what it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from workbook.insight.route.choosing import choosing
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import open_objectives
from workbook.strategy.plan import Plan
from workbook.strategy.route.initiatives import live_work

__all__ = ["NO_WORTH", "Worth", "worth"]

NO_WORTH = (
    "What fits best cannot be told yet: nothing says what each initiative is worth. Score the "
    "initiatives first, or give the objectives their weights."
)


@dataclass(frozen=True)
class Worth:
    """The points of each initiative by its id, how they are found, and what to know of them.

    An initiative without points cannot be weighed; `lacks` says why. One that has no more
    than 0 points is `worthless`, as said there. A `trouble` is told instead of all of them.
    """

    points: Mapping[str, float]
    method: str = ""
    caveat: str = ""
    lacks: str = ""
    worthless: str = ""
    trouble: str = ""


def worth(plan: Plan, quarter: Quarter) -> Worth:
    """Return the points by the ranking, above doing nothing; else by the weight of objectives.

    They have one decimal, as nobody scores more finely.
    """
    found = choosing(plan, quarter)
    if found.ranked:
        nothing = found.nothing.points.value if found.nothing else None
        zero = float(nothing) if isinstance(nothing, int | float) else 0.0
        return Worth(
            {id: round(points - zero, 1) for id, points in found.values.items()},
            "Points of the ranking"
            + (" minus those of doing nothing." if nothing is not None else "."),
            ""
            if nothing is not None
            else "Doing nothing is not scored: points count from the worst on every criterion.",
            "is not scored in full",
            "is worth no more than doing nothing"
            if nothing is not None
            else "has no points: it is at its worst on all that counts",
        )
    if found.begun:
        return Worth({}, trouble=NO_WORTH)
    return _by_objectives(plan, quarter)


def _by_objectives(plan: Plan, quarter: Quarter) -> Worth:
    going_on = open_objectives(plan, cutoff(plan, quarter).day)
    weights = {each.id: each.weight for each in going_on if each.weight is not None}
    points = {
        work.id: round(fsum(weights[id] for id in served), 1)
        for work in live_work(plan)
        if (served := [id for id in dict.fromkeys(work.objective_ids) if id in weights])
    }
    if not points:
        return Worth({}, trouble=NO_WORTH)
    return Worth(
        points,
        "Weights of the objectives that it serves.",
        "It says what the work serves, and not how much it moves that: scores say more.",
        "serves no objective that has a weight",
        "serves only objectives of weight 0",
    )
