"""What people remember of the official list: cases reckoned by hand, laws, honest refusals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.recall import likenesses, recall

LISTS = st.lists(st.lists(st.sampled_from("abcde"), max_size=3, unique=True), min_size=1)


def test_five_people_and_four_official_priorities_reckoned_by_hand():
    lists = [["a", "b", "x"], ["a", "b", "c"], ["a"], ["x", "y"], []]
    seen = recall(lists, {"a", "b", "c", "d"})
    # Of three that each could have named: 2, 3, 1, 0 and 0.
    assert seen.score == pytest.approx(6 / 15)
    # abx-abc 2/4, abx-a 1/3, abx-xy 1/4, abc-a 1/3; the other six pairs share nothing.
    by_hand = (Fraction(1, 2) + Fraction(1, 3) + Fraction(1, 4) + Fraction(1, 3)) / 10
    assert seen.overlap == pytest.approx(float(by_hand))
    assert seen.named == {"a": 3, "b": 2, "x": 2, "c": 1, "y": 1}
    assert (seen.n, seen.official, seen.caveat) == (5, 4, "")


def test_of_a_list_of_two_nobody_could_have_named_three():
    assert recall([["a", "b", "x"], ["a"]], {"a", "b"}).score == pytest.approx(3 / 4)


def test_what_somebody_names_twice_counts_once():
    assert recall([["a", "a", "a"]], {"a", "b", "c"}).score == pytest.approx(1 / 3)


def test_one_person_overlaps_with_nobody():
    assert recall([["a"]], {"a"}).overlap is None


def test_two_people_to_whom_nothing_comes_share_nothing():
    seen = recall([[], []], {"a"})
    assert (seen.score, seen.overlap) == (0.0, 0.0)


def test_of_few_people_the_figures_say_so():
    assert "Only 2" in recall([["a"], ["a"]], {"a"}).caveat


@given(LISTS)
def test_a_score_lies_between_nothing_and_all_and_no_order_matters(lists):
    seen, turned = recall(lists, set("abc")), recall(lists[::-1], list("cba"))
    assert 0 <= seen.score <= 1
    assert seen.overlap is None or 0 <= seen.overlap <= 1
    assert (seen.named, seen.n) == (turned.named, turned.n)
    assert seen.score == pytest.approx(turned.score)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True), st.integers(2, 9))
def test_people_who_name_the_same_overlap_wholly(listed, people):
    assert recall([listed] * people, {"a"}).overlap == pytest.approx(1)


@pytest.mark.parametrize(
    ("lists", "official", "error"),
    [
        ([], {"a"}, TooFewPoints),
        ([["a"]], set(), TooFewPoints),
        ([["a", "b", "c", "d"]], {"a"}, MethodError),
        ([["a", 3]], {"a"}, MethodError),
        ([{"a", "b"}], {"a"}, MethodError),
        (["abc"], {"a"}, MethodError),
        ({"Ana": ["a"]}, {"a"}, MethodError),
    ],
)
def test_what_is_no_list_of_at_most_three_is_refused(lists, official, error):
    with pytest.raises(error):
        recall(lists, official)


AMONG = {
    "seven": ["Deliver 97% of orders by seven in the morning", "Bread at the door by seven"],
    "margin": ["Raise the gross margin to 62%"],
    "cafés": ["Supply 24 cafés every week"],
}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("bread by seven", "seven"),
        ("BREAD, at the door!", "seven"),
        ("gross margin", "margin"),
        ("24 cafes", "cafés"),
        ("hire a second baker", None),
        ("", None),
        ("…", None),
    ],
)
def test_what_people_may_have_meant_is_proposed_by_the_words(text, key):
    [like] = likenesses([text], AMONG)
    assert (like and like.key) == key


def test_of_two_that_hold_the_same_words_the_one_with_less_left_over_is_proposed():
    among = {"long": ["Grow the shop and the cafés and the market"], "short": ["Grow the shop"]}
    [like] = likenesses(["grow the shop"], among)
    assert like is not None
    assert (like.key, like.alike) == ("short", 100)


def test_without_anything_to_be_like_nothing_is_proposed():
    assert likenesses(["bread"], {}) == [None]
