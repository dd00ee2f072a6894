"""The founder's themes, and what each department says that they mean for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import Conflict, WorkbookError
from workbook.forms import Edit, FieldSpec, Record, specs
from workbook.insight.destination.coverage import Answer, coverage
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.guided import section
from workbook.store import Edit as StoreEdit
from workbook.strategy import Department, Plan, Restatement, Theme
from workbook.widgets import RowTable

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Restated", "Restatements", "restated_section", "theme_section"]

GONE = "That theme is no longer in the list above. Add it there, then say here what it means."
ANSWERED = ("words", "judged")


def theme_section(bound: Binding) -> widgets.VBox:
    """Return the part of the page for the ideas that the vision stands on."""
    return section(
        "destination",
        "The founder's themes",
        "The three to five ideas that the vision stands on, and what you mean by each.",
        ("themes",),
        bound.table(Theme, ("name", "meaning"), noun="theme"),
    )


def restated_section(bound: Binding) -> "Restatements":
    """Return the part of the page in which each department says what the themes mean for it."""
    return Restatements(bound)


class Restatements(widgets.VBox):  # type: ignore[misc]
    """A table for each department with a row for each theme, and the matrix of all answers."""

    def __init__(self, bound: Binding) -> None:
        departments = bound.plan.all(Department)
        self.tables = [_table(Restated(bound.book, each)) for each in departments]
        part = section(
            "destination",
            "The vision in each department's words",
            "One sentence from each department; then the founder says whether that was meant.",
            ("restatements",),
            Finding("coverage", bound.plan, _facts),
            *self.tables,
        )
        super().__init__([part])
        self.add_class("ws-restated")

    def renew(self, _: Plan) -> None:
        """Give themes that were added a moment ago their rows."""
        for table in self.tables:
            assert table.reload is not None
            table.refresh(table.draft.merge(table.reload()))


@dataclass(frozen=True)
class Restated:
    """What one department says of each theme, as rows to type into.

    A row's version stands for the theme and the answer; a theme without an answer has its row too.
    """

    book: "Workbook"
    department: Department

    def specs(self) -> list[FieldSpec]:
        """Return the theme, to be read, and the fields of an answer."""
        theme = FieldSpec("theme", "Theme", fixed=True)
        return [theme, *(replace(spec, required=False) for spec in specs(Restatement, ANSWERED))]

    def records(self) -> list[Record]:
        """Return a row for each theme, as it is saved now."""
        plan = self.book.plan
        return [self._record(theme, self._said(plan, theme)) for theme in plan.all(Theme)]

    def save(self, edits: list[Edit]) -> dict[str, int]:
        """Add or change the answers that were edited."""
        self.book.save([self._stored(edit) for edit in edits])
        versions = {str(record["id"]): record["version"] for record in self.records()}
        return {edit.id: versions[edit.id] for edit in edits}

    def _stored(self, edit: Edit) -> StoreEdit:
        plan = self.book.plan
        theme = next((t for t in plan.all(Theme) if self._id(t) == edit.id), None)
        if theme is None or edit.fields is None:
            raise WorkbookError(GONE)
        said = self._said(plan, theme)
        theirs = dict(self._record(theme, said))
        del theirs["id"]
        if (version := theirs.pop("version")) != edit.version:
            raise Conflict("restatement", edit.id, edit.fields, theirs, version)
        if said:
            return StoreEdit(Restatement, said.id, edit.fields, said.version)
        pair = {"theme_id": theme.id, "department_id": self.department.id}
        return StoreEdit(Restatement, str(uuid4()), {**pair, **edit.fields})

    def _record(self, theme: Theme, said: Restatement | None) -> Record:
        answer = said or Restatement.model_construct(words="", judged="not read yet", version=0)
        return {
            "id": self._id(theme),
            "version": hash((theme.version, answer.version)),
            "theme": theme.name,
            "words": answer.words,
            "judged": answer.judged,
        }

    def _said(self, plan: Plan, theme: Theme) -> Restatement | None:
        pair = (theme.id, self.department.id)
        return next(
            (r for r in plan.all(Restatement) if (r.theme_id, r.department_id) == pair), None
        )

    def _id(self, theme: Theme) -> str:
        return f"{self.department.id}.{theme.id}"


def _table(restated: Restated) -> RowTable:
    table = RowTable(
        restated.specs(),
        restated.records(),
        restated.save,
        reload=restated.records,
        title=restated.department.name,
        noun="theme",
        ordered=False,
        given=True,
    )
    table.add_class("ws-answers")
    return table


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
