"""What automates, asked beside its four checks: what is not met holds the money of its work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.insight.route.automation import automation
from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.steps.matrix import Matrix
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape, Typed
from workbook.strategy import Automation, AutomationCheck, Person, Plan
from workbook.strategy.route.initiatives_automation import QUESTIONS, checked
from workbook.widgets import RecordForm, RowTable
from workbook.wording import capital

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Automations"]

TITLE = "Automation and AI"
LEAD = (
    "What answers, decides or runs by itself. Until its four checks are met, its work is neither "
    "approved nor begun, unless somebody says why not to wait."
)
CHECKS = "Each thing above has four. A “yes” needs a line of evidence, a day and a name."
GONE = "What this check was of is no longer there, so there is nothing more to say about it."
AUTOMATION = ("name", "initiative_id", "objective_id", "owner_id", "does", "data", "personal")
TYPED = ("answer", "evidence", "checked_on", "checked_by_id", "despite", "despite_by_id")
_PEOPLE = ("checked_by_id", "despite_by_id")


class Automations(Folded):
    """A line until somebody opens it, with how the checks stand if there are any."""

    def __init__(self, bound: Binding) -> None:
        def told(plan: Plan) -> dict[str, Any]:
            return {"automated": automation(plan, bound.quarter).automated}

        super().__init__("route/automation", bound, self._checks, open=False, told=told)

    def before(self) -> Sequence[RowTable]:
        """Return the list of what automates, whose checks are asked below it."""
        return [self._bound.table(Automation, AUTOMATION, noun="automation", label=TITLE)]

    def framed(self, forms: Sequence[RowTable | RecordForm]) -> Sequence[widgets.Widget]:
        """Return the forms under their advice: the words have the heading."""
        return [section("route/initiatives", "", LEAD, ("automation",), *forms)]

    def _checks(self) -> Matrix:
        bound, title = self._bound, "The four checks"

        def shape(plan: Plan) -> Shape:
            return Shape([*_columns(bound, plan)], [*_rows(plan)])

        words = {"noun": "check", "title": title, "label": title, "lead": CHECKS}
        return Matrix(bound.book, shape, gone=GONE, keep=_keep, **words)


def _columns(bound: Binding, plan: Plan) -> Iterator[FieldSpec]:
    yield FieldSpec("check", "Check", "long text", fixed=True)
    here = [person for person in plan.all(Person) if not person.has_left(plan.today)]
    ids, names = tuple(p.id for p in here), tuple(p.name for p in here)
    for spec in bound.specs(AutomationCheck, TYPED):
        who = FieldSpec(spec.name, spec.label, "choice", spec.help, options=ids, labels=names)
        yield who if spec.name in _PEOPLE else spec


def _rows(plan: Plan) -> Iterator[Row]:
    for each in plan.all(Automation):
        for check in checked(plan, each):
            where = {"automation_id": each.id, "about": check.about}
            place = Place(AutomationCheck, where, check.record)
            told = f"{each.name}: {capital(check.about)}. {QUESTIONS[check.about]}"
            yield Row(f"{each.id} {check.about}", {"check": told}, {n: (place, n) for n in TYPED})


def _keep(book: "Workbook", typed: Typed) -> object:
    plan = book.plan
    edits = (place.edit(_dated(plan, place, fields)) for place, fields in typed)
    return book.save([edit for edit in edits if edit])


def _dated(plan: Plan, place: Place, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was typed; an answer without a day is of today."""
    if not fields.get("answer") or place.value("checked_on"):
        return fields
    return {"checked_on": plan.today, **fields}
