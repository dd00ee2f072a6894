"""Where the business stands."""

from tests.pack.pages.reading import row as printed
from tests.steps.visit import add, missing, row, state, table
from workbook import Quarter, Workbook, open_workbook, pages
from workbook.pack.pages.swot import page as swot_page
from workbook.strategy import Resource, SwotItem


def test_each_of_the_four_lists_keeps_its_own_kind(book: Workbook) -> None:
    page = pages.position(book)
    for kind in ("strength", "weakness", "opportunity", "threat"):
        add(page, kind, text=f"A {kind}", evidence="Counted in May.")
    found = {item.kind: item.text for item in book.plan.all(SwotItem)}
    assert found["weakness"] == "A weakness"
    assert len(found) == 4
    again = pages.position(book)
    assert [r["cells"]["text"] for r in table(again, "threat").rows] == ["A threat"]


def test_the_page_is_ready_when_every_list_has_something(book: Workbook) -> None:
    page = pages.position(book)
    assert state(page) == "empty"
    for kind in ("strength", "weakness", "opportunity", "threat"):
        add(page, kind, text=f"A {kind}", evidence="Counted in May.")
    add(page, "resource", name="Owner's hours", kind="owner-hours", amount="75")
    assert (state(page), missing(page)) == ("ready", [])
    assert book.plan.all(Resource)[0].amount == 75


def test_a_resource_below_zero_is_refused_in_words(book: Workbook) -> None:
    page = pages.position(book)
    id = add(page, "resource", name="Cash", amount="-5")
    assert row(page, "resource", id)["problems"]["amount"] == "“Amount” is 0 or more."
    assert [resource.amount for resource in book.plan.all(Resource)] == [None]


def test_what_was_typed_survives_a_restart_and_stands_in_the_pack(book: Workbook) -> None:
    page = pages.position(book)
    add(page, "strength", text="Warm bread", evidence="31 of 50 reviews.")
    add(page, "strength", text="Great team")
    section = swot_page(open_workbook(book.source).plan, Quarter.parse("2026-Q3"))
    assert printed(section, "Warm bread")[0].note == "31 of 50 reviews."
    assert printed(section, "Great team")[0].word == "no evidence"


def test_an_item_without_evidence_is_named_with_what_to_do(book: Workbook) -> None:
    page = pages.position(book)
    id = add(page, "strength", text="Great team")
    [swot, *_] = page.standing.chapters
    said = "Say how you know: “Great team”."
    assert (said, f"02_assess_position.ipynb#swot/{id}/evidence") in swot.better
