"""Each language of the room says everything that English says, with the same gaps."""

import string
import tomllib

import pytest

from workbook.resources import templates
from workbook.workshop.messages import languages, messages


def sentences(language: str) -> dict[str, str]:
    return tomllib.loads((templates() / f"library/room/{language}.toml").read_text("utf-8"))


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", languages())
def test_a_language_has_each_sentence_with_the_gaps_that_it_has_in_english(language: str) -> None:
    english, own = sentences("en"), sentences(language)
    assert own.keys() == english.keys()
    assert {name: gaps(own[name]) for name in own} == {n: gaps(english[n]) for n in english}
    assert own["direction"] in ("ltr", "rtl")


def test_what_a_language_does_not_have_is_said_in_english() -> None:
    assert messages("xx")["send"] == messages("en")["send"]
