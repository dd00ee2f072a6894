"""The parts of what can be afforded: a piece of work, one that falls out, and a limit."""

from dataclasses import dataclass
from typing import Literal

from workbook.insight.figure import Figure
from workbook.strategy.route import Initiative

__all__ = ["UNITS", "WORDS", "Limit", "Out", "Piece", "Proposal"]

UNITS = {"cash": "", "hours": "hours", "owner_hours": "owner’s hours"}
"""What each limit is counted in; cash in the currency of the business."""

WORDS = {"cash": "Cash", "hours": "Working hours", "owner_hours": "Hours of the owner"}
"""What people call each limit."""

Proposal = Literal["", "pause", "not doing"]


@dataclass(frozen=True)
class Piece:
    """An initiative with its points, what it takes of the limits, and its points for that."""

    work: Initiative
    points: Figure
    takes: Figure
    returns: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        return self.points, self.takes, self.returns


@dataclass(frozen=True)
class Out:
    """A piece that falls out, why, and what is proposed for it, unless that is proposed already."""

    piece: Piece
    why: str
    proposal: Proposal = ""

    @property
    def sentence(self) -> str:
        """Its name and the reason."""
        return f"“{self.piece.work.name}” {self.why}."


@dataclass(frozen=True)
class Limit:
    """One limit, how much of it the set uses, and what more of it would buy, in a sentence."""

    name: str
    available: Figure
    used: Figure
    more: str
    step: Figure | None = None
    gain: Figure | None = None

    @property
    def words(self) -> str:
        """What people call it."""
        return WORDS[self.name]

    @property
    def share(self) -> float:
        """How much of it is used, from 0 to 1."""
        used, available = self.used.value, self.available.value
        if not isinstance(used, int | float) or not isinstance(available, int | float):
            return 0.0
        return min(used / available, 1.0) if available else 1.0

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        return (self.available, self.used, *filter(None, (self.step, self.gain)))
