"""How the objectives hang together, as the page tells it."""

import pytest

from tests.steps.visit import add, part, read, row, save, table, text
from tests.widgets.said import typed
from workbook import Workbook, pages
from workbook.steps.destination.alignment import Tree
from workbook.store import Edit
from workbook.strategy import Department, Objective
from workbook.widgets import Page


@pytest.fixture
def cascaded(started: Workbook) -> Workbook:
    """The bakery with an objective of its deliveries below the first one."""
    below = {"name": "Load by half past four", "level": "department", "parent_id": "cafes"}
    started.save([Edit(Objective, "load", below)])
    return started


def tree(page: Page) -> Tree:
    """Return the drawing of the objectives."""
    return part(page, Tree)


def test_an_objective_that_serves_nothing_larger_is_named(started: Workbook) -> None:
    page = pages.destination(started)
    id = add(page, "objective", name="Load by half past four", level="department")
    assert "“Load by half past four”. Say which larger objective it serves" in text(page)
    typed(table(page, "objective"), id, "parent_id", "cafes")
    save(page)
    assert "Say which larger objective it serves" not in text(page)


def test_nobody_is_told_of_missing_work_before_there_is_any(started: Workbook) -> None:
    assert "No live initiative moves" not in read(pages.destination(started))
    add(pages.route(started), "initiative", name="Second oven")
    assert "No live initiative moves" in read(pages.destination(started))


def test_what_nobody_owns_is_told_once(started: Workbook) -> None:
    shown = read(pages.destination(started))
    assert "Nobody owns" in shown
    assert "Nobody answers for" not in shown


def test_an_objective_cannot_be_part_of_what_is_part_of_it(cascaded: Workbook) -> None:
    page = pages.destination(cascaded)
    typed(table(page, "objective"), "cafes", "parent_id", "load")
    save(page)
    problem = row(page, "objective", "cafes")["problems"]["parent_id"]
    assert problem.startswith("“Load by half past four” is part of “Sell 60 loaves a day to cafés”")
    assert [o.parent_id for o in cascaded.plan.all(Objective)] == [None, "cafes"]


def test_the_rest_of_a_row_is_saved_although_its_parent_is_refused(cascaded: Workbook) -> None:
    page = pages.destination(cascaded)
    typed(table(page, "objective"), "cafes", "parent_id", "cafes")
    typed(table(page, "objective"), "cafes", "weight", "30")
    save(page)
    assert cascaded.plan.all(Objective)[0].weight == 30
    assert "part of itself" in row(page, "objective", "cafes")["problems"]["parent_id"]


def test_an_objective_belongs_to_a_department_named_on_the_first_page(started: Workbook) -> None:
    add(pages.start(started), "department", name="Deliveries")
    [deliveries] = started.plan.all(Department)
    page = pages.destination(started)
    typed(table(page, "objective"), "cafes", "department_id", deliveries.id)
    save(page)
    assert started.plan.all(Objective)[0].department_id == deliveries.id


def test_the_tree_is_drawn_once_the_page_is_there_and_again_when_it_changes(
    cascaded: Workbook,
) -> None:
    page = pages.destination(cascaded)
    assert "<svg" not in tree(page).html
    tree(page)._handle_custom_msg({"type": "hello"}, [])
    tree(page).wait()
    drawn = tree(page).html
    assert "Load by half past four" in drawn
    assert 'role="img" aria-label="' in drawn
    typed(table(page, "objective"), "load", "name", "Load by four")
    save(page)
    tree(page).wait()
    assert "Load by four" in tree(page).html


def test_one_objective_alone_needs_no_tree(started: Workbook) -> None:
    page = pages.destination(started)
    tree(page)._handle_custom_msg({"type": "hello"}, [])
    tree(page).wait()
    assert "<svg" not in tree(page).html
