"""The strategy on a page: objectives by perspective, and what is not being done."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook.insight.destination.strategy_page import strategy_page
from workbook.quarter import Quarter
from workbook.strategy import (
    KPI,
    Decision,
    Destination,
    Initiative,
    Objective,
    Person,
    SmartOverride,
)

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
SALES = make(
    Objective, name="Sell more bread", owner_id=ANA.id, weight=60, due=date(2026, 12, 31),
    perspective="financial",
)  # fmt: skip
TEAM = make(
    Objective, name="Train two bakers", perspective="learning and growth", parent_id=SALES.id
)
TICKETS = make(KPI, name="Tickets per week", objective_id=SALES.id, target=700, unit="tickets")
VAN = make(Initiative, name="Delivery van", status="stopped")


def decided(kind: str, day: date | None, **fields):
    fields = {"title": f"{kind} the van", "initiative_id": VAN.id, "reason": "Cash", **fields}
    return make(Decision, kind=kind, decided_on=day, **fields)


def test_objectives_stand_under_their_perspective():
    page = strategy_page(plan(TEAM, SALES, ANA, TICKETS), Q3)
    [sales], [team] = page.under("financial"), page.under("learning and growth")
    assert (sales.objective, sales.owner, sales.kpis) == (SALES, "Ana Ruiz", (TICKETS,))
    assert (team.objective, team.owner, team.kpis) == (TEAM, "", ())


def test_weights_are_figures_with_their_source():
    page = strategy_page(plan(SALES, TEAM, TICKETS), Q3)
    assert figures(page)["strategy.objectives"] == 2
    assert figures(page)["strategy.sell-more-bread.weight"] == 60
    assert "strategy.train-two-bakers.weight" not in figures(page)
    assert page.figures[1].sources == ("objective “Sell more bread”",)


def test_values_are_one_a_line():
    words = make(Destination, vision="The bread of the valley", principles="Fresh\n\n Fair ")
    page = strategy_page(plan(words), Q3)
    assert page.values == ("Fresh", "Fair")
    assert page.words.vision == "The bread of the valley"


def test_what_was_stopped_is_listed_with_the_decision():
    stop = decided("stop", date(2026, 8, 1), reopen_when="A hotel asks")
    [van] = strategy_page(plan(VAN, stop), Q3).stopped
    assert (van.name, van.verb, van.decision) == ("Delivery van", "Stopped", stop)


def test_work_that_was_started_again_is_no_longer_on_the_list():
    running = make(Initiative, id=VAN.id, name="Delivery van", status="in progress")
    taken = decided("pause", date(2026, 5, 1)), decided("continue", date(2026, 8, 1))
    assert strategy_page(plan(running, *taken), Q3).stopped == ()


def test_a_pause_that_became_a_stop_is_listed_once():
    taken = decided("pause", date(2026, 5, 1)), decided("stop", date(2026, 8, 1))
    assert [item.verb for item in strategy_page(plan(VAN, *taken), Q3).stopped] == ["Stopped"]


def test_a_stop_that_is_not_about_an_initiative_stands_under_its_own_title():
    stop = decided("stop", date(2026, 8, 1), initiative_id=None, title="No more wedding cakes")
    assert [item.name for item in strategy_page(plan(stop), Q3).stopped] == [
        "No more wedding cakes"
    ]


def test_a_stop_still_to_be_decided_or_decided_later_is_not_listed():
    running = make(Initiative, id=VAN.id, name="Delivery van", status="in progress")
    taken = decided("stop", None), decided("stop", date(2026, 10, 1))
    assert strategy_page(plan(running, *taken), Q3).stopped == ()


def test_stopped_work_without_a_decision_is_listed_all_the_same():
    [van] = strategy_page(plan(VAN), Q3).stopped
    assert (van.name, van.decision) == ("Delivery van", None)


def test_an_empty_plan_gives_an_empty_page():
    page = strategy_page(plan(), Q3)
    assert (page.words.vision, page.aims, page.stopped) == ("", (), ())
    assert set(figures(page).values()) == {0}


def test_each_objective_carries_the_verdict_on_the_five_letters_of_smart():
    page = strategy_page(plan(SALES, TICKETS), Q3)
    verdicts = page.aims[0].smart
    assert "".join(verdict.letter for verdict in verdicts) == "SMART"
    assert figures(page)["strategy.sell-more-bread.smart"] == sum(v.met for v in verdicts)


def test_a_verdict_of_ones_own_counts_and_its_reason_is_kept_with_the_figure():
    own = make(
        SmartOverride, objective_id=SALES.id, letter="R", met=True, reason="It pays the rent"
    )
    plain, argued = strategy_page(plan(SALES), Q3), strategy_page(plan(SALES, own), Q3)
    id = "strategy.sell-more-bread.smart"
    assert figures(argued)[id] == figures(plain)[id] + 1
    [found] = [figure for figure in argued.figures if figure.id == id]
    assert found.caveat == "R is the business's own verdict: It pays the rent."
    assert [v.letter for v in argued.aims[0].smart if v.overridden] == ["R"]
