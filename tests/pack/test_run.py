"""A report notebook is run by papermill: it gets its parameters, and a failure says where."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook import Quarter, create_workbook
from workbook.errors import NotFound, RenderFailed, WorkbookError
from workbook.pack.run import execute, executed
from workbook.strategy import Objective

SECRET = "postgresql://owner:hunter2@example.invalid/bakery"
ENV = {"WORKBOOK": SECRET}

SECTION = """\
class Section:
    def __repr__(self):
        return "A section"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            "text/html": f"<h2>{quarter}</h2>",
            "application/vnd.workbook.block": f"section {top}",
        }

Section()"""


def template(folder: Path, *cells: Any, name: str = "report.ipynb") -> Path:
    """Write a report notebook with two parameters and these cells."""
    parameters = 'quarter: str = "2026-Q1"  # Quarter to report\ntop: int = 3'
    notebook = new_notebook(
        cells=[new_code_cell(parameters, metadata={"tags": ["parameters"]}), *cells],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
    )
    nbformat.write(notebook, folder / name)
    return folder / name


def outputs(path: Path) -> list[Any]:
    """Return what each code cell of an executed notebook shows."""
    cells = nbformat.read(path, as_version=4).cells
    return [cell.outputs for cell in cells if cell.cell_type == "code"]


def run(notebook: Path, **parameters: Any) -> Path:
    return execute(notebook, notebook.parent / "out" / "review.ipynb", parameters, ENV)


def test_the_notebook_gets_its_parameters_and_keeps_what_its_cells_show(tmp_path: Path) -> None:
    """A section leaves both its page for reading and its data for print."""
    made = run(template(tmp_path, new_code_cell(SECTION)), quarter="2026-Q3", top=5)

    assert made == tmp_path / "out" / "review.ipynb"
    assert outputs(made)[-1][0].data == {
        "text/html": "<h2>2026-Q3</h2>",
        "text/plain": "A section",
        "application/vnd.workbook.block": "section 5",
    }


def test_a_parameter_that_is_not_given_keeps_the_notebooks_own_value(tmp_path: Path) -> None:
    """A call need not repeat what the template says."""
    made = run(template(tmp_path, new_code_cell("print(quarter, top)")), top=4)
    assert outputs(made)[-1][0].text == "2026-Q1 4\n"


def test_the_papermill_command_gives_the_same_outputs(tmp_path: Path) -> None:
    """A consultant who runs the template by hand, in an ordinary kernel, gets the same pack."""
    cells = [new_code_cell(SECTION), new_code_cell("import os; print(os.environ['WORKBOOK'])")]
    notebook = template(tmp_path, *cells)
    by_hand = tmp_path / "by-hand.ipynb"
    subprocess.run(
        [sys.executable, "-m", "papermill", notebook, by_hand, "-p", "quarter", "2026-Q3"],
        env={**os.environ, **ENV},
        check=True,
        capture_output=True,
    )
    assert outputs(run(notebook, quarter="2026-Q3")) == outputs(by_hand)


def test_a_pack_can_be_made_from_inside_a_notebook(tmp_path: Path) -> None:
    """There an event loop runs already, and papermill needs one too."""
    notebook = template(tmp_path, new_code_cell("print(quarter)"))

    async def page() -> Path:
        return run(notebook, quarter="2026-Q3")

    assert outputs(asyncio.run(page()))[-1][0].text == "2026-Q3\n"


@pytest.mark.parametrize("last", ["print(len(os.environ['WORKBOOK']))", "1 / 0"])
def test_the_notebook_does_not_say_where_the_workbook_is(tmp_path: Path, last: str) -> None:
    """The pack is passed on; the address of the database and its password are not."""
    notebook = template(tmp_path, new_code_cell("import os"), new_code_cell(last))
    try:
        kept = run(notebook, quarter="2026-Q3")
    except RenderFailed:
        kept = tmp_path / "out" / "review.failed.ipynb"

    text = kept.read_text()
    assert "2026-Q3" in text
    assert not [word for word in (SECRET, "hunter2", "example.invalid") if word in text]


def test_a_finished_notebook_names_no_folder_of_this_computer(tmp_path: Path) -> None:
    """Papermill notes its files; their names are enough."""
    made = run(template(tmp_path, new_code_cell("print(quarter)")), quarter="2026-Q3")
    noted = nbformat.read(made, as_version=4).metadata.papermill

    assert (noted.input_path, noted.output_path) == ("report.ipynb", "review.ipynb")
    assert str(tmp_path) not in made.read_text()


def test_an_unknown_parameter_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    """A slip of the pen does not print the wrong quarter."""
    with pytest.raises(WorkbookError, match=r"no parameter “quater”.*quarter, top"):
        run(template(tmp_path), quater="2026-Q3")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", [date(2026, 7, 1), ["2026-Q3"], None])
def test_a_parameter_is_a_simple_value(tmp_path: Path, value: object) -> None:
    """Papermill would crash on a date, and print a list into the notebook."""
    with pytest.raises(WorkbookError, match="“quarter” has to be a text, a number, or yes or no"):
        run(template(tmp_path), quarter=value)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message names the path that was tried."""
    with pytest.raises(NotFound, match=r"no-such\.ipynb"):
        run(tmp_path / "no-such.ipynb", quarter="2026-Q3")


NAMED = {"workbook": {"section": "Scorecard"}}


@pytest.mark.parametrize(
    "cells",
    [
        [new_markdown_cell("## Scorecard\nHow we did."), new_code_cell("1 / 0")],
        [new_markdown_cell("## Cover"), new_code_cell("1 / 0", metadata=NAMED)],
    ],
    ids=["by its heading", "by its own metadata"],
)
def test_a_failure_names_the_section_and_the_error(tmp_path: Path, cells: list[Any]) -> None:
    """The owner learns which page it was, and where the unfinished notebook lies."""
    with pytest.raises(RenderFailed) as failure:
        run(template(tmp_path, *cells), quarter="2026-Q3")

    kept = tmp_path / "out" / "review.failed.ipynb"
    assert str(failure.value) == (
        "The report stopped at “Scorecard”: ZeroDivisionError: division by zero. "
        f"Open {kept} to see how far it got."
    )
    assert "ZeroDivisionError" in kept.read_text()
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_an_error_of_the_workbooks_own_stands_as_its_sentence(tmp_path: Path) -> None:
    """It is plain English already, and needs no class name before it."""
    cell = new_code_cell("from workbook.quarter import Quarter\nQuarter.parse('spring')")
    with pytest.raises(RenderFailed, match=r": “spring” is not a quarter\. Write it like 2026-Q3"):
        run(template(tmp_path, cell))


def test_a_kernel_that_dies_is_a_failure_like_any_other(tmp_path: Path) -> None:
    """The notebook as far as it got is kept then too, though papermill does not write it."""
    cells = [new_code_cell("print('got here')"), new_markdown_cell("# Charts")]
    with pytest.raises(RenderFailed, match="stopped at “Charts”: DeadKernelError"):
        run(template(tmp_path, *cells, new_code_cell("import os; os._exit(3)")))
    assert outputs(tmp_path / "out" / "review.failed.ipynb")[1][0].text == "got here\n"


def test_a_failure_leaves_the_earlier_notebook_as_it_was(tmp_path: Path) -> None:
    """A good pack is not lost to a bad run; the next good run clears the failed one away."""
    good = template(tmp_path, new_code_cell("print(quarter)"))
    made = run(good, quarter="2026-Q2")
    before = made.read_bytes()
    with pytest.raises(RenderFailed):
        run(template(tmp_path, new_code_cell("1 / 0"), name="bad.ipynb"), quarter="2026-Q3")

    assert made.read_bytes() == before
    failed = made.with_name("review.failed.ipynb")
    assert failed.exists()

    run(good, quarter="2026-Q3")
    assert not failed.exists()


def test_what_cannot_be_printed_leaves_the_earlier_notebook_as_it_was(tmp_path: Path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.add(Objective, name="Grow")
    first = book.render(Quarter.parse("2026-Q3"), tmp_path / "packs").notebook
    assert first is not None
    before = first.read_bytes()
    book.add(Objective, name="Sing \ue000")
    with pytest.raises(RenderFailed, match=r"U\+E000"):
        book.render(Quarter.parse("2026-Q3"), tmp_path / "packs")
    assert first.read_bytes() == before
    assert first.with_name(f"{first.stem}.failed.ipynb").exists()


def test_progress_is_told_page_by_page_and_each_page_once(tmp_path: Path) -> None:
    """Whoever waits sees how far it is, and at which page."""
    notebook = template(
        tmp_path,
        new_markdown_cell("# Review"),
        new_code_cell("0"),
        new_code_cell("1", metadata={"workbook": {"section": "cover"}}),
        new_code_cell("'a cell of somebody\\'s own'"),
        new_code_cell("2", metadata={"workbook": {"section": "next_quarter"}}),
    )
    told: list[tuple[int, int, str]] = []
    execute(notebook, tmp_path / "out.ipynb", {}, ENV, lambda *step: told.append(step))
    assert told == [(1, 2, "cover"), (2, 2, "next quarter")]


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    """Papermill takes braces in a path for parameters."""
    folder = tmp_path / "Smith {and} Söhne"
    folder.mkdir()
    made = run(template(folder, new_code_cell("print(quarter)")), quarter="2026-Q3")
    assert made.parent.parent == folder
    assert outputs(made)[-1][0].text == "2026-Q3\n"


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_done_meanwhile_is_over_when_the_notebook_is(tmp_path: Path, fails: bool) -> None:
    """It begins with the cells, and the pack is made whatever becomes of it."""
    seen: list[str] = []

    def meanwhile() -> None:
        seen.append("begun")
        if fails:
            raise OSError("No room.")
        time.sleep(0.5)
        seen.append("done")

    notebook, output = template(tmp_path, new_code_cell("1")), tmp_path / "review.ipynb"
    with executed(notebook, output, {}, ENV, meanwhile=meanwhile) as fresh:
        assert seen == (["begun"] if fails else ["begun", "done"])
        assert outputs(fresh)[-1][0].data["text/plain"] == "1"
    assert output.exists()
