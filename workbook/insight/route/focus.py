"""What the business spends itself on: work that sets it apart, and work it had sworn off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from workbook.insight.figure import Figure, percentage
from workbook.insight.finding import Finding, finding
from workbook.insight.live import live_objectives
from workbook.insight.naming import quoted
from workbook.insight.provenance import count, rows
from workbook.insight.route.watch_words import mentioned
from workbook.quarter import Quarter
from workbook.strategy.destination import Objective
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative, NotDoing
from workbook.strategy.route.initiatives import live_work
from workbook.wording import capital, say_count, say_list

__all__ = ["Conflict", "Focus", "focus"]

_ID = "strategy.own-or-copied"
_Work: TypeAlias = Initiative | Objective


@dataclass(frozen=True)
class Conflict:
    """Live work that speaks, in a word, of something on the not-doing list."""

    item: NotDoing
    work: _Work
    word: str

    @property
    def sentence(self) -> str:
        """Both sides, and what to do."""
        kind = self.work.nouns.one
        return (
            f"The {kind} “{self.work.name}” speaks of “{self.word}”, and “{self.item.name}” is on "
            "the not-doing list. Stop the work or reword it, or take the item off the list and "
            "say why."
        )


@dataclass(frozen=True)
class Focus(Finding):
    """Live initiatives by what they do for the business, and the not-doing list."""

    apart: tuple[Initiative, ...]
    level: tuple[Initiative, ...]
    unsaid: tuple[Initiative, ...]
    not_doing: tuple[NotDoing, ...]
    conflicts: tuple[Conflict, ...]
    figures: tuple[Figure, ...]

    @property
    def live(self) -> int:
        """How many initiatives are live."""
        return len(self.apart) + len(self.level) + len(self.unsaid)

    @property
    def marked(self) -> bool:
        """Whether the business says of its work what it does for it; else nothing is asked."""
        return bool(self.apart or self.level)

    @property
    def in_short(self) -> str:
        """How many live initiatives set the business apart, in a few words; empty if none says."""
        if not self.marked:
            return ""
        if self.live == 1:
            return f"the one live initiative {'sets' if self.apart else 'does not set'} us apart"
        apart = say_count(len(self.apart)) if self.apart else "none"
        sets = "sets" if len(self.apart) == 1 else "set"
        return f"{apart} of {say_count(self.live, 'live initiative')} {sets} us apart"

    @property
    def sentence(self) -> str:
        """The same with shares of cost and hours, and what the other live work does."""
        return capital("; ".join(self._parts()) + ".") if self.marked else ""

    def _parts(self) -> Iterator[str]:
        shares = [
            f"{figure.printed} of the {what}"
            for what in ("cost", "hours")
            for figure in self.figures
            if figure.id == f"{_ID}.apart-{what}"
        ]
        yield self.in_short + (f" ({say_list(shares)})" if shares else "")
        if self.level:
            keeps = "keeps" if len(self.level) == 1 else "keep"
            yield f"{say_count(len(self.level))} {keeps} us level with others"
        if self.unsaid:
            are = "is" if len(self.unsaid) == 1 else "are"
            yield f"{say_count(len(self.unsaid))} {are} not marked yet"

    @property
    def warning(self) -> str:
        """What to do when nothing live sets the business apart; empty while something does."""
        if not self.marked or self.apart:
            return ""
        if self.unsaid:
            return (
                "No live initiative is marked as setting the business apart. "
                "Say of each in the step Map the route whether it does."
            )
        return (
            "Nothing live sets the business apart: all of it only keeps up with others. "
            "Start one thing that customers find nowhere else, even a small one."
        )

    @property
    def concerns(self) -> tuple[str, ...]:
        """Work that had been sworn off, and that nothing live sets the business apart."""
        against = list(dict.fromkeys(conflict.work.name for conflict in self.conflicts))
        forbidden = f"On the not-doing list, and live all the same: {quoted(against)}."
        alike = self.warning and not self.unsaid
        return (
            *([forbidden] if against else []),
            *(["Nothing live sets the business apart."] if alike else []),
        )


@finding
def focus(plan: Plan, quarter: Quarter) -> Focus:
    """Return what live work does for the business, and where it contradicts the not-doing list.

    Work is live while it is not started or in progress; an objective, until it is due and reached.
    """
    live = live_work(plan)
    apart, level, unsaid = (tuple(i for i in live if i.distinction == tag) for tag in _TAGS)
    work: Sequence[_Work] = (*live, *live_objectives(plan, quarter))
    items = plan.all(NotDoing)
    conflicts = tuple(
        Conflict(item, each, word)
        for item in items
        for each in work
        if (word := mentioned(item.watch_for, _text(each)))
    )
    figures = [
        figure
        for tag, own in zip(_TAGS, (apart, level, unsaid), strict=True)
        for figure in _figures(plan, tag, own, live)
    ]
    figures.append(_conflicts_figure(items, conflicts))
    return Focus(apart, level, unsaid, items, conflicts, tuple(figures))


_TAGS = {"sets us apart": "apart", "keeps us level": "level", "not said": "not-said"}


def _text(work: _Work) -> str:
    return f"{work.name}\n{work.description if isinstance(work, Initiative) else work.why}"


def _figures(
    plan: Plan, tag: str, own: Sequence[Initiative], live: Sequence[Initiative]
) -> Iterator[Figure]:
    id, label = f"{_ID}.{_TAGS[tag]}", f"Live initiatives: {tag}"
    yield count(plan, id, label, own, "Count of those not started or in progress.")
    for part in ("cost", "hours"):
        given = [getattr(each, part) for each in live]
        share = percentage(sum(getattr(each, part) or 0 for each in own), sum(filter(None, given)))
        if share is not None:
            bare = given.count(None)
            yield Figure(
                f"{id}-{part}", f"{label}, share of {part}", share, "%",
                f"Their {part} ÷ the {part} of all live initiatives, as a whole percentage.",
                rows(plan, live), f"{bare} of {len(given)} do not give it." if bare else "",
            )  # fmt: skip


def _conflicts_figure(items: Sequence[NotDoing], found: Sequence[Conflict]) -> Figure:
    unwatched = sum(not item.watch_for for item in items)
    without = f"{capital(say_count(unwatched, 'item'))} on the list without words to watch for."
    return Figure(
        id="strategy.not-doing.conflicts",
        label="Live work that the not-doing list forbids",
        value=len(found),
        method="Count of live initiatives and objectives whose text holds a word to watch for.",
        sources=tuple(f"{each.work.nouns.one} “{each.work.name}”" for each in found),
        caveat="Words are compared, not meanings: read before you act."
        + (f" {without}" if unwatched else ""),
    )
