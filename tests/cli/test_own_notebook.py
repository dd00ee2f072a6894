"""`workbook report --notebook`: pages of one's own, in every format and in what is signed."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests.pack.writers.extracted import EXTRACTED, squeezed
from workbook import create_workbook, open_workbook
from workbook.cli import main
from workbook.pack.writers import WRITERS
from workbook.resources import templates
from workbook.strategy import Person

OWN = """\
from matplotlib.figure import Figure

people = open_workbook().table("person")[["name", "role"]]
figure = Figure(figsize=(3, 1))
figure.add_subplot().plot([1, 2, 3])
report.own("Our own look at Mondays", "Counted by hand.", people, figure, alt="It rises.")
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = create_workbook("Rise Bakery", tmp_path_factory.mktemp("own"))
    book.add(Person, name="Marta", role="Baker")
    book.store.close()
    return Path(book.source)


@pytest.fixture(scope="module")
def notebook(bakery: Path) -> Path:
    """A copy of the report notebook with a cell of one's own before the sources."""
    copied = nbformat.read(templates() / "quarterly_review.ipynb", as_version=4)
    copied.cells.insert(-1, new_code_cell(OWN))
    nbformat.write(copied, bakery.with_name("our review.ipynb"))
    return bakery.with_name("our review.ipynb")


def test_a_page_of_ones_own_is_in_every_format_of_one_run(
    bakery: Path, notebook: Path, tmp_path: Path
) -> None:
    asked = ["report", str(bakery), "--quarter", "2026-Q3", "--out", str(tmp_path)]
    assert main([*asked, "--notebook", str(notebook), "--format", ",".join(WRITERS)]) == 0
    for format in WRITERS:
        [file] = tmp_path.glob(f"*.{format}")
        said = squeezed(EXTRACTED[format](file.read_bytes()))
        for text in ("Our own look at Mondays", "Counted by hand.", "Marta", "Baker"):
            assert squeezed(text) in said, format
    [manifest] = tmp_path.glob("*.manifest.json")
    assert set(WRITERS) <= set(json.loads(manifest.read_text()))
    assert notebook.exists()


def test_it_is_signed_with_the_rest_and_none_is_added_to_it_later(
    bakery: Path, notebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing = ["sign-off", str(bakery), "--quarter", "2026-Q2", "--by", "Marta"]
    assert main([*signing, "--notebook", str(notebook)]) == 0
    book = open_workbook(bakery)
    assert "Our own look" in EXTRACTED["pdf"](book.pack(book.quarter("2026-Q2")).pdf)
    book.store.close()
    again = ["report", str(bakery), "--quarter", "2026-Q2", "--out", str(tmp_path)]
    assert main([*again, "--format", "html"]) == 0
    assert "Our own look" in next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert main([*again, "--notebook", str(notebook)]) == 2
    assert "is printed as it was signed" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    "text", ["", "no notebook", "[]", '{"cells": 1, "nbformat": 4}', '{"a": 1}']
)
def test_what_is_no_notebook_is_refused_in_a_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = create_workbook("Rise Bakery", tmp_path)
    fresh.store.close()
    wrong = tmp_path / "wrong.ipynb"
    wrong.write_text(text)
    asked = ["report", fresh.source, "--quarter", "2026-Q3", "--notebook", str(wrong)]
    assert main(asked) == 2
    assert "wrong.ipynb" in capsys.readouterr().err
    assert wrong.read_text() == text
