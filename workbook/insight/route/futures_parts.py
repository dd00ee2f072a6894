"""The parts of what may come: a world, an initiative in all of them, and what it is over all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbook.errors import NoFeasibleChoice
from workbook.insight.figure import Figure
from workbook.methods.portfolio import Choice
from workbook.strategy.route import Initiative, World

__all__ = ["KINDS", "Ahead", "Fate", "Future", "Kind"]


class Fate(StrEnum):
    """What becomes of an initiative in a world, in the words printed."""

    IN = "in"
    LUCKY = "only at best"
    OUT = "out"


class Kind(StrEnum):
    """What an initiative is, over all worlds, by the fate at worst: the rule comes first."""

    ROBUST = "robust"
    HEDGE = "hedge"
    OPTION = "option"
    NONE = "falls out"


KINDS: Mapping[Kind, str] = {
    Kind.ROBUST: "in at worst, in each world: begin",
    Kind.HEDGE: "in most worlds: begin, and know when to stop",
    Kind.OPTION: "in few of them: keep it alive cheaply, with the sign that it waits for",
    Kind.NONE: "in none of them at worst",
}


@dataclass(frozen=True)
class Ahead:
    """One world: `ends` says in words how the uncertainties end there.

    `choices` are the best sets at worst and at best; an error where not even what must be done can
    be.
    """

    world: World
    ends: tuple[str, ...]
    choices: tuple[Choice | NoFeasibleChoice, Choice | NoFeasibleChoice]
    figures: tuple[Figure, ...]

    @property
    def carries(self) -> bool:
        """Whether what must be done can be done, even at worst."""
        return isinstance(self.choices[0], Choice)

    def printed(self, name: str) -> str:
        """Return a figure of the world as it is printed; empty where there is none."""
        return next((f.printed for f in self.figures if f.id.endswith(f".{name}")), "")


@dataclass(frozen=True)
class Future:
    """An initiative with its fate in each world, in their order."""

    work: Initiative
    fates: tuple[Fate, ...]
    today: bool

    @property
    def kind(self) -> Kind:
        """What it is, over all worlds."""
        safe = self.fates.count(Fate.IN)
        if safe == len(self.fates):
            return Kind.ROBUST
        if 2 * safe > len(self.fates):
            return Kind.HEDGE
        return Kind.OPTION if safe else Kind.NONE
