"""Figures that a sheet computes again from the cells that they come from.

A formula is taken only where it gives the figure, so that none can say anything else than the pack.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import fsum, isclose
from typing import Any

from workbook.pack.writers.xlsx.sheet import FIGURES, READINGS

__all__ = ["Formula", "recomputed", "value_of"]

Row = Mapping[str, Any]

_BY_METHOD = {"Mean": "AVERAGE({})", "Sum": "SUM({})", "Last": "{}"}
_SUMS = {
    r"technology\.spend\.all": r"technology\.spend\..+\.cost",
    r"alignment\.owner\.(.+)\.all": r"alignment\.owner\.{0}\.(?!all$)[^.]+",
}
_WHEELER = 2.66  # of the mean moving range


@dataclass(frozen=True)
class Formula:
    """An Excel formula without its equals sign, and what it gives."""

    text: str
    value: float


def recomputed(
    figures: Sequence[Row], readings: Sequence[Row], begins: str, ends: str
) -> dict[str, Formula]:
    """Return the formula of each figure that readings or other figures give, by the figure's id.

    `begins` and `ends` are the quarter's first and last day.
    """
    cells = _Cells(figures, readings, begins, ends)
    found = ((figure, formula) for figure in figures for formula in _candidates(figure, cells))
    return {
        figure["id"]: formula
        for figure, formula in found
        if isinstance(figure["value"], int | float)
        and isclose(formula.value, value_of(figure), rel_tol=1e-9, abs_tol=1e-12)
    }


def value_of(figure: Row) -> float:
    """Return a figure or a reading as its cell has it: 60% is 0.6 there."""
    value = Decimal(repr(float(figure["value"])))
    return float(value.scaleb(-2) if figure["unit"].startswith("%") else value)


class _Cells:
    """Where figures and readings stand on their sheets."""

    def __init__(
        self, figures: Sequence[Row], readings: Sequence[Row], begins: str, ends: str
    ) -> None:
        self.begins, self.ends = begins, ends
        self.figures = {figure["id"]: figure for figure in figures}
        self._rows = {figure["id"]: row for row, figure in enumerate(figures, start=2)}
        self._read: dict[str, list[tuple[int, Row]]] = {}
        for row, reading in enumerate(readings, start=2):
            if reading["complete"] == "yes":
                self._read.setdefault(reading["kpi"], []).append((row, reading))

    def figure(self, id: str) -> str:
        return f"{FIGURES}!C{self._rows[id]}"

    def series(self, kpi: str, begins: str = "") -> list[tuple[int, float]]:
        """Return the cells of a KPI's complete readings that end in the quarter, or by its end."""
        every = self._read.get(kpi, [])
        return [(row, value_of(one)) for row, one in every if begins <= one["to"] <= self.ends]


def _candidates(figure: Row, cells: _Cells) -> Iterator[Formula]:
    last = figure["id"].rpartition(".")[2]
    if last in _OF_A_KPI and figure["id"].startswith("kpi."):
        series = _OF_A_KPI[last](figure, cells)
        yield from filter(None, [series])
    if figure["id"] == "register.actions.rate":
        done, agreed = (f"register.actions.{each}" for each in ("done", "agreed"))
        if all(cells.figures.get(each, {}).get("value") for each in (done, agreed)):
            share = cells.figures[done]["value"] / cells.figures[agreed]["value"]
            text = f"ROUND({cells.figure(done)}/{cells.figure(agreed)},2)"
            yield Formula(text, int(100 * share + 0.5) / 100)
    for whole, pattern in _SUMS.items():
        if found := re.fullmatch(whole, figure["id"]):
            yield _sum(re.compile(pattern.format(*map(re.escape, found.groups()))), cells)


def _sum(pattern: re.Pattern[str], cells: _Cells) -> Formula:
    summed = [
        each
        for each in cells.figures.values()
        if pattern.fullmatch(each["id"]) and isinstance(each["value"], int | float)
    ]
    text = "+".join(cells.figure(each["id"]) for each in summed)
    return Formula(text or "0", fsum(map(value_of, summed)))


def _actual(figure: Row, cells: _Cells) -> Formula | None:
    """Return how a KPI's figure is found from the readings of the quarter."""
    read = cells.series(_kpi(figure), cells.begins)
    rule = figure["method"].partition(" ")[0]
    read = read[-1:] if rule == "Last" else read
    if rule not in _BY_METHOD or not (where := _range(read)):
        return None
    total = fsum(value for _, value in read)
    return Formula(_BY_METHOD[rule].format(where), total / (len(read) if rule == "Mean" else 1))


def _centre(figure: Row, cells: _Cells) -> Formula | None:
    read = cells.series(_kpi(figure))
    where = _range(read)
    return (
        Formula(f"AVERAGE({where})", fsum(value for _, value in read) / len(read))
        if where
        else None
    )


def _limit(figure: Row, cells: _Cells) -> Formula | None:
    """Return a natural limit: the centre line, and 2.66 times the mean moving range from it."""
    read = cells.series(_kpi(figure))
    centre = f"{figure['id'].rpartition('.')[0]}.centre"
    known = cells.figures.get(centre, {}).get("value")
    if len(read) < 2 or known is None or not _range(read):
        return None
    sign = "+" if figure["id"].endswith("upper") else "-"
    later, earlier = _range(read[1:]), _range(read[:-1])
    ranges = [abs(b - a) for (_, a), (_, b) in pairwise(read)]
    moved = _WHEELER * fsum(ranges) / len(ranges)
    text = (
        f"{cells.figure(centre)}{sign}{_WHEELER}*SUMPRODUCT(ABS({later}-{earlier}))/ROWS({later})"
    )
    value = value_of(cells.figures[centre])
    return Formula(text, value + moved if sign == "+" else value - moved)


_OF_A_KPI: Mapping[str, Callable[[Row, _Cells], Formula | None]] = {
    "actual": _actual,
    "centre": _centre,
    "lower": _limit,
    "upper": _limit,
}


def _kpi(figure: Row) -> str:
    return str(figure["label"]).rpartition(": ")[0]


def _range(read: Sequence[tuple[int, float]]) -> str:
    """Return the cells of readings that stand under one another; empty, where they do not."""
    if not read or read[-1][0] - read[0][0] != len(read) - 1:
        return ""
    first, last = read[0][0], read[-1][0]
    return f"{READINGS}!E{first}" + (f":E{last}" if last > first else "")
