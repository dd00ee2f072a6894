"""An import is tried first: what it would do is told, and what it would replace is asked."""

import codecs
import csv
import io
from pathlib import Path
from time import process_time

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from tests.signed import sign_off
from workbook import Quarter, Workbook, create_workbook
from workbook.errors import ImportRefused, WouldReplace
from workbook.intake import Trial, try_readings, try_transactions
from workbook.intake.layouts.rules import TransactionRules
from workbook.intake.tables.refused import Form
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import look, read_table
from workbook.store import Edit
from workbook.strategy import KPI, Reading, Source
from workbook.strategy.destination.kpis import readings_of

JULY = "kpi,period,value\nSales,2026-07,100\n"
AUGUST = "Sales,2026-08,110\n"


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    """A workbook in a file, with a monthly KPI."""
    book = create_workbook("Corner Shop", tmp_path)
    book.add(KPI, name="Sales", frequency="month", unit="EUR")
    return book


def tried(book: Workbook, folder: Path, text: str, name: str = "readings.csv") -> Trial:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return try_readings(book, read_table(file))


def days(book: Workbook, folder: Path, first: int, last: int, name: str = "till.csv") -> Trial:
    """Try a till file with one sale of 10 a day, from one day of January 2024 to another."""
    file = folder / name
    rows = [f"2024-01-{day:02},10\n" for day in range(first, last + 1)]
    file.write_text("".join(["Day,Amount\n", *rows]), encoding="utf-8")
    rules = TransactionRules.parse("Day", "week", ["Takings=sum:Amount"])
    return try_transactions(book, read_table(file), rules)


def readings(book: Workbook, name: str = "Sales") -> dict[str, Reading]:
    kpi = next(kpi for kpi in book.plan.all(KPI) if kpi.name == name)
    return {str(reading.start): reading for reading in readings_of(book.plan, kpi)}


def type_in(book: Workbook, start: str, value: float, **more: object) -> None:
    book.add(Reading, kpi_id=book.plan.all(KPI)[0].id, start=start, value=value, **more)


def test_a_dry_run_tells_what_an_import_would_do_and_changes_nothing(
    shop: Workbook, tmp_path: Path
) -> None:
    before = shop.store.records()
    account = tried(shop, tmp_path, JULY + "New,2026-Q3,3\nSales,2026-09,x\n").account
    assert shop.store.records() == before
    text = str(account)
    assert text.startswith("readings.csv: a dry run, nothing was changed\n")
    assert "Readings      2 to add, 0 to change, 0 unchanged" in text
    assert "KPIs to make\n    New" in text
    assert (account.rows_read, account.rows_taken, account.rows_refused) == (3, 2, 1)


def test_what_was_tried_is_taken_in_one_save(shop: Workbook, tmp_path: Path) -> None:
    trial = tried(shop, tmp_path, JULY + "New,2026-Q3,3\n")
    last = len(shop.plan.changes)
    account = trial.take(shop)
    assert (account.added, account.kpis_made, account.tried) == (2, ("New",), False)
    assert len({line.save_id for line in shop.plan.changes[last:]}) == 1
    assert readings(shop)["2026-07-01"].value == 100


def test_an_import_that_only_adds_never_asks(shop: Workbook, tmp_path: Path) -> None:
    tried(shop, tmp_path, JULY).take(shop)
    more = tried(shop, tmp_path, JULY + AUGUST)
    assert not more.asks
    assert more.take(shop).added == 1


def test_a_corrected_file_asks_before_it_changes_a_reading(shop: Workbook, tmp_path: Path) -> None:
    tried(shop, tmp_path, JULY, "july.csv").take(shop)
    before = shop.store.records()
    corrected = tried(shop, tmp_path, JULY.replace("100", "105") + AUGUST, "corrected.csv")
    [asked] = corrected.asks
    assert (asked.kpi, asked.period, asked.old, asked.new) == (
        "Sales", "July 2026", "100 EUR", "105 EUR",
    )  # fmt: skip
    assert asked.stands.startswith("imported from july.csv on ")
    with pytest.raises(WouldReplace, match=r"would replace one reading: Sales, July 2026: 100 EUR"):
        corrected.take(shop)
    assert shop.store.records() == before


@pytest.mark.parametrize(("replacing", "july"), [(True, 105), (False, 100)])
def test_the_answer_is_for_what_is_asked_and_the_rest_is_taken(
    shop: Workbook, tmp_path: Path, replacing: bool, july: float
) -> None:
    tried(shop, tmp_path, JULY, "july.csv").take(shop)
    corrected = tried(shop, tmp_path, JULY.replace("100", "105") + AUGUST, "corrected.csv")
    account = corrected.take(shop, replacing=replacing)
    found = readings(shop)
    assert (found["2026-07-01"].value, found["2026-08-01"].value) == (july, 110)
    assert (len(account.changed), len(account.kept)) == ((1, 0) if replacing else (0, 1))
    assert not account.asks


def test_a_typed_reading_is_never_replaced_unasked(shop: Workbook, tmp_path: Path) -> None:
    type_in(shop, "2026-07-01", 99)
    trial = tried(shop, tmp_path, JULY)
    assert str(trial.asks[0]) == "Sales, July 2026: 99 EUR → 100 EUR (typed in by hand)"
    trial.take(shop, replacing=True)
    assert readings(shop)["2026-07-01"].value == 100


def test_a_typed_reading_that_the_file_agrees_with_is_no_question(
    shop: Workbook, tmp_path: Path
) -> None:
    type_in(shop, "2026-07-01", 100, note="Counted twice")
    trial = tried(shop, tmp_path, JULY)
    assert (trial.asks, trial.changes_nothing) == ((), True)


def test_a_typed_note_is_not_lost_to_a_file_unasked(shop: Workbook, tmp_path: Path) -> None:
    shop.save([Edit(KPI, shop.plan.all(KPI)[0].id, {"name": "Takings", "frequency": "week"}, 1)])
    type_in(shop, "2024-01-01", 70, note="Frost all week")
    assert len(days(shop, tmp_path, 1, 7).asks) == 1


def test_a_period_that_a_later_file_completes_is_no_question(
    shop: Workbook, tmp_path: Path
) -> None:
    days(shop, tmp_path, 1, 10, "one.csv").take(shop)
    trial = days(shop, tmp_path, 1, 14, "two.csv")
    assert not trial.asks
    assert len(trial.take(shop).changed) == 1
    assert readings(shop, "Takings")["2024-01-08"].value == 70


def test_a_part_of_a_period_replaces_nothing_even_when_told_to_replace(
    shop: Workbook, tmp_path: Path
) -> None:
    days(shop, tmp_path, 1, 14, "whole.csv").take(shop)
    trial = days(shop, tmp_path, 10, 20, "part.csv")
    assert not trial.asks
    assert len(trial.take(shop, replacing=True).kept) == 1
    assert readings(shop, "Takings")["2024-01-08"].value == 70


def test_the_same_file_again_asks_nothing_whatever_was_corrected_since(
    shop: Workbook, tmp_path: Path
) -> None:
    tried(shop, tmp_path, JULY).take(shop)
    reading = readings(shop)["2026-07-01"]
    typed = {"value": 98, "complete": True, "rows": None, "source_id": None}
    shop.save([Edit(Reading, reading.id, typed, 1)])
    again = tried(shop, tmp_path, JULY)
    assert not again.asks
    assert again.take(shop).kept == (
        "Sales, July 2026: typed in by hand, and this file was imported before.",
    )
    again.take(shop, replacing=True)
    assert readings(shop)["2026-07-01"].value == 98


def test_the_half_day_at_the_end_of_a_file_is_completed_by_the_next_without_a_question(
    shop: Workbook, tmp_path: Path
) -> None:
    def rows(*sales: int) -> Trial:
        lines = [f"2024-01-{day:02},10\n" for day, many in enumerate(sales, 1) for _ in range(many)]
        file = tmp_path / f"{sum(sales)}.csv"
        file.write_text("".join(["Day,Amount\n", *lines]), encoding="utf-8")
        rules = TransactionRules.parse("Day", "day", ["Takings=sum:Amount"])
        return try_transactions(shop, read_table(file), rules)

    rows(3, 3, 1).take(shop)
    assert not rows(3, 3, 3, 1).asks
    assert rows(3, 4, 1, 1).asks, "a day in the middle was over"
    assert rows(3, 3, 3).asks, "nothing says that this file holds the day whole"
    rows(3, 3, 3, 1).take(shop)
    assert readings(shop, "Takings")["2024-01-03"].value == 30


def test_a_sum_that_differs_in_its_last_digit_is_the_same(shop: Workbook, tmp_path: Path) -> None:
    type_in(shop, "2026-07-01", 0.1 + 0.2)
    assert tried(shop, tmp_path, JULY.replace("100", "0.3")).changes_nothing


def test_two_values_that_are_close_are_told_with_the_decimals_that_differ(
    shop: Workbook, tmp_path: Path
) -> None:
    type_in(shop, "2026-07-01", 12345.67)
    [asked] = tried(shop, tmp_path, JULY.replace("100", "12345.68")).asks
    assert (asked.old, asked.new) == ("12,345.67 EUR", "12,345.68 EUR")


def test_a_persons_remark_outlives_the_next_file(shop: Workbook, tmp_path: Path) -> None:
    days(shop, tmp_path, 1, 14).take(shop)
    [week, _] = readings(shop, "Takings").values()
    shop.save([Edit(Reading, week.id, {"note": "The street was closed"}, 1)])
    account = days(shop, tmp_path, 1, 21, "longer.csv").take(shop)
    assert (account.added, account.changed, account.unchanged) == (1, (), 2)
    assert readings(shop, "Takings")["2024-01-01"].note == "The street was closed"


def test_the_same_file_read_otherwise_is_a_correction_and_asks(
    shop: Workbook, tmp_path: Path
) -> None:
    tried(shop, tmp_path, 'kpi,period,value\nSales,2026-07,"1,250"\n').take(shop)
    assert readings(shop)["2026-07-01"].value == 1250
    table = look(tmp_path / "readings.csv", Settings(decimal="comma"))
    [asked] = try_readings(shop, table).asks
    assert (asked.old, asked.new) == ("1,250 EUR", "1.25 EUR")


def test_a_quarter_that_is_signed_off_is_named_where_an_import_changes_it(
    shop: Workbook, tmp_path: Path
) -> None:
    tried(shop, tmp_path, JULY).take(shop)
    sign_off(shop, Quarter.parse("2026-Q3"))
    said = "2026-Q3 is signed off: its pack keeps what was printed."
    corrected = tried(shop, tmp_path, JULY.replace("100", "105"), "corrected.csv")
    assert said in corrected.account.warnings
    assert said in corrected.take(shop, replacing=True).warnings
    assert said not in tried(shop, tmp_path, JULY.replace("07", "10")).account.warnings


def test_what_others_saved_meanwhile_is_taken_into_account(shop: Workbook, tmp_path: Path) -> None:
    trial = tried(shop, tmp_path, JULY + "New,2026-Q3,3\n")
    shop.add(KPI, name="New", frequency="quarter")
    assert trial.take(shop).kpis_made == ()
    assert [kpi.name for kpi in shop.plan.all(KPI)] == ["Sales", "New"]


def test_a_reading_that_somebody_typed_meanwhile_was_not_agreed_to(
    shop: Workbook, tmp_path: Path
) -> None:
    trial = tried(shop, tmp_path, JULY)
    type_in(shop, "2026-07-01", 99)
    with pytest.raises(ImportRefused, match=r"changed since readings\.csv was looked at"):
        trial.take(shop, replacing=True)
    assert readings(shop)["2026-07-01"].value == 99
    assert not shop.plan.all(Source)


def test_refused_rows_are_a_file_with_the_reason_beside_each(
    shop: Workbook, tmp_path: Path
) -> None:
    text = JULY + "Sales,2026-08,=1+1\nSales,2026-09,1,too,many\nSales,2026-10,-x\n"
    trial = tried(shop, tmp_path, text)
    content = trial.refused()
    assert content.startswith(codecs.BOM_UTF8), "Excel would garble its letters"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["Row in the file", "Why it was not taken", "kpi", "period", "value"],
        ["3", "value “=1+1” is not a number.", "Sales", "2026-08", "'=1+1"],
        ["4", "It has 5 cells, and there are 3 columns.",
         "Sales", "2026-09", "1", "too", "many"],
        ["5", "value “-x” is not a number.", "Sales", "2026-10", "'-x"],
    ]  # fmt: skip


def test_refused_rows_in_excel_are_texts_and_no_formulas(shop: Workbook, tmp_path: Path) -> None:
    trial = tried(shop, tmp_path, JULY + "Sales,2026-08,=1+1\n")
    sheet = load_workbook(io.BytesIO(trial.refused("xlsx"))).active
    header, row = sheet.iter_rows()
    assert [cell.value for cell in header][:2] == ["Row in the file", "Why it was not taken"]
    assert [cell.value for cell in row] == [
        3, "value “=1+1” is not a number.", "Sales", "2026-08", "=1+1",
    ]  # fmt: skip
    assert row[4].data_type == "s"


def test_a_row_that_is_refused_twice_stands_there_once(shop: Workbook, tmp_path: Path) -> None:
    trial = tried(shop, tmp_path, "date,A,B\n2026-07,x,y\n2026-08,1,2\n2026-09,1,2\n")
    [_, row] = csv.reader(io.StringIO(trial.refused().decode("utf-8-sig")))
    assert row[:2] == ["2", "A “x” is not a number. B “y” is not a number."]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_refused_rows_that_were_mended_can_be_imported_as_they_are(
    shop: Workbook, tmp_path: Path, form: Form
) -> None:
    file = tmp_path / f"mended.{form}"
    wide = "date,Sales,Queue\n2026-07,x,1\n2026-08,1,2\n2026-09,3,4\n"
    trial = tried(shop, tmp_path, wide)
    trial.take(shop)
    if form == "csv":
        mended = trial.refused().replace(b",x,", b",50,")
        file.write_bytes(mended)
    else:
        book = load_workbook(io.BytesIO(trial.refused("xlsx")))
        book.active["D2"] = 50
        book.save(file)
    account = try_readings(shop, read_table(file)).take(shop)
    assert (account.added, account.kpis_made, account.rows_refused) == (1, (), 0)
    assert readings(shop)["2026-07-01"].value == 50


def test_a_file_most_of_whose_rows_are_refused_is_accounted_for_in_seconds(
    shop: Workbook, tmp_path: Path
) -> None:
    file = tmp_path / "till.csv"
    file.write_text("Day,Amount\n" + "2024-01-01,10\nn.d.,10\n" * 300_000, encoding="utf-8")
    rules = TransactionRules.parse("Day", "week", ["Takings=sum:Amount"])
    began = process_time()
    trial = try_transactions(shop, read_table(file), rules)
    assert "rows 3, 5, 7" in str(trial.account)
    assert trial.refused().count(b"n.d.") == 600_000
    assert process_time() - began < 15
