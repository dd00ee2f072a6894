"""How much of the hours goes into small bets, and which of them are due to be scaled or stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from workbook.insight.figure import Figure, percentage
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.route import Allowance, Bet

__all__ = ["Exploration", "exploration"]


@dataclass(frozen=True)
class Exploration(Finding):
    """The bets, those that run first; `due` are those whose day has come and that still run.

    `over` says by how much the running ones are above what they may take; empty where they are not.
    """

    bets: tuple[Bet, ...]
    due: tuple[Bet, ...]
    unknown: tuple[Bet, ...]
    over: str
    figures: tuple[Figure, ...]

    def printed(self, name: str) -> str:
        """Return a figure as it is printed; empty where there is none."""
        id = f"exploration.{name}"
        return next((figure.printed for figure in self.figures if figure.id == id), "")

    @property
    def concerns(self) -> tuple[str, ...]:
        """Bets whose day has come, and more of them than there is room for."""
        names = quoted([each.name for each in self.due])
        late = (f"A bet is to be scaled or stopped by now: {names}.",) if self.due else ()
        return (*late, *filter(None, [self.over]))


@finding
def exploration(plan: Plan, quarter: Quarter) -> Exploration:
    """Return what the bets take of their allowance at the end of a quarter."""
    bets = sorted(plan.all(Bet), key=lambda each: each.state != "running")
    running = [each for each in bets if each.state == "running"]
    until, unknown = cutoff(plan, quarter), [each for each in running if each.hours is None]
    figures = tuple(_figures(plan, running, unknown))
    values = {figure.id.rpartition(".")[2]: figure for figure in figures}
    used, room = values.get("used"), values.get("allowance")
    over = ""
    if used and room and float(used.value or 0) > float(room.value or 0):
        over = f"Bets take {used.printed}, and may take {room.printed}."
    due = tuple(each for each in running if until.missed(each.decide_on))
    return Exploration(tuple(bets), due, tuple(unknown), over, figures)


def _figures(plan: Plan, running: list[Bet], unknown: list[Bet]) -> Iterator[Figure]:
    given = plan.only(Allowance)
    used = fsum(each.hours or 0 for each in running)
    if running:
        names = ", ".join(each.name for each in unknown)
        yield Figure(
            "exploration.used", "Hours of all bets that run", used, "hours",
            "Sum of the hours a quarter.", rows(plan, running),
            f"Without {names}: nobody has said how many hours." if unknown else "",
        )  # fmt: skip
    if given is not None and given.share is not None and given.hours is not None:
        room = given.share * given.hours / 100
        yield Figure(
            "exploration.allowance", "Hours that bets may take", room, "hours",
            "Share × hours of a quarter.", rows(plan, [given]),
        )  # fmt: skip
        if running and (share := percentage(used, room)) is not None:
            yield Figure(
                "exploration.share", "Share of the allowance in use", share, "%",
                "Hours of all bets ÷ hours that they may take.", rows(plan, [given, *running]),
            )  # fmt: skip
