"""A table that few people need: a button until somebody wants it, or has filled it."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.strategy import Plan
from workbook.widgets import RecordForm, RowTable
from workbook.widgets.part import plain_layout

__all__ = ["Folded"]


class Folded(widgets.VBox):  # type: ignore[misc]
    """Words with a button, and the table that `make` returns once it is pressed.

    The table is there at once where it is `open` from the beginning. `told` returns the values of
    the words' template, which has `folded` besides; `said` is told of its other controls.
    """

    def __init__(
        self,
        template: str,
        bound: Binding,
        make: Callable[[], RowTable],
        *,
        open: bool,
        told: Callable[[Plan], dict[str, Any]] = lambda _: {},
    ) -> None:
        self._bound, self._make, self._told = bound, make, told
        self.table: RowTable | None = None
        self.words = Asking(template, self.said, **self._facts(bound.plan, open))
        super().__init__([self.words], layout=plain_layout())
        if open:
            self._unfold()

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self.words.say(**self._facts(plan, self.table is not None))

    def said(self, about: str, value: str) -> None:
        """Unfold the table, whatever is pressed."""
        if self.table is None:
            for form in self._unfold():
                self._bound.join(form)
        self.renew(self._bound.book.plan)

    def _unfold(self) -> Sequence[RowTable | RecordForm]:
        self.table = self._make()
        forms = *self.before(), self.table
        self.children = (self.words, *self.framed(forms))
        return forms

    def before(self) -> Sequence[RowTable | RecordForm]:
        """Return the forms that stand before the table, if there are any."""
        return ()

    def framed(self, forms: Sequence[RowTable | RecordForm]) -> Sequence[widgets.Widget]:
        """Return the forms with what stands round them."""
        return forms

    def _facts(self, plan: Plan, open: bool) -> dict[str, Any]:
        return {**self._told(plan), "folded": not open}
