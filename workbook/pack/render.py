"""One quarter's pack on disk: the executed notebook, its PDF, and a manifest of both."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook import files
from workbook.resources import templates

if TYPE_CHECKING:
    from workbook.pack.run import Progress

__all__ = ["Made", "Order", "Rendered", "making", "put"]


@dataclass(frozen=True)
class Order:
    """What to print: which workbook and quarter, under which file name.

    Who may read the file `like` may read the pack, or else only you. `signing` is the file with a
    sign-off that is being made, which the notebook reads. `as_of` is a past day, or empty.
    """

    source: str = field(repr=False)
    quarter: str
    name: str
    like: Path | None = None
    signing: Path | None = None
    as_of: str = ""


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


@contextmanager
def making(
    order: Order, folder: Path, progress: "Progress | None" = None
) -> Iterator[tuple[Made, Rendered]]:
    """Run the report notebook for the order and print its pages, beside their place in `folder`.

    They are put there at the end of the `with` block, and not at all if it fails. The notebook
    reads the workbook anew, from the environment variable `WORKBOOK`.

    Raises:
        RenderFailed: a section failed, or a character cannot be printed; an older pack stays.
        StorageFailed: it could not be written; an older pack stays.
    """
    from workbook.pack.run import executed

    notebook = folder / f"{order.name}.ipynb"
    template = templates() / "quarterly_review.ipynb"
    asked = {"quarter": order.quarter, **({"as_of": order.as_of} if order.as_of else {})}
    with executed(template, notebook, asked, _env(order), progress, order.like) as fresh:
        document = _document(fresh)
        made = Made(document, _print(document), notebook)
        with _putting(made, order, folder) as there:
            yield made, there


def put(made: Made, order: Order, folder: Path) -> Rendered:
    """Write the PDF and its manifest to `folder`, in place of an older pack of the same name.

    Raises:
        StorageFailed: they could not be written; an older pack stays.
    """
    files.folder(folder, order.like)
    with _putting(made, order, folder) as there:
        return there


@contextmanager
def _putting(made: Made, order: Order, folder: Path) -> Iterator[Rendered]:
    pdf, manifest = (folder / f"{order.name}{end}" for end in (".pdf", ".manifest.json"))
    with files.beside(manifest, order.like) as facts, files.beside(pdf, order.like) as pages:
        pages.write_bytes(made.pdf)
        facts.write_bytes(_manifest(made, order, pdf.name))
        yield Rendered(made.notebook, pdf, manifest)


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
    facts |= {"as_of": order.as_of} if order.as_of else {}
    facts |= {"notebook": made.notebook.name} if made.notebook else {}
    return (json.dumps(facts, indent=2) + "\n").encode()
