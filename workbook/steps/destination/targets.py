"""How the targets of the KPIs moved, as the journal tells it, and why: which may be said later."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.forms import FieldSpec
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Row, Shape, Typed
from workbook.strategy import KPI, Plan
from workbook.strategy.destination.targets import TargetSetting, target_settings
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


def moves(plan: Plan) -> Iterator[tuple[KPI, TargetSetting]]:
    """Yield each KPI whose target moved, with the sitting in which it did."""
    for kpi in plan.all(KPI):
        for setting in target_settings(plan, kpi):
            if setting.moved:
                yield kpi, setting


class TargetMoves(Matrix):
    """A row for each change of a target, the newest first, with room for its reason."""

    def __init__(self, book: "Workbook") -> None:
        words = {"title": "How targets have moved", "lead": LEAD, "noun": "change"}
        super().__init__(book, shape, gone=GONE, keep=_explain, **words)


def shape(plan: Plan) -> Shape:
    """Return the changes of targets as rows."""
    found = sorted(moves(plan), key=lambda move: -move[1].newest.number)
    return Shape(FIELDS, [_row(kpi, setting) for kpi, setting in found])


def _row(kpi: KPI, setting: TargetSetting) -> Row:
    why = _Why(setting.newest, setting.reason)
    return Row(
        str(setting.newest.number), {"move": _said(kpi, setting)}, {"reason": (why, "reason")}
    )


@dataclass(frozen=True)
class _Why:
    """The reason of a change, which is a journal line of its own, so that it can come later."""

    change: Change
    reason: str

    @property
    def id(self) -> str:
        return self.change.record_id

    @property
    def state(self) -> object:
        return self.reason

    def value(self, _: str) -> str:
        return self.reason


def _explain(book: "Workbook", typed: Typed) -> None:
    for why, fields in typed:
        book.store.explain(why.change.number, book.who, fields["reason"])


def _said(kpi: KPI, setting: TargetSetting) -> str:
    now = say_number(setting.after, kpi.unit) if setting.after is not None else "no target"
    when = f"on {say_date(setting.newest.at.date())} by {setting.newest.who}"
    return f"{kpi.name}: from {say_number(setting.before)} to {now}, {when}"
