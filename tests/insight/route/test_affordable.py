"""What fits together within cash and hours, what falls out and why, and what more would buy."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.route.affordable import Affordable, affordable
from workbook.quarter import Quarter
from workbook.strategy import Decision, Initiative, Limits, NotDoing, Objective

Q3 = Quarter.parse("2026-Q3")


def goals(**weights):
    """Objectives by their id, each worth its weight."""
    return [make(Objective, id=id, name=id.upper(), weight=w) for id, w in weights.items()]


def work(id, serves, cost=0.0, hours=0.0, **fields):
    """A piece of work that is named as its id in capitals, and serves one objective."""
    values = {"id": id, "name": id.upper(), "objective_ids": [serves], "cost": cost, "hours": hours}
    return make(Initiative, **{**values, **fields})


def seen(*records) -> Affordable:
    return affordable(plan(*records, *goals(much=50, some=30, little=20)), Q3)


def names(found: Affordable) -> list[str]:
    return [each.work.name for each in found.chosen]


def why(found: Affordable) -> list[str]:
    return [each.sentence for each in found.out]


LIMITS = make(Limits, cash=10_000, hours=100)


def test_without_a_limit_nothing_is_told():
    assert not seen(work("van", "much", 5_000)).begun


def test_the_set_that_is_worth_most_is_found_and_what_falls_out_says_what_it_lacks():
    found = seen(
        LIMITS,
        work("van", "much", 8_000, 40),
        work("class", "some", 4_000, 10),
        work("boxes", "little", 2_000, 60),
    )
    assert names(found) == ["VAN", "BOXES"]
    assert why(found) == [
        "“CLASS” takes 4,000 (nothing left) and 10 hours (nothing left): "
        "what is in brings more for it."
    ]
    assert found.sentence == "2 of 3 fit together, worth 70.0 points."
    assert figures(found)["affordable.cash.used"] == 10_000


def test_what_more_would_buy_is_the_least_that_lets_something_better_in():
    found = seen(LIMITS, work("van", "much", 8_000, 40), work("class", "some", 4_000, 10))
    cash, hours = found.limits
    assert cash.more == "2,000 more would let in “CLASS”: 30.0 points more."
    assert hours.more == "More of this alone would let nothing better in."


def test_work_that_needs_what_fell_out_says_so():
    found = seen(
        make(Limits, hours=50),
        work("van", "much", hours=60),
        work("app", "some", hours=10, needs_ids=["van"]),
    )
    assert why(found) == [
        "“VAN” takes 60 hours (50 hours left): what is in brings more for it.",
        "“APP” needs “VAN”, which fell out.",
    ]


def test_what_is_needed_and_done_already_stands_in_nobodys_way():
    van = work("van", "much", status="done")
    assert names(seen(LIMITS, van, work("app", "some", needs_ids=["van"]))) == ["APP"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "paused"}, "which is paused"),
        ({"status": "stopped"}, "which was stopped"),
        ({"cost": None}, "which does not say what it costs"),
    ],
)
def test_work_cannot_begin_while_what_it_needs_is_not_there(fields, reason):
    van = work("van", "much", **fields)
    found = seen(LIMITS, van, work("app", "some", needs_ids=["van"]), work("tea", "little"))
    assert found.barred == (f"“APP” needs “VAN”, {reason}.",)
    assert names(found) == ["TEA"]


def test_of_two_that_exclude_each_other_the_better_one_is_in_and_named():
    found = seen(LIMITS, work("van", "much"), work("bikes", "some", excludes_ids=["van"]))
    assert why(found) == ["“BIKES” is ruled out by “VAN”: only one of them can be done."]


def test_a_must_do_is_in_however_little_it_is_worth():
    found = seen(
        make(Limits, hours=50),
        work("till", "little", hours=50, must_because="The tax office asks for it"),
        work("van", "much", hours=50),
    )
    assert names(found) == ["TILL"]


def test_must_dos_that_do_not_fit_name_the_limit_and_the_work_that_breaks_it():
    found = seen(
        LIMITS,
        work("till", "little", 7_000, needs_ids=["cable"], must_because="The law"),
        work("cable", "some", 6_000),
    )
    assert found.trouble == (
        "What must be done takes 13,000, and there are 10,000: “TILL” 7,000 and “CABLE” 6,000, "
        "which is needed for it. Raise the limit of cash, or let one of them compete.",
    )
    assert found.concerns == found.trouble


def test_must_dos_that_rule_each_other_out_are_named():
    must = {"must_because": "The law"}
    found = seen(LIMITS, work("a", "some", **must), work("b", "some", excludes_ids=["a"], **must))
    assert "“A” and “B” must both be done" in found.trouble[0]


def test_a_must_do_whose_cost_nobody_knows_is_asked_for_and_nothing_is_guessed():
    found = seen(LIMITS, work("till", "little", None, must_because="The law"))
    assert "“TILL” must be done, and does not say what it costs" in found.trouble[0]


def test_what_cannot_be_weighed_is_named_and_not_guessed():
    found = seen(
        LIMITS, work("van", "much", None), work("class", "some", 1, None), work("a", "some")
    )
    assert found.unknown == (
        "“VAN” does not say what it costs.",
        "“CLASS” does not say how many hours it takes.",
    )


def test_hours_of_the_owner_are_none_where_they_are_left_empty():
    found = seen(
        make(Limits, owner_hours=10),
        work("van", "much", hours=11, owner_hours=11),
        work("class", "some"),
    )
    assert names(found) == ["CLASS"]


def test_work_for_what_weighs_nothing_is_not_held_to_doing_nothing_which_nobody_scored():
    none = make(Objective, id="none", name="NONE", weight=0)
    found = seen(LIMITS, none, work("van", "none"), work("class", "some"))
    assert why(found) == ["“VAN” serves only objectives of weight 0."]


def test_without_scores_and_weights_it_asks_for_scores():
    found = affordable(plan(LIMITS, work("van", "much"), *goals(much=None)), Q3)
    assert found.trouble[0].endswith(
        "Score the initiatives first, or give the objectives their weights."
    )


def test_work_in_progress_that_falls_out_is_a_worry_and_a_pause_can_be_proposed():
    runs = work("van", "some", hours=90, status="in progress")
    better = work("oven", "much", hours=90)
    found = seen(LIMITS, runs, better)
    assert found.concerns == ("In progress, though it does not fit what there is: “VAN”.",)
    assert [each.proposal for each in found.out] == ["pause"]
    waits = make(Decision, title="Pause the van", kind="pause", initiative_id="van")
    assert [each.proposal for each in seen(LIMITS, runs, better, waits).out] == [""]


def test_work_that_has_not_begun_can_be_left_and_competes_no_more_once_it_is():
    idea, better = work("van", "some", hours=90), work("oven", "much", hours=90)
    assert [each.proposal for each in seen(LIMITS, idea, better).out] == ["not doing"]
    left = seen(LIMITS, idea, better, make(NotDoing, name="Van"))
    assert (left.out, left.barred) == ((), ("“VAN” is on the not-doing list.",))


def test_objectives_that_have_ended_are_worth_nothing_any_more():
    ended = make(Objective, id="old", name="OLD", weight=40, ended_on=date(2026, 1, 31))
    found = seen(LIMITS, ended, work("van", "old"), work("class", "some"))
    assert found.unknown == ("“VAN” serves no objective that has a weight.",)


def test_fifty_pieces_of_work_are_weighed_within_a_second():
    from time import perf_counter

    many = [
        work(f"w{i}", ("much", "some", "little")[i % 3], 500 + 137 * i % 4_000, 7 + 31 * i % 90,
             owner_hours=i % 7, needs_ids=[f"w{i - 5}"] if i % 6 == 5 else [])
        for i in range(50)
    ]  # fmt: skip
    given = make(Limits, cash=40_000, hours=900, owner_hours=60)
    seen(given, *many[:5])  # what is loaded once
    begun = perf_counter()
    assert seen(given, *many).total is not None
    assert perf_counter() - begun < 3  # a busy machine included
