"""Ideas that say nearly the same are proposed for merging, and a merge loses no vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.rounds import OVEN, about_oven, question
from workbook.workshop.ideas import Idea, Merge, merged, proposals, with_merges
from workbook.workshop.questions import Kind
from workbook.workshop.results import Text, result_of

SUNDAY, ON_SUNDAYS, TEA = Text("Sunday bread", 2), Text("Bread on Sundays", 3), Text("Tea", 4)


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
    assert proposals([SUNDAY, ON_SUNDAYS])[0].wording == "Bread on Sundays"


def test_nothing_is_merged_before_somebody_decides() -> None:
    assert [idea.votes for idea in merged([SUNDAY, TEA, ON_SUNDAYS], [])] == [4, 3, 2]


def test_a_merge_keeps_every_vote_and_every_wording() -> None:
    decided = Merge(("Sunday bread", "Bread on Sundays"), "Fresh bread on Sundays")
    assert merged([SUNDAY, TEA, ON_SUNDAYS], [decided]) == (
        Idea("Fresh bread on Sundays", 5, (SUNDAY, ON_SUNDAYS)),
        Idea("Tea", 4, (TEA,)),
    )


def test_a_merge_is_undone_by_leaving_it_out() -> None:
    first, second = (
        Merge(("Sunday bread", "Bread on Sundays"), "Sundays"),
        Merge(("Sundays", "Tea"), "All"),
    )
    texts = [SUNDAY, TEA, ON_SUNDAYS]
    assert [idea.text for idea in merged(texts, [first, second])] == ["All"]
    assert [idea.votes for idea in merged(texts, [first])] == [5, 4]
    assert merged(texts, [second]) == merged(texts, [])  # there are no “Sundays” to merge any more


def test_an_idea_that_is_worded_as_the_merge_goes_into_it() -> None:
    decided = Merge(("Sunday bread", "Bread on Sundays"), "tea")
    assert [idea.votes for idea in merged([SUNDAY, TEA, ON_SUNDAYS], [decided])] == [9]


def test_a_result_may_be_told_with_its_texts_merged_and_as_it_was() -> None:
    asked = question(Kind.RESPONSE, options=(OVEN,))
    given = [{"would": "Cut prices", "holds": "yes"}, {"would": "Lower prices", "holds": "no"},
             {"would": "We cut prices", "holds": "yes"}]  # fmt: skip
    result = result_of(asked, [about_oven(*given)])
    decided = [Merge.from_json({"texts": [each["would"] for each in given], "wording": "Cut"})]
    assert with_merges(result, {"oven": decided}).items[0].texts == (Text("Cut", 3, holds=2),)
    assert with_merges(result, {"oven": decided}).items[0].sentence == result.items[0].sentence
    assert with_merges(result, {"shop": decided}) == with_merges(result, {}) == result


WORDS = st.sampled_from(["bread", "sunday", "tea", "no", "oven", "5%", "second", "a"])
TEXTS = st.lists(
    st.builds(Text, st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.integers(1, 9)),
    max_size=8, unique_by=lambda each: each.text,
)  # fmt: skip


@given(TEXTS, st.data())
def test_merging_conserves_votes_and_texts(texts: list[Text], data: st.DataObject) -> None:
    some = st.lists(st.sampled_from([each.text for each in texts] or ["x"]), max_size=4).map(tuple)
    decided = data.draw(
        st.lists(st.builds(Merge, some, st.sampled_from(["new", "tea"])), max_size=3)
    )
    for decisions in (decided, proposals(texts)):
        ideas = merged(texts, decisions)
        assert sum(idea.votes for idea in ideas) == sum(each.people for each in texts)
        parts = [part for idea in ideas for part in idea.parts]
        assert sorted(map(repr, parts)) == sorted(map(repr, texts))


@given(TEXTS, st.data())
def test_proposals_do_not_depend_on_the_order(texts: list[Text], data: st.DataObject) -> None:
    assert proposals(data.draw(st.permutations(texts))) == proposals(texts)


@given(TEXTS)
def test_each_text_is_proposed_once(texts: list[Text]) -> None:
    named = [text for merge in proposals(texts) for text in merge.texts]
    assert len(named) == len(set(named))
