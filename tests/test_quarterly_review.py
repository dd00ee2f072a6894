"""The report notebook runs on a small workbook and shows every page, for screen and for print."""

from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from workbook import create_workbook
from workbook.pack.blocks import MIME, Cover, Section
from workbook.pack.pages import PAGES
from workbook.pack.reading import from_text
from workbook.resources import templates
from workbook.strategy import Initiative, Objective, Person, Review

NOTEBOOK = templates() / "quarterly_review.ipynb"
EVERY = ["cover", "for_you", *PAGES]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after papermill ran it for the bakery's third quarter."""
    folder = tmp_path_factory.mktemp("bakery")
    book = create_workbook("Rise Bakery", folder)
    ana = book.add(Person, name="Ana Ruiz")
    sales = book.add(Objective, name="Sell more bread", owner_id=ana)
    book.add(
        Initiative,
        name="Second oven",
        objective_ids=[sales],
        status="in progress",
        start=date(2026, 7, 1),
        due=date(2026, 8, 31),
    )
    book.add(Review, quarter="2026-Q3", headline="Bread is on time at last")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK", book.source)
        return papermill.execute_notebook(
            NOTEBOOK, folder / "out.ipynb", {"quarter": "2026-Q3"}, progress_bar=False
        )


def shown(notebook: Any) -> dict[str, dict[str, Any]]:
    """Return what each page's cell displays, by the name of its section."""
    return {
        cell.metadata["workbook"]["section"]: cell.outputs[0]["data"]
        for cell in notebook.cells
        if "workbook" in cell.metadata
    }


def test_the_notebook_is_kept_without_outputs_and_names_python_only() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert all(len(cell.source.splitlines()) <= 4 for cell in code)


def test_it_has_a_cell_for_each_page_in_the_order_of_the_pack() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in notebook.cells if "workbook" in cell.metadata]
    assert [cell.metadata["workbook"]["section"] for cell in cells] == EVERY
    assert [cell.source for cell in cells] == [f"report.{name}()" for name in EVERY]


def test_it_asks_for_the_quarter_and_for_what_else_makes_a_version() -> None:
    asked = papermill.inspect_notebook(str(NOTEBOOK))
    assert list(asked) == ["quarter", "as_of", "audience", "numbers"]
    assert asked["as_of"]["default"] == '""'
    assert asked["quarter"]["inferred_type_name"] == "str"
    assert asked["quarter"]["help"] == "Quarter to report, such as 2026-Q3"


def test_every_page_is_shown_in_the_order_of_the_pack(executed: Any) -> None:
    assert list(shown(executed)) == EVERY


def test_every_page_is_shown_once_for_people_and_once_for_the_printer(executed: Any) -> None:
    for name, data in shown(executed).items():
        block = from_text(data[MIME])
        assert isinstance(block, Cover if name == "cover" else Section)
        assert (block.business if name == "cover" else block.title) in data["text/html"]


def test_what_was_entered_stands_on_its_page(executed: Any) -> None:
    pages = {name: data["text/html"] for name, data in shown(executed).items()}
    assert "Rise Bakery" in pages["cover"]
    assert "Bread is on time at last" in pages["executive"]
    assert "Sell more bread" in pages["strategy"]
    assert "Second oven" in pages["roadmap"]
    assert "Overdue" in pages["roadmap"]


def test_the_executed_notebook_does_not_say_where_the_workbook_is_kept(executed: Any) -> None:
    assert "rise-bakery.workbook" not in nbformat.writes(executed)


def test_a_wrong_quarter_stops_it_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBOOK", create_workbook("Rise Bakery", tmp_path).source)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    parameters = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    parameters.source = 'quarter, as_of, audience, numbers = "summer", "", "", ""'
    with pytest.raises(CellExecutionError, match=r"“summer” is not a quarter\. Write it like"):
        NotebookClient(notebook).execute()
