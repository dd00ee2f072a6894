"""The day of a workshop: begun with an agenda that others have tried, and made one's own."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.section import section
from workbook.steps.words import Words
from workbook.steps.workshop.before import Before
from workbook.steps.workshop.planned import alone, planned
from workbook.strategy import Block, Plan, Session
from workbook.strategy.workshop.agenda import open_session
from workbook.widgets import RowTable
from workbook.widgets.part import plain_layout
from workbook.workshop.day.agenda import agendas, shipped
from workbook.workshop.day.days import begun_with

__all__ = ["Agendas", "Day", "parts"]

CHAPTER = "workshop/agenda"
SESSION = ("name", "held_on", "begins", "decides", "invited")
AFTER = ("took_part", "rated", "closed")
BLOCK = ("name", "minutes", "starts", "output", "method", "materials", "who", "may_drop")
DEEPER = ("least", "on_day", "asked", "checked", "alone")
LEAD = (
    "Three to thirty people decide together, each from their own phone or on paper. Begin with an "
    "agenda that others have tried, and change it as you like."
)
BLOCKS = "One after the other; only what has a fixed time, such as lunch, stands still."
BEFORE = (
    "Whoever has thought alone says more in the room. Each answers privately, and all answers are "
    "seen at once."
)
ALONE = "No room, no group: how one person does the same, block by block, and where."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the day and its blocks, and tell how one person does the same."""
    days = bound.table(Session, SESSION, deep=AFTER, noun="workshop")
    return [
        section(CHAPTER, "", LEAD, ("day",), Agendas(bound, days), days),
        section(CHAPTER, "The blocks of the day", BLOCKS, ("blocks",), Day(bound)),
        section(CHAPTER, "Before the day", BEFORE, ("before",), Before(bound)),
        section(CHAPTER, "Alone", ALONE, ("alone",), Finding("workshop/alone", bound.plan, alone)),
    ]


class Agendas(Asking):
    """The agendas that there are, each to begin with by one click.

    The workshop that begins comes into the `table` of workshops.
    """

    def __init__(self, bound: Binding, table: RowTable) -> None:
        self._bound, self._table = bound, table
        super().__init__("workshop/agendas", self._begin, **_offered(bound))

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self.say(**_offered(self._bound))

    def _begin(self, _: str, name: str) -> None:
        book = self._bound.book
        agenda = next((each for each in agendas(book.folder)[0] if each.name == name), None)
        if agenda is None:  # its file went meanwhile, and the page shows so
            self.renew(book.plan)
            return
        place = max((each.position for each in book.plan.all(Session)), default=-1) + 1
        try:
            book.save(begun_with(agenda, place=place))
        except WorkbookError as error:
            self.say(**_offered(self._bound, str(error)))
        else:
            self._table.wrote()


class Day(widgets.VBox):  # type: ignore[misc]
    """The blocks of the workshop that is prepared or held now: their times, and a table of them."""

    def __init__(self, bound: Binding) -> None:
        self._bound = bound
        self._shown = ""
        self.words = Words("workshop/planned", **planned(bound.plan))
        self.table: RowTable | None = None
        super().__init__([self.words], layout=plain_layout())
        self._follow(bound.plan)

    def renew(self, plan: Plan) -> None:
        """Show the blocks of another workshop, once there is another one."""
        if self._follow(plan) and self.table is not None:
            self._bound.join(self.table)
        self.words.say(**planned(plan))

    def _follow(self, plan: Plan) -> bool:
        session = open_session(plan)
        id = session.id if session else ""
        if id == self._shown:
            return False
        self._shown = id
        where = {"session_id": id}
        make = self._bound.table
        self.table = make(Block, BLOCK, where, deep=DEEPER, noun="block") if id else None
        self.children = (self.words, self.table) if self.table else (self.words,)
        return True


def _offered(bound: Binding, trouble: str = "") -> Mapping[str, Any]:
    book = bound.book
    found, unread = agendas(book.folder)
    return {
        "agendas": found,
        "unread": unread,
        "begun": open_session(book.plan),
        "trouble": trouble,
        "own": book.folder / "agendas",
        "shipped": shipped(),
    }
