"""Layouts that public programs write, re-made small: read as they are meant, or asked about."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Sheets  # type: ignore[import-untyped]

from workbook import Workbook, create_workbook
from workbook.errors import ImportRefused
from workbook.intake import TransactionRules, import_readings, import_transactions
from workbook.intake.periods import parse_period
from workbook.intake.tables.header import header_place
from workbook.strategy import KPI
from workbook.strategy.destination.kpis import readings_of


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    return create_workbook("Corner Shop", tmp_path / "shop.workbook")


def values(book: Workbook, name: str) -> dict[str, float]:
    plan = book.plan
    [kpi] = [kpi for kpi in plan.all(KPI) if kpi.name == name]
    return {str(reading.start): reading.value for reading in readings_of(plan, kpi)}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def sum_of(book: Workbook, path: Path, date: str, column: str) -> dict[str, float]:
    rules = TransactionRules.parse(date, "month", [f"Sales=sum:{column}"])
    import_transactions(book, path, rules)
    return values(book, "Sales")


def test_lines_about_the_account_stand_above_the_header_of_a_bank_file(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "Umsätze;Stand: 11.08.2026\n\nSaldo;1.111,11;EUR\n\nBuchung;Text;Betrag\n"
    text += "03.08.2026;Kasse;120,50\n04.08.2026;Kasse;80,00\n"
    assert sum_of(shop, write(tmp_path / "bank.csv", text), "Buchung", "Betrag") == {
        "2026-08-01": 200.5
    }


def test_a_header_that_is_narrower_than_its_rows_is_still_the_header() -> None:
    assert header_place([["Date", "Sum"], ["2026-01-02", "5", "x"], ["2026-01-03", "6", "y"]]) == 0
    assert header_place([["Date", "Sum"], ["2026-01-02", "5"]]) == 0
    assert header_place([]) == 0


def test_a_line_that_excel_writes_for_itself_is_no_header(shop: Workbook, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "sep=;\nDate;Amount\n2026-01-05;70\n")
    assert sum_of(shop, path, "Date", "Amount") == {"2026-01-01": 70}


def test_a_column_is_found_whatever_its_spaces(shop: Workbook, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "Date,Net\u00a0Sales\n2026-01-05,4\n")
    assert sum_of(shop, path, "Date", "net sales") == {"2026-01-01": 4}


def test_amounts_in_several_currencies_are_not_added_up(shop: Workbook, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "Date,Amount\n2026-01-05,$5.00\n2026-01-06,€5.00\n")
    with pytest.raises(ImportRefused, match=r"several currencies: \$ and €"):
        sum_of(shop, path, "Date", "Amount")


def test_a_percentage_in_excel_is_what_a_person_sees(shop: Workbook, tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.active.append(["Month", "Share online"])
    for month, share in ((1, 0.38), (2, 0.41)):
        sheets.active.append([date(2026, month, 1), share])
        sheets.active.cell(month + 1, 2).number_format = "0.0%"
    sheets.save(tmp_path / "kpis.xlsx")
    import_readings(shop, tmp_path / "kpis.xlsx", "month")
    assert values(shop, "Share online") == {"2026-01-01": 38, "2026-02-01": 41}


def test_dates_of_which_excel_turned_only_some_are_refused(shop: Workbook, tmp_path: Path) -> None:
    sheets = Sheets()
    for row in (["Date", "Amount"], [date(2026, 4, 1), 5], ["13/04/2026", 6]):
        sheets.active.append(row)
    sheets.save(tmp_path / "t.xlsx")
    with pytest.raises(ImportRefused, match="dates written as text, mixed"):
        sum_of(shop, tmp_path / "t.xlsx", "Date", "Amount")


def test_weeks_that_begin_on_sunday_are_the_weeks_they_share_most_days_with(
    shop: Workbook, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "r.csv", "kpi,start,value\nVisits,2026-01-04,100\nVisits,2026-01-11,110\n"
    )
    import_readings(shop, path, "week")
    assert values(shop, "Visits") == {"2026-01-05": 100, "2026-01-12": 110}


def test_thirteen_periods_a_year_are_no_months(shop: Workbook, tmp_path: Path) -> None:
    rows = "".join(f"Sales,{day},1\n" for day in ("2026-08-10", "2026-09-07", "2026-10-05"))
    with pytest.raises(ImportRefused, match="say how often it is read"):
        import_readings(shop, write(tmp_path / "r.csv", f"kpi,date,value\n{rows}"))


def test_of_two_kpis_of_one_name_the_one_that_is_read_so_is_meant(
    shop: Workbook, tmp_path: Path
) -> None:
    for every in ("month", "week"):
        shop.add(KPI, name="Sales", frequency=every)
    path = write(tmp_path / "r.csv", "kpi,period,value\nSales,2026-07,100\n")
    import_readings(shop, path)
    plan = shop.plan
    found = {kpi.frequency: len(readings_of(plan, kpi)) for kpi in plan.all(KPI)}
    assert found == {"month": 1, "week": 0}
    unsure = write(tmp_path / "s.csv", "kpi,date,value\nSales,2026-07-01,100\n")
    with pytest.raises(ImportRefused, match="2 KPIs are called “Sales”"):
        import_readings(shop, unsure)


def test_an_accent_may_be_one_character_or_two(shop: Workbook, tmp_path: Path) -> None:
    shop.add(KPI, name="Café sales", frequency="month")
    import_readings(shop, write(tmp_path / "r.csv", "kpi,date,value\nCafe\u0301 sales,2026-07,5\n"))
    assert values(shop, "Café sales") == {"2026-07-01": 5}


@pytest.mark.parametrize(
    "text", ["2026-Q3", "2026Q3", "Q3 2026", "Q3/2026", "2026Q03", "3Q2026", "3. Quartal 2026"]
)
def test_a_quarter_is_read_however_it_is_written(text: str) -> None:
    assert parse_period(text) == (date(2026, 7, 1), "quarter")


def test_year_and_number_are_a_week_where_the_column_says_so() -> None:
    assert parse_period("2026-01", "Week") == (date(2025, 12, 29), "week")
    assert parse_period("2026-01", "Month") == (date(2026, 1, 1), "month")
    assert parse_period("Marketing 2026") is None
    assert parse_period("Marraskuu 2026") == (date(2026, 11, 1), "month")
