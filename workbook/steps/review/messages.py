"""Who has to hear what after a review: folded until somebody wants it, as most of a page is."""

from typing import Any
from uuid import uuid4

from workbook.errors import WorkbookError
from workbook.insight.review.messages import to_tell
from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.store import Edit
from workbook.strategy import Message, Plan
from workbook.widgets import RowTable

__all__ = ["Messages"]

FIELDS = ("name", "means", "due", "teller_id", "done")
TITLE = "Who has to hear what"
LEAD = "Whom a decision touches hears it from a person, before the corridor tells them."


class Messages(Folded):
    """The messages of a review, and what happened in the quarter that nobody is told of yet.

    What is taken up comes into the table.
    """

    def __init__(self, bound: Binding) -> None:
        self._trouble = ""
        super().__init__("review/messages", bound, self._messages, open=False, told=self._told_of)

    def said(self, about: str, value: str) -> None:
        """Take up what was pressed."""
        self._trouble = self._take(value) if about == "take" else ""
        super().said(about, value)

    def _messages(self) -> RowTable:
        where = {"quarter": str(self._bound.quarter)}
        return self._bound.table(Message, FIELDS, where, noun="message", title=TITLE, lead=LEAD)

    def _take(self, found: str) -> str:
        """Write the message that was offered, and return what kept it from being saved."""
        book, quarter = self._bound.book, self._bound.quarter
        plan = book.plan
        offered = next((each for each in to_tell(plan, quarter) if each.found == found), None)
        if offered is None:  # it was taken up meanwhile, and the page shows so
            self._bound.tell()
            return ""
        last = max((message.position for message in plan.all(Message)), default=-1)
        fields = {
            "quarter": str(quarter),
            "name": offered.audience,
            "means": offered.means,
            "teller_id": offered.record.owner_id,
            "found": found,
            "position": last + 1,
        }
        try:
            book.save([Edit(Message, str(uuid4()), fields)])
        except WorkbookError as error:
            return str(error)
        if self.table is not None:
            self.table.wrote()
        return ""

    def _told_of(self, plan: Plan) -> dict[str, Any]:
        quarter = self._bound.quarter
        return {
            "offered": to_tell(plan, quarter),
            "written": len(plan.in_quarter(Message, quarter)),
            "trouble": self._trouble,
        }
