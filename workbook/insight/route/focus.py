"""What the business spends itself on: work that sets it apart, and work it had sworn off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.live import live_initiatives, live_objectives
from workbook.insight.provenance import rows
from workbook.insight.route.watch_words import mentioned
from workbook.quarter import Quarter
from workbook.strategy.destination import Objective
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative, NotDoing
from workbook.wording import capital, say_count, say_list

__all__ = ["Conflict", "Focus", "NotDoingItem", "Tagged", "focus"]


@dataclass(frozen=True)
class Tagged:
    """The live initiatives with one tag.

    `of_cost` and `of_hours` are their whole percentages of what live work costs and takes, where
    that is given; None where no live initiative gives it, or all give nothing.
    """

    tag: str
    names: tuple[str, ...]
    of_cost: int | None
    of_hours: int | None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)


@dataclass(frozen=True)
class Conflict:
    """Live work that speaks of something on the not-doing list."""

    item: str
    kind: str
    work: str
    word: str

    @property
    def sentence(self) -> str:
        """Both sides, and what to do."""
        return (
            f"The {self.kind} “{self.work}” speaks of “{self.word}”, and “{self.item}” is on the "
            "not-doing list. Stop the work or reword it, or take the item off the list and say why."
        )


@dataclass(frozen=True)
class NotDoingItem:
    """What the business will not do; `watched` says whether it has words to look for."""

    name: str
    reason: str
    reopen_when: str
    watched: bool
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Focus:
    """Live initiatives by what they do for the business, and the not-doing list."""

    apart: Tagged
    level: Tagged
    unsaid: Tagged
    not_doing: tuple[NotDoingItem, ...]
    figures: tuple[Figure, ...]

    @property
    def live(self) -> int:
        """How many initiatives are live."""
        return self.apart.count + self.level.count + self.unsaid.count

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, in the list's order."""
        return tuple(conflict for item in self.not_doing for conflict in item.conflicts)

    @property
    def in_short(self) -> str:
        """How many live initiatives set the business apart, in a few words; empty without any."""
        if not self.live:
            return ""
        apart = say_count(self.apart.count) if self.apart.count else "none"
        sets = _verb(self.apart.count, "sets", "set")
        return f"{apart} of {say_count(self.live, 'live initiative')} {sets} us apart"

    @property
    def sentence(self) -> str:
        """The same with shares of cost and hours, and what the other live work does."""
        if not self.live:
            return ""
        parts = [self.in_short + _in_brackets(self.apart)]
        if self.level.count:
            keeps = _verb(self.level.count, "keeps", "keep")
            parts.append(f"{say_count(self.level.count)} {keeps} us level with others")
        if self.unsaid.count:
            is_ = _verb(self.unsaid.count, "is", "are")
            parts.append(f"{say_count(self.unsaid.count)} {is_} not marked yet")
        return capital("; ".join(parts) + ".")

    @property
    def warning(self) -> str:
        """What to do when nothing live sets the business apart; empty while something does."""
        if not self.live or self.apart.count:
            return ""
        if self.unsaid.count:
            return (
                "No live initiative is marked as setting the business apart. "
                "Say of each in the step Map the route whether it does."
            )
        return (
            "Nothing live sets the business apart: all of it only keeps up with others. "
            "Start one thing that customers find nowhere else, even a small one."
        )


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _in_brackets(tagged: Tagged) -> str:
    given = (("cost", tagged.of_cost), ("hours", tagged.of_hours))
    shares = [f"{share}% of the {what}" for what, share in given if share is not None]
    return f" ({say_list(shares)})" if shares else ""


def focus(plan: Plan, quarter: Quarter) -> Focus:
    """Return what live work does for the business, and where it contradicts the not-doing list.

    Work is live while it is proposed or in progress; an objective, until it is due and reached.
    """
    live = live_initiatives(plan)
    apart, level, unsaid = (_tagged(tag, live) for tag in _TAGS)
    work: Sequence[_Work] = (*live, *live_objectives(plan, quarter))
    items = tuple(_item(item, work) for item in plan.all(NotDoing))
    return Focus(
        apart=apart,
        level=level,
        unsaid=unsaid,
        not_doing=items,
        figures=(
            *(figure for tag in (apart, level, unsaid) for figure in _figures(plan, tag, live)),
            _conflicts(items),
        ),
    )


_Work = Initiative | Objective
_TAGS = ("sets us apart", "keeps us level", "not said")


def _tagged(tag: str, live: Sequence[Initiative]) -> Tagged:
    own = [i for i in live if i.distinction == tag]
    return Tagged(
        tag=tag,
        names=tuple(i.name for i in own),
        of_cost=_share([i.cost or 0 for i in own], [i.cost or 0 for i in live]),
        of_hours=_share([i.hours or 0 for i in own], [i.hours or 0 for i in live]),
    )


def _share(own: Sequence[float], every: Sequence[float]) -> int | None:
    return round(100 * sum(own) / sum(every)) if sum(every) else None


def _item(item: NotDoing, work: Sequence[_Work]) -> NotDoingItem:
    found = ((each, mentioned(item.watch_for, _text(each))) for each in work)
    return NotDoingItem(
        name=item.name,
        reason=item.reason,
        reopen_when=item.reopen_when,
        watched=bool(item.watch_for),
        conflicts=tuple(
            Conflict(item.name, each.nouns.one, each.name, word) for each, word in found if word
        ),
    )


def _text(work: _Work) -> str:
    return f"{work.name}\n{work.description if isinstance(work, Initiative) else work.why}"


def _figures(plan: Plan, tagged: Tagged, live: Sequence[Initiative]) -> Iterator[Figure]:
    own = [i for i in live if i.distinction == tagged.tag]
    id, label = f"strategy.own-or-copied.{_SLUGS[tagged.tag]}", f"Live initiatives: {tagged.tag}"
    yield Figure(
        id, label, tagged.count, "", "Count of those proposed or in progress.", rows(plan, own)
    )
    for part, share, given in (
        ("cost", tagged.of_cost, [i.cost for i in live]),
        ("hours", tagged.of_hours, [i.hours for i in live]),
    ):
        if share is not None:
            bare = given.count(None)
            yield Figure(
                f"{id}-{part}", f"{label}, share of {part}", share, "%",
                f"Their {part} ÷ the {part} of all live initiatives, as a whole percentage.",
                rows(plan, live), f"{bare} of {len(given)} do not give it." if bare else "",
            )  # fmt: skip


_SLUGS = {"sets us apart": "apart", "keeps us level": "level", "not said": "not-said"}


def _conflicts(items: Sequence[NotDoingItem]) -> Figure:
    found = [conflict for item in items for conflict in item.conflicts]
    return Figure(
        id="strategy.not-doing.conflicts",
        label="Live work that the not-doing list forbids",
        value=len(found),
        method="Count of live initiatives and objectives whose text holds a word to watch for.",
        sources=tuple(f"{conflict.kind} “{conflict.work}”" for conflict in found),
        caveat=" ".join(_caveats(items)),
    )


def _caveats(items: Sequence[NotDoingItem]) -> Iterator[str]:
    yield "Words are compared, not meanings: read before you act."
    if bare := sum(not item.watched for item in items):
        yield f"{capital(say_count(bare, 'item'))} on the list without words to watch for."
