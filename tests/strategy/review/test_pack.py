"""What cannot be printed is told where it was typed, long before somebody signs."""

import pytest

from tests.insight.small import make, plan
from workbook import typefaces
from workbook.strategy import Business, Objective
from workbook.strategy.outline import gaps
from workbook.strategy.review.pack import asks


def said(*records):
    return [ask.missing for ask in asks(plan(*records), None)]


def test_a_character_that_cannot_be_printed_is_named_with_its_field_and_what_to_do(monkeypatch):
    monkeypatch.setattr(typefaces, "_others", tuple)
    goal = make(Objective, name="Grow", why="So that we last 🎉")
    sentence = "“🎉” in Why it matters of “Grow” cannot be printed: "
    [said_of_it] = said(goal)
    assert said_of_it.startswith(sentence + "take it out, or write it in words. The font Noto")
    assert any(gap.startswith(sentence) for gap in gaps(plan(goal)))


def test_a_character_that_nobody_sees_is_named_by_its_code():
    assert said(make(Objective, name="Grow", why="a\ue000b"))[0].startswith("“U+E000” in Why")


@pytest.mark.parametrize("name", ["Rise Bakery", "Crème brûlée & Söhne", "Łódź, Ελλάδα ✔ €"])
def test_what_the_typefaces_have_is_nothing_to_speak_of(name):
    assert said(make(Business, name=name)) == []
