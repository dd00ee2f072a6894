"""The founder's themes, and what each department says that they mean for it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec, specs
from workbook.insight.destination.coverage import Answer, coverage
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.matrix import Matrix
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Department, Plan, Restatement, Theme

__all__ = ["restated_section", "shape", "theme_section"]

GONE = "That theme or department is no longer in its list. Add it there, then say it here."
ANSWERED = ("words", "judged")
COLUMNS = (
    FieldSpec("about", "Who, and about what", "long text", fixed=True),
    *(replace(spec, required=False) for spec in specs(Restatement, ANSWERED)),
)


def theme_section(bound: Binding) -> widgets.VBox:
    """Return the part of the page for the ideas that the vision stands on."""
    return section(
        "destination/vision",
        "The founder's themes",
        "The three to five ideas that the vision stands on, and what you mean by each.",
        ("themes",),
        bound.table(Theme, ("name", "meaning"), noun="theme"),
    )


def restated_section(bound: Binding) -> widgets.VBox:
    """Return the part of the page in which each department says what the themes mean for it."""
    answers = Matrix(bound.book, shape, gone=GONE, noun="answer", label="Answers")
    return section(
        "destination/vision",
        "The vision in each department's words",
        "One sentence from each department; then the founder says whether that was meant.",
        ("restatements",),
        Finding("destination/coverage", bound.plan, _facts),
        answers,
    )


def shape(plan: Plan) -> Shape:
    """Return a row for each department and theme, with room for the department's answer."""
    said = {(r.department_id, r.theme_id): r for r in plan.all(Restatement)}
    pairs = product(plan.all(Department), plan.all(Theme))
    return Shape(COLUMNS, [_row(d, t, said.get((d.id, t.id))) for d, t in pairs])


def _row(department: Department, theme: Theme, said: Restatement | None) -> Row:
    pair = {"department_id": department.id, "theme_id": theme.id}
    place = Place(Restatement, pair, said)
    told = {"about": f"{department.name}: {theme.name}"}
    return Row(f"{department.id}.{theme.id}", told, {name: (place, name) for name in ANSWERED})


def _facts(plan: Plan) -> dict[str, Any]:
    found = coverage(plan)
    departments, themes = plan.all(Department), plan.all(Theme)
    return {
        "found": found,
        "asked": bool(departments and themes),
        "lacks": tuple(_lacks(bool(departments), bool(themes))),
        "no_departments": not departments,
        "shapes": _SHAPES,
    }


def _lacks(departments: bool, themes: bool) -> Iterator[str]:
    if not themes:
        yield "Write down a first theme above."
    if not departments:
        yield "Name your departments on the first page."


# The names of the shapes in the style sheet.
_SHAPES = {
    Answer.AS_MEANT: "yes",
    Answer.IN_PART: "part",
    Answer.OTHERWISE: "no",
    Answer.UNREAD: "unread",
    Answer.MISSING: "none",
}
