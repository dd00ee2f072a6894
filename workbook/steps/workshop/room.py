"""The facilitator's page of a room: opened here, led from here, and taken into the workbook."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]
import traitlets

from workbook.errors import WorkbookError
from workbook.kernels import warm_up
from workbook.steps.binding import Binding
from workbook.steps.packs import PackMaker
from workbook.steps.section import section
from workbook.steps.workshop.door import KIT, door_of
from workbook.strategy import Block, Plan, Session
from workbook.strategy.workshop.agenda import open_session
from workbook.widgets.part import Part
from workbook.workshop.day.preparing import prepare
from workbook.workshop.opening import note_of, room_file
from workbook.workshop.running import Running, running
from workbook.workshop.taking import taking

if TYPE_CHECKING:
    from workbook.pack.render import Rendered

__all__ = ["Console", "DraftPack", "parts"]

CHAPTER = "workshop/room"
LEAD = "People vote from their phones; you lead from here. Nobody needs an account or the internet."
NO_SESSION = "Prepare a workshop in “The day and its agenda” first; then its room opens here."
NO_BLOCKS = "Give it its blocks in “The day and its agenda” first; then its room opens here."
PACK = "Made in the room, with everything that was taken into the workbook by then."
OTHER = "The room of another workshop is still open. Take what was said there, and close it first."
NO_DOOR = "Open this page with “workbook start”, or the room with “workbook workshop FILE”."


class Console(Part):
    """What leads a room: its script speaks with the room's own process, and goes on without us.

    The browser says "hello" when it is drawn, "opened" and "closed" once the server has started or
    ended the room, and "take", with or without the scores, when that is pressed.
    """

    kit = KIT
    part = traitlets.Unicode("console").tag(sync=True)

    session = traitlets.Dict(help="the workshop: its id, name, blocks, and what it lacks").tag(
        sync=True
    )
    room = traitlets.Dict(help="port, key and projector of a room that runs").tag(sync=True)
    door = traitlets.Unicode(help="where a room is opened and closed").tag(sync=True)
    told = traitlets.Unicode(help="how far something is").tag(sync=True)

    def __init__(self, bound: Binding) -> None:
        super().__init__(door=door_of(bound.book.source))
        self.session = _session(bound.plan, self.door, bound.book.source)
        self._bound = bound
        self._found: Running | None = None
        self._asked: dict[str, Callable[[], None]] = {
            "hello": self._look,
            "opened": self._opened,
            "closed": self._look,
            "take": self._take,
            "take with scores": partial(self._take, scores=True),
        }
        self._busy = Lock()
        self._work: Thread | None = None
        self.on_msg(self._on_message)

    def renew(self, plan: Plan) -> None:
        """Show the workshop as it is now, and tell the room what each block has brought."""
        self.session = _session(plan, self.door, self._bound.book.source)
        if self._found:
            self._in_a_thread(self._tell_room)

    def _on_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if work := self._asked.get(str(content.get("type"))):
            self._in_a_thread(work)

    def _in_a_thread(self, work: Callable[[], None]) -> None:
        """Do what waits for another process, while typing is saved."""
        run = partial(copy_context().run, self._done, work)
        self._work = Thread(target=run, daemon=True)
        self._work.start()

    def wait(self) -> None:
        """Return when what was begun last is done."""
        if self._work is not None:
            self._work.join()

    def _done(self, work: Callable[[], None]) -> None:
        with self._busy:
            try:
                work()
            except WorkbookError as error:
                self.told = str(error)

    def _look(self) -> None:
        """Find the room that runs, whoever opened it."""
        self._found = running(note_of(self._bound.book.source))
        self.room = _shown(self._found) if self._found else {}
        if self._found:
            warm_up()  # at the end of the day nobody waits for the pack's imports
        self._tell_room()

    def _opened(self) -> None:
        """Hand the workshop to the room that was just opened, and let people in."""
        self.told = "Opening the room …"
        room = running(note_of(self._bound.book.source))
        session = open_session(self._bound.book.plan)
        if room is None or session is None:
            raise WorkbookError("The room does not answer. Open it again.")
        if not room.is_of(room_file(self._bound.book.source, session.id)):
            raise WorkbookError(OTHER)
        _hand_over(room, self._bound.book.plan, session)
        room.do("begin")
        room.do("wall", shows="join")
        self._look()
        self.told = ""

    def _take(self, *, scores: bool = False) -> None:
        """Save what was revealed, once; the draft pack has it from then on."""
        if self._found is None:
            raise WorkbookError("The room does not answer. Open it again; what was said is kept.")
        outcome = self._found.do("outcome")
        session = self._bound.book.plan.find(str(outcome["session"].get("id")))
        if not isinstance(session, Session):
            raise WorkbookError("The workshop of this room is no longer in the workbook.")
        found = taking(self._bound.book.plan, session, outcome, scores=scores)
        if found.edits:
            self._bound.book.save(found.edits, f"Said in the room: {_called(session)}")
            self._bound.tell()
        self.told = " ".join([found.told, *found.left])

    def show_pack(self) -> None:
        """Say on the projector that the draft pack is ready."""
        with suppress(WorkbookError):  # the room may be closed by now
            if room := running(note_of(self._bound.book.source)):
                room.do("wall", shows="pack")

    def _tell_room(self) -> None:
        plan = self._bound.book.plan
        session = open_session(plan)
        if not (self._found and session):
            return
        if self._found.is_of(room_file(self._bound.book.source, session.id)):
            _hand_over(self._found, plan, session)


class DraftPack(PackMaker):
    """The pack as it would be printed now, made in the room and told on the projector."""

    def __init__(self, bound: Binding, console: Console) -> None:
        super().__init__(bound.book, bound.quarter)
        self._console = console

    def run(self, work: "Callable[[], Rendered]") -> bool:
        """Make it; everybody sees when it is there."""
        made = super().run(work)
        if made:
            self._console.show_pack()
        return made


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Lead the room, and make the pack while everybody is there."""
    console = Console(bound)
    return [
        section(CHAPTER, "", LEAD, ("room",), console),
        section(CHAPTER, "The draft pack", PACK, (), DraftPack(bound, console)),
    ]


def _hand_over(room: Running, plan: Plan, session: Session) -> None:
    """Give a room what it asks and by when, as the plan stands; all it needs from then on."""
    room.do("prepare", **prepare(plan, session).as_json())


def _shown(room: Running) -> dict[str, Any]:
    return {"port": room.port, "key": room.key, "wall": room.wall}


def _session(plan: Plan, door: str, source: str) -> dict[str, Any]:
    session = open_session(plan)
    if session is None:
        return {"id": "", "name": "", "blocks": 0, "lacks": NO_SESSION, "place": ""}
    blocks = len(plan.of(Block, "session_id", session.id))
    lacks = NO_BLOCKS if not blocks else "" if door else NO_DOOR
    return {
        "id": session.id,
        "name": _called(session),
        "blocks": blocks,
        "lacks": lacks,
        "place": str(room_file(source, session.id)),
    }


def _called(session: Session) -> str:
    return session.name or "The workshop"
