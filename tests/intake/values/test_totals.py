"""What a file's own totals row says is held against what was taken of its column."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.intake import Trial, try_readings, try_transactions
from workbook.intake.layouts.rules import TransactionRules
from workbook.intake.report import ControlTotal
from workbook.intake.tables.table import read_table
from workbook.strategy import Source

DAYS = ["2026-07-01,100.50", "2026-07-02,99.50", "2026-07-03,50"]


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    """A workbook in a file."""
    return create_workbook("Corner Shop", tmp_path)


def tried(book: Workbook, folder: Path, rows: Sequence[str], *totals: str) -> Trial:
    """Try a till file with these rows; its totals rows stand below them."""
    file = folder / "till.csv"
    below = [total if "," in total.strip('"') else f"Total,{total}" for total in totals]
    file.write_text("\n".join(["Day,Amount", *rows, *below]), encoding="utf-8")
    rules = TransactionRules.parse("Day", "month", ["Takings=sum:Amount", "Tickets=count"])
    return try_transactions(book, read_table(file), rules)


def control(trial: Trial) -> ControlTotal:
    [total] = trial.account.totals
    return total


def test_a_total_that_agrees_is_said(shop: Workbook, tmp_path: Path) -> None:
    trial = tried(shop, tmp_path, DAYS, "250.00")
    assert control(trial).agrees
    assert str(control(trial)) == "Amount: file says 250.00 (row 5); taken 250.00"
    assert "Control totals\n    Amount: file says 250.00" in str(trial.account)
    assert "An old extract" not in str(trial.account)


def test_a_total_without_decimals_is_met_by_what_rounds_to_it(
    shop: Workbook, tmp_path: Path
) -> None:
    assert control(tried(shop, tmp_path, [*DAYS, "2026-07-04,13952.6"], "14203")).agrees
    assert not control(tried(shop, tmp_path, [*DAYS, "2026-07-04,13952.6"], "14203.00")).agrees


def test_a_total_that_differs_says_by_how_much_and_why_totals_mostly_do(
    shop: Workbook, tmp_path: Path
) -> None:
    trial = tried(shop, tmp_path, DAYS, "300.00")
    assert str(control(trial)) == (
        "Amount: file says 300.00 (row 5); taken 250.00, which is 50.00 less."
    )
    causes = ["An old extract", "Adjustments", "Another mapping of accounts", "Another basis"]
    assert [cause for cause in causes if f"    {cause}: " in str(trial.account)] == causes
    assert "which is 50.00 more" in str(control(tried(shop, tmp_path, DAYS, "200.00")))


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (["n.d.,50"], "Row 5, which was refused, holds just that."),
        (["n.d.,30", "n.d.,20"], "The refused rows 5 and 6 hold just that."),
        (["n.d.,30", "n.d.,50"], "Row 6, which was refused, holds just that."),
        (["n.d.,30"], "The refused row 5 holds 30.00 of it."),
        (["2026-07-04,fifty"], "What row 5 holds cannot be read."),
    ],
)
def test_refused_rows_that_could_explain_a_difference_are_named(
    shop: Workbook, tmp_path: Path, refused: list[str], said: str
) -> None:
    trial = tried(shop, tmp_path, [*DAYS, *refused], "300.00")
    assert control(trial).explained == said


@pytest.mark.parametrize("totals", [("200.00", "50.00"), ("200.00", "50.00", "250.00")])
def test_subtotals_add_up_to_what_was_taken(
    shop: Workbook, tmp_path: Path, totals: tuple[str, ...]
) -> None:
    assert control(tried(shop, tmp_path, DAYS, *totals)).agrees


@pytest.mark.parametrize("mean", ["Total,5", "Average,7"])
def test_a_row_that_gives_the_mean_is_no_total(shop: Workbook, tmp_path: Path, mean: str) -> None:
    assert tried(shop, tmp_path, ["2026-07-01,4", "2026-07-02,6"], mean).account.totals == ()


def test_a_file_without_a_totals_row_says_nothing_of_totals(shop: Workbook, tmp_path: Path) -> None:
    trial = tried(shop, tmp_path, DAYS)
    assert trial.account.totals == ()
    assert "Control totals" not in str(trial.account)


def test_each_column_of_readings_is_held_against_its_total(shop: Workbook, tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(
        "Month,Sales,Costs\n2026-07,100,40\n2026-08,110,x\n2026-09,120,60\nTotal,330,160\n"
    )
    trial = try_readings(shop, read_table(file))
    assert [(each.column, each.agrees) for each in trial.account.totals] == [
        ("Sales", True), ("Costs", False),
    ]  # fmt: skip
    assert trial.account.totals[1].explained == ("What row 3 holds cannot be read.")


def test_the_source_of_the_readings_keeps_its_control_totals(
    shop: Workbook, tmp_path: Path
) -> None:
    tried(shop, tmp_path, DAYS, "300.00").take(shop)
    [source] = shop.plan.all(Source)
    assert source.totals == {"Amount": {"says": 300, "taken": 250, "places": 2}}
