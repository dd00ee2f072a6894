"""Where the business wants to be, and how it will tell."""

from workbook.strategy.destination.kpis import KPI, Frequency, Reading, period_end
from workbook.strategy.destination.objectives import Objective, SmartOverride, weights_off
from workbook.strategy.destination.vision import Destination, Restatement, Theme

__all__ = [
    "KPI",
    "Destination",
    "Frequency",
    "Objective",
    "Reading",
    "Restatement",
    "SmartOverride",
    "Theme",
    "period_end",
    "weights_off",
]
