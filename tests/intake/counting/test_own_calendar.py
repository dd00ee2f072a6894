"""Files meet a business whose year begins in April and whose weeks begin on Sunday."""

from datetime import date
from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.intake import TransactionRules, import_readings, import_transactions
from workbook.strategy import KPI, BusinessYear
from workbook.strategy.destination.kpis import readings_of


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    made = create_workbook("Rise Bakery", tmp_path / "own.workbook")
    made.add(BusinessYear, year_begins="April", week_begins="Sunday")
    return made


def starts(book: Workbook) -> list[date]:
    [kpi] = book.plan.all(KPI)
    return [reading.start for reading in readings_of(book.plan, kpi)]


def file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("written", ["2027-Q1", "Q1 2027", "1. Quartal 2027"])
def test_a_quarter_in_a_file_is_the_businesss_own_and_the_account_says_so(
    book: Workbook, tmp_path: Path, written: str
) -> None:
    path = file(tmp_path, "KPI,Period,Value", f"Cafés,{written},11")
    account = import_readings(book, path, "quarter")
    assert starts(book) == [date(2026, 4, 1)]
    assert (
        "Quarters were read as those of your business year: 2027-Q1 is April to June 2026. "
        "If the file means other months, write the first day of each quarter instead."
    ) in account.warnings


def test_a_date_falls_in_a_quarter_of_the_business(book: Workbook, tmp_path: Path) -> None:
    account = import_readings(
        book, file(tmp_path, "KPI,Date,Value", "Cafés,2026-08-15,11"), "quarter"
    )
    assert starts(book) == [date(2026, 7, 1)]
    assert any("as 2027-Q2 (July to September 2026)" in said for said in account.warnings)


def test_a_numbered_week_is_taken_for_the_nearest_of_the_business_and_told(
    book: Workbook, tmp_path: Path
) -> None:
    path = file(tmp_path, "KPI,Week,Value", "Loaves,2026-W31,400", "Loaves,2026-W32,410")
    account = import_readings(book, path)
    assert starts(book) == [date(2026, 7, 26), date(2026, 8, 2)]  # Sundays
    assert any("Weeks with a number begin on Monday" in said for said in account.warnings)


def test_till_lines_are_counted_by_weeks_from_sunday(book: Workbook, tmp_path: Path) -> None:
    days = ["2026-08-01", "2026-08-02", "2026-08-08", "2026-08-09"]  # from a Saturday
    path = file(tmp_path, "Date,Ticket", *(f"{day},{n}" for n, day in enumerate(days)))
    rules = TransactionRules.parse("Date", "week", ["Tickets=count"])
    import_transactions(book, path, rules)
    [kpi] = book.plan.all(KPI)
    found = {r.start: (r.value, r.complete) for r in readings_of(book.plan, kpi)}
    assert {day: value for day, (value, _) in found.items()} == {
        date(2026, 7, 26): 1.0,
        date(2026, 8, 2): 2.0,
        date(2026, 8, 9): 1.0,
    }
    assert [complete for _, complete in found.values()] == [False, True, False]


@pytest.mark.parametrize(
    ("month", "first"),
    [("January", date(2026, 7, 1)), ("February", date(2026, 8, 1)), ("March", date(2026, 6, 1))],
)
def test_till_lines_are_counted_by_quarters_of_the_business(
    tmp_path: Path, month: str, first: date
) -> None:
    book = create_workbook("Rise", tmp_path / "rise.workbook")
    book.add(BusinessYear, year_begins=month)
    path = file(tmp_path, "Date,Ticket", "2026-08-15,1", "2026-08-16,2")
    import_transactions(book, path, TransactionRules.parse("Date", "quarter", ["Tickets=count"]))
    assert starts(book) == [first]


def test_a_business_of_january_reads_named_quarters_without_a_word(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path / "rise.workbook")
    path = file(tmp_path, "KPI,Period,Value", "Cafés,2026-Q3,11")
    assert import_readings(book, path, "quarter").warnings == ()
    assert starts(book) == [date(2026, 7, 1)]
