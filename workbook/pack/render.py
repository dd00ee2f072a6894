"""One quarter's pack on disk: the executed notebook, the files made of it, and their manifest."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook import files
from workbook.pack.brand import PLAIN, Brand
from workbook.pack.prints import Print, print_of
from workbook.resources import templates
from workbook.store import signoff

if TYPE_CHECKING:
    from workbook.pack.run import Progress
    from workbook.strategy import SignOff

__all__ = ["Made", "Order", "Rendered", "kept", "making", "put", "signed"]


@dataclass(frozen=True)
class Order:
    """What to print: which workbook and quarter, under which file name, in which formats.

    Who may read the file `like` may read the pack, or else only you. `signing` is the file with a
    sign-off that is being made, which the notebook reads. `as_of` is a past day, or empty, and
    `audience` for whom it is, empty for the owner. `looked_through` are variables that spare the
    notebook's kernel a look. `template` is a report notebook of one's own, and `brand` how the
    practice has its packs.
    """

    source: str = field(repr=False)
    quarter: str
    name: str
    like: Path | None = None
    signing: Path | None = None
    as_of: str = ""
    audience: str = ""
    looked_through: Mapping[str, str] = field(default_factory=dict, repr=False)
    formats: tuple[str, ...] = ("pdf",)
    template: Path | None = None
    brand: Brand = PLAIN


@dataclass(frozen=True)
class Made:
    """A pack: what its pages say, a file of each format, and the notebook if one was run.

    The note is what has to be said of a signed PDF that was printed again; see `prints`.
    """

    document: dict[str, Any]
    files: Mapping[str, bytes]
    notebook: Path | None = None
    note: str = ""


@dataclass(frozen=True)
class Rendered:
    """Where the finished pack is; one that was signed off before has no notebook of its own."""

    notebook: Path | None
    files: Mapping[str, Path]
    manifest: Path
    note: str = ""

    @property
    def pdf(self) -> Path:
        """The PDF, which is made unless other formats alone are asked for."""
        return self.files["pdf"]


@contextmanager
def making(
    order: Order, folder: Path, progress: "Progress | None" = None
) -> Iterator[tuple[Made, Rendered]]:
    """Run the report notebook for the order and write its pages, beside their place in `folder`.

    It is run once, whatever formats are asked for. All is put there at the end of the `with`
    block, and nothing if it fails. The notebook reads the workbook anew, from the environment
    variable `WORKBOOK`.

    Raises:
        RenderFailed: a section failed, or a character cannot be printed; an older pack stays.
        StorageFailed: it could not be written; an older pack stays.
    """
    from workbook.pack.run import executed
    from workbook.pack.writers import make_ready, written

    notebook = folder / f"{order.name}.ipynb"
    template = order.template or templates() / "quarterly_review.ipynb"
    asked = {"quarter": order.quarter, **_asked(order)}
    ready = partial(make_ready, order.formats)
    with executed(template, notebook, asked, _env(order), progress, order.like, ready) as fresh:
        document = _dressed(_document(fresh), order.brand)
        made = Made(document, written(document, order.formats, order.brand), notebook)
        with _putting(made, order, folder) as there:
            yield made, there


def kept(signing: "SignOff", folder: Path) -> Brand:
    """Return the brand that a sign-off was printed in; slides take what lies in the folder now."""
    from workbook.pack.reading import look_of

    document = signoff.document_of(signing)
    return Brand(folder, look_of(document), document["cover"].get("numbers", ""))


def signed(signing: "SignOff", order: Order) -> Made:
    """Return the pack of a sign-off: the PDF that was signed, and other formats of its pages."""
    from workbook.pack.writers import written

    document = signoff.document_of(signing)
    others = [each for each in order.formats if each != "pdf"]
    pdf, note = print_of(signing) if "pdf" in order.formats else Print(b"")
    every = {"pdf": pdf, **written(document, others, order.brand)}
    return Made(document, {each: every[each] for each in order.formats}, note=note)


def put(made: Made, order: Order, folder: Path) -> Rendered:
    """Write the files and their manifest to `folder`, in place of an older pack of the same name.

    Raises:
        StorageFailed: they could not be written; an older pack stays.
    """
    files.folder(folder, order.like)
    with _putting(made, order, folder) as there:
        return there


@contextmanager
def _putting(made: Made, order: Order, folder: Path) -> Iterator[Rendered]:
    manifest = folder / f"{order.name}.manifest.json"
    there = {each: folder / f"{order.name}.{each}" for each in made.files}
    with ExitStack() as unfinished:
        facts = unfinished.enter_context(files.beside(manifest, order.like))
        for each, path in there.items():
            fresh = unfinished.enter_context(files.beside(path, order.like))
            fresh.write_bytes(made.files[each])
        facts.write_bytes(_manifest(made, order, there))
        yield Rendered(made.notebook, there, manifest, made.note)


def _asked(order: Order) -> dict[str, str]:
    """Return what is asked for beside the quarter."""
    every = {
        "as_of": order.as_of,
        "audience": order.audience,
        "numbers": order.brand.numbers,
    }
    return {name: value for name, value in every.items() if value}


def _env(order: Order) -> dict[str, str]:
    signing = {"WORKBOOK_SIGNING": str(order.signing)} if order.signing else {}
    return {"WORKBOOK": order.source, **signing, **order.looked_through}


def _document(notebook: Path) -> dict[str, Any]:
    import nbformat

    from workbook.pack.gather import gather

    return gather(nbformat.read(notebook, as_version=4))  # type: ignore[no-untyped-call]


def _dressed(document: dict[str, Any], brand: Brand) -> dict[str, Any]:
    """Return a gathered pack with its look, which a sign-off keeps with it."""
    if brand.look is None:
        return document
    return {**document, "look": brand.look.of(document["cover"]["business"]).to_json()}


def _manifest(made: Made, order: Order, there: Mapping[str, Path]) -> bytes:
    facts: dict[str, Any] = {
        "quarter": order.quarter,
        # What the cover says: somebody may have saved while the notebook ran.
        "code": made.document["cover"]["code"],
    }
    for each, path in there.items():
        facts[each] = {
            "file": path.name,
            "sha256": hashlib.sha256(made.files[each]).hexdigest(),
        }
    facts |= _asked(order)
    facts |= {"notebook": made.notebook.name} if made.notebook else {}
    facts |= {"note": made.note} if made.note else {}
    return (json.dumps(facts, indent=2) + "\n").encode()
