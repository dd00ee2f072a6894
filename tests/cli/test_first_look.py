"""`workbook try`: signal and noise of one file, in the terminal, on a page and as a workbook."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.pack.paper import pages
from workbook import open_workbook
from workbook.cli import main
from workbook.strategy import KPI
from workbook.strategy.review import NoiseBill

CALM = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 50, 52, 49, 51, 50, 70, 50)


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    weeks = (date(2026, 1, 5) + timedelta(weeks=week) for week in range(len(CALM)))
    lines = [f"{week},{value}" for week, value in zip(weeks, CALM, strict=True)]
    file = tmp_path / "sales.csv"
    file.write_text("\n".join(["Date,Sales", *lines]), encoding="utf-8")
    return file


def test_the_account_says_signals_noise_and_what_it_rests_on(
    sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["try", str(sales)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for part in (
        "sales.csv: 19 of 19 rows taken",
        "Newest: 50, week of 11 May 2026. Usually between",
        "The week of 4 May 2026 lies above the upper natural limit.",
        "asks 6 times: 2 about signals, 4 about noise.",
        "such as: --minutes 30",
        "The limits rest on 19 complete readings of one series",
        "Chance alone would give about 0.2 signals",
    ):
        assert part in out
    assert not [*sales.parent.glob("*.workbook")]


def test_the_cost_is_that_of_the_three_numbers_given(
    sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["try", str(sales), "--minutes", "30", "--people", "2", "--hourly", "25"])
    out = " ".join(capsys.readouterr().out.split())
    assert "4 × 30 minutes × 2 people = 4 hours, or 100, by the numbers you gave." in out


def test_it_is_printed_on_a_page_when_asked(sales: Path, tmp_path: Path) -> None:
    out = tmp_path / "noise.pdf"
    assert main(["try", str(sales), "--percent", "10", "--pdf", str(out)]) == 0
    [printed] = pages(out.read_bytes())
    assert "Moved by more than 10%" in printed
    assert "sales.csv" in printed


def test_it_becomes_a_workbook_with_its_first_pack(
    sales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "corner-cafe.workbook"
    assert main(["try", str(sales), "--percent", "10", "--make", str(made)]) == 0
    book = open_workbook(made)
    [kpi] = book.plan.all(KPI)
    assert (kpi.name, len(book.plan.series(kpi))) == ("Sales", len(CALM))
    assert [bill.percent for bill in book.plan.all(NoiseBill)] == [10]
    pack = (tmp_path / "packs" / "corner-cafe-2026-Q2.pdf").read_bytes()
    assert any("The noise bill Whoever asks" in page for page in pages(pack))
    assert f"workbook start {made}" in capsys.readouterr().out


def test_a_workbook_that_is_there_is_left_alone(
    sales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "corner-cafe.workbook"
    made.write_text("mine", encoding="utf-8")
    assert main(["try", str(sales), "--make", str(made)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert made.read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_told_is_asked_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Date,Sales\n03/04/2026,5\n04/05/2026,6\n", encoding="utf-8")
    assert main(["try", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Say it: --dates day-first or --dates month-first" in said
    assert main(["try", str(file), "--dates", "day-first", "--every", "month"]) == 0
    assert "“Sales” has two complete readings" in capsys.readouterr().out
    assert main(["try", str(file), "--percent", "0"]) == 2
