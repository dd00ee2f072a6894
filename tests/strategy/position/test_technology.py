"""What a capability and a purchase may hold, and what the chapter asks for."""

import pytest

from tests.insight.small import make, plan
from workbook.errors import InvalidEntry
from workbook.strategy.position import LEVELS, PROOF, Benefit, Capability
from workbook.strategy.position.technology import asks


def test_a_level_that_nobody_has_judged_is_empty_and_not_0():
    orders = make(Capability, name="Take orders at night")
    assert (orders.level, orders.needed) == (None, None)


def test_each_level_says_in_words_what_it_is_and_what_could_be_shown_for_it():
    assert [words.partition(" – ")[0] for words in LEVELS.values()] == list("012345")
    assert list(PROOF) == list("12345")  # 0 needs no proof


def test_there_is_no_level_above_5():
    with pytest.raises(InvalidEntry, match="Level now has to be"):
        make(Capability, name="Take orders at night", level="6")


def test_no_more_people_can_use_it_than_are_paid_for():
    make(Benefit, name="Till", seats=3, used=3)
    with pytest.raises(InvalidEntry, match=r"More are in use than the 3 that you pay for\."):
        make(Benefit, name="Till", seats=3, used=4)


def test_nothing_that_the_chapter_asks_for_keeps_a_first_pack():
    bare = make(Capability, name="Plan rounds")
    for records in ((), (bare,)):
        assert not any(ask.essential for ask in asks(plan(*records), None))


def test_the_chapter_asks_first_for_a_capability_then_for_what_each_lacks():
    assert [ask.missing for ask in asks(plan(), None)] == [
        "Name a first technology capability: something the business must be able to do.",
        "Name a first thing you pay for in technology.",
    ]
    bare = make(Capability, name="Plan rounds", level="2")
    unmet = [ask for ask in asks(plan(bare, make(Benefit, name="Till")), None) if not ask.met]
    assert [(ask.missing, ask.record, ask.field) for ask in unmet] == [
        ("Say how well you have to be able to: “Plan rounds”.", bare.id, "needed"),
        ("Say which objective needs it: “Plan rounds”.", bare.id, "objective_id"),
    ]
