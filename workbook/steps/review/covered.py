"""Readings that people are still to guess: nothing that the page sends says what they read."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from workbook.quarter import Quarter
from workbook.steps.matrix import keep_records
from workbook.steps.shape import Behind, Place, Row, Shape, Typed
from workbook.strategy import Plan
from workbook.strategy.review.guesses import hidden

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["HIDDEN", "Cover"]

HIDDEN = "hidden"


@dataclass(frozen=True)
class _Covered:
    """A cell of which only is told that something is in it."""

    under: Behind

    @property
    def id(self) -> str:
        return self.under.id

    @property
    def state(self) -> object:
        return self.under.state, HIDDEN

    def value(self, _: str) -> Any:
        return HIDDEN


@dataclass(frozen=True)
class Cover:
    """What of a quarter is covered on one page; what was typed on it stays in sight there."""

    quarter: Quarter
    typed: set[tuple[str, date]] = field(default_factory=set)

    def over(self, plan: Plan) -> frozenset[str]:
        """Return the KPIs whose readings are covered."""
        return hidden(plan, self.quarter)

    def laid(self, shape: Shape, plan: Plan) -> Shape:
        """Return a table of readings in which those that are there already cannot be seen."""
        kpis = self.over(plan)
        return replace(shape, rows=[self._row(row, kpis) for row in shape.rows]) if kpis else shape

    def keep(self, book: "Workbook", typed: Typed) -> object:
        """Save what was typed, and note that whoever looks at this page has seen it."""
        kept = keep_records(book, typed)
        self.typed.update((p.where["kpi_id"], p.where["start"]) for p, _ in typed)
        return kept

    def _row(self, row: Row, kpis: Set[str]) -> Row:
        covered = dict(self._covered(row.cells, kpis))
        return replace(row, cells={**row.cells, **covered}, fixed=(*row.fixed, *covered))

    def _covered(
        self, cells: Mapping[str, tuple[Behind, str]], kpis: Set[str]
    ) -> Iterator[tuple[str, tuple[Behind, str]]]:
        for name, (behind, held) in cells.items():
            if not isinstance(behind, Place) or behind.record is None:
                continue
            kpi, start = behind.where["kpi_id"], behind.where["start"]
            if kpi in kpis and (kpi, start) not in self.typed:
                yield name, (_Covered(behind), held)
