"""The tone of open comments: VADER's own examples, and texts that are none."""

import pytest

from tests.methods.published import case
from workbook.errors import MethodError
from workbook.methods.comments import sentiment


def test_compound_and_label_of_the_examples_hutto_gilbert_2014():
    found = case("vader_public")
    seen = sentiment(found["input"]["texts"])
    wanted = found["expected"]
    assert list(seen["compound"]) == pytest.approx(wanted["compound"], abs=found["tolerance"])
    assert list(seen["label"]) == wanted["label_at_0.05"]


README = {
    "VADER is smart, handsome, and funny!": 0.8439,
    "VADER is very smart, handsome, and funny.": 0.8545,
    "VADER is VERY SMART, handsome, and FUNNY.": 0.9227,
    "VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!": 0.9469,
    "At least it isn't a horrible book.": 0.431,
    "The plot was good, but the characters are uncompelling and the dialog is not great.": -0.7042,
    "Today only kinda sux! But I'll get by, lol": 0.5249,
    "Make sure you :) or :D today!": 0.8633,
}


def test_the_further_sentences_of_the_vader_readme_score_as_printed_there():
    seen = sentiment(list(README))
    assert dict(zip(README, seen["compound"], strict=True)) == README


def test_the_label_changes_at_a_twentieth():
    assert sentiment(["Okay.", "The meeting is on Monday."])["label"].tolist() == [
        "positive",
        "neutral",
    ]


def test_the_table_says_that_it_reads_english_only_and_repeats_no_text():
    seen = sentiment(["Fine by me."])
    assert "English only" in seen.attrs["caveat"]
    assert list(seen.columns) == ["compound", "label"]


def test_an_empty_comment_is_neutral_and_no_comments_make_an_empty_table():
    assert sentiment([""])["label"].tolist() == ["neutral"]
    assert len(sentiment([])) == 0


@pytest.mark.parametrize("bad", [None, float("nan"), 7])
def test_what_is_no_text_is_named_by_its_place(bad):
    with pytest.raises(MethodError, match="Comment 2 "):
        sentiment(["Good.", bad])


def test_what_is_no_list_is_refused_and_one_text_is_one_comment():
    with pytest.raises(MethodError, match="list of comments"):
        sentiment(None)
    assert len(sentiment("Good.")) == 1
