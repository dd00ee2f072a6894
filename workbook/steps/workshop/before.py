"""Who is invited to answer privately before the day, how far that is, and what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking, Said
from workbook.steps.binding import Binding
from workbook.steps.packs import FileLink
from workbook.steps.workshop.before_chosen import Chosen, day_of
from workbook.steps.workshop.before_found import Closed, closed_of
from workbook.steps.workshop.door import Desk, door_of
from workbook.steps.workshop.errands import Errands
from workbook.strategy import Business, Person, Plan, Session
from workbook.strategy.workshop.agenda import open_session
from workbook.widgets.part import plain_layout
from workbook.wording import file_name
from workbook.workshop.day.asking import QUESTIONS
from workbook.workshop.day.preparing import BEFORE, before, prepare
from workbook.workshop.paper.serials import OWN
from workbook.workshop.reaching import Reached, reach
from workbook.workshop.taking_before import taking_before

if TYPE_CHECKING:
    from workbook.workshop.paper.invitations import Invitation

__all__ = ["Before"]

NO_SESSION = "Begin with an agenda above; then you can invite people to answer before the day."
NOTHING = "Choose at least one question."
OVER = "The questions are closed: whoever comes now answers in the room."
_NONE: Mapping[str, Any] = {"names": [], "until": "", "network": False, "asked": []}


class _Words(Asking):
    """Words that have the room looked for, once somebody sees them."""

    def __init__(self, said: Said, look: Callable[[], None], **facts: Any) -> None:
        super().__init__("workshop/before", said, **facts)
        self._look = look

    def seen(self) -> None:
        """Look for the room."""
        self._look()


class Before(widgets.VBox):  # type: ignore[misc]
    """Invitations, a count of answers, and taking them in; a thread does what waits for the room.

    A person's token is on the sheets that are made, and in nothing that stays: not in the words,
    not in the workbook. The page has the sheets until it is left.
    """

    def __init__(self, bound: Binding) -> None:
        self._bound, self._chosen = bound, Chosen()
        self._room: Reached | None = None
        self._told: Mapping[str, Any] = _NONE
        self.errands = Errands(self._show)
        self.note = ""
        self.link: FileLink | None = None
        self.words = _Words(self._hear, self.look, **self._facts)
        self.desk = Desk(door=door_of(bound.book.source))
        self.desk.on_msg(self._on_desk)
        super().__init__([self.words, self.desk], layout=plain_layout())

    def renew(self, plan: Plan) -> None:
        """Show what the plan says now."""
        self.words.say(**self._facts)

    def look(self) -> None:
        """Find the room, and what it tells of the invited."""
        if not self.errands.busy and open_session(self._bound.book.plan):
            self.do("", lambda: None)

    def do(self, busy: str, work: Callable[[], object]) -> None:
        """Do something with the room as it is now."""
        self.errands.do(busy, self._find, work, self._find)

    def _find(self) -> None:
        self._room = reach(
            self._bound.book.source,
            prepare(self._bound.book.plan, self._session()),
            {"invited": _NONE},
        )
        self._told = self._room.do("invited")

    def _show(self) -> None:
        self.words.say(**self._facts)
        session, asked = open_session(self._bound.book.plan), self._told["asked"]
        process = self._room.process if self._room else None
        opened = any(each["open"] for each in asked)
        self.desk.session = session.id if session and (opened or not asked) else ""
        self.desk.address = f"{process.address}/here" if process else ""

    @property
    def closed(self) -> list[Closed]:
        """The questions that are closed, with what came of each."""
        chosen = self._chosen
        plan = self._bound.book.plan
        return [closed_of(plan, each, chosen.picked, chosen.meant) for each in self._closed()]

    def _closed(self) -> Iterator[Mapping[str, Any]]:
        return (each for each in self._told["asked"] if not each["open"])

    @property
    def _facts(self) -> dict[str, Any]:
        plan, chosen, asked = self._bound.book.plan, self._chosen, self._told["asked"]
        known = {each["question"]["id"] for each in asked}
        there = {name.casefold() for name in self._told["names"]}
        people = [p for p in plan.all(Person) if not p.left_on and p.name.casefold() not in there]
        return {
            "session": open_session(plan),
            "lacks": NO_SESSION,
            "people": [(each, each.id in chosen.people) for each in people],
            "names": chosen.names,
            "questions": [
                (name, QUESTIONS[name].title, name in chosen.questions)
                for name in BEFORE
                if name not in known
            ],
            "until": chosen.until or self._told["until"],
            "invited": self._told["names"],
            "network": self._told["network"],
            "runs": bool(self._room and self._room.runs),
            "open": [(_title(each), each["voted"]) for each in asked if each["open"]],
            "closed": self.closed,
            "untaken": any(not each["taken"] and not each["hidden"] for each in self._closed()),
            "sure": chosen.sure,
            "busy": self.errands.busy,
            "trouble": self.errands.trouble,
            "note": self.note,
        }

    def _hear(self, about: str, value: str) -> None:
        self.note = ""
        if self._chosen.hear(about, value):
            self.words.say(**self._facts)
        else:
            what, _, of = about.partition("/")
            self._act(what, of)

    def _act(self, what: str, of: str) -> None:
        """Do what needs the room."""
        match what:
            case "look":
                self.do("Looking …", lambda: None)
            case "invite":
                self.do("Making the sheets …", self.invite)
            case "network":
                allowed = not self._told["network"]
                self.do("", lambda: self._do("network", allowed=allowed))
            case "close":
                self.do("Closing …", lambda: self._do("close_before"))
            case "merge":
                self.do("", lambda: self._merge(*of.split("/", 2)))
            case "take":
                self.do("Taking the answers …", self.take)

    def _on_desk(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("type") == "opened":
            self.do("", self._prepare)

    def _do(self, command: str, **body: Any) -> Mapping[str, Any]:
        assert self._room
        return self._room.do(command, **body)

    def _session(self) -> Session:
        session = open_session(self._bound.book.plan)
        if session is None:
            raise WorkbookError(NO_SESSION)
        return session

    def _prepare(self) -> None:
        """Give the room what it asks, as the plan stands."""
        plan, session = self._bound.book.plan, self._session()
        ready = prepare(plan, session).as_json()
        own = [each.as_json() for each in before(plan, session, self._asked_names())]
        self._do("prepare", **{**ready, "questions": [*ready["questions"], *own]})

    def _asked_names(self) -> list[str]:
        known = {each["question"]["id"] for each in self._told["asked"]}
        return [name for name in BEFORE if name in known or name in self._chosen.questions]

    def invite(self) -> None:
        """Make a sheet for each person who is chosen, and ask what is chosen from now on.

        Raises:
            WorkbookError: nobody or nothing is chosen, or a name cannot be printed.
        """
        from workbook.workshop.paper.invitations import print_invitations

        plan, session = self._bound.book.plan, self._session()
        chosen = self._chosen
        names = chosen.names_of(plan, self._told["names"])
        until = day_of(chosen.until or self._told["until"])
        closed = {each["question"]["id"] for each in self._closed()}
        asked = [name for name in self._asked_names() if name not in closed]
        if not asked:
            raise WorkbookError(OVER if closed else NOTHING)
        about = self._about(plan, session, asked, until)
        # What cannot be printed is refused before anybody is invited.
        print_invitations(about, dict.fromkeys(names, "A" * OWN))
        self._prepare()
        self._do("before", questions=asked, until=until.isoformat() if until else "")
        made = print_invitations(about, self._do("invite", names=names)["tokens"])
        name = f"{file_name(f'{session.name} invitations')}.pdf"
        self.link = FileLink(lambda: (made, ""), label="Open the sheets", name=name)
        chosen.people, chosen.names = set(), ""
        self.note = (
            "Print the sheets or keep a copy now: the codes on them are nowhere else, and are gone "
            "once you leave this page. Hand each to its person, and to nobody else."
        )
        self.children = [self.words, self.link, self.desk]

    def _about(
        self, plan: Plan, session: Session, asked: Sequence[str], until: date | None
    ) -> "Invitation":
        """Return what stands on every sheet."""
        from workbook.workshop.paper.invitations import Invitation

        business, state = plan.only(Business), self._do("state")["state"]
        return Invitation(
            business.name if business else "",
            session.name,
            session.held_on,
            until,
            before(plan, session, asked),
            next(iter(state["addresses"]), "") if self._told["network"] else "",
        )

    def _merge(self, question: str, option: str, place: str) -> None:
        """Take texts as one idea, as was proposed."""
        found = next(each for each in self.closed if each.id == question)
        item = next(each for each in found.items if each.option == option)
        merge = item.proposed[int(place)]
        texts, wording = list(merge.texts), merge.wording
        self._do("merge", question=question, option=option, texts=texts, wording=wording)

    def take(self) -> None:
        """Save what was answered, once."""
        book, session = self._bound.book, self._session()
        there = [each for each in self._closed() if not (each["taken"] or each["hidden"])]
        meant = {each.text: each.means for closed in self.closed for each in closed.named}
        found = taking_before(
            book.plan, session, there, self._chosen.picked, {k: v for k, v in meant.items() if v}
        )
        if found.edits:
            book.save(found.edits, f"Answered before the day: {session.name}")
            self._bound.tell()
        for each in there:
            self._do("taken", round=each["round"])
        self.note = " ".join([found.told, *found.left])


def _title(asked: Mapping[str, Any]) -> str:
    return QUESTIONS[asked["question"]["id"]].title
