"""Where the business wants to be, and how it will tell."""

from workbook.strategy.destination.kpis import KPI, Reading, open_kpis
from workbook.strategy.destination.objectives import (
    Link,
    Objective,
    SmartOverride,
    open_objectives,
    weights_off,
)
from workbook.strategy.destination.vision import Destination, Restatement, Theme

__all__ = [
    "KPI",
    "Destination",
    "Link",
    "Objective",
    "Reading",
    "Restatement",
    "SmartOverride",
    "Theme",
    "open_kpis",
    "open_objectives",
    "weights_off",
]
