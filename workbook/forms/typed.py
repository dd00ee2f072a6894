"""What people type, read as a value or answered with a sentence; and values shown as text again."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbook.errors import WorkbookError
from workbook.forms.fields import FieldSpec
from workbook.wording import capital, say_count, say_date
from workbook.written import dates, numbers

__all__ = ["Choices", "Typed", "options_of", "read", "say", "show", "stored", "unlisted"]

Typed = str | bool | list[str]
"""A field as it travels to the browser and back: text, a tick, or the ids chosen."""

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""For each field that refers to records: (id, label) of those that can be chosen."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
# With points the day stands first in a file; a person at a form can be asked.
_EITHER_WAY = re.compile(r"(?!(\d+)[./-]\1[./-])(0?[1-9]|1[0-2])[./-](0?[1-9]|1[0-2])[./-]\d+")
_EARLY = re.compile(r"0\d{3}-")
_YES = {"yes", "y", "true", "1", "x", "✓", "✔", "on"}
_NO = {"", "no", "n", "false", "0", "-", "off"}


def read(spec: FieldSpec, typed: Any, choices: Choices | None = None) -> Any:
    """Return the value that was typed, None (or "", False, []) where nothing was.

    Raises:
        WorkbookError: one kind sentence on what is wrong and how to write it.

    >>> cost, day = FieldSpec("cost", "Cost", "money"), FieldSpec("due", "Due", "date")
    >>> read(cost, "€1,200.50"), read(day, "1 March 2026").isoformat()
    (1200.5, '2026-03-01')
    >>> read(cost, "lots")
    Traceback (most recent call last):
    workbook.errors.WorkbookError: “lots” is not a number. Write it like 1200 or 1,200.50.
    """
    match spec.kind:
        case "tick":
            value: Any = _tick(typed)
        case "references":
            value = _chosen(spec, typed, choices)
        case "number" | "money":
            value = _number(spec, str(typed or ""))
        case "date":
            value = _date(str(typed or ""))
        case "choice" | "person" | "reference":
            value = _pick(spec, _tidy(str(typed or "")), choices)
        case _:
            value = _words(spec, str(typed or ""))
    if spec.required and value in (None, "", []):
        raise WorkbookError(f"“{spec.label}” cannot be empty.")
    return value


def show(spec: FieldSpec, value: Any) -> Typed:
    """Return a value as the field shows it.

    >>> show(FieldSpec("cost", "Cost", "money"), 1200.5)
    '1,200.5'
    """
    if spec.kind == "tick":
        return bool(value)
    if spec.kind == "references":
        return [str(id) for id in value or ()]
    if value is None:
        return ""
    if spec.kind in ("number", "money") and not isinstance(value, str):
        return _show_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    shown = f"{value:,}"
    written = numbers.number(shown)
    # 1.234 would be asked about when it is read again
    return f"{shown}0" if written and written.certain is None else shown


def say(spec: FieldSpec, value: Any, choices: Choices | None = None) -> str:
    """Return a value in words, for a person who compares two versions."""
    if spec.kind == "tick":
        return "yes" if value else "no"
    value = stored(spec, value)
    if isinstance(value, date):
        return say_date(value)
    shown = show(spec, value)
    ids = shown if isinstance(shown, list) else [str(shown)]
    labels = dict(options_of(spec, choices))
    return ", ".join(labels.get(id, id) for id in ids) or "(empty)"


def stored(spec: FieldSpec, value: Any) -> Any:
    """Return a value as records hold it: a date given as ISO text becomes a date."""
    return date.fromisoformat(value) if spec.kind == "date" and isinstance(value, str) else value


def options_of(spec: FieldSpec, choices: Choices | None = None) -> list[tuple[str, str]]:
    """Return (value, label) of everything this field can be set to; empty for free fields."""
    if spec.options:
        labels = spec.labels or tuple(map(capital, spec.options))
        return list(zip(spec.options, labels, strict=True))
    return [(str(id), label) for id, label in (choices or {}).get(spec.name, ())]


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _words(spec: FieldSpec, text: str) -> str:
    text = text.strip() if spec.kind == "long text" else _tidy(text)
    if spec.max_length and len(text) > spec.max_length:
        raise WorkbookError(
            f"This is {len(text)} characters long, and {spec.max_length} fit. "
            "Shorten it a little; nothing is cut off meanwhile."
        )
    return text


def _number(spec: FieldSpec, text: str) -> float | None:
    text = _tidy(text)
    if not text:
        return None
    written = numbers.number(text)
    if written is None:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise WorkbookError(f"“{shown}” is not a number. Write it like 1200 or 1,200.50.")
    value = written.read("point")  # as fields show numbers: 1,200 is twelve hundred
    if value is None or (written.certain is None and value != int(value)):
        raise WorkbookError(_either(text, written))
    _check_limits(spec, value)
    return value


def _either(text: str, written: numbers.Written) -> str:
    return (
        f"“{text}” can be read in two ways. Write {written.comma:,.0f} if the point stands for "
        f"thousands, or {written.point:.4f} if decimals follow it."
    )


def _check_limits(spec: FieldSpec, value: float) -> None:
    if not math.isfinite(value):
        raise WorkbookError("That number is too large to keep.")
    if spec.minimum is not None and value < spec.minimum:
        raise WorkbookError(f"“{spec.label}” is {spec.minimum:g} or more.")
    if spec.maximum is not None and value > spec.maximum:
        raise WorkbookError(f"“{spec.label}” is {spec.maximum:g} or less.")
    if spec.step is not None and value % spec.step:
        raise WorkbookError(f"“{spec.label}” can only be in steps of {spec.step:g}.")


def _date(text: str) -> date | None:
    text = _tidy(text)
    if not text:
        return None
    written = dates.day(text)
    if written is None:
        raise WorkbookError(f"“{text}” is not a date. Write it like 1 March 2026 or 2026-03-01.")
    if written.certain and not _EITHER_WAY.fullmatch(text):
        return written.certain
    if written.day_first:
        raise WorkbookError(
            f"“{text}”: write the month as a word, like 1 March 2026, or write 2026-03-01, "
            "so that nobody mixes up day and month."
        )
    if _EARLY.match(text):  # typing 2026 passes by the years 2, 20 and 202
        raise WorkbookError("Write the year with four digits, like 2026.")
    raise WorkbookError(f"There is no such day as “{text}”. Check day and month.")


def _tick(typed: Any) -> bool:
    if isinstance(typed, bool):
        return typed
    word = _tidy(str(typed or "")).lower()
    if word not in _YES | _NO:
        raise WorkbookError(f"“{typed}” is neither yes nor no.")
    return word in _YES


def _pick(spec: FieldSpec, text: str, choices: Choices | None) -> str | None:
    if not text:
        return spec.default if spec.kind == "choice" else None
    options = options_of(spec, choices)
    found = [id for id, label in options if text == id] or _called(text, options)
    if not found and spec.kind == "choice":
        found = _nearly(text, options)
    if len(found) > 1:
        raise WorkbookError(
            f"There are {say_count(len(found))} called “{text}”. Choose the one you mean."
        )
    if not found:
        raise WorkbookError(_not_listed(spec, text, options))
    return found[0]


def _nearly(text: str, options: Sequence[tuple[str, str]]) -> list[str]:
    """Return the one choice that is meant by its first words, its plural, or with an ampersand.

    >>> _nearly("Internal", [("a", "Internal process"), ("b", "Customer")])
    ['a']
    """
    said = " ".join(text.casefold().replace("&", " and ").split())
    found = []
    for id, label in options:
        name = label.casefold()
        if said in {name, f"{name}s", f"{name}es"} or name.startswith(f"{said} "):
            found.append(id)
    return found if len(found) == 1 else []


def _called(text: str, options: Sequence[tuple[str, str]]) -> list[str]:
    return [id for id, label in options if label.casefold() == text.casefold()]


def unlisted(spec: FieldSpec, typed: Any, choices: Choices | None = None) -> list[str]:
    """Return the names that were typed and are not there to be chosen yet, so that they be added.

    >>> unlisted(FieldSpec("owner", "Owner", "person", of="person"), "Ines", {"owner": []})
    ['Ines']
    """
    if not spec.of or not isinstance(typed, str):
        return []
    options = options_of(spec, choices)
    names = _names(typed, options) if spec.kind == "references" else [_tidy(typed)]
    return [n for n in names if n and n not in dict(options) and not _called(n, options)]


def _not_listed(spec: FieldSpec, text: str, options: Sequence[tuple[str, str]]) -> str:
    if spec.kind == "person":
        return f"“{text}” is not among the people yet. Add them there first, then choose them here."
    if spec.kind == "choice":
        return f"“{text}” is not a choice here. Choose: {', '.join(label for _, label in options)}."
    return f"“{text}” is not in the list yet. Add it there first, then choose it here."


def _chosen(spec: FieldSpec, typed: Any, choices: Choices | None) -> list[str]:
    if isinstance(typed, list):  # ids from the tick boxes; one no longer listed stays chosen
        return list(dict.fromkeys(str(id) for id in typed))
    names = _names(str(typed or ""), options_of(spec, choices))
    picked = (_pick(spec, name, choices) for name in names)
    return list(dict.fromkeys(id for id in picked if id))


def _names(typed: str, options: Sequence[tuple[str, str]]) -> list[str]:
    text = _tidy(typed)
    names = [text] if _called(text, options) else text.split(";" if ";" in text else ",")
    return [name.strip() for name in names]
