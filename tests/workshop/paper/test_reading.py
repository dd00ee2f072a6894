"""What a photographed sheet shows is taken where it is sure, and asked where it is not."""

import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
import pytest
import segno
from PIL import Image

from tests.workshop.paper import photographs as simulated
from tests.workshop.paper.conftest import OPTIONS, asked
from tests.workshop.paper.photographs import PENS, ROOM, SCALE, Light, Pen, cross, write
from tests.workshop.paper.test_sheets import TWO_PAGES
from workbook.errors import ImportRefused
from workbook.workshop.answers import read_answer
from workbook.workshop.paper import pictures
from workbook.workshop.paper.codes import Room
from workbook.workshop.paper.pictures import Picture, pictures_in
from workbook.workshop.paper.reading import PassedOver, Side, Why, gather, read_side
from workbook.workshop.paper.serials import new_serial, spoken
from workbook.workshop.paper.sheets import Place, layout
from workbook.workshop.questions import Kind, Question

CALM = Light(bent=0.02, shadow=0.3)


@pytest.fixture
def dice() -> np.random.Generator:
    return np.random.default_rng(7)


def boxes(question: Question) -> dict[tuple[str, str | None], Place]:
    return {(place.name, place.value): place for place in layout(question).places}


def taken(page: Any, dice: np.random.Generator, light: Light = CALM) -> Picture:
    return Picture("photo.jpg", simulated.photograph(page, light, dice))


def side_of(question: Question, picture: Picture) -> Side:
    side = read_side(picture, [SCALE, question], ROOM)
    assert isinstance(side, Side), side
    return side


def passed(picture: Picture, questions: Sequence[Question] = (SCALE,), room: Room = ROOM) -> str:
    side = read_side(picture, questions, room)
    assert isinstance(side, PassedOver), side
    return side.said


def doubts(side: Side) -> dict[str, Why]:
    return {doubt.field.name: doubt.why for doubt in side.doubts}


def test_of_simulated_photographs_none_is_read_wrong_and_little_is_asked() -> None:
    found = simulated.measured(15, seed=11)
    assert found["sheet"] == {simulated.READ: 15}
    rows = [counts for way, counts in found.items() if way != "sheet"]
    assert not sum(counts[simulated.WRONG] + counts[simulated.LOST] for counts in rows)
    one = found[simulated.ONE]
    assert one[simulated.RIGHT] >= 0.95 * one.total()
    assert found[simulated.TWO][simulated.RIGHT] == 0
    assert found[simulated.BACK][simulated.RIGHT] >= 0.5 * found[simulated.BACK].total()


def test_a_second_mark_is_judged_by_itself_however_heavy_the_first(
    dice: np.random.Generator,
) -> None:
    [page], place = simulated.drawn(SCALE, [new_serial()]), boxes(SCALE)
    cross(page, place["a.oven", "2"], Pen(0.9, 10), dice)
    cross(page, place["a.oven", "4"], Pen(0.5, 195), dice)  # a fifth darker than paper
    cross(page, place["a.shop", "1"], PENS[0], dice)
    side = side_of(SCALE, taken(page, dice))
    assert doubts(side)["a.oven"] in (Why.TWO, Why.UNSURE)
    assert side.form == {"a.shop": ["1"]}
    assert doubts(side)["a.van"] == Why.BLANK


def test_what_was_filled_whole_is_taken_back(dice: np.random.Generator) -> None:
    [page], place = simulated.drawn(SCALE, [new_serial()]), boxes(SCALE)
    for name in ("a.oven", "a.shop"):
        cross(page, place[name, "1"], PENS[0], dice)
        cv2.rectangle(page, *_within(place[name, "1"]), 30, -1)
    cross(page, place["a.oven", "5"], PENS[0], dice)
    side = side_of(SCALE, taken(page, dice))
    assert side.form == {"a.oven": ["5"]}
    assert doubts(side)["a.shop"] == Why.BLANK


def test_a_box_that_was_filled_in_a_hurry_is_never_taken_for_a_cross(
    dice: np.random.Generator,
) -> None:
    [page], place = simulated.drawn(SCALE, [new_serial()]), boxes(SCALE)
    for name, gap in (("a.oven", 9), ("a.shop", 6), ("a.van", 4)):
        [[left, top], [right, bottom]] = _within(place[name, "3"])
        for y in range(top, bottom, gap):
            cv2.line(page, (left, y), (right, y + 3), 40, 4)
    assert not side_of(SCALE, taken(page, dice)).form


@pytest.mark.parametrize("lost", range(4))
def test_one_corner_may_be_lost(lost: int, dice: np.random.Generator) -> None:
    [page], place = simulated.drawn(SCALE, [new_serial()]), boxes(SCALE)
    cross(page, place["a.oven", "2"], PENS[0], dice)
    light = Light(turned=95 * lost, lost=lost)
    assert side_of(SCALE, taken(page, dice, light)).form == {"a.oven": ["2"]}


def test_two_lost_corners_a_far_sheet_and_a_hidden_code_are_named(
    dice: np.random.Generator,
) -> None:
    serial = new_serial()
    [page] = simulated.drawn(SCALE, [serial])
    cut = page.copy()
    cut[-200:] = 255
    assert "Two of its corners" in passed(taken(cut, dice))
    assert f"Sheet {spoken(serial)}" in passed(taken(cut, dice))
    assert "too small" in passed(taken(page, dice, Light(sharp=3.4, soft=0.3, grain=1)))
    hidden = page.copy()
    hidden[60:300, 900:1300] = 255
    assert "code cannot be read" in passed(taken(hidden, dice))


def test_blank_backs_and_foreign_sheets_are_named_and_nothing_else_happens(
    dice: np.random.Generator,
) -> None:
    back = np.full((2100, 1480), 250, np.uint8)
    assert passed(taken(back, dice)) == "A blank side."
    letter = back.copy()
    for y in range(200, 1900, 60):
        cv2.putText(letter, "Dear Sir or Madam, we write", (100, y), 0, 2, 30, 4)
    assert "no code" in passed(taken(letter, dice))
    foreign = io.BytesIO()
    segno.make("https://example.org", micro=False).save(foreign, kind="png", scale=12)
    code = cv2.imdecode(np.frombuffer(foreign.getvalue(), np.uint8), cv2.IMREAD_GRAYSCALE)
    letter[100 : 100 + code.shape[0], 900 : 900 + code.shape[1]] = code
    assert "another code" in passed(taken(letter, dice))


def test_a_sheet_of_another_room_or_wording_is_named(dice: np.random.Generator) -> None:
    [page] = simulated.drawn(SCALE, [new_serial()])
    photo = taken(page, dice)
    assert "another workbook" in passed(photo, room=Room("workbook-2", "session-1", ""))
    assert "another session" in passed(photo, room=Room("workbook-1", "session-2", ""))
    assert "before its question was changed" in passed(photo, [asked(Kind.SCALE, help="Be frank.")])
    two = np.hstack([page, *simulated.drawn(SCALE, [new_serial()])])
    assert "two sheets" in passed(Picture("scan.png", two))


def test_whoever_abstains_is_asked_for_no_blank_and_both_at_once_is_asked(
    dice: np.random.Generator,
) -> None:
    [page], place = simulated.drawn(SCALE, [new_serial()]), boxes(SCALE)
    cross(page, place["abstain", "1"], PENS[0], dice)
    [sheet], _ = gather([side_of(SCALE, taken(page, dice))])
    assert (dict(sheet.form), sheet.doubts) == ({"abstain": ["1"]}, ())
    assert read_answer(SCALE, sheet.form).abstains
    cross(page, place["a.oven", "3"], PENS[0], dice)
    [sheet], _ = gather([side_of(SCALE, taken(page, dice))])
    assert dict(sheet.form) == {"a.oven": ["3"]}
    assert [doubt.why for doubt in sheet.doubts] == [Why.BOTH]


def test_what_was_written_goes_to_a_person_beside_its_picture(dice: np.random.Generator) -> None:
    question = asked(Kind.LIST)
    [page], place = simulated.drawn(question, [new_serial()]), boxes(question)
    written = {"a.oven.1", "a.van.2"}
    for name in written:
        write(page, place[name, None], dice)
    side = side_of(question, taken(page, dice))
    assert doubts(side) == dict.fromkeys(written, Why.WRITTEN)
    for doubt in side.doubts:
        with Image.open(io.BytesIO(doubt.picture)) as picture:
            assert picture.format == "PNG"
            assert picture.width > 400
        assert len(doubt.picture) < 40_000


def test_a_number_is_always_asked_as_an_empty_field_may_be_a_faint_one(
    dice: np.random.Generator,
) -> None:
    question = asked(Kind.ESTIMATE, OPTIONS[:1])
    [page] = simulated.drawn(question, [new_serial()])
    side = side_of(question, taken(page, dice))
    assert doubts(side) == dict.fromkeys(("a.oven.low", "a.oven.high"), Why.WRITTEN)


def test_a_sheet_of_two_pages_is_whole_once_both_were_photographed(
    dice: np.random.Generator,
) -> None:
    serial, place = new_serial(), boxes(TWO_PAGES)
    first, second = simulated.drawn(TWO_PAGES, [serial])
    cross(first, place["a.o0.c0", "2"], PENS[0], dice)
    cross(second, place["a.o7.c5", "4"], PENS[0], dice)
    sharp = Light(sharp=6, bent=0.02)
    sides = [side_of(TWO_PAGES, taken(page, dice, sharp)) for page in (second, first)]
    none, [missing] = gather(sides[:1])
    assert not none
    assert missing.said == f"Sheet {spoken(serial)} lacks page 1. Add its picture too."
    [sheet], [twice] = gather([*sides, sides[0]])
    assert dict(sheet.form) == {"a.o0.c0": ["2"], "a.o7.c5": ["4"]}
    assert (sheet.serial, sheet.number) == (serial, 1)
    assert "is in photo.jpg already" in twice.said


def scanned(*pages: Any) -> bytes:
    images = [Image.fromarray(page) for page in pages]
    pdf = io.BytesIO()
    images[0].save(pdf, "PDF", save_all=True, append_images=images[1:], resolution=254)
    return pdf.getvalue()


def test_a_scan_of_many_sheets_is_a_pdf(dice: np.random.Generator) -> None:
    pages = simulated.drawn(SCALE, [new_serial(), new_serial()])
    for page in pages:
        cross(page, boxes(SCALE)["a.oven", "5"], PENS[0], dice)
    found = list(pictures_in("scan.pdf", scanned(*pages)))
    assert [picture.name for picture in found] == ["scan.pdf, page 1", "scan.pdf, page 2"]
    assert [side_of(SCALE, each).form for each in found] == [{"a.oven": ["5"]}] * 2


HUGE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\0\0\0\0"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ftypheic", "no picture that can be read"),
        (b"%PDF-1.7 and no more", "This PDF cannot be read"),
        (HUGE, "no picture|100 million"),
        (b"", "no picture that can be read"),
    ],
    ids=["foreign", "broken", "huge", "empty"],
)
def test_a_file_that_is_no_picture_is_named(content: bytes, said: str) -> None:
    [picture] = pictures_in("IMG_1.HEIC", content)
    assert picture.grey is None
    assert any(part in picture.trouble for part in said.split("|"))
    assert passed(picture) == picture.trouble


def test_without_the_two_packages_it_is_said_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing: Callable[[str], None] = lambda name: None  # noqa: E731
    monkeypatch.setattr(pictures, "find_spec", nothing)
    with pytest.raises(ImportRefused, match=r"strategy-workbook\[paper\]"):
        list(pictures_in("photo.jpg", b""))


ALONE = """
import sys
sys.modules["cv2"] = sys.modules["zxingcpp"] = None
import workbook.steps.workshop.paper, workbook.workshop.paper.reading
import workbook.workshop.paper.sheets, workbook.workshop.paper.sending
"""


def test_all_of_paper_but_photographs_works_without_the_two_packages() -> None:
    subprocess.run([sys.executable, "-c", ALONE], check=True)


def _within(place: Place) -> list[list[int]]:
    left, top = place.x * simulated.DOTS, place.y * simulated.DOTS
    return [[round(left), round(top)], [round(left + 50), round(top + 50)]]
