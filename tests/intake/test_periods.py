"""Periods of readings as files name them: read in the one way they can be meant, or asked about."""

from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.errors import ImportRefused
from workbook.intake import Reconciliation, import_readings
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.tables.table import look
from workbook.intake.taking.trial import try_import
from workbook.strategy import KPI
from workbook.strategy.destination.kpis import readings_of
from workbook.written.calendar_words import MONTHS


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    book = create_workbook("Corner Shop", tmp_path / "shop.workbook")
    for every in ("week", "month", "quarter"):
        book.add(KPI, name=every.capitalize(), frequency=every)
    return book


def take(
    book: Workbook, tmp_path: Path, kpi: str, *periods: str, column: str = "period"
) -> Reconciliation:
    path = tmp_path / "readings.csv"
    rows = (f'{kpi},"{period}",{n}' for n, period in enumerate(periods, 1))
    path.write_text("\n".join([f"kpi,{column},value", *rows]) + "\n", encoding="utf-8")
    return import_readings(book, path)


def starts(book: Workbook, name: str) -> list[str]:
    plan = book.plan
    [kpi] = [kpi for kpi in plan.all(KPI) if kpi.name == name]
    return [str(reading.start) for reading in readings_of(plan, kpi)]


def test_the_first_week_of_a_year_may_begin_in_the_old_one(shop: Workbook, tmp_path: Path) -> None:
    take(shop, tmp_path, "Week", "2026-W01", "2026-W53", "KW 2/2026")
    assert starts(shop, "Week") == ["2025-12-29", "2026-01-05", "2026-12-28"]


def test_weeks_by_word_are_told_how_they_were_read(shop: Workbook, tmp_path: Path) -> None:
    account = take(shop, tmp_path, "Week", "Week 31 2026")
    assert account.warnings == (
        "Weeks were read as ISO numbers them: “Week 31 2026” begins on Monday 27 July 2026. If the "
        "file counts them otherwise, write their first days.",
    )
    assert take(shop, tmp_path, "Week", "2026-W32").warnings == ()


def test_a_week_that_iso_does_not_have_makes_all_of_them_doubtful(
    shop: Workbook, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused, match="“Week 53 2025” is no week as ISO numbers them"):
        take(shop, tmp_path, "Week", "Week 52 2025", "Week 53 2025")
    account = take(shop, tmp_path, "Week", "2025-W52", "2025-W53")
    assert account.rows_refused == 1


@pytest.mark.parametrize(
    ("column", "day", "start"),
    [
        ("Week commencing", "2026-01-04", "2026-01-05"), ("week_start", "2026-01-04", "2026-01-05"),
        ("Start date", "2026-01-04", "2026-01-05"), ("Woche ab", "2026-01-04", "2026-01-05"),
        ("Week ending", "2026-01-04", "2025-12-29"), ("Week ending", "2026-01-10", "2026-01-05"),
        ("Week ending", "2026-01-05", "2025-12-29"), ("Date", "2026-01-04", "2025-12-29"),
    ],
)  # fmt: skip
def test_a_week_is_the_one_of_ours_with_which_it_shares_most_days(
    shop: Workbook, tmp_path: Path, column: str, day: str, start: str
) -> None:
    path = tmp_path / "readings.csv"
    path.write_text(f"kpi,{column},value\nWeek,{day},5\n", encoding="utf-8")
    said = Mapping("readings", {"kpi": "kpi", column: "period", "value": "value"})
    try_import(shop, look(path), said).take(shop)
    assert starts(shop, "Week") == [start]


def test_two_days_stand_for_the_period_that_they_enclose(shop: Workbook, tmp_path: Path) -> None:
    take(shop, tmp_path, "Month", "01.07.2026 – 31.07.2026")
    take(shop, tmp_path, "Week", "Jul 27 - Aug 2, 2026")
    take(shop, tmp_path, "Quarter", "2026-07-01..2026-09-30")
    found = [starts(shop, name) for name in ("Month", "Week", "Quarter")]
    assert found == [["2026-07-01"], ["2026-07-27"], ["2026-07-01"]]
    with pytest.raises(ImportRefused, match="neither a day, a week, a month nor a quarter"):
        take(shop, tmp_path, "Month", "01.07.2026 – 20.07.2026")


def test_a_month_with_two_digits_behind_it_may_be_a_day(shop: Workbook, tmp_path: Path) -> None:
    take(shop, tmp_path, "Month", "Jul-26", "Aug-26")
    assert starts(shop, "Month") == ["2026-07-01", "2026-08-01"]
    with pytest.raises(ImportRefused, match="“Jul-26” may be a day or a month"):
        take(shop, tmp_path, "Month", "Jul-26", "Jul-27")


@pytest.mark.parametrize(
    "months",
    [
        ("Jan 26", "Feb 26", "Mrz 26"), ("Nov. 25", "Dez. 25", "Jan. 26"),
        ("janv. 26", "févr. 26", "mars 26"), ("Mar 25", "Jun 25", "Sep 25", "Dez 25", "Mrz 26"),
    ],
)  # fmt: skip
def test_months_that_follow_each_other_are_no_days(
    shop: Workbook, tmp_path: Path, months: tuple[str, ...]
) -> None:
    take(shop, tmp_path, "Month", *months)
    assert len(starts(shop, "Month")) == len(months)
    assert all(start.startswith(("2025", "2026")) for start in starts(shop, "Month"))


@pytest.mark.parametrize(
    "days",
    [
        ("Jan 26",), ("Jul 27", "Aug 3", "Aug 10"), ("Jul 25", "Jul 26", "Jul 27"),
        tuple(f"{month[:3].capitalize()} {day:02}" for month in MONTHS[:6] for day in range(1, 29)),
    ],
)  # fmt: skip
def test_what_may_be_days_without_a_year_is_asked_about(
    shop: Workbook, tmp_path: Path, days: tuple[str, ...]
) -> None:
    with pytest.raises(ImportRefused, match="may be a day or a month"):
        take(shop, tmp_path, "Month", *days)
    assert starts(shop, "Month") == []


@pytest.mark.parametrize(
    ("text", "words"), [("FY26 Q1", "the quarter’s first day"), ("H1 2026", "quarters of a half")]
)
def test_a_period_of_another_kind_is_refused_with_how_to_write_it(
    shop: Workbook, tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(ImportRefused, match=words):
        take(shop, tmp_path, "Quarter", text)


def test_days_as_excel_counts_them_are_told(shop: Workbook, tmp_path: Path) -> None:
    account = take(shop, tmp_path, "Month", "46023", "46054")
    assert starts(shop, "Month") == ["2026-01-01", "2026-02-01"]
    assert "46023 is 1 January 2026" in account.warnings[0]
