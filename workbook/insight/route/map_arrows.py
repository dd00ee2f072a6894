"""What is known of each arrow of the strategy map: it is a hypothesis, and stays one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from workbook.insight.review.lessons_together import LEAST, Pair, pairs
from workbook.insight.route.map_places import Box, placed
from workbook.quarter import Quarter
from workbook.strategy.destination import Link
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count

__all__ = ["STATES", "Arrow", "ArrowState", "arrows"]

ArrowState = Literal[
    "moves together", "moves apart", "no clear association", "too few points", "untested"
]
STATES: tuple[ArrowState, ...] = get_args(ArrowState)


@dataclass(frozen=True)
class Arrow:
    """An arrow by its number on the map; `pair` are the measures of its ends, if both have one.

    `unread` names the measure that has no readings yet.
    """

    number: int
    link: Link
    start: Box
    end: Box
    pair: Pair | None
    unread: str = ""

    @property
    def state(self) -> ArrowState:
        """What its readings tell so far."""
        if self.pair is None or self.unread or self.pair.verdict == "never changes":
            return "untested"
        if self.pair.verdict == "too few points":
            return "too few points"
        if self.pair.verdict == "no sign":
            return "no clear association"
        return "moves together" if self.pair.for_better else "moves apart"

    @property
    def said(self) -> str:
        """The state with its lag: `moves together, two months later`."""
        moves = self.state in ("moves together", "moves apart") and self.pair
        return f"{self.state}, {self.pair.when}" if moves and self.pair else self.state

    @property
    def rests(self) -> str:
        """What the state rests on, or why there is nothing to tell, without a stop at its end."""
        if self.pair is None or self.state == "untested":
            return self._why_untested()
        names = f"“{self.pair.kpi.name}” and “{self.pair.other.name}”"
        if self.state == "too few points":
            return f"{self.pair.held} of {names}, and {say_count(LEAST)} are needed"
        counted = f"correlation {self.pair.correlation}; {self.pair.held}"
        if self.state == "no clear association":
            return f"{names}: {counted}"
        with_what = "better" if self.pair.for_better else "worse"
        return f"better went with {with_what} in {names} so far; {counted}"

    @property
    def known(self) -> str:
        """The state and what it rests on, in a sentence that claims no cause."""
        return f"{capital(self.state)}: {self.rests}."

    def _why_untested(self) -> str:
        without = [box.name for box in (self.start, self.end) if box.kpi is None]
        if without:
            names = " and ".join(f"“{name}”" for name in without)
            return f"{names} {'has' if len(without) == 1 else 'have'} no KPI"
        if self.unread:
            return f"“{self.unread}” has no readings yet"
        return "one of its two KPIs never changes"


def arrows(plan: Plan, quarter: Quarter) -> Iterator[Arrow]:
    """Yield the arrows of the map in their order, numbered from 1."""
    drawn = placed(plan, quarter).links
    judged = pairs(plan, quarter)[0] if drawn else ()
    found = {(pair.kpi.id, pair.other.id): pair for pair in judged}
    for number, (link, start, end) in enumerate(drawn, 1):
        kpis = [box.kpi for box in (start, end) if box.kpi]
        pair = found.get((kpis[0].id, kpis[1].id)) if len(kpis) == 2 else None
        bare = (kpi.name for kpi in kpis if not len(plan.series(kpi).until(quarter.end)))
        yield Arrow(number, link, start, end, pair, next(bare, ""))
