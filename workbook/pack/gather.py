"""From an executed notebook to the pack's data: its cover and sections, in the cells' order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook.errors import RenderFailed
from workbook.pack.blocks import MIME, SCHEMA, Prose
from workbook.pack.reading import from_text
from workbook.wording import say_list

__all__ = ["composed", "gather", "is_unused", "without_left_out"]

_LEFT_OUT = "Left out, as nothing is written down for it:"


def gather(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{"schema", "cover", "sections"}` from a notebook (nbformat 4) that ran to its end.

    RenderFailed names the cell if the notebook failed or was not run, and says what is missing
    if it shows no cover or no section: there is never a pack of half a run.
    """
    for number, cell in _code_cells(notebook):
        _check_ran(number, cell)
    if notebook.get("metadata", {}).get("papermill", {}).get("exception"):
        raise RenderFailed("The notebook stopped with an error. No pack was made of it.")
    return composed([part for _, cell in _code_cells(notebook) for part in _parts(cell)])


def composed(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a cover and sections, as their `to_json` gives them, as one pack; see `gather`."""
    covers = [part for part in parts if part["kind"] == "cover"]
    sections = [part for part in parts if part["kind"] == "section"]
    if len(covers) != 1:
        raise RenderFailed(
            f"The notebook shows {len(covers) or 'no'} covers. A pack needs one: "
            "a cell that ends in the report's cover."
        )
    if not sections:
        raise RenderFailed("The notebook shows a cover but no section. Add a section in a cell.")
    unused = [part for part in sections if is_unused(part)]
    sections = [section for section in sections if section not in unused]
    return {"schema": SCHEMA, "cover": covers[0], "sections": [*_naming(unused, sections)]}


def is_unused(section: Mapping[str, Any]) -> bool:
    """Tell whether a section is left out of the pack: one that only says what is missing."""
    return bool(section["optional"]) and _only_missing(section["blocks"])


def _naming(
    unused: Sequence[Mapping[str, Any]], sections: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Name at the end what the business does not use, so that nobody looks for it in vain.

    A page without a block is one that nobody has asked for: that is no gap. The line stands before
    the list of figures: that is set in columns, and what follows it begins a page of its own.
    """
    named = [section["title"] for section in unused if section["blocks"]]
    if not (named and sections):
        yield from sections
        return
    *before, last = sections
    line = Prose(f"{_LEFT_OUT} {say_list(named)}.").to_json()
    end = _end(blocks := last["blocks"])
    yield from (*before, {**last, "blocks": [*blocks[:end], line, *blocks[end:]]})


def without_left_out(blocks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the blocks of a section without the line that names what is left out of its pack."""
    end = _end(blocks)
    last = blocks[end - 1] if end else {}
    told = last.get("kind") == "prose" and last["text"].startswith(_LEFT_OUT)
    return [*blocks[: end - told], *blocks[end:]]


def _end(blocks: Sequence[Mapping[str, Any]]) -> int:
    return len(blocks) - bool(blocks and blocks[-1].get("index"))


def _only_missing(blocks: Sequence[Mapping[str, Any]]) -> bool:
    return all(
        block.get("tone") == "missing"
        or block["kind"] == "heading"
        or (block["kind"] == "grid" and _only_missing(block["blocks"]))
        for block in blocks
    )


def _code_cells(notebook: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, cell in enumerate(notebook.get("cells", []), start=1):
        if cell["cell_type"] == "code" and _source(cell).strip():
            yield number, cell


def _check_ran(number: int, cell: Mapping[str, Any]) -> None:
    place = f"cell {number} (“{_source(cell).strip().splitlines()[-1][:80]}”)"
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            raise RenderFailed(
                f"The notebook stopped in {place}: {output['ename']}: {output['evalue']}. "
                "No pack was made of it."
            )
    if cell.get("execution_count") is None:
        raise RenderFailed(f"The notebook was not run to its end: {place} has not run. Run it all.")


def _parts(cell: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for output in cell.get("outputs", []):
        data = output.get("data", {}).get(MIME)
        if data is not None:
            # Through the block and back: what is malformed is refused here, not on the page.
            yield from_text(data).to_json()


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
