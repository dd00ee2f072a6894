"""Whether the objectives hang together and have their people: in sentences, and as a tree."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.charts.tree import tree_charts
from workbook.insight.destination.cascade import Cascade, Lack, cascade
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Sought
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.strategy import Plan
from workbook.strategy.destination import Objective
from workbook.strategy.route import Initiative

__all__ = ["Tree", "alignment_section"]

NOTHING: dict[str, Any] = {"drawings": (), "roots": ()}


def alignment_section(bound: Binding) -> widgets.VBox:
    """Return the part of the page that shows how the objectives lead from company to person."""
    return section(
        "destination/objectives",
        "Does it hang together?",
        "From the whole business to each person, and who answers for what.",
        ("alignment",),
        Finding("destination/alignment", bound.plan, _facts),
        Tree(bound.plan),
    )


class Tree(Sought):
    """The objectives as a drawing, and as a list where there is no room for one."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("destination/tree", plan, lambda _: NOTHING, _drawn)


def _drawn(plan: Plan) -> dict[str, Any]:
    found = _cascade(plan)
    enough = len(found.objectives) > 1
    return {"drawings": tree_charts(found), "roots": found.roots} if enough else NOTHING


def _cascade(plan: Plan) -> Cascade:
    return cascade(plan, suggested(plan, date.today()))


def _facts(plan: Plan) -> dict[str, Any]:
    return {"begun": bool(plan.all(Objective)), "sentences": tuple(_sentences(plan))}


def _sentences(plan: Plan) -> Iterator[str]:
    found = _cascade(plan)
    for gap in found.gaps:
        about_work = gap.lack in (Lack.NO_WORK, Lack.NO_COST, Lack.NO_OBJECTIVE)
        too_early = about_work and not plan.all(Initiative)  # the work comes two steps later
        if not too_early and gap.lack != Lack.NO_OWNER:
            yield gap.sentence
    yield from found.ownership.sentences  # objectives that nobody owns are among these
