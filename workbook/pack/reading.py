"""Pages that a notebook or a sign-off kept, read back; what a newer program wrote is refused."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from workbook import jsontext
from workbook.errors import RenderFailed
from workbook.pack.blocks import SCHEMA, Cover, Section
from workbook.pack.brand.look import PLAIN_LOOK, Look

__all__ = ["complete", "from_json", "from_text", "look_of", "parts"]

_PAGE: TypeAdapter[Section | Cover] = TypeAdapter(
    Annotated[Section | Cover, Field(discriminator="kind")]
)


_LOOK = TypeAdapter(Look)


def from_text(kept: str) -> Section | Cover:
    """Rebuild a section or cover from what a notebook keeps of it; see `from_json`."""
    try:
        return from_json(jsontext.kept(kept))
    except (AttributeError, TypeError, ValueError) as wrong:  # it is no text, or none of ours
        raise RenderFailed(_NEWER) from wrong


def from_json(data: Mapping[str, Any]) -> Section | Cover:
    """Rebuild a section or cover from its data; RenderFailed if a newer program wrote it.

    >>> from_json(Section("wins", "Wins", []).to_json()).title
    'Wins'
    """
    given = {key: value for key, value in data.items() if key != "schema"}
    try:
        if data.get("schema", SCHEMA) != SCHEMA:
            raise ValueError(data["schema"])
        return _PAGE.validate_python(given)
    except ValueError as wrong:  # pydantic's own among them
        raise RenderFailed(_NEWER) from wrong


_NEWER = (
    "This pack has a part that this version of the workbook cannot read. "
    "Update the program, or make the pack again with this version."
)


def look_of(document: Mapping[str, Any]) -> Look:
    """Return how a gathered pack looks; the pack's own look where none was kept with it.

    Raises:
        RenderFailed: a newer program wrote it.
    """
    try:
        return _LOOK.validate_python(document["look"]) if "look" in document else PLAIN_LOOK
    except ValueError as wrong:
        raise RenderFailed(_NEWER) from wrong


def parts(document: Mapping[str, Any]) -> tuple[Cover, tuple[Section, ...]]:
    """Return the cover and the sections of a gathered pack, which an older program may have kept.

    Raises:
        RenderFailed: a newer program wrote it.
    """
    schema = document.get("schema")
    cover = from_json({**document["cover"], "schema": schema})
    sections = [from_json({**each, "schema": schema}) for each in document["sections"]]
    assert isinstance(cover, Cover)
    return cover, tuple(each for each in sections if isinstance(each, Section))


def complete(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a gathered pack with every field of today; see `parts`."""
    cover, sections = parts(document)
    told = [each.to_json() for each in sections]
    look = look_of(document).to_json()
    return {"schema": SCHEMA, "cover": cover.to_json(), "sections": told, "look": look}
