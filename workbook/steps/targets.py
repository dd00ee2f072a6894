"""How the targets of the KPIs moved, and why: from the journal, and asked for before a change."""

from collections.abc import Iterator
from dataclasses import dataclass

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import Edit
from workbook.strategy import KPI, Plan
from workbook.wording import say_date, say_number, sentence

__all__ = ["TargetReason", "Targets", "target_changes"]


@dataclass(frozen=True)
class Targets:
    """The changes of one KPI's target as sentences, the newest first."""

    kpi: str
    changes: tuple[str, ...]


def target_changes(plan: Plan) -> tuple[Targets, ...]:
    """Return the KPIs whose target was changed after it was first set."""
    found = (Targets(kpi.name, tuple(_said(plan, kpi))[::-1]) for kpi in plan.kpis)
    return tuple(each for each in found if each.changes)


def _said(plan: Plan, kpi: KPI) -> Iterator[str]:
    for change in plan.history(kpi, "target"):
        before, after = change.before.get("target"), change.after["target"]
        if before is None:  # the first target is no change
            continue
        now = say_number(after, kpi.unit) if after is not None else "no target"
        when = f"on {say_date(change.at.date())} by {change.who}"
        why = f": {sentence(change.reason)}" if change.reason else ". No reason was written down."
        yield f"From {say_number(before)} to {now} {when}{why}"


class TargetReason(widgets.VBox):  # type: ignore[misc]
    """One line that goes into the journal with the next change of a target."""

    def __init__(self) -> None:
        self.line = widgets.Text(
            description="Changing a target? Say why first",
            placeholder="Such as: the second oven came",
        )
        self.line.add_class("wb")
        self.line.add_class("wb-field")
        super().__init__([self.line])
        self.add_class("wb-record")
        self._used = False

    def reason(self, plan: Plan, edits: list[Edit]) -> str:
        """Return what was written, when one of the edits changes a target that was set before."""
        self._used = any(_moves_target(plan, edit) for edit in edits)
        return str(self.line.value).strip() if self._used else ""

    def saved(self) -> None:
        """Make room for the next reason, once this one was saved with its change."""
        if self._used:
            self.line.value, self._used = "", False


def _moves_target(plan: Plan, edit: Edit) -> bool:
    kpi = plan.find(edit.id)
    was = kpi.target if isinstance(kpi, KPI) else None
    return was is not None and (edit.fields or {}).get("target", was) != was
