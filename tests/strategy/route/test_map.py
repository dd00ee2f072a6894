"""Arrows of the strategy map: two at most from an objective, always up, never in a circle."""

from typing import Any

import pytest

from tests.insight.small import make, plan
from workbook.errors import Conflict, InvalidEntry
from workbook.store import Edit
from workbook.strategy import KPI, Link, Objective
from workbook.strategy.destination.perspectives import PERSPECTIVES, leads_down
from workbook.strategy.route.map import asks, measure_of
from workbook.strategy.rules import broken_rules, check_together

MARGIN = make(Objective, name="Raise the margin", perspective="financial")
CAFES = make(Objective, name="Supply 24 cafés", perspective="customer")
ROUNDS = make(Objective, name="Deliver by seven", perspective="internal process")
WASTE = make(Objective, name="Waste 5%", perspective="internal process")
LEADS = make(Objective, name="Train two leads", perspective="learning and growth")
UNSAID = make(Objective, name="Open a shop")
ALL = (MARGIN, CAFES, ROUNDS, WASTE, LEADS, UNSAID)


def arrow(start: Any, end: Any, **fields: Any) -> Any:
    return make(Link, from_id=start.id, to_id=end.id, **fields)


def refused(new: Any, *others: Any) -> dict[str, str]:
    return broken_rules(new, Link.model_fields, plan(*ALL, *others, new))


def test_results_stand_above_what_brings_them_about():
    assert PERSPECTIVES[0] == "financial"
    assert PERSPECTIVES[-1] == "learning and growth"
    assert leads_down("financial", "customer")
    assert not leads_down("customer", "customer")
    assert not leads_down("not said", "learning and growth")


@pytest.mark.parametrize(
    ("start", "end"), [(LEADS, ROUNDS), (ROUNDS, MARGIN), (ROUNDS, WASTE), (UNSAID, LEADS)]
)
def test_an_arrow_may_lead_up_or_stay_where_it_is_or_wait_for_a_perspective(start, end):
    assert refused(arrow(start, end)) == {}


def test_an_arrow_that_leads_down_is_refused_beside_its_end():
    assert refused(arrow(CAFES, ROUNDS)) == {
        "to_id": "“Supply 24 cafés” stands above “Deliver by seven” on the map, and arrows lead "
        "up, to what is reached later. Turn it round, or change the perspective of one of them."
    }


def test_a_third_arrow_is_refused_with_the_names_of_the_two():
    two = arrow(LEADS, ROUNDS), arrow(LEADS, CAFES)
    assert refused(arrow(LEADS, MARGIN), *two) == {
        "from_id": "“Train two leads” has two arrows already, to “Deliver by seven” and “Supply 24 "
        "cafés”. Keep the two that matter most: with more, nobody can follow them."
    }


def test_an_arrow_to_itself_is_refused():
    assert refused(arrow(CAFES, CAFES))["to_id"].startswith("An arrow leads from one objective to")


def test_arrows_in_a_circle_are_refused_however_long_the_way():
    third = make(Objective, name="Plan the rounds", perspective="internal process")
    there = third, arrow(WASTE, ROUNDS), arrow(ROUNDS, third)
    assert refused(arrow(third, WASTE), *there)["to_id"].startswith(
        "“Waste 5%” leads to “Plan the rounds” already, so that the arrows would run in a circle."
    )


def test_a_circle_that_stood_already_does_not_keep_the_rules_busy_for_ever():
    there = arrow(WASTE, ROUNDS), arrow(ROUNDS, WASTE)
    assert refused(arrow(LEADS, ROUNDS), *there) == {}


def test_an_arrow_whose_beginning_moves_is_asked_there():
    moved = arrow(CAFES, ROUNDS, version=2)
    assert set(broken_rules(moved, ["from_id"], plan(*ALL, moved))) == {"from_id"}


def test_a_perspective_that_would_turn_an_arrow_down_is_refused_with_what_to_do():
    below = make(Objective, name="Deliver by seven", perspective="financial")
    link = arrow(below, CAFES)
    assert broken_rules(below, ["perspective"], plan(below, CAFES, link)) == {
        "perspective": "The arrow from “Deliver by seven” to “Supply 24 cafés” on the strategy "
        "map would lead down. Take it away first, or turn it round."
    }
    assert broken_rules(UNSAID, ["perspective"], plan(*ALL, arrow(UNSAID, CAFES))) == {}


def test_two_arrows_from_one_to_another_are_refused():
    same = arrow(ROUNDS, CAFES), arrow(ROUNDS, CAFES)
    with pytest.raises(InvalidEntry) as refusal:
        check_together([*ALL, *same], plan(*ALL, *same))
    assert "already" in refusal.value.problems["to_id"]


def test_an_objective_that_is_removed_takes_its_arrows_with_it(book: Any):
    goals = ("a", "customer"), ("b", "financial")
    book.save([Edit(Objective, id, {"name": id, "perspective": where}) for id, where in goals])
    book.save([Edit(Link, "l", {"from_id": "a", "to_id": "b"})])
    with pytest.raises(InvalidEntry, match="“b” stands above “a” on the map"):  # as on the page
        book.save([Edit(Link, "m", {"from_id": "b", "to_id": "a"})])
    with pytest.raises((InvalidEntry, Conflict)):
        book.save([Edit(Objective, "a", {"perspective": "financial"}, 7)])
    book.save([Edit(Objective, "a", None, 1)])
    assert book.plan.all(Link) == ()


# What the chapter asks for


def test_who_draws_no_map_is_asked_for_one_arrow_and_no_more():
    [ask] = asks(plan(*ALL), None)
    assert (ask.met, ask.essential) == (False, False)


def test_once_there_is_an_arrow_perspectives_and_reasons_are_asked_for():
    link = arrow(ROUNDS, CAFES)
    said = {ask.missing: ask for ask in asks(plan(*ALL, link), None) if not ask.met}
    assert list(said) == [
        "Say to which perspective “Open a shop” belongs.", "Say why each arrow is drawn.",
    ]  # fmt: skip
    assert not any(ask.essential for ask in said.values())
    assert said["Say why each arrow is drawn."].record == link.id


def test_the_first_kpi_of_an_objective_stands_for_it():
    kpis = [make(KPI, name=name, objective_id=CAFES.id) for name in ("Cafés", "Complaints")]
    found = plan(*ALL, *kpis)
    assert measure_of(found, CAFES) == kpis[0]
    assert measure_of(found, MARGIN) is None
