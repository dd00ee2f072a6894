"""A business whose year begins in April and whose weeks begin on Sunday, from page to pack."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journeys.test_example_pack import printed
from tests.steps.visit import add, form, save, table
from tests.widgets.said import typed
from workbook import Workbook, create_workbook, open_workbook, pages
from workbook.cli import main
from workbook.insight.findings import findings
from workbook.store import Store
from workbook.store.database import connect

FIRST_SUNDAY = date(2025, 3, 30)  # of the week that ends on Saturday 5 April
NAMED, MONTHS = "2026-Q1", "April to June 2025"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook after somebody answered on the pages, and closed it."""
    book = create_workbook("Rise Bakery", tmp_path_factory.mktemp("april"))
    start = pages.start(book)
    typed(form(start, "year_begins"), "business_year", "year_begins", "April", 1)
    typed(form(start, "year_begins"), "business_year", "week_begins", "Sunday", 2)
    save(start)
    destination = pages.destination(book)
    kpis = {
        unit: add(
            destination, "KPI",
            name=f"By the {unit}", frequency=unit, summary=summary, unit="loaves", target="500",
        )
        for unit, summary in (("week", "mean"), ("month", "sum"), ("quarter", "last"))
    }  # fmt: skip
    give(book, kpis)
    book.store.close()
    return Path(book.source)


def give(book: Workbook, kpis: dict[str, str]) -> None:
    """Type every reading of the quarter, and what it meant."""
    review = pages.review(book, book.plan.calendar.quarter(NAMED))
    weeks = table(review, "week")
    assert weeks.title == "Each week, from Sunday"
    assert [row["id"] for row in weeks.rows] == [
        (FIRST_SUNDAY + timedelta(weeks=n)).isoformat() for n in range(13)
    ]
    for place, row in enumerate(weeks.rows):
        typed(weeks, row["id"], kpis["week"], str(400 + place), place)
    months = table(review, "month")
    for place, (month, value) in enumerate(zip(months.rows, (110, 120, 130), strict=True)):
        typed(months, month["id"], kpis["month"], str(value), place)
    [quarter] = table(review, "quarter").rows
    assert quarter["id"] == "2025-04-01"
    typed(table(review, "quarter"), quarter["id"], kpis["quarter"], "77")
    save(review)
    form(review, "headline").fields["headline"].value = "Cafés said yes."
    save(review)


@pytest.fixture
def book(file: Path) -> Workbook:
    """The same, opened again."""
    return open_workbook(file)


def test_the_figures_are_those_of_the_businesss_quarter(book: Workbook) -> None:
    quarter = book.plan.calendar.quarter(NAMED)
    found = {figure.id: figure for figure in findings(book.plan, quarter)}
    assert found["kpi.by-the-week.actual"].value == 406.0
    assert found["kpi.by-the-month.actual"].value == 360.0
    assert found["kpi.by-the-quarter.actual"].value == 77.0
    assert "13 complete weeks" in found["kpi.by-the-week.actual"].sources[0]
    following = {figure.id: figure for figure in findings(book.plan, quarter.next)}
    assert following["kpi.by-the-month.previous"].value == 360.0
    assert following["kpi.by-the-month.actual"].value is None


def test_the_pack_says_the_months_and_the_figures(book: Workbook, tmp_path: Path) -> None:
    pack = book.render(book.plan.calendar.quarter(NAMED), tmp_path).pdf
    cover, *others = printed(pack)
    assert f"{NAMED} · {MONTHS}" in cover
    assert "Cafés said yes." in " ".join(others)
    scorecard = next(page for page in others if "Last 13 points" in page)
    for said in ("2025-Q4", NAMED, "406", "360", "77", "to 28 Jun", "to 30 Jun"):
        assert said in scorecard
    assert pack.name.endswith(f"{NAMED}-April-to-June-2025.pdf")


def test_every_command_asks_for_the_businesss_quarter(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", str(file), "--quarter", NAMED]) == 0
    assert f"Rise Bakery, {NAMED} ({MONTHS})" in capsys.readouterr().out
    assert main(["findings", str(file), "--quarter", NAMED]) == 0
    assert "406 loaves" in capsys.readouterr().out
    assert main(["status", str(file), "--quarter", "2025-Q2"]) == 2
    assert f"run from {NAMED} ({MONTHS}) to {NAMED} ({MONTHS})" in capsys.readouterr().err


def test_a_quarter_of_another_year_is_asked_back_and_never_taken_for_ours(book: Workbook) -> None:
    with pytest.raises(Exception, match=r"July to September 2025 is no 2025-Q3 there.*2026-Q2"):
        book.plan_for(type(book.plan.calendar)().quarter("2025-Q3"))


def test_the_whole_comes_back_from_an_export(book: Workbook, tmp_path: Path) -> None:
    other = Workbook("", Store(connect(str(tmp_path / "copy.workbook"), create=True)))
    other.restore(book.export(tmp_path / "out"))
    assert other.plan.calendar == book.plan.calendar
    quarter = other.plan.calendar.quarter(NAMED)
    values = [(f.id, f.value) for f in findings(other.plan, quarter)]
    assert values == [(f.id, f.value) for f in findings(book.plan, quarter)]
