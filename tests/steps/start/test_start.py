"""The first page: the business, its people, and the way through the steps."""

from datetime import date
from pathlib import Path

from tests.signed import sign_off
from tests.steps.visit import add, form, missing, part, read, save, state
from workbook import Quarter, Workbook, open_workbook, pages
from workbook.steps.packs import PackLink
from workbook.strategy import (
    KPI,
    Business,
    Decision,
    Destination,
    Initiative,
    Objective,
    Person,
    Resource,
    Review,
    SwotItem,
)


def test_an_empty_workbook_says_what_to_do_first(book: Workbook) -> None:
    page = pages.start(book)
    assert missing(page) == ["Name at least one person who will own something."]
    assert "Next: Name at least one person" in read(page)
    assert read(page).count("Not started") == 4


def test_the_path_moves_on_as_soon_as_the_first_person_is_saved(book: Workbook) -> None:
    page = pages.start(book)
    add(page, "person", name="Maya", role="Owner")
    assert state(page) == "ready"
    assert "Begin: Define the destination" in read(page)
    assert [person.role for person in open_workbook(book.source).plan.all(Person)] == ["Owner"]


def test_the_business_is_described_in_place(book: Workbook) -> None:
    page = pages.start(book)
    form(page, "currency").fields["currency"].value = "EUR"
    save(page)
    assert [(b.name, b.currency) for b in book.plan.all(Business)] == [("Rise Bakery", "EUR")]


def test_the_page_says_whose_it_is_by_the_name_that_counts_now(book: Workbook) -> None:
    page = pages.start(book)
    assert page.steps.whose == "Rise Bakery"
    form(page, "name").fields["name"].value = "Rise & Daughters"
    save(page)
    assert page.steps.whose == "Rise & Daughters"
    assert pages.destination(book).steps.whose == "Rise & Daughters"


def test_a_business_cannot_lose_its_name(book: Workbook) -> None:
    page = pages.start(book)
    form(page, "name").fields["name"].value = ""
    save(page)
    assert page.bar.state == "problem"
    assert book.plan.only(Business).name == "Rise Bakery"  # type: ignore[union-attr]


def test_the_newest_pack_is_one_click_away_with_its_sign_off(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q2", headline="Warm.")
    sign_off(book, Quarter.parse("2026-Q2"))
    packs = Path(book.source).parent / "packs"
    packs.mkdir()
    for quarter in ("2026-Q1", "2026-Q2"):
        (packs / f"rise-bakery-{quarter}.pdf").write_bytes(b"%PDF-")
    page = pages.start(book)
    assert "April to June 2026. Signed off on" in read(page)
    assert part(page, PackLink).label == "Open the pack of 2026-Q2"


def test_after_a_sign_off_the_path_says_when_the_next_review_is_due(book: Workbook) -> None:
    now = Quarter.of(date.today())
    book.add(Person, name="Maya")
    book.add(Review, quarter=str(now.previous), headline="Warm.")
    _give_everything_before_the_review(book)
    assert "Go on: Review" in read(pages.start(book))
    sign_off(book, now.previous)
    assert f"{now.previous} is signed off. The next review is due after" in read(pages.start(book))


def _give_everything_before_the_review(book: Workbook) -> None:
    due = date.today()
    maya = book.plan.all(Person)[0].id
    book.add(Destination, vision="Bread for the valley", mission="Bread every morning")
    goal = book.add(Objective, name="Sell 60 loaves a day", owner_id=maya, due=due)
    book.add(KPI, name="Loaves", objective_id=goal, target=60, unit="loaves")
    for kind in ("strength", "weakness", "opportunity", "threat"):
        book.add(SwotItem, kind=kind, text=f"A {kind}", evidence="Counted in May.")
    book.add(Resource, name="Owner's hours")
    book.add(Initiative, name="Oven", owner_id=maya, due=due, objective_ids=[goal])
    book.add(Decision, title="Buy the oven")
