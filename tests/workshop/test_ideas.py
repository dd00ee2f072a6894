"""Ideas that say nearly the same are proposed for merging, and a merge loses no vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.rounds import OVEN, SAMPLES, about_oven, question
from workbook.workshop.answers import Answer
from workbook.workshop.ideas import Merge, merged, proposals
from workbook.workshop.questions import Kind
from workbook.workshop.results import Text, result_of
from workbook.workshop.results.texts import same


def proposed(*texts: str) -> list[set[str]]:
    return [set(merge.texts) for merge in proposals([Text(text, 1) for text in texts])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sunday bread", "Bread on Sundays"),
        ("Open earlier", "We should open early"),
        ("Buy a second oven", "Second oven"),
        ("Deliver to offices", "Office deliveries"),
        ("A shop in the station", "Shop at the station"),
        ("Better coffee", "better cofee!"),
        ("Website", "A web site"),
        ("Reduce food waste", "Reduce waste"),
        ("Opening hours", "Open hours"),
        ("Raise prices by 5%", "Prices: raise by 5%"),
    ],
)
def test_what_says_nearly_the_same_is_proposed(one: str, other: str) -> None:
    assert proposed(one, other) == [{one, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raise prices", "Lower prices"),
        ("Raise prices", "Do not raise prices"),
        ("Raise prices by 5%", "Raise prices by 15%"),
        ("Raise prices by 5%", "Raise prices"),
        ("More cakes", "No more cakes"),
        ("Start deliveries to offices", "Stop deliveries to offices"),
        ("Open on Sundays", "Close on Sundays"),
        ("Hire a baker", "Fire a baker"),
        ("More staff at the till", "More staff at the oven"),
        ("More staff", "Less staff"),
        ("A secure till", "An insecure till"),
        ("Bread", "Bread for the offices by seven every morning"),
        ("Second oven", "Second shop"),
    ],
)
def test_what_says_the_opposite_or_something_else_is_not(one: str, other: str) -> None:
    assert proposed(one, other) == []


def test_all_of_a_group_are_alike_and_not_only_one_after_the_other() -> None:
    texts = ["Sell bread", "Sell bread online", "Sell cakes online"]
    assert proposed(*texts) == [{"Sell bread", "Sell bread online"}]


def test_what_most_gave_words_the_group() -> None:
    assert (
        proposals([Text("Sunday bread", 2), Text("Bread on Sundays", 3)])[0].wording
        == "Bread on Sundays"
    )


def votes(answers: list[Answer], *merges: Merge) -> dict[str, int]:
    """Return how many gave each text, after these merges."""
    result = result_of(question(Kind.LIST, options=(OVEN,)), [merged(answers, merges)])
    return {text.text: text.people for text in result.items[0].texts}


SAID = about_oven(["Sunday bread", "Tea"], ["Bread on Sundays"], ["sunday bread!"], ["Tea"])
SUNDAYS = Merge("oven", ("Sunday bread", "Bread on Sundays"), "Fresh bread on Sundays")


def test_nothing_is_merged_before_somebody_decides() -> None:
    assert sum(votes(SAID).values()) == 5
    assert "Fresh bread on Sundays" not in votes(SAID)


def test_a_merge_keeps_every_vote() -> None:
    assert votes(SAID, SUNDAYS) == {"Fresh bread on Sundays": 3, "Tea": 2}


def test_whoever_gave_two_of_them_counts_once() -> None:
    both = about_oven(["Sunday bread", "Bread on Sundays"], ["Tea"])
    assert votes(both, SUNDAYS) == {"Fresh bread on Sundays": 1, "Tea": 1}


def test_a_merge_may_name_what_an_earlier_one_made_and_is_undone_by_leaving_it_out() -> None:
    all_of_it = Merge("oven", ("Fresh bread on Sundays", "Tea"), "Sunday breakfast")
    assert votes(SAID, SUNDAYS, all_of_it) == {"Sunday breakfast": 4}
    assert votes(SAID, SUNDAYS) == {"Fresh bread on Sundays": 3, "Tea": 2}
    assert votes(SAID, all_of_it)["Sunday breakfast"] == 2  # there is no fresh bread any more


def test_only_the_texts_of_its_option_are_merged() -> None:
    elsewhere = Merge("shop", SUNDAYS.texts, SUNDAYS.wording)
    assert votes(SAID, elsewhere) == votes(SAID)


def test_answers_that_are_no_texts_stay_as_they_are() -> None:
    for kind in (Kind.SCALE, Kind.MATRIX, Kind.RESPONSE):
        answers = about_oven(*SAMPLES[kind])
        assert merged(answers, [SUNDAYS]) == answers


WORDS = st.sampled_from(["bread", "sunday", "tea", "no", "oven", "5%", "second", "a"])
WORDING = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TEXTS = st.lists(
    st.builds(Text, WORDING, st.integers(1, 9)), max_size=8, unique_by=lambda each: each.text
)
ANSWERS = st.lists(st.lists(WORDING, min_size=1, max_size=3), max_size=8)
MERGES = st.builds(Merge, st.just("oven"), st.lists(WORDING, max_size=4).map(tuple), WORDING)


@given(ANSWERS, st.lists(MERGES, max_size=3))
def test_merging_loses_no_text_and_no_answer(lists: list[list[str]], merges: list[Merge]) -> None:
    """Each has as many texts as before, and one that nothing names is worded as before."""
    after = [answer.values["oven"] for answer in merged(about_oven(*lists), merges)]
    named = {text for merge in merges for text in (*merge.texts, merge.wording)}
    assert [len(each) for each in after] == [len(each) for each in lists]
    for before, now in zip(lists, after, strict=True):
        assert all(a == b or a in named for a, b in zip(before, now, strict=True))


@given(ANSWERS)
def test_merging_what_is_proposed_counts_nobody_twice(lists: list[list[str]]) -> None:
    people = votes(about_oven(*lists)) if lists else {}
    merges = proposals([Text(text, count) for text, count in people.items()], "oven")
    after = votes(about_oven(*lists), *merges) if lists else {}
    for merge in merges:
        gave = sum(any(same(t) in map(same, merge.texts) for t in each) for each in lists)
        assert after[merge.wording] == gave
    untouched = {t: n for t, n in people.items() if t not in {m for g in merges for m in g.texts}}
    assert untouched.items() <= after.items()


@given(TEXTS, st.data())
def test_proposals_do_not_depend_on_the_order(texts: list[Text], data: st.DataObject) -> None:
    assert proposals(data.draw(st.permutations(texts))) == proposals(texts)


@given(TEXTS)
def test_each_text_is_proposed_once(texts: list[Text]) -> None:
    named = [text for merge in proposals(texts) for text in merge.texts]
    assert len(named) == len(set(named))
