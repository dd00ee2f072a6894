"""Typed values become a valid record, or one plain sentence for each field that is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from workbook.errors import InvalidEntry
from workbook.strategy.entity import Entity, Records, ids_in, references
from workbook.wording import say_number

__all__ = ["broken_rules", "check", "check_together", "no_longer_there", "refused_steps"]

_E = TypeVar("_E", bound=Entity)

_SENTENCES = {
    "missing": "{title} is still empty.",
    "string_too_short": "{title} is still empty.",
    "string_too_long": "{title} is too long: at most {max_length} characters.",
    "literal_error": "{title} has to be {expected}.",
    "greater_than_equal": "{title} has to be {ge} or more.",
    "less_than_equal": "{title} has to be {le} or less.",
    "multiple_of": "{title} can only be in steps of {multiple_of}.",
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
        raise InvalidEntry(model.nouns.one, problems, id=values.get("id")) from None


def check_together(records: Sequence[Entity], others: Records) -> None:
    """Check what records forbid each other; `others` hold all there are, these among them.

    Raises:
        InvalidEntry: a reference to nothing, a second of what stands once, or an entity's rule.
    """
    there: dict[str, type[Entity]] = {}
    once: set[tuple[object, ...]] = set()
    for record in records:
        if record.id in there:
            raise _refused(record, {"id": "Another record has the same id."})
        there[record.id] = type(record)
    for record in records:
        model = type(record)
        problems = {
            name: no_longer_there(model, name)
            for name, of in references(model)
            for id in ids_in(record, name)
            if id not in there or there[id].__tablename__ != of
        }
        if model.once:
            key = (model, *(getattr(record, name) for name in model.once.fields))
            if key in once:
                problems[model.once.beside] = model.once.sentence
            once.add(key)
        if problems := problems or broken_rules(record, model.model_fields, others):
            raise _refused(record, problems)


def broken_rules(record: Entity, fields: Iterable[str], others: Records) -> dict[str, str]:
    """Return what an entity's rule forbids of these fields of a record: field to sentence."""
    return _once({field: record.rule(field, others) for field in fields})


def refused_steps(
    record: Entity, before: Mapping[str, Any], fields: Iterable[str], others: Records
) -> dict[str, str]:
    """Return which of the changed fields may not become what they are: field to sentence.

    `before` are the values that they had; of a new record, none.
    """
    return _once({field: record.step(field, before.get(field), others) for field in fields})


def _once(said: Mapping[str, str]) -> dict[str, str]:
    """Say each sentence once, beside the last field that it is about."""
    last = {sentence: field for field, sentence in said.items()}
    return {field: sentence for sentence, field in last.items() if sentence}


def no_longer_there(model: type[Entity], name: str) -> str:
    """Return what is said of a reference to a record that there is not."""
    return (
        f"{model.model_fields[name].title} names something that is no longer there. Choose another."
    )


def _refused(record: Entity, problems: Mapping[str, str]) -> InvalidEntry:
    return InvalidEntry(type(record).nouns.one, problems, record.id)


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
