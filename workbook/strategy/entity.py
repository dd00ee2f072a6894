"""What every entity shares, and the few kinds of field that entities are made of."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import uuid4

from pydantic import AfterValidator, ConfigDict, ValidationInfo
from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.wording import say_date

__all__ = [
    "Entity",
    "QuarterText",
    "choice",
    "day",
    "long_text",
    "many",
    "money",
    "not_before_start",
    "number",
    "one",
    "text",
    "tick",
]


class Entity(SQLModel):
    """A record of the workbook: a UUID that files can merge on, and a version that guards saves."""

    model_config = ConfigDict(  # type: ignore[assignment]
        str_strip_whitespace=True, allow_inf_nan=False, extra="forbid"
    )

    id: str = Field(default_factory=lambda: str(uuid4()), primary_key=True, max_length=36)
    position: int = Field(default=0, ge=0, title="Place in the list")
    version: int = Field(default=1, ge=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


def _field(title: str, help: str, kind: str, **settings: Any) -> Any:
    extra = {"kind": kind, **settings.pop("extra", {})}
    return Field(
        title=title, description=help, schema_extra={"json_schema_extra": extra}, **settings
    )


def _blank(required: bool) -> dict[str, Any]:
    return {"min_length": 1} if required else {"default": ""}


def text(title: str, help: str = "", *, required: bool = False, limit: int = 200) -> Any:
    """One line of text."""
    return _field(title, help, "text", max_length=limit, **_blank(required))


def long_text(title: str, help: str = "", *, required: bool = False, limit: int = 4000) -> Any:
    """A paragraph or more."""
    return _field(title, help, "long text", max_length=limit, **_blank(required))


def choice(
    title: str, help: str = "", *, default: Any, labels: Mapping[str, str] | None = None
) -> Any:
    """One of a few words; the annotation, a `Literal`, lists them, and `labels` spell them out."""
    extra = {"labels": dict(labels)} if labels else {}
    return _field(title, help, "choice", default=default, sa_type=String, extra=extra)


def number(title: str, help: str = "", *, default: float | None = None, **limits: Any) -> Any:
    """A plain number; `limits` are pydantic's `ge`, `le`, `gt`, `lt`."""
    return _field(title, help, "number", default=default, **limits)


def money(title: str, help: str = "") -> Any:
    """An amount in the business's currency, zero or more."""
    return _field(title, help, "money", default=None, ge=0)


def day(title: str, help: str = "", *, required: bool = False) -> Any:
    """A calendar date."""
    return _field(title, help, "date", **({} if required else {"default": None}))


def tick(title: str, help: str = "", *, default: bool = False) -> Any:
    """Yes or no."""
    return _field(title, help, "tick", default=default)


def one(of: str, title: str, help: str = "", *, required: bool = False) -> Any:
    """A reference to one record of another entity, named by its table."""
    blank: dict[str, Any] = {} if required else {"default": None}
    kind = "person" if of == "person" else "reference"
    # Deferred: a save or an import may bring a record before the one it refers to.
    link = ForeignKey(f"{of}.id", deferrable=True, initially="DEFERRED")
    return _field(
        title, help, kind, extra={"of": of}, sa_column_args=[link], max_length=36, **blank
    )


def many(of: str, title: str, help: str = "") -> Any:
    """References to any number of records of another entity, in the order chosen."""
    return _field(title, help, "references", extra={"of": of}, default_factory=list, sa_type=JSON)


def references(model: type[Entity]) -> Sequence[tuple[str, str]]:
    """Return (field, table referred to) for each field of `model` that refers to a record."""
    found = []
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "of" in extra:
            found.append((name, str(extra["of"])))
    return found


def not_before_start(due: date | None, info: ValidationInfo) -> date | None:
    """Refuse a due date that lies before the start date of the same record."""
    start = info.data.get("start")
    if due and start and due < start:
        raise ValueError(f"The due date lies before the start, {say_date(start)}.")
    return due


def _quarter(written: str) -> str:
    try:
        return str(Quarter.parse(written))
    except WorkbookError as error:
        raise ValueError(str(error)) from None


QuarterText = Annotated[str, AfterValidator(_quarter)]
"""A quarter as records hold it: 2026-Q3."""
