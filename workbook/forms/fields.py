"""What a form needs to know of a field, read from the one place where the entity defines it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

__all__ = ["FieldSpec", "Kind", "specs"]

Kind = Literal[
    "text",
    "long text",
    "choice",
    "number",
    "money",
    "date",
    "tick",
    "person",
    "reference",
    "references",
]


@dataclass(frozen=True)
class FieldSpec:
    """One field as people see it.

    `options` are the words of a choice, and `labels` what people read for them, where that is more
    than the word; `of` is the entity that a person or reference field refers
    to; `minimum` and `maximum` are inclusive, and a number
    can only be in steps of `step`; `unit` stands beside the label, such as hours or EUR.
    A `fixed` text is there to be read: a table shows it, and takes no typing into it. A `deep`
    field waits in a fold of the card until somebody wants it.
    """

    name: str
    label: str
    kind: Kind = "text"
    help: str = ""
    required: bool = False
    default: Any = None
    options: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    of: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    max_length: int | None = None
    unit: str = ""
    fixed: bool = False
    deep: bool = False

    @property
    def title(self) -> str:
        """The label with its unit, as it stands on the page."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def guidance(self) -> str:
        """The help text, saying first whether the field is needed."""
        return f"Needed. {self.help}".strip() if self.required else self.help


def specs(model: type[BaseModel], names: Iterable[str] | None = None) -> tuple[FieldSpec, ...]:
    """Return the fields of `model` that have a `kind`, or those named, in the order named.

    >>> from pydantic import Field
    >>> class Loaf(BaseModel):
    ...     name: str = Field(title="Loaf", min_length=1, json_schema_extra={"kind": "text"})
    ...     size: Literal["small", "large"] = Field("small", json_schema_extra={"kind": "choice"})
    >>> loaf, size = specs(Loaf)
    >>> loaf.label, loaf.required, size.options, size.default
    ('Loaf', True, ('small', 'large'), 'small')
    """
    wanted = [name for name, field in model.model_fields.items() if "kind" in _extra(field)]
    return tuple(_spec(name, model.model_fields[name]) for name in (names or wanted))


def _spec(name: str, field: FieldInfo) -> FieldSpec:
    extra = _extra(field)
    default = field.get_default(call_default_factory=True)
    return FieldSpec(
        name=name,
        label=field.title or name.replace("_", " ").capitalize(),
        kind=extra.get("kind", "text"),
        help=field.description or "",
        required=field.is_required(),
        default=None if default is PydanticUndefined else default,
        options=_words(field.annotation),
        labels=tuple(extra.get("labels", {}).values()),
        of=extra.get("of", ""),
        minimum=_limit(field, "ge"),
        maximum=_limit(field, "le"),
        step=_limit(field, "multiple_of"),
        max_length=_limit(field, "max_length"),
        unit=extra.get("unit", ""),
    )


def _extra(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def _limit(field: FieldInfo, name: str) -> Any:
    return next(
        (value for rule in field.metadata if (value := getattr(rule, name, None)) is not None), None
    )


def _words(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return tuple(word for part in get_args(annotation) for word in _words(part))
