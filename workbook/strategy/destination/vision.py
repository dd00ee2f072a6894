"""What success looks like in words, and whether every department reads the same in them."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, Once, choice, day, long_text, one, text
from workbook.strategy.plan import Plan

__all__ = ["Destination", "Restatement", "Theme", "asks"]


class Destination(Entity, table=True):
    """What success looks like, in words."""

    nouns = Nouns("destination", "destinations")

    vision: str = long_text("Vision", "Where will the business be when this has worked?")
    mission: str = long_text("Mission", "What do you do every day, for whom, and why?")
    principles: str = long_text("Values", "What you will not trade away. One a line.")
    horizon: date | None = day("By when", "The date the vision is meant for.")


class Theme(Entity, table=True):
    """One of the few ideas that the founder's vision stands on."""

    nouns = Nouns("theme", "themes")

    name: str = text("Theme", "One idea of the vision, in a few words.", required=True)
    meaning: str = long_text("What you mean by it", "How somebody would notice it in daily work.")


class Restatement(Entity, table=True):
    """What one department says a theme means for it, and whether that is what was meant."""

    nouns = Nouns("restatement", "restatements")
    once = Once(
        "one_restatement_a_department",
        ("theme_id", "department_id"),
        "words",
        "This department has restated that theme already. Change that one.",
    )

    theme_id: str = one("theme", "Theme", required=True)
    department_id: str = one("department", "Department", required=True)
    words: str = long_text("In our own words", "What we do differently because of it.")
    judged: Literal["not read yet", "as meant", "in part", "not as meant"] = choice(
        "The founder says", "Is this what you meant?", default="not read yet"
    )


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    words = plan.only(Destination)
    vision = "Write the vision: where will the business be?"
    yield Ask(bool(words and words.vision), vision, field="vision")
    mission = "Write the mission: what do you do, and for whom?"
    yield Ask(bool(words and words.mission), mission, essential=False, field="mission")
