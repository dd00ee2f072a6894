"""Pages that a notebook or a sign-off kept, read back; what a newer program wrote is refused."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from workbook.errors import RenderFailed
from workbook.pack.blocks import SCHEMA, Cover, Section

__all__ = ["complete", "from_json"]

_PAGE: TypeAdapter[Section | Cover] = TypeAdapter(
    Annotated[Section | Cover, Field(discriminator="kind")]
)


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
        raise RenderFailed(
            "This pack has a part that this version of the workbook cannot read. "
            "Update the program, or make the pack again with this version."
        ) from wrong


def complete(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a gathered pack, which an older program may have kept, with every field of today.

    Raises:
        RenderFailed: a newer program wrote it.
    """
    schema, parts = document.get("schema"), (document["cover"], *document["sections"])
    cover, *sections = (from_json({**part, "schema": schema}).to_json() for part in parts)
    return {"schema": SCHEMA, "cover": cover, "sections": sections}
