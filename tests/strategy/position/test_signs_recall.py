"""What a round of blind recall keeps of people's lists, and what it refuses."""

from datetime import date

import pytest

from tests.insight.small import make, plan
from workbook.errors import InvalidEntry, WorkbookError
from workbook.strategy import Objective, Priority
from workbook.strategy.position import Recalled, RecallRound, recall_from
from workbook.strategy.position.signs_recall import known_by, official_on
from workbook.strategy.rules import check_together

DAY = date(2026, 9, 1)
CAFES = make(Objective, name="Supply 24 cafés", start=date(2026, 1, 1))
WASTE = make(Objective, name="Throw away less")
LISTS = [
    ["24 cafés", "less waste", "Hire a baker"],
    ["24 Cafés", "waste"],
    ["cafés", "24 cafés"],
    ["hire  a baker"],
    [],
]
MEANT = {"24 cafés": CAFES.id, "cafés": "24 cafés", "less waste": WASTE.id, "waste": "less waste"}


def taken(lists=LISTS, meant=MEANT):
    return recall_from(lists, meant, DAY, [CAFES.id, WASTE.id], asked=6)


def test_each_thing_is_kept_with_how_many_named_it_and_what_it_means():
    kept, *items = taken()
    found = {each.name: (each.named_by, each.objective_id) for each in items}
    assert found == {
        "24 cafés": (3, CAFES.id),
        "less waste": (2, WASTE.id),
        "Hire a baker": (2, None),
    }
    assert (kept.people, kept.asked, kept.official_ids) == (5, 6, [CAFES.id, WASTE.id])


def test_who_says_the_same_in_two_ways_counts_once_and_both_ways_are_told():
    _, cafes, *_ = taken()
    assert (cafes.named_by, cafes.also) == (3, "cafés")


def test_how_alike_the_lists_are_is_reckoned_by_hand():
    # Sets: cwh, cw, c, h and none. Pairs: 2/3, 1/3, 1/3, 0, 1/2, then nothing in common.
    assert taken()[0].overlap == pytest.approx((2 / 3 + 1 / 3 + 1 / 3 + 1 / 2) / 10)


def test_no_list_of_a_person_can_be_told_from_what_is_kept():
    shuffled = [LISTS[place][::-1] for place in (3, 1, 4, 0, 2)]
    one, other = taken(), taken(shuffled)
    own = {"id", "round_id"}
    facts = [[each.model_dump(exclude=own) for each in kept] for kept in (one, other)]
    assert facts[0] == facts[1]


def test_what_is_kept_stands_by_the_rules():
    records = taken()
    there = plan(CAFES, WASTE, *records)
    check_together([*there.records], there)


@pytest.mark.parametrize("people", [2, 3, 4])
def test_of_two_to_four_people_nothing_is_kept(people):
    with pytest.raises(WorkbookError, match="who named what"):
        taken(LISTS[:people])
    with pytest.raises(InvalidEntry, match="who named what"):
        refused(make(RecallRound, day=DAY, people=people))


def test_one_who_works_alone_keeps_their_own_list():
    kept, *items = taken(LISTS[:1])
    assert (kept.people, kept.overlap, len(items)) == (1, None, 3)


def test_texts_that_stand_for_each_other_in_a_circle_are_still_one():
    _, item = taken([["a"], ["b"], [], [], []], {"a": "b", "b": "a"})
    assert (item.named_by, item.also) == (2, "b")


def refused(*records):
    there = plan(CAFES, WASTE, *records)
    check_together([*there.records], there)


ROUND = make(RecallRound, day=DAY, people=5, official_ids=[CAFES.id])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"named_by": 6}, "gave a list in that round"),
        ({"named_by": 1, "objective_id": WASTE.id}, "not on that round’s official list"),
    ],
)
def test_what_no_round_can_hold_is_refused(fields, sentence):
    with pytest.raises(InvalidEntry, match=sentence):
        refused(ROUND, make(Recalled, round_id=ROUND.id, name="Bread", **fields))


def test_what_two_things_mean_is_one_thing():
    both = [
        make(Recalled, round_id=ROUND.id, name=name, named_by=2, objective_id=CAFES.id)
        for name in ("cafés", "24 cafés")
    ]
    with pytest.raises(InvalidEntry, match="means already"):
        refused(ROUND, *both)


def test_more_lists_than_people_asked_are_refused():
    with pytest.raises(InvalidEntry, match="at least as many were asked"):
        refused(make(RecallRound, day=DAY, people=6, asked=5))


def test_the_official_list_is_what_is_begun_and_has_not_ended():
    ended = make(Objective, name="Open on Sundays", ended_on=date(2026, 3, 1))
    later = make(Objective, name="A second shop", start=date(2027, 1, 1))
    there = plan(CAFES, WASTE, ended, later)
    assert official_on(there, DAY) == (CAFES, WASTE)


def test_an_objective_is_known_by_the_names_of_its_priorities_too():
    named = make(Priority, quarter="2026-Q2", name="More cafés", objective_id=CAFES.id)
    words = known_by(plan(CAFES, WASTE, named), [CAFES, WASTE])
    assert words == {CAFES.id: ["Supply 24 cafés", "More cafés"], WASTE.id: ["Throw away less"]}
