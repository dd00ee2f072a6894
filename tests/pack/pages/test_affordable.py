"""What can be afforded, as it is printed on the page of choices."""

from tests.insight.small import make, plan
from tests.pack.pages.reading import words
from workbook.insight.codes import codes
from workbook.pack.pages.affordable import fitting
from workbook.pack.pages.choices import page
from workbook.quarter import Quarter
from workbook.strategy import Initiative, Limits, Objective

Q3 = Quarter.parse("2026-Q3")


def printed(*records) -> str:
    """What the page of choices says of work that is worth the weight of its objective."""
    goals = [make(Objective, id=id, name=id, weight=w) for id, w in (("much", 70), ("little", 30))]
    return words(page(plan(*records, *goals), Q3))


def work(name, serves, hours, **fields):
    values = {"name": name, "objective_ids": [serves], "hours": hours}
    return make(Initiative, **{**values, **fields})


def test_what_is_in_and_out_the_limits_and_what_more_would_buy_are_printed():
    said = printed(
        make(Limits, hours=100, period="until March"),
        work("Second van", "much", 60),
        work("Saturday class", "little", 60),
    )
    assert "1 of 2 fit together, worth 70.0 points. Until March." in said
    assert "60 of 100 hours" in said
    assert "20 hours more would let in “Saturday class”: 30.0 points more." in said
    assert "Out: “Saturday class” takes 60 hours (40 hours left)" in said


def test_a_must_do_says_why_it_must_be():
    said = printed(make(Limits, hours=9), work("Till", "little", 9, must_because="The tax office"))
    assert "Must be done: The tax office" in said


def test_what_clashes_is_printed_in_place_of_a_set():
    said = printed(make(Limits, hours=5), work("Till", "little", 9, must_because="The tax office"))
    assert "What fits cannot be told" in said
    assert "What must be done takes 9 hours, and there are 5 hours" in said


def test_without_limits_nothing_of_it_is_printed():
    bare = plan(work("Second van", "much", 60))
    assert list(fitting(bare, Q3, codes(bare, Q3))) == []


def test_of_very_many_the_rest_is_counted():
    every = [work(f"Work {i}", "much" if i % 2 else "little", 10 + i / 10) for i in range(30)]
    said = printed(make(Limits, hours=165), *every)
    assert "more are in." in said
    assert "more are out." in said
