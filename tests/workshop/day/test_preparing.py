"""A block's questions are made from the plan; what it lacks is said, and never asked empty."""

from datetime import date

import pytest

from tests.insight.small import make, plan
from workbook.strategy import (
    Block,
    Business,
    Criterion,
    Destination,
    Initiative,
    Limits,
    Objective,
    Session,
)
from workbook.strategy.route import RivalMove, Uncertainty, World
from workbook.workshop.day.agenda import agendas
from workbook.workshop.day.asking import MOST, QUESTIONS, NotYet, option_id
from workbook.workshop.day.days import begun_with, timetable_of
from workbook.workshop.day.preparing import Preparation, prepare
from workbook.workshop.day.timetable import Timetable
from workbook.workshop.questions import Kind, Question

DAY = make(Session, id="day", name="Where we go", begins="9:00", held_on=date(2026, 9, 10))
OVEN = make(Initiative, id="oven", name="Second oven", cost=9000, hours=80)
PAGE = make(Initiative, id="page", name="Ordering page", hours=120)
MONEY = make(Criterion, id="money", name="Money", unit="EUR", worst_at=0, best_at=40000)
JOY = make(Criterion, id="joy", name="Joy", worst="nobody smiles", best="all sing")


def asked(name: str, *records) -> Question:
    return QUESTIONS[name].make(plan(*records), DAY)[0]


def left_out(name: str, *records) -> str:
    return QUESTIONS[name].make(plan(*records), DAY)[1]


def lacking(name: str, *records) -> str:
    with pytest.raises(NotYet) as told:
        QUESTIONS[name].make(plan(*records), DAY)
    return str(told.value)


def block(name: str, asks: str = "", **fields) -> Block:
    return make(Block, session_id="day", name=name, asked=asks, **fields)


def prepared(*records) -> Preparation:
    return prepare(plan(DAY, *records), DAY)


def test_every_agenda_that_ships_asks_only_what_can_be_prepared():
    for agenda in agendas()[0]:
        for each in agenda.blocks:
            assert set(each.asks) <= QUESTIONS.keys(), each.title


def test_in_an_empty_workbook_a_question_is_asked_or_says_what_to_do():
    for name, each in QUESTIONS.items():
        try:
            question, _ = each.make(plan(), DAY)
        except NotYet as lack:
            assert "prepare this question again" in str(lack), name
        else:
            assert question.id == name
            assert Question.from_json(question.as_json()) == question


def test_initiatives_are_scored_on_criteria_that_say_what_is_worst_and_best():
    question = asked("scores", OVEN, MONEY, JOY)
    assert question.kind == Kind.MATRIX
    assert [option.name for option in question.options] == ["Second oven"]
    assert [criterion.help for criterion in question.criteria] == [
        "Worst 0, best 40,000 EUR.", "Worst: nobody smiles. Best: all sing.",
    ]  # fmt: skip
    assert lacking("scores", OVEN).startswith("There is no criterion yet.")
    assert lacking("scores", MONEY).startswith("There is no initiative to judge yet.")


def test_what_is_over_is_not_asked_about():
    done = make(Initiative, name="Price list", status="done")
    over = make(Objective, name="Open a shop", ended_on=date(2026, 1, 1))
    assert lacking("ranking", done)
    assert lacking("objectives", over)


def test_a_budget_is_cash_where_it_is_said_and_else_hours():
    euro = make(Business, name="Rise", currency="EUR")
    question = asked("budget", euro, OVEN, PAGE, make(Limits, cash=12000, hours=300))
    assert (question.ask, question.most) == (
        "There is 12,000 EUR to spend. What do you buy?",
        12000,
    )
    assert [(each.id, each.cost) for each in question.options] == [("oven", 9000)]
    in_hours = asked("budget", OVEN, PAGE, make(Limits, hours=300))
    assert (in_hours.unit, in_hours.most, len(in_hours.options)) == ("hours", 300, 2)


def test_what_a_ballot_leaves_out_is_named():
    limits = make(Limits, cash=12000)
    told = left_out("budget", OVEN, PAGE, limits)
    assert told == "Not on the ballot, without a cost: “Ordering page”."
    many = [make(Objective, name=f"Goal {n}") for n in range(1, MOST + 3)]
    assert left_out("objectives", *many) == (
        "Only the first 12 objectives are on the ballot, without “Goal 13” and “Goal 14”."
    )
    assert len(asked("objectives", *many).options) == MOST


def test_nothing_to_spend_is_no_budget():
    assert lacking("budget", OVEN).startswith("It is not said what there is to spend.")
    assert lacking("budget", PAGE, make(Limits, cash=5)).startswith("No initiative has a cost.")


def test_a_shock_is_a_world_or_else_one_end_of_what_nobody_can_know():
    cafes = make(Uncertainty, id="u", name="Cafés", low="They close", high="One in every street")
    assert [o.name for o in asked("shocks", cafes).options] == ["They close", "One in every street"]
    boom = make(World, name="Bread boom", high_ids=["u"])
    [option] = asked("shocks", cafes, boom).options
    assert (option.name, option.help) == ("Bread boom", "One in every street")


def test_moves_of_rivals_are_answered():
    move = make(RivalMove, name="They deliver by five", rival="The supermarket")
    question = asked("moves", move)
    assert (question.kind, question.options[0].help) == (Kind.RESPONSE, "The supermarket")


def test_the_rule_that_is_voted_on_is_the_one_that_was_chosen():
    leader = make(Session, name="Day", decides="leader")
    [option] = QUESTIONS["rule"].make(plan(), leader)[0].options
    assert option.name == "One person decides, once everybody was heard."


def test_the_vision_is_asked_for_the_day_that_it_is_meant_for():
    words = make(Destination, horizon=date(2028, 12, 31))
    assert asked("vision_words", words).options[0].name.startswith("On 31 December 2028 it has")
    assert asked("vision_words").options[0].name.startswith("In three years it has")


def test_surveys_about_people_say_that_they_are():
    assert {name for name, each in QUESTIONS.items() if _survey(each)} == {"signs", "recall"}


def _survey(each) -> bool:
    try:
        return each.make(plan(), DAY)[0].survey
    except NotYet:
        return False


def test_a_question_that_comes_twice_is_two_questions():
    found = prepared(block("Morning", "confidence"), block("Evening", "confidence, rating"))
    assert [question.id for question in found.questions] == ["confidence", "confidence-2", "rating"]
    assert [each["questions"] for each in found.blocks] == [
        ["confidence"], ["confidence-2", "rating"],
    ]  # fmt: skip


def test_what_cannot_be_asked_says_what_to_do_and_is_prepared_again_later():
    choice = block("Choice", "ranking, dance")
    empty = prepared(choice)
    assert [each.name for each in empty.lacking] == ["ranking", "dance"]
    assert empty.blocks[0]["questions"] == []
    assert empty.blocks[0]["lacking"][1] == (
        "“dance” is no question that can be prepared. Take it out of “Choice”."
    )
    later = prepared(choice, OVEN)
    assert [question.id for question in later.questions] == ["ranking"]


def test_a_room_is_told_what_each_block_is_to_bring_and_when():
    goal = make(Objective, name="Grow")
    found = prepared(block("Destination", checked="objectives_owned", minutes=45), goal)
    [told] = found.blocks
    assert told["due"] == [
        {"name": "objectives_owned", "words": "No objective has an owner yet.", "met": False}
    ]
    assert Timetable.from_json(found.session["timetable"]).minutes == 45
    assert found.session["day"] == "2026-09-10"


def test_an_agenda_becomes_the_blocks_of_a_day_and_keeps_its_times():
    for agenda in agendas()[0]:
        first, *others = begun_with(agenda, date(2026, 9, 10))
        day = make(Session, **{**first.fields, "id": first.id})
        held = [make(Block, **{**edit.fields, "id": edit.id}) for edit in others]
        found = timetable_of(plan(day, *held), day)
        planned = agenda.timetable
        assert [(h.begins, h.ends) for h in found.held] == [
            (h.begins, h.ends) for h in planned.held
        ]
        assert [slot.least for slot in found.slots] == [slot.least for slot in planned.slots]


def _times(day: Timetable) -> list[tuple[int, int]]:
    return [(held.begins, held.ends) for held in day.held]


def test_a_record_whose_id_a_page_cannot_carry_gets_another():
    assert option_id("oven") == "oven"
    assert option_id("cafés") != option_id("cafes/")
