"""Why a piece of work falls out of what can be afforded: a rule, a limit, or its worth."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from workbook.insight.naming import quoted
from workbook.insight.route.rivals import Rivals, taken
from workbook.strategy.route import Initiative
from workbook.wording import say_list

__all__ = ["Reasons"]


@dataclass(frozen=True)
class Reasons:
    """What is in, by id, and how much of each limit is left beside it.

    `worthless` says why work without points is out, and `said` returns an amount of a limit in
    words.
    """

    rivals: Rivals
    chosen: Set[str]
    left: Mapping[str, float]
    said: Callable[[str, float], str]
    worthless: str

    def of(self, work: Initiative, points: float) -> str:
        """Return why this work is out, in words that follow its name."""
        names = {each.id: each.name for each in self.rivals.weighed}
        rival = [names[id] for id in self._excluded_by(work) if id in self.chosen]
        lost = [each for each in self.rivals.brought_by([work]) if each.id not in self.chosen]
        short = list(self._short(work))
        if rival:
            return f"is ruled out by {quoted(rival)}: only one of them can be done"
        if fallen := [each.name for each in lost if each.id != work.id]:
            return f"needs {quoted(fallen)}, which fell out"
        if points <= 0:
            return self.worthless
        if short:
            return f"takes {say_list(short)}: what is in brings more for it"
        return "would fit, but no better set was found in time"

    def _excluded_by(self, work: Initiative) -> list[str]:
        pairs = (pair for pair in self.rivals.excludes if work.id in pair)
        return [id for pair in pairs for id in pair if id != work.id]

    def _short(self, work: Initiative) -> list[str]:
        told = []
        for limit, left in self.left.items():
            amount = taken(work, limit)
            if amount > left + 1e-9 * max(amount, 1):
                rest = self.said(limit, max(left, 0)) if left > 0 else "nothing"
                told.append(f"{self.said(limit, amount)} ({rest} left)")
        return told
