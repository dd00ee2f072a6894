"""The chapter “What noise costs” as a person meets it."""

from datetime import timedelta

from tests.insight.kpis import CALM
from tests.steps.visit import form, save, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, pages
from workbook.pack.pages.noise import page as noise_page
from workbook.strategy import Reading
from workbook.strategy.review import NoiseBill

Q3 = Quarter.parse("2026-Q3")


def test_the_bill_follows_what_is_typed_and_is_printed_when_ticked(started: Workbook) -> None:
    month = Q3.end.replace(day=1)
    for value in reversed(CALM):
        started.add(Reading, kpi_id="loaves", start=month, value=value)
        month = (month - timedelta(days=1)).replace(day=1)
    page = pages.review(started, Q3)
    assert "asks 3 times: all of it about noise" in text(page.open_chapter("noise"))
    asked = form(page, "percent")
    for name, value in {"percent": "50", "minutes": "30", "people": "2", "in_pack": True}.items():
        typed(asked, "noise_bill", name, value)
    save(page)
    [kept] = started.plan.all(NoiseBill)
    assert (kept.percent, kept.minutes, kept.people, kept.in_pack) == (50, 30, 2, True)
    assert "Nothing moved by more than 50%" in text(page.open_chapter("noise"))
    assert noise_page(started.plan, Q3).blocks


def test_it_waits_under_go_deeper_and_asks_nobody(started: Workbook) -> None:
    page = pages.review(started, Q3)
    [stop] = [stop for stop in page.standing.chapters if stop.name == "noise"]
    assert (stop.needed, stop.state, stop.missing) == (False, "", [])
