"""The strategy map as a drawing: nothing on nothing, arrows upward, each state told by its line."""

import re
from itertools import combinations
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.insight.kpis import Q1
from tests.insight.route.test_map import CAFES, HELPS, OTHERS, ROUNDS, WEEKS, measured
from tests.insight.small import make, plan
from workbook.charts.map_layout import WIDTH, laid_out
from workbook.charts.strategy_map import strategy_map_chart
from workbook.insight.route.map import strategy_map
from workbook.strategy import Business, Destination, Link, Objective
from workbook.strategy.destination.perspectives import PERSPECTIVES

SVG = "{http://www.w3.org/2000/svg}"


def found(*records: Any) -> Any:
    return strategy_map(plan(*records), Q1)


def crowded(seed: int) -> Any:
    """Return a map of 15 objectives with as many arrows as may be, all of them upward."""
    chance = Random(seed)
    upward = [*reversed(PERSPECTIVES)]
    aims = [
        make(Objective, name=f"Objective {n} of the bakery", perspective=upward[n * 4 // 15])
        for n in range(15)
    ]
    links = [
        make(Link, from_id=aim.id, to_id=other.id)
        for place, aim in enumerate(aims)
        for other in chance.sample(aims[place + 1 :], min(2, len(aims[place + 1 :])))
    ]
    return found(*aims, *links)


def svg_of(*records: Any) -> Any:
    return ElementTree.fromstring(strategy_map_chart(found(*records)).svg)


def texts(svg: Any) -> list[str]:
    found = ("".join(each.itertext()) for each in svg.iter(f"{SVG}text"))
    return [re.sub(r"\s+", " ", words).strip() for words in found]


def line(*records: Any) -> dict[str, str]:
    """Return how the one arrow's line is drawn."""
    [path] = [each for each in svg_of(*records).iter(f"{SVG}path") if each.get("fill") == "none"]
    return {name: path.get(name, "") for name in ("stroke-width", "stroke-dasharray")}


@pytest.mark.parametrize("seed", range(8))
def test_no_box_lies_on_another_or_over_the_edge_and_every_arrow_leads_up(seed: int) -> None:
    sheet = laid_out(crowded(seed))
    for one, other in combinations(sheet.tiles, 2):
        beside = one.left + one.wide <= other.left or other.left + other.wide <= one.left
        assert beside or one.bottom <= other.top or other.bottom <= one.top
    assert all(tile.left > 0 and tile.left + tile.wide <= WIDTH for tile in sheet.tiles)
    assert all(tile.top > 0 and tile.bottom < sheet.height for tile in sheet.tiles)
    for way in sheet.ways:
        downs = [down for _, down in way.stops]
        assert downs == sorted(downs, reverse=True)


@pytest.mark.parametrize("seed", range(8))
def test_no_arrow_runs_through_a_box_that_it_passes(seed: int) -> None:
    sheet = laid_out(crowded(seed))
    for way in sheet.ways:
        for (across, low), (_, high) in list(zip(way.stops, way.stops[1:], strict=False))[2::2]:
            for tile in sheet.tiles:
                if tile.left < across < tile.left + tile.wide:
                    assert tile.bottom <= high or tile.top >= low


@pytest.mark.parametrize("seed", range(8))
def test_no_label_lies_on_another_or_on_a_box(seed: int) -> None:
    sheet = laid_out(crowded(seed))
    places = [(across - wide / 2, across + wide / 2, top) for across, top, wide in (
        way.label for way in sheet.ways
    )]  # fmt: skip
    for one, other in combinations(places, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) > 0.3


def test_a_perspective_stands_above_the_next_and_its_boxes_within_it() -> None:
    sheet = laid_out(crowded(1))
    tops = [band.top for band in sheet.bands]
    assert tops == sorted(tops)
    for tile in sheet.tiles:
        band = sheet.bands[PERSPECTIVES.index(tile.box.objective.perspective)]
        assert band.top < tile.top < tile.bottom < band.top + band.height


def test_what_is_known_of_an_arrow_changes_its_line_and_its_word_and_not_only_its_colour() -> None:
    base = (ROUNDS, CAFES, HELPS)
    states = {
        "1 together": measured(WEEKS, [100 - value for value in WEEKS]),
        "1 apart": measured(WEEKS, WEEKS),
        "1 unclear": measured(WEEKS, OTHERS),
        "1 too few": measured(WEEKS[:5], OTHERS[:5]),
        "1 untested": [],
    }
    looks = []
    for word, records in states.items():
        assert word in texts(svg_of(*base, *records))
        looks.append(tuple(line(*base, *records).values()))
    assert len(set(looks)) == len(states)


def test_a_box_carries_objective_measure_and_status_in_words() -> None:
    late, cafes, *readings = measured(WEEKS, OTHERS)
    late.target = 5
    said = texts(svg_of(ROUNDS, CAFES, HELPS, late, cafes, *readings))
    assert {"Deliver by seven", "Late rounds: 5%", "Cafés", "no target"} <= set(said)
    assert {"off track", "to watch"} & set(said)


def test_the_words_that_stand_for_the_map_name_perspectives_boxes_and_arrows() -> None:
    assert strategy_map_chart(found(ROUNDS, CAFES, HELPS)).alt == (
        "Strategy map of two objectives, results on top. Financial: nothing. Customer: Supply 24 "
        "cafés. Internal process: Deliver by seven. Learning and growth: nothing. Arrow 1 from "
        "Deliver by seven to Supply 24 cafés: untested."
    )


def test_an_empty_perspective_keeps_its_place_and_says_so() -> None:
    assert texts(svg_of(ROUNDS, CAFES, HELPS)).count("No objective here yet.") == 2


def test_with_a_non_profit_the_mission_stands_above_everything() -> None:
    bank = make(Business, name="Food bank", kind="non-profit")
    words = make(Destination, mission="Nobody goes hungry.")
    drawing = strategy_map_chart(found(ROUNDS, CAFES, HELPS, bank, words))
    assert "Nobody goes hungry." in texts(ElementTree.fromstring(drawing.svg))
    assert "Above everything: Nobody goes hungry." in drawing.alt


def test_what_people_typed_is_text_and_the_same_map_is_the_same_drawing() -> None:
    odd = make(Objective, name="Save $5 & <b>10%</b>", perspective="customer")
    link = make(Link, from_id=ROUNDS.id, to_id=odd.id)
    records = ROUNDS, odd, link
    assert "Save $5 & <b>10%</b>" in texts(svg_of(*records))
    assert strategy_map_chart(found(*records)) == strategy_map_chart(found(*records))


def test_next_quarter_the_same_objectives_have_the_same_places() -> None:
    whole = plan(ROUNDS, CAFES, HELPS)
    now, later = (laid_out(strategy_map(whole, quarter)) for quarter in (Q1, Q1.next))
    assert now == later
