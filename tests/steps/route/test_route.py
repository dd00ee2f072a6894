"""The work, its milestones and the decisions behind it."""

from pathlib import Path

import pytest

from tests.benchmarks.large import example
from tests.steps.visit import add, html, offered, part, row, save, table, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, pages
from workbook.insight.route.focus import focus
from workbook.steps.finding import Sought
from workbook.steps.route import roadmap
from workbook.store import Edit
from workbook.strategy import Business, Decision, Initiative, Milestone, NotDoing


def test_an_initiative_serves_any_number_of_objectives(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "initiative", name="Second oven", objective_ids=["cafes"], cost="14,000", hours="40")
    [oven] = started.plan.all(Initiative)
    assert (oven.objective_ids, oven.cost, oven.hours) == (["cafes"], 14000, 40)


def test_a_milestone_waits_until_its_initiative_is_chosen(started: Workbook) -> None:
    page = pages.route(started)
    milestone = add(page, "milestone", name="First bake in the new oven")
    assert started.plan.all(Milestone) == ()
    assert "“Initiative”" in row(page, "milestone", milestone)["note"]
    oven = add(page, "initiative", name="Second oven")
    assert offered(page, "milestone", "initiative_id") == ["Second oven"]
    typed(table(page, "milestone"), milestone, "initiative_id", oven)
    save(page)
    assert [m.name for m in started.plan.all(Milestone)] == ["First bake in the new oven"]


def test_an_initiative_that_ends_before_it_begins_is_told_so(started: Workbook) -> None:
    page = pages.route(started)
    id = add(page, "initiative", name="Second oven", start="2026-05-01", due="2026-04-01")
    assert row(page, "initiative", id)["problems"]["due"] == (
        "The due date lies before the start, 1 May 2026."
    )


def test_costs_are_asked_in_the_currency_of_the_business(started: Workbook) -> None:
    business = started.plan.all(Business)[0]
    started.save([Edit(Business, business.id, {"currency": "CHF"}, business.version)])
    labels = [column["label"] for column in table(pages.route(started), "initiative").columns]
    assert "Cost (CHF)" in labels


def test_a_decision_keeps_its_reason_and_what_would_reopen_it(started: Workbook) -> None:
    add(
        pages.route(started),
        "decision",
        title="Stop Saturday catering",
        kind="stop",
        reason="18 hours for 140 EUR",
        reopen_when="Ten orders a month",
    )
    [decision] = started.plan.all(Decision)
    assert (decision.kind, decision.reopen_when) == ("stop", "Ten orders a month")
    assert started.plan.all(Initiative) == ()


def test_the_roadmap_draws_how_promises_moved_once_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roadmap, "suggested", lambda *_: Quarter.parse("2026-Q3"))
    page = pages.route(example(tmp_path / "rise.workbook"))
    drawn = part(page, Sought, lambda each: each.template == "route/roadmap")
    assert "A Sixty cafés visited: first promised for 31 March 2026, moved two times" in drawn.html
    assert "<svg" not in drawn.html
    assert "<svg" in html(drawn)


def test_nothing_that_sets_the_business_apart_is_a_warning(started: Workbook) -> None:
    page = pages.route(started)
    id = add(page, "initiative", name="New till", distinction="keeps us level")
    assert "Nothing live sets the business apart" in text(page)
    typed(table(page, "initiative"), id, "distinction", "sets us apart")
    save(page)
    assert "Nothing live sets the business apart" not in text(page)
    assert focus(started.plan, Quarter.parse("2026-Q3")).sentence in text(page)


def test_work_that_was_sworn_off_is_named_as_soon_as_it_is_saved(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "not-doing item", name="Sell through an app", watch_for="app, online shop")
    add(page, "initiative", name="An app for Sundays")
    assert "The initiative “An app for Sundays” speaks of “app”" in text(page.sheet)
    assert "The initiative “An app for Sundays” speaks of “app”" in text(
        page.open_chapter("decisions")
    )
    assert [item.name for item in started.plan.all(NotDoing)] == ["Sell through an app"]
