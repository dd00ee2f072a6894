"""One KPI as its process-behaviour chart shows it: what the quarter's readings say, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import inf

from workbook.insight.figure import Figure
from workbook.insight.review.signal_words import Mark, tell
from workbook.methods.process_behaviour import Assurance
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.review.readings import Phase
from workbook.strategy.series import Series
from workbook.wording import say_count, say_date, say_list, say_number

__all__ = ["KpiBehaviour", "Limits", "Stretch", "Verdict"]


class Verdict(StrEnum):
    """What a quarter's readings say about a KPI, in the words that are printed."""

    BETTER = "signal: better"
    WORSE = "signal: worse"
    NOISE = "no signal (noise)"
    TOO_FEW = "too few readings"
    UNREAD = "no reading this quarter"


_ASSURED: dict[Assurance, str] = {
    "will meet": "will be met",
    "hit or miss": "is hit or missed by chance",
    "will miss": "will be missed",
}

_SO = {
    Verdict.BETTER: "is a change for the better",
    Verdict.WORSE: "is a change for the worse",
}


@dataclass(frozen=True)
class Limits:
    """Centre line and natural limits in the KPI's unit, from `n` complete readings of a phase.

    They are printed with so many `places`: what lies beyond one does not look like it.
    """

    centre: float
    lower: float
    upper: float
    n: int
    provisional: bool
    places: int


@dataclass(frozen=True)
class Stretch:
    """Centre line and limits of an earlier phase: complete readings `first` to before `last`."""

    first: int
    last: int
    centre: float
    lower: float
    upper: float


@dataclass(frozen=True)
class KpiBehaviour:
    """One KPI up to the end of a quarter.

    `readings` are those whose period ends by then, incomplete ones too; of a KPI that is read
    daily they are its weeks. `phases` have begun by then, the newest last: from its `first`
    complete reading on the limits are its own, and `earlier` are those before. `limits` is None
    where there are too few; `marks` are all signals of the newest phase. `assurance` says whether
    its target will be met as things are, where that can be known. What it reads, and is to read,
    is printed with so many `places`. `sources` names the complete
    readings, and `limit_sources` those that the limits come from.
    """

    kpi: KPI
    slug: str
    quarter: Quarter
    readings: Series
    phases: tuple[Phase, ...]
    first: int
    earlier: tuple[Stretch, ...]
    limits: Limits | None
    marks: tuple[Mark, ...]
    assurance: Assurance | None
    caveat: str
    places: int
    sources: tuple[str, ...]
    limit_sources: tuple[str, ...]

    @property
    def complete(self) -> Series:
        """The readings of whole periods, to which the marks point."""
        return self.readings.whole

    @cached_property
    def current(self) -> Series:
        """Those of the newest phase."""
        return self.complete[self.first :]

    @property
    def recent(self) -> int:
        """How many of these end in the quarter."""
        return len(self.current) - len(self.current.until(self.quarter.previous.end))

    @property
    def phase(self) -> Phase | None:
        """The newest phase that somebody began, if any."""
        return self.phases[-1] if self.phases else None

    @property
    def locked(self) -> date | None:
        """The day at which the limits are locked, if it lies in the newest phase."""
        day, phase = self.kpi.limits_until, self.phase
        return None if day is None or (phase and day < phase.start) else day

    def told(self, marks: Sequence[Mark]) -> str:
        """Return what marks of the newest phase mean, as the middle of a sentence."""
        assert self.limits is not None
        placed = [replace(mark, index=mark.index - self.first) for mark in marks]
        return tell(self.current, self.limits.centre, placed)

    @cached_property
    def news(self) -> tuple[Mark, ...]:
        """The signals whose period ends in the quarter."""
        before = len(self.complete.until(self.quarter.previous.end))
        return tuple(mark for mark in self.marks if mark.index >= before)

    @property
    def newest(self) -> Period | None:
        """The newest whole period, if there is one."""
        return self.complete.period(-1) if len(self.complete) else None

    @property
    def by_week(self) -> bool:
        """Whether it is read daily and charted by week."""
        return self.kpi.frequency != self.readings.unit

    @property
    def verdict(self) -> Verdict:
        """Signal or noise, and for the better or the worse, as the newest signal says."""
        if self.newest is None or self.newest.end < self.quarter.start:
            return Verdict.UNREAD
        if self.limits is None:
            return Verdict.TOO_FEW
        if not self.news:
            return Verdict.NOISE
        good = self.kpi.direction == "higher is better"
        return Verdict.BETTER if self._telling[-1].up == good else Verdict.WORSE

    @property
    def _telling(self) -> tuple[Mark, ...]:
        # A large step is often only the way back from an outlier: the other rules come first.
        return tuple(mark for mark in self.news if mark.rule != "range") or self.news

    @property
    def on_better_side(self) -> bool:
        """Whether the newest reading lies on the better side of the centre line."""
        if self.limits is None or not len(self.complete):
            return False
        above = float(self.complete.values[-1]) - self.limits.centre
        return above > 0 if self.kpi.direction == "higher is better" else above < 0

    @property
    def size(self) -> float:
        """How far the quarter's signals lie from the centre line, in widths of the limits."""
        if self.limits is None or not self.news:
            return 0.0
        away = max(abs(self.complete.values[m.index] - self.limits.centre) for m in self.news)
        width = self.limits.upper - self.limits.centre
        return float(away / width) if width else inf

    @property
    def bounded(self) -> bool:
        """Whether the lower limit lies below zero although no reading does."""
        return self.limits is not None and self.limits.lower < 0 <= self._lowest

    @property
    def capped(self) -> bool:
        """Whether the upper limit of a share lies above 100% although no reading does."""
        if self.limits is None or not self.kpi.unit.startswith("%") or self._lowest < 0:
            return False
        return self.limits.upper > 100 >= float(self.complete.values.max())

    @property
    def _lowest(self) -> float:
        return float(self.complete.values.min())

    @property
    def sentence(self) -> str:
        """What happened, in a sentence that needs no statistics to be read."""
        return f"{self.kpi.name}: {self.what}. {self.assured}".strip()

    @property
    def assured(self) -> str:
        """Whether its target will be met as things are, in a sentence; nothing if not known."""
        if self.assurance is None:
            return ""
        # The limits are those of the time before a change, too: they may not hold any more.
        calm = not self.news
        lead = "At this level" if calm else "By its limits so far"
        doubt = "" if calm else ", unless the change lasts"
        target = self.said_read(self.kpi.target, self.kpi.unit)
        return f"{lead} the target of {target} {_ASSURED[self.assurance]}{doubt}."

    @property
    def what(self) -> str:
        """The same without the KPI's name and the full stop."""
        if self.verdict == Verdict.UNREAD:
            unread = f"no complete {self._word} this quarter"
            if self.newest is None:
                return unread
            return f"{unread}; the newest one ended on {say_date(self.newest.end)}"
        if self.limits is None:
            few = say_count(len(self.current.confirmed), f"{self.whole} {self._word}")
            since = f" since the new limits from {say_date(self.phase.start)}" if self.phase else ""
            return f"{few}{since}, too few to tell signal from noise"
        if not self.news:
            out = ", and its target lies outside: getting there takes a change"
            usual = f"{self.usual} is its usual variation"
            untold = self.out_of_reach and self.assurance is None
            return f"no signal this quarter; {usual}{out if untold else ''}"
        told = self.told(self.news)
        both = len({mark.up for mark in self._telling}) > 1
        newest = "the newest of these" if both else "this"
        return f"{told}; {self.kpi.direction}, so {newest} {_SO[self.verdict]}{self.if_confirmed}"

    @property
    def whole(self) -> str:
        """What readings have to be for limits to come from them, where that matters."""
        return "confirmed" if self.current.provisional.any() else "complete"

    @property
    def if_confirmed(self) -> str:
        """On which provisional readings the quarter's signals rest, as the end of a sentence."""
        flash = dict.fromkeys(m.index for m in self.news if self.complete.provisional[m.index])
        names = [self.complete.period(place).label for place in flash]
        are = "is" if len(names) == 1 else "are"
        return f", if {say_list(names)} {are} confirmed" if names else ""

    @property
    def _word(self) -> str:
        return "week" if self.by_week else "reading"

    @property
    def target(self) -> float | None:
        """The target, where one reading can be compared with it: that of a sum is the quarter's."""
        adds_up = self.kpi.shows == "sum" and self.readings.unit != "quarter"
        return None if adds_up else self.kpi.target

    @property
    def out_of_reach(self) -> bool:
        """Whether the target lies beyond the limit that the KPI would have to cross."""
        target, limits = self.target, self.limits
        if target is None or limits is None:
            return False
        higher = self.kpi.direction == "higher is better"
        return target > limits.upper if higher else target < limits.lower

    @property
    def usual(self) -> str:
        """The values between which the KPI varies without a cause worth looking for."""
        if self.limits is None:
            return "not known yet"
        upper = self.said(self.limits.upper, self.kpi.unit)
        if self.bounded:
            return "anything" if self.capped else f"anything up to {upper}"
        if self.capped:
            return f"anything from {self.said(self.limits.lower, self.kpi.unit)} upwards"
        return f"between {self.said(self.limits.lower)} and {upper}"

    def said(self, level: float, unit: str = "") -> str:
        """Return a centre line or a limit as it is printed."""
        return say_number(level, unit, self.limits.places if self.limits else None)

    def said_read(self, value: float | None, unit: str = "") -> str:
        """Return a reading or a target as it is printed."""
        return say_number(value, unit, self.places)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Centre line, natural limits and both verdicts, with where they come from."""
        return tuple(_figures(self))


_LINES = (
    ("centre", "centre line", "Mean of the complete readings."),
    ("lower", "lower natural limit", "Centre line − {} × mean moving range (Wheeler)."),
    ("upper", "upper natural limit", "Centre line + {} × mean moving range (Wheeler)."),
)


_BEYOND = {
    "lower": "Below zero: what cannot be negative has no lower limit.",
    "upper": "Above 100%: what cannot be more than all has no upper limit.",
}


def _figures(found: KpiBehaviour) -> Iterator[Figure]:
    kpi, id = found.kpi, f"kpi.{found.slug}"
    for name, label, method in _LINES:
        out = {"lower": found.bounded, "upper": found.capped}.get(name)
        beyond = _BEYOND[name] if out else ""
        yield Figure(
            id=f"{id}.{name}",
            label=f"{kpi.name}: {label}",
            value=getattr(found.limits, name, None),
            unit=kpi.unit,
            method=method.format(say_number(2.66)),
            sources=found.limit_sources,
            caveat=f"{found.caveat} {beyond}".strip(),
            places=found.limits.places if found.limits else None,
        )
    yield Figure(
        id=f"{id}.signal",
        label=f"{kpi.name}: behaviour",
        value=str(found.verdict),
        method="Wheeler's detection rules on the readings of the quarter.",
        sources=found.sources,
        caveat=found.caveat,
    )
    if found.assurance:
        yield Figure(
            id=f"{id}.assurance",
            label=f"{kpi.name}: assurance",
            value=found.assurance,
            method="Its natural limits against its target: both on the good side, will meet; both "
            "on the bad side, will miss; else hit or miss.",
            sources=found.limit_sources,
            caveat=found.caveat,
        )
