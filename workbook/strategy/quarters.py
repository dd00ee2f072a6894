"""Which quarters a workbook can speak of, so that a mistyped one is told at once."""

from collections.abc import Iterator

from workbook.errors import NotFound
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action, Priority, Review, Win

__all__ = ["known_quarters", "newest_quarter", "require_known"]


def known_quarters(plan: Plan) -> tuple[Quarter, ...]:
    """Return the quarters in which readings begin or stop, or that were reviewed or signed off.

    They are in order; between the first and the last there may be others.

    >>> known_quarters(Plan())
    ()
    """
    return tuple(sorted({*_read(plan), *_reviewed(plan)}))


def require_known(plan: Plan, quarter: Quarter) -> Quarter:
    """Return `quarter` if it lies between the plan's first known quarter and its last.

    A plan without readings and reviews knows no quarter, so that any may be its first.

    Raises:
        NotFound: it lies outside; the text says which quarters there are.
    """
    known = known_quarters(plan)
    if known and not known[0] <= quarter <= known[-1]:
        raise NotFound(
            f"There is nothing in this workbook for {quarter.told}. Its readings and reviews run "
            f"from {known[0].told} to {known[-1].told}: choose one of those."
        )
    return quarter


def _read(plan: Plan) -> Iterator[Quarter]:
    for span in plan.readings.spans(plan.all(KPI)).values():
        yield span.first
        yield span.last


def _reviewed(plan: Plan) -> Iterator[Quarter]:
    said: list[Review | Priority | Action | Win] = [*plan.all(Review), *plan.all(Priority)]
    for record in [*said, *plan.all(Action), *plan.all(Win)]:
        yield plan.calendar.quarter(record.quarter)
    yield from (plan.calendar.quarter(signed.quarter) for signed in plan.signed_off)


def newest_quarter(plan: Plan) -> Quarter | None:
    """Return the newest quarter that has a review, or else the newest one with a complete reading.

    >>> newest_quarter(Plan()) is None
    True
    """
    reviewed = [plan.calendar.quarter(review.quarter) for review in plan.all(Review)]
    spans = plan.readings.spans(plan.all(KPI)).values()
    read = (span.last_complete for span in spans if span.last_complete)
    return max(reviewed or read, default=None)
