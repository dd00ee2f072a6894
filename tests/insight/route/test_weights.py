"""How much each criterion counts, by each of three ways."""

import pytest

from tests.insight.route.compared import CAFES, HOURS, changed
from tests.insight.small import make, plan
from workbook.insight.route.weights import weights
from workbook.strategy import Comparison, Criterion, Weighting

WAY_BACK = make(Criterion, id="back", name="Way back", worst="none", best="in a week")
RANKED, COMPARED = make(Weighting, way="ranking"), make(Weighting, way="comparing")


def found(*records):
    return weights(plan(*records))


def compared(first, second, times):
    return make(Comparison, first_id=first.id, second_id=second.id, times=times)


def three(cafes_hours, cafes_back, hours_back):
    said = (
        compared(CAFES, HOURS, cafes_hours),
        compared(CAFES, WAY_BACK, cafes_back),
        compared(HOURS, WAY_BACK, hours_back),
    )
    return found(CAFES, HOURS, WAY_BACK, *said, COMPARED)


def test_a_comparison_counts_the_same_whichever_way_round_it_was_put():
    said = (
        compared(HOURS, CAFES, "1/2"), compared(CAFES, WAY_BACK, "6"),
        compared(WAY_BACK, HOURS, "1/3"),
    )  # fmt: skip
    turned = found(CAFES, HOURS, WAY_BACK, *said, COMPARED)
    assert turned.shares == pytest.approx(three("2", "6", "3").shares)


def test_swings_become_shares():
    page = found(CAFES, HOURS)
    assert page.shares == pytest.approx((2 / 3, 1 / 3))
    assert page.given


def test_until_every_criterion_has_a_swing_each_counts_the_same():
    page = found(CAFES, HOURS, WAY_BACK)
    assert page.shares == pytest.approx((1 / 3,) * 3)
    assert (page.given, page.lacks) == (False, "Give a swing to “Way back”.")
    assert "counts the same" in page.method


def test_the_largest_swing_has_to_be_a_hundred():
    assert found(changed(CAFES, swing=90), HOURS).lacks.startswith("No swing is 100.")


def test_a_ranking_gives_rank_order_centroids_whatever_the_gaps():
    places = [changed(each, place=n) for each, n in ((CAFES, 7), (HOURS, 2), (WAY_BACK, 9))]
    assert found(*places, RANKED).shares == pytest.approx((5 / 18, 11 / 18, 2 / 18))


def test_two_criteria_cannot_share_a_place():
    places = [changed(each, place=1) for each in (CAFES, HOURS)]
    assert found(*places, RANKED).lacks == (
        "“Cafés won” and “Our hours” share a place: put one before the other."
    )


def test_comparisons_that_hang_together_say_so():
    page = three("2", "6", "3")
    assert page.shares == pytest.approx((0.6, 0.3, 0.1))
    assert page.sound.startswith("The comparisons hang together (consistency ratio 0.00")
    assert not page.contradicts


def test_comparisons_that_contradict_name_the_one_to_revisit():
    page = three("5", "1/3", "5")
    assert page.contradicts
    assert page.sound.startswith("The comparisons contradict one another (consistency ratio ")
    assert page.revisit == (
        "Furthest from the others: “Cafés won” against “Our hours”. You said that the first counts "
        "5 times as much; all comparisons together say that the first counts "
        "1.2 times as much."
    )


def test_a_comparison_that_is_not_made_is_asked_for():
    page = found(CAFES, HOURS, WAY_BACK, compared(CAFES, HOURS, "3"), COMPARED)
    assert page.lacks == "Compare “Cafés won” with “Way back”, and 1 more."


def test_what_the_other_ways_were_given_is_kept():
    places = [changed(each, place=n) for each, n in ((CAFES, 2), (HOURS, 1))]
    assert found(*places).shares == pytest.approx((2 / 3, 1 / 3))
    assert found(*places, RANKED).shares == pytest.approx((1 / 4, 3 / 4))
