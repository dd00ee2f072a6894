"""The decisions that stand, each to be replaced by a new one; nothing in them is changed."""

from typing import Any
from uuid import uuid4

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.store import Edit
from workbook.strategy import Decision, Plan
from workbook.strategy.route.decisions import successor
from workbook.widgets import RowTable

__all__ = ["Register"]

SHOWN = 20  # of each list: older ones are replaced through the field “Replaces”
# What a new decision takes over from the one that it replaces.
_TAKEN_OVER = ("title", "kind", "initiative_id", "owner_id", "question")


class Register(Asking):
    """What was decided and stands, told anew after each save.

    A decision that begins in the place of another comes into the `table` of decisions.
    """

    def __init__(self, bound: Binding, table: RowTable) -> None:
        self._bound, self._table = bound, table
        super().__init__("route/register", self._replace, **_facts(bound.plan))

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self.say(**_facts(plan))

    def _replace(self, _: str, id: str) -> None:
        book = self._bound.book
        plan = book.plan
        old = next((each for each in _standing(plan) if each.id == id), None)
        if old is None:  # somebody has replaced it meanwhile, and the page shows so
            self._bound.tell()
            return
        last = max((each.position for each in plan.all(Decision)), default=-1)
        fields = {name: getattr(old, name) for name in _TAKEN_OVER}
        new = {**fields, "replaces_id": old.id, "position": last + 1}
        try:
            book.save([Edit(Decision, str(uuid4()), new)])
        except WorkbookError as error:
            self.say(**_facts(plan, str(error)))
        else:
            self._table.wrote()


def _standing(plan: Plan) -> list[Decision]:
    """Return the decisions that stand and that nobody is about to replace, the newest first."""
    taken = [each for each in plan.all(Decision) if each.status(plan) == "decided"]
    free = [each for each in taken if not plan.of(Decision, "replaces_id", each.id)]
    return sorted(free, key=lambda each: str(each.decided_on), reverse=True)


def _facts(plan: Plan, trouble: str = "") -> dict[str, Any]:
    every, standing = plan.all(Decision), _standing(plan)
    begun = [each for each in every if each.replaces_id and each.decided_on is None]
    superseded = [(each, new) for each in every if (new := successor(plan, each))]
    return {
        "standing": standing[:SHOWN],
        "older": len(standing[SHOWN:]),
        "begun": [(each, plan.name_of(each.replaces_id)) for each in begun],
        "superseded": superseded[-SHOWN:],
        "trouble": trouble,
    }
