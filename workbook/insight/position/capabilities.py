"""How far each technology capability is from what is needed, and what to doubt in that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.destination import Objective, open_objectives
from workbook.strategy.plan import Plan
from workbook.strategy.position import Capability
from workbook.wording import capital, say_count

__all__ = ["Capabilities", "Standing", "capabilities"]

HIGHEST = "5"
MOST = 15  # capabilities that can still be seen on one map
ENOUGH = 4  # levels that are all alike by chance no longer


@dataclass(frozen=True)
class Standing:
    """A capability against what its objective needs, in levels.

    `gap` and `over` are None while a level is not judged. `weighted` is the gap times the
    objective's weight, where an average objective weighs 1; None while it serves none.
    """

    capability: Capability
    objective: Objective | None
    gap: int | None
    over: int | None
    weighted: float | None

    @property
    def unproven(self) -> bool:
        """Whether nobody could show why the level is what it is; 0 needs no proof."""
        return self.capability.level not in (None, "0") and not self.capability.evidence


@dataclass(frozen=True)
class Capabilities:
    """Every capability, the widest weighted gap first; those that cannot be weighed come last."""

    standings: tuple[Standing, ...]
    judges: tuple[str, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def judged(self) -> tuple[Standing, ...]:
        """Those with both levels."""
        return tuple(each for each in self.standings if each.gap is not None)

    @cached_property
    def short(self) -> tuple[Standing, ...]:
        """Those below what is needed, for an objective, the widest first."""
        return tuple(each for each in self.standings if each.weighted)

    @cached_property
    def over(self) -> tuple[Standing, ...]:
        """Those above what is needed: money that could do more elsewhere."""
        return tuple(each for each in self.standings if each.over)

    @cached_property
    def unproven(self) -> tuple[Standing, ...]:
        """Those whose level nobody could show."""
        return tuple(each for each in self.standings if each.unproven)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a careful reader should doubt, or ask for, as sentences."""
        return tuple(_cautions(self))


def capabilities(plan: Plan, quarter: Quarter) -> Capabilities:
    """Return how the capabilities stand to what the objectives of a quarter need.

    A gap counts for more where the objective weighs more than the average one; without weights all
    objectives count alike, and so does an objective without a weight among others that have one.
    """
    every, served = plan.all(Capability), open_objectives(plan, quarter.previous.end)
    mean, by_id = _mean_weight(served), {objective.id: objective for objective in served}
    found = sorted((_standing(each, by_id, mean) for each in every), key=_order)
    judges = dict.fromkeys(id for each in every for id in each.judge_ids)
    return Capabilities(
        standings=tuple(found),
        judges=tuple(plan.name_of(id) for id in judges),
        figures=tuple(_figures(plan, found)),
    )


def _mean_weight(objectives: Sequence[Objective]) -> float:
    weights = [o.weight for o in objectives if o.weight is not None]
    return sum(weights) / len(weights) if weights else 0.0


def _standing(capability: Capability, served: Mapping[str, Objective], mean: float) -> Standing:
    objective = served.get(capability.objective_id or "")
    if capability.level is None or capability.needed is None:
        return Standing(capability, objective, None, None, None)
    apart = int(capability.needed) - int(capability.level)
    gap = max(0, apart)
    weighted = gap * _factor(objective, mean) if objective else None
    return Standing(capability, objective, gap, max(0, -apart), weighted)


def _factor(objective: Objective, mean: float) -> float:
    return objective.weight / mean if mean and objective.weight is not None else 1.0


def _order(standing: Standing) -> tuple[float, float]:
    unknown = -1
    weighted = unknown if standing.weighted is None else standing.weighted
    return -weighted, -(unknown if standing.gap is None else standing.gap)


def _cautions(found: Capabilities) -> Iterator[str]:
    every = [each.capability for each in found.standings]
    if len(every) > MOST:
        yield f"{len(every)} capabilities are too many to lead: join those that belong together."
    if unknown := [each for each in every if each.level is None or each.needed is None]:
        yield f"Not judged yet: {_names(unknown)}. Say the level now, and the level needed."
    if aimless := [each.capability for each in found.standings if each.objective is None]:
        yield f"Serving no objective: {_names(aimless)}. Say which one needs it, or let it rest."
    if found.unproven:
        bare = _names([each.capability for each in found.unproven])
        yield f"No evidence: {bare}. Ask for each: what could you show?"
    if found.over:
        more = _names([each.capability for each in found.over])
        yield f"Above what is needed: {more}. What that costs could do more elsewhere."
    if named_after := [each for each in every if _names_a_system(each)]:
        yield f"Named after a system: {_names(named_after)}. Say what it lets you do instead."
    yield from _in_levels(found)


def _in_levels(found: Capabilities) -> Iterator[str]:
    levels = [each.capability.level for each in found.judged]
    highest = sum(each.capability.needed == HIGHEST for each in found.judged)
    if highest * 2 > len(levels):
        said = capital(f"{say_count(highest)} of {say_count(len(levels))}")
        yield f"{said} levels needed are {HIGHEST}. Ask of each what the objective can do without."
    if len(levels) >= ENOUGH and len(set(levels)) == 1:
        yield f"Every level now is {levels[0]}. Look again: seldom is everything alike."
    if levels and len(found.judges) == 1:
        yield f"{found.judges[0]} judged the levels alone. Ask somebody who works with it too."
    if levels and not found.judges:
        yield "Nobody is named who judged the levels. Let two people judge, and name them."


def _names(every: Sequence[Capability]) -> str:
    return quoted([each.name for each in every])


def _names_a_system(capability: Capability) -> bool:
    systems = (system.strip().casefold() for system in capability.systems.split(","))
    return any(system and system in capability.name.casefold() for system in systems)


def _figures(plan: Plan, found: Sequence[Standing]) -> Iterator[Figure]:
    every = [each.capability for each in found]
    short = slugs(plan, every)
    for each in found:
        id, name = f"technology.{short[each.capability.id]}", each.capability.name
        source = rows(plan, [each.capability])
        yield Figure(
            f"{id}.gap", f"{name}: gap", each.gap, "levels",
            "Level needed − level now, at least 0.", source,
            "No evidence is given for the level now." if each.unproven else "",
        )  # fmt: skip
        yield Figure(
            f"{id}.weighted", f"{name}: weighted gap", each.weighted, "",
            "Gap × the objective's weight ÷ the mean weight of the objectives.",
            (*source, *rows(plan, [each.objective] if each.objective else [])), _caveat(each),
        )  # fmt: skip
    if every:
        yield Figure(
            "technology.capabilities.unproven", "Capabilities without evidence",
            sum(each.unproven for each in found), "", "Count; level 0 needs none.",
            rows(plan, [each.capability for each in found if each.unproven]),
        )  # fmt: skip


def _caveat(standing: Standing) -> str:
    if standing.gap is None:
        return "A level is not judged yet."
    if standing.objective is None:
        return "It serves no objective, so it cannot be weighed."
    return (
        "" if standing.objective.weight is not None else "The objective has no weight: it counts 1."
    )
