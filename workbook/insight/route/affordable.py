"""What of the competing work fits together, what falls out and why, and what more would buy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbook.errors import MethodError
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows, slugs
from workbook.insight.route.affordable_clash import clash
from workbook.insight.route.affordable_parts import UNITS, WORDS, Limit, Out, Piece, Proposal
from workbook.insight.route.affordable_reasons import Reasons
from workbook.insight.route.rivals import Rivals, limited, rivals, taken
from workbook.insight.route.worth import Worth, worth
from workbook.methods.portfolio import Choice, Raise, choose
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Initiative, Limits
from workbook.strategy.start import Business
from workbook.wording import say_number

__all__ = ["Affordable", "affordable"]

SECONDS = 3.0  # how long to look for each proof; the result says how far from the best it may be
GAIN = 0.01  # more of a limit is worth naming where it gains so much of all that is in
MANY, NEAR = 100, 0.005  # of so many pieces, what more buys is looked for this near to the least
_SPENT = "Work in progress counts with all that it takes: what it has used already is not known."
_NO_MORE = "More of this alone would let nothing better in."


@dataclass(frozen=True)
class Affordable(Finding):
    """The set that is worth most within the limits; or the `trouble` that keeps it from being told.

    `unknown` are sentences on what cannot be weighed, `barred` on what cannot begin whatever the
    limits, and `within` says how near to the best it is where that is not proven.
    """

    limits: tuple[Limit, ...] = ()
    chosen: tuple[Piece, ...] = ()
    out: tuple[Out, ...] = ()
    barred: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()
    period: str = ""
    within: str = ""
    method: str = ""
    caveat: str = ""
    total: Figure | None = None

    @property
    def begun(self) -> bool:
        """Whether the business has said what its work may take."""
        return bool(self.limits or self.trouble)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the set."""
        pieces = (*self.chosen, *(each.piece for each in self.out))
        parts = (*(f for each in self.limits for f in each.figures),)
        total = (self.total,) if self.total else ()
        return (*total, *parts, *(f for each in pieces for f in each.figures))

    @property
    def sentence(self) -> str:
        """What the set is, in a sentence."""
        if not self.total:
            return ""
        of = len(self.chosen) + len(self.out)
        near = f", {self.within}" if self.within else ""
        return f"{len(self.chosen)} of {of} fit together, worth {self.total.printed}{near}."

    @property
    def concerns(self) -> tuple[str, ...]:
        """What runs though it falls out, and what clashes."""
        if self.trouble:
            return self.trouble if self.limits else ()
        runs = [
            each.piece.work.name for each in self.out if each.piece.work.status != "not started"
        ]
        said = f"In progress, though it does not fit what there is: {quoted(runs)}."
        return (said,) if runs else ()


@finding
def affordable(plan: Plan, quarter: Quarter) -> Affordable:
    """Return what fits together, once a limit is given and something says what work is worth."""
    given = plan.only(Limits)
    names = limited(given)
    if given is None or not names:
        return Affordable()
    found = worth(plan, quarter)
    if found.trouble:
        return Affordable(trouble=(found.trouble,))
    return _Set(plan, given, names, found, rivals(plan, names, found)).told()


@dataclass(frozen=True)
class _Set:
    """What a set is looked for in."""

    plan: Plan
    given: Limits
    names: tuple[str, ...]
    worth: Worth
    rivals: Rivals

    @cached_property
    def currency(self) -> str:
        business = self.plan.only(Business)
        return business.currency if business else ""

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        return slugs(self.plan, self.plan.all(Initiative))

    @property
    def many(self) -> bool:
        return len(self.rivals.weighed) > MANY

    def unit(self, name: str) -> str:
        return UNITS[name] or self.currency

    def said(self, name: str, value: float) -> str:
        return say_number(value, self.unit(name))

    def told(self) -> Affordable:
        limits = {name: float(getattr(self.given, name)) for name in self.names}
        by_id = {each.id: each.name for each in self.plan.all(Initiative)}
        unknown = tuple(f"“{by_id[id]}” {why}." for id, why in self.rivals.unknown.items())
        barred = tuple(f"“{by_id[id]}” {why}." for id, why in self.rivals.barred.items())
        plain = Affordable(
            barred=barred,
            unknown=unknown,
            period=self.given.period,
            method=self.worth.method,
            caveat=self.worth.caveat,
        )
        works = self.rivals.weighed
        if trouble := tuple(clash(self.rivals, limits, self.said)):
            return replace(plain, trouble=trouble, limits=tuple(self._limits(None)))
        if not works:
            none = "None of the work that competes can be weighed yet."
            return replace(plain, trouble=(none,), limits=tuple(self._limits(None)))
        try:
            choice = self._choice(works, limits)
        except MethodError as error:
            return replace(plain, trouble=(str(error),), limits=tuple(self._limits(None)))
        pieces = tuple(map(self._piece, works))
        chosen = {works[i].id for i in choice.selected}
        reasons = Reasons(self.rivals, chosen, self._left(choice), self.said, self.worth.worthless)
        fallen = [each for each in pieces if each.work.id not in chosen]
        return replace(
            plain,
            limits=tuple(self._limits(choice)),
            chosen=tuple(sorted((p for p in pieces if p.work.id in chosen), key=_most_first)),
            out=tuple(self._out(each, reasons) for each in sorted(fallen, key=_running_first)),
            within=_within(choice),
            total=self._total(choice, [p.work for p in pieces if p.work.id in chosen]),
        )

    def _choice(self, works: Sequence[Initiative], limits: Mapping[str, float]) -> Choice:
        at = {each.id: i for i, each in enumerate(works)}
        return choose(
            [self.worth.points.get(each.id, 0.0) for each in works],
            [[taken(each, name) for each in works] for name in self.names],
            list(limits.values()),
            requires=[(at[a], at[b]) for a, b in self.rivals.needs],
            excludes=[(at[a], at[b]) for a, b in self.rivals.excludes],
            must=[at[each.id] for each in self.rivals.must],
            seconds=SECONDS,
        )

    def _left(self, choice: Choice) -> dict[str, float]:
        pairs = zip(self.names, choice.used, strict=True)
        return {name: float(getattr(self.given, name)) - used for name, used in pairs}

    def _total(self, choice: Choice, works: Sequence[Initiative]) -> Figure:
        return Figure(
            "affordable.points", "Points of all that fits together", round(choice.value, 1),
            "points", f"{self.worth.method} Of all sets that keep every limit and rule, the one "
            "with the highest sum; a 0/1 programme.", rows(self.plan, works),
            " ".join(filter(None, [self.worth.caveat, choice.caveat])), 1,
        )  # fmt: skip

    def _piece(self, work: Initiative) -> Piece:
        id, source = f"affordable.{self.slugs[work.id]}", rows(self.plan, [work])
        points = self.worth.points.get(work.id, 0.0)
        amounts = {name: taken(work, name) for name in self.names}
        takes = [self.said(name, amount) for name, amount in amounts.items() if amount]
        returns = [
            f"{say_number(points / amounts[name] * per, places=2)} per {of}"
            for name, (per, of) in self._per.items()
            if amounts[name]
        ]
        about = f"“{work.name}”"
        return Piece(
            work,
            Figure(
                f"{id}.points", f"{about}: points", points, "points", self.worth.method, source,
                self.worth.caveat, 1,
            ),
            Figure(
                f"{id}.takes", f"{about}: what it takes", ", ".join(takes) or "nothing", "",
                "As entered.",
                source, "" if work.status == "not started" else _SPENT,
            ),
            Figure(
                f"{id}.returns", f"{about}: points for what it takes",
                ", ".join(returns) or "–", "", "Its points ÷ what it takes.", source,
            ),
        )  # fmt: skip

    @property
    def _per(self) -> dict[str, tuple[int, str]]:
        """For how much of each limit points are told, and what that is called."""
        units = {"cash": (1000, say_number(1000, self.currency)), "hours": (1, "hour")}
        return {name: units[name] for name in self.names if name in units}

    def _out(self, piece: Piece, reasons: Reasons) -> Out:
        why = reasons.of(piece.work, self.worth.points.get(piece.work.id, 0.0))
        return Out(piece, why, self._proposal(piece.work))

    def _proposal(self, work: Initiative) -> Proposal:
        """Return what can be proposed: a pause of what runs, unless one waits; or to leave it."""
        if work.status == "not started":
            return "not doing"
        waiting = (d for d in self.plan.of(Decision, "initiative_id", work.id) if not d.decided_on)
        return "" if any(d.kind in ("pause", "stop") for d in waiting) else "pause"

    def _limits(self, choice: Choice | None) -> Iterator[Limit]:
        source = rows(self.plan, [self.given])
        for i, name in enumerate(self.names):
            words, unit, id = WORDS[name], self.unit(name), f"affordable.{name}"
            amount = float(getattr(self.given, name))
            available = Figure(
                f"{id}.limit", f"{words} there is", amount, unit, "As entered.", source
            )
            used = Figure(
                f"{id}.used", f"{words} that what fits takes", choice.used[i] if choice else None,
                unit, "Sum over all that is in.", source, _SPENT,
            )  # fmt: skip
            limit = Limit(name, available, used, _NO_MORE if choice else "")
            raised = choice.least_raise(i, GAIN, NEAR if self.many else 0) if choice else None
            gains = choice and raised and raised.by > 0
            yield self._raised(limit, choice, raised) if choice and raised and gains else limit

    def _raised(self, limit: Limit, choice: Choice, raised: Raise) -> Limit:
        words, source, id = limit.words, limit.available.sources, f"affordable.{limit.name}"
        step = Figure(
            f"{id}.more", f"{words}: how much more would let something in", round(raised.by, 2),
            limit.used.unit, "The least by which this limit alone has to rise for a set that is "
            f"worth {say_number(100 * GAIN, '%', 0)} more.", source,
        )  # fmt: skip
        gain = Figure(
            f"{id}.gain", f"{words}: points that this would bring",
            round(raised.choice.value - choice.value, 1), "points",
            "The best set then minus the best set now.", source, places=1,
        )  # fmt: skip
        works, before, after = self.rivals.weighed, {*choice.selected}, {*raised.choice.selected}
        said = f"{step.printed} more would let in "
        said += quoted([works[i].name for i in sorted(after - before)])
        if gone := [works[i].name for i in sorted(before - after)]:
            said += f" in place of {quoted(gone)}"
        return replace(limit, more=f"{said}: {gain.printed} more.", step=step, gain=gain)


def _most_first(piece: Piece) -> float:
    return -float(piece.points.value or 0)


def _running_first(piece: Piece) -> tuple[bool, float]:
    return piece.work.status == "not started", _most_first(piece)


def _within(choice: Choice) -> str:
    return (
        f"within {say_number(100 * choice.falls_short, '%', 1)} of the best" if choice.gap else ""
    )
