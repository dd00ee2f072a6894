"""What the cover says: whose pack, which quarter, frozen or a draft, and how complete."""

from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff, dated
from workbook.strategy.outline import StepState, steps
from workbook.strategy.plan import Plan, SignedOff
from workbook.strategy.start import Business

__all__ = ["CoverPage", "cover"]


@dataclass(frozen=True)
class CoverPage:
    """The cover's facts; `dated` is the day of the sign-off or of the plan's newest change.

    `as_of` is the past day on whose evening it stood like this, if it is not as it stands now.

    `runs_until` is the quarter's last day, where that had not passed by then.
    """

    business: str
    activity: str
    period: str
    signed_off: SignedOff | None
    dated: date | None
    as_of: date | None
    runs_until: date | None
    given: int
    asked: int
    percent: int
    next_gap: str
    figures: tuple[Figure, ...]


def cover(plan: Plan, quarter: Quarter) -> CoverPage:
    """Return what the cover says about a plan in a quarter."""
    found = steps(plan, quarter)
    given, asked = sum(step.met for step in found), sum(step.asked for step in found)
    business = plan.only(Business)
    return CoverPage(
        business=business.name if business else "",
        activity=business.activity if business else "",
        period=quarter.months if quarter.begins == 1 else f"{quarter} · {quarter.months}",
        signed_off=plan.sign_off(quarter),
        dated=dated(plan, quarter),
        as_of=plan.as_of,
        runs_until=None if cutoff(plan, quarter).over else quarter.end,
        given=given,
        asked=asked,
        percent=100 * given // asked,
        next_gap=next((sentence for step in found for sentence in step.missing), ""),
        figures=_figures(found, given, asked),
    )


def _figures(found: tuple[StepState, ...], given: int, asked: int) -> tuple[Figure, ...]:
    sources = tuple(f"step “{step.title}”: {step.met} of {step.asked} given" for step in found)
    return (
        Figure(
            id="cover.completeness",
            label="Completeness",
            value=100 * given // asked,
            unit="%",
            method="Things given ÷ things that the guided steps ask for, rounded down.",
            sources=sources,
            caveat="It says that something is written down, not that it is good.",
        ),
        Figure("cover.given", "Things given", given, "", "Count of things given.", sources),
        Figure("cover.asked", "Things asked for", asked, "", "Count of things asked for.", sources),
    )
