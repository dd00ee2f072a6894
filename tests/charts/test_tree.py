"""The alignment tree as a drawing: every objective in its column, with what it lacks in words."""

import re
from datetime import date
from itertools import pairwise
from random import Random
from xml.etree import ElementTree

import pytest

from tests.insight.small import make, plan
from workbook.charts.branches import WIDTH, Branch, Columns
from workbook.charts.lettering import fitted, width
from workbook.charts.tree import tree_charts
from workbook.charts.tree_layout import Box, height, lines, sheets
from workbook.insight.destination.cascade import cascade
from workbook.insight.destination.objective_tree import LEVELS
from workbook.quarter import Quarter
from workbook.strategy import KPI, Department, Objective, Person, Reading

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
SHOP = make(Department, name="Shop")


def goal(name, level="company", under=None, **fields):
    return make(Objective, name=name, level=level, parent_id=under.id if under else None, **fields)


SALES = goal("Sell more bread", owner_id=ANA.id, due=date(2026, 12, 31))
QUEUE = goal("Halve the queue", "department", SALES, department_id=SHOP.id)


def drawn(*records):
    return tree_charts(cascade(plan(ANA, SHOP, *records), Q3))


def texts(svg: str) -> list[str]:
    return [
        re.sub(r"\s+", " ", "".join(e.itertext())).strip()
        for e in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def many(count: int, seed: int, levels: int = 4) -> list[Objective]:
    """Return objectives of every level, most of them under a random one of a larger level."""
    chance, found = Random(seed), []
    for number in range(count):
        level = LEVELS[chance.randrange(levels)]
        larger = [o for o in found if LEVELS.index(o.level) <= LEVELS.index(level)]
        under = chance.choice(larger) if larger and chance.random() < 0.85 else None
        name = " ".join(["Objective", str(number), *["of the bakery"] * chance.randrange(6)])
        found.append(goal(name, level, under))
    return found


def laid_out(objectives):
    roots = cascade(plan(*objectives), Q3).roots
    columns = Columns.of(roots)
    return columns, sheets([Branch.of(root, columns) for root in roots], columns)


# What a reader finds


def test_a_box_carries_name_owner_department_and_due_date():
    said = texts(drawn(SALES, QUEUE)[0].svg)
    assert "Sell more bread" in said
    assert "Ana Ruiz, by 31 Dec 2026" in said
    assert "Shop" in said


def test_what_an_objective_lacks_stands_in_its_box_as_a_word():
    said = texts(drawn(goal("Bake rye", "department"))[0].svg)
    assert {"no parent", "no owner", "no KPI"} <= set(said)
    whole = make(KPI, name="Loaves", objective_id=SALES.id)
    assert not {"no parent", "no owner", "no KPI"} & set(texts(drawn(SALES, whole)[0].svg))


def test_an_objective_that_is_reached_says_so():
    done = goal("Serve 330 a day", due=date(2026, 8, 31))
    kpi = make(KPI, name="Customers", objective_id=done.id, target=330, frequency="quarter")
    read = make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=340)
    assert "reached" in texts(drawn(done, kpi, read)[0].svg)
    assert "reached" not in texts(drawn(done, kpi)[0].svg)


def test_each_level_that_occurs_has_a_column_with_its_name():
    said = texts(drawn(SALES, QUEUE, goal("Learn the till", "person", QUEUE))[0].svg)
    assert [t for t in said if t in map(str.capitalize, LEVELS)] == [
        "Company", "Department", "Person",
    ]  # fmt: skip


def test_where_a_level_repeats_itself_each_box_names_its_own():
    said = texts(drawn(SALES, goal("Sell more rye", "company", SALES))[0].svg)
    assert "Company" not in said
    assert "company level, Ana Ruiz, by 31 Dec 2026" in said


def test_the_words_that_stand_for_the_tree_name_what_is_below_what_and_what_lacks():
    [drawing] = drawn(SALES, QUEUE, goal("Bake rye", "team"))
    assert drawing.alt == (
        "Alignment tree of three objectives. Sell more bread, no KPI (one below it: Halve the "
        "queue, no owner, no KPI). Bake rye, no parent, no owner, no KPI."
    )


def test_what_people_typed_is_text_and_never_a_formula_or_markup():
    name = r"Save $5 & <b>10%</b> of $x^2$"
    assert name in texts(drawn(goal(name))[0].svg)


def test_the_same_tree_gives_the_same_drawing():
    assert drawn(SALES, QUEUE) == drawn(SALES, QUEUE)


def test_without_objectives_there_is_no_drawing():
    assert drawn() == ()


# Room


@pytest.mark.parametrize("seed", range(12))
def test_no_box_touches_another_and_no_line_runs_through_a_box(seed):
    columns, every = laid_out(many(24, seed))
    for sheet in every:
        boxes = [box for root in sheet for box in root.walk()]
        for one in boxes:
            others = [b for b in boxes if b is not one and b.branch.column == one.branch.column]
            assert all(b.top >= one.bottom or b.bottom <= one.top for b in others)
            assert one.top >= -0.001
            assert one.left + columns.box <= WIDTH
        for parent in boxes:
            for child in parent.below:
                for column, bend in enumerate(child.bends, parent.branch.column + 1):
                    passed = [b for b in boxes if b.branch.column == column]
                    assert not [b for b in passed if b.top < bend < b.bottom]


@pytest.mark.parametrize("seed", range(12))
def test_lines_of_two_families_do_not_run_into_each_other(seed):
    """Where two upright stretches have the same place, they lead from the same box."""
    columns, every = laid_out(many(24, seed))
    for sheet in every:
        upright: dict[float, list[tuple[float, float, float]]] = {}
        for line in lines(sheet, columns):
            for (x, y), (_, end) in list(pairwise(line))[1::2]:
                upright.setdefault(round(x, 6), []).append((min(y, end), max(y, end), line[0][1]))
        for found in map(sorted, upright.values()):
            for one, other in pairwise(found):
                assert one[1] < other[0] or one[2] == other[2]


def test_about_25_objectives_fit_one_page():
    owners = {"owner_id": ANA.id, "due": date(2026, 12, 31)}
    objectives = []
    for part in range(4):
        top = goal(f"Raise the margin of range {part} to 62%", **owners)
        objectives.append(top)
        for half in range(2):
            place = goal(f"Bake at most 5% too much, {half}", "department", top, **owners)
            own = [
                goal(f"Weigh each tray, {n}", "person", place, **owners) for n in range(half + 1)
            ]
            objectives += [place, *own]
    assert len(objectives) == 24
    assert len(drawn(*objectives)) == 1


def test_a_large_tree_is_split_and_every_objective_stands_on_a_sheet():
    objectives = many(90, seed=5)
    _, every = laid_out(objectives)
    assert len(every) > 1
    assert all(height(sheet) < 19.5 for sheet in every)
    names = {
        box.branch.node.objective.name for sheet in every for root in sheet for box in root.walk()
    }
    assert names == {objective.name for objective in objectives}


def test_a_root_that_is_too_large_for_a_page_stands_on_each_of_its_sheets():
    parts = [goal(f"Part {n}", "department", SALES) for n in range(60)]
    drawings = drawn(SALES, *parts)
    assert len(drawings) > 1
    assert all("Sell more bread" in texts(drawing.svg) for drawing in drawings)
    assert f"part 1 of {len(drawings)}" in drawings[0].alt
    shown = [t for drawing in drawings for t in texts(drawing.svg) if t.startswith("Part ")]
    assert sorted(shown) == sorted(part.name for part in parts)


def test_of_many_objectives_the_words_name_only_the_top():
    tops = [goal(f"Top {n}") for n in range(9)]
    parts = [goal(f"Part {n}", "department", top) for n, top in enumerate(tops)]
    steps = [goal(f"Step {n}", "team", part) for n, part in enumerate(parts)]
    [drawing] = drawn(*tops, *parts, *steps)
    assert (
        "Alignment tree of 27 objectives. Top 0, no owner, no KPI (two below it). " in drawing.alt
    )
    assert "Part 0" not in drawing.alt
    assert "Part 0" in drawn(*tops[:1], *parts[:1])[0].alt


@pytest.mark.parametrize("name", ["W" * 200, "LOUD WORDS " * 18, "i" * 40])
def test_no_name_leaves_its_box(name):
    chain = [goal(name)]
    for _ in range(5):
        chain.append(goal(name, "company", chain[-1]))
    columns, every = laid_out(chain)
    for sheet in every:
        for box in (box for root in sheet for box in root.walk()):
            assert all(width(line, 7.2) < columns.box for line in box.branch.name)
            assert len(box.branch.name) <= 3
            assert isinstance(box, Box)


def test_a_name_without_room_ends_in_an_ellipsis_and_loses_nothing_otherwise():
    assert fitted("Bread is never late", 9, 7.5, most=3) == ("Bread is never late",)
    lines = fitted("Bread is never late, and nobody waits for it at the door", 2, 7.5, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
