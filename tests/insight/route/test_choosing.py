"""Who leads among what competes, and how surely."""

import pytest

from tests.insight.route.compared import (
    CAFES,
    COMPARED,
    HOURS,
    PRICES,
    SCORES,
    SHIFT,
    VAN,
    changed,
    found,
    score,
)
from tests.insight.small import figures, make
from workbook.insight.route.choosing_words import beaten, doubts, missing, tipping
from workbook.strategy import Criterion, Weighting


def names(options):
    return [each.option.name for each in options]


def by_name(page, name):
    return next(each for each in page.ranked if each.option.name == name)


def test_points_are_weighted_shares_of_the_way_from_worst_to_best():
    page = found(*COMPARED)
    assert page.values == pytest.approx({"shift": 200 / 3, "prices": 140 / 3})
    assert names(page.ranked) == ["Second shift lead", "Price list"]
    assert [each.points.printed for each in page.ranked] == ["67", "47"]


def test_less_is_better_where_the_best_is_the_lower_number():
    [_, hours] = by_name(found(*COMPARED), "Price list").parts
    assert hours == pytest.approx(100 / 3 * 0.6)


def test_every_figure_has_a_name_and_a_source_of_its_own():
    page = found(*COMPARED)
    values = figures(page)
    assert values["choice.second-shift-lead.points"] == pytest.approx(200 / 3)
    assert values["criterion.cafes-won.weight"] == pytest.approx(200 / 3)
    assert values["criterion.our-hours.tips-at"] == pytest.approx(100 * 5 / 9)
    assert all(figure.method and figure.sources for figure in page.figures)


def test_a_missing_score_is_named_and_never_counts_as_nothing():
    page = found(*COMPARED, VAN, score(VAN, CAFES, 100))
    assert "van" not in page.values
    assert missing(page) == ("“Third van” is not ranked: no score on “Our hours”.",)


def test_an_initiative_without_any_score_takes_no_part_and_does_not_nag():
    assert missing(found(*COMPARED, VAN)) == ()


def test_what_is_done_or_paused_no_longer_competes():
    page = found(*COMPARED, changed(VAN, status="paused"), score(VAN, CAFES, 5))
    assert missing(page) == ()


def test_a_score_from_before_its_criterion_was_counted_otherwise_is_not_read_as_the_new_unit():
    euros = changed(CAFES, worst_at=0, best_at=20, unit="cafés")
    page = found(euros, HOURS, SHIFT, PRICES, *SCORES)
    assert page.ranked == ()
    assert missing(page)[0] == (
        "“Second shift lead” is not ranked: its score on “Cafés won” was given in points, and that "
        "goes from 0 to 20 cafés now."
    )


def test_a_score_beyond_worst_and_best_is_refused_in_words():
    page = found(*COMPARED, VAN, score(VAN, CAFES, 50), score(VAN, HOURS, 240))
    assert missing(page) == (
        "“Third van” is not ranked: its score on “Our hours” is not within 0 to 200 hours.",
    )


def test_doing_nothing_competes_and_may_be_worth_more():
    idle = (changed(CAFES, as_is=50), changed(HOURS, as_is=0, as_is_in="unit"))
    page = found(*idle, SHIFT, PRICES, *SCORES)
    assert names(page.ranked)[:2] in (["Do nothing", "Second shift lead"],
                                      ["Second shift lead", "Do nothing"])  # fmt: skip
    assert "" not in page.values
    assert beaten(page)[-1] == "Worth less than doing nothing: “Price list”."


def test_work_in_progress_that_is_worth_less_than_nothing_is_a_worry():
    idle = (changed(CAFES, as_is=50), changed(HOURS, as_is=0, as_is_in="unit"))
    page = found(*idle, SHIFT, changed(PRICES, status="in progress"), *SCORES)
    assert page.concerns[-1] == ("In progress, though it scores below doing nothing: “Price list”.")


def test_an_option_that_is_nowhere_better_is_named_with_what_dominates_it():
    page = found(*COMPARED, VAN, score(VAN, CAFES, 90), score(VAN, HOURS, 180))
    assert beaten(page) == (
        "“Third van” is nowhere better than “Second shift lead”: no weights put it ahead.",
    )


def test_many_options_that_never_lead_are_told_in_one_sentence():
    vans = [changed(VAN, id=f"van{n}", name=f"Van {n}") for n in range(5)]
    scores = [score(each, *pair) for each in vans for pair in ((CAFES, 20), (HOURS, 190))]
    assert beaten(found(*COMPARED, *vans, *scores)) == (
        "No weights put these ahead, as another option is nowhere worse: “Van 0”, “Van 1”, “Van 2” "
        "and 2 more.",
    )


def test_a_clear_leader_is_told_with_its_share_of_weightings():
    page = found(*COMPARED)
    assert page.leads
    assert page.verdict.startswith("“Second shift lead” leads: it is first in ")
    assert page.concerns == ()


def test_of_options_that_are_level_none_leads():
    alike = [score(each, c, at) for each in (SHIFT, PRICES) for c, at in ((CAFES, 50), (HOURS, 80))]
    page = found(CAFES, HOURS, SHIFT, PRICES, *alike)
    assert not page.leads
    assert page.verdict == (
        "No clear leader between “Second shift lead” and “Price list”: they are first in 100% and "
        "100% of weightings. Where they are level, both count as first."
    )
    assert tipping(page) == (
        "“Second shift lead” and “Price list” have the same points, and the most.",
    )


def test_between_near_options_there_is_no_clear_leader():
    page = found(*COMPARED, VAN, score(VAN, CAFES, 86), score(VAN, HOURS, 142))
    assert not page.leads
    assert page.verdict.startswith("No clear leader between “")
    assert page.concerns == (page.verdict,)


def test_shares_of_who_beats_whom_add_up_where_nobody_ties():
    page = found(*COMPARED)
    ahead, behind = page.ranked
    won = ahead.beats["prices"].value + behind.beats["shift"].value
    assert won == pytest.approx(100, abs=1)


def test_never_and_always_are_said_only_where_they_are_so():
    seldom = (score(PRICES, CAFES, 55), score(PRICES, HOURS, 120))
    page = found(CAFES, HOURS, SHIFT, PRICES, *SCORES[:2], *seldom)
    assert [each.first.printed for each in page.ranked] == [">99%", "<1%"]
    never = (score(PRICES, CAFES, 55), score(PRICES, HOURS, 170))
    page = found(CAFES, HOURS, SHIFT, PRICES, *SCORES[:2], *never)
    assert [each.first.printed for each in page.ranked] == ["100%", "0%"]


def test_the_weight_at_which_the_leader_changes_is_a_sentence():
    assert tipping(found(*COMPARED)) == (
        "“Cafés won” would have to fall from 67% to 44% before “Price list” leads.",
        "“Our hours” would have to rise from 33% to 56% before “Price list” leads.",
    )


def test_where_no_weight_changes_the_leader_that_is_said():
    page = found(
        CAFES,
        HOURS,
        SHIFT,
        PRICES,
        *SCORES[:2],
        score(PRICES, CAFES, 10),
        score(PRICES, HOURS, 190),
    )
    assert tipping(page)[0].startswith("No weight by itself changes the leader")


def test_a_leader_by_unsure_scores_is_doubted():
    guesses = [changed(each, sure=1) for each in SCORES]
    sure, unsure = found(*COMPARED), found(CAFES, HOURS, SHIFT, PRICES, *guesses)
    assert unsure.ranked[0].sure[0] < sure.ranked[0].sure[0]
    assert unsure.ranked[0].confidence < sure.ranked[0].confidence == 1


def test_of_very_many_near_names_the_first_few_are_asked_about():
    every = [make(Criterion, name=f"Criterion {i}") for i in range(8)]
    *told, more = found(*every).alike
    assert len(told) == 3
    assert more == "25 more pairs of criteria are as near to one another."


def test_criteria_with_near_names_are_asked_about():
    twice = make(Criterion, id="more", name="Won cafés", worst="none", best="many", swing=10)
    page = found(CAFES, twice, HOURS)
    assert page.alike == (
        "“Cafés won” and “Won cafés” have nearly the same name. Do they count one thing twice?",
    )


def test_criteria_whose_scores_go_together_are_asked_about():
    work = [changed(VAN, id=f"w{n}", name=f"Work {n}") for n in range(5)]
    scores = [
        score(each, criterion, value)
        for each, cafes, hours in zip(
            work, (10, 30, 50, 70, 95), (190, 160, 100, 60, 5), strict=True
        )
        for criterion, value in ((CAFES, cafes), (HOURS, hours))
    ]
    [said] = found(CAFES, HOURS, *work, *scores).alike
    assert said.startswith("“Cafés won” and “Our hours” rise and fall together")
    assert "(correlation 0.99)" in said or "(correlation 1.00)" in said


def test_few_criteria_are_told_once_something_is_ranked():
    assert doubts(found(*COMPARED)) == (
        "Two criteria: five to eight serve best, as fewer leave something out.",
    )
    assert doubts(found(CAFES, HOURS)) == ()


def test_how_many_could_be_started_is_asked_and_used():
    page = found(*COMPARED, make(Weighting, places=1))
    assert page.ranked[0].among.printed == page.ranked[0].first.printed
    assert page.ranked[0].among.label.endswith("chance of being among the first 1")


def test_without_criteria_there_is_nothing_to_say():
    page = found(SHIFT, PRICES)
    assert (page.begun, page.figures, page.concerns, page.values) == (False, (), (), {})
