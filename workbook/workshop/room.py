"""A workshop as it runs: which block and question it is at, and what each window may know of it.

Everything is kept in the room's file with each change, so that a room that is started again goes on
where it was. Whoever follows it asks for what is newer than the `stamp` that they have seen.
"""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from workbook.errors import NotFound
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.ideas import Merge
from workbook.workshop.messages import Refused
from workbook.workshop.paper.serials import OWN, new_serial
from workbook.workshop.questions import Question
from workbook.workshop.rounds import Cast, Hidden, Round, RoundState, new_token
from workbook.workshop.standing import Standing

__all__ = ["Room"]

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another
_CODE = 6
_WINDOWS = ("wall", "phones")


class Room(Standing):
    """One room, with its box of ballots, and what people do in it."""

    def __init__(self, box: BallotBox, clock: Callable[[], float] = time.time) -> None:
        super().__init__(box)
        self.stamp = 0
        self.addresses: list[str] = []
        """Where phones reach it now, as “192.168.1.7:8000”; its server says so."""
        self.wifi = "", ""
        """Name and password of a Wi-Fi for guests; they are kept in no file."""
        self._clock = clock
        self._watchers: list[Callable[[], None]] = []
        if not self.code:
            code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
            self._keep(code=code, wall_key=secrets.token_urlsafe(24))

    @property
    def now(self) -> float:
        """What time it is, in seconds since 1970."""
        return self._clock()

    # What the facilitator does

    def prepare(
        self,
        session: Mapping[str, Any],
        blocks: Sequence[Mapping[str, Any]],
        questions: Sequence[Question],
    ) -> list[str]:
        """Take up a session, its agenda and questions, before or while it runs.

        A question that a round was opened of stays as it was: return the sentences that say so.
        """
        kept = []
        for question in questions:
            try:
                self.box.ask([question])
            except Hidden as error:
                kept.append(str(error))
        self._keep(session=dict(session), blocks=[dict(block) for block in blocks])
        return kept

    def begin(self) -> None:
        """Let people join, at the first block unless the room was further."""
        block, since = self.block, self._since()
        began = self.box.fact("began") or since["since"]
        question = self.box.fact("question") or _first(block or {})
        at = {"block": block["id"] if block else "", "question": question}
        self._keep(open=True, began=began, reached=False, **at, **since)

    def end(self) -> None:
        """Close the room: every round that is open is closed first, and everything is kept."""
        for id in self.asked:
            newest = self.newest(id)
            if newest and newest.state == RoundState.OPEN:
                self.box.close_round(newest.id)
        self._keep(open=False)

    def go(self, block: str) -> None:
        """Go to a block, and show the first thing that it asks.

        Raises:
            NotFound: the agenda has no such block.
        """
        found = next((each for each in self.blocks if each["id"] == block), None)
        if found is None:
            raise NotFound("The agenda has no such block.")
        self._close_current()
        self._keep(block=block, question=_first(found), held=[], need=0, wall="", **self._since())

    def step(self, by: int = 1) -> None:
        """Go on to the next block, or back; at either end nothing happens."""
        ids = [each["id"] for each in self.blocks]
        here = ids.index(self.block["id"]) if self.block else 0
        if 0 <= here + by < len(ids):
            self.go(ids[here + by])

    def show(self, question: str) -> None:
        """Put a question on the wall, closed."""
        self.box.question(question)
        self._close_current()
        self._keep(question=question, held=[], wall="")

    def open_round(self) -> Round:
        """Open a round of the question on the wall: its first, or one more.

        Raises:
            Hidden: there is no question, or a round of it is open.
        """
        if not self.question:
            raise Hidden("There is no question on the wall.")
        made = self.box.open_round(self.question.id)
        self._keep(held=[], wall="")
        return made

    def close_round(self) -> None:
        """Close the round of the question on the wall."""
        self._close_current()
        self.changed()

    def reveal(self) -> None:
        """Show the result of the closed round in every window at once.

        Raises:
            Hidden: no round of it is closed; or too few have answered a survey.
        """
        newest = self.newest(self.question.id) if self.question else None
        if newest is None:
            raise Hidden("Nothing was asked yet.")
        self.box.answers(newest.id)  # which refuses what must stay hidden
        self.box.reveal(newest.id)
        self._keep(wall="")

    def hold(self, window: str, held: bool) -> None:
        """Hold a result back in a window, “wall” or “phones”, or let it be seen there."""
        if window not in _WINDOWS:
            raise NotFound("There is no such window.")
        others = [each for each in self.box.fact("held", []) if each != window]
        self._keep(held=[*others, window] if held else others)

    def park(self, text: str) -> None:
        """Put something aside, to be emptied at the close."""
        self._keep(parked=[*self.parked, {"id": secrets.token_hex(4), "text": text[:300]}])

    def unpark(self, id: str) -> None:
        """Take something back out of what was put aside."""
        self._keep(parked=[each for each in self.parked if each["id"] != id])

    def merge(self, question: str, merges: Sequence[Merge]) -> None:
        """Take texts of a question as one idea, in place of what was merged before.

        Raises:
            Hidden: it is not answered in texts; a vote stays as it was given.
        """
        if not self.box.question(question).writes:
            raise Hidden("Only texts can be taken as one: a vote stays as it was given.")
        kept = {**self.box.fact("merged", {}), question: [asdict(each) for each in merges]}
        self._keep(merged=kept)

    def invite(self, names: Sequence[str]) -> dict[str, str]:
        """Return a token for each of these people, which is kept nowhere: print or send it."""
        tokens = {name: new_serial(OWN) for name in names}  # which a person can type
        for name, token in tokens.items():
            self.box.admit(token, name)
        self._keep(invited=self.box.fact("invited", 0) + len(tokens))
        return tokens

    def allow_network(self, allowed: bool) -> None:
        """Let the invited answer over the local network before the session, or no more."""
        self._keep(network_before=allowed)

    def ask_before(self, questions: Sequence[str]) -> None:
        """Open a round of questions that the invited answer each for themselves."""
        rounds = [each.id for each in self.before_rounds]
        for id in questions:
            newest = self.newest(id)
            if newest is None or newest.state != RoundState.OPEN:
                rounds.append(self.box.open_round(id).id)
        asked = [*dict.fromkeys([*self.before, *questions])]
        self._keep(before=asked, before_rounds=rounds)

    def close_before(self) -> None:
        """Close what the invited were asked; it was answered until today."""
        days = dict(self.box.fact("before_closed", {}))
        for each in self.before_rounds:
            if each.state == RoundState.OPEN:
                self.box.close_round(each.id)
                days[each.id] = datetime.fromtimestamp(self.now).date().isoformat()
        self._keep(before_closed=days)

    def note(self, **facts: Any) -> None:
        """Keep something else of the day, such as the minutes that a block needs more."""
        self._keep(**facts)

    # What a participant does

    def reached(self) -> None:
        """Note that a phone has come in over the local network."""
        if not self.is_reached:
            self._keep(reached=True)

    def join(self) -> str:
        """Return the token of somebody who has just come in.

        Raises:
            Hidden: no session is open.
        """
        if not self.is_open:
            raise Hidden("The room is closed.")
        token = new_token()
        self.box.admit(token)
        self.changed()
        return token

    def admit_all(self, tokens: Sequence[str]) -> list[None]:
        """Let those in who came at the same moment, each with a token of their own."""
        self.box.admit_all(tokens)
        self.changed()
        return [None] * len(tokens)

    def arrive(self, token: str) -> None:
        """Count an invited person as here, now that they have come."""
        if self.is_open and self.box.arrive(token):
            self.changed()

    def cast(self, token: str, round: str, answer: Answer, ready: bool = True) -> None:
        """Put a ballot in; `ready` tells the facilitator that nobody has to wait for this person.

        Raises:
            Refused: the round is closed, or the token is not known.
        """
        self.box.cast(token, round, answer, ready)
        self.changed()

    def cast_all(self, ballots: Sequence[Cast]) -> list[Refused | None]:
        """Put in what came at the same moment; return why each was refused, or None."""
        refused = self.box.cast_all(ballots)
        self.changed()
        return refused

    def set_ready(self, token: str, round: str, ready: bool) -> None:
        """Note whether the others have to wait for this person.

        Raises:
            Refused: the round is closed.
        """
        self.box.set_ready(token, round, ready)
        self.changed()

    # Following

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Have `watcher` called after each change; return what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def changed(self) -> None:
        """Tell everybody who follows that there is something new."""
        self.stamp += 1
        for watcher in [*self._watchers]:
            watcher()

    def _close_current(self) -> None:
        newest = self.newest(self.question.id) if self.question else None
        if newest and newest.state == RoundState.OPEN:
            self.box.close_round(newest.id)

    def _since(self) -> dict[str, float]:
        return {"since": self._clock()}

    def _keep(self, **facts: Any) -> None:
        self.box.keep(**facts)
        self.changed()


def _first(block: Mapping[str, Any]) -> str:
    """Return the first question that a block asks, or nothing."""
    return next(iter(block.get("questions", [])), "")
