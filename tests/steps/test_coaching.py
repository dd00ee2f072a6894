"""The advice beside each question, in files that a consultant can change."""

import re
from pathlib import Path

import pytest

from tests.steps.visit import every, read, text
from workbook import Workbook, WorkbookError, pages
from workbook.errors import NotFound
from workbook.steps import coaching
from workbook.steps.coaching import advice, coaching_file
from workbook.steps.folded import Folded
from workbook.strategy.outline import STEPS

CHAPTERS = [f"{step.name}/{chapter.name}" for step in STEPS for chapter in step.chapters]
TOGETHER = {"A war game in forty minutes": 40}  # what several play says in its title how long
GOOD = """
[people]
title = "People"
why = "Because."
good = "Maya"
weak = "The team"
difference = "Maya has a telephone."
minutes = 3
"""


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_question_of_a_chapter_has_its_advice(started: Workbook, chapter: str) -> None:
    step, _, name = chapter.partition("/")
    sheet = getattr(pages, step)(started).open_chapter(name)
    for folded in [each for each in every([sheet]) if isinstance(each, Folded)]:
        folded.said("unfold", "")
    shown = text(sheet)
    given = advice(coaching_file(chapter)).values()
    assert "Why this matters, and an example" in shown
    hidden = {"What you agreed last quarter"}  # there is none to look back on
    missing = [help.title for help in given if help.why not in _plain(shown)]
    assert set(missing) <= hidden


def _plain(html: str) -> str:
    return html.replace("&#39;", "'").replace("&amp;", "&")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_advice_is_short_and_takes_minutes(chapter: str) -> None:
    for help in advice(coaching_file(chapter)).values():
        assert 0 < help.minutes <= 20 or help.minutes == TOGETHER.get(help.title)
        assert len(help.why.split()) <= 90, help.title
        assert not re.search(r"\d\s?%|per cent", help.why), "a share that nobody can trace"


def test_a_consultants_own_words_are_shown(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "library" / "coaching" / "start" / "people.toml"
    own.parent.mkdir(parents=True)
    own.write_text(GOOD.replace("Because.", "You will thank me later."))
    monkeypatch.setattr(coaching, "templates", lambda: tmp_path)
    assert "You will thank me later." in read(pages.start(book))


def test_a_file_without_the_advice_leaves_the_page_open(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "library" / "coaching" / "start" / "people.toml"
    own.parent.mkdir(parents=True)
    own.write_text(GOOD)
    monkeypatch.setattr(coaching, "templates", lambda: tmp_path)
    shown = read(pages.start(book))
    assert f"{own} has no advice on [departments]." in shown
    assert "Maya has a telephone." in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (GOOD.replace("minutes = 3", 'minutes = "three"'), "“minutes” has to be a whole number."),
        (GOOD.replace('why = "Because."\n', ""), "[people]: “why” is missing."),
        (GOOD.replace("weak", "bad"), "[people]: “weak” is missing."),
        (GOOD + 'moral = "Call Maya."', "[people]: there is no “moral” here."),
        (GOOD + "[people", "cannot be read"),
        ('people = "Maya"', "[people]: “title” is missing."),
    ],
)
def test_a_file_that_is_not_quite_right_says_where(
    tmp_path: Path, wrong: str, sentence: str
) -> None:
    path = tmp_path / "start.toml"
    path.write_text(wrong)
    with pytest.raises(WorkbookError, match=re.escape(sentence)):
        advice(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=re.escape("start.toml")):
        advice(tmp_path / "start.toml")
