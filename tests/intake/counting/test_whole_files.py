"""Whole files as shops, banks and programs write them: each comes to the figure that is right."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook as Sheets  # type: ignore[import-untyped]

from workbook import Workbook, create_workbook
from workbook.intake import (
    Reconciliation,
    TransactionRules,
    import_readings,
    import_transactions,
)
from workbook.intake.layouts.told import Told
from workbook.strategy import KPI, Reading
from workbook.strategy.destination.kpis import readings_of


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    return create_workbook("Corner Shop", tmp_path / "shop.workbook")


def write(tmp_path: Path, text: str | bytes, name: str = "till.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def take(
    book: Workbook, path: Path, *kpis: str, day: str = "Date", every: str = "month", **said: str
) -> Reconciliation:
    covers, told = said.pop("covers", ""), Told.parse(**said)  # type: ignore[arg-type]
    rules = TransactionRules.parse(day, every, kpis, covers, told)  # type: ignore[arg-type]
    return import_transactions(book, path, rules)


def readings(book: Workbook, name: str) -> dict[str, Reading]:
    plan = book.plan
    [kpi] = [kpi for kpi in plan.all(KPI) if kpi.name == name]
    return {str(reading.start): reading for reading in readings_of(plan, kpi)}


def values(book: Workbook, name: str) -> dict[str, float]:
    return {start: reading.value for start, reading in readings(book, name).items()}


def july(rows: Sequence[str]) -> str:
    """A row for each day of July, in turns."""
    return "".join(f"2026-07-{day:02},{rows[day % len(rows)]}\n" for day in range(1, 32))


@pytest.mark.parametrize(
    "refund",
    ["($40.00)", "-$40.00", "$-40.00", "$40.00-", "−$40.00", "($ 40.00)", "–40.00", "(40.00)"],
)
def test_a_refund_is_taken_off_the_month(shop: Workbook, tmp_path: Path, refund: str) -> None:
    rows = july(["100.00"]) + f"2026-07-30,{refund}\n" * 3
    take(shop, write(tmp_path, f"Date,Amount\n{rows}"), "Sales=sum:Amount")
    assert values(shop, "Sales") == {"2026-07-01": 3100 - 120}
    assert readings(shop, "Sales")["2026-07-01"].complete


@pytest.mark.parametrize("broken", ["#REF!", "ten", "1.2k", "5.00 CR", "5.00R", "(-4)", "1,2,3"])
def test_a_month_in_which_amounts_cannot_be_read_is_not_complete(
    shop: Workbook, tmp_path: Path, broken: str
) -> None:
    rows = july(["100.00"]) + f'2026-07-30,"{broken}"\n'
    take(shop, write(tmp_path, f"Date,Amount\n{rows}"), "Sales=sum:Amount")
    found = readings(shop, "Sales")["2026-07-01"]
    assert (found.complete, found.note) == (False, "One amount could not be read.")


def test_a_shop_that_was_closed_at_both_ends_of_a_month_may_say_so(
    shop: Workbook, tmp_path: Path
) -> None:
    path = write(tmp_path, "Date,Amount\n" + "".join(f"2026-01-{d:02},5\n" for d in range(2, 31)))
    take(shop, path, "Cut=sum:Amount")
    take(shop, path, "Said=sum:Amount", closed="2026-01-01, 31 January 2026")
    take(shop, path, "Covered=sum:Amount", covers="2026-01-01..2026-01-31")
    complete = [readings(shop, name)["2026-01-01"].complete for name in ("Cut", "Said", "Covered")]
    assert complete == [False, True, True]


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        (["1'234.50", "2'000"], 3234.5), (["1’234.50", "2’000.00"], 3234.5),
        (['"₹1,23,456.78"', "₹500"], 123956.78), (['"1,00,000"', "5"], 100005),
        (["EUR 100.00", "20.00 EUR"], 120), (["CHF 100.00", "20.00 CHF"], 120), (["+50", "5"], 55),
        (['"1,250"', '"0,500"', '"12,50"'], 14.25), (["0.750", "1.250"], 2),
        (['"1.234,50"', '"2.000"'], 3234.5), (["1 234.50", "2 000"], 3234.5),
    ],
)  # fmt: skip
def test_money_is_read_as_it_is_written_elsewhere(
    shop: Workbook, tmp_path: Path, amounts: list[str], total: float
) -> None:
    rows = "".join(f"2026-07-{day:02},{amount}\n" for day, amount in enumerate(amounts, 1))
    take(shop, write(tmp_path, f"Date,Amount\n{rows}"), "Sales=sum:Amount")
    assert values(shop, "Sales")["2026-07-01"] == pytest.approx(total)


@pytest.mark.parametrize(
    "written",
    ["03 Jul 2026", "16.07.26", '"01.07.2026, 12:33"', "20260703", "3. Juli 2026", "3-Jul-26",
     "2026-07-03T10:00:00+02:00", "7/13/2026 5:50 PM", "2026年7月3日", '"Jul 3, 2026"', "46206"],
)  # fmt: skip
def test_a_day_in_july_is_read_as_it_is_written_elsewhere(
    shop: Workbook, tmp_path: Path, written: str
) -> None:
    take(shop, write(tmp_path, f"Date,Amount\n{written},11\n"), "Sales=sum:Amount")
    assert values(shop, "Sales") == {"2026-07-01": 11}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfDate;Amount\r\n2026-07-01;1,50\r\n2026-07-02;2,50\r\n",
        b"Date,Amount\r2026-07-01,1.5\r2026-07-02,2.5\r",
        "Date\tAmount\n2026-07-01\t1,5\n2026-07-02\t2,5\n".encode("utf-16"),
    ],
)
def test_marks_and_line_ends_of_other_systems_are_no_part_of_the_data(
    shop: Workbook, tmp_path: Path, content: bytes
) -> None:
    take(shop, write(tmp_path, content), "Sales=sum:Amount")
    assert values(shop, "Sales") == {"2026-07-01": 4}


def test_the_29th_of_february_is_a_day_in_a_leap_year_only(shop: Workbook, tmp_path: Path) -> None:
    path = write(tmp_path, "Date,Amount\n29.02.2028,5\n29.02.2027,7\n")
    account = take(shop, path, "Sales=sum:Amount")
    assert values(shop, "Sales") == {"2028-02-01": 5}
    assert [refusal.row for refusal in account.refused] == [3]


def test_the_hour_that_comes_twice_belongs_to_its_day(shop: Workbook, tmp_path: Path) -> None:
    rows = ["2026-10-25 01:30,1", "2026-10-25 02:30,2", "2026-10-25 02:30,3", "2026-10-25 03:30,4"]
    take(shop, write(tmp_path, "\n".join(["Date,Amount", *rows])), "Sales=sum:Amount", every="day")
    assert values(shop, "Sales") == {"2026-10-25": 10}


@pytest.mark.parametrize(
    ("usual", "early"),
    [("5:50 PM", "12:40 PM"), ("17:50", "12:40"), ("5:50p.m.", "12:40p.m."), ("17h50", "12h40")],
)
def test_a_last_day_that_breaks_off_at_noon_makes_its_week_incomplete(
    shop: Workbook, tmp_path: Path, usual: str, early: str
) -> None:
    days = [str(date(2026, 6, 1) + timedelta(number)) for number in range(35)]
    rows = [f"{day},{early if day == days[-1] else usual},{n}" for n, day in enumerate(days)]
    path = write(tmp_path, "\n".join(["Date,Time,Ticket", *rows]))
    take(shop, path, "T=distinct:Ticket", every="week")
    found = readings(shop, "T")
    assert [found[start].complete for start in ("2026-06-22", "2026-06-29")] == [True, False]
    assert "cut short" in found["2026-06-29"].note


def test_orders_whose_total_stands_on_their_first_line_only(shop: Workbook, tmp_path: Path) -> None:
    rows = ["#1,2026-07-01,30.00,1", "#1,,,2", "#2,2026-07-02,12.00,3", "#2,2026-07-02,,1"]
    path = write(tmp_path, "\n".join(["Name,Date,Total,Quantity", *rows]))
    take(shop, path, "Sales=sum:Total", "Orders=distinct:Name", "Items=sum:Quantity")
    found = [values(shop, name)["2026-07-01"] for name in ("Sales", "Orders", "Items")]
    assert found == [42, 2, 5]
    assert "One row beside it has no date" in readings(shop, "Items")["2026-07-01"].note


def test_days_of_month_ends_and_of_sundays_stand_for_the_periods_that_end_on_them(
    shop: Workbook, tmp_path: Path
) -> None:
    ends = "kpi,date,value\nSales,2026-01-31,1\nSales,2026-02-28,2\nSales,2026-03-31,3\n"
    import_readings(shop, write(tmp_path, ends))
    sundays = "kpi,date,value\nQueue,2026-01-04,1\nQueue,2026-01-11,2\nQueue,2026-01-18,3\n"
    import_readings(shop, write(tmp_path, sundays))
    assert list(values(shop, "Sales")) == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert list(values(shop, "Queue")) == ["2025-12-29", "2026-01-05", "2026-01-12"]


def test_amounts_kept_as_text_in_a_spreadsheet_are_still_amounts(
    shop: Workbook, tmp_path: Path
) -> None:
    sheets = Sheets()
    for row in (["Date", "Amount"], ["2026-07-01", "1,50"], ["2026-07-02", "(0,50)"]):
        sheets.active.append(row)
    sheets.save(tmp_path / "till.xlsx")
    take(shop, tmp_path / "till.xlsx", "Sales=sum:Amount")
    assert values(shop, "Sales") == {"2026-07-01": 1}
