"""What live work does for the business, and where it contradicts the not-doing list."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.route.focus import focus
from workbook.insight.route.watch_words import mentioned
from workbook.quarter import Quarter
from workbook.strategy import KPI, Initiative, NotDoing, Objective, Reading

Q3 = Quarter.parse("2026-Q3")
APART, LEVEL = "sets us apart", "keeps us level"
APP = make(NotDoing, name="Sell through an app", watch_for="app, online shop")


def work(name, tag="not said", **fields):
    return make(Initiative, name=name, distinction=tag, **fields)


def found(*records):
    return focus(plan(*records), Q3)


# Differentiate or copy


def test_live_work_is_counted_by_what_it_does_for_the_business():
    page = found(work("A", APART), work("B", LEVEL), work("C", LEVEL, status="in progress"))
    assert [len(page.apart), len(page.level), len(page.unsaid)] == [1, 2, 0]
    assert (
        page.sentence
        == "One of three live initiatives sets us apart; two keep us level with others."
    )
    assert figures(page)["strategy.own-or-copied.apart"] == 1


@pytest.mark.parametrize("status", ["paused", "stopped", "done"])
def test_work_that_rests_or_is_over_does_not_count(status):
    page = found(work("A", APART, status=status))
    assert (page.live, page.sentence, page.warning) == (0, "", "")


def test_shares_of_cost_and_hours_are_of_what_is_given():
    page = found(
        work("A", APART, cost=1000, hours=30), work("B", LEVEL, cost=3000, hours=70), work("C"),
    )  # fmt: skip
    assert "sets us apart (25% of the cost and 30% of the hours)" in page.sentence
    [cost] = [f for f in page.figures if f.id == "strategy.own-or-copied.apart-cost"]
    assert (cost.value, cost.unit, cost.caveat) == (25, "%", "1 of 3 do not give it.")


def test_work_that_costs_nothing_has_no_share_of_the_cost():
    page = found(work("A", APART, cost=0), work("B", LEVEL))
    assert not any(id.endswith(("-cost", "-hours")) for id in figures(page))


def test_it_warns_when_nothing_live_sets_the_business_apart():
    warning = found(work("A", LEVEL), work("B", LEVEL)).warning
    assert warning.startswith("Nothing live sets the business apart")
    assert found(work("A", LEVEL), work("B", APART)).warning == ""


def test_work_that_nobody_marked_is_asked_about_and_not_blamed():
    page = found(work("A", LEVEL), work("B"))
    assert page.warning.startswith("No live initiative is marked")
    assert page.sentence.endswith("one keeps us level with others; one is not marked yet.")


def test_a_business_that_marks_none_of_its_work_is_not_asked_to():
    page = found(work("A"), work("B"))
    assert (page.in_short, page.sentence, page.warning) == ("", "", "")


def test_of_a_single_initiative_it_is_said_in_plain_words():
    assert found(work("A", APART)).sentence == "The one live initiative sets us apart."
    assert found(work("A", LEVEL)).in_short == "the one live initiative does not set us apart"


# Not doing


def test_live_work_that_speaks_of_a_watched_word_contradicts_the_list():
    page = found(APP, work("Ordering App"), work("Second oven"))
    [conflict] = page.conflicts
    assert (conflict.item, conflict.work.name, conflict.word) == (APP, "Ordering App", "app")
    assert conflict.sentence == (
        "The initiative “Ordering App” speaks of “app”, and “Sell through an app” is on the "
        "not-doing list. Stop the work or reword it, or take the item off the list and say why."
    )
    assert figures(page)["strategy.not-doing.conflicts"] == 1


def test_the_description_of_work_counts_as_well_as_its_name():
    [conflict] = found(APP, work("Easier orders", description="An online-shop for rolls")).conflicts
    assert conflict.word == "online shop"


@pytest.mark.parametrize("status", ["paused", "stopped", "done"])
def test_work_that_rests_or_is_over_contradicts_nothing(status):
    assert found(APP, work("Ordering app", status=status)).conflicts == ()


def test_an_objective_contradicts_until_it_is_due_and_reached():
    goal = make(Objective, name="300 orders by app", due=date(2026, 8, 31))
    [conflict] = found(APP, goal).conflicts
    assert conflict.work == goal
    kpi = make(KPI, name="Orders", objective_id=goal.id, target=300, frequency="quarter")
    read = make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=310)
    assert found(APP, goal, kpi, read).conflicts == ()


def test_work_with_several_words_of_one_item_contradicts_it_once():
    assert len(found(APP, work("App and online shop")).conflicts) == 1


def test_an_item_without_words_cannot_be_watched_and_the_figure_says_so():
    page = found(make(NotDoing, name="A second shop"), work("A second shop"))
    assert page.conflicts == ()
    assert "One item on the list without words to watch for." in page.figures[-1].caveat


@pytest.mark.parametrize(
    ("watch_for", "text"),
    [
        ("app", "The APP for cafés"),
        ("app", "Two apps"),
        ("apps", "An app"),
        ("branch", "Three branches"),
        ("branches", "A branch in town"),
        ("delivery", "Night deliveries"),
        ("deliveries", "One delivery"),
        ("second shop", "A second\nshop"),
        ("online shop", "An online-shop"),
        ("café", "CAFÉ"),
        ("van; app", "Her app’s icon"),
        (" , app,", "(app)"),
    ],
)
def test_whole_words_are_found_in_any_case_and_either_number(watch_for, text):
    assert mentioned(watch_for, text)


@pytest.mark.parametrize(
    ("watch_for", "text"),
    [
        ("app", "Happy customers apply"),
        ("app", ""),
        ("", "app"),
        (" , ;", "app"),
        ("second shop", "A second coffee shop"),
        ("bus", "Business"),
        ("a.p", "app"),
    ],
)
def test_parts_of_words_are_not_found(watch_for, text):
    assert mentioned(watch_for, text) == ""
