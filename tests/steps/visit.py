"""Plays the person in front of a guided page: finds its forms, types, and saves."""

import re
from typing import Any
from uuid import uuid4

from ipywidgets import Widget  # type: ignore[import-untyped]

from tests.widgets.said import tell, typed
from workbook.steps.words import Words
from workbook.widgets import Page, RecordForm, RowTable


def table(page: Page, noun: str) -> RowTable:
    """Return the table whose rows are called so."""
    return next(e for e in page.bar.editors if isinstance(e, RowTable) and e.noun == noun)


def form(page: Page, field: str) -> RecordForm:
    """Return the form that has this field."""
    return next(e for e in page.bar.editors if isinstance(e, RecordForm) and field in e.fields)


def add(page: Page, noun: str, **fields: Any) -> str:
    """Fill in a new row, save, and return the row's id."""
    rows, id = table(page, noun), str(uuid4())
    tell(rows, "add", id=id)
    for name, value in fields.items():
        typed(rows, id, name, value)
    save(page)
    return id


def save(page: Page) -> None:
    """Save as the page does when a person pauses."""
    tell(page.bar, "save")


def row(page: Page, noun: str, id: str) -> dict[str, Any]:
    """Return a row as the person sees it."""
    return next(row for row in table(page, noun).rows if row["id"] == id)


def offered(page: Page, noun: str, field: str) -> list[str]:
    """Return the labels among which a column lets a person choose."""
    column = next(c for c in table(page, noun).columns if c["name"] == field)
    return [label for _, label in column["options"]]


def text(widget: Widget) -> str:
    """Return every word between the forms of a page, in the order of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html(widget)).split())


def html(widget: Widget) -> str:
    """Return the same as the browser is given it."""
    if isinstance(widget, Words):
        return widget.html
    return "\n".join(filter(None, map(html, getattr(widget, "children", ()))))
