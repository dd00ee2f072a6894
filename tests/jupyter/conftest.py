"""Small notebooks to serve, one for each situation, and what the server says of its kernels."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import nbformat
import pytest

from tests.conftest import Served, serving

FORM = """
import ipywidgets as widgets
name, echo = widgets.Text(description="Name"), widgets.Label()
widgets.dlink((name, "value"), (echo, "value"), lambda text: f"Hello {text}." if text else "")
widgets.VBox([name, echo])
"""
LINKS = """
import ipywidgets as widgets
from IPython.display import HTML, display
tag = '<a href="01_next.ipynb">'
display(widgets.HTML(f"{tag}Next, in a form</a>"))
HTML(f"{tag}Next, in a result</a>")
"""
NOTEBOOKS: dict[str, Sequence[str]] = {
    "00_start": ["# Start\n\n[Next, in prose](01_next.ipynb)", FORM, LINKS],
    "01_next": ["# The next step"],
    "source": ["import os\nprint('The workbook is', os.environ['WORKBOOK'])"],
    "plain": ["print('It', 'ran.')"],  # what it prints does not stand in it
    "warning": ["import warnings\nwarnings.warn('for the programmer')", "print('All is well.')"],
    "broken": ["# A page", "print('Before.')", "1 / 0", "print('After.')"],
    "refused": ["from workbook.errors import NotFound\nraise NotFound('No <b>such</b> file.')"],
    "long": ["# Long", *(f"print('Paragraph {n}.' + 40 * chr(10))" for n in range(12))],
}


def write_notebook(path: Path, cells: Sequence[str], title: str | None = None) -> Path:
    """Write a notebook of a guided page, without code in sight; `#` begins what a cell says.

    It opens with prose of its own, as the notebooks that ship do, which the page says itself.
    """
    notebook = nbformat.v4.new_notebook()
    notebook.cells.append(nbformat.v4.new_markdown_cell("# For who opens it as a notebook"))
    for source in cells:
        said = f"from IPython.display import Markdown\nMarkdown({source!r})"
        cell = nbformat.v4.new_code_cell(said if source.startswith("# ") else source.strip())
        cell.metadata.update({"jupyter": {"source_hidden": True}})
        notebook.cells.append(cell)
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata.update(kernelspec=spec, workbook={"guided": True}, title=title or path.stem)
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small notebooks; a test changes nothing in it."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, cells in NOTEBOOKS.items():
        write_notebook(folder / f"{name}.ipynb", cells)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, notebooks: Path) -> Iterator[Served]:
    """A server of the small notebooks, for all tests of a module."""
    errors = tmp_path_factory.mktemp("server") / "errors.txt"
    with serving(errors, "bakery.workbook", notebooks=notebooks) as running:
        yield running


def ask(server: Served, path: str, *, method: str = "GET", body: object = None) -> Any:
    """Ask the server's own interface for something, and return its answer."""
    request = Request(
        server.origin + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {server.token}"},
        method=method,
    )
    with urlopen(request) as answer:
        return json.loads(answer.read() or "null")


def kernels(server: Served) -> list[str]:
    """Return the ids of the kernels in use."""
    return [kernel["id"] for kernel in ask(server, "/api/kernels")]


def wait_for(condition: Callable[[], bool], page: Any) -> None:
    """Wait, in the browser's time, until a condition of the server holds."""
    for _ in range(300):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not come about within 30 seconds.")
