"""What a person does with sheets is done one after the other, with the room as it is by then."""

from collections.abc import Callable

from workbook.errors import WorkbookError
from workbook.steps.binding import Binding
from workbook.steps.workshop.errands import Errands
from workbook.strategy import Business
from workbook.strategy.workshop.agenda import open_session
from workbook.workshop.day.preparing import prepare
from workbook.workshop.paper.codes import Room
from workbook.workshop.paper.sending import Asked, PaperRoom, paper_room

__all__ = ["PaperDesk"]

NO_SESSION = "Prepare a workshop in the chapter “The day and its agenda” first."
NO_QUESTION = "No block of the workshop asks anything yet. Say so in “The day and its agenda”."
NOTHING_ASKED = "The room is open and asks nothing yet. Hand it the workshop in “The room” first."


class PaperDesk:
    """What a person does with sheets; what waits for another process is done in a thread."""

    def __init__(self, bound: Binding) -> None:
        self.bound = bound
        self.room: PaperRoom | None = None
        self.asked: tuple[Asked, ...] = ()
        self.part = "printing"
        self._errands = Errands(self.show)

    def show(self) -> None:
        """Tell in every part what is known by now."""
        raise NotImplementedError

    def look(self) -> None:
        """Find the room, and what it asks."""
        self.do("", "Looking for the room …", lambda: None)

    def do(self, part: str, busy: str, work: Callable[[], None]) -> None:
        """Do something with the room as it is now, one thing after the other.

        `part` is where it is told how that goes: “printing”, which is also for all, or “photos”.
        """
        self.part = part or "printing"
        self._errands.do(busy, self._look, work)

    @property
    def busy(self) -> str:
        """What is done just now."""
        return self._errands.busy

    def told(self, part: str) -> dict[str, str]:
        """Return what a part says of what is done just now, and of what went wrong."""
        here = part == self.part
        return {
            "busy": self._errands.busy if here else "",
            "trouble": self._errands.trouble if here else "",
        }

    def wait(self) -> None:
        """Return when what was begun is done."""
        self._errands.wait()

    def on_paper(self) -> Room:
        """Return whose sheets they are.

        Raises:
            WorkbookError: no workshop is prepared.
        """
        plan = self.bound.book.plan
        session = open_session(plan)
        if session is None:
            raise WorkbookError(NO_SESSION)
        business = plan.only(Business)
        called = business.name if business else ""
        return Room(business.id if business else "", session.id, called, session.name)

    def found(self) -> PaperRoom:
        """Return the room, as it was found last.

        Raises:
            WorkbookError: there is none.
        """
        if self.room is None:
            raise WorkbookError(NO_SESSION)
        return self.room

    def _look(self) -> None:
        plan = self.bound.book.plan
        session = open_session(plan)
        if session is None:
            raise WorkbookError(NO_SESSION)
        prepared = prepare(plan, session)
        self.room = paper_room(self.bound.book.source, prepared)
        self.asked = self.room.asked()  # those before the day, too
        if not self.asked:  # perhaps somebody opened it in another way than from its chapter
            raise WorkbookError(NOTHING_ASKED if prepared.questions else NO_QUESTION)
