"""What could get in the way, and what is done about it before it does."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import Ending, Entity, Nouns, choice, day, long_text, one, text
from workbook.strategy.plan import Plan

__all__ = ["IMPACT", "LIKELIHOOD", "USUAL", "Challenge", "Risk", "Step", "asks", "usual_ones"]

Step = Literal["1", "2", "3", "4", "5"]

LIKELIHOOD: Mapping[str, str] = {
    "1": "1 – hardly: less than once in twenty years",
    "2": "2 – unlikely: about once in ten years",
    "3": "3 – possible: about once in three years",
    "4": "4 – likely: more likely than not, this year",
    "5": "5 – almost sure: it happens this year",
}

IMPACT: Mapping[str, str] = {
    "1": "1 – a day’s trouble",
    "2": "2 – a bad week",
    "3": "3 – an objective is late",
    "4": "4 – an objective is missed",
    "5": "5 – the business itself is at stake",
}

Challenge = Literal["growth", "fast markets", "resistance", "change of leaders", "other"]

USUAL: Mapping[Challenge, tuple[str, str]] = {
    "growth": (
        "Growth: more orders come than we can carry",
        "Say how much more each step of the work can carry, and what is hired or bought first.",
    ),
    "fast markets": (
        "Fast markets: customers or rivals move before we do",
        "Look outside once a month. Keep part of the hours free, so that there is room to turn.",
    ),
    "resistance": (
        "Resistance: people go on as before",
        "Let those who do the work shape the change. Say early what it means for each of them.",
    ),
    "change of leaders": (
        "Change of leaders: somebody who carries the plan leaves or is ill",
        "Name a deputy for each objective, and write down what only one person knows.",
    ),
}
"""The four challenges that most firms meet: each with its name and what usually helps."""


class Risk(Entity, table=True):
    """Something that could get in the way. Nobody has judged it while a judgement is empty."""

    nouns = Nouns("risk", "risks")
    line = ("name", "likelihood", "impact", "owner_id")
    ending = Ending("Note that it is over", lambda today: {"over_since": today})

    name: str = text(
        "What could happen", "In a sentence: “Lea is ill before Christmas.”", required=True
    )
    challenge: Challenge = choice(
        "Kind", "One of the four that most firms meet, or another.", default="other"
    )
    likelihood: Step | None = choice(
        "How likely", "As things are, with what you do already.", default=None, labels=LIKELIHOOD
    )
    impact: Step | None = choice("How bad", "If it does happen.", default=None, labels=IMPACT)
    mitigation: str = long_text("What you do about it", "Before it happens, or once it does.")
    owner_id: str | None = one("person", "Owner", "The one person who watches it.")
    sign: str = text("You see it coming by", "What you would notice first.")
    objective_id: str | None = one("objective", "Puts at risk", "What it would hit hardest.")
    over_since: date | None = day("Over since", "Once it cannot happen any more.")

    def over(self, on: date) -> str:
        """Say that it is over, once it is: nothing more is asked of it."""
        return "is over" if self.over_since and self.over_since <= on else ""


def usual_ones(plan: Plan) -> tuple[Risk, ...]:
    """Return those of the four usual challenges that are not in the list, for somebody to judge."""
    there = {risk.challenge for risk in plan.all(Risk)}
    return tuple(
        Risk(name=name, challenge=challenge, mitigation=helps)
        for challenge, (name, helps) in USUAL.items()
        if challenge not in there
    )


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for; a first pack can do without all of it."""
    every = plan.all(Risk)
    yield Ask(bool(every), "Name a first risk: what could get in the way?", essential=False)
    live = [risk for risk in every if not risk.over(plan.today)]
    if live:
        yield _of_each(live, "likelihood", "Say how likely it is: {}.")
        yield _of_each(live, "impact", "Say how bad it would be: {}.")
        yield _of_each(live, "owner_id", "Say who watches it: {}.")


def _of_each(risks: Sequence[Risk], field: str, sentence: str) -> Ask:
    bare = [risk for risk in risks if getattr(risk, field) is None]
    missing = sentence.format(named([risk.name for risk in bare]))
    return Ask(not bare, missing, False, bare[0].id if bare else "", field)
