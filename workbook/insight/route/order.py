"""Whether work comes after what it needs first, by its dates and by how far it is."""

from collections.abc import Iterator

from workbook.strategy.circles import way_round
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route import Initiative
from workbook.strategy.route.initiatives import live_work, set_aside
from workbook.strategy.route.prerequisites import circle
from workbook.wording import say_date

__all__ = ["broken_order"]

_OVER = {"paused": "is paused", "stopped": "was stopped"}


@remembered
def broken_order(plan: Plan) -> tuple[str, ...]:
    """Return where live work comes before what it needs first, each in a sentence.

    A circle, which no page lets in but which a file from elsewhere might hold, is told once.
    """
    every = {each.id: each for each in plan.all(Initiative)}
    told = []
    for work in live_work(plan):
        for id in dict.fromkeys(work.needs_ids):
            needed = every.get(id)
            if needed and (why := _broken(plan, work, needed)):
                told.append(f"“{work.name}” {why}.")
    return (*_circles(plan), *told)


def _broken(plan: Plan, work: Initiative, needed: Initiative) -> str:
    """Return in words that follow the work's name what is wrong with the order; or nothing."""
    name = f"“{needed.name}”"
    if needed.status == "done":
        return ""
    if over := _OVER.get(needed.status, ""):
        return f"needs {name} first, which {over}"
    if set_aside(plan, needed):
        return f"needs {name} first, which is not approved"
    if work.status == "in progress":
        return f"has begun before {name}, which it needs first, is there{_due(needed)}"
    return _too_early(work, needed, name)


def _too_early(work: Initiative, needed: Initiative, name: str) -> str:
    if work.start is None or (needed.due and needed.due < work.start):
        return ""
    begins = f"starts on {say_date(work.start)}"
    if needed.due is None:
        return f"{begins}, and {name}, which it needs first, has no date"
    return f"{begins}, before {name} is there{_due(needed)}"


def _due(work: Initiative) -> str:
    return f" (due {say_date(work.due)})" if work.due else ""


def _circles(plan: Plan) -> Iterator[str]:
    every = plan.all(Initiative)
    needs = {each.id: each.needs_ids for each in every}
    seen: set[str] = set()
    for each in every:
        if (
            each.needs_ids
            and each.id not in seen
            and (said := circle(each.id, needs, plan.name_of))
        ):
            seen |= {*way_round(each.id, needs)}
            yield said
