"""A figure that can say where it comes from."""

from dataclasses import dataclass

__all__ = ["Figure"]


@dataclass(frozen=True)
class Figure:
    """One figure of the pack.

    `id` is stable between quarters (`kpi.tickets-per-week.centre`); `method` is the formula or
    rule in a line; `sources` names the rows behind it (readings with their dates, files with
    their row counts, journal lines); `caveat` is what a careful reader should know, or empty.
    """

    id: str
    label: str
    value: float | str | None
    unit: str = ""
    method: str = ""
    sources: tuple[str, ...] = ()
    caveat: str = ""
