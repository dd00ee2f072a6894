"""Last quarter's decisions and actions: what was agreed, and what became of it."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.review.register import register
from workbook.quarter import Quarter
from workbook.strategy import Action, Decision, Initiative, Person

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")


def agreed(name: str, **fields):
    return make(Action, **{"quarter": "2026-Q2", "name": name, "owner_id": ANA.id, **fields})


ACTIONS = (
    agreed("Call the miller", due=date(2026, 7, 15), status="done", result="New price agreed"),
    agreed("Fix the till", due=date(2026, 8, 1)),
    agreed("Plan the Christmas range", due=date(2026, 10, 31)),
    agreed("Try a rye loaf", due=date(2026, 9, 1), status="dropped", result="No oven time"),
)


def test_an_open_action_whose_date_has_passed_is_overdue():
    page = register(plan(ANA, *ACTIONS), Q3)
    assert [agreed.status for agreed in page.actions] == ["done", "overdue", "open", "dropped"]


def test_the_completion_rate_counts_dropped_actions_as_not_done():
    page = register(plan(ANA, *ACTIONS), Q3)
    assert figures(page) == {
        "register.decisions": 0,
        "register.actions.agreed": 4,
        "register.actions.done": 1,
        "register.actions.open": 1,
        "register.actions.overdue": 1,
        "register.actions.dropped": 1,
        "register.actions.rate": 25,
    }


def test_each_count_names_the_actions_behind_it():
    page = register(plan(ANA, *ACTIONS), Q3)
    overdue = next(f for f in page.figures if f.id == "register.actions.overdue")
    assert overdue.sources == ("action “Fix the till”",)


def test_actions_of_this_review_are_for_the_next_page_not_this_one():
    page = register(plan(ANA, agreed("Hire a baker", quarter="2026-Q3")), Q3)
    assert page.actions == ()
    assert page.at_a_glance == ()


def test_an_action_is_not_overdue_while_the_quarter_still_runs_up_to_its_date():
    page = register(plan(ANA, *ACTIONS, today=date(2026, 7, 20)), Q3)
    assert [agreed.status for agreed in page.actions] == ["done", "open", "open", "dropped"]


def test_decisions_stand_in_the_order_they_were_taken():
    van = make(Initiative, name="Delivery van")
    stop = make(
        Decision, title="Sell the van", kind="stop", initiative_id=van.id, owner_id=ANA.id,
        reason="It stands still four days a week", decided_on=date(2026, 9, 2),
        reopen_when="A hotel asks for daily bread",
    )  # fmt: skip
    first = make(Decision, title="Open on Sundays", kind="start", decided_on=date(2026, 7, 1))
    page = register(plan(ANA, van, stop, first), Q3)
    assert [decision.title for decision in page.decisions] == ["Open on Sundays", "Sell the van"]


@pytest.mark.parametrize("day", [None, date(2026, 6, 30), date(2026, 10, 1)])
def test_decisions_of_other_quarters_and_open_ones_are_not_listed(day):
    page = register(plan(make(Decision, title="Sell the van", decided_on=day)), Q3)
    assert page.decisions == ()
