"""What the work may take together, what fits then, and what becomes of what falls out."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from workbook.errors import WorkbookError
from workbook.insight.route.affordable import affordable
from workbook.insight.route.affordable_parts import Out
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.quarters import suggested
from workbook.steps.section import Section, section
from workbook.store import Edit
from workbook.strategy import Decision, Limits, NotDoing, Plan
from workbook.strategy.entity import Entity

__all__ = ["Fitting", "afforded"]

LIMITS = ("cash", "hours", "owner_hours", "period")
LEAD = (
    "What all of it may take together. What fits is found anew after each change, and what falls "
    "out says why."
)
_GONE = "That has changed meanwhile: look at what falls out now."
_LONGEST = 200  # of a title


def afforded(bound: Binding, chapter: str) -> Section:
    """Return the part that asks for the limits, and tells what fits within them."""
    title = "What you can afford"
    form = bound.form(Limits, LIMITS)
    return section(chapter, title, LEAD, ("affordable",), form, Fitting(bound))


class Fitting(Sought):
    """What fits together, found in a thread; what falls out is proposed for a pause, or left.

    One press begins the decision, or writes the work on the not-doing list, with its reason.
    """

    def __init__(self, bound: Binding) -> None:
        self._bound, self._trouble = bound, ""
        super().__init__("route/affordable", bound.plan, _at_once, self._found, self._do, live=True)

    def _found(self, plan: Plan) -> Mapping[str, Any]:
        return {"found": affordable(plan, _now(plan)), "trouble": self._trouble}

    def _do(self, about: str, id: str) -> None:
        plan = self._bound.book.plan
        out = next((o for o in affordable(plan, _now(plan)).out if o.piece.work.id == id), None)
        self._trouble = self._save(plan, out) if out and out.proposal == about else _GONE
        if self._trouble:
            self.seek(plan)
        else:
            self._bound.tell()

    def _save(self, plan: Plan, out: Out) -> str:
        """Save what is proposed, and return what kept it from being saved."""
        model, fields = _proposed(out)
        last = max((each.position for each in plan.all(model)), default=-1)
        try:
            self._bound.book.save([Edit(model, str(uuid4()), {**fields, "position": last + 1})])
        except WorkbookError as error:
            return str(error)
        return ""


def _proposed(out: Out) -> tuple[type[Entity], dict[str, Any]]:
    work, reason = out.piece.work, f"It {out.why}."
    if out.proposal == "not doing":
        return NotDoing, {"name": work.name, "reason": reason}
    title = f"Pause {work.name}"[:_LONGEST]
    about = {"initiative_id": work.id, "owner_id": work.owner_id}
    return Decision, {"title": title, "kind": "pause", "reason": reason, **about}


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"found": None, "trouble": ""}


def _now(plan: Plan) -> Quarter:
    return suggested(plan, date.today())
