"""What changed in the plan since the last pack: whoever knows why says so before it is printed."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from workbook.insight.review.changes import Difference, changes
from workbook.insight.review.restated import Restated
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.explaining import Reasons, reason_row
from workbook.steps.shape import Row
from workbook.strategy import Plan
from workbook.wording import say_date

__all__ = ["GONE", "asked_why", "rows_of"]

TITLE = "What changed since the last pack"
LEAD = "The pack shows these changes. Say why, so that nobody has to ask."
GONE = "What was changed is no longer there, so there is nothing to explain."
_LONG = 90  # letters of a text that is changed; its history has the whole


def asked_why(bound: Binding) -> Sequence[Reasons]:
    """Return the part that asks why; none where nothing has changed when the chapter is opened."""
    lay = partial(_rows, quarter=bound.quarter)
    if not lay(bound.plan):  # it would be sent for nothing
        return []
    words = {"title": TITLE, "lead": LEAD}
    return [Reasons(bound.book, lay, moved="What changed", gone=GONE, **words)]


def _rows(plan: Plan, quarter: Quarter) -> list[Row]:
    found = changes(plan, quarter)
    return rows_of(plan, (*found.changed, *found.printed))


def rows_of(plan: Plan, found: Iterable[Difference | Restated]) -> list[Row]:
    """Return a row for each line of the journal that made these changes, the newest first.

    Only what changed of records that are still there can be explained later.
    """
    there = (e for e in found if e.newest.verb == "changed" and plan.find(e.newest.record_id))
    by_line = groupby(sorted(there, key=_number, reverse=True), key=_number)
    rows = []
    for _, group in by_line:
        these = list(group)
        told = "; ".join(map(_said, these))
        newest = these[0].newest
        when = f"on {say_date(newest.at.date())} by {newest.who}"
        rows.append(reason_row(newest, f"{told}, {when}", these[0].reason))
    return rows


def _number(each: Difference | Restated) -> int:
    return each.newest.number


def _said(each: Difference | Restated) -> str:
    if isinstance(each, Restated):
        when = f"{each.kpi.name}, {each.period.label}"
        return f"{when}: from {each.then.printed} to {each.now.printed}"
    then, now = (
        text if len(text) <= _LONG else f"{text[:_LONG]}…" for text in (each.then, each.now)
    )
    return f"{each.what.name}, {each.what.title.lower()}: from {then} to {now}"
