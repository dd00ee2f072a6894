"""From the example's plain files to a printed pack, and what a reader finds in it."""

import json
import re
import subprocess
from pathlib import Path

import nbformat
import pikepdf
import pytest

from workbook import Quarter, Workbook
from workbook.insight.findings import findings
from workbook.pack.render import Rendered
from workbook.resources import templates
from workbook.store import Store, database
from workbook.strategy import KPI, Person
from workbook.strategy.destination.kpis import kpi_slugs

Q3 = Quarter.parse("2026-Q3")


def example(at: Path) -> Workbook:
    source = str(at / "rise-bakery.workbook")
    book = Workbook(source, Store(database.connect(source, create=True)))
    book.restore(templates() / "example")
    return book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def pack(book: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return book.render(Q3, tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def pages(pack: Rendered) -> list[str]:
    return printed(pack.pdf)


def printed(pdf: Path) -> list[str]:
    """Return the text of each page, its white space folded."""
    command = ["pdftotext", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\s+", " ", page) for page in text.split("\f") if page.strip()]


def test_the_pack_is_a_short_read_in_the_agreed_order(pages: list[str]) -> None:
    titles = (
        "The quarter at a glance",
        "Decisions and actions",
        "Where we stand",
        "Strategy on a page",
        "Who carries what",
        "Scorecard",
        "Signal or noise",
        "Roadmap",
        "Choices",
        "Decision papers",
        "Futures",
        "Two of five risks high",
        "Where money and hours go",
        "Did it work?",
        "Next quarter",
        "Sources and methods",
    )
    starts = [next(n for n, page in enumerate(pages[1:], 2) if t in page) for t in titles]
    assert 8 <= starts[-1] <= 18
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "words",
    [
        "Deliveries hold at 95%; the people who bake are at their limit.",
        "Close the shop at 17:00 on Mondays",
        "Hire the second shift lead now, or wait until January?",
        "the bakery that the street and thirty cafés count on",
        "Bake to a daily forecast",
        "Decide and sign with the shift lead",
    ],
)
def test_what_people_wrote_stands_in_the_pack(pages: list[str], words: str) -> None:
    assert words in " ".join(pages)


def test_what_was_learnt_stands_in_the_pack_with_what_it_rests_on(pages: list[str]) -> None:
    whole = " ".join(pages)
    for said in (
        "+6.1 points (5.3 to 7.2)",
        "It was rising before: that alone gives 2.8 points.",
        "15 pairs of months, three months later",
        "Three forecasts are resolved so far; a score needs ten.",
    ):
        assert said in whole


def test_every_figure_of_a_kpi_that_is_printed_stands_in_the_findings(
    book: Workbook, pages: list[str]
) -> None:
    figures = {figure.id: figure for figure in findings(book.plan_for(Q3), Q3)}
    whole = " ".join(pages)
    for slug in kpi_slugs(book.plan).values():
        for part in ("actual", "target"):
            figure = figures[f"kpi.{slug}.{part}"]
            assert figure.bare in whole, figure.id
        assert figures[f"kpi.{slug}.centre"].method


def test_a_stale_kpi_is_never_shown_as_good(book: Workbook) -> None:
    figures = {figure.id: figure for figure in findings(book.plan_for(Q3), Q3)}
    stale = figures["kpi.orders-placed-ahead.actual"]
    assert stale.value is None
    assert "2026-Q3" in stale.caveat or "no reading" in stale.caveat.lower()


def test_the_pdf_is_tagged_named_and_readable_aloud(pack: Rendered) -> None:
    with pikepdf.open(pack.pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert "Rise Bakery" in str(pdf.open_metadata()["dc:title"])
        figures = list(tagged(pdf.Root.StructTreeRoot, "/Figure"))
        assert len(figures) >= 8
        assert all(len(str(figure.get("/Alt", ""))) > 20 for figure in figures)


def tagged(element: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    """Return the elements of one kind in the structure tree."""
    found = [element] if element.get("/S") == kind else []
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += tagged(child, kind)
    return found


def test_the_executed_notebook_shows_the_same_pages_on_screen(pack: Rendered) -> None:
    notebook = nbformat.read(pack.notebook, as_version=4)
    names = [cell.metadata.get("workbook", {}).get("section") for cell in notebook.cells]
    shown = [
        output.data
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "application/vnd.workbook.block" in output.get("data", {})
    ]
    assert len([name for name in names if name]) == len(shown) >= 9
    assert all("text/html" in data for data in shown)


def test_neither_notebook_nor_manifest_names_the_database(pack: Rendered, book: Workbook) -> None:
    assert book.source not in pack.notebook.read_text()
    facts = json.loads(pack.manifest.read_text())
    assert facts["quarter"] == "2026-Q3"
    assert book.source not in pack.manifest.read_text()


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    book = example(tmp_path)
    book.sign_off(Q3, book.plan.all(Person)[0].name)
    first = book.render(Q3, tmp_path / "first")
    kpi = book.plan.all(KPI)[0]
    book.save([edit(kpi, target=99.0)])
    second = book.render(Q3, tmp_path / "second")
    assert first.pdf.read_bytes() == second.pdf.read_bytes()
    assert "Draft" not in " ".join(printed(first.pdf))
    next_one = book.render(Q3.next, tmp_path / "next")
    assert "99" in " ".join(printed(next_one.pdf))


def edit(kpi: KPI, **fields: float) -> object:
    from workbook.store import Edit

    return Edit(KPI, kpi.id, fields, kpi.version)


def test_a_workbook_with_nothing_in_it_prints_what_to_do(tmp_path: Path) -> None:
    from workbook import create_workbook

    book = create_workbook("New Shop", tmp_path)
    text = " ".join(printed(book.render(Q3, tmp_path / "pack").pdf))
    assert "New Shop" in text
    assert text.count("missing") + text.count("yet") >= 5
