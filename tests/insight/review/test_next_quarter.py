"""The next quarter: at most three priorities of three actions, and a word to everyone."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook.insight.review.next_quarter import next_quarter
from workbook.quarter import Quarter
from workbook.strategy import Action, Person, Priority, Review, Win

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")


def priorities(count: int):
    return [make(Priority, quarter="2026-Q3", name=f"Priority {n + 1}") for n in range(count)]


def action(name: str, priority=None):
    belongs = priority.id if priority else None
    return make(
        Action, quarter="2026-Q3", name=name, priority_id=belongs, owner_id=ANA.id,
        due=date(2026, 11, 1),
    )  # fmt: skip


def test_actions_stand_under_their_priority():
    sundays = make(Priority, quarter="2026-Q3", name="Sundays")
    hire = action("Hire a baker", sundays)
    page = next_quarter(plan(ANA, sundays, hire, action("Clean the cellar")), Q3)
    assert page.quarter == Quarter.parse("2026-Q4")
    assert page.actions_for(sundays) == (hire,)


def test_of_four_priorities_three_are_shown_and_four_are_counted():
    page = next_quarter(plan(*priorities(4)), Q3)
    assert [priority.name for priority in page.shown] == [
        "Priority 1", "Priority 2", "Priority 3",
    ]  # fmt: skip
    assert len(page.priorities) == figures(page)["next-quarter.priorities"] == 4


def test_actions_without_a_priority_are_not_lost():
    page = next_quarter(plan(ANA, action("Clean the cellar")), Q3)
    assert [a.name for a in page.actions_for(None)] == ["Clean the cellar"]
    assert figures(page)["next-quarter.actions"] == 1


def test_the_page_closes_with_a_win_and_the_message():
    page = next_quarter(
        plan(
            ANA,
            make(Win, quarter="2026-Q3", name="Flour price held"),
            make(Win, quarter="2026-Q3", name="100 loaves in a day", person_id=ANA.id),
            make(Review, quarter="2026-Q3", message="We open on Sundays."),
        ),
        Q3,
    )
    assert page.closing_win.name == "100 loaves in a day"
    assert page.message == "We open on Sundays."


def test_what_belongs_to_another_quarter_is_not_on_the_page():
    other = make(Priority, quarter="2026-Q2", name="Old"), make(Win, quarter="2026-Q2", name="Old")
    page = next_quarter(plan(*other), Q3)
    assert (page.priorities, page.closing_win, page.message) == ((), None, "")


def test_more_than_three_is_warned_of_and_not_forbidden():
    sundays = make(Priority, quarter="2026-Q3", name="Sundays")
    assert next_quarter(plan(ANA, *priorities(3)), Q3).too_many == ()
    page = next_quarter(plan(ANA, sundays, *(action(f"Do {n}", sundays) for n in range(4))), Q3)
    assert page.too_many == (
        "Four actions for “Sundays”: more than three of anything is a wish list. The pack shows "
        "the first three.",
    )
    assert next_quarter(plan(*priorities(4)), Q3).too_many[0].startswith("Four priorities: ")
