"""A goal is checked letter by letter, each verdict says why, and people may overrule it."""

from datetime import date, datetime
from typing import Any

import pytest

from workbook.strategy import KPI, Change, Objective, Person, Plan, SmartOverride
from workbook.strategy.journal import Journal
from workbook.strategy.rules import check
from workbook.strategy.smart import Goal, Verdict, goal_of, smart, smart_check
from workbook.strategy.smart.dates import times
from workbook.strategy.smart.reading import plain

START, DUE = date(2026, 1, 5), date(2026, 12, 31)


def verdict(letter: str, text: str, **fields: Any) -> Verdict:
    return next(v for v in smart(Goal(text, **fields)) if v.letter == letter)


def step(text: str, baseline: float, target: float, unit: str = "%", **fields: Any) -> Verdict:
    """The verdict on A of a goal that has an owner and a year."""
    known = {"owner": "Tom", "start": START, "due": DUE, **fields}
    return verdict("A", text, baseline=baseline, target=target, unit=unit, **known)


def test_a_complete_goal_meets_every_letter_and_says_why() -> None:
    goal = Goal(
        "Supply cafés every week",
        why="Café orders are known the day before.",
        baseline=9,
        target=16,
        unit="cafés",
        owner="Tom Okafor",
        start=START,
        due=DUE,
    )
    assert [(v.letter, v.met, v.reason) for v in smart(goal)] == [
        ("S", True, "It names one result that a stranger would recognise."),
        ("M", True, "Its KPI goes from 9 to 16 cafés."),
        (
            "A",
            True,
            "Tom Okafor answers for a step from 9 to 16 cafés; whether time and money allow it, "
            "only you know.",
        ),
        ("R", True, "It says why it matters."),
        ("T", True, "It is due on 31 December 2026."),
    ]


def test_an_empty_goal_is_told_what_to_do_at_every_letter() -> None:
    assert [v.met for v in smart(Goal(" "))] == [False] * 5
    assert smart(Goal(" "))[0].reason == "It is empty: say in one sentence what will be true."


def test_two_goals_are_told_apart_and_the_second_is_named() -> None:
    found = verdict("S", "Increase bread sales and reduce waste at the Leeds branch")
    assert not found.met
    assert found.reason == (
        "It is more than one goal: make an objective of its own from “reduce waste at the…”."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Finish the research and development of the rye loaf",
        "Complete health and safety training for all staff",
        "Sell more bread & rolls to restaurants",
        "Buy and install a deck oven",
        "Hire a physiotherapist to treat injuries and coach beginners",
        "Cut waste to 5% and keep it there",
        "Have between 30 and 35 children in the holiday club",
    ],
)
def test_an_and_inside_one_goal_does_not_make_it_two(text: str) -> None:
    assert verdict("S", text).met


def test_a_wish_is_quoted_as_it_was_typed() -> None:
    assert verdict("S", "Become World-Class in Leeds").reason == (
        "“World-Class” can mean anything: say what a visitor would see once it is true."
    )


def test_a_vague_verb_is_clear_once_its_kpi_says_what_moves() -> None:
    assert not verdict("S", "Improve patient care").met
    assert verdict("S", "Improve patient care", baseline=4.2, target=4.6, unit="stars").met


def test_a_subject_without_a_verb_is_no_result() -> None:
    assert verdict("S", "Staff training").reason == (
        "It names a subject, not a result: begin with a verb, such as “sell” or “open”."
    )


def test_the_number_that_was_found_is_quoted() -> None:
    assert (
        verdict("M", "Sell 60 loaves a day by June 2027").reason == "“60 loaves” can be read off."
    )


def test_a_kpi_that_lacks_its_unit_is_told_so() -> None:
    found = verdict("M", "Sell more bread", baseline=20, target=60)
    assert (found.met, found.reason) == (False, "Its KPI still lacks a unit: give it that.")


def test_what_has_no_owner_and_no_figures_cannot_be_weighed() -> None:
    assert verdict("A", "Sell more bread").reason == (
        "Give it an owner, a baseline and a target, so that it can be weighed."
    )


def test_a_leap_is_questioned_with_its_figure() -> None:
    assert step("Grow the newsletter", 500, 10_000, "readers").reason == (
        "From 500 to 10,000 readers is 20 times as much in 12 months, and more than 2 times is "
        "rare: say what makes it possible, or come nearer."
    )
    assert "5.5 times less in 12 months" in step("Cut overlong weeks", 11, 2, "weeks").reason


def test_more_time_allows_a_larger_step() -> None:
    assert not step("Raise donations", 100, 300, "EUR").met
    assert step("Raise donations", 100, 300, "EUR", due=date(2027, 12, 31)).met


def test_without_a_start_the_time_from_today_to_the_due_date_counts() -> None:
    today = {"start": None, "since": date(2026, 7, 1)}
    assert not step("Raise donations", 100, 210, "EUR", **today, due=date(2027, 6, 30)).met
    assert step("Raise donations", 100, 210, "EUR", **today, due=date(2028, 6, 30)).met


def test_a_due_date_in_the_text_counts_where_no_other_is_given() -> None:
    today = {"start": None, "since": date(2026, 7, 1), "due": None}
    assert not step("Raise donations by June 2027", 100, 210, "EUR", **today).met
    assert step("Raise donations by June 2028", 100, 210, "EUR", **today).met


@pytest.mark.parametrize(
    "period",
    [
        {"start": None, "due": None},
        {"start": None, "since": START, "due": None},
        {"start": None, "since": None, "due": DUE},
        {"start": None, "since": date(2027, 1, 1), "due": DUE},
    ],
)
def test_where_no_period_to_come_is_known_nothing_is_said_of_the_pace(period: Any) -> None:
    assert step("Raise donations", 100, 900, "EUR", **period).met


def test_the_pace_of_an_objective_counts_from_the_plan_s_newest_day() -> None:
    plan, objective = bakery(due=date(2028, 6, 30))
    line = Change(
        number=1, save_id="s", at=datetime(2026, 7, 1, 9), who="Ana", entity="objective",
        record_id=objective.id, verb="added",
    )  # fmt: skip
    assert goal_of(Plan(plan.records, Journal([line])), objective).since == date(2026, 7, 1)
    begun = objective.model_copy(update={"start": START})
    assert goal_of(Plan(plan.records, Journal([line])), begun).since == START


def test_no_rule_weighs_a_step_across_zero() -> None:
    assert step("Make a profit again", -8000, 5000, "GBP").reason == (
        "Tom answers for it; no rule can weigh a step from −8,000 to 5,000 GBP, so you judge."
    )


def test_a_promise_without_exception_needs_a_baseline_close_to_it() -> None:
    assert step("Deliver every order by seven", 70, 95).reason == (
        "“every” allows no slip, and it stood at 70%: leave room for one."
    )
    assert step("Deliver every order by seven", 96, 100).met
    assert not step("Accidents", 14, 0, "accidents a year").met
    assert step("Accidents", 2, 0, "accidents a year").met


def test_every_week_is_a_rhythm_and_no_promise_without_exception() -> None:
    assert step("Supply cafés every week", 60, 75).met
    assert step("Clean the offices every Monday morning", 60, 75).met


def test_a_debt_may_be_paid_back_to_the_last_penny() -> None:
    assert step("Pay off the loan", 18_000, 0, "EUR").met


def test_standing_still_is_a_goal_only_for_keeping() -> None:
    assert not step("Raise turnover", 400, 400, "EUR").met
    assert step("Keep the herd at 80 cows", 80, 80, "cows").met


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Win 3 customers by 2026-12", date(2026, 12, 31)),
        ("Win 3 customers by 09/2026", date(2026, 9, 30)),
        ("Win 3 customers by 9.2026", date(2026, 9, 30)),
        ("Win 3 customers by 2026/12/31", date(2026, 12, 31)),
        ("Win 3 customers by 31-12-2026", date(2026, 12, 31)),
        ("Win 3 customers in 2H 2026", date(2026, 12, 31)),
        ("Win 3 customers by 1H27", date(2027, 6, 30)),
        ("Win 3 customers by Q3/2026", date(2026, 9, 30)),
        ("Win 3 customers by Q3’26", date(2026, 9, 30)),
        ("Win 3 customers by Dec ’26", date(2026, 12, 31)),
        ("Win 3 customers by the end of FY27", date(2027, 12, 31)),
        ("Win 3 customers by EOY 2026", date(2026, 12, 31)),
        ("Win 3 customers by FYE 2027", date(2027, 12, 31)),
        ("Win 3 customers by week 40 of 2026", date(2026, 12, 31)),
        ("Win 3 customers by EOY", None),
        ("Win 3 customers by YE", None),
        ("Win 3 customers by CW 40", None),
        ("Win 3 customers by the quarter-end", None),
    ],
)
def test_a_short_date_is_read_as_people_read_it(text: str, last: date | None) -> None:
    (found,) = times(plain(text))
    assert found.last == last
    assert verdict("T", text, start=START).met
    assert verdict("M", text).reason == "“3 customers” can be read off."


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Win 3 customers by Q1 2027", date(2026, 6, 30)),
        ("Win 3 customers by the end of Q4 2027", date(2027, 3, 31)),
        ("Win 3 customers by H1 2027", date(2026, 9, 30)),
        ("Win 3 customers by FY27", date(2027, 3, 31)),
        ("Win 3 customers by FYE 2026/27", date(2027, 3, 31)),
        ("Win 3 customers by Q1 CY2027", date(2027, 3, 31)),
        ("Win 3 customers by June 2027", date(2027, 6, 30)),
        ("Win 3 customers by 2027", date(2027, 12, 31)),
    ],
)
def test_quarters_of_a_goal_are_those_of_a_business_year_from_april(text: str, last: date) -> None:
    (found,) = times(plain(text), 4)
    assert found.last == last


def test_a_quarter_that_has_passed_in_this_business_is_no_date_to_come() -> None:
    assert verdict("T", "Win 3 customers by Q4 2026", start=date(2026, 7, 1)).met
    assert not verdict("T", "Win 3 customers by Q4 2026", start=date(2026, 7, 1), year_begins=4).met


@pytest.mark.parametrize("text", ["Cut waiting from 4h to 2h", "Answer in 2h", "Serve 3/4 of them"])
def test_hours_and_fractions_are_no_dates(text: str) -> None:
    assert not verdict("T", text).met


def test_two_years_are_a_pair_and_no_month() -> None:
    (found,) = times(plain("Close the books in 2026/27"))
    assert found.last == date(2027, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "Increase the company’s revenue by 25% by June 2027",
        "Cut the business's energy bill by 10% by June 2027",
        "Grow the business’ profit to 30,000 EUR by June 2027",
        "Raise our brand's market share by 3% by June 2027",
    ],
)
def test_a_possessive_says_what_is_moved(text: str) -> None:
    assert verdict("S", text).met


@pytest.mark.parametrize("text", ["Increase the company by 25%", "Improve our company's culture"])
def test_a_thing_that_means_anything_still_does(text: str) -> None:
    assert not verdict("S", text).met


def test_verbs_in_a_row_share_their_object() -> None:
    assert verdict("S", "Plan, write and publish the price list by May 2027").met
    assert verdict("S", "Design, print and post the catalogue").met
    assert not verdict("S", "Price, range and place").met


def test_a_verb_with_an_object_of_its_own_is_a_second_goal() -> None:
    assert verdict("S", "Conduct a survey and react to the issues by May 2027").reason == (
        "It is more than one goal: make an objective of its own from “react to the issues…”."
    )


@pytest.mark.parametrize("why", ["", "Important", "Sell more bread", "To sell more bread."])
def test_a_word_or_the_goal_again_is_no_reason(why: str) -> None:
    assert not verdict("R", "Sell more bread", why=why).met


def test_a_larger_objective_or_a_reason_in_the_text_makes_it_relevant() -> None:
    assert verdict("R", "Sell more bread", serves="Pay the rent from bread alone").reason == (
        "It is part of “Pay the rent from bread alone”."
    )
    assert verdict("R", "Sell more bread so that the night shift pays for itself").met


def test_a_date_before_the_start_is_no_time_to_come() -> None:
    found = verdict("T", "Publish a price list by March 2024", start=START)
    assert found.reason == "Its date lies before its start: give it a due date to come."
    assert verdict("T", "Publish a price list by March 2024").met


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sell the van by the end of June 2026, please", "by the end of June 2026"),
        ("Answer 90% of e-mails within 24 hours", ""),
        ("Get bread to every café by 7 am", ""),
        ("Close the books by the 5th of each month", ""),
        ("Open a second shop within six months", "within six months"),
        ("Sell 15% more than in 2027", ""),
    ],
)
def test_only_a_time_to_come_bounds_a_goal(text: str, said: str) -> None:
    found = verdict("T", text, start=START)
    assert (found.met, found.reason) == (
        (True, f"It says “{said}”.") if said else (False, "It says no date: give it a due date.")
    )


def test_a_goal_in_another_language_is_not_blamed_for_its_words() -> None:
    german = smart(Goal("Den Umsatz bis Ende 2027 um 10 % steigern", start=START))
    assert [v.letter for v in german if v.met] == ["S", "M", "T"]
    assert german[0].reason == "Only English can be checked: ask others what it means."
    assert not verdict("M", "Mehr Kunden für die Bäckerei bis 2027").met
    assert verdict("S", "提高销售额").met


def bakery(**objective: Any) -> tuple[Plan, Objective]:
    owner = check(Person, {"name": "Maya"})
    large = check(Objective, {"name": "Live from bread alone"})
    small = check(Objective, {"name": "Bring waste down", "owner_id": owner.id, **objective})
    bare = {"name": "Flour", "objective_id": small.id, "target": 3}
    full = {"name": "Left over", "objective_id": small.id, "unit": "%", "baseline": 9, "target": 6}
    kpis = [check(KPI, {**values, "target_date": DUE}) for values in (bare, full)]
    return Plan((owner, large, small, *kpis)), small


def overruled(own: dict[str, Any]) -> tuple[Plan, Objective]:
    plan, objective = bakery()
    mine = check(SmartOverride, {"objective_id": objective.id, **own})
    return Plan((*plan.records, mine)), objective


def test_a_goal_takes_its_figures_from_the_first_complete_kpi() -> None:
    plan, objective = bakery()
    assert goal_of(plan, objective) == Goal(
        "Bring waste down", baseline=9, target=6, unit="%", owner="Maya", due=DUE
    )


def test_a_goal_is_part_of_its_parent_but_not_of_itself() -> None:
    plan, objective = bakery()
    larger = plan.all(Objective)[0]
    assert goal_of(plan, objective.model_copy(update={"parent_id": larger.id})).serves == (
        "Live from bread alone"
    )
    assert goal_of(plan, objective.model_copy(update={"parent_id": objective.id})).serves == ""


def test_a_verdict_can_be_overruled_and_keeps_both_reasons() -> None:
    plan, objective = overruled({"letter": "R", "met": True, "reason": "It pays the rent."})
    found = smart_check(plan, objective)[3]
    assert (found.met, found.overridden, found.override_reason) == (True, True, "It pays the rent.")
    assert found.reason.startswith("Say what gets better")


def test_an_override_without_a_reason_or_without_a_difference_changes_nothing() -> None:
    plan, objective = overruled({"letter": "T", "met": True, "reason": "Agreed"})
    unsaid = SmartOverride.model_construct(
        id="unsaid", objective_id=objective.id, letter="R", met=True, reason=" "
    )
    ruled = [(v.letter, v.met) for v in smart_check(*bakery())]
    found = smart_check(Plan((*plan.records, unsaid)), objective)
    assert [(v.letter, v.met) for v in found] == ruled
    assert not any(v.overridden for v in found)


def test_a_verdict_of_ones_own_is_about_its_own_objective() -> None:
    plan, objective = overruled({"letter": "R", "met": True, "reason": "It pays the rent."})
    [other] = [o for o in plan.all(Objective) if o.id != objective.id]
    assert not any(v.overridden for v in smart_check(plan, other))


def test_the_example_has_one_verdict_worth_arguing_about(example: Plan) -> None:
    flagged = {
        (objective.name, v.letter)
        for objective in example.all(Objective)
        for v in smart(goal_of(example, objective))
        if not v.met
    }
    assert flagged == {("Bring overlong working weeks down to two a month by March 2027", "A")}
