"""What changed in the plan since the last pack: whoever knows why says so before it is printed."""

from collections.abc import Iterator, Sequence
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

__all__ = ["asked_why"]

TITLE = "What changed since the last pack"
LEAD = "The pack shows these changes. Say why, so that nobody has to ask."
GONE = "What was changed is no longer there, so there is nothing to explain."
_Change = Difference | Restated
_LONG = 90  # letters of a text that is changed; its history has the whole


def asked_why(bound: Binding) -> Sequence[Reasons]:
    """Return the part that asks why; none where nothing has changed when the chapter is opened."""
    lay = partial(_rows, quarter=bound.quarter)
    if not lay(bound.plan):  # it would be sent for nothing
        return []
    words = {"title": TITLE, "lead": LEAD}
    return [Reasons(bound.book, lay, moved="What changed", gone=GONE, **words)]


def _rows(plan: Plan, quarter: Quarter) -> list[Row]:
    by_line = groupby(sorted(_explainable(plan, quarter), key=_number, reverse=True), key=_number)
    rows = []
    for _, group in by_line:
        these = list(group)
        told = "; ".join(map(_said, these))
        newest = these[0].newest
        when = f"on {say_date(newest.at.date())} by {newest.who}"
        rows.append(reason_row(newest, f"{told}, {when}", these[0].reason))
    return rows


def _explainable(plan: Plan, quarter: Quarter) -> Iterator[_Change]:
    """Yield what changed of records that are still there: only those can be explained later."""
    found = changes(plan, quarter)
    every: tuple[_Change, ...] = (*found.changed, *found.printed)
    for each in every:
        if each.newest.verb == "changed" and plan.find(each.newest.record_id):
            yield each


def _number(each: _Change) -> int:
    return each.newest.number


def _said(each: _Change) -> str:
    if isinstance(each, Restated):
        when = f"{each.kpi.name}, {each.period.label}"
        return f"{when}: from {each.then.printed} to {each.now.printed}"
    then, now = (
        text if len(text) <= _LONG else f"{text[:_LONG]}…" for text in (each.then, each.now)
    )
    return f"{each.what.name}, {each.what.title.lower()}: from {then} to {now}"
