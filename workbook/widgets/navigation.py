"""The ways through the workbook on a page: its steps at the top, its chapters, and the way on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import traitlets

from workbook.widgets.part import KIT, Part

__all__ = ["Contents", "Lack", "Onward", "Standing", "StepBar", "Stop"]

Lack = tuple[str, str]
"""Something that is not given yet, as a sentence, and the address of where to give it."""


@dataclass(frozen=True)
class Stop:
    """A step or a chapter: `address` is a notebook's, with what follows its #.

    `state` is empty, started, ready or done, or nothing where a chapter asks for nothing. What is
    not `needed` for a first pack stands apart. `missing` is what a first pack cannot do without,
    `better` what it can.
    """

    name: str
    title: str
    address: str
    state: str = ""
    needed: bool = True
    missing: Sequence[Lack] = ()
    better: Sequence[Lack] = ()


@dataclass(frozen=True)
class Standing:
    """How everything stands at this moment: whose workbook, its steps, this one's chapters."""

    whose: str
    steps: Sequence[Stop]
    chapters: Sequence[Stop]


class StepBar(Part):
    """Whose workbook this is, and its steps with their state, each one click away."""

    kit = KIT
    part = traitlets.Unicode("stepbar").tag(sync=True)

    whose = traitlets.Unicode().tag(sync=True)
    here = traitlets.Unicode(help="the name of the step of this page").tag(sync=True)
    stops: traitlets.List[Any] = traitlets.List(help="name, title, address, state of each").tag(
        sync=True
    )

    def show(self, standing: Standing) -> None:
        """Show how the steps stand now."""
        with self.hold_sync():
            self.whose = standing.whose
            self.stops = [_sent(stop) for stop in standing.steps]


class Contents(Part):
    """The chapters of a step with their state, and what the open one lacks.

    The browser says "go" with what follows the # in the page's address: a chapter, and perhaps a
    record in it and a field of that.
    """

    kit = KIT
    part = traitlets.Unicode("contents").tag(sync=True)

    title = traitlets.Unicode(help="the step").tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    here = traitlets.Unicode(help="the name of the open chapter").tag(sync=True)
    stops: traitlets.List[Any] = traitlets.List(help="the same, and whether needed").tag(sync=True)
    missing: traitlets.List[Any] = traitlets.List(help="sentence and address").tag(sync=True)
    better: traitlets.List[Any] = traitlets.List(help="the same").tag(sync=True)

    def show(self, standing: Standing, here: str) -> None:
        """Show how the chapters stand now, and that this one is open."""
        stop = next(stop for stop in standing.chapters if stop.name == here)
        with self.hold_sync():
            self.here = here
            self.stops = [_sent(stop) for stop in standing.chapters]
            self.missing = [list(lack) for lack in stop.missing]
            # First things first.
            self.better = [] if stop.missing else [list(lack) for lack in stop.better]


class Onward(Part):
    """The links to what comes next and to what came before, each a title and an address."""

    kit = KIT
    part = traitlets.Unicode("onward").tag(sync=True)

    back = traitlets.List(traitlets.Unicode()).tag(sync=True)
    onward = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def show(self, standing: Standing, step: str, here: str) -> None:
        """Lead on from this chapter of this step, and back."""
        before, after = _around(standing, step, here)
        with self.hold_sync():
            self.back = [before.title, before.address] if before else []
            self.onward = [after.title, after.address] if after else []


def _sent(stop: Stop) -> dict[str, object]:
    return {
        "name": stop.name,
        "title": stop.title,
        "address": stop.address,
        "state": stop.state,
        "needed": stop.needed,
        "lacks": len(stop.missing),
    }


def _around(standing: Standing, step: str, here: str) -> tuple[Stop | None, Stop | None]:
    """Return what comes before and after a chapter; what needs not be is passed by."""
    this = next(stop for stop in standing.chapters if stop.name == here)
    way = [stop for stop in standing.chapters if stop.needed]
    if not this.needed:
        way = [*way[-1:], *(stop for stop in standing.chapters if not stop.needed)]
    place = way.index(this)
    steps = [stop.name for stop in standing.steps].index(step)
    before = way[place - 1] if place else _at(standing.steps, steps - 1)
    after = way[place + 1] if place + 1 < len(way) else _at(standing.steps, steps + 1)
    return before, after


def _at(stops: Sequence[Stop], place: int) -> Stop | None:
    """Return a step on the way; one that needs not be is gone to on purpose."""
    return stops[place] if 0 <= place < len(stops) and stops[place].needed else None
