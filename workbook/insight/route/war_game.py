"""Which moves of rivals the business has an answer to, and what is ready against the others."""

from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import count
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Response, RivalMove
from workbook.strategy.route.futures_moves import uncovered

__all__ = ["Card", "WarGame", "war_game"]


@dataclass(frozen=True)
class Card:
    """A move, its answers with the one that holds first, and whether it is covered."""

    move: RivalMove
    owner: str
    responses: tuple[Response, ...]
    covered: bool

    @property
    def ready(self) -> bool:
        """Whether somebody knows what to do first, and by what to notice it."""
        return bool(self.move.sign and self.move.first_step and self.move.owner_id)


@dataclass(frozen=True)
class WarGame(Finding):
    """All cards, those without an answer first."""

    cards: tuple[Card, ...]
    figures: tuple[Figure, ...]

    @property
    def open(self) -> tuple[Card, ...]:
        """Those that no answer holds against."""
        return tuple(card for card in self.cards if not card.covered)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Moves that nobody has an answer to, nor a first step against."""
        bare = [card.move.name for card in self.open if not card.ready]
        return (f"No answer, and nobody ready: {quoted(bare)}.",) if bare else ()


@finding
def war_game(plan: Plan, _: Quarter) -> WarGame:
    """Return how the moves that may come are answered."""
    moves = plan.all(RivalMove)
    if not moves:
        return WarGame((), ())
    bare = uncovered(plan)
    cards = [_card(plan, move, move not in bare) for move in moves]
    figures = (
        count(plan, "war-game.moves", "Moves thought through", moves),
        count(plan, "war-game.uncovered", "Moves without an answer that holds", bare,
              "Count of those to which no response is said to hold."),
    )  # fmt: skip
    return WarGame(tuple(sorted(cards, key=lambda card: card.covered)), figures)


def _card(plan: Plan, move: RivalMove, covered: bool) -> Card:
    order = ("yes", "half", "not said", "no")
    found = sorted(plan.of(Response, "move_id", move.id), key=lambda each: order.index(each.holds))
    return Card(move, plan.name_of(move.owner_id), tuple(found), covered)
