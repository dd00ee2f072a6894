"""Boxes in ranks: nothing on nothing, few crossings, and the same places every time."""

from itertools import combinations, pairwise
from random import Random
from time import perf_counter

import pytest

from workbook.charts.ranked import Item, ranked

GAP = 0.2
Lines = list[tuple[str, str]]


def random_graph(seed: int, count: int = 30, ranks: int = 5) -> tuple[list[Item], Lines]:
    """Return boxes of several sizes, each with up to two lines to higher ranks."""
    chance = Random(seed)
    items = [
        Item(str(n), chance.randrange(ranks), chance.choice([0.5, 1, 2.5])) for n in range(count)
    ]
    lines = []
    for item in items:
        higher = [other for other in items if other.rank > item.rank]
        chosen = chance.sample(higher, min(len(higher), chance.randrange(3)))
        lines += [(item.key, other.key) for other in chosen]
    return items, lines


@pytest.mark.parametrize("seed", range(10))
def test_no_box_lies_on_another_and_no_line_leads_through_one(seed: int) -> None:
    items, lines = random_graph(seed)
    places = ranked(items, lines, GAP)
    taken: dict[int, list[tuple[float, float]]] = {}
    for item in items:
        middle = places.middles[item.key]
        taken.setdefault(item.rank, []).append((middle - item.size / 2, middle + item.size / 2))
    rank = {item.key: item.rank for item in items}
    for (first, last), bends in places.bends.items():
        assert len(bends) == rank[last] - rank[first] - 1
        for passed, bend in enumerate(bends, rank[first] + 1):
            taken.setdefault(passed, []).append((bend, bend))
    for found in map(sorted, taken.values()):
        assert all(one[1] + GAP <= other[0] + 1e-9 for one, other in pairwise(found))
    assert min(low for found in taken.values() for low, _ in found) >= -1e-9


@pytest.mark.parametrize("seed", range(10))
def test_a_rank_keeps_to_its_room(seed: int) -> None:
    items, lines = random_graph(seed, count=12)
    places = ranked(items, lines, GAP, room=40)
    for item in items:
        middle = places.middles[item.key]
        assert item.size / 2 - 1e-9 <= middle <= 40 - item.size / 2 + 1e-9


def test_one_rank_alone_keeps_to_its_room_too() -> None:
    middles = ranked([Item(key, 0, 1) for key in "abc"], [], 1, room=5).middles
    assert middles == {"a": 0.5, "b": 2.5, "c": 4.5}


def test_lines_that_need_not_cross_do_not() -> None:
    items = [Item(key, rank, 1) for rank, keys in enumerate(("abc", "xyz")) for key in keys]
    lines = [("a", "z"), ("b", "y"), ("c", "x"), ("a", "y")]
    middles = ranked(items, lines, GAP).middles
    for (a, b), (c, d) in combinations(lines, 2):
        assert (middles[a] - middles[c]) * (middles[b] - middles[d]) >= 0
    assert middles["a"] < middles["b"] < middles["c"]


def test_a_box_stands_in_the_middle_of_what_it_leads_to() -> None:
    items = [Item("root", 0, 1), *(Item(key, 1, 1) for key in "abc")]
    middles = ranked(items, [("root", key) for key in "abc"], GAP).middles
    assert middles["root"] == pytest.approx(middles["b"])


def test_the_same_boxes_have_the_same_places_and_one_more_at_the_end_moves_no_other() -> None:
    items = [Item("a", 0, 1), Item("b", 1, 1), Item("c", 1, 1)]
    lines = [("a", "b"), ("a", "c")]
    before = ranked(items, lines, GAP)
    assert ranked(items, lines, GAP) == before
    after = ranked([*items, Item("d", 0, 1)], lines, GAP)
    assert before.middles == {key: after.middles[key] for key in before.middles}


def test_nothing_has_no_place() -> None:
    assert ranked([], [], GAP).middles == {}


def test_a_hundred_boxes_are_placed_in_well_under_a_tenth_of_a_second() -> None:
    items, lines = random_graph(3, count=100, ranks=4)
    seconds = []
    for _ in range(3):
        start = perf_counter()
        ranked(items, lines, GAP)
        seconds.append(perf_counter() - start)
    assert min(seconds) < 0.1
