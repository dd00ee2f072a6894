"""Lines of a till become KPI readings by stated rules, with an account of every row."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook as Sheets  # type: ignore[import-untyped]

from tests.intake.till import KPIS, TILL, needs_till
from workbook import Workbook, create_workbook
from workbook.errors import Conflict, ImportRefused
from workbook.intake import Reconciliation, TransactionRules, import_transactions
from workbook.intake.counting.transactions import read_transactions
from workbook.intake.tables.table import read_table
from workbook.store import Edit
from workbook.strategy import KPI, Plan, Reading, Source
from workbook.strategy.destination.kpis import readings_of

Row = tuple[str, str, str]
HEADER: Row = ("Day", "Ticket", "Amount")


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    """A workbook in a file."""
    return create_workbook("Corner Shop", tmp_path)


def write(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def every_day(first: str, days: int) -> Iterator[Row]:
    for number in range(days):
        yield (str(date.fromisoformat(first) + timedelta(number)), str(number), "10")


def take(
    book: Workbook, path: Path, *kpis: str, every: str = "week", day: str = "Day",
    replacing: bool | None = None,
) -> Reconciliation:  # fmt: skip
    rules = TransactionRules.parse(day, every, kpis or ["Rows=count"])  # type: ignore[arg-type]
    return import_transactions(book, path, rules, replacing=replacing)


def readings(plan: Plan, name: str) -> dict[str, Reading]:
    kpi = next(kpi for kpi in plan.all(KPI) if kpi.name == name)
    return {str(reading.start): reading for reading in readings_of(plan, kpi)}


@needs_till
def test_the_real_till_agrees_with_a_count_done_by_hand(shop: Workbook) -> None:
    with TILL.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    account = take(shop, TILL, *KPIS, day="Date")
    tickets, per, coffee = (
        readings(shop.plan, name)
        for name in ("Tickets per week", "Lines per ticket", "Coffee share")
    )
    for monday in ("2016-10-31", "2016-12-26", "2017-02-06", "2017-03-20"):
        sunday = str(date.fromisoformat(monday) + timedelta(6))
        week = [line for line in lines if monday <= line["Date"] <= sunday]
        sold = {line["Transaction"] for line in week}
        with_coffee = {line["Transaction"] for line in week if line["Item"] == "Coffee"}
        assert tickets[monday].value == len(sold)
        assert tickets[monday].rows == len(week)
        assert per[monday].value == pytest.approx(len(week) / len(sold))
        assert coffee[monday].value == pytest.approx(100 * len(with_coffee) / len(sold))
    assert (account.rows_read, account.rows_taken, account.rows_refused) == (21293, 21293, 0)
    assert (account.added, len(tickets)) == (72, 24)


@needs_till
def test_the_real_till_names_what_a_careful_reader_would_doubt(shop: Workbook) -> None:
    account = take(shop, TILL, *KPIS, day="Date")
    first, last = account.incomplete
    assert first.why == "The file begins on Sunday 30 October 2016: 1 of 7 days."
    assert last.period == "week of 3 April 2017"
    assert "Sunday 9 April 2017 at 15:04, earlier than on 20 of 21 other Sundays" in last.why
    assert "25 to 26 December 2016 and 2 January 2017" in account.warnings[0]
    assert "“NONE” stands in Item in 786 rows" in account.warnings[1]
    found = readings(shop.plan, "Coffee share")
    assert [start for start, reading in found.items() if not reading.complete] == [
        "2016-10-24", "2017-04-03",
    ]  # fmt: skip
    assert found["2016-12-26"].note == "No rows on 26 December 2016."
    assert found["2017-01-02"].note == "No rows on 2 January 2017."


def test_the_same_file_again_changes_nothing(book: Workbook, tmp_path: Path) -> None:
    file = write(tmp_path / "till.csv", list(every_day("2024-01-01", 28)))
    take(book, file, "Rows=count", "Sales=sum:Amount")
    before = book.store.records()
    again = take(book, file, "Rows=count", "Sales=sum:Amount")
    assert (again.added, again.changed, again.unchanged, again.kpis_made) == (0, (), 8, ())
    assert book.store.records() == before


def test_an_import_is_one_save_with_its_source_and_its_reason(
    book: Workbook, tmp_path: Path
) -> None:
    take(book, write(tmp_path / "till.csv", list(every_day("2024-01-01", 14))))
    (source,) = book.plan.all(Source)
    assert (source.name, source.kind, source.rows_read, source.rows_taken) == (
        "till.csv", "transactions", 14, 14,
    )  # fmt: skip
    assert source.rules == {"date": "Day", "every": "week", "kpis": {"Rows": "count"}}
    assert {reading.source_id for reading in book.plan.all(Reading)} == {source.id}
    imported = book.plan.changes[1:]
    assert [line.entity for line in imported] == [
        "source", "kpi", "reading", "reading", "file_layout",
    ]  # fmt: skip
    assert len({line.save_id for line in imported}) == 1
    assert {line.reason for line in imported} == {"Imported from till.csv"}


def test_a_longer_file_adds_and_changes_only_what_differs(shop: Workbook, tmp_path: Path) -> None:
    rows = list(every_day("2024-01-01", 21))
    take(shop, write(tmp_path / "till.csv", rows))
    old = readings(shop.plan, "Rows")
    rows[7] = ("2024-01-09", "x", "10")
    account = take(
        shop, write(tmp_path / "till.csv", [*rows, *every_day("2024-01-22", 7), rows[7]]),
        replacing=True,
    )  # fmt: skip
    new = readings(shop.plan, "Rows")
    assert account.changed == ("Rows, week of 8 January 2024: 7 → 8",)
    assert (account.added, account.unchanged) == (1, 2)
    assert (new["2024-01-08"].version, new["2024-01-08"].value) == (2, 8)
    assert new["2024-01-01"] == old["2024-01-01"]
    assert len(shop.plan.all(Source)) == 2


def test_what_was_corrected_by_hand_outlives_the_same_file(shop: Workbook, tmp_path: Path) -> None:
    file = write(tmp_path / "till.csv", list(every_day("2024-01-01", 14)))
    take(shop, file)
    reading = readings(shop.plan, "Rows")["2024-01-08"]
    shop.save([Edit(Reading, reading.id, {"value": 9}, 1)], "Two receipts found in the drawer")
    account = take(shop, file)
    assert account.kept == (
        "Rows, week of 8 January 2024: corrected by hand since this file was imported.",
    )
    assert readings(shop.plan, "Rows")["2024-01-08"].value == 9


def test_a_part_of_a_period_never_replaces_the_whole(shop: Workbook, tmp_path: Path) -> None:
    take(shop, write(tmp_path / "january.csv", list(every_day("2024-01-01", 14))))
    account = take(shop, write(tmp_path / "later.csv", list(every_day("2024-01-12", 10))))
    assert readings(shop.plan, "Rows")["2024-01-08"].value == 7
    assert account.kept[0].startswith("Rows, week of 8 January 2024: this file holds only a part")
    assert account.added == 1


STATEMENT = (
    "Buchungstag;Verwendungszweck;Betrag;Saldo\n"
    "03.03.2026;Miete;-900,00;1.100,00\n05.03.2026;Einnahmen;1.250,50;2.350,50\n"
    "12.03.2026;Strom;-80,10;2.270,40\n27.03.2026;Einnahmen;2.000,00;4.270,40\n"
)


@pytest.mark.parametrize(
    "above",
    [
        "Zeitraum: 01.03.2026 - 31.03.2026", "Zeitraum:;01.03.2026-31.03.2026",
        "Statement period 1 March 2026 to 31 March 2026", "Von: 01.03.2026\nBis: 31.03.2026",
        "Kontoauszug;Girokonto\nUmsätze vom 01.03.2026 bis 31.03.2026\nErstellt am 02.04.2026",
    ],
)  # fmt: skip
def test_a_statement_says_which_days_it_covers_and_is_not_asked_about_closed_ones(
    shop: Workbook, tmp_path: Path, above: str
) -> None:
    path = tmp_path / "bank.csv"
    path.write_text(f"{above}\n\n{STATEMENT}", encoding="utf-8")
    rules = TransactionRules.parse("Buchungstag", "month", ["Net=sum:Betrag"])
    account = import_transactions(shop, path, rules)
    assert account.covers == (date(2026, 3, 1), date(2026, 3, 31))
    assert account.of_account and not any("closed" in note for note in account.warnings)
    stated = replace(rules, covers=account.covers)
    assert not import_transactions(shop, path, stated).incomplete


def test_a_statement_of_fewer_days_than_its_rows_is_not_believed(
    shop: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "bank.csv"
    path.write_text(f"Zeitraum: 01.03.2026 - 20.03.2026\n\n{STATEMENT}", encoding="utf-8")
    rules = TransactionRules.parse("Buchungstag", "month", ["Net=sum:Betrag"])
    assert import_transactions(shop, path, rules).covers is None


def test_weekly_files_show_together_that_a_shop_never_opens_on_sundays(
    shop: Workbook, tmp_path: Path
) -> None:
    weeks = [date(2024, 1, 1) + timedelta(7 * number) for number in range(6)]
    files = [
        write(tmp_path / f"week {monday}.csv", list(every_day(str(monday), 6))) for monday in weeks
    ]
    told = [take(shop, path).warnings for path in files]
    found = readings(shop.plan, "Rows")
    assert [found[str(monday)].complete for monday in weeks] == [False] * 4 + [True] * 2
    closing = "No rows on any Sunday: taken as regular closing."
    assert [any(closing in note for note in notes) for notes in told] == [False] * 4 + [True] * 2
    [asked] = [note for notes in told for note in notes if "Import earlier files again" in note]
    assert asked in told[4]
    assert take(shop, files[0]).changed
    assert readings(shop.plan, "Rows")["2024-01-01"].complete


def test_a_shop_that_opened_on_one_sunday_has_no_closing_day_by_habit(
    shop: Workbook, tmp_path: Path
) -> None:
    for number, days in enumerate((6, 7, 6, 6, 6, 6)):
        monday = str(date(2024, 1, 1) + timedelta(7 * number))
        take(shop, write(tmp_path / f"{number}.csv", list(every_day(monday, days))))
    assert not readings(shop.plan, "Rows")["2024-02-05"].complete


def test_a_fuller_file_completes_a_period(shop: Workbook, tmp_path: Path) -> None:
    take(shop, write(tmp_path / "one.csv", list(every_day("2024-01-01", 10))))
    assert not readings(shop.plan, "Rows")["2024-01-08"].complete
    take(shop, write(tmp_path / "two.csv", list(every_day("2024-01-01", 14))))
    whole = readings(shop.plan, "Rows")["2024-01-08"]
    assert (whole.complete, whole.value, whole.note) == (True, 7, "")


@pytest.mark.parametrize(
    ("rule", "value"),
    [("count", 5), ("distinct:Ticket", 2), ("sum:Amount", 12.5), ("mean:Amount", 2.5),
     ("rows_per:Ticket", 2.5), ("share:Ticket:Amount=1", 50)],
)  # fmt: skip
def test_each_rule_makes_the_value_that_its_name_says(
    shop: Workbook, tmp_path: Path, rule: str, value: float
) -> None:
    rows = [("2024-01-01", ticket, amount) for ticket, amount in
            [("a", "1"), ("a", "1"), ("a", "2.5"), ("b", "3"), ("b", "5")]]  # fmt: skip
    take(shop, write(tmp_path / "till.csv", rows), f"K={rule}", every="day")
    assert readings(shop.plan, "K")["2024-01-01"].value == value
    assert shop.plan.all(KPI)[0].unit == ("%" if rule.startswith("share") else "")
    assert shop.plan.all(KPI)[0].frequency == "day"


def test_a_semicolon_file_with_decimal_commas_and_an_excel_file_say_the_same(
    shop: Workbook, tmp_path: Path
) -> None:
    german = tmp_path / "kasse.csv"
    german.write_text("Tag;Betrag\n01.02.2024;1.234,50\n13.02.2024;2,5\n", encoding="cp1252")
    sheets = Sheets()
    for row in [("Tag", "Betrag"), (date(2024, 2, 1), 1234.5), (date(2024, 2, 13), 2.5)]:
        sheets.active.append(row)
    sheets.save(tmp_path / "kasse.xlsx")
    take(shop, german, "Text=sum:Betrag", every="month", day="Tag")
    take(shop, tmp_path / "kasse.xlsx", "Excel=sum:Betrag", every="month", day="Tag")
    assert readings(shop.plan, "Text")["2024-02-01"].value == 1237
    assert readings(shop.plan, "Excel")["2024-02-01"].value == 1237


@pytest.mark.parametrize(
    ("every", "starts"),
    [
        ("day", ["2024-01-31", "2024-02-01", "2024-04-01"]),
        ("week", ["2024-01-29", "2024-04-01"]),
        ("month", ["2024-01-01", "2024-02-01", "2024-04-01"]),
        ("quarter", ["2024-01-01", "2024-04-01"]),
    ],
)
def test_a_reading_is_named_by_its_periods_first_day(
    shop: Workbook, tmp_path: Path, every: str, starts: list[str]
) -> None:
    rows = [(day, "1", "1") for day in ("2024-01-31", "2024-02-01", "2024-04-01")]
    take(shop, write(tmp_path / "till.csv", rows), every=every)
    assert list(readings(shop.plan, "Rows")) == starts


def test_a_row_that_cannot_be_read_is_refused_by_number_and_the_rest_is_taken(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [*every_day("2024-01-01", 7), ("2024-01-32", "8", "1"), ("2024-01-02", "", "1"),
            ("2024-01-03", "9", "ten"), ("2024-01-04", "10", ""), ("", "", ""),
            ("2024-01-04", "11", "1", "one too many")]  # fmt: skip
    account = take(shop, write(tmp_path / "till.csv", rows), "Sales=sum:Amount")
    assert {refusal.row: refusal.reason for refusal in account.refused} == {
        9: "Day “2024-01-32” is not a date.",
        11: "Amount “ten” is not a number.",
        12: "Amount is empty.",
        14: "It has 4 cells, and there are 3 columns.",
    }
    assert (account.rows_read, account.rows_taken, account.rows_refused) == (12, 8, 4)
    assert readings(shop.plan, "Sales")["2024-01-01"].value == 71


def test_a_week_with_an_amount_that_cannot_be_read_is_not_complete(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [*every_day("2024-01-01", 14), ("2024-01-03", "9", "#REF!")]
    account = take(shop, write(tmp_path / "till.csv", rows), "Sales=sum:Amount", "Rows=count")
    found = readings(shop.plan, "Sales")
    assert [found[day].complete for day in ("2024-01-01", "2024-01-08")] == [False, True]
    assert found["2024-01-01"].note == "One amount could not be read."
    assert readings(shop.plan, "Rows")["2024-01-01"].complete
    assert "Left out of “Sales”: row 16. Amount “#REF!” is not a number." in account.warnings
    [part] = account.incomplete
    assert part.period == "Sales, week of 1 January 2024"


def test_a_day_whose_only_amount_cannot_be_read_is_a_day_that_the_file_covers(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [("2024-01-01", "0", "#REF!"), *every_day("2024-01-02", 6)]
    take(shop, write(tmp_path / "till.csv", rows), "Sales=sum:Amount")
    assert readings(shop.plan, "Sales")["2024-01-01"].note == "One amount could not be read."
    blank = [*every_day("2024-01-01", 5), ("2024-01-06", "", ""), ("2024-01-07", "", "")]
    take(shop, write(tmp_path / "blank.csv", blank), "Part=sum:Amount")
    assert "5 of 7 days" in readings(shop.plan, "Part")["2024-01-01"].note


def test_a_period_beside_a_row_without_a_date_says_so(shop: Workbook, tmp_path: Path) -> None:
    rows = [*every_day("2024-01-01", 14), ("soon", "9", "5")]
    take(shop, write(tmp_path / "till.csv", [*rows[:3], rows[-1], *rows[3:-1]]), "Sales=sum:Amount")
    found = readings(shop.plan, "Sales")
    assert found["2024-01-01"].note == "One row beside it has no date that can be read."
    assert found["2024-01-08"].note == ""


def test_how_far_the_counting_is_can_be_heard(shop: Workbook, tmp_path: Path) -> None:
    heard: list[float] = []
    table = read_table(write(tmp_path / "till.csv", list(every_day("2024-01-01", 7))))
    rules = TransactionRules.parse("Day", "week", ["Rows=count", "Sales=sum:Amount"])
    read_transactions(shop.plan, table, rules, heard.append)
    assert heard == sorted(heard)
    assert len(heard) == 2


def test_a_slip_in_a_year_does_not_make_a_file_seem_to_cover_decades(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [*every_day("2024-01-03", 26), ("2062-01-09", "9", "5"), ("2006-01-09", "9", "5")]
    account = take(shop, write(tmp_path / "till.csv", rows), every="month")
    assert {refusal.row: refusal.reason for refusal in account.refused} == {
        28: "Day 9 January 2062 lies more than a year from all other days. Check its year.",
        29: "Day 9 January 2006 lies more than a year from all other days. Check its year.",
    }
    assert list(readings(shop.plan, "Rows")) == ["2024-01-01"]
    assert not readings(shop.plan, "Rows")["2024-01-01"].complete


def test_a_line_without_the_amount_of_one_kpi_still_counts_for_another(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [("2024-01-01", "2", "42"), ("2024-01-01", "3", ""), ("2024-01-01", "1", "10")]
    take(shop, write(tmp_path / "t.csv", rows), "Sales=sum:Amount", "Items=sum:Ticket")
    assert readings(shop.plan, "Sales")["2024-01-01"].value == 52
    assert readings(shop.plan, "Items")["2024-01-01"].value == 6


def test_a_business_that_is_closed_at_the_edge_of_a_file_may_say_what_the_file_covers(
    shop: Workbook, tmp_path: Path
) -> None:
    path = write(tmp_path / "till.csv", list(every_day("2024-01-02", 6)))
    cut = take(shop, path, "Rows=count")
    assert cut.cut_at_an_end
    rules = TransactionRules.parse("Day", "week", ["Rows=count"], "2024-01-01..2024-01-07")
    whole = import_transactions(shop, path, rules)
    assert not whole.incomplete
    assert readings(shop.plan, "Rows")["2024-01-01"].complete


def test_rows_outside_the_days_that_a_file_is_said_to_cover_are_no_slip_to_pass_over(
    shop: Workbook, tmp_path: Path
) -> None:
    path = write(tmp_path / "till.csv", list(every_day("2024-01-01", 7)))
    rules = TransactionRules.parse("Day", "week", ["Rows=count"], "2024-01-01..2024-01-06")
    with pytest.raises(ImportRefused, match="rows on 7 January 2024, which lies outside"):
        import_transactions(shop, path, rules)
    with pytest.raises(ImportRefused, match="Write the first and the last"):
        TransactionRules.parse("Day", "week", ["Rows=count"], "January")


def test_receipts_that_begin_again_each_day_are_pointed_out_and_can_be_counted_a_day(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [(f"2024-01-0{day}", str(n), "1") for day in range(1, 8) for n in (1, 2, 3)]
    path = write(tmp_path / "till.csv", rows)
    account = take(shop, path, "Few=distinct:Ticket", "Tickets=distinct_a_day:Ticket")
    assert any("begins again at 1 each day" in note for note in account.warnings)
    assert readings(shop.plan, "Few")["2024-01-01"].value == 3
    assert readings(shop.plan, "Tickets")["2024-01-01"].value == 21


def test_the_share_of_receipts_that_begin_again_each_day_is_pointed_out_too(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [(f"2024-01-0{day}", str(n), "Tea" if n == day else "x")
            for day in range(1, 8) for n in range(1, 9)]  # fmt: skip
    path = write(tmp_path / "till.csv", rows)
    account = take(shop, path, "Tea=share:Ticket:Amount=Tea", "Right=share:Day+Ticket:Amount=Tea")
    assert readings(shop.plan, "Tea")["2024-01-01"].value == 87.5
    assert readings(shop.plan, "Right")["2024-01-01"].value == 12.5
    [note] = [note for note in account.warnings if "begins again at 1" in note]
    assert note.endswith("count them a day: Tea=share:Day+Ticket:Amount=Tea")


def test_receipts_begin_again_on_a_busy_day_although_most_of_its_numbers_come_once(
    shop: Workbook, tmp_path: Path
) -> None:
    sold = {1: 5, 2: 5, 3: 5, 4: 5, 5: 5, 6: 60}
    rows = [(f"2024-01-0{day}", str(n), "1") for day in sold for n in range(sold[day])]
    account = take(shop, write(tmp_path / "till.csv", rows), "Few=distinct:Ticket")
    assert any("begins again at 1 each day" in note for note in account.warnings)


def test_two_tills_with_the_same_receipt_numbers_are_told_apart_when_asked_to(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [(f"2024-01-0{day}", str(10 * day + n), till)
            for day in range(1, 8) for n in range(10) for till in ("Bar", "Shop")]  # fmt: skip
    path = write(tmp_path / "till.csv", rows, ("Day", "Ticket", "Till"))
    account = take(shop, path, "Few=distinct:Ticket", "All=distinct:Till+Ticket")
    assert readings(shop.plan, "Few")["2024-01-01"].value == 70
    assert readings(shop.plan, "All")["2024-01-01"].value == 140
    [note] = [note for note in account.warnings if "come again in another Till" in note]
    assert note.endswith("tell them apart: Few=distinct:Till+Ticket")


def test_receipt_numbers_that_rise_through_the_week_are_no_doubt(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [(f"2024-01-0{day}", str(10 * day + n), "1") for day in range(1, 8) for n in range(10)]
    account = take(shop, write(tmp_path / "till.csv", rows), "Tickets=distinct:Ticket")
    assert not any("Ticket" in note for note in account.warnings)


def test_numbers_that_a_spreadsheet_cut_short_are_pointed_out(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [("2024-01-01", "4.5E+12", "1"), ("2024-01-02", "4.51E+12", "1")]
    account = take(shop, write(tmp_path / "till.csv", rows), "Tickets=distinct:Ticket")
    assert any("cut short, such as 4.5E+12" in note for note in account.warnings)


def test_an_article_is_one_however_it_is_spelt(shop: Workbook, tmp_path: Path) -> None:
    rows = [("2024-01-01", "1", "Coffee"), ("2024-01-01", "2", "COFFEE"), ("2024-01-01", "3", "x")]
    account = take(shop, write(tmp_path / "t.csv", rows), "Share=share:Ticket:Amount=coffee")
    assert readings(shop.plan, "Share")["2024-01-01"].value == pytest.approx(200 / 3)
    assert "Counted as “coffee” in “Share”: “COFFEE” and “Coffee”." in account.warnings


def test_a_known_kpi_is_found_whatever_its_capitals(shop: Workbook, tmp_path: Path) -> None:
    id = shop.add(KPI, name="Sales", frequency="week", target=80)
    account = take(
        shop, write(tmp_path / "till.csv", list(every_day("2024-01-01", 7))), "SALES=sum:Amount"
    )
    assert account.kpis_made == ()
    assert [kpi.id for kpi in shop.plan.all(KPI)] == [id]


def test_a_share_for_a_kpi_in_another_unit_is_pointed_out(shop: Workbook, tmp_path: Path) -> None:
    shop.add(KPI, name="Share", frequency="day", unit="points")
    account = take(
        shop, write(tmp_path / "t.csv", [("2024-01-01", "1", "1")]),
        "Share=share:Ticket:Amount=1", every="day",
    )  # fmt: skip
    assert "“Share” counts in points, and the import gives % from 0 to 100" in account.warnings[-1]


@pytest.mark.parametrize(
    ("kpis", "day", "said"),
    [
        (["T=distinct:Tickt"], "Day", "no column “Tickt”. Its columns are: Day, Ticket, Amount. "
         "Did you mean “Ticket”?"),
        (["T=count"], "Datum", "no column “Datum”"),
        (["T=count"], "Ticket", "Row 2: Ticket “0” is not a date."),
        (["T=sum:Day"], "Day", "Row 2: Day “2024-01-01” is not a number."),
        (["T=share:Ticket:Amount=Ten"], "Day", "has “Ten” in Amount"),
        (["Margin=count"], "Day", "“Margin” is read monthly in this workbook"),
    ],
)  # fmt: skip
def test_an_import_that_cannot_be_right_changes_nothing(
    shop: Workbook, tmp_path: Path, kpis: list[str], day: str, said: str
) -> None:
    shop.add(KPI, name="Margin", frequency="month")
    before = shop.store.records()
    file = write(tmp_path / "till.csv", list(every_day("2024-01-01", 7)))
    with pytest.raises(ImportRefused) as caught:
        take(shop, file, *kpis, day=day)
    assert said in str(caught.value)
    assert shop.store.records() == before


@pytest.mark.parametrize(
    ("kpis", "said"),
    [
        ([], "Say which KPI to make"),
        (["Tickets"], "is not a KPI with its rule. Write NAME=RULE"),
        (["T=distnct:Ticket"], "Did you mean “distinct:COLUMN”?"),
        (["T=distinct"], "“distinct” is not a rule"),
        (["T=share:Ticket"], "“share:Ticket” is not a rule"),
        (["T=count", "t=sum:Amount"], "named twice"),
    ],
)
def test_a_rule_that_is_badly_written_is_refused_with_the_rules(kpis: list[str], said: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        TransactionRules.parse("Day", "week", kpis)
    assert said in str(caught.value)


def test_a_save_of_somebody_elses_in_between_is_not_overwritten(
    shop: Workbook, tmp_path: Path
) -> None:
    take(shop, write(tmp_path / "till.csv", list(every_day("2024-01-01", 7))))
    reading = readings(shop.plan, "Rows")["2024-01-01"]

    class Slow:
        """A workbook in which somebody else saves after the import has read the plan."""

        @property
        def plan(self) -> Plan:
            plan = shop.plan
            shop.save([Edit(Reading, reading.id, {"value": 5}, 1)])
            return plan

        save = shop.save

    file = write(tmp_path / "till.csv", [*every_day("2024-01-01", 7), ("2024-01-07", "x", "1")])
    with pytest.raises(Conflict):
        import_transactions(Slow(), file, TransactionRules.parse("Day", "week", ["Rows=count"]))
    assert readings(shop.plan, "Rows")["2024-01-01"].value == 5
    assert len(shop.plan.all(Source)) == 1


def test_a_kpi_made_of_amounts_counts_in_their_currency(shop: Workbook, tmp_path: Path) -> None:
    lines = [(day, ticket, f"{amount},50 €") for day, ticket, amount in every_day("2026-07-06", 7)]
    take(shop, write(tmp_path / "till.csv", lines), "Sales=sum:Amount", "Tickets=distinct:Ticket")
    assert {kpi.name: kpi.unit for kpi in shop.plan.all(KPI)} == {"Sales": "EUR", "Tickets": ""}
    assert readings(shop.plan, "Sales")["2026-07-06"].value == 73.5
