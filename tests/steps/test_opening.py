"""What opening a page computes: nothing that takes long, however many KPIs there are."""

import pytest

from tests.steps.visit import every
from workbook import Workbook, pages
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.steps.finding import Sought

STEPS = ["start", "destination", "position", "route", "review", "workshop"]


@pytest.mark.parametrize("step", STEPS)
def test_no_chapter_keeps_anybody_waiting_for_the_charts_of_all_kpis(
    started: Workbook, step: str
) -> None:
    page = getattr(pages, step)(started)
    for stop in page.standing.chapters:
        page.open_chapter(stop.name)
    asked = {question for question, *_ in started.plan.memo}
    assert kpi_behaviour.__wrapped__ not in asked  # type: ignore[attr-defined]


def test_what_the_charts_say_is_found_once_somebody_looks(started: Workbook) -> None:
    sheet = pages.review(started).open_chapter("noise")
    [bill] = (part for part in every([sheet]) if isinstance(part, Sought))
    bill.seen()
    bill.wait()
    asked = {question for question, *_ in started.plan.memo}
    assert kpi_behaviour.__wrapped__ in asked  # type: ignore[attr-defined]
