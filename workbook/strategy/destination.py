"""Where the business wants to be: vision, objectives, and the KPIs that tell it so."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import fsum
from typing import Literal

from pydantic import ValidationInfo, field_validator
from sqlalchemy import UniqueConstraint

from workbook.strategy.entity import (
    Entity,
    choice,
    day,
    long_text,
    number,
    one,
    text,
    tick,
)
from workbook.wording import say_date, say_number

__all__ = [
    "KPI",
    "Destination",
    "Frequency",
    "Objective",
    "Reading",
    "Restatement",
    "SmartOverride",
    "Theme",
    "not_before_start",
    "period_end",
    "weights_off",
]

Frequency = Literal["day", "week", "month", "quarter"]


def not_before_start(due: date | None, info: ValidationInfo) -> date | None:
    """Refuse a due date that lies before the start date of the same record."""
    start = info.data.get("start")
    if due and start and due < start:
        raise ValueError(f"The due date lies before the start, {say_date(start)}.")
    return due


class Destination(Entity, table=True):
    """What success looks like, in words."""

    vision: str = long_text("Vision", "Where will the business be when this has worked?")
    mission: str = long_text("Mission", "What do you do every day, for whom, and why?")
    principles: str = long_text("Values", "What you will not trade away. One a line.")
    horizon: date | None = day("By when", "The date the vision is meant for.")


class Objective(Entity, table=True):
    """A result that the business wants by a date."""

    name: str = text("Objective", "One result, in one short sentence.", required=True)
    why: str = long_text("Why it matters", "What gets better, and for whom, when this is reached.")
    parent_id: str | None = one("objective", "Part of", "The larger objective this one serves.")
    level: Literal["company", "department", "team", "person"] = choice(
        "Level", "Who it belongs to.", default="company"
    )
    perspective: Literal["financial", "customer", "internal process", "learning and growth"] = (
        choice("Perspective", "Balanced Scorecard (Kaplan & Norton).", default="financial")
    )
    department_id: str | None = one("department", "Department", "Empty for the whole business.")
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    start: date | None = day("Start")
    due: date | None = day("Due", "The date by which it is reached.")
    weight: float | None = number("Weight", "Its share of 100 points.", ge=0, le=100)

    _order = field_validator("due")(not_before_start)


def weights_off(objectives: Iterable[Objective]) -> str:
    """Return what the weights come to, where any are given and it is not 100; or nothing.

    >>> weights_off([Objective(name="Sell", weight=60), Objective(name="Open", weight=70)])
    'The weights of the objectives come to 130, not 100.'
    >>> weights_off([Objective(name="Sell", weight=33.33) for _ in range(3)])
    ''
    """
    given = [objective.weight for objective in objectives if objective.weight is not None]
    total = fsum(given)
    if not given or abs(total - 100) < 1:  # thirds and sevenths are written rounded
        return ""
    return f"The weights of the objectives come to {say_number(total)}, not 100."


_LETTERS = {
    "S": "S – specific",
    "M": "M – measurable",
    "A": "A – achievable",
    "R": "R – relevant",
    "T": "T – time-bound",
}


class SmartOverride(Entity, table=True):
    """Somebody's own verdict on one letter of the SMART check, which counts instead of ours."""

    __tablename__ = "smart_override"
    __table_args__ = (UniqueConstraint("objective_id", "letter", name="one_override_a_letter"),)

    objective_id: str = one("objective", "Objective", required=True)
    letter: Literal["S", "M", "A", "R", "T"] = choice("Letter", default="S", labels=_LETTERS)
    met: bool = tick("Met", "Ticked: this letter is met, whatever the check says.")
    reason: str = text("Reason", "Why you see it differently.", required=True)


class Theme(Entity, table=True):
    """One of the few ideas that the founder's vision stands on."""

    name: str = text("Theme", "One idea of the vision, in a few words.", required=True)
    meaning: str = long_text("What you mean by it", "How somebody would notice it in daily work.")


class Restatement(Entity, table=True):
    """What one department says a theme means for it, and whether that is what was meant."""

    __table_args__ = (
        UniqueConstraint("theme_id", "department_id", name="one_restatement_a_department"),
    )

    theme_id: str = one("theme", "Theme", required=True)
    department_id: str = one("department", "Department", required=True)
    words: str = long_text("In our own words", "What we do differently because of it.")
    judged: Literal["not read yet", "as meant", "in part", "not as meant"] = choice(
        "The founder says", "Is this what you meant?", default="not read yet"
    )


class KPI(Entity, table=True):
    """A measure that says whether an objective is being reached."""

    name: str = text("KPI", "What is measured, in a few words.", required=True)
    objective_id: str | None = one("objective", "Objective", "The objective it measures.")
    owner_id: str | None = one("person", "Owner", "The one person who reports it.")
    unit: str = text("Unit", "Such as EUR, tickets, % or days.", limit=40)
    direction: Literal["higher is better", "lower is better"] = choice(
        "Direction", "Which way is good?", default="higher is better"
    )
    kind: Literal["leading", "lagging"] = choice(
        "Kind", "Leading: moves early. Lagging: shows the result.", default="lagging"
    )
    frequency: Frequency = choice("Every", "How often it is read.", default="month")
    summary: Literal["last", "mean", "sum"] = choice(
        "Quarter shows", "The last reading, the mean of the readings, or their sum.", default="last"
    )
    baseline: float | None = number("Baseline", "Where it stood when you began.")
    target: float | None = number("Target", "Where it should be.")
    target_date: date | None = day("Target date", "By when.")
    limits_until: date | None = day(
        "Lock limits at", "Limits come from the readings up to this day only. Empty: from all."
    )

    @property
    def at_odds(self) -> str:
        """How baseline, target and direction contradict each other, in a sentence; or nothing."""
        if self.baseline is None or self.target is None or self.target == self.baseline:
            return ""
        higher = self.direction == "higher is better"
        if (self.target > self.baseline) == higher:
            return ""
        target = say_number(self.target, self.unit)
        return (
            f"“{self.name}” stood at {say_number(self.baseline)} and should come to {target}, but "
            f"{self.direction}: change the direction, or leave the baseline empty if {target} is "
            f"the {'least' if higher else 'most'} it may be."
        )


class Reading(Entity, table=True):
    """One KPI value for one period, named by the period's first day."""

    __table_args__ = (UniqueConstraint("kpi_id", "start", name="one_reading_a_period"),)

    kpi_id: str = one("kpi", "KPI", required=True)
    start: date = day("Period from", "First day of the day, week, month or quarter.", required=True)
    value: float = number("Value", default=...)  # type: ignore[arg-type]
    complete: bool = tick("Complete", "Unticked: part of the period is missing.", default=True)
    rows: int | None = number("Rows", "How many rows of the file stand behind it.", ge=0)
    note: str = text("Note", "Anything a reader should know.")
    source_id: str | None = one("source", "Source", "The import it came from; empty when typed.")


def period_end(start: date, frequency: Frequency) -> date:
    """Return the last day of the period that begins on `start`.

    >>> period_end(date(2017, 3, 20), "week").isoformat()
    '2017-03-26'
    >>> period_end(date(2024, 2, 1), "month").isoformat()
    '2024-02-29'
    """
    if frequency in ("day", "week"):
        return start + timedelta(days=0 if frequency == "day" else 6)
    months = 1 if frequency == "month" else 3
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
