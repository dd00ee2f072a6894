"""What a file is, and what its columns are: known by name and contents, or asked about in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from workbook.intake import KpiRule, Mapping, Proposal, propose
from workbook.intake.layouts.mapping import NOTHING_SAID, fingerprint
from workbook.intake.layouts.told import Told
from workbook.intake.tables.table import read_table
from workbook.strategy import Plan


def proposed(folder: Path, text: str, said: Mapping = NOTHING_SAID) -> Proposal:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return propose(read_table(path), Plan(), said)


def fields(found: Proposal) -> dict[str, str]:
    return {column.name: column.field for column in found.columns if column.field}


SQUARE = """Date,Time,Category,Item,Qty,Gross Sales,Discounts,Net Sales,Tax,Transaction ID
2026-01-02,09:12:01,Bread,Rye,1,$4.50,$0.00,$4.50,$0.31,aZ1
2026-01-02,09:15:01,Bread,Roll,2,$2.50,$0.00,$2.50,$0.31,aZ2
"""
SHOPIFY = """Name,Email,Financial Status,Paid at,Currency,Subtotal,Taxes,Total,Lineitem name
#1001,a@b.example,paid,2026-01-02 10:00:00 +0100,EUR,20.00,3.98,24.90,Tea
#1001,a@b.example,,,,,,,Pot
#1002,c@d.example,paid,2026-01-03 10:00:00 +0100,EUR,20.00,3.98,24.90,Tea
"""
SPARKASSE = """Konto;Buchungstag;Valutadatum;Beguenstigter/Zahlungspflichtiger;BLZ;Betrag;Saldo
DE1;02.01.26;02.01.26;Stadtwerke;DE9;-120,50;879,50
DE1;05.01.26;05.01.26;Kunde;DE8;500,00;1.379,50
"""
DATEV = """Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;Konto;Belegdatum;Belegfeld 1;Text
119,00;S;1200;02.01.2026;R1;Erlös
50,00;H;1200;03.01.2026;R2;Büro
"""
XERO = """ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,Quantity,UnitAmount,LineAmount
Café,INV-1,31/01/2026,28/02/2026,100,1,80,80
Café,INV-1,31/01/2026,28/02/2026,100,1,20,20
Shop,INV-2,31/01/2026,28/02/2026,70,1,70,70
"""


def test_a_till_export_is_known_by_the_words_of_its_header(tmp_path: Path) -> None:
    found = proposed(tmp_path, SQUARE)
    assert (found.mapping.kind, found.sure) == ("transactions", "sure")
    assert fields(found) == {
        "Date": "date", "Time": "time", "Category": "category", "Item": "item", "Qty": "quantity",
        "Gross Sales": "amount", "Net Sales": "amount", "Transaction ID": "ticket",
    }  # fmt: skip
    assert [str(kpi.rule) for kpi in found.mapping.kpis] == [
        "sum:Net Sales", "distinct:Transaction ID",
    ]  # fmt: skip
    assert not found.settled  # which KPIs are wanted is the person's choice
    assert found.open == ()


def test_an_order_number_may_be_called_a_name(tmp_path: Path) -> None:
    found = fields(proposed(tmp_path, SHOPIFY))
    assert (found["Name"], found["Paid at"], found["Lineitem name"]) == ("ticket", "date", "item")


def test_german_banks_are_known_and_their_balances_never_added_up(tmp_path: Path) -> None:
    found = fields(proposed(tmp_path, SPARKASSE))
    assert found == {
        "Buchungstag": "date", "Beguenstigter/Zahlungspflichtiger": "customer", "Betrag": "amount",
    }  # fmt: skip


def test_a_column_that_is_empty_throughout_is_not_used(tmp_path: Path) -> None:
    text = SPARKASSE.replace(";Betrag;", ";Lastschrift Ursprungsbetrag;Betrag;", 1)
    head, *lines = text.splitlines()
    place = head.split(";").index("Lastschrift Ursprungsbetrag")
    cells = [line.split(";") for line in lines]
    rows = [";".join([*each[:place], "", *each[place:]]) for each in cells]
    found = fields(proposed(tmp_path, "\n".join([head, *rows]) + "\n"))
    assert "Lastschrift Ursprungsbetrag" not in found and found["Betrag"] == "amount"


def test_lines_are_told_by_what_they_were_really_known_by(tmp_path: Path) -> None:
    assert proposed(tmp_path, SPARKASSE).why == (
        "Each row is a line of a till, a shop or a bank: "
        "“Beguenstigter/Zahlungspflichtiger” names who pays or is paid."
    )


def test_amounts_without_a_sign_are_not_added_up_unasked(tmp_path: Path) -> None:
    found = proposed(tmp_path, DATEV)
    assert [question.about for question in found.open] == ["amount"]
    assert "written without a sign" in found.open[0].text
    assert found.open[0].answered == '--treat "Soll/Haben-Kennzeichen=VALUE:minus"'
    treated = replace(NOTHING_SAID, told=Told.parse(marks=["Soll/Haben-Kennzeichen=S:minus"]))
    assert proposed(tmp_path, DATEV, treated).open == ()
    assert all(kpi.rule.kind != "sum" for kpi in found.mapping.kpis)


def test_a_total_that_each_line_repeats_is_not_added_up(tmp_path: Path) -> None:
    found = proposed(tmp_path, XERO)
    assert str(found.mapping.kpis[0].rule) == "sum:LineAmount"
    alone = XERO.replace(",LineAmount", "").replace(",80\n", "\n").replace(",20\n", "\n")
    found = proposed(tmp_path, alone.replace(",70\n", "\n"))
    assert "the same on all lines of each ticket" in found.open[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kennzahl;Monat;Wert;Ziel\nUmsatz;2026-01;100;9\nUmsatz;2026-02;110;9\n",
            {"Kennzahl": "kpi", "Monat": "period", "Wert": "value"},
        ),
        (
            "Month,Sales,Complaints,Comment\n2026-01,100,3,\n2026-02,120,4,bad\n",
            {"Month": "period", "Sales": "value", "Complaints": "value"},
        ),
        (
            "KPI,Jan 2026,Feb 2026,Total\nSales,1,2,3\nComplaints,3,4,7\n",
            {"KPI": "kpi", "Jan 2026": "value", "Feb 2026": "value"},
        ),
    ],
)
def test_readings_are_known_whichever_way_round(
    tmp_path: Path, text: str, expected: dict[str, str]
) -> None:
    found = proposed(tmp_path, text)
    assert (found.mapping.kind, fields(found)) == ("readings", expected)
    assert found.settled


def test_how_often_a_new_kpi_is_read_is_asked_where_nothing_tells(tmp_path: Path) -> None:
    found = proposed(tmp_path, "Day,Orders\n2026-01-01,3\n2026-01-02,4\n")
    assert [question.about for question in found.open] == ["every"]
    assert proposed(tmp_path, "Day,Orders\n2026-01-01,3\n", Mapping(every="day")).open == ()


def test_an_ambiguous_date_is_asked_about(tmp_path: Path) -> None:
    found = proposed(tmp_path, "When,Amount\n03/04/2026,5\n04/05/2026,6\n")
    assert "“03/04/2026” in “When”" in found.open[0].text
    assert found.columns[0].sure == "guess"


def test_what_nothing_tells_is_asked_and_what_is_said_stands(tmp_path: Path) -> None:
    fruit = "Fruit,Number,On\nApple,3,2026-01-02\nPear,4,2026-01-03\n"
    assert [
        question.about for question in proposed(tmp_path, "Fruit,Colour\nApple,red\n").open
    ] == ["kind"]
    said = Mapping("transactions", {"Number": "amount"}, kpis=(KpiRule.parse("Fruit=sum:Number"),))
    found = proposed(tmp_path, fruit, said)
    assert fields(found) == {"Number": "amount", "On": "date"}
    assert found.mapping.kpis == said.kpis
    assert [question.about for question in found.questions] == ["every"]


def test_people_and_goals_are_known_in_english_and_german(tmp_path: Path) -> None:
    goals = proposed(tmp_path, "Owner,Goal,By when,KPI,Target\nInes,Open,2026-12-31,Shops,2\n")
    assert (goals.mapping.kind, goals.sure, goals.open) == ("objectives", "sure", ())
    assert [question.about for question in goals.questions] == ["adding"]  # of Ines
    assert fields(goals) == {
        "Owner": "owner_id", "Goal": "name", "By when": "due", "KPI": "kpi.name",
        "Target": "kpi.target",
    }  # fmt: skip
    people = proposed(
        tmp_path, "Vorname;Nachname;Funktion;E-Mail\nInes;Meier;Bäckerin;i@x.example\n"
    )
    assert (people.mapping.kind, people.settled) == ("people", True)
    assert fields(people) == {"Vorname": "first_name", "Nachname": "last_name", "Funktion": "role"}


def test_a_list_of_customers_is_not_taken_for_the_people_of_the_business(tmp_path: Path) -> None:
    found = proposed(tmp_path, "First Name,Last Name,Email,Total Spent\nA,B,a@b.example,100\n")
    assert (found.sure, found.open[0].about) == ("guess", "kind")


def test_a_mapping_is_kept_as_plain_values() -> None:
    said = Mapping(
        "transactions", {"Date": "date", "Sum": "amount", "Tax": ""}, "week",
        (KpiRule.parse("Sales=sum:Sum"),),
    )  # fmt: skip
    assert Mapping.of(said.plain()) == said


def test_a_header_is_known_again_however_it_is_typed_and_whatever_its_order() -> None:
    assert fingerprint(["Date", "Umsätze"]) == fingerprint(["UMSAETZE ", "date"])
    assert fingerprint(["Date", "Sum"]) != fingerprint(["Date", "Sum", "Tax"])


PUBLIC = {
    "PayPal": (
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance\n"
        "2026-01-02,10:00:00,CET,Café,Payment,Completed,EUR,20.00,-0.60,19.40,T1,19.40\n",
        {"Date": "date", "Time": "time", "Name": "customer", "Gross": "amount", "Net": "amount",
         "Transaction ID": "ticket"},
    ),
    "SumUp": (
        "Datum;Transaktions-ID;Zahlungsart;Beschreibung;Menge;Preis (Brutto);Steuer\n"
        "02.01.2026, 10:15;TX1;Karte;Kaffee;1;3,20;0,51\n",
        {"Datum": "date", "Transaktions-ID": "ticket", "Zahlungsart": "way", "Menge": "quantity",
         "Preis (Brutto)": "amount"},
    ),
    "Zettle": (
        "Datum;Uhrzeit;Quittungsnummer;Artikel;Anzahl;Einzelpreis;Gesamt;Kassierer\n"
        "02.01.2026;10:15;1;Kaffee;1;3,20;3,20;Ines\n",
        {"Datum": "date", "Uhrzeit": "time", "Quittungsnummer": "ticket", "Artikel": "item",
         "Anzahl": "quantity", "Einzelpreis": "price", "Gesamt": "amount"},
    ),
    "QuickBooks": (
        "Date,Transaction Type,Num,Name,Memo/Description,Account,Split,Amount,Balance\n"
        "01/15/2026,Invoice,1001,Cafe,Bread,Sales,AR,120.00,120.00\n",
        {"Date": "date", "Num": "ticket", "Name": "customer", "Amount": "amount"},
    ),
    "Lightspeed": (
        "Date,Receipt,Customer,Product,Quantity,Revenue,Discount,Tax,Cost of goods,Register\n"
        "2026-01-02 10:00,R1,,Tea,1,3.2,0,.5,1,Main\n",
        {"Date": "date", "Receipt": "ticket", "Customer": "customer", "Product": "item",
         "Quantity": "quantity", "Revenue": "amount", "Register": "place"},
    ),
    "a bank with money out and in": (
        "Date,Description,Debit,Credit,Balance\n13/01/2026,Rent,500.00,,100\n14/01/2026,A,,9,109\n",
        {"Date": "date", "Debit": "amount", "Credit": "amount"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", PUBLIC)
def test_the_lines_of_public_programs_are_known(tmp_path: Path, program: str) -> None:
    text, expected = PUBLIC[program]
    found = proposed(tmp_path, text)
    assert (found.mapping.kind, fields(found)) == ("transactions", expected)
    assert found.open == ()


def test_money_in_and_out_of_two_columns_is_added_up_in_each(tmp_path: Path) -> None:
    found = proposed(tmp_path, PUBLIC["a bank with money out and in"][0])
    assert {str(kpi.rule) for kpi in found.mapping.kpis} == {"sum:Credit", "sum:Debit"}


def test_numbers_that_begin_again_each_day_are_counted_by_the_day(tmp_path: Path) -> None:
    rows = "".join(f"2026-01-{day:02},{n},{n + day}\n" for day in range(1, 9) for n in range(1, 4))
    found = proposed(tmp_path, f"Date,Receipt,Amount\n{rows}")
    assert str(found.mapping.kpis[1].rule) == "distinct_a_day:Receipt"


def test_of_two_columns_of_one_name_neither_is_taken_and_that_is_said(tmp_path: Path) -> None:
    text = "Buchung;Währung;Betrag;Währung\n02.01.2026;EUR;12,50;EUR\n03.01.2026;EUR;1,00;EUR\n"
    found = proposed(tmp_path, text)
    assert fields(found) == {"Buchung": "date", "Betrag": "amount"}
    assert found.notes == (
        "Several columns are called “Währung”: to use one, give each a name of its own.",
    )


def test_months_across_may_stand_beside_names_without_a_header(tmp_path: Path) -> None:
    found = proposed(tmp_path, ",Jan 2026,Feb 2026\nSales,1,2\nCosts,3,4\n")
    assert fields(found) == {"": "kpi", "Jan 2026": "value", "Feb 2026": "value"}
    assert (found.sure, found.open) == ("likely", ())


def test_a_column_that_begins_late_is_still_a_kpi(tmp_path: Path) -> None:
    rows = "".join(f"{2000 + n // 12}-{n % 12 + 1:02},{n},\n" for n in range(150))
    found = proposed(tmp_path, f"Month,Sales,Visits\n{rows}2026-01,1,7\n")
    assert fields(found)["Visits"] == "value"
