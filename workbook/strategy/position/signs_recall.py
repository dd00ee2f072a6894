"""Blind recall: what people named as the top three priorities unaided, without who named what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from workbook.errors import WorkbookError
from workbook.methods.recall import Recall, recall
from workbook.strategy.destination import Objective
from workbook.strategy.destination.objectives import open_objectives
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    Records,
    day,
    many,
    number,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.strategy.review.next import Priority
from workbook.wording import say_count, say_date
from workbook.written.names import folded

__all__ = [
    "FEWEST", "TOO_FEW", "RecallRound", "Recalled", "known_by", "official_on", "recall_from",
]  # fmt: skip

FEWEST = 5
"""Answers: of fewer, a survey is not kept."""

_ALSO = 1000  # letters of other words

TOO_FEW = (
    "Of two to four people, anybody could work out who named what, so that it is not kept. One who "
    "works alone may keep their own list."
)


class RecallRound(Entity, table=True):
    """One asking for the top three priorities, and how alike people's lists were.

    `overlap` is reckoned when the lists are taken in, since the lists are not kept.
    """

    __tablename__ = "recall_round"
    nouns = Nouns("recall round", "recall rounds")
    line = ("day", "people")
    once = Once(
        "one_recall_round_a_day", ("day",), "day", "There is a round of that day. Change that one."
    )

    day: date = day("Asked on", "The day on which people wrote their lists.", required=True)
    asked: int | None = number("How many were asked", "With those who gave no list.", ge=1)
    people: int = number(
        "How many gave a list", "An empty list counts. Five or more, or you alone.",
        default=..., ge=1, le=10_000,  # type: ignore[arg-type]
    )  # fmt: skip
    official_ids: list[str] = many("objective", "The official list", "What they could have named.")
    overlap: float | None = number(
        "How alike two lists are", "From 0 to 1. Empty: only the lists tell.", ge=0, le=1
    )

    @property
    def called(self) -> str:
        """It is known by its day."""
        return f"recall of {say_date(self.day)}"

    def rule(self, field: str, others: Records) -> str:
        """Refuse what would tell of one person, and more lists than people."""
        if field == "people" and 1 < self.people < FEWEST:
            return TOO_FEW
        if field == "asked" and self.asked is not None and self.asked < self.people:
            return f"{self.people} gave a list: at least as many were asked."
        return ""


class Recalled(Entity, table=True):
    """One thing that people named, and which objective they meant by it.

    What several named in other words is one thing: each person counts once.
    """

    nouns = Nouns("named priority", "named priorities")
    line = ("name", "named_by", "objective_id")
    once = Once(
        "one_named_priority_a_round",
        ("round_id", "name"),
        "name",
        "That is named in this round already. Change that one.",
    )

    round_id: str = one("recall_round", "Round", required=True)
    name: str = text("Named", "In the words that most used.", required=True)
    named_by: int = number(
        "By how many", "Each person counts once.", default=..., ge=1,  # type: ignore[arg-type]
    )  # fmt: skip
    objective_id: str | None = one("objective", "Means", "Empty: it is not on the official list.")
    also: str = text("Also called", "Other words for the same thing.", limit=_ALSO)

    def rule(self, field: str, others: Records) -> str:
        """Refuse what no round can hold: more people than there were, one objective twice."""
        of = next((each for each in others.all(RecallRound) if each.id == self.round_id), None)
        if of and field == "named_by" and self.named_by > of.people:
            return f"{say_count(of.people, 'person')} gave a list in that round."
        if of is None or field != "objective_id" or self.objective_id is None:
            return ""
        named = f"“{others.name_of(self.objective_id)}”"
        if self.objective_id not in of.official_ids:
            return f"{named} is not on that round’s official list. Add it there first."
        for each in others.all(Recalled):
            same = (each.round_id, each.objective_id) == (self.round_id, self.objective_id)
            if same and each.id != self.id:
                return (
                    f"{named} is what “{each.name}” means already. Add to that one those who named "
                    "only this, and remove it here."
                )
        return ""


def official_on(plan: Plan, on: date) -> tuple[Objective, ...]:
    """Return the official list of a day: the objectives that are begun and have not ended."""
    found = open_objectives(plan, on)
    return tuple(each for each in found if each.start is None or each.start <= on)


def known_by(plan: Plan, official: Sequence[Objective]) -> Mapping[str, Sequence[str]]:
    """Return the words that each objective is known by: its own, and those of its priorities."""
    return {
        each.id: [each.name, *(p.name for p in plan.of(Priority, "objective_id", each.id))]
        for each in official
    }


def recall_from(
    lists: Sequence[Sequence[str]],
    meant: Mapping[str, str],
    day: date,
    official: Sequence[str],
    asked: int | None = None,
) -> tuple[RecallRound | Recalled, ...]:
    """Return what is kept of people's lists: a round, and each thing that was named.

    Args:
        lists: what each person named, three things at most; an empty list counts.
        meant: for a text the id of the objective that it means, or another text that says the same;
            a text that is missing stands for itself. Capitals and spaces do not count.
        day: the day on which they wrote them.
        official: the ids of the official list.
        asked: how many were asked.

    Raises:
        WorkbookError: two to four lists, a list of more than three, or no official list.

    >>> kept = recall_from([["Bread by 7"], ["bread by  7", "Oven"], [], ["Oven"], ["New oven"]],
    ...                    {"bread by 7": "o1", "new oven": "Oven"}, date(2026, 9, 1), ["o1", "o2"])
    >>> [(each.name, each.named_by, each.objective_id) for each in kept[1:]]
    [('Oven', 3, None), ('Bread by 7', 2, 'o1')]
    >>> kept[0].people, kept[0].overlap
    (5, 0.25)
    """
    if 1 < len(lists) < FEWEST:
        raise WorkbookError(TOO_FEW)
    means = {folded(words): key for words, key in meant.items()}
    told = [[(_key(each, means, official), each) for each in one if folded(each)] for one in lists]
    seen = recall([[key for key, _ in one] for one in told], official)
    kept = RecallRound(
        day=day,
        asked=asked,
        people=seen.n,
        official_ids=list(official),
        overlap=seen.overlap,
    )
    return (kept, *_items(kept, seen, chain.from_iterable(told)))


def _key(words: str, means: Mapping[str, str], official: Sequence[str]) -> str:
    """Return the objective that a text means, or the text that stands for it."""
    key, passed = folded(words), set[str]()
    while key in means and key not in passed:
        passed.add(key)
        if means[key] in official:
            return means[key]
        key = folded(means[key])
    return min(passed) if key in passed else key


def _items(kept: RecallRound, seen: Recall, told: Iterable[tuple[str, str]]) -> Iterator[Recalled]:
    """Yield what was named, the most named first; of several ways to say it, the most used."""
    said: dict[str, Counter[str]] = {}
    for key, words in told:
        said.setdefault(key, Counter())[" ".join(words.split())] += 1
    for place, (key, count) in enumerate(seen.named.items()):
        ways: dict[str, str] = {}
        for words, _ in sorted(
            said[key].items(), key=lambda item: (-item[1], -len(item[0]), item[0])
        ):
            ways.setdefault(folded(words), words)
        name, *others = ways.values()
        while len(also := "; ".join(others)) > _ALSO:
            others.pop()
        yield Recalled(
            round_id=kept.id,
            name=name,
            named_by=count,
            objective_id=key if key in kept.official_ids else None,
            also=also,
            position=place,
        )
