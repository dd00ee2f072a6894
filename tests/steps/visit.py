"""Plays the person in front of a guided page: finds its forms, types, and saves."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast
from uuid import uuid4

from ipywidgets import Widget  # type: ignore[import-untyped]

from tests.widgets.said import tell, typed
from workbook.steps.finding import Sought
from workbook.steps.words import Words
from workbook.widgets import Page, RecordForm, RowTable, editors
from workbook.widgets.editor import Editor

W = TypeVar("W", bound=Widget)


def table(page: Page, noun: str) -> RowTable:
    """Open the chapter with the table whose rows are called so."""
    found = forms(page, lambda form: isinstance(form, RowTable) and form.noun == noun)
    return cast(RowTable, next(found))


def form(page: Page, field: str) -> RecordForm:
    """Open the chapter with the form that has this field."""
    found = forms(page, lambda form: isinstance(form, RecordForm) and field in form.fields)
    return cast(RecordForm, next(found))


def forms(page: Page, fits: Callable[[Editor], bool]) -> Iterator[Editor]:
    """Turn the chapters over, the open one first, and yield the forms that fit."""
    here, *others = sorted(page.standing.chapters, key=lambda stop: stop.name != page.contents.here)
    for stop in (here, *others):
        yield from filter(fits, editors([page.open_chapter(stop.name)]))


def state(page: Page) -> str:
    """Return how far the step of this page is."""
    return next(stop.state for stop in page.standing.steps if stop.name == page.name)


def missing(page: Page) -> list[str]:
    """Return what a first pack cannot do without, as the list of chapters tells it."""
    return [sentence for stop in page.standing.chapters for sentence, _ in stop.missing]


def read(page: Page) -> str:
    """Open every chapter once, and return every word between the forms."""
    return " ".join(text(page.open_chapter(stop.name)) for stop in page.standing.chapters)


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


def every(widgets: Iterable[Widget]) -> Iterator[Widget]:
    """Yield these widgets and all that are in them."""
    for widget in widgets:
        yield widget
        yield from every(getattr(widget, "children", ()))


def part(page: Page, kind: type[W], fits: Callable[[W], bool] = lambda _: True) -> W:
    """Open the chapter that has such a part, and return it."""
    here, *others = sorted(page.standing.chapters, key=lambda stop: stop.name != page.contents.here)
    sheets = (page.open_chapter(stop.name) for stop in (here, *others))
    parts = (each for sheet in sheets for each in every([sheet]))
    return next(each for each in parts if isinstance(each, kind) and fits(each))


def text(widget: Widget) -> str:
    """Return every word between the forms of a page, in the order of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html(widget)).split())


def html(widget: Widget) -> str:
    """Return the same as the browser is given it."""
    if isinstance(widget, Sought):  # whoever reads has seen it, and waits for it
        widget.seen()
        widget.wait()
    if isinstance(widget, Words):
        return widget.html
    return "\n".join(filter(None, map(html, getattr(widget, "children", ()))))
