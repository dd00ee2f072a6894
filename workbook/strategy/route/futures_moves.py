"""What a rival may do, or what may strike, and what the business would answer."""

from collections.abc import Iterator
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import Entity, Nouns, choice, long_text, money, one, text
from workbook.strategy.plan import Plan

__all__ = ["Response", "RivalMove", "asks", "uncovered"]


class RivalMove(Entity, table=True):
    """A card of the war game: a move of a rival, or a shock, and what is prepared against it."""

    __tablename__ = "rival_move"
    nouns = Nouns("move", "moves")
    line = ("name", "rival", "owner_id")

    name: str = text("What they do", "A move that would hurt: “They deliver by five.”",
                     required=True)  # fmt: skip
    rival: str = text("Who", "The rival, or what strikes: a power cut, a new rule.")
    aim: str = long_text("Why they would", "What they want, and what they have for it.")
    sign: str = text("You see it coming by", "What you would notice first.")
    first_step: str = text("First step", "What is done on the same day.")
    owner_id: str | None = one("person", "Owner", "Who does that.")
    prepare: float | None = money("Cost to prepare", "What it costs to be ready for it.")


class Response(Entity, table=True):
    """An answer to a move, and whether it would hold: judged by those who would have to give it."""

    nouns = Nouns("response", "responses")
    line = ("move_id", "name", "cost", "holds")

    move_id: str = one("rival_move", "Against", required=True)
    name: str = text("What you would do", "In a sentence.", required=True)
    cost: float | None = money("Cost", "What the answer costs.")
    holds: Literal["not said", "yes", "half", "no"] = choice(
        "Would it hold?", "As they would see it: would it spoil their move?", default="not said",
        labels={"not said": "not said", "yes": "yes", "half": "half of it", "no": "no"},
    )  # fmt: skip


def uncovered(plan: Plan) -> tuple[RivalMove, ...]:
    """Return the moves that no answer holds against."""
    held = {each.move_id for each in plan.all(Response) if each.holds == "yes"}
    return tuple(each for each in plan.all(RivalMove) if each.id not in held)


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what is missing of the cards; nothing while there is none."""
    if not plan.all(RivalMove):
        return
    answered = {each.move_id for each in plan.all(Response)}
    bare = [each for each in plan.all(RivalMove) if each.id not in answered]
    yield _ask(bare, "Say what you would answer: {}.", "")
    open_ones = [each for each in uncovered(plan) if not (each.sign and each.first_step)]
    yield _ask(open_ones, "No answer holds: say the sign and the first step against {}.", "sign")


def _ask(moves: list[RivalMove], sentence: str, field: str) -> Ask:
    missing = sentence.format(named([each.name for each in moves]))
    return Ask(not moves, missing, False, moves[0].id if moves else "", field if moves else "")
