"""What another column says of amounts: refunds, cancelled sales, money out, other currencies."""

from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.errors import ImportRefused
from workbook.intake import Reconciliation, TransactionRules, import_transactions
from workbook.intake.layouts.told import Mark, Told
from workbook.strategy import KPI, Reading
from workbook.strategy.destination.kpis import readings_of


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    return create_workbook("Corner Shop", tmp_path / "shop.workbook")


def file(tmp_path: Path, header: str, *rows: str) -> Path:
    path = tmp_path / "till.csv"
    days = [f"2026-07-{day:02},{rows[day % len(rows)]}" for day in range(1, 32)]
    path.write_text("\n".join([f"Date,{header}", *days]) + "\n", encoding="utf-8")
    return path


def take(book: Workbook, path: Path, *treat: str, kpi: str = "Sales=sum:Amount") -> Reconciliation:
    told = Told.parse(marks=treat)
    rules = TransactionRules.parse("Date", "month", [kpi], told=told)
    return import_transactions(book, path, rules, replacing=True)


def july(book: Workbook, name: str = "Sales") -> Reading:
    plan = book.plan
    [kpi] = [kpi for kpi in plan.all(KPI) if kpi.name == name]
    [reading] = readings_of(plan, kpi)
    return reading


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Type", "Refund"), ("Transaction type", "Sales return"), ("Status", "Voided"),
        ("Art", "Storno"), ("Belegart", "Gutschrift"), ("Type", "Remboursement"),
        ("Tipo", "Devolución"), ("Tipo", "Rimborso"), ("Soort", "Terugbetaling"),
        ("Anything", "REFUND"), ("Status", "Failed"),
    ],
)  # fmt: skip
def test_money_that_seems_to_go_back_is_asked_about_and_the_month_is_not_complete(
    shop: Workbook, tmp_path: Path, column: str, value: str
) -> None:
    path = file(tmp_path, f"{column},Amount", "Sale,100", "Sale,100", f"{value},40")
    account = take(shop, path)
    assert not july(shop).complete
    assert july(shop).note.startswith(f"{column} says “{value}” of amounts without a minus")
    [asked] = [note for note in account.warnings if "--treat" in note]
    assert f'import again with --treat "{column}={value}:minus"' in asked


def test_the_answer_takes_refunds_off_leaves_them_out_or_keeps_them(
    shop: Workbook, tmp_path: Path
) -> None:
    path = file(tmp_path, "Type,Amount", "Sale,100", "Sale,100", "Refund,40")
    for how, value in (("minus", 2100 - 400), ("skip", 2100), ("keep", 2500)):
        account = take(shop, path, f"Type=refund:{how}")
        assert (july(shop).value, july(shop).complete) == (value, True)
        assert not any("--treat" in note for note in account.warnings)
        assert account.rows_refused == (10 if how == "skip" else 0)


def test_a_refund_that_is_written_with_its_minus_is_no_question(
    shop: Workbook, tmp_path: Path
) -> None:
    take(shop, file(tmp_path, "Type,Amount", "Sale,100", "Sale,100", "Refund,-40"))
    assert (july(shop).value, july(shop).complete) == (1700, True)


def test_an_article_whose_name_speaks_of_returns_is_no_refund(
    shop: Workbook, tmp_path: Path
) -> None:
    take(shop, file(tmp_path, "Item,Amount", "Return ticket to town,5", "Cancel culture mug,9"))
    assert july(shop).complete


@pytest.mark.parametrize(
    ("column", "out", "into"),
    [("S/H", "S", "H"), ("Soll/Haben", "Soll", "Haben"), ("Af Bij", "Af", "Bij"), ("DC", "D", "C"),
     ("Type", "Debit", "Credit"), ("Sens", "Débit", "Crédit"), ("Sign", "-", "+")],
)  # fmt: skip
def test_money_out_that_another_column_tells_from_money_in_is_asked_about(
    shop: Workbook, tmp_path: Path, column: str, out: str, into: str
) -> None:
    path = file(tmp_path, f"{column},Amount", f"{into},100", f"{out},30")
    account = take(shop, path)
    assert not july(shop).complete
    assert any(f'--treat "{column}={out}:minus"' in note for note in account.warnings)
    take(shop, path, f"{column}={out}:minus")
    assert (july(shop).value, july(shop).complete) == (15 * 100 - 16 * 30, True)


def test_a_count_of_rows_asks_nothing_of_refunds(shop: Workbook, tmp_path: Path) -> None:
    path = file(tmp_path, "Type,Amount", "Sale,100", "Refund,40")
    take(shop, path, kpi="Rows=count")
    assert july(shop, "Rows").complete


@pytest.mark.parametrize("column", ["Currency", "Währung", "CCY", "Devise", "Transaction currency"])
def test_amounts_to_which_a_column_gives_several_currencies_are_not_added_up(
    shop: Workbook, tmp_path: Path, column: str
) -> None:
    path = file(tmp_path, f"{column},Amount", "EUR,100", "EUR,100", "USD,40")
    with pytest.raises(ImportRefused, match="EUR and USD: amounts in several currencies"):
        take(shop, path)
    take(shop, path, f"{column}=USD:skip")
    assert july(shop).value == 2100


def test_one_currency_in_its_column_is_no_question(shop: Workbook, tmp_path: Path) -> None:
    take(shop, file(tmp_path, "Currency,Amount", "EUR,100"))
    assert july(shop).value == 3100


def test_a_value_that_no_row_holds_is_a_slip(shop: Workbook, tmp_path: Path) -> None:
    path = file(tmp_path, "Type,Amount", "Sale,100", "Refund,40")
    with pytest.raises(ImportRefused, match=r"has “Refnd” in Type\. Did you mean “Refund”"):
        take(shop, path, "Type=Refnd:minus")
    with pytest.raises(ImportRefused, match="does not say what to do with which rows"):
        Mark.parse("Type=Refund")


def test_what_was_told_is_kept_as_plain_values() -> None:
    told = Told.parse("2026-12-25,2026-01-01", "Europe/Paris", ["Type=Refund:minus"])
    assert Told.of(told.plain()) == told
    assert Told().plain() == {}
    with pytest.raises(ImportRefused, match="no time zone"):
        Told.parse(zone="Paris")
    with pytest.raises(ImportRefused, match="no day"):
        Told.parse("Christmas")


def test_times_in_utc_are_told_and_moved_to_the_zone_of_the_shop(
    shop: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Date,Amount\n2026-06-30T22:30:00Z,5\n2026-07-01T09:00:00Z,7\n")
    rules = TransactionRules.parse("Date", "day", ["Sales=sum:Amount"])
    account = import_transactions(shop, path, rules)
    assert any("written in UTC" in n and "--zone Europe/Paris" in n for n in account.warnings)
    rules = TransactionRules.parse(
        "Date", "day", ["There=sum:Amount"], told=Told(zone="Europe/Paris")
    )
    import_transactions(shop, path, rules)
    assert july(shop, "There").value == 12


def test_an_article_that_came_back_at_its_price_is_asked_about(
    shop: Workbook, tmp_path: Path
) -> None:
    account = take(shop, file(tmp_path, "Qty,Amount", "1,10", "-1,10"))
    assert not july(shop).complete
    assert any('--treat "Qty=-1:minus"' in note for note in account.warnings)


def test_refunds_in_a_column_of_their_own_are_pointed_out(shop: Workbook, tmp_path: Path) -> None:
    account = take(shop, file(tmp_path, "Amount,Refunded amount", "10,0", "10,5"))
    assert any("“Refunded amount” stands in a column of its own" in n for n in account.warnings)


@pytest.mark.parametrize(
    ("column", "yes", "no"),
    [("Void", "Yes", "No"), ("Cancelled", "TRUE", "FALSE"), ("Is refund", "1", "0"),
     ("Storniert", "ja", "nein")],
)  # fmt: skip
def test_a_tick_that_says_refund_or_cancelled_is_asked_about(
    shop: Workbook, tmp_path: Path, column: str, yes: str, no: str
) -> None:
    account = take(shop, file(tmp_path, f"{column},Amount", f"{no},10", f"{no},10", f"{yes},4"))
    assert not july(shop).complete
    assert any(f'--treat "{column}={yes}:minus"' in note for note in account.warnings)


@pytest.mark.parametrize("words", ["Daily total", "Opening balance", "Tagessumme", "Z report"])
def test_sums_among_the_rows_are_asked_about(shop: Workbook, tmp_path: Path, words: str) -> None:
    path = file(tmp_path, "Type,Amount", "Sale,10", "Sale,10", f"{words},20")
    account = take(shop, path)
    assert not july(shop).complete
    assert any(f'--treat "Type={words}:skip"' in note for note in account.warnings)
    take(shop, path, f"Type={words}:skip")
    assert (july(shop).value, july(shop).complete) == (210, True)
