"""A value of a database's row as it lies there, read as what its column is for, or told why not."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    TypeDecorator,
)
from sqlalchemy.sql.type_api import TypeEngine

__all__ = ["Row", "read_row", "reader", "text_of"]


class _Unreadable(ValueError):
    """A value that is not what its column is for; the text goes on after “holds”."""


class _NoText(bytes):
    """What stands where text belongs, and is none."""


@dataclass(frozen=True)
class Row:
    """One row: the values that can be read, and a sentence on each that cannot."""

    table: str
    values: Mapping[str, Any]
    damage: Mapping[str, str] = field(default_factory=dict)


def text_of(found: bytes) -> str | _NoText:
    """Return what SQLite gives as text; what is none can be told from it."""
    try:
        return found.decode()
    except UnicodeDecodeError:
        return _NoText(found)


def read_row(
    table: str,
    columns: Sequence[Column[Any]],
    read: Sequence[Callable[[Any], Any]],
    found: Sequence[Any],
) -> Row:
    """Return a row of what was found in these columns, each `read` by its own reader."""
    values: dict[str, Any] = {}
    damage: dict[str, str] = {}
    for each, take, value in zip(columns, read, found, strict=True):
        if value is None and each.nullable:
            values[each.name] = None
            continue
        try:
            values[each.name] = take(value)
        except (ValueError, RecursionError) as error:
            said = error if isinstance(error, _Unreadable) else "what cannot be read"
            damage[each.name] = str(said)
    return Row(table, values, damage)


def reader(column: Column[Any]) -> Callable[[Any], Any]:
    """Return what reads the values of a column; it raises ValueError, or RecursionError."""
    kind: TypeEngine[Any] = column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    for of, take in _READERS:
        if isinstance(kind, of):
            return take
    return _read_text


def _is(kinds: tuple[type, ...], told: str, *, but: tuple[type, ...] = ()) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, kinds) or isinstance(value, (_NoText, *but)):
            raise _Unreadable(f"{_shown(value)}, which is no {told}")
        return value

    return read


_read_text = _is((str,), "text")
_read_number = _is((int, float), "number")
_read_whole = _is((int,), "whole number")
_read_bytes = _is((bytes,), "stored content")


def _read_tick(value: Any) -> bool:
    if value not in (0, 1) or not isinstance(value, int):
        raise _Unreadable(f"{_shown(value)}, which is neither yes nor no")
    return bool(value)


def _read_day(value: Any) -> date:
    try:
        if len(value) == len("2026-09-30"):
            return date.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    raise _Unreadable(f"{_shown(value)}, which is no date")


def _read_moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found
    except (TypeError, ValueError):
        raise _Unreadable(f"{_shown(value)}, which is no time") from None


def _read_json(value: Any) -> Any:
    try:
        return _JSON.decode(_read_text(value))
    except (ValueError, RecursionError):
        raise _Unreadable(f"{_shown(value)}, which is no JSON") from None


def _no_number(_: str) -> None:
    raise ValueError


_JSON = json.JSONDecoder(parse_constant=_no_number)


_READERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (JSON, _read_json),
    (Boolean, _read_tick),
    (Integer, _read_whole),
    (Float, _read_number),
    (DateTime, _read_moment),
    (Date, _read_day),
    (LargeBinary, _read_bytes),
)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bytes):
        return f"{len(value):,} bytes" if len(value) != 1 else "1 byte"
    told = str(value)
    return f"“{told[:40]}{'…' if len(told) > 40 else ''}”"
