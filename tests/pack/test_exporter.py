"""`jupyter nbconvert --to review_pack` prints an executed notebook, and no failed one."""

from io import BytesIO
from pathlib import Path

import nbformat
import pikepdf
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.nbconvertapp import NbConvertApp

from tests.pack.paper import pages
from tests.pack.test_gather import COVER, SCORECARD, notebook, ran
from workbook.errors import RenderFailed
from workbook.pack.exporter import ReviewPackExporter


def test_an_executed_notebook_becomes_a_pdf() -> None:
    pdf, resources = ReviewPackExporter().from_notebook_node(notebook(COVER, SCORECARD))
    assert resources["output_extension"] == ".pdf"
    assert len(pikepdf.open(BytesIO(pdf)).pages) == 2
    assert "Sales rose." in pages(pdf)[1]


def test_a_failed_notebook_is_refused() -> None:
    error = nbformat.v4.new_output("error", ename="KeyError", evalue="'sales'", traceback=[])
    with pytest.raises(RenderFailed, match="No pack was made"):
        ReviewPackExporter().from_notebook_node(notebook(COVER, SCORECARD, ran("x()", error)))


def test_nbconvert_knows_it_by_name() -> None:
    assert get_exporter("review_pack") is ReviewPackExporter


def nbconvert(notebook: Path) -> None:
    """Do what the command `jupyter nbconvert --to review_pack` does."""
    app = NbConvertApp()
    app.initialize(["--to", "review_pack", str(notebook)])
    app.start()


def test_the_command_writes_the_pdf_beside_the_notebook(tmp_path: Path) -> None:
    executed = tmp_path / "review.ipynb"
    nbformat.write(notebook(COVER, SCORECARD), executed)
    nbconvert(executed)
    assert "Sales rose." in pages((tmp_path / "review.pdf").read_bytes())[1]


def test_the_command_leaves_no_pdf_of_a_failed_run(tmp_path: Path) -> None:
    executed = tmp_path / "review.ipynb"
    failed = notebook(COVER, SCORECARD)
    failed.metadata["papermill"] = {"exception": True}
    nbformat.write(failed, executed)
    with pytest.raises(RenderFailed, match="The notebook stopped with an error"):
        nbconvert(executed)
    assert [path.name for path in tmp_path.iterdir()] == ["review.ipynb"]
