"""What came of a round, drawn: each letter on its sheet, small, and told in words as well."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.rounds import (
    COST,
    GAIN,
    OVEN,
    SAMPLES,
    SHOP,
    VAN,
    about_oven,
    answers,
    question,
)
from workbook.charts.drawing import Drawing
from workbook.workshop.answers import Answer
from workbook.workshop.drawings import drawing
from workbook.workshop.drawings.paper import wide
from workbook.workshop.messages import languages, messages
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.results import result_of

WALL_AND_PHONE = pytest.mark.parametrize("wall", [True, False], ids=["wall", "phone"])
DRAWN = [kind for kind in Kind if kind != Kind.WRITING]
ONE = (OVEN,)


def drawn(asked: Question, *rounds: list[Answer], wall: bool = False) -> Drawing:
    found = drawing(result_of(asked, rounds), wall)
    assert found
    return found


SVG = "{http://www.w3.org/2000/svg}"


def texts(found: Drawing) -> list[str]:
    return [each.text or "" for each in fromstring(found.svg).iter(f"{SVG}text")]


def places(found: Drawing, tag: str) -> list[tuple[float, float]]:
    x, y = ("cx", "cy") if tag == "circle" else ("x", "y")
    shapes = fromstring(found.svg).iter(SVG + tag)
    return [(float(each.get(x, 0)), float(each.get(y, 0))) for each in shapes]


@WALL_AND_PHONE
@pytest.mark.parametrize("kind", DRAWN)
def test_every_kind_is_drawn_within_its_sheet_and_told_in_words(kind: Kind, wall: bool) -> None:
    found = drawn(question(kind), about_oven(*SAMPLES[kind]), wall=wall)
    _, _, wide, tall = map(float, fromstring(found.svg).get("viewBox", "").split())
    assert wide == (400 if wall else 200)
    assert all(0 <= x <= wide and 0 <= y <= tall for x, y in places(found, "text"))
    assert found.alt.startswith("What do you think? ")
    assert "A second oven" in found.alt


def test_a_person_is_a_dot_where_they_are_few() -> None:
    found = drawn(question(options=ONE), about_oven(1, 4, 4, 5, None))
    assert len(places(found, "circle")) == 4 + 1  # and one in the key
    assert {"1", "5", "one person", "the middle half"} <= set(texts(found))


def test_where_they_are_many_columns_say_how_many() -> None:
    found = drawn(question(options=ONE), about_oven(*[4] * 23, *[2] * 8))
    assert not places(found, "circle")
    assert {"23", "8"} <= set(texts(found))


def test_many_things_are_lines_of_numbers_below_one_scale() -> None:
    many = tuple(Option(f"o{n}", f"Objective {n}") for n in range(8))
    found = drawn(question(options=many), answers(*[{each.id: 4 for each in many}] * 7))
    assert not places(found, "circle")
    assert texts(found).count("7") == 8
    assert texts(found).count("2") == 2  # the scale, above and below


@pytest.mark.parametrize("language", languages())
def test_the_outcome_has_its_room_beside_the_strip_in_every_language(language: str) -> None:
    said = messages(language)
    result = result_of(question(options=ONE), [about_oven(1, 2, 2), about_oven(1, 3, 5)], said)
    found = drawing(result, wall=True, words=said)
    assert found
    svg = fromstring(found.svg)
    outcome = said["outcome_moving"]
    [begins] = [float(e.get("x", 0)) - wide(outcome) for e in svg.iter(f"{SVG}text")
                if e.text == outcome]  # fmt: skip
    assert max(x for x, _ in places(found, "circle")) < begins


def test_the_middle_of_the_round_before_is_shown() -> None:
    once, twice = about_oven(1, 2, 3), about_oven(4, 4, 5)
    assert "the middle a round ago" not in texts(drawn(question(options=ONE), once))
    assert "the middle a round ago" in texts(drawn(question(options=ONE), once, twice))


def test_the_row_with_the_widest_gap_stands_first_in_a_matrix() -> None:
    asked = question(Kind.MATRIX, options=(OVEN, SHOP), criteria=(COST, GAIN))
    calm, wide = {"cost": 3, "gain": 3}, [{"cost": 1, "gain": 3}, {"cost": 5, "gain": 3}]
    round = answers(*({"oven": calm, "shop": wide[place % 2]} for place in range(6)))
    said = texts(drawn(asked, round, wall=True))
    assert said.index("A shop") < said.index("A second oven")
    assert said[:2] == ["Cost", "Gain"]
    assert "split, or not settled" in said


def test_what_wins_is_full_and_the_key_says_so() -> None:
    asked = question(Kind.RANKING, options=(OVEN, SHOP, VAN))
    found = drawn(asked, answers({"oven": 2, "shop": 1, "van": 3}))
    assert texts(found)[:3] == ["A shop", "2", "A second oven"]
    assert texts(found)[-1] == "first"


def test_objections_stand_first() -> None:
    said = texts(drawn(question(Kind.CONSENT, options=ONE), about_oven("yes", "no")))
    assert said.index("no") < said.index("no objection") < said.index("yes")


def test_all_ranges_have_one_scale_with_its_ends() -> None:
    asked = question(Kind.ESTIMATE, unit="EUR")
    both = answers({"oven": [10, 20], "shop": [1000, 2000]}, {"oven": [15, 25]})
    assert {"10", "2,000 EUR", "12.5 – 22.5"} <= set(texts(drawn(asked, both)))


def test_texts_that_nobody_gave_twice_are_read_and_not_drawn() -> None:
    asked = question(Kind.WRITING, options=ONE)
    assert drawing(result_of(asked, [about_oven("Bread", "Tea")])) is None
    assert texts(drawn(asked, about_oven("Bread", "bread!", "Tea")))[-2:] == ["Bread", "2"]


def test_nothing_is_drawn_of_what_is_hidden_or_was_not_answered() -> None:
    assert drawing(result_of(question(survey=True), [about_oven(1, 2, 3, 4)])) is None
    assert drawing(result_of(question(), [about_oven(None)])) is None


@given(st.sampled_from(DRAWN), st.booleans(), st.data())
def test_any_round_can_be_drawn(kind: Kind, wall: bool, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(SAMPLES[kind]), min_size=1, max_size=9))
    drawing(result_of(question(kind), [about_oven(*values)]), wall)


def test_what_somebody_typed_cannot_leave_its_place() -> None:
    evil = (Option("oven", "<script>alert(1)</script>" + "w" * 300),)
    svg = drawn(question(options=evil), about_oven(4, 4)).svg
    assert "<script" not in svg


@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.MATRIX])
def test_a_large_round_is_small_enough_for_a_phone(kind: Kind) -> None:
    options = tuple(Option(f"o{n}", f"Initiative number {n}") for n in range(10))
    criteria = tuple(Option(f"c{n}", f"Criterion {n}") for n in range(5))
    asked = question(kind, options=options, criteria=criteria if kind == Kind.MATRIX else ())
    value = {each.id: 3 for each in criteria} if kind == Kind.MATRIX else 3
    round = answers(*[{each.id: value for each in options}] * 30)
    assert len(drawn(asked, round).svg) < 30_000


def test_colour_is_never_all_that_tells_two_things_apart() -> None:
    """The bars of a question with three answers are each named; what is open is hatched or said."""
    found = drawn(question(Kind.CONSENT, options=ONE), about_oven("yes", "no", "no_objection"))
    assert re.findall(r">(no|no objection|yes)<", found.svg) == ["no", "no objection", "yes"]
