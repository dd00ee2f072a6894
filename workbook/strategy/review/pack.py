"""The pack of a quarter, which asks for nothing, and its sign-off: who may give it, and when."""

from collections.abc import Iterator
from datetime import date

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan
from workbook.strategy.start.people import Person
from workbook.wording import say_date, say_list

__all__ = ["asks", "signatory", "still_runs"]


def asks(_plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: the pack says itself what is missing."""
    yield from ()


def signatory(plan: Plan, name: str) -> str:
    """Return the name of the person who signs, as it stands among the people of the plan.

    Raises:
        WorkbookError: nobody is called so; the sentence says who there is.
    """
    names = [person.name for person in plan.all(Person)]
    if not names:
        raise WorkbookError(
            "Nobody is among your people yet. Add who signs to the first page, then sign off."
        )
    found = next((each for each in names if each.casefold() == name.strip().casefold()), None)
    if found is None:
        asked = f"Nobody called “{name}” is among your people." if name else "Say who signs."
        raise WorkbookError(f"{asked} It can be {say_list(names).replace(' and ', ' or ')}.")
    return found


def still_runs(quarter: Quarter, today: date) -> str:
    """Return the question to ask before a quarter is signed off early; empty once it is over."""
    if quarter.end < today:
        return ""
    return (
        f"{quarter} runs until {say_date(quarter.end)}. What happens until then will not be in "
        "its pack."
    )
