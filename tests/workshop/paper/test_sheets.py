"""A printed ballot says whose room it is, how to mark it and how to correct it, on every side."""

import io
import json
from itertools import pairwise

import pytest
from pypdf import PdfReader

from tests.workshop.paper.conftest import CRITERIA, OPTIONS, QUESTIONS, asked
from workbook.errors import RenderFailed
from workbook.workshop.messages import messages
from workbook.workshop.paper.codes import Room
from workbook.workshop.paper.fields import ABSTAIN, fields
from workbook.workshop.paper.serials import new_serial, spoken
from workbook.workshop.paper.sheets import PAPERS, layout, print_sheets
from workbook.workshop.questions import Kind, Option, Question

MANY = tuple(Option(f"o{n}", f"Option number {n}") for n in range(8))
SIX = tuple(Option(f"c{n}", f"Criterion {n}") for n in range(6))
TWO_PAGES = asked(Kind.MATRIX, MANY, id="two", criteria=SIX)


def text_of(question: Question, serials: list[str], room: Room) -> list[str]:
    pages = PdfReader(io.BytesIO(print_sheets(question, 1, serials, room).pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_each_kind_has_a_place_for_each_part_of_an_answer(question: Question, room: Room) -> None:
    found = layout(question)
    wide, high = PAPERS[found.paper]
    places = {(place.name, place.value) for place in found.places}
    for field in fields(question, messages("en")):
        for value in [choice.value for choice in field.choices] or [None]:
            assert (field.name, value) in places
    assert (ABSTAIN, "1") in places
    assert len(places) == len(found.places)
    for place in found.places:
        assert 10 < place.x < place.x + place.width < wide - 10
        assert 30 < place.y < place.y + place.height < high - 15
    [page] = text_of(question, [new_serial()], room)
    assert question.ask in page
    assert all(option.name in page for option in question.options)


def test_the_lines_of_an_option_lie_below_one_another_within_the_option() -> None:
    found = [place for place in layout(asked(Kind.LIST)).places if place.value is None]
    for one, next in pairwise(found):
        assert one.y + one.height <= next.y + 0.1
    assert found[-1].y + found[-1].height < layout(asked(Kind.LIST)).places[-1].y


def test_no_two_boxes_lie_on_one_another() -> None:
    for question in (*QUESTIONS, TWO_PAGES):
        boxes = [place for place in layout(question).places if place.value]
        for one in boxes:
            for other in boxes:
                apart = abs(one.x - other.x) >= 8 or abs(one.y - other.y) >= 5
                assert one is other or one.page != other.page or apart


def test_a_sheet_says_how_to_mark_it_and_how_to_correct_it(room: Room) -> None:
    serials = [new_serial(), new_serial()]
    pages = text_of(asked(Kind.CONSENT), serials, room)
    assert len(pages) == 2
    for page, serial in zip(pages, serials, strict=True):
        assert f"Sheet {spoken(serial)}" in page
        assert "Rise Bakery · Where we go in 2027" in page
        assert "Cross the box" in page
        assert "Fill it whole: it is taken back" in page
        assert "No name" in page


def test_what_needs_more_than_a_page_has_a_code_on_each(room: Room) -> None:
    serials = [new_serial(), new_serial()]
    printed = print_sheets(TWO_PAGES, 1, serials, room)
    assert (printed.paper, printed.pages) == ("a4", 2)
    pages = text_of(TWO_PAGES, serials, room)
    assert [spoken(serial) in page for page in pages for serial in serials] == [
        True, False, True, False, False, True, False, True,
    ]  # fmt: skip
    assert "page 1 of 2" in pages[2]
    assert "page 2 of 2" in pages[3]


def test_the_rows_of_an_option_stay_on_one_page() -> None:
    pages = {}
    for place in layout(TWO_PAGES).places:
        pages.setdefault(place.name.split(".")[1:2][0] if "." in place.name else "", set()).add(
            place.page
        )
    assert all(len(found) == 1 for found in pages.values())


def test_more_than_four_pages_and_options_without_end_are_refused_in_words(room: Room) -> None:
    sixty = tuple(Option(f"o{n}", f"Option number {n}") for n in range(60))
    with pytest.raises(RenderFailed, match="Ask it in parts"):
        print_sheets(asked(Kind.MATRIX, sixty, criteria=SIX), 1, [new_serial()], room)
    endless = (Option("o", "word " * 4000),)
    with pytest.raises(RenderFailed, match="Shorten it"):
        print_sheets(asked(Kind.SCALE, endless), 1, [new_serial()], room)


def test_long_words_and_markup_stay_text_within_the_page(room: Room) -> None:
    odd = (Option("o", "#strong[x] $a$ <b>" + "Donaudampfschiff" * 12), *OPTIONS)
    question = asked(Kind.SCALE, odd)
    assert len(layout(question).places) == 4 * 5 + 1
    [page] = text_of(question, [new_serial()], room)
    assert "#strong[x] $a$ <b>" in page


def test_a_character_that_no_font_has_is_named(room: Room) -> None:
    with pytest.raises(RenderFailed, match=r"U\+E000"):
        print_sheets(asked(Kind.SCALE, (Option("o", "\ue000"),)), 1, [new_serial()], room)


def test_another_wording_is_another_layout() -> None:
    first, second = asked(Kind.SCALE), asked(Kind.SCALE, help="Be frank.")
    assert layout(first).code != layout(second).code
    assert json.loads(json.dumps(vars(layout(first).places[0])))["page"] == 1
    assert layout(asked(Kind.MATRIX, criteria=CRITERIA)).code != layout(first).code
