"""The guided notebooks: what stands in them, and that each runs, on empty and filled workbooks."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from workbook import create_workbook, open_workbook
from workbook.book import Workbook
from workbook.resources import notebooks, templates
from workbook.store import Store, database
from workbook.strategy.outline import steps

PATHS = sorted(notebooks().glob("*.ipynb"))


@pytest.fixture(params=["empty", "example"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A workbook that was just made, and the example business."""
    if request.param == "empty":
        return create_workbook("Rise Bakery", tmp_path).source
    file = str(tmp_path / "example.workbook")
    Workbook(file, Store(database.connect(file, create=True))).restore(templates() / "example")
    return file


def test_every_cell_of_every_notebook_runs(source: str) -> None:
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env"]
    settings = ["--nbval-cell-timeout=120", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *settings, *map(str, PATHS)],
        env={**os.environ, "WORKBOOK": source},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert f"{2 * len(PATHS)} passed" in done.stdout


def test_there_is_a_notebook_for_each_step(tmp_path: Path) -> None:
    plan = create_workbook("Rise Bakery", tmp_path).plan
    assert [path.name for path in PATHS] == [step.notebook for step in steps(plan)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_prose_and_a_few_short_hidden_cells(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    about, *cells = notebook.cells
    assert about.cell_type == "markdown"
    assert "minutes" in about.source
    assert len(about.source.split()) < 90
    for cell in cells:
        assert len(cell.source.splitlines()) <= 3
        assert (cell.outputs, cell.execution_count) == ([], None)
        assert cell.metadata.jupyter.source_hidden is True
    assert notebook.metadata.workbook.guided is True
    assert notebook.metadata.kernelspec.name == "python3"
    assert about.source.startswith(f"# {notebook.metadata.title}\n")


def test_a_workbook_that_is_not_there_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shown: list[list[str]] = []
    shell._showtraceback = lambda kind, value, lines: shown.append(lines)
    gone = tmp_path / "gone.workbook"
    shell.run_cell(f"from workbook import open_workbook\nopen_workbook({str(gone)!r})")
    [[sentence]] = shown
    assert str(gone) in sentence
    assert "Traceback" not in sentence
    with pytest.raises(Exception, match="gone"):
        open_workbook(gone)
