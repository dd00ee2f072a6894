"""The journal's lines about readings that people saw and that were changed since."""

from collections.abc import Iterator
from datetime import datetime
from itertools import dropwhile

from workbook.strategy.history import Change
from workbook.strategy.journal import by_record
from workbook.strategy.plan import Plan

__all__ = ["revised"]

_WHICH = ("kpi_id", "start")


def revised(plan: Plan, moment: datetime) -> Iterator[Change]:
    """Yield the lines about readings that stood at a moment (UTC) and were changed since.

    The first line about each says in `before` which KPI and period it is of, too: a sign-off keeps
    its readings without ids.
    """
    found = by_record(plan.changes.revised(moment)).items()
    told = {id: list(dropwhile(lambda line: line.explains, own)) for id, own in found}
    lines = {id: own for id, own in told.items() if own}
    there = plan.readings.of_ids(id for id in lines if _WHICH[0] not in lines[id][0].before)
    for id, (first, *others) in lines.items():
        of = there[id].model_dump(mode="json", include={*_WHICH}) if id in there else {}
        before = {**of, **first.before}
        if all(name in before for name in _WHICH):
            yield Change(**{**first.model_dump(), "before": before})
            yield from others
