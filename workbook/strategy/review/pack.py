"""The pack of a quarter, what it cannot be made with, and its sign-off: who gives it, and when."""

from collections.abc import Iterator
from datetime import date

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan
from workbook.strategy.start.people import Person
from workbook.typefaces import unprintable, where_to_have
from workbook.wording import say_date, say_list

__all__ = ["asks", "signatories", "signatory", "still_runs"]


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what no pack can be made with; what else is missing, the pack says itself."""
    # All at once: this is asked after every save, and hardly ever finds anything.
    texts = (value for record in plan.records for value in vars(record).values())
    if not unprintable("".join(text for text in texts if type(text) is str)):
        return
    for record in plan.records:
        for name, field in type(record).model_fields.items():
            text = getattr(record, name)
            if isinstance(text, str) and (odd := unprintable(text)):
                yield Ask(False, _sentence(plan.name_of(record.id), str(field.title), odd))


def _sentence(record: str, field: str, odd: str) -> str:
    shown = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in odd)
    where = f"{field} of “{record}”" if record else field
    to_have = " ".join(dict.fromkeys(filter(None, map(where_to_have, odd))))
    said = f"“{shown}” in {where} cannot be printed: take it out, or write it in words."
    return f"{said} {to_have}".strip()


def signatories(plan: Plan) -> list[str]:
    """Return the names of those who may sign: the people who have not left."""
    return [person.name for person in plan.all(Person) if not person.has_left(plan.today)]


def signatory(plan: Plan, name: str) -> str:
    """Return the name of the person who signs, as it stands among the people of the plan.

    Raises:
        WorkbookError: nobody is called so; the sentence says who there is.
    """
    names = signatories(plan)
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
        f"{quarter.told} runs until {say_date(quarter.end)}. What happens until then will not be "
        "in its pack."
    )
