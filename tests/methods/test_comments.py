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
