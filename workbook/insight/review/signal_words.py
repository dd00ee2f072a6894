"""Signals of a process-behaviour chart in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.methods.process_behaviour import Rule
from workbook.period import Period
from workbook.strategy.series import Series
from workbook.wording import say_count, say_date

__all__ = ["Mark", "tell"]


@dataclass(frozen=True)
class Mark:
    """A signal: `index` counts the complete readings from 0; `up` says which way it points."""

    index: int
    rule: Rule
    up: bool


def tell(complete: Series, centre: float, marks: Sequence[Mark]) -> str:
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
            clauses.append(_CLAUSES[rule](_Signals(complete, centre, up, places)))
    return "; ".join(clauses)


@dataclass(frozen=True)
class _Signals:
    """The signals of one rule on one side."""

    complete: Series
    centre: float
    up: bool
    places: Sequence[int]

    @property
    def last(self) -> str:
        return self.complete.period(self.places[-1]).label

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
        many = say_count(len(self.places), self.complete.unit)
        return f"{many} lie {where}, the last of them {self.last}"

    def run(self) -> str:
        length, since = self._run()
        many = say_count(length, self.complete.unit)
        began = say_date(since.start) if since.unit == "week" else since.label
        return f"a run of {many} {self.side} the centre line, from {began}"

    def _run(self) -> tuple[int, Period]:
        above = self.complete.values[: self.places[-1] + 1] > self.centre
        back = (above != self.up)[::-1]
        length = int(back.argmax()) if back.any() else len(back)
        return length, self.complete.period(self.places[-1] + 1 - length)

    def near(self) -> str:
        four = f"the four {self.complete.unit}s up to {self.last}"
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
