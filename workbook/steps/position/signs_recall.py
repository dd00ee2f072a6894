"""People's lists are typed in, what they mean is decided, and the lists are forgotten."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbook.errors import WorkbookError
from workbook.insight.position.signs_recall import recall
from workbook.methods.recall import likenesses
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.store import Edit
from workbook.strategy import Objective, Plan
from workbook.strategy.position import Recalled, RecallRound, recall_from
from workbook.strategy.position.signs_recall import known_by, official_on
from workbook.widgets import RowTable
from workbook.wording import say_count
from workbook.workshop.ideas import proposals
from workbook.workshop.results import Text
from workbook.written.names import folded

__all__ = ["Kept", "Named", "Taking", "meanings", "read_lists"]

ROUND = ("day", "asked", "people", "official_ids", "overlap")
ITEM = ("round_id", "name", "named_by", "objective_id", "also")
NOTHING = ("-", "–", "—")  # what is written for somebody to whom nothing came


def read_lists(written: str) -> list[list[str]]:
    """Return people's lists: a person a line, semicolons between things, a dash for an empty one.

    >>> read_lists("Bread by seven; more cafés\\n–\\n\\nmore cafés;")
    [['Bread by seven', 'more cafés'], [], ['more cafés']]
    """
    lines = (line.strip() for line in written.splitlines())
    return [_things(line) for line in lines if line]


def _things(line: str) -> list[str]:
    things = [each.strip() for each in line.split(";") if each.strip()]
    return [] if len(things) == 1 and things[0] in NOTHING else things


@dataclass
class _Typed:
    """What was typed so far; it is on the page only, and gone once the round is kept."""

    lists: str = ""
    day: str = ""
    asked: str = ""
    means: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """A thing that people named, how many did, and what it is taken to mean.

    `means` is the id of an objective, another text, or nothing.
    """

    text: str
    count: int
    means: str
    proposed: bool
    others: Sequence[str]


class Taking(Asking):
    """A box for people's lists, and for each thing in them the objective that it means.

    A `table` of the page tells the others of what was kept.
    """

    def __init__(self, bound: Binding, table: RowTable) -> None:
        self._bound, self._table, self._typed = bound, table, _Typed()
        super().__init__("position/signs_recall", self._hear, **self._facts(bound.plan))

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self.say(**self._facts(plan))

    def _hear(self, about: str, value: str) -> None:
        trouble = ""
        match about.partition("/"):
            case "lists" | "day" | "asked", _, _:
                setattr(self._typed, about, value)
            case "means", _, text:
                self._typed.means[text] = value
            case "keep", _, _:
                trouble = self._keep()
        self.say(**self._facts(self._bound.book.plan, trouble))

    def _keep(self) -> str:
        """Save the round and forget the lists; return what kept it from being saved."""
        book, typed = self._bound.book, self._typed
        plan = book.plan
        try:
            official = official_on(plan, day := _day(typed.day, plan.today))
            lists, asked = read_lists(typed.lists), _asked(typed.asked)
            named = self._named(plan, lists, official)
            meant = {each.text: each.means for each in named if each.means}
            kept = recall_from(lists, meant, day, [each.id for each in official], asked)
            place = max((each.position for each in plan.all(RecallRound)), default=-1) + 1
            kept[0].position = place
            own = {"id", "version"}
            book.save([Edit(type(r), r.id, r.model_dump(mode="json", exclude=own)) for r in kept])
        except WorkbookError as error:
            return str(error)
        self._typed = _Typed()
        self._table.wrote()
        return ""

    def _facts(self, plan: Plan, trouble: str = "") -> dict[str, Any]:
        typed, heard = self._typed, recall(plan, plan.calendar.quarter_of(plan.today))
        official = official_on(plan, plan.today)
        lists = read_lists(typed.lists)
        return {
            "typed": typed,
            "today": plan.today.isoformat(),
            "lists": say_count(len(lists), "list") if lists else "",
            "named": self._named(plan, lists, official),
            "official": official,
            "heard": heard,
            "trouble": trouble,
        }

    def _named(
        self, plan: Plan, lists: Sequence[Sequence[str]], official: Sequence[Objective]
    ) -> list[Named]:
        return meanings(lists, known_by(plan, official), self._typed.means)


def meanings(
    lists: Sequence[Sequence[str]],
    known: Mapping[str, Sequence[str]],
    decided: Mapping[str, str] | None = None,
) -> list[Named]:
    """Return each thing that was named, the most named first, with what it may mean.

    That is an objective whose words it shares, or another text that says nearly the same. `known`
    has the words of each objective by its id, and what a person `decided` of a text stands first.
    """
    said, words = decided or {}, {folded(text): text for each in lists for text in each}
    counts = Counter(key for each in lists for key in {folded(text) for text in each})
    order = sorted(counts, key=lambda key: (-counts[key], key))
    texts = [Text(words[key], counts[key]) for key in order]
    merges = ((text, merge.wording) for merge in proposals(texts) for text in merge.texts)
    twins = {text: wording for text, wording in merges if text != wording}
    likes = likenesses([each.text for each in texts], known)
    return [
        _named(each, texts, like.key if like else twins.get(each.text, ""), said)
        for each, like in zip(texts, likes, strict=True)
    ]


def _named(each: Text, texts: Sequence[Text], ours: str, decided: Mapping[str, str]) -> Named:
    others = [other.text for other in texts if other is not each]
    proposed = bool(ours) and each.text not in decided
    return Named(each.text, each.people, decided.get(each.text, ours), proposed, others)


def _day(written: str, today: date) -> date:
    try:
        return date.fromisoformat(written) if written else today
    except ValueError:
        raise WorkbookError(f"“{written}” is not a date, such as 2026-09-30.") from None


def _asked(written: str) -> int | None:
    if not written.strip():
        return None
    if not written.strip().isdecimal():
        raise WorkbookError(f"“{written}” is not how many people were asked: write a whole number.")
    return int(written)


def _newest(plan: Plan) -> Sequence[Recalled]:
    kept = max(plan.all(RecallRound), key=lambda each: each.day, default=None)
    return plan.of(Recalled, "round_id", kept.id) if kept else ()


class Kept(Folded):
    """The rounds that were kept, to be put right: a button until somebody wants it."""

    def __init__(self, bound: Binding) -> None:
        def make() -> RowTable:
            label = "What was named in the newest round"
            return bound.table(Recalled, ITEM, among=_newest, noun="named priority", label=label)

        def told(plan: Plan) -> dict[str, Any]:
            return {"rounds": len(plan.all(RecallRound))}

        super().__init__("position/signs_kept", bound, make, open=False, told=told)

    def before(self) -> Sequence[RowTable]:
        """Return the rounds, which stand above what was named in them."""
        return [self._bound.table(RecallRound, ROUND, noun="round", label="Rounds")]
