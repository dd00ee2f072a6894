"""How the targets of the KPIs moved, as the journal tells it, and why: which may be said later."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.forms import FieldSpec
from workbook.steps.matrix import Matrix, Row, Shape, Typed
from workbook.strategy import KPI, Plan
from workbook.strategy.history import Change
from workbook.wording import say_date, say_number

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["TargetMoves", "moves"]

LEAD = "A target may move when there is a reason. Write it down while you remember it."
GONE = "That KPI is no longer in the list above, so there is no target to explain."
FIELDS = (
    FieldSpec("move", "What moved", "long text", fixed=True),
    FieldSpec("reason", "Why", "long text", "Such as: the second oven came.", max_length=4000),
)


def moves(plan: Plan) -> Iterator[tuple[KPI, Change]]:
    """Yield each KPI whose target was changed after it was first set, with the change."""
    for kpi in plan.all(KPI):
        for change in plan.history(kpi, "target"):
            if change.before.get("target") is not None:  # the first target is no change
                yield kpi, change


class TargetMoves(Matrix):
    """A row for each change of a target, the newest first, with room for its reason."""

    def __init__(self, book: "Workbook") -> None:
        words = {"title": "How targets have moved", "lead": LEAD, "noun": "change"}
        super().__init__(book, shape, gone=GONE, keep=_explain, **words)
        self.add_class("ws-answers")


def shape(plan: Plan) -> Shape:
    """Return the changes of targets as rows."""
    found = sorted(moves(plan), key=lambda move: -move[1].number)
    return Shape(FIELDS, [_row(kpi, change) for kpi, change in found])


def _row(kpi: KPI, change: Change) -> Row:
    return Row(
        str(change.number), {"move": _said(kpi, change)}, {"reason": (_Why(change), "reason")}
    )


@dataclass(frozen=True)
class _Why:
    """The reason of a change, which is a journal line of its own, so that it can come later."""

    change: Change

    @property
    def id(self) -> str:
        return self.change.record_id

    @property
    def state(self) -> object:
        return self.change.reason

    def value(self, _: str) -> str:
        return self.change.reason


def _explain(book: "Workbook", typed: Typed) -> None:
    for why, fields in typed:
        book.store.explain(why.change.number, book.who, fields["reason"])


def _said(kpi: KPI, change: Change) -> str:
    before, after = change.before["target"], change.after["target"]
    now = say_number(after, kpi.unit) if after is not None else "no target"
    when = f"on {say_date(change.at.date())} by {change.who}"
    return f"{kpi.name}: from {say_number(before)} to {now}, {when}"
