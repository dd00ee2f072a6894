"""What of a draft travels to the browser: columns, rows, and how one differs from another."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbook.forms.draft import Draft
from workbook.forms.entry import Entry
from workbook.forms.fields import FieldSpec
from workbook.forms.sentences import note, problems
from workbook.forms.typed import Choices, options_of, show, unlisted

__all__ = ["change_of", "column_of", "lean_columns", "lean_rows", "moved", "row_of"]

# What is so of most fields and records stays at home; the browser knows it (frame.js).
_PLAIN_COLUMN = {"required": False, "options": [], "blank": True, "initial": "", "fixed": False}
_PLAIN_ROW = {"problems": {}, "offers": {}, "note": "", "new": False, "unsaved": [], "fixed": []}
_ABOUT = ("problems", "offers", "note", "new", "version", "unsaved", "fixed")


def column_of(spec: FieldSpec, choices: Choices) -> dict[str, Any]:
    """Return what the browser needs to know of a field."""
    return {
        "name": spec.name,
        "label": spec.title,
        "help": spec.guidance,
        "kind": spec.kind,
        "required": spec.required,
        "options": options_of(spec, choices),
        "blank": spec.kind != "choice" or spec.default is None,
        "initial": show(spec, spec.default),
        "fixed": spec.fixed,
        **({"deep": True} if spec.deep else {}),
    }


def row_of(draft: Draft, entry: Entry, twin: str = "") -> dict[str, Any]:
    """Return a record as the browser shows it; `twin` is the question whether it is there twice."""
    return {
        "id": entry.id,
        "cells": {spec.name: entry.shown(spec) for spec in draft.specs},
        "problems": problems(entry, draft.specs),
        "offers": _offers(draft, entry),
        "note": note(entry, draft.specs) or twin,
        "new": entry.is_new,
        "version": entry.version,
        "unsaved": entry.unsaved,
        "fixed": list(entry.fixed),
    }


def change_of(shown: dict[str, Any], row: dict[str, Any], always: str = "") -> dict[str, Any]:
    """Return what is different in a row, empty where nothing is; the cell called `always` counts.

    `shown` is brought up to date.
    """
    cells = {
        name: value
        for name, value in row["cells"].items()
        if value != shown["cells"].get(name) or name == always
    }
    about = {key: row[key] for key in _ABOUT if row[key] != shown[key]}
    shown.update(row)
    return {"id": row["id"], "cells": cells, **about} if cells or about else {}


def moved(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int]]:
    """Return which rows to put where, one after the other, to get from one order to the other.

    >>> moved("abcd", "bcda"), moved("abcd", "acbd"), moved("abc", "abc")
    ([('a', 3)], [('c', 1)], [])
    """
    order, moves = list(before), []
    for index, id in enumerate(after):
        if order[index] == id:
            continue
        ahead = order[index]
        goes_down = order[index + 1] == id and after.index(ahead) > index + 1
        move = (ahead, after.index(ahead)) if goes_down else (id, index)
        order.remove(move[0])
        order.insert(move[1], move[0])
        moves.append(move)
    return moves


def _offers(draft: Draft, entry: Entry) -> dict[str, list[str]]:
    refused = (draft.spec[name] for name in entry.problems if name in entry.typed)
    found = ((spec, unlisted(spec, entry.typed[spec.name], draft.choices)) for spec in refused)
    return {spec.name: names for spec, names in found if names}


def lean_columns(columns: Sequence[Mapping[str, Any]], _: object) -> list[dict[str, Any]]:
    """Return columns without what is so of most of them, for the way to the browser."""
    return [_lean(column, _PLAIN_COLUMN) for column in columns]


def lean_rows(rows: Sequence[Mapping[str, Any]], _: object) -> list[dict[str, Any]]:
    """Return rows without their empty cells and what is so of most of them."""
    return [
        {**_lean(row, _PLAIN_ROW), "cells": {k: v for k, v in row["cells"].items() if v != ""}}
        for row in rows
    ]


def _lean(whole: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in whole.items() if k not in plain or v != plain[k]}
