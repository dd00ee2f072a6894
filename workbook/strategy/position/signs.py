"""The five signs of misalignment, as people see them: how many gave each which mark, and no person.

A survey of fewer than five answers is not kept: anybody could work out who said what.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import ValidationInfo, field_validator

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, Once, choice, day, number, text
from workbook.strategy.plan import Plan
from workbook.strategy.position.signs_recall import FEWEST, RecallRound
from workbook.wording import say_count, say_date

__all__ = ["SCALE", "SIGNS", "OwnView", "Sign", "SignsSurvey", "asks", "signs_from"]


class Sign(NamedTuple):
    """One of the five: its name in a row, what people judge, and how a sentence tells of it."""

    name: str
    statement: str
    claim: str


SIGNS: Mapping[str, Sign] = {
    "support": Sign(
        "Work and goals",
        "We cannot say how our work supports the goals.",
        "that they cannot tell how their work supports the goals",
    ),
    "ownership": Sign(
        "Ownership",
        "Few feel that it is theirs to make things happen.",
        "that few feel it is theirs to make things happen",
    ),
    "benefit": Sign(
        "Benefit",
        "Nobody knows whether what we are working on pays.",
        "that nobody knows whether the work pays",
    ),
    "approval": Sign(
        "Yes or no",
        "There is no clear way to propose work and have it approved.",
        "that there is no clear way to propose work and have it approved",
    ),
    "priorities": Sign(
        "Priorities",
        "Priorities shift, and nobody says why.",
        "that priorities shift and nobody says why",
    ),
}
"""What people judge from 1, not at all like us, to 5, very much; by the name it is kept under."""

Mark = Literal["1", "2", "3", "4", "5"]

SCALE: Mapping[str, str] = {
    "1": "1 – not at all like us",
    "2": "2 – hardly",
    "3": "3 – in part",
    "4": "4 – mostly",
    "5": "5 – very much like us",
}

_COUNTS = "How many gave it 1, 2, 3, 4 and 5, in this order, such as 0 1 1 2 3."


def _counted(sign: str) -> Any:
    return text(SIGNS[sign].statement, _COUNTS, limit=40)


def _judged(sign: str) -> Any:
    return choice(SIGNS[sign].statement, default=None, labels=SCALE)


class SignsSurvey(Entity, table=True):
    """One sitting of the survey: of each sign, how many gave it 1, 2, 3, 4 and 5.

    What is empty was not asked, or too few answered it.
    """

    __tablename__ = "signs_survey"
    nouns = Nouns("sitting", "sittings")
    line = ("day", "asked")
    once = Once(
        "one_signs_survey_a_day",
        ("day",),
        "day",
        "There is one of that day. Change that one.",
    )

    day: date = day("Asked on", "The day on which people answered.", required=True)
    asked: int | None = number(
        "How many were asked", "With those who gave no answer.", ge=FEWEST, le=10_000
    )
    support: str = _counted("support")
    ownership: str = _counted("ownership")
    benefit: str = _counted("benefit")
    approval: str = _counted("approval")
    priorities: str = _counted("priorities")

    @field_validator(*SIGNS)
    @classmethod
    def _are_counts(cls, written: str, info: ValidationInfo) -> str:
        if not written:
            return written
        counts = _read(written)
        if counts is None:
            raise ValueError(f"{_COUNTS} Write five whole numbers, 0 where nobody did.")
        answered, asked = sum(counts), info.data.get("asked")
        if answered < FEWEST:
            raise ValueError(
                f"That is {say_count(answered, 'answer')}. Of fewer than five anybody could work "
                "out who said what, so that they are not kept. Leave it empty."
            )
        if asked is not None and answered > asked:
            raise ValueError(f"That is {answered} answers, and {asked} were asked.")
        return " ".join(map(str, counts))

    @property
    def called(self) -> str:
        """It is known by its day."""
        return f"signs of {say_date(self.day)}"

    def counts(self, sign: str) -> tuple[int, ...]:
        """Return how many gave a sign 1, 2, 3, 4 and 5; nothing where it was not answered.

        >>> SignsSurvey(day=date(2026, 9, 1), support="0 1 1 2 3").counts("support")
        (0, 1, 1, 2, 3)
        """
        return _read(getattr(self, sign)) or ()


def _read(written: str) -> tuple[int, ...] | None:
    """Return five counts as they were typed, with spaces, commas or the like between them."""
    if not re.fullmatch(r"\s*\d{1,5}(?:[\s,;/·|]+\d{1,5}){4}\s*", written):
        return None
    return tuple(map(int, re.findall(r"\d+", written)))


class OwnView(Entity, table=True):
    """How one who works alone, or leads, sees the five signs: a view, and never a survey."""

    __tablename__ = "own_view"
    nouns = Nouns("own view", "own views")
    line = ("day",)
    once = Once("one_own_view_a_day", ("day",), "day", "There is one of that day. Change that one.")

    day: date = day("On", "The day on which you see it so.", required=True)
    support: Mark | None = _judged("support")
    ownership: Mark | None = _judged("ownership")
    benefit: Mark | None = _judged("benefit")
    approval: Mark | None = _judged("approval")
    priorities: Mark | None = _judged("priorities")

    @property
    def called(self) -> str:
        """It is known by its day."""
        return f"own view of {say_date(self.day)}"


def signs_from(
    answers: Iterable[Mapping[str, Any]], day: date, asked: int | None = None
) -> tuple[SignsSurvey]:
    """Return what is kept of people's answers: counts, and nothing of who said what.

    Args:
        answers: for each person a mark from 1 to 5 by the name of the sign; a sign that is missing
            or None was passed over.
        day: the day on which they answered.
        asked: how many were asked.

    Raises:
        WorkbookError: fewer than five answered each sign, or a mark that there is not. A sign that
            fewer than five answered is left empty.

    >>> [kept] = signs_from([{"support": 4}] * 3 + [{"support": 5, "benefit": 1}] * 2,
    ...                     date(2026, 9, 1), asked=6)
    >>> kept.support, kept.benefit
    ('0 0 0 3 2', '')
    """
    given = list(answers)
    if strange := {sign for each in given for sign in each} - {*SIGNS}:
        raise WorkbookError(f"There is no sign called “{min(strange)}”.")
    counted = {sign: _tallied(each.get(sign) for each in given) for sign in SIGNS}
    kept = {sign: counts for sign, counts in counted.items() if sum(counts) >= FEWEST}
    if not kept:
        raise WorkbookError(
            "Fewer than five people answered. Anybody could work out who said what, so that "
            "nothing of it is kept."
        )
    written = {sign: " ".join(map(str, counts)) for sign, counts in kept.items()}
    return (SignsSurvey.model_validate({"day": day, "asked": asked, **written}),)


def _tallied(marks: Iterable[Any]) -> list[int]:
    counts = [0] * len(SCALE)
    for mark in marks:
        if mark is None:
            continue
        if str(mark) not in SCALE:
            raise WorkbookError(f"A sign is judged from 1 to 5, and not as “{mark}”.")
        counts[int(mark) - 1] += 1
    return counts


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for; a first pack can do without all of it."""
    seen = bool(plan.all(SignsSurvey) or plan.all(OwnView))
    yield Ask(seen, "Ask people how far the five signs are like you.", essential=False)
    recalled = "Ask people for the top three priorities, without looking."
    yield Ask(bool(plan.all(RecallRound)), recalled, essential=False)
