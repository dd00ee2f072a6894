"""How the targets of the KPIs moved, as the journal tells it, and why: which may be said later."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbook.steps.explaining import Reasons, reason_row
from workbook.steps.shape import Row
from workbook.strategy import KPI, Plan
from workbook.strategy.destination.targets import TargetSetting, target_settings
from workbook.wording import say_date, say_number

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["TargetMoves", "moves"]

LEAD = "A target may move when there is a reason. Write it down while you remember it."
GONE = "That KPI is no longer in the list above, so there is no target to explain."


def moves(plan: Plan) -> Iterator[tuple[KPI, TargetSetting]]:
    """Yield each KPI whose target moved, with the sitting in which it did."""
    for kpi in plan.all(KPI):
        for setting in target_settings(plan, kpi):
            if setting.moved:
                yield kpi, setting


class TargetMoves(Reasons):
    """A row for each change of a target, the newest first, with room for its reason."""

    def __init__(self, book: "Workbook") -> None:
        words = {"title": "How targets have moved", "lead": LEAD}
        super().__init__(book, _rows, moved="What moved", gone=GONE, **words)


def _rows(plan: Plan) -> list[Row]:
    found = sorted(moves(plan), key=lambda move: -move[1].newest.number)
    return [
        reason_row(setting.newest, _said(kpi, setting), setting.reason) for kpi, setting in found
    ]


def _said(kpi: KPI, setting: TargetSetting) -> str:
    now = say_number(setting.after, kpi.unit) if setting.after is not None else "no target"
    when = f"on {say_date(setting.newest.at.date())} by {setting.newest.who}"
    return f"{kpi.name}: from {say_number(setting.before)} to {now}, {when}"
