"""A sheet's way into the room: it has to be known, its round open, and all on it possible."""

import hashlib
from collections.abc import Mapping, Sequence

from workbook.workshop.answers import read_answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.messages import Problem, Refused, messages
from workbook.workshop.paper.fields import ABSTAIN, fields
from workbook.workshop.paper.serials import is_serial, new_serial, read_serial, spoken
from workbook.workshop.questions import Question
from workbook.workshop.rounds import RoundState

__all__ = ["MOST_SHEETS", "SERIAL", "issue", "issued", "take"]

MOST_SHEETS = 200
SERIAL = "serial"
"""The field under which stands what is wrong with the serial itself."""


def issue(box: BallotBox, question: str, number: int, count: int) -> list[str]:
    """Return serials for sheets of a question's round, which the room knows from now on.

    The round need not be open yet; `number` is the one that it has or will have. The file keeps no
    serial, but what tells whether one is known.

    Raises:
        NotFound: there is no such question.
        ValueError: none, or more than `MOST_SHEETS`, or a round before the first.
    """
    if not 1 <= count <= MOST_SHEETS or not 1 <= number <= 99:
        raise ValueError(f"Print 1 to {MOST_SHEETS} sheets at a time.")
    box.question(question)
    serials = [new_serial() for _ in range(count)]
    box.keep(**{_name(serial): [question, number] for serial in serials})
    return serials


def issued(box: BallotBox, serial: str) -> tuple[str, int] | None:
    """Return the question and the round's number that a sheet is for, None for an unknown one."""
    found = box.fact(_name(read_serial(serial)))
    return (found[0], found[1]) if found else None


def take(box: BallotBox, round: str, serial: str, form: Mapping[str, Sequence[str]]) -> bool:
    """Put in what stands on a sheet; tell whether its serial counts for the first time.

    What is typed or read once more takes the place of what was there, and counts once.

    Raises:
        Refused: the sheet is of another room or round, the round is not open, there is no such
            field, or something in it cannot be taken, in this order. It names each field.
        NotFound: there is no such round.
    """
    asked, serial = box.round(round), read_serial(serial)
    if not is_serial(serial):
        raise Refused({SERIAL: Problem("paper_no_serial", {"serial": serial})})
    told = {"serial": spoken(serial)}
    found = issued(box, serial)
    if found is None:
        raise Refused({SERIAL: Problem("paper_unknown", told)})
    question, number = box.question(found[0]), found[1]
    if found != (asked.question, asked.number):
        raise Refused(
            {SERIAL: Problem("paper_other", {**told, "ask": question.ask, "number": number})}
        )
    if asked.state != RoundState.OPEN:
        raise Refused({"": Problem("paper_closed", told)})
    unknown = [name for name in form if name not in _names(question)]
    if unknown:
        raise Refused({name: Problem("paper_no_field", told) for name in unknown})
    return box.cast_paper(serial, round, read_answer(question, form))


def _names(question: Question) -> set[str]:
    return {ABSTAIN, *(field.name for field in fields(question, messages("en")))}


def _name(serial: str) -> str:
    return "sheet." + hashlib.sha256(b"sheet\0" + serial.encode()).hexdigest()
