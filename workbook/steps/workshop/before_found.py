"""What came of a question that was asked before the day, as a person decides what becomes of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.steps.position.signs_recall import Named, meanings
from workbook.strategy import Objective, Plan
from workbook.strategy.position.signs_recall import known_by, official_on
from workbook.workshop.day.asking import QUESTIONS
from workbook.workshop.ideas import Merge, proposals
from workbook.workshop.results import Text
from workbook.workshop.taking_before import BECOMES, Pick

__all__ = ["Closed", "Item", "closed_of"]


@dataclass(frozen=True)
class Item:
    """What was given under one option: texts, each with whether it is picked, and what it becomes.

    `proposed` are texts that may say the same.
    """

    option: str
    name: str
    sentence: str
    texts: Sequence[tuple[Text, bool]] = ()
    becomes: str = ""
    proposed: Sequence[Merge] = ()


@dataclass(frozen=True)
class Closed:
    """A closed question; `hidden` says why nothing is told of it.

    `named` are recalled texts, each with the objective of `official` that it is taken to mean.
    """

    id: str
    title: str
    voted: int
    took_part: Sequence[str]
    taken: bool
    hidden: str = ""
    items: Sequence[Item] = ()
    named: Sequence[Named] = ()
    official: Sequence[Objective] = ()


def closed_of(
    plan: Plan,
    asked: Mapping[str, Any],
    picked: Collection[Pick],
    meant: Mapping[str, str],
) -> Closed:
    """Return a closed question as the room tells of it, with what a person has decided so far."""
    question = asked["question"]
    about = (
        question["id"],
        QUESTIONS[question["id"]].title,
        asked["voted"],
        asked["took_part"],
        asked["taken"],
        asked["hidden"],
    )
    if asked["hidden"]:
        return Closed(*about)
    if question["id"] == "recall":
        official = official_on(plan, plan.today)
        lists = [[text for texts in one.values() for text in texts] for one in asked["lists"]]
        named = meanings(lists, known_by(plan, official), meant)
        return Closed(*about, named=named, official=official)
    return Closed(*about, items=[_item(each, picked) for each in asked["result"]["items"]])


def _item(told: Mapping[str, Any], picked: Collection[Pick]) -> Item:
    option, texts = told["option"], [Text(**each) for each in told["texts"]]
    becomes = BECOMES.get(option)
    return Item(
        option,
        told["name"],
        told["sentence"],
        [(each, (option, each.text) in picked) for each in texts],
        becomes[2] if becomes else "",
        proposals(texts),
    )
