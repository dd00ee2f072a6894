"""What came of a round: counted by hand, the same in any order, and nobody's name."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.rounds import (
    OVEN,
    PRICED,
    SAMPLES,
    SHOP,
    VAN,
    about_oven,
    answers,
    question,
)
from workbook.workshop.answers import Answer
from workbook.workshop.messages import messages
from workbook.workshop.questions import Kind, Question
from workbook.workshop.results import Count, Item, Middle, Result, result_of

ONE = (OVEN,)


def oven(*rounds: list[Answer], asked: Question | None = None) -> Item:
    return result_of(asked or question(options=ONE), rounds).item("oven")


# Where the room stands


def test_a_scale_has_its_counts_its_middle_and_its_outcome() -> None:
    item = oven(about_oven(4, 5, 4, 4, 1, 4, 3, None))
    assert [each.people for each in item.counts] == [1, 0, 1, 4, 1]
    assert item.middle == Middle(4, 3.5, 4)
    assert (item.people, item.outcome) == (7, "agreed")
    assert item.sentence == "Agreed: 6 of 7 chose 3 to 5."


def test_two_camps_are_told_with_how_many_are_in_each() -> None:
    item = oven(about_oven(1, 2, 1, 1, 5, 5, 4, 5))
    assert item.outcome == "split"
    assert item.sentence == (
        "Split: 4 of 8 chose 1 or 2, and 4 chose 4 or 5. Write a decision paper."
    )


def test_answers_that_moved_between_rounds_are_moving() -> None:
    item = oven(about_oven(1, 1, 2, 2, 5), about_oven(2, 4, 4, 5, 5, 1))
    assert item.outcome == "moving"
    assert item.sentence == "Still moving: the middle went from 2 to 4 since the last round."
    assert [each.median for each in item.before] == [2]


def test_what_moves_without_its_middle_comes_closer_or_goes_apart() -> None:
    wide, narrower = about_oven(1, 1, 3, 5, 5), about_oven(1, 2, 3, 4, 5)
    assert "closer together" in oven(wide, narrower).sentence
    assert "further apart" in oven(narrower, wide).sentence


def test_wide_answers_without_camps_are_unsettled() -> None:
    item = oven(about_oven(1, 2, 3, 4, 5))
    assert item.outcome == "unsettled"
    assert item.sentence == (
        "Not settled: 5 answers lie from 1 to 5, without two camps at the ends."
    )


def test_agreement_that_still_moves_says_so() -> None:
    item = oven(about_oven(3, 3, 3, 4, 4), about_oven(4, 4, 4, 4, 4))
    assert item.outcome == "agreed"
    assert item.sentence.startswith("Agreed, but answers still moved since the last round: 5 of 5")


def test_what_did_not_change_is_said_to_be_stable() -> None:
    calm, camps = about_oven(3, 3, 3, 4, 4), about_oven(1, 1, 1, 5, 5, 5)
    assert oven(calm, calm).sentence == "Agreed and stable: 5 of 5 chose 3 or 4."
    assert oven(camps, camps).sentence.startswith("Split and stable: 3 of 6 chose 1, and 3 chose 5")
    assert oven(camps).sentence.startswith("Split: ")


def test_one_answer_alone_agrees_with_nobody() -> None:
    item = oven(about_oven(4, None))
    assert (item.outcome, item.sentence) == ("counted", "One answer only: 4.")


def test_a_short_scale_needs_a_closer_agreement() -> None:
    asked = question(options=ONE, low=1, high=3)
    assert oven(about_oven(2, 2, 2, 3, 3), asked=asked).outcome != "agreed"


def test_where_nobody_answered_it_says_so() -> None:
    result = result_of(question(options=ONE), [about_oven(None, None)])
    assert (result.answered, result.abstained) == (0, 2)
    assert result.items[0].sentence == "Nobody answered this."


@given(st.sampled_from(Kind), st.data())
def test_abstentions_never_count_as_answers(kind: Kind, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(SAMPLES[kind]), max_size=7))
    asked = question(kind)
    without = result_of(asked, [about_oven(*values)])
    abstaining = result_of(asked, [about_oven(*values, None, None)])
    assert abstaining.items == without.items
    assert (abstaining.answered, abstaining.abstained) == (len(values), without.abstained + 2)


# Voices


def test_the_two_furthest_apart_are_heard_by_their_reasons() -> None:
    item = oven(about_oven(1, 3, 5, 1, reasons=["", "It depends", "We sell out", "No room"]))
    assert [(each.value, each.reason) for each in item.positions] == [
        (1, "No room"), (5, "We sell out"),
    ]  # fmt: skip


def test_one_position_is_no_pair() -> None:
    assert oven(about_oven(1, 5, 5, reasons=["", "We sell out", "Queues"])).positions == ()


def test_dissent_is_kept_where_the_room_agrees() -> None:
    item = oven(about_oven(4, 4, 4, 5, 1, 2, 4, 4, reasons=["", "", "", "", "", "No room"]))
    assert item.outcome == "agreed"
    assert [(each.value, each.reason) for each in item.dissent] == [(2, "No room"), (1, "")]


def test_a_reason_in_a_matrix_stands_once_so_that_no_row_can_be_put_together() -> None:
    rows = [{"oven": {"cost": 1, "gain": 4}}, *[{"oven": {"cost": 4, "gain": 4}}] * 4]
    round = [Answer(row, {"oven": "Too dear"} if not place else {"oven": f"Fine {place}"})
             for place, row in enumerate(rows)]  # fmt: skip
    result = result_of(question(Kind.MATRIX), [round])
    assert "Too dear" in json.dumps(result.item("oven", "cost").positions, default=vars)
    assert "Too dear" not in json.dumps(result.item("oven", "gain"), default=vars)


# The other kinds


def test_points_are_added_and_what_got_none_counts_as_none() -> None:
    result = result_of(
        question(Kind.POINTS, most=10), [answers({"oven": 7, "shop": 3}, {"oven": 10})]
    )
    assert [item.total for item in result.items] == [17, 3]
    assert result.item("shop").sentence == "Points: 3, from 1 of 2."
    assert result.item("shop").middle == Middle(1.5, 0.75, 2.25)


def test_a_budget_buys_what_was_bought_most_and_can_be_paid() -> None:
    asked = question(Kind.POINTS, options=PRICED, most=40_000, unit="EUR")
    bought = answers({"oven": 1, "van": 1}, {"shop": 1}, {"shop": 1}, {"van": 1}, {"shop": 1})
    result = result_of(asked, [bought])
    assert [item.total for item in result.items] == [1, 3, 2]
    assert result.items[1].sentence == "Bought by 3 of 5."
    # The oven and the van were bought three times together, as the shop alone, which is cheaper.
    assert result.chosen == ("shop",)
    assert result.summary == "Bought most often together, for 35,000 of 40,000 EUR: “A shop”."


def test_sets_that_were_bought_as_often_for_as_much_are_no_winner() -> None:
    alike = tuple(replace(each, cost=20) for each in (OVEN, SHOP))
    asked = question(Kind.POINTS, options=alike, most=20)
    result = result_of(asked, [answers({"oven": 1}, {"shop": 1})])
    assert result.chosen == ()
    assert result.summary.endswith("Others were bought as often for as much: choose between them.")


def test_a_ranking_has_points_by_place_and_a_winner_face_to_face() -> None:
    asked = question(Kind.RANKING, options=(OVEN, SHOP, VAN))
    orders = ["osv", "osv", "ovs", "sov", "vso"]
    names = {"o": "oven", "s": "shop", "v": "van"}
    round = answers(*({names[n]: place for place, n in enumerate(o, 1)} for o in orders))
    result = result_of(asked, [round])
    assert [item.total for item in result.items] == [7, 5, 3]
    assert result.summary == (
        "First: “A second oven”, put above each other one by more people than below."
    )
    assert result.item("oven").counts == (Count(1, 3), Count(2, 1), Count(3, 1))


def test_what_a_ranking_leaves_out_is_last_and_has_no_outcome() -> None:
    asked = question(Kind.RANKING, options=(OVEN, SHOP, VAN))
    result = result_of(asked, [answers({"oven": 1}, {"oven": 1, "shop": 2, "van": 3})])
    assert [item.total for item in result.items] == [4, 1.5, 0.5]
    assert {item.outcome for item in result.items} == {"counted"}
    assert result.item("shop").sentence == "Placed by 1, left out by 1: place 2."
    assert "left out, by 1 of 2, count as tied last" in result.caveat


def test_an_estimate_has_the_middle_of_its_ends_and_what_all_ranges_hold() -> None:
    asked = question(Kind.ESTIMATE, options=ONE, unit="EUR")
    item = oven(about_oven([10, 20], [15, 30], [12, 18]), asked=asked)
    assert item.span
    assert (item.span.low, item.span.high) == (12, 20)
    assert (item.span.lowest, item.span.highest, item.span.common) == (10, 30, (15, 18))
    assert item.sentence == (
        "In the middle 12 to 20 EUR; from end to end 10 to 30 EUR. Every range holds 15 to 18 EUR."
    )


def test_ranges_that_do_not_meet_are_named() -> None:
    item = oven(about_oven([10, 20], [25, 30]), asked=question(Kind.ESTIMATE, options=ONE))
    assert item.sentence.endswith("No figure lies in every range.")


def test_objections_come_first() -> None:
    round = about_oven("yes", "no", "yes", "no_objection", reasons=["", "No room"])
    result = result_of(question(Kind.CONSENT, options=ONE), [round])
    item = result.items[0]
    assert [each.value for each in item.counts] == ["no", "no_objection", "yes"]
    assert item.sentence == "Objections: 1 of 4. Hear them first. Yes: 2; no objection: 1."
    assert [each.reason for each in item.dissent] == ["No room"]
    assert result.advice == "Hear the objections, change the proposal, and ask again."


def test_what_nobody_objects_to_is_agreed() -> None:
    asked = question(Kind.CONSENT, options=ONE)
    item = oven(about_oven("yes", "no_objection", "no_objection"), asked=asked)
    assert oven(about_oven("yes"), asked=asked).sentence == "One answer only: yes."
    assert item.outcome == "agreed"
    assert item.sentence == "Agreed, as nobody objects. Yes: 1 of 3; no objection: 2."
    assert oven(about_oven("yes", "yes", "no"), asked=asked).outcome == "unsettled"


def test_texts_are_counted_together_where_only_case_and_stops_differ() -> None:
    round = about_oven(["Bread", "Tea"], ["bread!"], ["  BREAD", "Cake"])
    item = oven(round, asked=question(Kind.LIST, options=ONE))
    assert (item.texts[0].people, len(item.texts), item.people) == (3, 3, 3)
    assert item.sentence.startswith("Different answers: 3, from 3. Most often, by 3: “")


def test_a_response_says_how_many_think_that_it_holds() -> None:
    given = [{"would": "Bake at four", "holds": "yes"}, {"would": "bake at four", "holds": "no"}]
    item = oven(about_oven(*given), asked=question(Kind.RESPONSE, options=ONE))
    assert [(each.people, each.holds) for each in item.texts] == [(2, 1)]
    assert item.sentence == "Would it hold? Yes: 1 of 2; half: 0; no: 1."


# Rounds


def advised(*rounds: list[Answer]) -> str:
    return result_of(question(options=ONE), rounds).advice


WIDE, CAMPS = about_oven(1, 2, 3, 4, 5, 3, 1, 5), about_oven(1, 1, 1, 1, 5, 5, 5, 5)


def test_it_is_said_when_to_stop() -> None:
    assert advised(WIDE) == "Hear the reasons of the two furthest apart, and ask once more."
    assert advised(WIDE, WIDE).startswith("Only 0% changed since the last round")
    assert advised(CAMPS, WIDE) == advised(WIDE)
    assert advised(WIDE, CAMPS, WIDE).startswith("That was round 3, and about three are enough.")
    assert advised(about_oven(4, 4, 4)) == "All of it is agreed. Go on."


def test_nobody_is_asked_for_the_reasons_of_a_survey_or_a_mark_for_the_day() -> None:
    survey, mark = question(options=ONE, survey=True), question(options=ONE, reasons=False)
    assert result_of(survey, [WIDE]).advice.endswith("Nobody has to say what they chose.")
    assert result_of(mark, [WIDE]).advice == ""


def test_the_share_that_changed_is_that_of_the_counts() -> None:
    before, now = about_oven(1, 1, 2, 4), about_oven(1, 2, 2, 4)
    assert result_of(question(options=ONE), [before, now]).changed == 0.25


def test_who_swapped_answers_changed_no_count() -> None:
    assert result_of(question(options=ONE), [about_oven(1, 5), about_oven(5, 1)]).changed == 0


def test_few_answers_are_said_to_be_few() -> None:
    few = result_of(question(options=ONE), [about_oven(4, 4, 4, 4)])
    assert few.caveat.startswith("Fewer than five answered")
    assert not result_of(question(options=ONE), [about_oven(4, 4, 4, 4, 4)]).caveat


# What holds for every kind


def drawn_round(data: st.DataObject, kind: Kind, least: int = 0, most: int = 7) -> list[Answer]:
    value = st.sampled_from(SAMPLES[kind])
    if kind == Kind.RANKING:
        values: Any = st.sampled_from([{"oven": 1}, {"oven": 1, "shop": 2}, {"oven": 2, "shop": 1}])
    else:
        values = st.fixed_dictionaries({"oven": value}, optional={"shop": value})
    reasons = st.dictionaries(st.sampled_from(["oven", "shop"]), st.sampled_from("abc"))
    made = st.builds(Answer, values, reasons)
    return data.draw(st.lists(made, min_size=least, max_size=most))


def told(result: Result) -> str:
    return json.dumps(result.as_json(), sort_keys=True)


@given(st.sampled_from(Kind), st.booleans(), st.data())
def test_the_order_of_the_answers_never_changes_a_result(
    kind: Kind, survey: bool, data: st.DataObject
) -> None:
    asked = question(kind, survey=survey)
    rounds = [drawn_round(data, kind, most=9) for _ in range(2)]
    turned = [data.draw(st.permutations(round)) for round in rounds]
    assert told(result_of(asked, turned)) == told(result_of(asked, rounds))


@given(st.sampled_from(Kind), st.integers(1, 4), st.data())
def test_a_survey_of_fewer_than_five_tells_nothing_of_what_they_gave(
    kind: Kind, people: int, data: st.DataObject
) -> None:
    asked = question(kind, survey=True, options=ONE)
    one, other = (
        about_oven(*data.draw(st.lists(
            st.sampled_from(SAMPLES[kind]), min_size=people, max_size=people
        )))
        for _ in range(2)
    )  # fmt: skip
    assert told(result_of(asked, [one])) == told(result_of(asked, [other]))
    assert result_of(asked, [one]).items[0].hidden


@given(st.data())
def test_what_few_left_blank_in_a_survey_cannot_be_found_from_the_rest(data: st.DataObject) -> None:
    """Six answer about the oven, fewer than five about the shop too: theirs stays hidden."""
    asked = question(survey=True)
    ovens = data.draw(st.lists(st.integers(1, 5), min_size=6, max_size=6))
    one, other = (data.draw(st.lists(st.integers(1, 5), min_size=4, max_size=4)) for _ in range(2))

    def result(shops: list[int]) -> Result:
        both = [{"oven": o, "shop": s} for o, s in zip(ovens, shops, strict=False)]
        return result_of(asked, [answers(*both, *({"oven": o} for o in ovens[4:]))])

    assert told(result(one)) == told(result(other))
    assert not result(one).item("oven").hidden


@pytest.mark.parametrize(("later", "hidden"), [(5, False), (6, True), (9, True), (10, False)])
def test_a_later_round_of_a_survey_does_not_tell_who_joined_it(later: int, hidden: bool) -> None:
    asked = question(survey=True, options=ONE)
    assert oven(about_oven(*[3] * 5), about_oven(*[3] * later), asked=asked).hidden is hidden


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_told_in_words_and_as_json(kind: Kind) -> None:
    result = result_of(question(kind), [about_oven(*SAMPLES[kind])])
    assert json.loads(told(result))["question"]["kind"] == kind
    assert all(item.sentence for item in result.items)
    assert "{" not in told(result).replace('{"', "").replace("{}", "")


def test_no_sentence_calls_a_few_people_significant() -> None:
    assert "significant" not in json.dumps(messages("en").sentences)
