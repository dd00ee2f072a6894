"""A German bank export on its way into the workbook: dropped, confirmed, seen, undone, again."""

import base64
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step, see_chapter
from tests.journeys.test_owner import barriers
from workbook import Workbook, create_workbook, open_workbook
from workbook.quarter import Quarter
from workbook.steps.quarters import suggested
from workbook.strategy import Reading

LEAST = 320  # pixels: the narrowest page


def export(quarter: Quarter) -> bytes:
    """Return the bank's lines of a quarter: a payment in on each Monday, a bill each Thursday."""
    lines = ['"Girokonto 12345";"Umsätze"', "", '"Buchungstag";"Empfänger";"Betrag (EUR)"']
    for number in range(92):
        day = quarter.start.fromordinal(quarter.start.toordinal() + number)
        if day <= quarter.end and day.weekday() in (0, 3):
            sign, payer = ("", "Café Groß") if day.weekday() == 0 else ("-", "Mühle Süd")
            lines.append(f'"{day:%d.%m.%Y}";"{payer}";"{sign}1.{100 + number},50"')
    lines.append('"32.13.2026";"Café Groß";"1,00"')
    return "\r\n".join(lines).encode("cp1252")


def drop(page: Page, name: str, data: bytes) -> None:
    """Let a file fall on the page, as from a folder beside it."""
    made = """([name, text]) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type: "text/csv" }));
        return transfer;
    }"""
    transfer = page.evaluate_handle(made, [name, base64.b64encode(data).decode()])
    # Beside the frame: whoever misses it is not to lose the page.
    heading = page.get_by_role("heading", name="From a file", level=1)
    heading.dispatch_event("drop", {"dataTransfer": transfer})


def test_an_owner_drops_a_bank_export_sees_the_readings_undoes_it_and_takes_it_again(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    quarter = suggested(book.plan, book.plan.today)
    server = serve_workbook(book.source)
    open_step(page, server.step("04_review"))
    page.get_by_role("link", name="from a file").first.click()
    see_chapter(page, "From a file")

    drop(page, "umsaetze.csv", export(quarter))
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    expect(page.get_by_role("cell", name="Café Groß").first).to_be_visible()
    amount = page.get_by_label("What “Betrag (EUR)” is")
    expect(amount.locator("option:checked")).to_have_text("Amount")
    assert barriers(page) == []
    name = page.get_by_label("KPI", exact=True)
    name.fill("Money in and out")
    name.press("Tab")
    expect(page.get_by_role("columnheader", name="Money in and out")).to_be_visible()

    take = page.get_by_role("button", name="Take these in")
    if (try_it := try_or_take(page)).inner_text() == "Try it":
        try_it.click()
    expect(page.get_by_text(re.compile("“32.13.2026” is not a date"))).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Save the refused rows").click()
    assert kept.value.suggested_filename == "umsaetze-refused.csv"
    assert saved(book) == 0
    take.click()
    expect(page.get_by_role("heading", name="umsaetze.csv is taken in")).to_be_visible()
    taken = saved(book)
    assert 12 < taken < 16

    page.get_by_role("link", name="look at the readings").click()
    see_chapter(page, "Readings")
    page.get_by_text("From files, and not typed over").click()
    expect(page.get_by_role("cell", name="Money in and out")).to_be_visible()

    page.go_back()
    see_chapter(page, "From a file")
    page.get_by_role("button", name="Undo this import").first.click()
    expect(page.get_by_text(re.compile("Gone: 1 KPI, .* readings"))).to_be_visible()
    assert saved(book) == 0
    take.click()
    expect(page.get_by_role("heading", name="umsaetze.csv is taken in")).to_be_visible()
    assert saved(book) == taken
    page.set_viewport_size({"width": LEAST, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == LEAST
    assert barriers(page) == []


def test_rows_are_pasted_and_tried_by_keyboard_alone(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    server = serve_workbook(book.source)
    open_step(page, server.step("04_review") + "#files")
    see_chapter(page, "From a file")
    opener = page.get_by_text("Or paste rows from a spreadsheet")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("Month\tLoaves\nJuly 2026\t24\nAugust 2026\t29\n")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The pasted block: 2 rows, 2 columns.")).to_be_visible()
    expect(page.get_by_role("row", name="July 2026 24").last).to_be_visible()
    if (try_it := try_or_take(page)).inner_text() == "Try it":
        try_it.press("Enter")
    page.get_by_role("button", name="Take these in").press("Enter")
    expect(page.get_by_role("heading", name="is taken in")).to_be_visible()
    assert saved(book) == 2


def try_or_take(page: Page) -> Locator:
    """Return the button that comes next: what is known for sure needs no trying."""
    found = page.get_by_role("button", name=re.compile("^(Try it|Take these in)$"))
    expect(found).to_be_visible()
    return found


def saved(book: Workbook) -> int:
    """Return how many readings the file holds by now."""
    return len(open_workbook(book.source).plan.all(Reading))
