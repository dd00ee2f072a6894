"""The chapter “Signs of misalignment” as a person meets it: typed, told, and kept without names."""

from pathlib import Path

import pytest

from tests.steps.visit import add, html, part, row, table, text
from workbook import Workbook, pages
from workbook.opening import open_workbook
from workbook.steps.position.signs import Told
from workbook.steps.position.signs_recall import Kept, Taking, meanings, read_lists
from workbook.strategy.position import OwnView, Recalled, RecallRound, SignsSurvey
from workbook.widgets import Page

DAY = "2026-09-01"


def test_counts_survive_a_restart_and_are_drawn_once_somebody_looks(started: Workbook) -> None:
    page = pages.position(started)
    add(page, "sitting", day=DAY, asked="8", priorities="0 1 1 2 3")
    drawn = part(page, Told)
    assert "<svg" not in drawn.html
    drawn.seen()
    drawn.wait()
    assert "Marks: 1 gave it 2, 1 gave it 3, 2 gave it 4 and 3 gave it 5" in html(drawn)
    [kept] = open_workbook(started.source).plan.all(SignsSurvey)
    assert (kept.asked, kept.priorities) == (8, "0 1 1 2 3")


def test_four_answers_are_refused_beside_the_field(started: Workbook) -> None:
    page = pages.position(started)
    id = add(page, "sitting", day=DAY, priorities="0 0 1 1 2")
    assert "who said what" in row(page, "sitting", id)["problems"]["priorities"]
    assert not any(each.priorities for each in started.plan.all(SignsSurvey))


def test_what_the_data_say_stands_beside_what_people_say(started: Workbook) -> None:
    page = pages.position(started)
    add(page, "sitting", day=DAY, priorities="0 1 1 2 3")
    add(page, "own view", day=DAY, priorities="2")
    told = part(page, Told)
    told.seen()
    told.wait()
    assert "5 of 7 say that priorities shift and nobody says why; the journal" in text(told)
    assert "Your own view: 2 of 5." in text(told)
    assert len(started.plan.all(OwnView)) == 1


def typed_in(page: Page, **values: str) -> Taking:
    box = part(page, Taking)
    for about, value in values.items():
        said(box, about, value)
    return box


def said(box: Taking, about: str, value: str) -> None:
    content = {"type": "said", "about": about, "value": value}
    box._handle_custom_msg(content, [])


def test_lists_are_matched_kept_as_counts_and_forgotten(started: Workbook) -> None:
    page = pages.position(started)
    lists = "24 cafés; a new oven\n24 cafés\nan oven; the cafés\n–\nsomething else"
    box = typed_in(page, lists=lists, day=DAY, asked="6")
    assert "Five lists." in text(box)
    said(box, "means/the cafés", "cafes")
    said(box, "means/24 cafés", "cafes")
    said(box, "keep", "round")
    [kept] = started.plan.all(RecallRound)
    assert (kept.people, kept.asked, str(kept.day)) == (5, 6, DAY)
    found = {each.name: (each.named_by, each.objective_id) for each in started.plan.all(Recalled)}
    assert found == {
        "24 cafés": (3, "cafes"),
        "a new oven": (2, None),
        "something else": (1, None),
    }
    assert "a new oven" not in html(box)
    written = [
        file.read_bytes() for file in Path(started.source).parent.glob("*") if file.is_file()
    ]
    assert not any("24 cafés; a new oven".encode() in each for each in written)
    assert "5 people, asked on 1 September 2026, named 60% of" in text(box)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"lists": "a; b\nc"}, "who named what"),
        ({"lists": "a; b; c; d\n–\n–\n–\n–"}, "names 4 things"),
        ({"lists": "a", "day": "soon"}, "is not a date"),
        ({"lists": "a", "asked": "many"}, "write a whole number"),
        ({"lists": "a\nb\nc\nd\ne", "asked": "3"}, "at least as many were asked"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(
    started: Workbook, values: dict[str, str], sentence: str
) -> None:
    page = pages.position(started)
    box = typed_in(page, **values)
    said(box, "keep", "round")
    assert sentence in text(box)
    assert not started.plan.all(RecallRound)
    assert values["lists"].splitlines()[0] in html(box)


def test_what_people_typed_is_no_html(started: Workbook) -> None:
    box = typed_in(pages.position(started), lists="<b>bread</b>\n–")
    assert "<b>bread" not in html(box)


def test_a_line_is_a_person_and_a_dash_an_empty_list() -> None:
    assert read_lists("a; b;\n\n - \n–\n; c") == [["a", "b"], [], [], ["c"]]


def test_what_a_text_may_mean_is_proposed_and_a_person_decides() -> None:
    lists = [["24 cafés", "an oven"], ["a new oven"], ["a new oven", "sundays"]]
    known = {"cafes": ["Supply 24 cafés every week"]}
    found = {each.text: (each.means, each.proposed) for each in meanings(lists, known)}
    assert found == {
        "a new oven": ("", False),
        "24 cafés": ("cafes", True),
        "an oven": ("a new oven", True),
        "sundays": ("", False),
    }
    decided = {"an oven": "", "24 cafés": "a new oven"}
    found = {each.text: (each.means, each.proposed) for each in meanings(lists, known, decided)}
    assert (found["an oven"], found["24 cafés"]) == (("", False), ("a new oven", False))


def test_of_what_was_named_the_newest_round_is_there_to_be_put_right(started: Workbook) -> None:
    page = pages.position(started)
    box = part(page, Taking)
    for day, lists in ((DAY, "a\n–\n–\n–\n–"), ("2026-06-01", "b\n–\n–\n–\n–")):
        for about, value in {"lists": lists, "day": day, "keep": "round"}.items():
            said(box, about, value)
    kept = part(page, Kept)
    assert "put it right" in text(kept.words)
    kept.said("unfold", "")
    assert [each["cells"]["name"] for each in table(page, "named priority").rows] == ["a"]
    assert len(table(page, "round").rows) == 2
