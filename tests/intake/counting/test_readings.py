"""KPI values from people's own files become readings, whichever way round they are written."""

from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.errors import ImportRefused
from workbook.intake import Reconciliation, import_readings
from workbook.strategy import KPI, Plan, Source
from workbook.strategy.destination.kpis import readings_of


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    """A workbook in a file, with a monthly and a weekly KPI."""
    book = create_workbook("Corner Shop", tmp_path)
    book.add(KPI, name="Sales", frequency="month", unit="EUR")
    book.add(KPI, name="Queue", frequency="week", unit="minutes")
    return book


def take(book: Workbook, tmp_path: Path, text: str, **settings: object) -> Reconciliation:
    file = tmp_path / "readings.csv"
    file.write_text(text, encoding="utf-8")
    return import_readings(book, file, **settings)  # type: ignore[arg-type]


def values(plan: Plan, name: str) -> dict[str, float]:
    kpi = next(kpi for kpi in plan.all(KPI) if kpi.name == name)
    return {str(reading.start): reading.value for reading in readings_of(plan, kpi)}


def reasons(account: Reconciliation) -> dict[int, str]:
    return {refusal.row: refusal.reason for refusal in account.refused}


@pytest.mark.parametrize("header", ["kpi,date,value", "KPI,Period,Value", "measure,start,actual"])
def test_a_long_file_has_one_value_a_row(shop: Workbook, tmp_path: Path, header: str) -> None:
    account = take(shop, tmp_path, f"{header}\nSales,2026-07-01,120.5\nqueue,2026-07-06,4\n")
    assert values(shop.plan, "Sales") == {"2026-07-01": 120.5}
    assert values(shop.plan, "Queue") == {"2026-07-06": 4}
    assert (account.rows_read, account.rows_taken, account.added) == (2, 2, 2)


def test_a_wide_file_has_a_column_for_each_kpi(shop: Workbook, tmp_path: Path) -> None:
    text = "Month,Sales,Visitors\n2026-07,100,\n2026-08,110,900\n2026-09,much,950\n"
    account = take(shop, tmp_path, text)
    assert values(shop.plan, "Sales") == {"2026-07-01": 100, "2026-08-01": 110}
    assert values(shop.plan, "Visitors") == {"2026-08-01": 900, "2026-09-01": 950}
    assert reasons(account) == {4: "Sales “much” is not a number."}
    assert (account.rows_read, account.rows_taken, account.rows_refused) == (5, 4, 1)
    assert account.kpis_made == ("Visitors",)


@pytest.mark.parametrize(
    ("written", "start"),
    [("2026-07", "2026-07-01"), ("July 2026", "2026-07-01"), ("jul 2026", "2026-07-01"),
     ("2026-07-01", "2026-07-01"), ("2026-07-01 00:00:00", "2026-07-01"),
     ("31.07.2026", "2026-07-01"), ("31/07/2026", "2026-07-01"), ("7/31/2026", "2026-07-01")],
)  # fmt: skip
def test_a_period_may_be_written_in_many_ways(
    shop: Workbook, tmp_path: Path, written: str, start: str
) -> None:
    take(shop, tmp_path, f"kpi,period,value\nSales,{written},1\n")
    assert values(shop.plan, "Sales") == {start: 1}


def test_weeks_and_quarters_may_be_written_by_number(shop: Workbook, tmp_path: Path) -> None:
    shop.add(KPI, name="Cash", frequency="quarter")
    take(shop, tmp_path, "kpi,period,value\nQueue,2026-W31,5\nCash,2026-Q3,7\nCash,Q4 2026,8\n")
    assert values(shop.plan, "Queue") == {"2026-07-27": 5}
    assert values(shop.plan, "Cash") == {"2026-07-01": 7, "2026-10-01": 8}


def test_a_date_inside_a_period_stands_for_the_period_and_that_is_said(
    shop: Workbook, tmp_path: Path
) -> None:
    account = take(shop, tmp_path, "kpi,date,value\nQueue,2026-07-08,4\n")
    assert values(shop.plan, "Queue") == {"2026-07-06": 4}
    assert account.warnings == (
        "Taken for the period around it: 8 July 2026 as week of 6 July 2026.",
    )


def test_what_cannot_be_read_is_refused_by_row(shop: Workbook, tmp_path: Path) -> None:
    text = """kpi,period,value
Sales,2026-07,100
Sales,2026-08,a lot
Sales,2026-W31,100
Sales,2026-13,100
Sales,,100
,2026-09,100
Sales,2026-09,
Sale,2026-10-01,100
Queue,2026-07-06,4
Queue,2026-07-08,5
"""
    account = take(shop, tmp_path, text)
    assert reasons(account) == {
        3: "value “a lot” is not a number.",
        4: "“2026-W31” is a week, and “Sales” is read monthly.",
        5: "period “2026-13” is not a date. "
        "Write it like 2026-07-31, July 2026, 2026-W31 or 2026-Q3.",
        6: "period is empty.",
        7: "The name of the KPI is empty.",
        8: "value is empty.",
        9: "The workbook has no KPI “Sale”. Did you mean “Sales”? To have it made, say how often "
        "it is read: --every day, week, month or quarter.",
        10: "“Queue” has several values for one period (week of 6 July 2026, rows 10 and 11). "
        "Keep one.",
        11: "“Queue” has several values for one period (week of 6 July 2026, rows 10 and 11). "
        "Keep one.",
    }
    assert (account.rows_read, account.rows_taken) == (10, 1)
    assert len(shop.plan.all(KPI)) == 2


@pytest.mark.parametrize(
    ("text", "every", "frequency"),
    [
        ("kpi,period,value\nNew,2026-Q3,1\n", None, "quarter"),
        ("kpi,date,value\nNew,2026-07-06,1\nNew,2026-07-13,1\nNew,2026-07-20,1\n", None, "week"),
        ("kpi,date,value\nNew,2026-07-31,1\nNew,2026-08-31,1\nNew,2026-09-30,1\n", None, "month"),
        ("kpi,date,value\nNew,2026-07-06,1\n", "day", "day"),
    ],
)
def test_a_kpi_that_is_not_there_is_made_when_the_file_tells_how_often_it_is_read(
    shop: Workbook, tmp_path: Path, text: str, every: str | None, frequency: str
) -> None:
    account = take(shop, tmp_path, text, **({"every": every} if every else {}))
    assert account.kpis_made == ("New",)
    assert shop.plan.all(KPI)[-1].frequency == frequency


def test_a_new_kpi_that_is_much_like_a_known_one_is_pointed_out(
    shop: Workbook, tmp_path: Path
) -> None:
    account = take(shop, tmp_path, "kpi,period,value\nSalse,2026-07,1\n")
    assert account.warnings == (
        "“Salse” is new, and much like “Sales”. If they are one, remove the new one.",
    )


def test_kpis_that_have_only_their_period_in_common_are_not_taken_for_a_slip(
    shop: Workbook, tmp_path: Path
) -> None:
    take(shop, tmp_path, "kpi,period,value\nBetrag per week,2026-W30,1\n")
    account = take(shop, tmp_path, "kpi,period,value\nTickets per week,2026-W30,1\n")
    assert account.warnings == ()


def test_the_same_file_again_changes_nothing(book: Workbook, tmp_path: Path) -> None:
    text = "kpi,period,value\nSales,2026-07,100\nSales,2026-08,110\n"
    take(book, tmp_path, text)
    before = book.store.records()
    again = take(book, tmp_path, text)
    assert (again.added, again.changed, again.unchanged) == (0, (), 2)
    assert book.store.records() == before


def test_a_corrected_file_changes_only_the_corrected_reading(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "kpi,period,value\nSales,2026-07,100\nSales,2026-08,110\n"
    take(shop, tmp_path, text)
    account = take(shop, tmp_path, text.replace("110", "112"), replacing=True)
    sales = next(kpi for kpi in shop.plan.all(KPI) if kpi.name == "Sales")
    july, august = readings_of(shop.plan, sales)
    assert account.changed == ("Sales, August 2026: 110 EUR → 112 EUR",)
    assert (july.version, august.version, august.value) == (1, 2, 112)
    assert [source.rows_taken for source in shop.plan.all(Source)] == [2, 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kpi,when,value\nSales,2026-07,1\n", "no column for the period. Call one “date”. Its "
         "columns are: kpi, when, value."),
        ("date,value\n2026-07,1\n", "no column for the KPI"),
        ("kpi,date,amount\nSales,2026-07,1\n", "no column for the value"),
        ("date\n2026-07\n", "no column for a KPI"),
        ("kpi,date,value\nSales,2026-07,x\n", "Row 2: value “x” is not a number."),
        ("date,Sales\n2026-07,\n", "It holds no value."),
        ("date,Sales,sales\n2026-07,1,2\n", "more than one column called “sales”"),
        ("kpi,date,value\nSales,01/02/2026,1\n", "could be day and month or month and day"),
        ("Date,Item\n2026-07-01,1\n2026-07-01,2\n2026-07-02,1\n2026-07-02,1\n",
         "imported with --as transactions"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_of_readings_changes_nothing(
    shop: Workbook, tmp_path: Path, text: str, said: str
) -> None:
    before = shop.store.records()
    with pytest.raises(ImportRefused) as caught:
        take(shop, tmp_path, text)
    assert said in str(caught.value)
    assert shop.store.records() == before


def test_another_frequency_than_the_kpis_is_refused(shop: Workbook, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="“Sales” is read monthly in this workbook"):
        take(shop, tmp_path, "kpi,date,value\nSales,2026-07-01,1\n", every="week")
