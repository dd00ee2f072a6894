"""A figure that can say where it comes from."""

import math
from dataclasses import dataclass

from workbook.wording import say_number

__all__ = ["Figure", "percentage"]


@dataclass(frozen=True)
class Figure:
    """One figure of the pack, computed once: pages print it, and the appendix explains it.

    `id` is stable between quarters (`kpi.tickets-per-week.centre`); `method` is the formula or
    rule in a line; `sources` names the rows behind it (readings with their dates, files with
    their row counts, journal lines); `caveat` is what a careful reader should know, or empty.
    `places` is how many decimals are printed; as many as four figures take, where it is None.

    >>> Figure("kpi.tickets.target", "Tickets: target", 1612.0, "a week").printed
    '1,612 a week'
    """

    id: str
    label: str
    value: float | str | None
    unit: str = ""
    method: str = ""
    sources: tuple[str, ...] = ()
    caveat: str = ""
    places: int | None = None

    @property
    def printed(self) -> str:
        """The figure as every page prints it, with its unit."""
        return self._said(self.unit)

    @property
    def bare(self) -> str:
        """The same without the unit, for a column that names it."""
        return self._said("")

    def _said(self, unit: str) -> str:
        if isinstance(self.value, str):
            return self.value
        return say_number(self.value, unit, self.places)


def percentage(part: float, whole: float) -> int | None:
    """Return a share as a whole percentage, halves up; None where nothing has a share.

    >>> percentage(5, 8), percentage(0, 0)
    (63, None)
    """
    return math.floor(100 * part / whole + 0.5) if whole else None
