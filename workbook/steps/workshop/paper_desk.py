"""What a person does with sheets is done one after the other, with the room as it is by then."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread

from workbook.errors import WorkbookError
from workbook.steps.binding import Binding
from workbook.strategy import Business
from workbook.strategy.workshop.agenda import open_session
from workbook.workshop.paper.codes import Room
from workbook.workshop.paper.sending import Asked, PaperRoom, paper_room
from workbook.workshop.preparing import prepare

__all__ = ["PaperDesk"]

NO_SESSION = "Prepare a workshop in the chapter “The day and its agenda” first."
NO_QUESTION = "No block of the workshop asks anything yet. Say so in “The day and its agenda”."
NOTHING_ASKED = "The room is open and asks nothing yet. Hand it the workshop in “The room” first."
UNEXPECTED = "That did not work just now, and nothing was lost. Try it again."

_logger = logging.getLogger(__name__)


class PaperDesk:
    """What a person does with sheets; what waits for another process is done in a thread."""

    def __init__(self, bound: Binding) -> None:
        self.bound = bound
        self.room: PaperRoom | None = None
        self.asked: tuple[Asked, ...] = ()
        self.busy = self.trouble = ""
        self.part = "printing"
        self._work: Thread | None = None

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
        self.part, self.busy, self.trouble = part or "printing", busy, ""
        self.show()
        arguments = (self._done, work, self._work)
        self._work = Thread(target=copy_context().run, args=arguments, daemon=True)
        self._work.start()

    def told(self, part: str) -> dict[str, str]:
        """Return what a part says of what is done just now, and of what went wrong."""
        here = part == self.part
        return {"busy": self.busy if here else "", "trouble": self.trouble if here else ""}

    def wait(self) -> None:
        """Return when what was begun is done."""
        if self._work is not None:
            self._work.join()

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

    def _done(self, work: Callable[[], None], before: Thread | None) -> None:
        if before is not None:
            before.join()
        try:
            self._look()
            work()
            self.trouble = ""
        except WorkbookError as error:
            self.trouble = str(error)
        except Exception as error:  # whatever it is, the page goes on
            # Its words may be somebody's answer, which no log is to have.
            _logger.warning("Sheets could not be worked on: %s", type(error).__name__)
            self.trouble = UNEXPECTED
        self.busy = ""
        self.show()

    def _look(self) -> None:
        plan = self.bound.book.plan
        session = open_session(plan)
        if session is None:
            raise WorkbookError(NO_SESSION)
        prepared = prepare(plan, session)
        if not prepared.questions:
            raise WorkbookError(NO_QUESTION)
        self.room = paper_room(self.bound.book.source, prepared)
        self.asked = self.room.asked()
        if not self.asked:  # somebody opened it in another way than from its chapter
            raise WorkbookError(NOTHING_ASKED)
