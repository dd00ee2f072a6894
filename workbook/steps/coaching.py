"""Advice beside each question, from plain files that a consultant can change."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from workbook.errors import NotFound, WorkbookError
from workbook.resources import notebooks, templates

__all__ = ["Advice", "about", "advice", "coaching_file"]


@dataclass(frozen=True)
class Advice:
    """What helps with one question; `minutes` is how long the answer takes.

    `good` and `weak` are examples of an answer, `difference` says what sets them apart, and
    `source` names whose idea it is.
    """

    title: str
    why: str
    good: str
    weak: str
    difference: str
    minutes: int
    source: str = ""


def coaching_file(chapter: str) -> Path:
    """Return the file that holds the advice of a chapter, such as `destination/vision`."""
    return templates() / "library" / "coaching" / f"{chapter}.toml"


def about(notebook: str) -> str:
    """Return what a notebook says above its cells: what its step is about, and how long it takes.

    >>> about("02_assess_position.ipynb")[:49]
    'Say honestly where the business stands today: wha'

    Raises:
        NotFound: there is no such notebook.
    """
    try:
        cells = json.loads((notebooks() / notebook).read_text("utf-8"))["cells"]
    except FileNotFoundError:
        raise NotFound(f"The notebook {notebook} is missing.") from None
    _, _, prose = "".join(cells[0]["source"]).partition("\n")
    return " ".join(prose.split())


def advice(path: Path) -> dict[str, Advice]:
    """Return the advice in a coaching file, by the name of its question.

    >>> advice(coaching_file("destination/vision"))["horizon"].good
    '31 December 2028'

    Raises:
        NotFound: there is no such file.
        WorkbookError: the file cannot be read, or an entry lacks something; the text says where.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise NotFound(f"The coaching text is missing: {path}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkbookError(f"The coaching text {path} cannot be read: {error}.") from None
    return {name: _advice(path, name, entry) for name, entry in entries.items()}


def _advice(path: Path, name: str, entry: Any) -> Advice:
    given: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    for field in fields(Advice):
        value = given.get(field.name, "" if field.default is MISSING else field.default)
        if not isinstance(value, field.type if isinstance(field.type, type) else str):
            kind = "a whole number" if field.type is int else "text in quotes"
            raise WorkbookError(f"{path}, [{name}]: “{field.name}” has to be {kind}.")
        if value == "" and field.default is MISSING:
            raise WorkbookError(f"{path}, [{name}]: “{field.name}” is missing.")
    known = {field.name for field in fields(Advice)}
    if unknown := sorted(set(given) - known):
        raise WorkbookError(f"{path}, [{name}]: there is no “{unknown[0]}” here.")
    return Advice(**given)
