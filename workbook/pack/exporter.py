"""`jupyter nbconvert --to review_pack`: an executed report notebook becomes the printed pack."""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import List

from workbook.pack.gather import gather
from workbook.pack.printing.typeset import typeset

__all__ = ["ReviewPackExporter"]


class ReviewPackExporter(Exporter):
    """Write the blocks that a notebook's cells display as a tagged PDF."""

    output_mimetype = "application/pdf"
    export_from_notebook = "Review pack (PDF)"
    # The pack is made from data: none of nbconvert's clean-up of code and pictures applies.
    default_preprocessors: List[Any] = List([])

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own PDF exporter does
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF and nbconvert's resources; RenderFailed if the notebook did not finish."""
        _, resources = super().from_notebook_node(nb, resources, **kw)
        return typeset(gather(nb)), resources
