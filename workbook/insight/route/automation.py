"""What automates, and its four checks: what is met, what holds money, what runs all the same."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Automation, AutomationCheck, Initiative
from workbook.strategy.route.initiatives import set_aside
from workbook.strategy.route.initiatives_automation import QUESTIONS, Checked, checked
from workbook.wording import say_list

__all__ = ["Automated", "AutomationRegister", "automation"]


@dataclass(frozen=True)
class Automated:
    """Something that automates, the work that brings it, what it `serves`, and its checks."""

    automation: Automation
    work: Initiative | None
    serves: tuple[str, ...]
    checks: tuple[Checked, ...]

    @property
    def runs(self) -> bool:
        """Whether it works already, or its work is under way."""
        return self.work is None or self.work.status in ("in progress", "done")

    @property
    def holding(self) -> tuple[Checked, ...]:
        """The checks that are not met, and nobody has said to go ahead."""
        return tuple(each for each in self.checks if each.holds)

    @property
    def overridden(self) -> tuple[AutomationCheck, ...]:
        """The checks that are not met, and that somebody goes ahead without, with a reason."""
        records = (each.record for each in self.checks if not each.met and not each.holds)
        return tuple(record for record in records if record)

    @property
    def sentence(self) -> str:
        """What its checks mean for it today."""
        lacking = say_list([f"{each.about} ({each.lacks})" for each in self.holding])
        if not lacking and self.overridden:
            checks = say_list([each.about for each in self.overridden])
            return f"It goes ahead without its check of {checks}."
        if not lacking:
            return "Nothing holds it back."
        return f"{'It runs without' if self.runs else 'Held until met'}: {lacking}."


@dataclass(frozen=True)
class AutomationRegister(Finding):
    """Everything that automates and was neither stopped, nor refused, nor is an idea only."""

    automated: tuple[Automated, ...]
    figures: tuple[Figure, ...] = ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """What runs although nobody has checked it, and what automates for no objective."""
        running = [each for each in self.automated if each.runs and each.holding]
        drift = [each.automation.name for each in self.automated if not each.serves]
        return (
            *(f"“{each.automation.name}” runs unchecked: {_lacking(each)}." for each in running),
            *([f"Automates, and serves no objective: {quoted(drift)}."] if drift else []),
        )


def _lacking(each: Automated) -> str:
    return say_list([check.about for check in each.holding])


@finding
def automation(plan: Plan, quarter: Quarter) -> AutomationRegister:
    """Return what automates, and how its checks stand."""
    found = AutomationRegister(tuple(_automated(plan)))
    return replace(found, figures=tuple(_figures(plan, found))) if found.automated else found


def _automated(plan: Plan) -> Iterator[Automated]:
    for each in plan.all(Automation):
        work = plan.find(each.initiative_id)
        own = work if isinstance(work, Initiative) else None
        if own and (own.status == "stopped" or set_aside(plan, own)):
            continue
        ids = [each.objective_id, *(own.objective_ids if own else [])]
        serves = dict.fromkeys(plan.name_of(id) for id in ids if id)
        yield Automated(each, own, tuple(serves), checked(plan, each))


def _figures(plan: Plan, found: AutomationRegister) -> Iterator[Figure]:
    sources = rows(plan, [each.automation for each in found.automated])
    checks = [check for each in found.automated for check in each.checks]
    counted = {
        "all": ("Automations", len(found.automated), "Count; what was stopped is left out."),
        "checks": ("Checks", len(checks), f"{len(QUESTIONS)} for each automation."),
        "met": (
            "Checks met",
            sum(check.met for check in checks),
            "Answered “yes”, or “not needed”, with how it is known, by whom and when.",
        ),
        "holding": (
            "Checks that hold money",
            sum(check.holds for check in checks),
            "Not met, and nobody has said to go ahead all the same.",
        ),
        "overridden": (
            "Checks gone ahead without",
            sum(len(each.overridden) for each in found.automated),
            "Not met, with a reason and a name for going ahead.",
        ),
    }
    for id, (label, value, method) in counted.items():
        yield Figure(f"automation.{id}", label, value, "", method, sources)
