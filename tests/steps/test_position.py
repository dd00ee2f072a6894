"""Where the business stands."""

from tests.steps.visit import add, missing, row, state, table
from workbook import Workbook, pages
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
