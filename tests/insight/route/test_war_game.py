"""Moves that may come, and the bets that nobody planned."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook import Quarter
from workbook.insight.route.exploration import exploration
from workbook.insight.route.war_game import war_game
from workbook.strategy import Person
from workbook.strategy.route import Allowance, Bet, Response, RivalMove

Q3 = Quarter.parse("2026-Q3")
INES = make(Person, name="Ines")
MOVE = make(RivalMove, name="They deliver by five", sign="their van", first_step="Call the offices",
            owner_id=INES.id)  # fmt: skip
BARE = make(RivalMove, name="The oven is cold")


def answer(move, holds, name="A discount"):
    return make(Response, move_id=move.id, name=name, holds=holds)


def test_a_move_is_covered_once_an_answer_holds():
    found = war_game(plan(INES, MOVE, BARE, answer(MOVE, "half"), answer(MOVE, "yes")), Q3)
    assert [(card.move.name, card.covered) for card in found.cards] == [
        ("The oven is cold", False),
        ("They deliver by five", True),
    ]
    assert figures(found) == {"war-game.moves": 2, "war-game.uncovered": 1}


def test_the_answer_that_holds_stands_first():
    answers = (answer(MOVE, "no", "Wait"), answer(MOVE, "yes", "Sign them up"))
    [card] = war_game(plan(INES, MOVE, *answers), Q3).cards
    assert [each.name for each in card.responses] == ["Sign them up", "Wait"]


def test_a_move_without_an_answer_worries_until_somebody_is_ready_for_it():
    assert war_game(plan(BARE), Q3).concerns == (
        "No answer, and nobody ready: “The oven is cold”.",
    )
    assert war_game(plan(INES, MOVE), Q3).concerns == ()


def bet(name="Kits", hours=20.0, **fields):
    return make(Bet, name=name, hours=hours, **fields)


ROOM = make(Allowance, share=5, hours=1000)


def test_bets_stand_beside_what_they_may_take():
    found = exploration(plan(ROOM, bet(), bet("Crumbs", 10), bet("Old", 99, state="stopped")), Q3)
    assert figures(found) == {
        "exploration.used": 30, "exploration.allowance": 50, "exploration.share": 60,
    }  # fmt: skip
    assert found.concerns == ()


def test_more_bets_than_there_is_room_for_are_said():
    assert exploration(plan(ROOM, bet(hours=60)), Q3).concerns == (
        "Bets take 60 hours, and may take 50 hours.",
    )


def test_a_bet_whose_day_has_come_is_to_be_scaled_or_stopped():
    late = bet(decide_on=date(2026, 9, 30))
    assert exploration(plan(late), Q3).concerns == (
        "A bet is to be scaled or stopped by now: “Kits”.",
    )
    assert exploration(plan(bet(decide_on=date(2026, 10, 1))), Q3).due == ()
    assert exploration(plan(bet(decide_on=date(2026, 9, 30), state="scaled")), Q3).due == ()


def test_hours_that_nobody_has_said_are_named_beside_the_sum():
    found = exploration(plan(bet(), bet("Crumbs", None)), Q3)
    [used] = found.figures
    assert (used.value, used.caveat) == (20, "Without Crumbs: nobody has said how many hours.")
