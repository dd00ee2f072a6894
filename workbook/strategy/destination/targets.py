"""How the target of a KPI moved, as the journal tells it: what was put right at once is no move."""

from dataclasses import dataclass

from workbook.strategy.destination.kpis import KPI
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.strategy.sittings import sittings

__all__ = ["TargetSetting", "target_settings"]


@dataclass(frozen=True)
class TargetSetting:
    """The journal's lines of one sitting in which a target was set: the last of them counts."""

    lines: tuple[Change, ...]

    @property
    def before(self) -> float | None:
        """The target before it, if there was one."""
        return self.lines[0].before.get("target")

    @property
    def after(self) -> float | None:
        """The target that it left, if any."""
        return self.lines[-1].after["target"]  # type: ignore[no-any-return]

    @property
    def newest(self) -> Change:
        """The line that holds its day, who set it, and why."""
        return self.lines[-1]

    @property
    def reason(self) -> str:
        """Why it was set, as somebody wrote beside its newest line that has a reason."""
        return next((line.reason for line in reversed(self.lines) if line.reason), "")

    @property
    def moved(self) -> bool:
        """Whether it changed a target that others may have used; a first one is no change."""
        return self.before is not None and self.before != self.after


def target_settings(plan: Plan, kpi: KPI) -> tuple[TargetSetting, ...]:
    """Return how a KPI's target was set, sitting by sitting, oldest first."""
    found = sittings(plan.history(kpi, "target"), plan.signed_off)
    return tuple(TargetSetting(tuple(lines)) for lines in found)
