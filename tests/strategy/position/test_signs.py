"""What a sitting of the five signs keeps, what it refuses, and what the chapter asks for."""

from datetime import date

import pytest

from tests.insight.small import make, plan
from workbook.errors import InvalidEntry, WorkbookError
from workbook.strategy.position import SIGNS, OwnView, RecallRound, SignsSurvey, signs_from
from workbook.strategy.position.signs import asks
from workbook.strategy.rules import check

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    "written", ["0 1 1 2 3", "0, 1, 1, 2, 3", " 0/1/1/2/3 ", "0 · 1 · 1 · 2 · 3"]
)
def test_counts_are_read_however_somebody_writes_five_numbers(written):
    kept = make(SignsSurvey, day=DAY, asked=7, support=written)
    assert (kept.support, kept.counts("support")) == ("0 1 1 2 3", (0, 1, 1, 2, 3))


@pytest.mark.parametrize(
    "written", ["7", "0 1 1 2", "0 1 1 2 3 4", "0 1 1 2 -3", "1.5 1 1 1 1", "a b"]
)
def test_what_is_not_five_counts_is_refused_with_an_example(written):
    with pytest.raises(InvalidEntry, match="such as 0 1 1 2 3"):
        make(SignsSurvey, day=DAY, support=written)


@pytest.mark.parametrize("written", ["0 1 1 2 0", "0 0 0 0 1", "0 0 0 0 0"])
def test_of_fewer_than_five_answers_nothing_is_kept_and_it_says_why(written):
    with pytest.raises(InvalidEntry, match="anybody could work out who said what"):
        make(SignsSurvey, day=DAY, support=written)


def test_five_answers_are_kept():
    assert make(SignsSurvey, day=DAY, support="0 0 0 0 5").counts("support") == (0, 0, 0, 0, 5)


def test_no_more_can_answer_than_were_asked():
    with pytest.raises(InvalidEntry, match="That is 7 answers, and 6 were asked"):
        make(SignsSurvey, day=DAY, asked=6, support="0 1 1 2 3")


def test_a_sign_that_was_not_answered_is_empty_and_not_0():
    assert make(SignsSurvey, day=DAY).counts("support") == ()


def test_people_s_answers_become_counts_and_nothing_of_them_stays():
    people = [{"support": mark, "priorities": 5} for mark in (1, 4, 4, 5, 2)]
    [kept] = signs_from([*people, {"support": None}, {}], DAY, asked=8)
    assert kept.support == "1 1 0 2 1"
    assert (kept.priorities, kept.benefit) == ("0 0 0 0 5", "")
    assert (kept.day, kept.asked) == (DAY, 8)
    assert check(SignsSurvey, kept.model_dump()) == kept


def test_the_order_in_which_people_answered_leaves_no_trace():
    people = [{"support": mark} for mark in (1, 4, 4, 5, 2)]
    one, other = signs_from(people, DAY)[0], signs_from(people[::-1], DAY)[0]
    assert one.model_dump(exclude={"id"}) == other.model_dump(exclude={"id"})


def test_a_sign_that_four_answered_is_left_out_and_a_survey_of_four_is_refused():
    people = [{"support": 3}, *[{"support": 4, "benefit": 2}] * 4]
    [kept] = signs_from(people, DAY)
    assert (kept.support, kept.benefit) == ("0 0 1 4 0", "")
    with pytest.raises(WorkbookError, match="Fewer than five people answered"):
        signs_from(people[1:], DAY)


@pytest.mark.parametrize(
    "answer", [{"suport": 3}, {"support": 6}, {"support": "x"}, {"support": 2.5}]
)
def test_what_no_ballot_can_hold_is_refused(answer):
    with pytest.raises(WorkbookError):
        signs_from([answer] * 5, DAY)


def test_the_names_that_a_ballot_uses_are_those_of_the_fields():
    assert list(SIGNS) == ["support", "ownership", "benefit", "approval", "priorities"]
    assert {*SIGNS} <= {*SignsSurvey.model_fields} & {*OwnView.model_fields}


def test_nothing_that_the_chapter_asks_for_keeps_a_first_pack():
    assert not any(ask.essential for ask in asks(plan(), None))


def test_an_own_view_will_do_where_there_is_nobody_to_ask():
    assert [ask.met for ask in asks(plan(), None)] == [False, False]
    own = make(OwnView, day=DAY, support="4")
    alone = make(RecallRound, day=DAY, people=1)
    assert [ask.met for ask in asks(plan(own, alone), None)] == [True, True]
