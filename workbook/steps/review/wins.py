"""Wins that the records show, each to be taken up by one click."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from workbook.errors import WorkbookError
from workbook.insight.review.wins import wins
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.store import Edit
from workbook.strategy import Plan, Win
from workbook.widgets import RowTable

__all__ = ["Offers"]


class Offers(Sought):
    """What the records show of a quarter and nobody has taken up, told anew after each save.

    What is taken up comes into the `table` of wins.
    """

    def __init__(self, bound: Binding, table: RowTable) -> None:
        self._bound, self._table, self._trouble = bound, table, ""
        super().__init__("review/wins", bound.plan, _at_once, self._facts, self._take)

    def _take(self, _: str, found: str) -> None:
        book, quarter = self._bound.book, self._bound.quarter
        plan = book.plan
        gain = next((each for each in wins(plan, quarter).offered if each.found == found), None)
        if gain is None:  # it was taken up or taken back meanwhile, and the page shows so
            self._bound.tell()
            return
        place = max((win.position for win in plan.all(Win)), default=-1) + 1
        fields = {
            "quarter": str(quarter),
            "name": gain.called,
            "person_id": gain.owner_id,
            "found": found,
            "position": place,
        }
        try:
            book.save([Edit(Win, str(uuid4()), fields)])
        except WorkbookError as error:
            self._trouble = str(error)
            self.seek(plan)
        else:
            self._trouble = ""
            self._table.wrote()

    def _facts(self, plan: Plan) -> Mapping[str, Any]:
        found = wins(plan, self._bound.quarter)
        return {
            "offered": found.offered,
            "taken": [(win, gain, _PLACES[gain.kind]) for win, gain in found.taken],
            "back": found.taken_back,
            "trouble": self._trouble,
        }


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"offered": (), "taken": (), "back": (), "trouble": ""}


_PLACES = {
    "signal": "01_define_destination.ipynb#kpis",
    "target": "01_define_destination.ipynb#kpis",
    "milestone": "03_map_route.ipynb#roadmap",
    "initiative": "03_map_route.ipynb#initiatives",
    "action": "04_review.ipynb#agreed",
}
