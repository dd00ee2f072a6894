"""What technology can do against what the objectives need, and whether its cost comes back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.position.benefits import Benefits, Outcome, Purchase, benefits
from workbook.insight.position.capabilities import Capabilities, capabilities
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["Technology", "technology"]


@dataclass(frozen=True)
class Technology(Finding):
    """The capabilities with their gaps, and the spend with its benefits."""

    can: Capabilities
    spend: Benefits

    @property
    def concerns(self) -> tuple[str, ...]:
        """The widest gap, and spend that does not come back."""
        return tuple(_concerns(self.can, self.spend))

    @property
    def gains(self) -> tuple[str, ...]:
        """Spend that comes back."""
        return tuple(_gains(self.spend))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the chapter."""
        return (*self.can.figures, *self.spend.figures)

    @property
    def begun(self) -> bool:
        """Whether the business uses this chapter."""
        return bool(self.can.standings or self.spend.purchases)


@finding
def technology(plan: Plan, quarter: Quarter) -> Technology:
    """Return how technology stands at the end of a quarter."""
    return Technology(capabilities(plan, quarter), benefits(plan, quarter))


def _concerns(can: Capabilities, spend: Benefits) -> Iterator[str]:
    for widest in can.short[:1]:
        each, objective = widest.capability, widest.objective
        served = objective.name if objective else ""
        yield (
            f"The widest technology gap: “{each.name}” is at level {each.level} and “{served}” "
            f"needs {each.needed}."
        )
    if spend.drift:
        yield spend.drift_said
    if short := spend.of(Outcome.SHORT):
        yield f"Technology that brings less than it promised: {_names(short)}."


def _gains(spend: Benefits) -> Iterator[str]:
    if kept := spend.of(Outcome.KEPT):
        yield f"Technology that brings what it promised: {_names(kept)}."


def _names(purchases: Sequence[Purchase]) -> str:
    return quoted([each.benefit.name for each in purchases])
