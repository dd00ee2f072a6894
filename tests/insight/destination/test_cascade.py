"""The tree of objectives: what hangs together, and each way in which it breaks."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.destination.cascade import Lack, cascade
from workbook.quarter import Quarter
from workbook.strategy import KPI, Initiative, Objective, Person, Reading

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")


def goal(name, level="company", under=None, **fields):
    return make(
        Objective, name=name, level=level, parent_id=under.id if under else None,
        **{"owner_id": ANA.id, **fields},
    )  # fmt: skip


SALES = goal("Sell more bread")
SHOP = goal("Serve 330 a day", "department", SALES)
TILL = goal("Halve the queue", "team", SHOP)
TOM = goal("Learn the till", "person", TILL)


def found(*records):
    return cascade(plan(ANA, *records), Q3)


def drawn(node):
    return {node.objective.name: [drawn(child) for child in node.children]}


def test_the_tree_leads_from_the_company_to_the_person():
    [root] = found(SALES, SHOP, TILL, TOM).roots
    assert drawn(root) == {
        "Sell more bread": [{"Serve 330 a day": [{"Halve the queue": [{"Learn the till": []}]}]}]
    }
    assert [node.objective.level for node in root.walk()] == [
        "company",
        "department",
        "team",
        "person",
    ]
    assert {node.owner for node in root.walk()} == {"Ana Ruiz"}


def test_an_objective_below_the_company_without_a_parent_is_an_orphan():
    lost = goal("Bake rye", "department")
    page = found(SALES, SHOP, lost)
    assert page.of(Lack.ORPHAN) == ("Bake rye",)
    assert [node.objective.name for node in page.roots] == ["Sell more bread", "Bake rye"]
    assert "Part of nothing larger: “Bake rye”. Say which larger objective" in _said(page)


def test_a_company_objective_is_a_root_and_no_orphan():
    assert found(SALES).of(Lack.ORPHAN) == ()


def test_a_parent_that_is_not_there_is_none():
    ghost = goal("Bake rye", "team", goal("Gone"))
    assert found(ghost).of(Lack.ORPHAN) == ("Bake rye",)


def test_objectives_in_a_circle_are_named_and_each_still_stands_once():
    ring = [goal(name, "team") for name in "ABC"]
    for one, above in zip(ring, [ring[1], ring[2], ring[0]], strict=True):
        one.parent_id = above.id
    below = goal("D", "person", ring[1])
    page = found(*ring, below)
    assert page.of(Lack.CIRCLE) == ("A", "B", "C")
    assert page.of(Lack.ORPHAN) == ()
    assert sorted(node.objective.name for node in page.objectives) == ["A", "B", "C", "D"]
    assert "Open the circle" in _said(page)


def test_an_objective_that_is_part_of_itself_is_a_circle_of_one():
    alone = goal("Round")
    alone.parent_id = alone.id
    page = found(alone)
    assert page.of(Lack.CIRCLE) == ("Round",)
    assert len(page.objectives) == 1


@pytest.mark.parametrize(("count", "crowded"), [(5, ()), (6, ("Sell more bread",))])
def test_more_than_five_directly_below_one_are_too_many(count, crowded):
    many = [goal(f"Part {n}", "department", SALES) for n in range(count)]
    page = found(SALES, *many)
    assert page.of(Lack.CROWDED) == crowded
    assert ("“Sell more bread” (six)" in _said(page)) == bool(crowded)


def test_a_larger_level_below_a_smaller_one_is_upside_down():
    page = found(SHOP, goal("Grow", "company", SHOP))
    assert page.of(Lack.MISPLACED) == ("Grow",)
    assert "“Grow” (company) below “Serve 330 a day” (department)" in _said(page)


def test_the_same_level_below_itself_is_in_order():
    assert found(SALES, goal("Sell more rye", "company", SALES)).of(Lack.MISPLACED) == ()


def test_what_has_no_owner_no_kpi_and_no_work_is_named():
    bare = goal("Bake rye", owner_id=None)
    page = found(bare)
    lacks = (Lack.NO_OWNER, Lack.NO_KPI, Lack.NO_WORK)
    assert [page.of(lack) for lack in lacks] == [("Bake rye",)] * 3
    assert page.roots[0].lacks == lacks


def test_live_work_on_a_part_moves_the_whole():
    work = make(Initiative, name="Second till", objective_ids=[TILL.id], cost=0)
    page = found(SALES, SHOP, TILL, TOM, work)
    assert page.of(Lack.NO_WORK) == ("Learn the till",)


@pytest.mark.parametrize("status", ["paused", "stopped", "done"])
def test_work_that_rests_or_is_over_moves_nothing_and_needs_no_budget(status):
    work = make(Initiative, name="Second till", objective_ids=[SALES.id], status=status)
    page = found(SALES, work)
    assert page.of(Lack.NO_WORK) == ("Sell more bread",)
    assert page.of(Lack.NO_COST) == ()


def test_live_work_without_a_cost_or_without_an_objective_is_named():
    free = make(Initiative, name="Sign", objective_ids=[SALES.id], cost=0)
    loose = make(Initiative, name="Blog", objective_ids=["gone"])
    page = found(SALES, free, loose)
    assert page.of(Lack.NO_COST) == ("Blog",)
    assert page.of(Lack.NO_OBJECTIVE) == ("Blog",)


def test_what_is_due_and_reached_wants_no_more_work():
    done = goal("Serve 330 a day", due=date(2026, 8, 31))
    kpi = make(KPI, name="Customers", objective_id=done.id, target=330, frequency="quarter")
    read = make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=340)
    page = found(done, kpi, read)
    assert page.of(Lack.NO_WORK) == ()
    assert page.roots[0].reached
    short = make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=320)
    assert found(done, kpi, short).of(Lack.NO_WORK) == ("Serve 330 a day",)


def test_each_count_is_a_figure_with_the_records_behind_it():
    page = found(SALES, goal("Bake rye", "department"))
    assert figures(page)["alignment.objectives.all"] == 2
    assert figures(page)["alignment.objectives.no-parent"] == 1
    [orphans] = [f for f in page.figures if f.id == "alignment.objectives.no-parent"]
    assert orphans.sources == ("objective “Bake rye”",)
    assert orphans.method


def test_an_empty_plan_has_an_empty_tree():
    page = cascade(plan(), Q3)
    assert (page.roots, page.gaps, page.objectives) == ((), (), ())
    assert set(figures(page).values()) == {0}


def _said(page):
    return " ".join(gap.sentence for gap in page.gaps)
