"""Typed values become a valid record, or one plain sentence for each field that is wrong."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from workbook.errors import InvalidEntry
from workbook.strategy.entity import Entity
from workbook.wording import say_number

__all__ = ["check", "entity_word"]

_E = TypeVar("_E", bound=Entity)

_SENTENCES = {
    "missing": "{title} is still empty.",
    "string_too_short": "{title} is still empty.",
    "string_too_long": "{title} is too long: at most {max_length} characters.",
    "literal_error": "{title} has to be {expected}.",
    "greater_than_equal": "{title} has to be {ge} or more.",
    "less_than_equal": "{title} has to be {le} or less.",
    "extra_forbidden": "There is no field called “{name}”.",
    "finite_number": "{title} has to be a number.",
}
_BY_BEGINNING = {
    "float": "{title} has to be a number.",
    "int": "{title} has to be a whole number.",
    "date": "{title} has to be a date, such as 2026-09-30.",
    "bool": "{title} has to be yes or no.",
    "string": "{title} has to be text.",
    "list": "{title} has to be a list.",
}


_WORDS = {
    "kpi": "KPI",
    "swot item": "SWOT item",
    "smart override": "SMART verdict",
    "not doing": "not-doing item",
}


def entity_word(model: type[Entity]) -> str:
    """Return what people call a record of this entity: `KPI`, `objective`, `swot item`."""
    word = str(model.__tablename__).replace("_", " ")
    return _WORDS.get(word, word)


def check(model: type[_E], values: Mapping[str, Any]) -> _E:
    """Return a valid record made of `values`.

    Raises:
        InvalidEntry: one sentence for each field that breaks a rule.
    """
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        problems: dict[str, str] = {}
        for item in error.errors():
            name = str(item["loc"][0]) if item["loc"] else ""
            problems.setdefault(name, _sentence(model, name, dict(item)))
        raise InvalidEntry(entity_word(model), problems, id=values.get("id")) from None


def _sentence(model: type[Entity], name: str, item: dict[str, Any]) -> str:
    context = item.get("ctx", {})
    if item["type"] == "value_error":
        return str(context["error"])
    field = model.model_fields.get(name)
    title = (field.title if field else None) or name
    kind = str(item["type"])
    template = _SENTENCES.get(kind) or _BY_BEGINNING.get(
        kind.split("_", maxsplit=1)[0], "{title} is not valid."
    )
    limits = {k: say_number(v) for k, v in context.items() if isinstance(v, int | float)}
    return template.format(**{**context, **limits, "title": title, "name": name})
