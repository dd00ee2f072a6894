"""How much of the official list people name unaided, and how alike their lists are."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import slugs
from workbook.methods.recall import AT_MOST
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import Objective
from workbook.strategy.plan import Plan
from workbook.strategy.position.signs_recall import Recalled, RecallRound
from workbook.wording import say_date

__all__ = ["Recall", "recall"]

_LOW, _HIGH = 0.5, 0.8  # of a score: below it, or from it on, it is told on the page for one reader


@dataclass(frozen=True)
class Recall(Finding):
    """The newest round and the one before it; without a round there is nothing.

    `official` has each objective of the list with how many named it, and `others` what else at
    least two people named, the most named first; `once` is how many things one person alone named.
    `score` is a share from 0 to 1.
    """

    newest: RecallRound | None = None
    before: RecallRound | None = None
    score: float | None = None
    official: tuple[tuple[Objective, Figure], ...] = ()
    others: tuple[Recalled, ...] = ()
    once: int = 0
    figures: tuple[Figure, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it is the list of one person, and no survey."""
        return self.newest is not None and self.newest.people == 1

    @property
    def forgotten(self) -> tuple[str, ...]:
        """The objectives that nobody named."""
        return tuple(objective.name for objective, named in self.official if not named.value)

    @property
    def sentence(self) -> str:
        """The score and the overlap in words; empty without a round."""
        if self.newest is None or self.score is None:
            return ""
        score, day = self.figure("recall.score").printed, say_date(self.newest.day)
        if self.alone:
            return f"On {day} you named {score} of what you could have named of your own list."
        who = f"{self.newest.people} people, asked on {day},"
        said = f"{who} named {score} of what they could have named"
        alike = next((f for f in self.figures if f.id == "recall.overlap"), None)
        return f"{said}; two lists are alike by {alike.printed}." if alike else f"{said}."

    @property
    def trend(self) -> str:
        """The score of the round before, as a sentence; or nothing."""
        then = next((f for f in self.figures if f.id == "recall.score-before"), None)
        return (
            f"On {say_date(self.before.day)} it was {then.printed}." if then and self.before else ""
        )

    @property
    def concerns(self) -> tuple[str, ...]:
        """That most of the official list comes to nobody’s mind."""
        if self.alone or self.score is None or self.score >= _LOW:
            return ()
        nobody = f"; nobody named {quoted(self.forgotten)}" if self.forgotten else ""
        printed = self.figure("recall.score").printed
        return (f"Unaided, people name {printed} of the official list{nobody}.",)

    @property
    def gains(self) -> tuple[str, ...]:
        """That people know the official list by heart."""
        if self.alone or self.score is None or self.score < _HIGH:
            return ()
        return (
            f"Unaided, people name {self.figure('recall.score').printed} of the official list.",
        )


@finding
def recall(plan: Plan, quarter: Quarter) -> Recall:
    """Return what people recalled by the cut-off of a quarter."""
    until = cutoff(plan, quarter).day
    rounds = sorted((r for r in plan.all(RecallRound) if r.day <= until), key=lambda r: r.day)
    if not rounds:
        return Recall()
    newest = rounds[-1]
    alike = (each for each in rounds[-2::-1] if (each.people == 1) == (newest.people == 1))
    before = next(alike, None)
    official = tuple(sorted(_named(plan, newest), key=lambda each: -float(each[1].value or 0)))
    items = plan.of(Recalled, "round_id", newest.id)
    rest = sorted((e for e in items if not e.objective_id), key=lambda e: (-e.named_by, e.name))
    shown = tuple(each for each in rest if each.named_by > 1 or newest.people == 1)
    counted = tuple(figure for _, figure in official)
    return Recall(
        newest=newest,
        before=before,
        score=_score(plan, newest),
        official=official,
        others=shown,
        once=len(rest) - len(shown),
        figures=(*_figures(plan, newest, before), *counted),
    )


def _score(plan: Plan, kept: RecallRound) -> float | None:
    """Return the mean over people of the share that each named; None without an official list.

    Each person counts once for each objective, so that the counts tell it without the lists.
    """
    if not kept.official_ids:
        return None
    items = plan.of(Recalled, "round_id", kept.id)
    named = sum(each.named_by for each in items if each.objective_id)
    return named / (kept.people * min(AT_MOST, len(kept.official_ids)))


def _named(plan: Plan, newest: RecallRound) -> Iterator[tuple[Objective, Figure]]:
    """Yield each objective of the official list with how many named it."""
    items = plan.of(Recalled, "round_id", newest.id)
    named = {each.objective_id: each.named_by for each in items}
    listed = [o for id in newest.official_ids if isinstance(o := plan.find(id), Objective)]
    slug = slugs(plan, listed)
    for each in listed:
        id, label = f"recall.named.{slug[each.id]}", f"“{each.name}”: named unaided"
        method = "Count of those who named it, in whatever words."
        yield each, Figure(id, label, named.get(each.id, 0), "", method, (_said(newest),))


def _figures(plan: Plan, newest: RecallRound, before: RecallRound | None) -> Iterator[Figure]:
    if (score := _score(plan, newest)) is None:
        return
    label, sources = "Recall score", (_said(newest),)
    yield Figure("recall.score", label, 100 * score, "%", _SCORE, sources, _CAVEAT, 0)
    if newest.overlap is not None:
        alike = 100 * newest.overlap
        yield Figure("recall.overlap", "Overlap of two lists", alike, "%", _ALIKE, sources, "", 0)
    if before and (then := _score(plan, before)) is not None:
        label, kept = "Recall score before", (_said(before),)
        yield Figure("recall.score-before", label, 100 * then, "%", _SCORE, kept, _CAVEAT, 0)


_SCORE = (
    "Mean over people of the objectives that each named of the official list ÷ those that each "
    "could have named: three, or all where there are fewer."
)
_ALIKE = "Mean over pairs of people of what both named ÷ what either named (Jaccard)."
_CAVEAT = "Which words mean which objective was decided by a person."


def _said(kept: RecallRound) -> str:
    of = f" of {kept.asked} asked" if kept.asked else ""
    return f"recall round, {say_date(kept.day)}, {kept.people} lists{of}"
