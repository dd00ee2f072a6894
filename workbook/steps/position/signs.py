"""The five signs of misalignment: what people say, what the data say, and what comes to mind."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.position.signs import Signs, signs
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.position.signs_recall import Kept, Taking
from workbook.steps.section import section
from workbook.strategy import Plan
from workbook.strategy.position import SIGNS, OwnView, SignsSurvey

__all__ = ["parts"]

CHAPTER = "position/signs"
SURVEY = ("day", "asked", *SIGNS)
OWN = ("day", *SIGNS)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask how people see the signs, tell what the data say, and ask what comes to mind."""
    sittings = bound.table(SignsSurvey, SURVEY, noun="sitting", label="Sittings")
    return [
        section(
            CHAPTER,
            "What people say",
            "Five signs, judged from 1 to 5 without names. Only the counts are kept here.",
            ("survey",),
            sittings,
        ),
        section(
            CHAPTER,
            "People and data side by side",
            "The same five, as far as this workbook can tell by itself, beside what people say.",
            ("evidence",),
            Told(bound.plan),
        ),
        section(
            CHAPTER,
            "Your own view",
            "Where there is nobody to ask, or before you see what others say. It is no survey.",
            ("own",),
            bound.table(OwnView, OWN, noun="own view", label="Own views"),
        ),
        section(
            CHAPTER,
            "What comes to mind",
            "Everybody writes down the top three priorities, without looking anything up.",
            ("recall",),
            Taking(bound, sittings),
            Kept(bound),
        ),
    ]


class Told(Sought):
    """What people and data say of each sign; found and drawn once somebody looks."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("position/signs", plan, lambda _: {"rows": (), "legend": ""}, _told)


def _found(plan: Plan) -> Signs:
    # What was typed a moment ago is of the quarter that runs, whichever is reviewed.
    return signs(plan, plan.calendar.quarter_of(plan.today))


def _told(plan: Plan) -> Mapping[str, Any]:
    from workbook.charts.signs import LEGEND, sign_bar

    found = _found(plan)
    rows = [
        (each, sign_bar(each.seen.now, each.seen.before) if each.seen and each.seen.now else None)
        for each in found.standings
    ]
    return {"rows": rows, "legend": LEGEND if found.survey else ""}
