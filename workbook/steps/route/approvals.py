"""How far work is on its way to approval, who may approve it, and what is said of each."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.insight.route.approvals import Approvals, Proposal, approvals_on
from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.steps.section import section
from workbook.store import Edit
from workbook.strategy import Approval, ApprovalRule, Initiative, Plan
from workbook.widgets import RecordForm, RowTable

__all__ = ["Proposals"]

TITLE = "Proposals and approval"
LEAD = (
    "Who may say yes, from which cost on, and what was said of each proposal. Once decided it "
    "stands; whoever wants it decided otherwise proposes the work anew."
)
RULE = ("approver_ids", "above")
APPROVAL = (
    "initiative_id", "asked_on", "asked_by_id", "verdict", "decided_on", "decided_by", "reason",
)  # fmt: skip
_SHOWN = 6  # names in a line: the pack has them all


class Proposals(Folded):
    """Where each piece of work stands; an idea is proposed at the press of its button."""

    def __init__(self, bound: Binding) -> None:
        self._trouble = ""
        table = partial(bound.table, Approval, APPROVAL, noun="proposal", label=TITLE)
        super().__init__(
            "route/approvals",
            bound,
            table,
            open=False,
            told=self._facts_of,
        )

    def before(self) -> Sequence[RecordForm]:
        """Return the form that says who may approve."""
        return [self._bound.form(ApprovalRule, RULE, label="Who may approve")]

    def framed(self, forms: Sequence[RowTable | RecordForm]) -> Sequence[widgets.Widget]:
        """Return the forms under their advice: the words have the heading."""
        return [section("route/initiatives", "", LEAD, ("approvals",), *forms)]

    def said(self, about: str, value: str) -> None:
        """Unfold the table, and propose the idea whose button was pressed."""
        self._trouble = self._propose(value) if about == "propose" else ""
        super().said(about, value)
        if about == "propose" and self.table is not None:
            self.table.wrote()

    def _propose(self, id: str) -> str:
        """Propose an initiative from today on, and return what kept it from being saved."""
        plan = self._bound.book.plan
        if not isinstance(plan.find(id), Initiative):
            return "That initiative was removed meanwhile."
        place = max((each.position for each in plan.all(Approval)), default=-1) + 1
        new = {"initiative_id": id, "asked_on": plan.today, "position": place}
        try:
            self._bound.book.save([Edit(Approval, str(uuid4()), new)])
        except WorkbookError as error:
            return str(error)
        return ""

    def _facts_of(self, plan: Plan) -> dict[str, Any]:
        found = approvals_on(plan, self._bound.quarter, plan.today)
        return {
            "used": found.used,
            "ideas": found.at("idea"),
            "lines": [(word.capitalize(), *_line(found, word)) for word in _STANDINGS],
            "hindered": [each for each in found.proposals if each.hindered],
            "unasked": [each.work.name for each in found.unasked],
            "trouble": self._trouble,
        }


_STANDINGS = ("proposed", "approved", "refused")


def _line(found: Approvals, standing: Any) -> tuple[Sequence[Proposal], int]:
    there = found.at(standing)
    return there[:_SHOWN], len(there[_SHOWN:])
