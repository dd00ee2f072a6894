"""The bakery's forms and pages, which the widget tests look at."""

import os
from pathlib import Path
from typing import Any

from tests.forms.shelf import PEOPLE, Goal, Shelf, Vision
from workbook.forms import specs
from workbook.widgets import Page, Past, RecordForm, RowTable


def goals(shelf: Shelf, names: Any = None, **more: Any) -> RowTable:
    """The bakery's goals as a table."""
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


def page(folder: str) -> Page:
    """A page with both, that counts the goals without a date as what is missing."""
    (Path(folder) / "kernel.pid").write_text(str(os.getpid()))
    words = Shelf(Path(folder) / "vision.json")
    aims = Shelf(Path(folder) / "goals.json")
    table = goals(aims, ["name", "owner", "level", "target", "due", "needs"])
    frame = Page(
        "Define your destination",
        "Say where the bakery is going, so that everyone can steer by it. Takes about 20 minutes.",
        parts=[vision(words), table],
        next_link=("Assess your position", "02_assess_position.ipynb"),
    )

    def look() -> None:
        undated = [goal for goal in aims.all() if not goal.get("due")]
        state = "started" if undated else "ready" if aims.records else "empty"
        frame.update(state, [f"“{goal['name']}” has no date yet." for goal in undated])

    frame.bar.on_saved = look
    look()
    return frame


def long_page(folder: str) -> Page:
    """A page with two long tables: all the goals, and the figures that go with them."""
    aims, figures = (Shelf(Path(folder) / f"{name}.json") for name in ("goals", "figures"))
    parts = [
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
    ]
    return Page("All of it", parts=parts)


def past(shelf: Shelf) -> Past:
    """The history of the records."""
    return Past(shelf.history, shelf.restore)
