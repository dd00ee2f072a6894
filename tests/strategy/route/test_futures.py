"""Worlds that may come: two uncertainties at most, and a range that does not run backwards."""

import pytest

from tests.insight.small import make, plan
from workbook import Workbook
from workbook.errors import InvalidEntry, WorkbookError
from workbook.store import Edit
from workbook.strategy.route import Uncertainty, World
from workbook.strategy.route.futures import asks, corners


def uncertain(name):
    return make(Uncertainty, name=name, low="less", high="more")


def test_one_uncertainty_makes_two_worlds_and_two_make_four():
    assert corners(plan()) == ()
    cafes = uncertain("Cafés")
    assert corners(plan(cafes)) == ({(cafes.id, "low")}, {(cafes.id, "high")})
    assert len(corners(plan(uncertain("Cafés"), uncertain("Flour")))) == 4


def test_a_third_uncertainty_is_refused_at_the_door(book: Workbook):
    ends = {"low": "less", "high": "more"}
    book.save([Edit(Uncertainty, n, {"name": n, **ends}) for n in ("Cafés", "Flour")])
    with pytest.raises(InvalidEntry, match="The two that the answer hangs on are enough"):
        book.save([Edit(Uncertainty, "u3", {"name": "Rent", **ends})])


def test_a_range_does_not_run_backwards():
    with pytest.raises(InvalidEntry, match="The best lies below the worst"):
        make(World, name="Boom", cash_low=10, cash_high=-5)


def test_the_worlds_without_a_name_are_counted():
    cafes = uncertain("Cafés")
    boom = make(World, name="Boom", low_ids=[cafes.id])
    missing = [ask.missing for ask in asks(plan(cafes, boom), None) if not ask.met]
    assert missing == ["Name one more of the worlds."]


def test_an_uncertainty_is_not_taken_away_under_the_worlds_that_it_makes(book: Workbook):
    ends = {"low": "less", "high": "more"}
    book.save([Edit(Uncertainty, name, {"name": name, **ends}) for name in ("Cafés", "Flour")])
    book.save([Edit(World, "w", {"name": "Squeezed", "low_ids": ["Cafés"], "high_ids": ["Flour"]})])
    book.save([Edit(Uncertainty, "Cafés", {"position": 5}, 1)])  # its place may change
    assert book.plan.only(World).corner in corners(book.plan)
    with pytest.raises(WorkbookError, match="Squeezed"):
        book.save([Edit(Uncertainty, "Flour", None, 1)])
