"""New limits on the readings page: folded until needed, proposed, and begun by people only."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.steps.visit import add, every, table, text
from workbook import Quarter, Workbook, pages
from workbook.steps.review.phases import Phases
from workbook.store import Edit
from workbook.strategy import KPI, Initiative, Milestone, Objective, Phase, Reading
from workbook.widgets import Page

Q3 = Quarter.parse("2025-Q3")
BEFORE, AFTER = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49), (60, 61, 59, 60, 62, 60, 61, 59, 60, 61)
VAN_CAME = date(2025, 7, 14)


@pytest.fixture
def bakery(book: Workbook) -> Workbook:
    """A KPI whose level rose when the van came."""
    objective = book.add(Objective, name="Deliver on time")
    kpi = book.add(KPI, name="On time", unit="%", frequency="week", objective_id=objective)
    van = book.add(Initiative, name="Second van", objective_ids=[objective])
    book.add(Milestone, name="Van came", initiative_id=van, done_on=VAN_CAME)
    for place, value in enumerate((*BEFORE, *AFTER)):
        start = VAN_CAME + timedelta(weeks=place - len(BEFORE))
        book.add(Reading, kpi_id=kpi, start=start, value=value)
    return book


def visit(book: Workbook) -> tuple[Page, Phases]:
    """Open the readings chapter."""
    page = pages.review(book, Q3)
    [found] = (w for w in every([page.open_chapter("readings")]) if isinstance(w, Phases))
    return page, found


def press(found: Phases, about: str, value: str = "") -> None:
    content = {"type": "said", "about": about, "value": value}
    found.children[0]._handle_custom_msg(content, [])


def test_the_program_proposes_new_limits_and_makes_none(bakery: Workbook) -> None:
    page, found = visit(bakery)
    said = text(page.open_chapter("readings"))
    assert "On time: ten weeks above the centre line, from 14 July 2025, since “Van came”" in said
    assert len(found.children) == 1
    assert bakery.plan.all(Phase) == ()


def test_a_person_takes_up_the_proposal_and_it_is_proposed_no_more(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "begin", bakery.plan.all(KPI)[0].id)
    [phase] = bakery.plan.all(Phase)
    assert (phase.start, phase.reason) == (VAN_CAME, "Van came")
    assert [row["id"] for row in table(page, "phase").rows] == [phase.id]
    assert "ten weeks" not in text(page.open_chapter("readings"))


def test_a_person_gives_new_limits_of_their_own(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "unfold")
    [kpi] = bakery.plan.all(KPI)
    add(page, "phase", kpi_id=kpi.id, start="2025-08-04", reason="A second driver")
    assert [phase.reason for phase in bakery.plan.all(Phase)] == ["A second driver"]


def test_the_table_is_there_at_once_where_there_is_a_phase(bakery: Workbook) -> None:
    [kpi] = bakery.plan.all(KPI)
    fields = {"kpi_id": kpi.id, "start": VAN_CAME, "reason": "Van came"}
    bakery.save([Edit(Phase, str(uuid4()), fields)])
    page, found = visit(bakery)
    assert len(found.children) == 2
    assert len(table(page, "phase").rows) == 1


def test_what_the_readings_say_is_told_once_somebody_asks(bakery: Workbook) -> None:
    page, found = visit(bakery)
    assert "is a change for the better" not in text(page.open_chapter("readings"))
    press(found, "tell")
    said = text(page.open_chapter("readings"))
    assert "One of one KPI gave a signal; chance alone would give about 0.1." in said
    assert "is a change for the better" in said
    assert len(found.children) == 1


def test_nothing_is_offered_while_no_kpi_has_limits(book: Workbook) -> None:
    page, _ = visit(book)
    assert "New limits" not in text(page.open_chapter("readings"))
