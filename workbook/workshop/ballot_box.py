"""The room's own file: what is asked, who is here, who has voted, and, apart from that, the votes.

A ballot stands under a key that only its voter's token and the round make, and the file keeps no
token: whose it is cannot be told from it. Still its voter can change it, see it again in the next
round, and claim it later. No row has a time, and rows lie in the order of their keys, which is
random. `turnout` says who has voted, and nothing of what.

Whoever may read the file can read ballots in it before a round is closed, without a name; this
module does not. Of where rows lie, too, none tells beside which other it came: the file is laid out
anew at the close of a round, and after each ballot of somebody who has a name.
"""

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Sequence
from typing import Any

from workbook import jsontext
from workbook.errors import NotFound
from workbook.workshop.answers import Answer
from workbook.workshop.messages import Problem, Refused
from workbook.workshop.questions import Question
from workbook.workshop.room_file import RoomFile
from workbook.workshop.rounds import FEW, Cast, Hidden, Round, RoundState, Turnout

__all__ = ["BallotBox"]

_PAPER = "paper-"


class BallotBox(RoomFile):
    """The file of one room, open in one process.

    Each method is one transaction, on the disk when it returns.
    """

    # What is asked

    def keep(self, **facts: Any) -> None:
        """Keep values under names, as JSON: what the room's server has to know after a restart."""
        with self.saving() as save:
            save.executemany(
                "INSERT OR REPLACE INTO fact VALUES (?, ?)",
                [(name, json.dumps(value)) for name, value in facts.items()],
            )

    def fact(self, name: str, default: Any = None) -> Any:
        """Return a value that was kept, or the default."""
        found = self.one("SELECT value FROM fact WHERE name = ?", name)
        return jsontext.kept(found[0]) if found else default

    def ask(self, questions: Sequence[Question]) -> None:
        """Take up questions, in place of those with their ids.

        Raises:
            Hidden: a round of one was opened, and it is to be changed: what people answer must not
                become the answer to something else.
        """
        with self.saving() as save:
            for question in questions:
                content = json.dumps(question.as_json(), sort_keys=True)
                used = self.one("SELECT 1 FROM round WHERE question = ?", question.id)
                if used and self.question(question.id) != question:
                    raise Hidden(f"“{question.ask}” was asked already, and stays as it was.")
                save.execute(
                    "INSERT OR REPLACE INTO question VALUES (?, ?)", (question.id, content)
                )

    def question(self, id: str) -> Question:
        """Return a question.

        Raises:
            NotFound: there is none.
        """
        found = self.one("SELECT content FROM question WHERE id = ?", id)
        if not found:
            raise NotFound("There is no such question in this room.")
        return Question.from_json(jsontext.kept(found[0]))

    # Who is here

    def admit(self, token: str, name: str = "") -> None:
        """Know whoever has this token from now on; a name is that of an invited person.

        Whoever is invited is not here yet: see `arrive`.
        """
        with self.saving() as save:
            save.execute(
                "INSERT OR IGNORE INTO voter VALUES (?, ?, ?)", (_voter(token), name, not name)
            )

    def arrive(self, token: str) -> bool:
        """Count an invited person as here; tell whether they were not until now."""
        id = _voter(token)
        if not self.one("SELECT 1 FROM voter WHERE id = ? AND NOT here", id):
            return False
        with self.saving() as save:
            save.execute("UPDATE voter SET here = 1 WHERE id = ?", (id,))
        return True

    def admit_all(self, tokens: Sequence[str]) -> None:
        """Know those who came at the same moment, in one save."""
        with self.saving() as save:
            people = [(_voter(token),) for token in tokens]
            save.executemany("INSERT OR IGNORE INTO voter VALUES (?, '', 1)", people)

    def knows(self, token: str) -> bool:
        """Tell whether somebody was admitted with this token."""
        return bool(self.one("SELECT 1 FROM voter WHERE id = ?", _voter(token)))

    def is_invited(self, token: str) -> bool:
        """Tell whether this person was admitted with a name."""
        found = self.one("SELECT name FROM voter WHERE id = ?", _voter(token))
        return bool(found and found[0])

    def here(self) -> int:
        """Return how many are here: those who joined, and those invited who have come."""
        return int(self.one("SELECT total(here) FROM voter")[0])

    def invited(self) -> int:
        """Return how many were invited."""
        return int(self.one("SELECT total(name <> '') FROM voter")[0])

    def names(self) -> tuple[str, ...]:
        """Return the names of the invited, sorted."""
        found = self.database.execute("SELECT name FROM voter WHERE name <> '' ORDER BY name, id")
        return tuple(name for (name,) in found)

    # Rounds

    def open_round(self, question: str) -> Round:
        """Open the next round of a question.

        Raises:
            NotFound: there is no such question.
            Hidden: one of it is open already.
        """
        self.question(question)
        with self.saving() as save:
            earlier = self.rounds(question)
            if any(each.state == RoundState.OPEN for each in earlier):
                raise Hidden("A round of this question is open already.")
            made = Round(secrets.token_hex(8), question, len(earlier) + 1, RoundState.OPEN)
            save.execute(
                "INSERT INTO round VALUES (?, ?, ?, ?)",
                (made.id, made.question, made.number, made.state),
            )
        return made

    def close_round(self, round: str) -> None:
        """Take no more ballots in a round; they may be read from now on."""
        with self.saving() as save:
            save.execute(
                "UPDATE round SET state = ? WHERE id = ? AND state = ?",
                (RoundState.CLOSED, round, RoundState.OPEN),
            )
        self.shuffle()

    def reveal(self, round: str) -> None:
        """Note that a closed round has been shown to all.

        Raises:
            Hidden: it is still open.
        """
        if self.round(round).state == RoundState.OPEN:
            raise Hidden("Close the round first.")
        with self.saving() as save:
            save.execute("UPDATE round SET state = ? WHERE id = ?", (RoundState.REVEALED, round))

    def round(self, id: str) -> Round:
        """Return a round.

        Raises:
            NotFound: there is none.
        """
        found = self.one("SELECT id, question, number, state FROM round WHERE id = ?", id)
        if not found:
            raise NotFound("There is no such round in this room.")
        return _round(found)

    def rounds(self, question: str) -> tuple[Round, ...]:
        """Return the rounds of a question so far, in their order."""
        found = self.database.execute(
            "SELECT id, question, number, state FROM round WHERE question = ? ORDER BY number",
            (question,),
        )
        return tuple(map(_round, found))

    # Votes

    def cast(self, token: str, round: str, answer: Answer, ready: bool = False) -> None:
        """Put a person's ballot in, in place of an earlier one, and whether that person is ready.

        Raises:
            Refused: the round is closed, or nobody was admitted with this token.
        """
        [refused] = self.cast_all([Cast(token, round, answer, ready)])
        if refused:
            raise refused

    def cast_all(self, ballots: Sequence[Cast]) -> list[Refused | None]:
        """Put in what came at the same moment, in one save; return why each was refused, or None.

        What waits for the disk is a save, and not a ballot: a room that votes all at once waits
        for one.
        """
        with self.saving() as save:
            refused = [self._taken(save, each) for each in ballots]
        if any(self.is_invited(each.token) for each in ballots):
            self.shuffle()
        return refused

    def cast_paper(self, serial: str, round: str, answer: Answer) -> bool:
        """Put in what stands on a sheet; tell whether its serial counts for the first time.

        A sheet that is read once more takes the place of what was read before.

        Raises:
            Refused: the round is closed.
        """
        voter = _PAPER + _voter(serial)
        with self.saving() as save:
            known = self.one("SELECT 1 FROM turnout WHERE round = ? AND voter = ?", round, voter)
            self._put(save, voter, Cast(serial, round, answer))
        return not known

    def set_ready(self, token: str, round: str, ready: bool = True) -> None:
        """Note that a person is ready, or not yet; an open round only."""
        with self.saving() as save:
            self._require_open(round)
            save.execute(
                "INSERT INTO turnout VALUES (?, ?, 0, ?) ON CONFLICT DO UPDATE SET ready = ?",
                (round, _voter(token), ready, ready),
            )

    def is_ready(self, token: str, round: str) -> bool:
        """Tell whether a person said to be ready."""
        found = self.one(
            "SELECT ready FROM turnout WHERE round = ? AND voter = ?", round, _voter(token)
        )
        return bool(found and found[0])

    def own(self, token: str, round: str) -> Answer | None:
        """Return what this person gave in a round, None where nothing."""
        found = self.one(
            "SELECT answer FROM ballot WHERE round = ? AND key = ?", round, _key(token, round)
        )
        return Answer.from_json(jsontext.kept(found[0])) if found else None

    def turnout(self, round: str) -> Turnout:
        """Return how many have voted, and are ready; those on paper are here and have voted."""
        voted, ready, paper = self.one(
            "SELECT total(voted), total(ready), total(voter LIKE ?) FROM turnout WHERE round = ?",
            f"{_PAPER}%", round,
        )  # fmt: skip
        here = max(self.here() + int(paper), int(voted))  # before the day nobody is here
        return Turnout(here, int(voted), int(ready), int(paper))

    # Once a round is closed

    def answers(self, round: str) -> list[Answer]:
        """Return the answers of a closed round, in the order of their keys, which is random.

        Raises:
            Hidden: it is open; or it is a survey that fewer than five have answered.
        """
        asked = self.round(round)
        if asked.state == RoundState.OPEN:
            raise Hidden("The round is open: nobody sees its answers before it is closed.")
        found = self.database.execute(
            "SELECT answer FROM ballot WHERE round = ? ORDER BY key", (round,)
        )
        answers = [Answer.from_json(jsontext.kept(answer)) for (answer,) in found]
        given = sum(not answer.abstains for answer in answers)
        if self.question(asked.question).survey and given < FEW:
            raise Hidden(f"Fewer than {FEW} have answered, so that answers could be guessed.")
        return answers

    def took_part(self, round: str, quorum: int = FEW) -> tuple[str, ...]:
        """Return the names of the invited who voted in a closed round, sorted.

        Raises:
            Hidden: it is open, or fewer than the quorum have voted.
        """
        if self.round(round).state == RoundState.OPEN:
            raise Hidden("Who took part is told once the round is closed.")
        if self.turnout(round).voted < quorum:
            raise Hidden(f"Fewer than {quorum} have voted, so that answers could be guessed.")
        found = self.database.execute(
            "SELECT name FROM voter JOIN turnout ON turnout.voter = voter.id "
            "WHERE round = ? AND voted AND name <> '' ORDER BY name",
            (round,),
        )
        return tuple(name for (name,) in found)

    def slip(self, token: str, round: str) -> str:
        """Return the code with which a person may claim their ballot later, to write down."""
        return _slip(_key(token, round))

    def claimed(self, slip: str, round: str) -> Answer | None:
        """Return the ballot of a closed round that a slip's code is for, None where there is none.

        Raises:
            Hidden: as `answers`.
        """
        self.answers(round)
        found = self.database.execute("SELECT key, answer FROM ballot WHERE round = ?", (round,))
        code = slip.strip().replace(" ", "").upper()
        for key, answer in found:
            if hmac.compare_digest(_slip(key), code):
                return Answer.from_json(jsontext.kept(answer))
        return None

    def _taken(self, save: sqlite3.Connection, ballot: Cast) -> Refused | None:
        if not self.knows(ballot.token):
            return Refused({"": Problem("unknown_voter")})
        try:
            self._put(save, _voter(ballot.token), ballot)
        except Refused as error:
            return error
        return None

    def _put(self, save: sqlite3.Connection, voter: str, ballot: Cast) -> None:
        self._require_open(ballot.round)
        save.execute(
            "INSERT INTO turnout VALUES (?, ?, 1, ?) "
            "ON CONFLICT DO UPDATE SET voted = 1, ready = max(ready, ?)",
            (ballot.round, voter, ballot.ready, ballot.ready),
        )
        save.execute(
            "INSERT OR REPLACE INTO ballot VALUES (?, ?, ?)",
            (ballot.round, _key(ballot.token, ballot.round), json.dumps(ballot.answer.as_json())),
        )

    def _require_open(self, round: str) -> None:
        found = self.one("SELECT state FROM round WHERE id = ?", round)
        if not found or found[0] != RoundState.OPEN:
            raise Refused({"": Problem("round_closed")})


def _round(row: Sequence[Any]) -> Round:
    id, question, number, state = row
    return Round(id, question, number, RoundState(state))


def _voter(token: str) -> str:
    return hashlib.sha256(b"voter\0" + token.encode()).hexdigest()


def _key(token: str, round: str) -> str:
    return hmac.new(token.encode(), b"ballot\0" + round.encode(), hashlib.sha256).hexdigest()


def _slip(key: str) -> str:
    return key[:8].upper()
