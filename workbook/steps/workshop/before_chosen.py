"""What a person chooses before the day: whom to invite, what to ask, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from workbook.errors import WorkbookError
from workbook.strategy import Person, Plan
from workbook.workshop.day.preparing import BEFORE
from workbook.workshop.taking_before import Pick

__all__ = ["Chosen", "day_of"]

NOBODY = "Choose whom to invite, or type their names."
TWICE = "There are two called “{}”. Add what tells them apart."
NO_DAY = "“{}” is not a date, such as 2026-09-30."
TOO_MUCH = "Invite 200 people at most, each by a name of 100 letters at most: one name a line."
MOST, LONGEST = 200, 100


@dataclass
class Chosen:
    """What is chosen on the page; it is nowhere else.

    `sure` is whether somebody has pressed once to close the questions.
    """

    people: set[str] = field(default_factory=set)
    names: str = ""
    questions: set[str] = field(default_factory=lambda: {*BEFORE})
    until: str = ""
    picked: set[Pick] = field(default_factory=set)
    meant: dict[str, str] = field(default_factory=dict)
    sure: bool = False

    def hear(self, about: str, value: str) -> bool:
        """Take what a control says; tell whether that is all, and the room need not hear of it."""
        what, _, of = about.partition("/")
        sure, self.sure = self.sure, False
        match what:
            case "person":
                self.people ^= {of}
            case "question":
                self.questions ^= {of}
            case "names" | "until":
                setattr(self, what, value)
            case "pick":
                option, _, text = of.partition("/")
                self.picked ^= {(option, text)}
            case "means":
                self.meant[of] = value
            case "close" if not sure:
                self.sure = True
            case _:
                return False
        return True

    def names_of(self, plan: Plan, invited: Sequence[str]) -> list[str]:
        """Return the names of those who are to be invited now, beside those who are already.

        Raises:
            WorkbookError: there is none, or two would be told apart by nothing.
        """
        chosen = [each.name for each in plan.all(Person) if each.id in self.people]
        typed = [" ".join(line.split()) for line in self.names.splitlines()]
        names = list(filter(None, [*chosen, *typed]))
        there = [each.casefold() for each in [*invited, *names]]
        if twice := next((each for each in names if there.count(each.casefold()) > 1), ""):
            raise WorkbookError(TWICE.format(twice))
        if not names:
            raise WorkbookError(NOBODY)
        if len(there) > MOST or any(len(each) > LONGEST for each in names):
            raise WorkbookError(TOO_MUCH)
        return names


def day_of(written: str) -> date | None:
    """Return the day that was chosen, if any.

    Raises:
        WorkbookError: it is no date.
    """
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise WorkbookError(NO_DAY.format(written)) from None
