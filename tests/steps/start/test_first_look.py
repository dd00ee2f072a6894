"""“Start from a file”, as a person meets it: looked at, moved, and kept with one click."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.steps.visit import text
from workbook import Quarter, Workbook, pages
from workbook.steps.binding import Binding
from workbook.steps.start.first_look import Card
from workbook.store import Edit
from workbook.strategy import KPI, Business, Reading
from workbook.strategy.review import NoiseBill

CALM = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 50, 52, 49, 51, 50, 70, 50)


def sales(name: str = "Sales") -> bytes:
    weeks = (date(2026, 1, 5) + timedelta(weeks=week) for week in range(len(CALM)))
    lines = [f"{week},{value}" for week, value in zip(weeks, CALM, strict=True)]
    return "\n".join([f"Date,{name}", *lines]).encode()


@pytest.fixture
def card(book: Workbook) -> Card:
    return Card(Binding(book, Quarter.parse("2026-Q3")))


def give(card: Card, name: str = "sales.csv", data: bytes = sales()) -> Card:
    """Choose a file, as the browser sends it."""
    send(card.picker, {"type": "begin", "name": name, "size": len(data)})
    send(card.picker, {"type": "slice", "at": 0}, [data])
    card.wait()
    return card


def say(card: Card, **said: Any) -> Card:
    for about, value in said.items():
        send(card.told, {"type": "said", "about": about, "value": value})
    card.wait()
    return card


def send(widget: Any, content: dict[str, Any], buffers: Any = ()) -> None:
    widget._handle_custom_msg(content, buffers)


def test_a_file_is_told_with_its_chart_and_nothing_is_saved(card: Card, book: Workbook) -> None:
    told = text(give(card).told)
    assert "asks 6 times: 2 about signals, 4 about noise." in told
    assert "The week of 4 May 2026 lies above the upper natural limit." in told
    assert "Say how many minutes each takes" in told
    assert card.told.html.count("<svg") == 1
    assert book.plan.all(KPI) == ()


def test_what_is_typed_moves_the_bill(card: Card) -> None:
    told = text(say(give(card), minutes="30", people="2", hourly="25").told)
    assert "4 × 30 minutes × 2 people = 4 hours, or 100, by the numbers you gave." in told
    told = text(say(card, percent="10").told)
    assert "asks twice: all of it about signals." in told
    assert "by the numbers you gave" not in told


def test_what_it_costs_is_said_in_the_currency_of_the_business(book: Workbook) -> None:
    [business] = book.plan.all(Business)
    book.save([Edit(Business, business.id, {"currency": "EUR"}, business.version)])
    card = Card(Binding(book, Quarter.parse("2026-Q3")))
    told = text(say(give(card), minutes="30", people="2", hourly="25").told)
    assert "= 4 hours, or 100 EUR, by the numbers you gave." in told
    assert "Cost of an hour (EUR)" in told


def test_what_is_no_number_is_told_beside_it_and_changes_nothing(card: Card) -> None:
    told = text(say(give(card), percent="a lot").told)
    assert "“a lot” is not a number." in told
    assert "asks 6 times" in told
    assert "is not a number" not in text(say(card, percent="5").told)


def test_one_click_makes_kpis_of_it_and_offers_the_pack(card: Card, book: Workbook) -> None:
    say(give(card), minutes="20")
    assert card.maker.children == ()
    told = text(say(card, take="").told)
    assert "1 KPI made, 19 readings added." in told
    [kpi] = book.plan.all(KPI)
    assert book.plan.series(kpi).values.tolist() == list(CALM)
    [maker] = card.maker.children
    assert maker.quarter == Quarter.parse("2026-Q2")
    [kept] = book.plan.all(NoiseBill)
    assert (kept.percent, kept.minutes, kept.in_pack) == (5, 20, False)


def test_the_numbers_of_the_workbook_stay(card: Card, book: Workbook) -> None:
    book.save([Edit(NoiseBill, "habit", {"percent": 8, "in_pack": True})])
    card = Card(card.bound)
    say(give(card), take="")
    assert [kept.percent for kept in book.plan.all(NoiseBill)] == [8]
    assert "more than 8%" in text(card.told)


def test_a_reading_that_says_otherwise_is_not_replaced_and_that_is_told(
    card: Card, book: Workbook
) -> None:
    book.save(
        [
            Edit(KPI, "sales", {"name": "Sales", "frequency": "week"}),
            Edit(Reading, "first", {"kpi_id": "sales", "start": "2026-01-05", "value": 1.0}),
        ]
    )
    told = text(say(give(card), take="").told)
    assert "would replace one reading" in told
    assert len(book.plan.series(book.plan.all(KPI)[0])) == 1


def test_what_has_to_be_asked_is_told_and_leads_to_where_it_is_answered(card: Card) -> None:
    data = b"Date,Sales\n2026-01-05,1\n2026-01-17,2\n2026-03-19,4"
    give(card, data=data)
    assert "How often is “Sales” read" in text(card.state)
    assert "04_review.ipynb#files" in card.state.html
    assert "<button" not in card.told.html


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_where_no_table_was_read_there_is_nothing_to_say_more_about(
    card: Card, data: bytes
) -> None:
    give(give(card), "week 32.png", data)
    assert "week 32.png" in text(card.state)
    assert "04_review.ipynb#files" not in card.state.html
    assert "2 about signals" not in text(card.told)


def test_a_newer_file_takes_the_place_of_the_one_before(card: Card) -> None:
    say(give(card), take="")
    give(card, "other.csv", sales("Orders"))
    assert "other.csv" in text(card.told)
    assert card.maker.children == ()
    assert "Make KPIs of it" in text(card.told)


def test_names_that_people_typed_are_only_ever_shown(card: Card) -> None:
    give(card, "<b>.csv", sales("<script>alert(1)</script>"))
    assert "<script>" not in card.told.html
    assert "<b>" not in card.told.html


def test_it_waits_under_go_deeper_and_is_pointed_at_while_there_is_no_kpi(
    book: Workbook,
) -> None:
    page = pages.start(book)
    [stop] = [stop for stop in page.standing.chapters if stop.name == "first_look"]
    assert (stop.needed, stop.missing) == (False, [])
    assert "See in two minutes" in text(page.open_chapter("business"))
    book.add(KPI, name="Sales")
    assert "See in two minutes" not in text(pages.start(book).open_chapter("business"))
