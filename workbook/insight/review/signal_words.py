"""Signals of a process-behaviour chart in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.insight.review.readings import say_period
from workbook.methods.process_behaviour import Rule
from workbook.strategy.destination import KPI, Reading
from workbook.wording import say_count, say_date

__all__ = ["Mark", "tell"]


@dataclass(frozen=True)
class Mark:
    """A signal: `index` counts the complete readings from 0; `up` says which way it points."""

    index: int
    rule: Rule
    up: bool


def tell(kpi: KPI, complete: Sequence[Reading], centre: float, marks: Sequence[Mark]) -> str:
    """Return what the marks mean, strongest first, as the middle of a sentence.

    What a stronger signal already says is left out: points near a limit beside a run or an
    outlier on that side, and the large steps to and from an outlier.
    """
    found = {
        (rule, up): [m.index for m in marks if (m.rule, m.up) == (rule, up)]
        for rule in _CLAUSES
        for up in (True, False)
    }
    outliers = found["beyond_limits", True] or found["beyond_limits", False]
    clauses = []
    for (rule, up), places in found.items():
        stronger = found["beyond_limits", up] or found["run_of_8", up]
        told = (rule == "near_limit" and stronger) or (rule == "range" and outliers)
        if places and not told:
            clauses.append(_CLAUSES[rule](_Signals(kpi, complete, centre, up, places)))
    return "; ".join(clauses)


@dataclass(frozen=True)
class _Signals:
    """The signals of one rule on one side."""

    kpi: KPI
    complete: Sequence[Reading]
    centre: float
    up: bool
    places: Sequence[int]

    @property
    def last(self) -> str:
        return say_period(self.complete[self.places[-1]].start, self.kpi.frequency)

    @property
    def edge(self) -> str:
        return "upper" if self.up else "lower"

    @property
    def side(self) -> str:
        return "above" if self.up else "below"

    def beyond(self) -> str:
        where = f"{self.side} the {self.edge} natural limit"
        if len(self.places) == 1:
            return f"{self.last} lies {where}"
        many = say_count(len(self.places), self.kpi.frequency)
        return f"{many} lie {where}, the last of them {self.last}"

    def run(self) -> str:
        run = list(self._run())
        length = say_count(len(run), self.kpi.frequency)
        start, weekly = run[-1].start, self.kpi.frequency == "week"
        since = say_date(start) if weekly else say_period(start, self.kpi.frequency)
        return f"a run of {length} {self.side} the centre line, from {since}"

    def _run(self) -> Iterator[Reading]:
        for reading in reversed(self.complete[: self.places[-1] + 1]):
            if (reading.value > self.centre) != self.up:
                return
            yield reading

    def near(self) -> str:
        four = f"the four {self.kpi.frequency}s up to {self.last}"
        return f"three of {four} close to the {self.edge} natural limit"

    def step(self) -> str:
        way = "up" if self.up else "down"
        if len(self.places) == 1:
            return f"an unusually large step {way} to {self.last}"
        return f"{say_count(len(self.places))} unusually large steps {way}, the last to {self.last}"


_CLAUSES = {
    "beyond_limits": _Signals.beyond,
    "run_of_8": _Signals.run,
    "near_limit": _Signals.near,
    "range": _Signals.step,
}
