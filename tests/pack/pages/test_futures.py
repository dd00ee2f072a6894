"""The page “Futures”: what a board finds on it."""

from tests.insight.route.test_futures import (
    BOXES,
    CAFES,
    GOAL,
    LIMITS,
    Q3,
    RISE,
    SHOP,
    WINDOW,
    world,
)  # fmt: skip
from tests.insight.route.test_war_game import BARE, INES, MOVE, ROOM, answer, bet
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Callout, Table
from workbook.pack.pages.futures import page as futures_page
from workbook.strategy import Initiative

PLAN = (RISE, GOAL, SHOP, BOXES, WINDOW, LIMITS)


def page(*records):
    return futures_page(plan(*PLAN, *records), Q3)


def test_each_initiative_stands_with_its_fate_in_each_world():
    section = page(
        CAFES, world("low", name="Bust", cash_low=-50, cash_high=0), world("high", name="Boom")
    )
    name, bust, boom, kind = row(section, "Window")
    assert (bust.text, bust.status) == ("Only at best", "watch")
    assert (name.note, boom.text, kind) == ("", "In", "Option")
    assert section.lead == "One initiative robust and one an option, in two worlds."


def test_of_very_many_initiatives_the_first_are_printed_and_the_rest_counted():
    every = [make(Initiative, name=f"Idea {i}", objective_ids=[GOAL.id], cost=1) for i in range(30)]
    section = page(CAFES, world("low", name="Bust"), world("high", name="Boom"), *every)
    assert len(of(Table, section)[0].rows) == 20
    assert "12 more, further down; the page “Futures” of the workbook has all." in words(section)


def test_each_world_says_what_going_on_as_today_would_mean():
    section = page(CAFES, world("low", name="Bust", cash_low=-50), world("high", name="Boom"))
    bust = row(section, "Bust")
    assert bust[0].note == "they close"
    assert bust[1:] == ("60.0 points", "0.0 points", "−500 EUR to −500 EUR")


def test_the_rule_behind_each_kind_is_printed():
    section = page(CAFES, world("low"), world("high"))
    assert "Robust: in at worst, in each world: begin" in words(section)


def test_half_a_futures_page_says_what_is_missing():
    section = page(CAFES)
    assert section.optional
    [box] = of(Callout, section)
    assert box.text == "Give two worlds a name; then you see what survives."


def test_nobody_who_did_not_ask_has_the_page():
    assert page().blocks == ()


def test_moves_and_bets_stand_on_it_even_without_worlds():
    section = page(INES, MOVE, BARE, answer(MOVE, "yes"), ROOM, bet(owner_id=INES.id))
    _, best, step = row(section, "They deliver by five")
    assert (best.text, best.word) == ("A discount", "Answered")
    assert (step.text, step.note) == ("Call the offices", "Ines\nYou see it coming by: their van")
    assert row(section, "The oven is cold")[1].word == "No answer"
    assert "Bets that run take 20 hours of 50 hours that they may take (40%)" in words(section)
    assert row(section, "Kits")[2].text == "No day yet"
