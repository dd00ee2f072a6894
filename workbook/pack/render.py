"""One quarter's pack on disk: the executed notebook, its PDF, and a manifest of both."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.resources import templates

if TYPE_CHECKING:
    from workbook.pack.run import Progress

__all__ = ["Order", "Rendered", "render"]


@dataclass(frozen=True)
class Order:
    """What to print: which workbook and quarter, under which file name."""

    source: str
    quarter: str
    name: str


@dataclass(frozen=True)
class Rendered:
    """Where the finished pack is."""

    notebook: Path
    pdf: Path
    manifest: Path


def render(order: Order, folder: Path, progress: "Progress | None" = None) -> Rendered:
    """Run the report notebook for the order and print it into `folder`.

    The notebook reads the workbook anew, from the environment variable `WORKBOOK`. An older pack
    of the same name is replaced only once the new one is finished.

    Raises:
        RenderFailed: a section failed, or a character cannot be printed; the older pack stays.
    """
    from workbook.pack.run import execute

    stem = folder / order.name
    made = Rendered(*(stem.with_suffix(end) for end in (".ipynb", ".pdf", ".manifest.json")))
    template = templates() / "quarterly_review.ipynb"
    execute(template, made.notebook, {"quarter": order.quarter}, _env(order), progress)
    document = _document(made.notebook)
    _replace(made.pdf, _print(document))
    # The code is what the cover says: somebody may have saved while the notebook ran.
    _replace(made.manifest, _manifest(order, made, document["cover"]["code"]))
    return made


def _env(order: Order) -> dict[str, str]:
    return {"WORKBOOK": order.source}


def _document(notebook: Path) -> dict[str, Any]:
    import nbformat

    from workbook.pack.gather import gather

    return gather(nbformat.read(notebook, as_version=4))  # type: ignore[no-untyped-call]


def _print(document: dict[str, Any]) -> bytes:
    from workbook.pack.printing.typeset import typeset

    return typeset(document)


def _manifest(order: Order, made: Rendered, code: str) -> bytes:
    facts: dict[str, Any] = {
        "quarter": order.quarter,
        "code": code,
        "pdf": {"file": made.pdf.name, "sha256": hashlib.sha256(made.pdf.read_bytes()).hexdigest()},
        "notebook": made.notebook.name,
    }
    return (json.dumps(facts, indent=2) + "\n").encode()


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
