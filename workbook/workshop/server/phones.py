"""What belongs to one person: to see what is asked, to answer, and to follow.

All of it works without a script; each person is the token in the address of their page.
"""

import io
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import segno
from tornado.iostream import StreamClosedError

from workbook.errors import StorageFailed
from workbook.workshop.answers import Answer, read_answer
from workbook.workshop.links import own_link
from workbook.workshop.messages import Problem, Refused
from workbook.workshop.questions import Question
from workbook.workshop.rounds import Cast, Hidden, Round
from workbook.workshop.server.handling import Handler, NotHere
from workbook.workshop.server.joining import take_seat
from workbook.workshop.server.own import mark, told, typed
from workbook.workshop.server.views import Place, View, asked_of, view

__all__ = ["Ballot", "Elsewhere", "Follow", "Person"]

_LONGEST_WAIT = 25.0  # seconds: shorter than what lies between may take for silence


class _Own(Handler):
    """What belongs to one person: the token is looked at first."""

    place = ""
    """Where their page is: at their own token, or, at the facilitator's computer, at none."""
    visits = False

    def prepare(self) -> None:
        """Refuse a token that is not known here, and let nobody try many."""
        super().prepare()
        self.place = token = self.path_args[0] if self.path_args else ""
        self.visits = self.application.settings["home"] and self.host.visit.is_place(token)
        if self.visits:
            self.path_args[0] = token = self.host.visit.token(token)
            if not token:
                self.redirect("/here", status=303)
                return
        if self.room.box.knows(token):
            return
        if not self.host.pace.may_guess(self.address):
            raise NotHere(429, "too_often")
        self.host.pace.guessed(self.address)
        raise NotHere(404, "unknown_voter")

    def show_view(self, token: str, change: str = "", status: int = 200, **more: Any) -> None:
        """Show what this person sees now."""
        seen = view(self.room, token, change)
        values = typed(seen.question, seen.own or seen.earlier) if seen.question else {}
        shown = {
            "view": seen,
            "question": seen.question,
            "values": values,
            "problems": {},
            "not_taken": "",
            "lost": [],
            "seen": mark(seen.own),
            "scene": self.host.following.now,
            "token": self.place,
            "visits": self.visits,
            "told": partial(told, words=self.words),
            "ask": lambda round: self.room.box.question(round.question).ask,
            "here": self.room.is_open,
            "few": self.room.is_few(),
            "block": self.room.block,
            **self._of_the_room(seen),
            **more,
        }
        self.show("ballot" if seen.place == Place.BALLOT else "person", status, **shown)

    def _of_the_room(self, seen: View) -> dict[str, Any]:
        """Return what came of a round that is shown, and of the last one before a ballot."""
        outcomes, round = self.host.outcomes, seen.round
        if round and seen.place == Place.BALLOT:
            return {"room_before": outcomes.before(round, self.words)}
        if not round or seen.place != Place.SHOWN:
            return {}
        try:
            found = outcomes.of(round, self.words)
            return {"found": found, "drawing": outcomes.drawing(round, self.words)}
        except Hidden:
            return {"found": None}


class Person(_Own):
    """A person's own page."""

    def get(self, token: str) -> None:
        """Show what is asked now, or what came of it."""
        if self.room.is_open:  # at home before the day, several people share a computer
            self.room.arrive(token)
        if self.room.is_open and not self.visits:
            take_seat(self, token)
        self.show_view(token, self.get_query_argument("change", "")[:40])


class Ballot(_Own):
    """An answer, or a flag that one is ready."""

    async def post(self, token: str, id: str) -> None:
        """Keep it, or say what is wrong with it, beside what was typed."""
        if not self.host.pace.may_send(token):
            raise NotHere(429, "too_often")
        round = next((each for each in asked_of(self.room, token) if each.id == id), None)
        if self.sent("only") == "ready":
            if round:
                self.room.set_ready(token, id, self.sent("ready") == "1")
            self.redirect(f"/v/{self.place}", status=303)
            return
        try:
            if round is None:
                raise Refused({"": Problem("round_closed")})
            question = self.room.box.question(round.question)
            await self._keep(token, round, question, read_answer(question, self.form))
        except Refused as error:
            self._refuse(token, id, error.problems, 400)
        except StorageFailed:
            self._refuse(token, id, {"": Problem("not_kept")}, 503)

    async def _keep(self, token: str, round: Round, question: Question, answer: Answer) -> None:
        kept = self.room.box.own(token, round.id)
        # A form that lay in another window while this person changed their answer elsewhere.
        if kept and kept != answer and self.sent("seen") != mark(kept):
            self.show(
                "which", 409, token=self.place, round=round, seen=mark(kept), question=question,
                kept=kept, new=answer, values=typed(question, answer),
                told=partial(told, words=self.words),
            )  # fmt: skip
            return
        if kept != answer:
            await self.host.votes.put(Cast(token, round.id, answer, ready=True))
        self.redirect(f"/v/{self.place}", status=303)

    def _refuse(self, token: str, id: str, problems: Mapping[str, Problem], status: int) -> None:
        said = {name: self.words.say(problem) for name, problem in problems.items()}
        typed = {name: given[0] for name, given in self.form.items() if name[:2] in ("a.", "wh")}
        now = view(self.room, token, id)
        if now.round and now.round.id == id and now.place == Place.BALLOT:
            more = {"problems": said, "values": typed, "seen": self.sent("seen")}
        else:  # it is over: what was written is shown once more, to be read aloud or copied
            more = {"not_taken": said[""], "lost": [each for each in typed.values() if each]}
        self.show_view(token, id, status, **more)


class Elsewhere(_Own):
    """How a person goes on with another device."""

    def get(self, token: str) -> None:
        """Show the address of their page, as a link and as a code to scan."""
        if self.visits:
            self.redirect(f"/v/{self.place}", status=303)
            return
        link = own_link(self.request.host, self.place)
        drawn = io.BytesIO()
        segno.make(link, error="m").save(
            drawn, kind="svg", scale=6, border=4, xmldecl=False, svgns=True, dark="#000",
            light="#fff", omitsize=True,
        )  # fmt: skip
        self.show("elsewhere", token=self.place, link=link, code=drawn.getvalue().decode())


class Follow(_Own):
    """Waits with a page until there is something new."""

    async def get(self, token: str) -> None:
        """Answer with the mark of the scene, at once where it is another than the page's."""
        now = await self.host.following.wait(
            self.get_query_argument("scene", "")[:20], _LONGEST_WAIT
        )
        self.set_header("Content-Type", "application/json")
        seen = {"scene": now, "open": self.room.is_open, "round": self._round(token)}
        with suppress(StreamClosedError):  # the phone went to sleep meanwhile
            await self.finish(json.dumps(seen))

    def _round(self, token: str) -> str:
        """Return the round that this person is asked first, so that a page knows its own."""
        return next((each.id for each in asked_of(self.room, token)), "")
