"""Whether the technology that is paid for brings what it promised, is used, and serves the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff, cutoff
from workbook.strategy.destination import Objective, open_objectives
from workbook.strategy.plan import Plan
from workbook.strategy.position import Benefit
from workbook.strategy.start import Business
from workbook.wording import say_number

__all__ = ["Benefits", "Outcome", "Purchase", "benefits", "total"]

_A_QUARTER = {"month": 3.0, "quarter": 1.0, "year": 0.25}


class Outcome(StrEnum):
    """What became of a promised benefit, in the words printed."""

    SHORT = "less than promised"
    UNCOUNTED = "not counted"
    WAITING = "not due yet"
    KEPT = "as promised"
    UNSAID = "nothing promised"


@dataclass(frozen=True)
class Purchase:
    """Technology that is paid for: `cost` and `idle` are amounts of money a quarter.

    `shortfall` is what is missing to the promise, in the benefit's unit. `in_use` is a share from
    0 to 1 of what is paid for, and `idle` what the rest costs. None stands for what is not known.
    """

    benefit: Benefit
    objective: Objective | None
    outcome: Outcome
    cost: float | None
    shortfall: float | None
    in_use: float | None

    @property
    def idle(self) -> float | None:
        """What is paid a quarter for people or licences that do not use it."""
        if self.cost is None or self.in_use is None:
            return None
        return self.cost * (1 - self.in_use)


@dataclass(frozen=True)
class Benefits:
    """Every purchase in list order, and what they cost a quarter, in the business's currency."""

    purchases: tuple[Purchase, ...]
    currency: str
    figures: tuple[Figure, ...]

    @cached_property
    def drift(self) -> tuple[Purchase, ...]:
        """Spend that serves no objective."""
        return tuple(each for each in self.purchases if each.objective is None)

    @property
    def drift_said(self) -> str:
        """What serves no objective, with its cost, in a sentence; empty without drift."""
        if not self.drift:
            return ""
        cost = total(self.drift)
        paid = f", at {say_number(cost, self.currency)} a quarter" if cost else ""
        names = quoted([each.benefit.name for each in self.drift])
        return f"Technology that serves no objective (drift): {names}{paid}."

    @property
    def told(self) -> tuple[str, ...]:
        """What else to look at: broken promises, what nobody counted, what nobody uses."""
        return tuple(line for each in self.purchases for line in _told(each, self.currency))

    def of(self, outcome: Outcome) -> tuple[Purchase, ...]:
        """Return the purchases whose promise came out so."""
        return tuple(each for each in self.purchases if each.outcome == outcome)


def total(purchases: Sequence[Purchase]) -> float:
    """Return what purchases cost a quarter; one without a cost counts nothing."""
    return sum(each.cost for each in purchases if each.cost is not None)


def benefits(plan: Plan, quarter: Quarter) -> Benefits:
    """Return what technology costs and brings, as it stood at the end of a quarter."""
    served = {o.id: o for o in open_objectives(plan, quarter.previous.end)}
    until = cutoff(plan, quarter)
    business = plan.only(Business)
    currency = business.currency if business else ""
    found = tuple(_purchase(each, served, until) for each in plan.all(Benefit))
    return Benefits(found, currency, tuple(_figures(plan, found, currency)))


def _purchase(benefit: Benefit, served: Mapping[str, Objective], until: Cutoff) -> Purchase:
    return Purchase(
        benefit=benefit,
        objective=served.get(benefit.objective_id or ""),
        outcome=_outcome(benefit, until),
        cost=None if benefit.cost is None else benefit.cost * _A_QUARTER[benefit.every],
        shortfall=_shortfall(benefit),
        in_use=benefit.used / benefit.seats if benefit.seats and benefit.used is not None else None,
    )


def _outcome(benefit: Benefit, until: Cutoff) -> Outcome:
    if benefit.promised is None:
        return Outcome.UNSAID
    if _shortfall(benefit) == 0:
        return Outcome.KEPT
    if benefit.promised_by and not until.missed(benefit.promised_by):
        return Outcome.WAITING
    return Outcome.UNCOUNTED if benefit.realised is None else Outcome.SHORT


def _shortfall(benefit: Benefit) -> float | None:
    if benefit.promised is None or benefit.realised is None:
        return None
    return max(0.0, benefit.promised - benefit.realised)


def _told(each: Purchase, currency: str) -> Iterator[str]:
    benefit = each.benefit
    if each.outcome == Outcome.SHORT:
        short = say_number(each.shortfall, benefit.unit)
        yield f"“{benefit.name}” brings less than it promised: {short} short."
    if each.outcome == Outcome.UNCOUNTED:
        promised = say_number(benefit.promised, benefit.unit)
        yield f"“{benefit.name}” was to bring {promised}. Count what it brings."
    if each.idle:
        used = f"{say_number(benefit.used)} of {say_number(benefit.seats)}"
        rest = say_number(each.idle, currency)
        yield f"“{benefit.name}”: {used} in use; the rest costs {rest} a quarter."


def _figures(plan: Plan, found: Sequence[Purchase], currency: str) -> Iterator[Figure]:
    short = slugs(plan, [each.benefit for each in found])
    for each in found:
        yield from _of_purchase(plan, each, f"technology.spend.{short[each.benefit.id]}", currency)
    if found:
        yield _sum("all", "Technology spend a quarter", plan, found, currency)
        drift = [each for each in found if each.objective is None]
        yield _sum("drift", "Of which serves no objective (drift)", plan, drift, currency)


def _of_purchase(plan: Plan, each: Purchase, id: str, currency: str) -> Iterator[Figure]:
    benefit, source = each.benefit, rows(plan, [each.benefit])
    if each.cost is not None:
        yield Figure(
            f"{id}.cost", f"{benefit.name}: cost a quarter", each.cost, currency,
            "A month × 3, a year ÷ 4.", source,
        )  # fmt: skip
    if benefit.promised is not None:
        yield Figure(
            f"{id}.shortfall", f"{benefit.name}: shortfall", each.shortfall, benefit.unit,
            "Promised − realised, at least 0.", source, _counted(benefit),
        )  # fmt: skip
    if each.in_use is not None:
        yield Figure(
            f"{id}.in-use", f"{benefit.name}: share in use", round(100 * each.in_use), "%",
            "In use ÷ paid for, as a whole percentage.", source,
        )  # fmt: skip
    if each.idle:
        yield Figure(
            f"{id}.idle", f"{benefit.name}: cost of what nobody uses, a quarter", each.idle,
            currency, "Cost × share not in use.", source,
        )  # fmt: skip


def _counted(benefit: Benefit) -> str:
    if benefit.realised is None:
        return "What it brings is not counted yet."
    return "" if benefit.realised_on else "It is not said when this was counted."


def _sum(id: str, label: str, plan: Plan, summed: Sequence[Purchase], currency: str) -> Figure:
    unknown = [each.benefit.name for each in summed if each.cost is None]
    return Figure(
        f"technology.spend.{id}", label, total(summed), currency,
        "Sum of the costs, a month × 3, a year ÷ 4.",
        rows(plan, [each.benefit for each in summed]),
        f"Without {', '.join(unknown)}: no cost is given." if unknown else "",
    )  # fmt: skip
