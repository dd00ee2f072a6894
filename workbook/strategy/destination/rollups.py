"""A KPI may be made of others, by a stated rule: what cannot be so is refused in words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, Protocol

from workbook.period import Unit

__all__ = ["LINKS", "RULES", "MadeOf", "Rule", "made_of", "refusal"]

Rule = Literal["none", "sum", "mean", "last", "ratio"]

RULES: Mapping[str, str] = {
    "none": "Nothing: it is only read",
    "sum": "The sum of its parts",
    "mean": "The mean of its parts, all alike",
    "last": "The last of its parts in the list",
    "ratio": "One KPI over another, both summed",
}
LINKS = ("part_of_id", "numerator_id", "denominator_id")


class MadeOf(Protocol):
    """What a KPI says of the KPIs that it is made of, and of the one that it is part of."""

    id: str
    name: str
    unit: str
    frequency: Unit
    part_of_id: str | None
    rollup: Rule
    numerator_id: str | None
    denominator_id: str | None


def made_of(kpi: MadeOf, kpis: Sequence[MadeOf]) -> tuple[str, ...]:
    """Return the ids of the KPIs that one is computed from: its parts, or the two of its ratio."""
    if kpi.rollup == "ratio":
        return tuple(filter(None, (kpi.numerator_id, kpi.denominator_id)))
    return tuple(each.id for each in kpis if each.part_of_id == kpi.id)


def refusal(kpi: MadeOf, field: str, kpis: Sequence[MadeOf]) -> str:
    """Return what the other KPIs forbid of a field of one, in a sentence; or nothing."""
    if field in LINKS and getattr(kpi, field) is None:
        return ""
    if field in LINKS or field == "rollup":
        if names := _loop(kpi, kpis):
            return _circle(names)
        if kpi.rollup == "ratio" and kpi.numerator_id == kpi.denominator_id is not None:
            return "A KPI over itself is always 1. Choose another for one of the two."
    return next(_unlike(kpi, field, kpis), "")


def _loop(kpi: MadeOf, kpis: Sequence[MadeOf]) -> list[str]:
    """Return the names on the way from a KPI down to itself, ending with it; none without one."""
    known = {each.id: each for each in kpis}
    ways, seen = [[kpi.id]], set[str]()
    while ways:
        way = ways.pop()
        below = made_of(known[way[-1]], kpis) if way[-1] in known else ()
        if kpi.id in below:
            return [known[id].name for id in (*way, kpi.id)]
        ways += [[*way, id] for id in below if id not in seen]
        seen.update(below)
    return []


def _circle(names: Sequence[str]) -> str:
    if len(names) == 2:
        return "A KPI cannot be made of itself. Choose another, or leave this empty."
    links = [f"“{whole}” is made of “{part}”" for whole, part in pairwise(names)]
    return f"That is a loop: {', '.join(links)}. Choose another KPI, or leave this empty."


def _unlike(kpi: MadeOf, field: str, kpis: Sequence[MadeOf]) -> Iterator[str]:
    for part, whole, alike in _pairs(kpi, field, kpis):
        if part.frequency != whole.frequency and field != "unit":
            yield (
                f"“{part.name}” is read every {part.frequency} and “{whole.name}” every "
                f"{whole.frequency}: what a KPI is made of is read as often as it is."
            )
        if alike and field != "frequency" and _plain(part.unit) != _plain(whole.unit):
            yield (
                f"“{part.name}” is in {part.unit or 'no unit'} and “{whole.name}” in "
                f"{whole.unit or 'no unit'}: a part has the unit of its whole."
            )


def _pairs(
    kpi: MadeOf, field: str, kpis: Sequence[MadeOf]
) -> Iterator[tuple[MadeOf, MadeOf, bool]]:
    """Yield what is made of what and concerns a field, and whether their units have to agree."""
    of_ratio = kpi.rollup == "ratio" and field in (*LINKS[1:], "rollup")
    for each in kpis:
        if field == LINKS[0] and each.id == kpi.part_of_id:
            yield kpi, each, True
        if of_ratio and each.id in (kpi.numerator_id, kpi.denominator_id):
            yield each, kpi, False
        if field in ("unit", "frequency"):
            yield from _around(kpi, each)


def _around(kpi: MadeOf, each: MadeOf) -> Iterator[tuple[MadeOf, MadeOf, bool]]:
    for part, whole in ((kpi, each), (each, kpi)):
        if part.part_of_id == whole.id:
            yield part, whole, True
        if whole.rollup == "ratio" and part.id in (whole.numerator_id, whole.denominator_id):
            yield part, whole, False


def _plain(unit: str) -> str:
    return unit.strip().casefold()
