"""The values of a file of readings: each KPI's are read together, with what the file tells."""

from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.errors import ImportRefused
from workbook.intake import Reconciliation, import_readings
from workbook.strategy import KPI
from workbook.strategy.destination.kpis import readings_of


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    return create_workbook("Corner Shop", tmp_path / "shop.workbook")


def take(book: Workbook, tmp_path: Path, text: str) -> Reconciliation:
    path = tmp_path / "readings.tsv"
    path.write_text(text, encoding="utf-8")
    return import_readings(book, path)


def values(book: Workbook, name: str) -> list[float]:
    plan = book.plan
    [kpi] = [kpi for kpi in plan.all(KPI) if kpi.name == name]
    return [reading.value for reading in readings_of(plan, kpi)]


def test_each_kpi_of_a_long_file_has_its_own_unit_and_currency(
    shop: Workbook, tmp_path: Path
) -> None:
    rows = [("Sales", "€100"), ("Dollars", "$5"), ("Share", "38%"), ("Weight", "12 kg"),
            ("Rate", "0.4")]  # fmt: skip
    text = "".join(f"{kpi}\t2026-07\t{value}\n" for kpi, value in rows)
    account = take(shop, tmp_path, f"kpi\tperiod\tvalue\n{text}")
    assert account.rows_taken == 5
    assert [values(shop, name) for name, _ in rows] == [[100], [5], [38], [12], [0.4]]
    units = {kpi.name: kpi.unit for kpi in shop.plan.all(KPI)}
    assert units == {"Sales": "EUR", "Dollars": "$", "Share": "%", "Weight": "kg", "Rate": ""}


def test_kpis_that_are_read_together_keep_their_own_units(shop: Workbook, tmp_path: Path) -> None:
    rows = [("Sales", "1.234,50 €"), ("Share", "38.5%"), ("Orders", "12")]
    text = "".join(f"{kpi}\t2026-07\t{value}\n" for kpi, value in rows)
    take(shop, tmp_path, f"kpi\tperiod\tvalue\n{text}")
    units = {kpi.name: kpi.unit for kpi in shop.plan.all(KPI)}
    assert units == {"Sales": "EUR", "Share": "%", "Orders": ""}


def test_one_column_with_decimal_commas_tells_it_for_the_others(
    shop: Workbook, tmp_path: Path
) -> None:
    take(shop, tmp_path, "Month\tSales\tWeight\n2026-07\t12,50\t1,250\n2026-08\t13,75\t2,500\n")
    assert values(shop, "Weight") == [1.25, 2.5]


def test_a_dash_in_a_wide_file_is_a_value_that_is_not_there_yet(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "Month\tSales\tVisitors\n2026-07\t100\t-\n2026-08\t110\tn/a\n2026-09\t120\t7\n"
    account = take(shop, tmp_path, text)
    assert (account.rows_read, account.rows_refused) == (4, 0)
    assert values(shop, "Visitors") == [7]


def test_fractions_for_a_kpi_that_counts_to_a_hundred_are_asked_about(
    shop: Workbook, tmp_path: Path
) -> None:
    shop.add(KPI, name="Share", frequency="month", unit="%", target=40)
    rows = "Share\t2026-07\t0.38\nShare\t2026-08\t0.41\nOther\t2026-07\t5\n"
    account = take(shop, tmp_path, f"kpi\tperiod\tvalue\n{rows}")
    assert account.rows_refused == 2
    assert account.refused[0].reason == (
        "“Share” is kept in %, and its other values lie above 1: 0.38 may be 0.38% or 38%. Write "
        "the percent sign."
    )
    take(
        shop, tmp_path, f"kpi\tperiod\tvalue\n{rows}".replace("0.38", "38%").replace("0.41", "41%")
    )
    assert values(shop, "Share") == [38, 41]


def test_a_kpi_that_is_made_of_percentages_counts_in_percent_and_the_next_file_is_held_to_it(
    shop: Workbook, tmp_path: Path
) -> None:
    take(shop, tmp_path, "Month\tMargin\tSales\n2026-07\t61%\t100\n2026-08\t63%\t110\n")
    assert {kpi.name: kpi.unit for kpi in shop.plan.all(KPI)} == {"Margin": "%", "Sales": ""}
    with pytest.raises(ImportRefused, match="Write the percent sign"):
        take(shop, tmp_path, "Month\tMargin\n2026-09\t0.62\n")
    assert values(shop, "Margin") == [61, 63]


def test_the_account_names_the_periods_and_each_refused_row_once(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "Month\tSales\tCosts\n2026-07\t1\t2\n2026-08\t3\t4\nSoon\t5\t6\n"
    account = str(take(shop, tmp_path, text))
    assert "Periods         July 2026 to August 2026" in account
    assert "    row 4: " in account


def test_fractions_of_a_percent_are_read_where_the_kpi_has_small_values(
    shop: Workbook, tmp_path: Path
) -> None:
    shop.add(KPI, name="Faults", frequency="month", unit="%", target=0.5)
    take(shop, tmp_path, "kpi\tperiod\tvalue\nFaults\t2026-07\t0.38\n")
    assert values(shop, "Faults") == [0.38]
