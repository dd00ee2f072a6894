"""Criteria, scores and comparisons as they are kept."""

import pytest

from tests.insight.small import make, plan
from workbook import Workbook
from workbook.errors import InvalidEntry
from workbook.store import Edit
from workbook.strategy import Comparison, Criterion, Initiative, Score, Weighting
from workbook.strategy.route.choosing import asks, comparisons

SPEED = make(Criterion, id="speed", name="Speed", worst="a year", best="a week")
COST = make(Criterion, id="cost", name="Cost", unit="EUR", worst_at=9000, best_at=0)


def missing(*records):
    return [ask.missing for ask in asks(plan(*records), None) if not ask.met]


def test_with_numbers_for_both_ends_scores_are_in_the_unit():
    assert (COST.counted_in, COST.range, COST.anchored) == ("unit", "0 to 9,000 EUR", True)
    assert (SPEED.counted_in, SPEED.range) == ("points", "0 to 100 points")
    assert not make(Criterion, name="Cost", worst_at=9000).anchored


def test_worst_and_best_cannot_be_the_same_number():
    with pytest.raises(InvalidEntry) as refused:
        make(Criterion, name="Cost", worst_at=5, best_at=5)
    assert refused.value.problems["best_at"] == "Worst and best are the same number."


def test_a_business_that_compares_nothing_is_asked_for_nothing_else():
    assert missing() == [
        "Name a first criterion: what makes one initiative worth more than another."
    ]


def test_what_is_begun_is_asked_for_step_by_step():
    bare = make(Criterion, name="Calm", swing=100)
    assert missing(SPEED, COST, bare) == [
        "Say what is worst and what is best on “Calm”.",
        "Score a first initiative.",
        "Say how much each criterion counts.",
    ]


def test_weights_are_asked_for_by_the_way_that_is_in_use():
    way = make(Weighting, way="comparing")
    said = make(Comparison, first_id="cost", second_id="speed", times="1/3")
    weighed = "Say how much each criterion counts."
    assert weighed in missing(SPEED, COST, way)
    assert weighed not in missing(SPEED, COST, way, said)


def test_two_criteria_keep_the_order_in_which_they_were_compared():
    said = make(Comparison, first_id="cost", second_id="speed", times="1/3")
    [pair] = comparisons(plan(SPEED, COST, said))
    assert (pair.first, pair.second, pair.said) == (COST, SPEED, said)


def test_two_criteria_are_compared_once_whichever_way_round(book: Workbook) -> None:
    ends = {"first_id": "speed", "second_id": "cost"}
    book.save(
        [
            Edit(Criterion, "speed", {"name": "Speed"}),
            Edit(Criterion, "cost", {"name": "Cost"}),
            Edit(Comparison, "said", {**ends, "times": "3"}),
        ]
    )
    back = {"first_id": "cost", "second_id": "speed", "times": "1/3"}
    with pytest.raises(InvalidEntry) as refused:
        book.save([Edit(Comparison, "again", back)])
    assert refused.value.problems == {
        "second_id": "These two are compared already, the other way round."
    }


def test_scores_go_with_their_initiative_and_their_criterion(book: Workbook) -> None:
    book.save(
        [
            Edit(Criterion, "speed", {"name": "Speed"}),
            Edit(Criterion, "cost", {"name": "Cost"}),
            Edit(Initiative, "van", {"name": "Third van"}),
            *(
                Edit(Score, id, {"initiative_id": "van", "criterion_id": id[1:], "value": 50})
                for id in ("_speed", "_cost")
            ),
        ]
    )
    speed, van = (book.plan.find(id) for id in ("speed", "van"))
    book.save([Edit(Criterion, "speed", None, speed.version)])
    assert [score.id for score in book.plan.all(Score)] == ["_cost"]
    book.save([Edit(Initiative, "van", None, van.version)])
    assert book.plan.all(Score) == ()
