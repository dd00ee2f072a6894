"""Why something was changed, which may be said afterwards: a row a change, with one field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.forms import FieldSpec
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Row, Shape, Typed
from workbook.strategy import Plan
from workbook.strategy.history import Change

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Reasons", "reason_row"]

_WHY = FieldSpec("reason", "Why", "long text", "Such as: the second oven came.", max_length=4000)


class Reasons(Matrix):
    """A row for each change that `lay` finds, with room for its reason; `moved` heads them."""

    def __init__(
        self,
        book: "Workbook",
        lay: Callable[[Plan], Sequence[Row]],
        *,
        moved: str,
        gone: str,
        **words: Any,
    ) -> None:
        columns = (FieldSpec("move", moved, "long text", fixed=True), _WHY)
        told = {"noun": "change", **words}
        super().__init__(
            book, lambda plan: Shape(columns, lay(plan)), gone=gone, keep=_explain, **told
        )


def reason_row(change: Change, told: str, reason: str) -> Row:
    """Return the row of one change: what it was, and why, as far as that was said."""
    return Row(str(change.number), {"move": told}, {"reason": (_Why(change, reason), "reason")})


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
