"""The next quarter: at most three priorities of three actions, and a word to everyone."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook.insight.review.next_quarter import next_quarter
from workbook.quarter import Quarter
from workbook.strategy import Action, Objective, Person, Priority, Review, Win

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


def test_actions_stand_under_their_priority_with_owner_and_date():
    sales = make(Objective, name="Sell more bread")
    sundays = make(Priority, quarter="2026-Q3", name="Sundays", objective_id=sales.id)
    page = next_quarter(plan(ANA, sales, sundays, action("Hire a baker", sundays)), Q3)
    assert page.quarter == Quarter.parse("2026-Q4")
    [priority] = page.priorities
    assert (priority.name, priority.serves) == ("Sundays", "Sell more bread")
    [hire] = priority.actions
    assert (hire.name, hire.owner, hire.due) == ("Hire a baker", "Ana Ruiz", date(2026, 11, 1))


def test_of_four_priorities_three_are_shown_and_four_are_counted():
    page = next_quarter(plan(*priorities(4)), Q3)
    assert [priority.name for priority in page.priorities] == [
        "Priority 1", "Priority 2", "Priority 3",
    ]  # fmt: skip
    assert page.written == figures(page)["next-quarter.priorities"] == 4


def test_of_four_actions_of_a_priority_three_are_shown_and_four_are_counted():
    [first] = priorities(1)
    page = next_quarter(plan(ANA, first, *(action(f"Step {n}", first) for n in range(4))), Q3)
    assert len(page.priorities[0].actions) == 3
    assert page.priorities[0].written == 4
    assert figures(page)["next-quarter.priority-1.actions"] == 4


def test_actions_without_a_priority_are_not_lost():
    page = next_quarter(plan(ANA, action("Clean the cellar")), Q3)
    assert [a.name for a in page.other_actions] == ["Clean the cellar"]
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
    assert (page.closing_win, page.thanks_to) == ("100 loaves in a day", "Ana Ruiz")
    assert page.message == "We open on Sundays."


def test_what_belongs_to_another_quarter_is_not_on_the_page():
    other = make(Priority, quarter="2026-Q2", name="Old"), make(Win, quarter="2026-Q2", name="Old")
    page = next_quarter(plan(*other), Q3)
    assert (page.priorities, page.closing_win, page.message) == ((), "", "")
