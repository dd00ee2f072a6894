"""What automates, whom it serves, and the four checks that hold its money until they are met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    Records,
    choice,
    day,
    long_text,
    one,
    text,
)
from workbook.strategy.route.initiatives_approvers import refuse_others
from workbook.wording import say_list

__all__ = ["QUESTIONS", "About", "Automation", "AutomationCheck", "Checked", "checked", "held"]

About: TypeAlias = Literal["bias", "privacy", "energy", "cost"]

QUESTIONS: Mapping[About, str] = {
    "bias": "Does it treat everybody alike? Try it with ten different people, and compare.",
    "privacy": "May you use these data for this, and are they safe where they are kept?",
    "energy": "Do you know what power and computing it takes, and is it worth that?",
    "cost": "Do you know all that it costs in two years, and how you would get out of it?",
}
"""What each check asks: `yes` is always the answer that meets it."""


class Automation(Entity, table=True):
    """A tool, or a piece of work that brings one, which decides or does something by itself."""

    nouns = Nouns("automation", "automations")
    line = ("name", "initiative_id", "objective_id", "personal", "owner_id")

    name: str = text(
        "What automates", "What answers, decides or runs by itself: “Ordering chatbot”.",
        required=True,
    )  # fmt: skip
    initiative_id: str | None = one(
        "initiative", "Brought in by", "The initiative that it belongs to. Empty: it runs already."
    )
    objective_id: str | None = one("objective", "Serves", "The objective that it is there for.")
    owner_id: str | None = one("person", "Owner", "The one person who answers for what it does.")
    does: str = long_text("What it decides or does", "And what is left to people.")
    data: str = long_text("Data it uses", "Whose they are, and where they are kept.")
    personal: Literal["not said", "yes", "no"] = choice(
        "Personal data", "Does it learn of anybody who they are: a name, a number, a photo?",
        default="not said",
    )  # fmt: skip


class AutomationCheck(Entity, table=True):
    """One of the four checks of something that automates: the answer, and how it is known.

    With a reason in `despite` people go ahead although it is not met: that is kept, and printed.
    """

    __tablename__ = "automation_check"
    nouns = Nouns("check", "checks")
    once = Once(
        "one_check_of_each_kind",
        ("automation_id", "about"),
        "about",
        "That check stands already. Change that one.",
    )

    automation_id: str = one("automation", "What automates", required=True)
    about: About = choice("Check", "What it is about.", default=...)
    answer: Literal["yes", "no", "not needed"] | None = choice(
        "Answer", "“Yes” only if you could show it to somebody.", default=None
    )
    evidence: str = text("How you know", "What you could show; or why it is not needed.")
    checked_on: date | None = day("Checked on")
    checked_by_id: str | None = one("person", "Checked by", "Who has looked.")
    despite: str = text(
        "Go ahead all the same, because", "Only if it must not wait. The reason is kept, printed."
    )
    despite_by_id: str | None = one("person", "Who says so", "Who answers for going ahead.")

    @property
    def called(self) -> str:
        """It is known by what it is about."""
        return str(self.about)

    @property
    def overridden(self) -> bool:
        """Whether somebody has said, with a reason, to go ahead although it is not met."""
        return bool(self.despite and self.despite_by_id)

    def lacks(self, personal: str) -> str:
        """Return what it lacks, as it stands after its name; empty once it is met.

        Only where `personal` data are said not to be used does privacy need no check.
        """
        if self.answer is None:
            return "not answered yet"
        if self.answer == "no":
            return "answered “no”"
        if (self.answer, self.about) == ("not needed", "privacy") and personal != "no":
            used = "as it uses personal data"
            return f"needed, {used if personal == 'yes' else 'until it is said whose data it uses'}"
        if not self.evidence:
            return "nobody says how they know"
        return "" if self.checked_on and self.checked_by_id else "nobody says who looked, and when"

    def step(self, field: str, before: object, others: Records) -> str:
        """Leave it to those who may approve to go ahead all the same."""
        if field not in ("despite", "despite_by_id") or not self.overridden:
            return ""
        return refuse_others(others, [self.despite_by_id or ""], "say so")


@dataclass(frozen=True)
class Checked:
    """One of the four checks as it stands: what it lacks, and the record of it, if there is one."""

    about: About
    lacks: str
    record: AutomationCheck | None

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks

    @property
    def holds(self) -> bool:
        """Whether it holds the money: not met, and nobody has said to go ahead."""
        return not self.met and not (self.record and self.record.overridden)


def checked(records: Records, automation: Automation) -> tuple[Checked, ...]:
    """Return the four checks of something that automates."""
    own = {c.about: c for c in records.all(AutomationCheck) if c.automation_id == automation.id}
    return tuple(
        Checked(about, own[about].lacks(automation.personal), own[about])
        if about in own
        else Checked(about, "not answered yet", None)
        for about in QUESTIONS
    )


def held(records: Records, initiative_id: str) -> str:
    """Return in a sentence which checks hold the money of an initiative; or nothing."""
    return " ".join(_held(records, initiative_id))


def _held(records: Records, initiative_id: str) -> Iterator[str]:
    for each in records.all(Automation):
        if each.initiative_id != initiative_id:
            continue
        open = [f"{c.about} ({c.lacks})" for c in checked(records, each) if c.holds]
        if open:
            yield (
                f"The checks of “{each.name}” hold it back: {say_list(open)}. Answer them under "
                "“Automation and AI”, or say there why you go ahead all the same."
            )
