"""The page “Choices”: what a board finds on it."""

from tests.insight.route.compared import (
    CAFES,
    COMPARED,
    HOURS,
    PRICES,
    Q3,
    SCORES,
    SHIFT,
    VAN,
    changed,
    score,
)
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Bullets, Callout, Chart
from workbook.pack.pages.choices import page as choices_page
from workbook.strategy import Initiative, Limits, Objective


def page(*records):
    return choices_page(plan(*records), Q3)


def test_a_business_that_compares_nothing_has_no_such_page():
    assert page(SHIFT, PRICES).blocks == ()
    assert page(CAFES, HOURS, SHIFT).blocks == ()


def test_the_lead_says_who_leads_or_that_nobody_does_clearly():
    assert page(*COMPARED).lead.startswith("“Second shift lead” leads: it is first in ")
    near = (VAN, score(VAN, CAFES, 86), score(VAN, HOURS, 142))
    assert page(*COMPARED, *near).lead.startswith("No clear leader between “")


def test_a_business_that_gives_limits_only_is_not_told_that_nothing_is_ranked():
    goal = make(Objective, name="Sell more", weight=50)
    van = changed(VAN, cost=5, objective_ids=[goal.id])
    section = page(van, goal, make(Limits, cash=10))
    assert (section.lead, section.blocks != ()) == ("", True)


def test_the_bars_stand_with_words_for_those_who_do_not_see_them():
    [chart] = of(Chart, page(*COMPARED))
    assert chart.alt.startswith("Bars of two options, out of 100 points: Second shift lead 67")


def test_who_beats_whom_stands_row_against_column():
    name, itself, other, best = row(page(*COMPARED), "A Second shift lead")
    assert name.code
    assert itself == "–"
    assert other.endswith("%")
    assert best == "100%"


def test_where_the_leader_changes_is_told():
    [bullets] = of(Bullets, page(*COMPARED))
    assert bullets.items[0] == (
        "“Cafés won” would have to fall from 67% to 44% before “Price list” leads."
    )


def test_it_says_what_it_rests_on():
    section = page(*COMPARED)
    assert [getattr(cell, "text", cell) for cell in row(section, "Our hours")] == [
        "Our hours", "33%", "200 hours", "0 hours",
    ]  # fmt: skip
    assert "Weights by swing, varied around those given." in words(section.blocks)


def test_what_is_not_ranked_is_named_with_what_it_lacks():
    section = page(*COMPARED, VAN, score(VAN, CAFES, 100))
    [callout] = of(Callout, section)
    assert "“Third van” is not ranked: no score on “Our hours”." in callout.text


def test_of_many_options_the_first_are_shown_and_the_others_counted():
    many = [changed(VAN, id=f"w{n}", name=f"Work {n}") for n in range(12)]
    scores = [
        score(each, criterion, 40 + n)
        for n, each in enumerate(many)
        for criterion in (CAFES, HOURS)
    ]
    idle = (changed(CAFES, as_is=0), changed(HOURS, as_is=200, as_is_in="unit"))
    section = page(*idle, SHIFT, PRICES, *SCORES, *many, *scores)
    [chart] = of(Chart, section)
    assert "Bars of nine options" in chart.alt
    assert "Do nothing 0 points" in chart.alt
    assert "6 more are ranked" in words(section.blocks)


def test_a_name_that_is_markup_stays_a_name():
    sly = make(Initiative, id="sly", name="<b>Oven</b> & #strong")
    [chart] = of(Chart, page(*COMPARED, sly, score(sly, CAFES, 80), score(sly, HOURS, 20)))
    assert "<b>" not in chart.svg
    assert "&lt;b&gt;" in chart.svg
