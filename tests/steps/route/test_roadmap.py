"""The chapter “Roadmap”: bars above the table that they are drawn from."""

import re

from tests.steps.visit import every, html, save
from tests.widgets.said import typed
from workbook import Workbook, pages
from workbook.steps.finding import Sought
from workbook.store import Edit
from workbook.strategy import Initiative
from workbook.widgets import Page, RowTable, editors


def opened(book: Workbook) -> tuple[Page, RowTable, Sought]:
    """Return the route's page with its roadmap open, the table of dates, and the bars."""
    page = pages.route(book)
    chapter = page.open_chapter("roadmap")
    dates = next(form for form in editors([chapter]) if getattr(form, "noun", "") == "initiative")
    bars = next(
        each
        for each in every([chapter])
        if isinstance(each, Sought) and each.template == "route/timeline"
    )
    bars.seen()
    bars.wait()
    return page, dates, bars


def widths(bars: Sought) -> list[str]:
    return re.findall(r"<(?:path|rect)[^>]*>", html(bars))


def test_a_bar_moves_when_its_date_is_typed_below_it(book: Workbook) -> None:
    book.save([Edit(Initiative, "oven", {"name": "Second oven", "start": "2026-08-01",
                                         "due": "2026-09-30"})])  # fmt: skip
    page, dates, bars = opened(book)
    before = widths(bars)
    assert "Second oven" in html(bars)
    assert "the quarter under review; “next” is the two after it" in html(bars)
    typed(dates, "oven", "due", "2026-12-31")
    save(page)
    bars.wait()
    assert widths(bars) != before
    assert str(book.plan.all(Initiative)[0].due) == "2026-12-31"


def test_what_starts_before_what_it_needs_is_told_where_the_dates_are(book: Workbook) -> None:
    book.save(
        [
            Edit(Initiative, "van", {"name": "Second van", "due": "2027-06-30"}),
            Edit(Initiative, "app", {"name": "Ordering app", "start": "2027-04-01", "position": 1}),
        ]
    )
    page, dates, bars = opened(book)
    typed(dates, "app", "needs_ids", ["van"])
    save(page)
    bars.wait()
    assert "“Ordering app” starts on 1 April 2027, before “Second van” is there" in html(bars)


def test_a_circle_is_refused_beside_the_field_with_its_way_round(book: Workbook) -> None:
    book.save(
        [
            Edit(Initiative, "van", {"name": "Second van"}),
            Edit(Initiative, "app", {"name": "App", "needs_ids": ["van"], "position": 1}),
        ]
    )
    page, dates, _ = opened(book)
    typed(dates, "van", "needs_ids", ["app"])
    save(page)
    [row] = [row for row in dates.rows if row["id"] == "van"]
    assert "needs “App”, which needs “Second van”" in row["problems"]["needs_ids"]


def test_the_same_work_can_be_changed_in_both_chapters_at_once(book: Workbook) -> None:
    book.save([Edit(Initiative, "oven", {"name": "Second oven"})])
    page, dates, _ = opened(book)
    work = next(
        form
        for form in editors([page.open_chapter("initiatives")])
        if getattr(form, "noun", "") == "initiative"
    )
    typed(dates, "oven", "due", "2026-12-31")
    save(page)
    typed(work, "oven", "cost", "14000")
    save(page)
    [oven] = book.plan.all(Initiative)
    assert (str(oven.due), oven.cost) == ("2026-12-31", 14_000)
    assert [row["problems"] for row in work.rows] == [{}]
