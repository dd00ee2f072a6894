"""One quarter's pack on disk: the executed notebook, its PDF, and a manifest of both."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.resources import templates

if TYPE_CHECKING:
    from workbook.pack.run import Progress

__all__ = ["Made", "Order", "Rendered", "make", "put"]


@dataclass(frozen=True)
class Order:
    """What to print: which workbook and quarter, under which file name.

    `signing` is the file with a sign-off that is being made, which the notebook reads.
    """

    source: str
    quarter: str
    name: str
    signing: Path | None = None


@dataclass(frozen=True)
class Made:
    """A pack: what its pages say, the PDF, and the executed notebook if one was run for it."""

    document: dict[str, Any]
    pdf: bytes
    notebook: Path | None = None


@dataclass(frozen=True)
class Rendered:
    """Where the finished pack is; one that was signed off before has no notebook of its own."""

    notebook: Path | None
    pdf: Path
    manifest: Path


def make(order: Order, folder: Path, progress: "Progress | None" = None) -> Made:
    """Run the report notebook for the order, keep it in `folder`, and print its pages.

    The notebook reads the workbook anew, from the environment variable `WORKBOOK`.

    Raises:
        RenderFailed: a section failed, or a character cannot be printed; an older pack stays.
    """
    from workbook.pack.run import executed

    notebook = folder / f"{order.name}.ipynb"
    template = templates() / "quarterly_review.ipynb"
    with executed(template, notebook, {"quarter": order.quarter}, _env(order), progress) as fresh:
        document = _document(fresh)
        return Made(document, _print(document), notebook)


def put(made: Made, order: Order, folder: Path) -> Rendered:
    """Write the PDF and its manifest to `folder`, in place of an older pack of the same name."""
    folder.mkdir(parents=True, exist_ok=True)
    pdf, manifest = (folder / f"{order.name}{end}" for end in (".pdf", ".manifest.json"))
    there = Rendered(made.notebook, pdf, manifest)
    _replace(there.pdf, made.pdf)
    _replace(there.manifest, _manifest(made, order, there.pdf.name))
    return there


def _env(order: Order) -> dict[str, str]:
    signing = {"WORKBOOK_SIGNING": str(order.signing)} if order.signing else {}
    return {"WORKBOOK": order.source, **signing}


def _document(notebook: Path) -> dict[str, Any]:
    import nbformat

    from workbook.pack.gather import gather

    return gather(nbformat.read(notebook, as_version=4))  # type: ignore[no-untyped-call]


def _print(document: dict[str, Any]) -> bytes:
    from workbook.pack.printing.typeset import typeset

    return typeset(document)


def _manifest(made: Made, order: Order, name: str) -> bytes:
    facts: dict[str, Any] = {
        "quarter": order.quarter,
        # What the cover says: somebody may have saved while the notebook ran.
        "code": made.document["cover"]["code"],
        "pdf": {"file": name, "sha256": hashlib.sha256(made.pdf).hexdigest()},
    }
    facts |= {"notebook": made.notebook.name} if made.notebook else {}
    return (json.dumps(facts, indent=2) + "\n").encode()


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
