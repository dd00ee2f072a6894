"""The bakery's forms and pages, which the widget tests look at."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipywidgets import Widget  # type: ignore[import-untyped]

from tests.forms.shelf import PEOPLE, Goal, Shelf, Vision
from workbook.forms import specs
from workbook.widgets import Leaving, Page, Past, RecordForm, RowTable, Sheet, Standing, Stop


def goals(shelf: Shelf, names: Any = None, **more: Any) -> RowTable:
    """The bakery's goals as a table, or as a list with `line`."""
    choices = {"owner": PEOPLE, "needs": [(r["id"], r["name"]) for r in shelf.all()]}
    return RowTable(
        specs(Goal, names),
        shelf.all(),
        shelf.save,
        choices=choices,
        reload=shelf.all,
        past=past(shelf),
        title="Goals",
        lead="What you want to have reached, one line each.",
        noun="goal",
        **more,
    )


def vision(shelf: Shelf) -> RecordForm:
    """The bakery's vision as a form."""
    record = {"id": "vision", **(shelf.all() or [{}])[0]}
    return RecordForm(
        specs(Vision),
        record,
        shelf.save,
        choices={"lead": PEOPLE, "serves": PEOPLE},
        reload=shelf.all,
        past=past(shelf),
        title="Vision",
        lead="A picture of the bakery that you would work for.",
    )


def sheet(title: str, *parts: Widget, missing: Callable[[], list[str]] = list) -> Page:
    """A page of one chapter, for what a test has to show."""

    def look() -> Standing:
        address = "01_define_destination.ipynb#goals"
        lacks = [(sentence, address) for sentence in missing()]
        state = "started" if lacks else "ready"
        step = Stop("destination", title, "01_define_destination.ipynb", state)
        after = Stop("position", "Assess your position", "02_assess_position.ipynb", "empty")
        return Standing(
            "Rise Bakery", [step, after], [Stop("goals", title, address, state, missing=lacks)]
        )

    return Page("destination", title, look, lambda _: Sheet(title, parts))


def page(folder: str) -> Page:
    """A page with both, that counts the goals without a date as what is missing."""
    (Path(folder) / "kernel.pid").write_text(str(os.getpid()))
    words = Shelf(Path(folder) / "vision.json")
    aims = Shelf(Path(folder) / "goals.json")
    table = goals(aims, ["name", "owner", "level", "target", "due", "needs"])

    def undated() -> list[str]:
        return [f"“{goal['name']}” has no date yet." for goal in aims.all() if not goal.get("due")]

    return sheet("Define your destination", vision(words), table, missing=undated)


def list_page(folder: str) -> Page:
    """A page with the goals as lines, of which one is opened to edit."""
    (Path(folder) / "kernel.pid").write_text(str(os.getpid()))
    aims = Shelf(Path(folder) / "goals.json")
    more: dict[str, Any] = {"line": ["name", "needs", "owner", "due"], "leaving": leaving(aims)}
    if (Path(folder) / "used").exists():
        aims.used = {"stall"}
    return sheet("Goals", goals(aims, create=hiring(), **more))


def long_page(folder: str) -> Page:
    """A page with two long tables: all the goals, and the figures that go with them."""
    aims, figures = (Shelf(Path(folder) / f"{name}.json") for name in ("goals", "figures"))
    return sheet(
        "All of it",
        goals(aims, ["name", "why", "owner", "level", "target", "due", "needs"]),
        RowTable(
            specs(Goal, ["name", "owner", "target", "due"]),
            figures.all(),
            figures.save,
            choices={"owner": PEOPLE},
            reload=figures.all,
            past=past(figures),
            title="Figures",
            noun="figure",
        ),
    )


def leaving(shelf: Shelf) -> Leaving:
    """What can be done with a goal that recipes still use."""

    def hand_over(id: str, heir: str) -> None:
        shelf.used.discard(id)
        shelf.put(heir, why=f"Also for {shelf.records[id]['name']}")
        shelf.drop(id)

    def close(id: str) -> None:
        shelf.put(id, why="Closed")

    return Leaving(hand_over, close, "Note that it is closed")


def hiring() -> dict[str, Callable[[str], object]]:
    """Adds a person who is not there yet, for the whole bakery."""
    return {"person": lambda name: PEOPLE.append((f"new-{name}", name))}


def past(shelf: Shelf) -> Past:
    """The history of the records."""
    return Past(shelf.history, shelf.restore, shelf.removed)
