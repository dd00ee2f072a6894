"""Real till lines become weekly KPI readings, and the figures are those of an independent count."""

import csv
import json
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest

from tests.journeys.test_example_pack import printed

TILL = Path(__file__).parents[3] / "shared" / "data" / "bakery_till.csv"
pytestmark = pytest.mark.skipif(
    not TILL.exists(), reason="the real till file is not beside the project"
)


def workbook(*words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "workbook", *map(str, words)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def till_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("till")
    workbook("new", "Edinburgh Bakery", "--at", folder)
    book = folder / "edinburgh-bakery.workbook"
    workbook(*importing(book))
    return book


def importing(book: Path) -> tuple[object, ...]:
    return (
        "import", book, TILL, "--as", "transactions", "--date", "Date", "--every", "week",
        "--kpi", "Tickets per week=distinct:Transaction",
        "--kpi", "Lines per ticket=rows_per:Transaction",
        "--kpi", "Coffee share=share:Transaction:Item=Coffee",
    )  # fmt: skip


def counted() -> dict[date, dict[str, float]]:
    """Count each week by hand: tickets, lines a ticket, share of tickets with coffee in percent."""
    weeks: dict[date, list[tuple[str, str]]] = defaultdict(list)
    with TILL.open(newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["Date"])
            weeks[day - timedelta(days=day.weekday())].append((row["Transaction"], row["Item"]))
    figures = {}
    for monday, rows in weeks.items():
        tickets = {ticket for ticket, _ in rows}
        coffee = {ticket for ticket, item in rows if item == "Coffee"}
        figures[monday] = {
            "tickets-per-week": len(tickets),
            "lines-per-ticket": len(rows) / len(tickets),
            "coffee-share": 100 * len(coffee) / len(tickets),
        }
    return figures


def figures(book: Path, quarter: str) -> dict[str, dict[str, object]]:
    answer = json.loads(workbook("findings", book, "--quarter", quarter, "--json"))
    assert answer["quarter"] == quarter
    return {figure["id"]: figure for figure in answer["figures"]}


def test_the_limits_are_those_of_an_independent_count(till_book: Path) -> None:
    found, weeks = figures(till_book, "2017-Q1"), counted()
    whole = [m for m in sorted(weeks) if date(2016, 10, 31) <= m <= date(2017, 3, 25)]
    whole = [monday for monday in whole if monday + timedelta(days=6) <= date(2017, 3, 31)]
    assert len(whole) == 21
    quarter = [monday for monday in whole if monday + timedelta(days=6) >= date(2017, 1, 1)]
    for slug in ("tickets-per-week", "lines-per-ticket", "coffee-share"):
        values = [weeks[monday][slug] for monday in whole]
        # A share is shown by its mean over the quarter, a count by the last one.
        share = fmean(weeks[monday][slug] for monday in quarter)
        moving = fmean(abs(b - a) for a, b in pairwise(values))
        wanted = {
            "actual": share if slug == "coffee-share" else values[-1],
            "centre": fmean(values),
            "lower": fmean(values) - 2.66 * moving,
            "upper": fmean(values) + 2.66 * moving,
        }
        for part, value in wanted.items():
            assert found[f"kpi.{slug}.{part}"]["value"] == pytest.approx(value, rel=1e-9)


def test_every_figure_says_how_and_from_what(till_book: Path) -> None:
    centre = figures(till_book, "2017-Q1")["kpi.tickets-per-week.centre"]
    facts = {"id", "label", "value", "unit", "method", "sources", "caveat", "places"} | {
        "code",
        "printed",
    }
    assert set(centre) == facts
    assert "mean" in str(centre["method"]).lower()
    assert "bakery_till.csv" in str(centre["sources"])


def test_the_same_file_again_changes_nothing(till_book: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    workbook("export", till_book, before)
    workbook(*importing(till_book))
    workbook("export", till_book, tmp_path / "after")
    for path in before.iterdir():
        assert path.read_text() == (tmp_path / "after" / path.name).read_text()


def test_the_till_becomes_a_pack_with_the_same_figures(till_book: Path, tmp_path: Path) -> None:
    said = workbook("report", till_book, "--quarter", "2017-Q1", "--out", tmp_path)
    pdf = next(tmp_path.glob("*.pdf"))
    assert pdf.name in said
    text = " ".join(printed(pdf))
    centre = figures(till_book, "2017-Q1")["kpi.tickets-per-week.centre"]["value"]
    assert "Tickets per week" in text
    assert f"{centre:.0f}" in text or f"{centre:.1f}" in text
