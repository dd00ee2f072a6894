"""Wins that the records show, each to be taken up by one click."""

from typing import Any
from uuid import uuid4

from workbook.errors import WorkbookError
from workbook.insight.review.wins import wins
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.store import Edit
from workbook.strategy import Plan, Win
from workbook.widgets import RowTable

__all__ = ["Offers"]


class Offers(Asking):
    """What the records show of a quarter and nobody has taken up, told anew after each save.

    What is taken up comes into the `table` of wins.
    """

    def __init__(self, bound: Binding, table: RowTable) -> None:
        self._bound, self._table = bound, table
        super().__init__("review/wins", self._take, **self._facts(bound.plan))

    def renew(self, plan: Plan) -> None:
        """Offer what the plan shows now."""
        self.say(**self._facts(plan))

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
            self.say(**self._facts(plan, str(error)))
        else:
            self._table.wrote()

    def _facts(self, plan: Plan, trouble: str = "") -> dict[str, Any]:
        found = wins(plan, self._bound.quarter)
        return {
            "offered": found.offered,
            "taken": [(win, gain, _PLACES[gain.kind]) for win, gain in found.taken],
            "back": found.taken_back,
            "trouble": trouble,
        }


_PLACES = {
    "signal": "01_define_destination.ipynb#kpis",
    "target": "01_define_destination.ipynb#kpis",
    "milestone": "03_map_route.ipynb#roadmap",
    "initiative": "03_map_route.ipynb#initiatives",
    "action": "04_review.ipynb#agreed",
}
