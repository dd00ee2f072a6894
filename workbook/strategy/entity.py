"""What every entity shares, and the few kinds of field that entities are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar, NamedTuple, Protocol, TypeVar
from uuid import uuid4

from pydantic import AfterValidator, BeforeValidator, ConfigDict, ValidationInfo
from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.limits import (
    MOST,
    clean_line,
    clean_text,
    limit_amount,
    limit_day,
    limit_id,
)
from workbook.wording import say_date

__all__ = [
    "Ending",
    "Entity",
    "Id",
    "Nouns",
    "Once",
    "QuarterText",
    "Records",
    "Seal",
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

_E = TypeVar("_E", bound="Entity")

Id = Annotated[str, AfterValidator(limit_id)]
"""What a record is known by: a UUID, or what an older file has in its place."""


class Nouns(NamedTuple):
    """What people call a record of an entity, and several of them: `priority`, `priorities`."""

    one: str
    many: str

    def counted(self, count: int) -> str:
        """Return a number of them: `1 priority`, `2 priorities`."""
        return f"{count} {self.one if count == 1 else self.many}"


@dataclass(frozen=True)
class Once:
    """Fields that together stand in one record only; the sentence stands beside one of them."""

    name: str
    fields: tuple[str, ...]
    beside: str
    sentence: str


@dataclass(frozen=True)
class Ending:
    """How a record that is in use is ended instead of removed: the button, and what is noted."""

    words: str
    fields: Callable[[date], Mapping[str, Any]]


@dataclass(frozen=True)
class Seal:
    """From when on a record stands as it is: once its `field` has been filled for a while.

    The `free` fields can be changed all the same. A part is sealed with its whole, which its field
    `whole` names.
    """

    field: str = ""
    free: tuple[str, ...] = ()
    whole: str = ""


class Records(Protocol):
    """The records that a rule looks at: a plan, or a database in the middle of a save."""

    def all(self, model: type[_E]) -> Sequence[_E]:
        """Return the records of one entity."""
        ...

    def name_of(self, id: str | None) -> str:
        """Return what people call the record with this id."""
        ...


class Entity(SQLModel):
    """A record of the workbook: a UUID that files can merge on, and a version that guards saves.

    An entity says everything about itself: its fields, its `nouns`, what may stand only `once`,
    its `ending`, its `seal`, its `rule` and each `step`. Whatever saves, imports or restores a
    record asks it. An entity of many fields names those that tell a record apart in a `line`: a
    list shows them, and opens the rest.
    """

    model_config = ConfigDict(  # type: ignore[assignment]
        str_strip_whitespace=True, allow_inf_nan=False, extra="forbid"
    )
    nouns: ClassVar[Nouns]
    once: ClassVar[Once | None] = None
    line: ClassVar[tuple[str, ...]] = ()
    ending: ClassVar[Ending | None] = None
    seal: ClassVar[Seal | None] = None

    bulk: ClassVar[bool] = False  # kept as columns, since there may be very many

    id: Id = Field(
        default_factory=lambda: str(uuid4()), primary_key=True, min_length=1, max_length=36
    )
    position: int = Field(default=0, ge=0, le=MOST, title="Place in the list")
    version: int = Field(default=1, ge=1, le=MOST)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[UniqueConstraint, ...]:  # noqa: N805
        return (UniqueConstraint(*cls.once.fields, name=cls.once.name),) if cls.once else ()

    @property
    def called(self) -> str:
        """What people call this record; empty where it has no name of its own."""
        names = (getattr(self, field, "") for field in ("name", "title", "text"))
        return next((str(name) for name in names if name), "")

    def over(self, on: date) -> str:
        """Return in words that its time is over by the end of a day, as in `has left`; or nothing.

        What is over stays on record, and nothing more is asked of it.
        """
        return ""

    @property
    def sealed(self) -> str:
        """What is said, in a sentence, to those who would change it once it is sealed."""
        return f"“{self.called}” stands as it is."

    def rule(self, field: str, others: Records) -> str:
        """Return what the other records forbid of one of its fields, in a sentence; or nothing.

        `others` hold this record too, as it would stand.
        """
        return ""

    def step(self, field: str, before: Any, others: Records) -> str:
        """Return what forbids that one of its fields becomes what it is now; or nothing.

        A `rule` holds whenever somebody looks; this is asked only as the field is changed from
        what it was `before`, None where the record is new. What has come to stand may stand.
        """
        return ""


def _field(title: str, help: str, kind: str, *checks: Any, **settings: Any) -> Any:
    extra = {"kind": kind, **settings.pop("extra", {})}
    found = Field(
        title=title, description=help, schema_extra={"json_schema_extra": extra}, **settings
    )
    found.metadata += checks
    return found


def _cleaned(clean: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda typed: clean(typed) if isinstance(typed, str) else typed)


def _blank(required: bool) -> dict[str, Any]:
    return {"min_length": 1} if required else {"default": ""}


def text(title: str, help: str = "", *, required: bool = False, limit: int = 200) -> Any:
    """One line of text."""
    cleaned = _cleaned(clean_line)
    return _field(title, help, "text", cleaned, max_length=limit, **_blank(required))


def long_text(title: str, help: str = "", *, required: bool = False, limit: int = 4000) -> Any:
    """A paragraph or more."""
    cleaned = _cleaned(clean_text)
    return _field(title, help, "long text", cleaned, max_length=limit, **_blank(required))


def choice(
    title: str, help: str = "", *, default: Any, labels: Mapping[str, str] | None = None
) -> Any:
    """One of a few words; the annotation, a `Literal`, lists them, and `labels` spell them out."""
    extra = {"labels": dict(labels)} if labels else {}
    return _field(title, help, "choice", default=default, sa_type=String, extra=extra)


def number(title: str, help: str = "", *, default: float | None = None, **limits: Any) -> Any:
    """A plain number; `limits` are pydantic's `ge`, `le`, `gt`, `lt`."""
    amount = AfterValidator(partial(limit_amount, title=title))
    return _field(title, help, "number", amount, default=default, **limits)


def money(title: str, help: str = "") -> Any:
    """An amount in the business's currency, zero or more."""
    amount = AfterValidator(partial(limit_amount, title=title))
    return _field(title, help, "money", amount, default=None, ge=0)


def day(title: str, help: str = "", *, required: bool = False) -> Any:
    """A calendar date."""
    lasting = AfterValidator(partial(limit_day, title=title))
    return _field(title, help, "date", lasting, **({} if required else {"default": None}))


def tick(title: str, help: str = "", *, default: bool = False) -> Any:
    """Yes or no."""
    return _field(title, help, "tick", default=default)


def one(of: str, title: str, help: str = "", *, required: bool = False) -> Any:
    """A reference to one record of another entity, named by its table."""
    blank: dict[str, Any] = {} if required else {"default": None}
    kind = "person" if of == "person" else "reference"
    # Deferred: a save or an import may bring a record before the one it refers to.
    link = ForeignKey(f"{of}.id", deferrable=True, initially="DEFERRED")
    plain = AfterValidator(lambda id: id and limit_id(id))
    return _field(
        title, help, kind, plain, extra={"of": of}, sa_column_args=[link], max_length=36, **blank
    )


def many(of: str, title: str, help: str = "") -> Any:
    """References to any number of records of another entity, in the order chosen."""
    plain = AfterValidator(lambda ids: [limit_id(id) for id in ids])
    settings: dict[str, Any] = {"default_factory": list, "sa_type": JSON}
    return _field(title, help, "references", plain, extra={"of": of}, **settings)


def references(model: type[Entity]) -> Sequence[tuple[str, str]]:
    """Return (field, table referred to) for each field of `model` that refers to a record."""
    found = []
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "of" in extra:
            found.append((name, str(extra["of"])))
    return found


def ids_in(record: Entity, name: str) -> Sequence[str]:
    """Return the ids that one field of a record refers to."""
    value = getattr(record, name)
    return value if isinstance(value, list) else [value] if value else []


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
