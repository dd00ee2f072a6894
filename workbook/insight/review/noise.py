"""The noise bill: how many explanations a habit asks for, how many were signals, what it costs."""

from dataclasses import dataclass
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.review.behaviour import behaviour
from workbook.insight.review.habit import Bill, bill
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.insight.review.noise_figures import figures_of
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.review.noise import NoiseBill, habit
from workbook.strategy.start.business import Business

__all__ = ["Noise", "noise", "under"]


@dataclass(frozen=True)
class Noise(Finding):
    """All series up to the end of a quarter under one habit; `untold` have too few readings.

    `currency` is that of the business, or nothing.
    """

    quarter: Quarter
    habit: NoiseBill
    bills: tuple[Bill, ...]
    untold: tuple[KpiBehaviour, ...]
    currency: str

    @cached_property
    def computed(self) -> tuple[Figure, ...]:
        """The figures, printed or not; there are none where no series has limits."""
        return figures_of(self.bills, self.habit, self.currency) if self.bills else ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the page, where it is printed."""
        return self.computed if self.habit.in_pack else ()

    def said(self, name: str) -> str:
        """Return a figure as it is printed: `asked`, or of one series `tickets.asked`."""
        found = (each.printed for each in self.computed if each.id == f"noise.{name}")
        return next(found, "")


@finding
def noise(plan: Plan, quarter: Quarter) -> Noise:
    """Return the noise bill of all KPIs up to the end of a quarter, as the workbook asks for it."""
    return under(plan, quarter, habit(plan))


def under(plan: Plan, quarter: Quarter, habit: NoiseBill) -> Noise:
    """Return what the noise bill would be under another habit."""
    kpis = behaviour(plan, quarter).kpis
    bills = tuple(bill(found, habit.percent) for found in kpis if found.limits)
    business = plan.only(Business)
    return Noise(
        quarter=quarter,
        habit=habit,
        bills=bills,
        untold=tuple(found for found in kpis if not found.limits),
        currency=business.currency if business else "",
    )
