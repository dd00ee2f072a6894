"""Work that comes before what it needs first is told, in a sentence; so is a circle."""

from datetime import date

import pytest

from tests.insight.small import make, plan
from workbook.insight.route.order import broken_order
from workbook.insight.route.roadmap import roadmap
from workbook.quarter import Quarter
from workbook.strategy import Initiative

Q3 = Quarter.parse("2026-Q3")
APRIL, JUNE = date(2027, 4, 1), date(2027, 6, 30)


def app(**fields):
    """What needs delivery capacity first."""
    return make(Initiative, id="app", name="Ordering system", needs_ids=["van"], **fields)


def van(**fields):
    return make(Initiative, id="van", name="Delivery capacity", **fields)


def said(*records) -> list[str]:
    return list(broken_order(plan(*records)))


@pytest.mark.parametrize(
    ("work", "needed", "sentence"),
    [
        (
            {"start": APRIL},
            {"due": JUNE},
            "starts on 1 April 2027, before “Delivery capacity” is there (due 30 June 2027)",
        ),
        (
            {"start": APRIL},
            {},
            "starts on 1 April 2027, and “Delivery capacity”, which it needs first, has no date",
        ),
        (
            {"status": "in progress"},
            {"due": JUNE},
            "has begun before “Delivery capacity”, which it needs first, is there "
            "(due 30 June 2027)",
        ),
        ({}, {"status": "stopped"}, "needs “Delivery capacity” first, which was stopped"),
        ({}, {"status": "paused"}, "needs “Delivery capacity” first, which is paused"),
    ],
)
def test_a_broken_order_is_a_sentence(work, needed, sentence):
    assert said(app(**work), van(**needed)) == [f"“Ordering system” {sentence}."]


@pytest.mark.parametrize(
    ("work", "needed"),
    [
        ({"start": date(2027, 7, 1)}, {"due": JUNE}),
        ({"status": "in progress"}, {"status": "done", "due": JUNE}),
        ({"status": "stopped", "start": APRIL}, {"due": JUNE}),
        ({}, {"due": JUNE}),
    ],
)
def test_an_order_that_holds_or_matters_no_more_is_not_spoken_of(work, needed):
    assert said(app(**work), van(**needed)) == []


def test_a_circle_from_elsewhere_is_told_once():
    assert said(app(), van(needs_ids=["app"])) == [
        "“Ordering system” needs “Delivery capacity”, which needs “Ordering system”: neither "
        "could ever begin. Take one of these links away."
    ]


def test_the_roadmap_worries_about_a_broken_order():
    page = roadmap(plan(app(start=APRIL), van(due=JUNE)), Q3)
    assert page.broken[0] in page.concerns


def test_what_is_live_stands_under_now_next_or_later():
    def work(name, **fields):
        return make(Initiative, name=name, **fields)

    page = roadmap(
        plan(
            work("Runs", status="in progress", due=JUNE),
            work("Overdue", status="in progress", due=date(2026, 8, 1)),
            work("In spring", start=date(2027, 2, 1)),
            work("In summer", start=APRIL),
            work("Some day"),
            work("Paused", status="paused"),
            work("Done", status="done", due=date(2026, 9, 1)),
        ),
        Q3,
    )
    named = {lane: [each.initiative.name for each in works] for lane, works in page.lanes}
    assert named == {
        "Now": ["Overdue", "Runs"],
        "Next": ["In spring"],
        "Later": ["Some day", "In summer"],
    }
