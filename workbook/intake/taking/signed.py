"""Quarters that were signed off, and that an import or its undo comes upon afterwards."""

from collections.abc import Iterable, Iterator

from workbook.period import Period
from workbook.strategy.plan import Plan

__all__ = ["told_of_signed"]


def told_of_signed(plan: Plan, periods: Iterable[Period]) -> Iterator[str]:
    """Yield a sentence for each quarter that is signed off and that one of the periods is in."""
    if not plan.signed_off:
        return
    for quarter in sorted({period.quarter for period in periods}):
        if plan.sign_off(quarter):
            yield f"{quarter} is signed off: its pack keeps what was printed."
