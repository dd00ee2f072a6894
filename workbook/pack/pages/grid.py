"""Variation × assurance: what each KPI calls for, at a glance."""

from collections.abc import Iterator, Sequence

from workbook.insight.review.grid import ASSURANCES, VARIATIONS, Grid, Place, grid
from workbook.insight.review.kpi_chart import KpiBehaviour, Verdict
from workbook.pack.blocks import Block, Cell, Column, Prose, Section, Status, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_list

__all__ = ["page"]

_NAMED = 6  # KPIs named in a cell: of more, a reader takes none in

_TONES: dict[tuple[str, str], Status] = {
    ("improving", "will meet"): "good",
    ("no change", "will meet"): "good",
    ("worsening", "hit or miss"): "bad",
    ("no change", "will miss"): "bad",
    ("worsening", "will miss"): "bad",
}


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the grid of variation and assurance; nothing while no KPI has both."""
    found = grid(plan, quarter)
    return Section(
        name="grid",
        title="What each KPI calls for",
        lead=_lead(found),
        blocks=list(_blocks(found)) if found.placed else [],
        optional=True,
    )


def _lead(found: Grid) -> str:
    if not found.placed:
        return "No KPI that was read this quarter has firm limits and a target yet."
    if not found.agenda:
        return "Each of these KPIs meets its target as things are, or is on its way there."
    names = say_list([k.kpi.name for k in found.agenda][:_NAMED])
    needs = "needs" if len(found.agenda) == 1 else "need"
    if len(found.agenda) > _NAMED:
        names = say_count(len(found.agenda))
    return capital(f"{names} {needs} a change: the target is not met reliably as things are.")


def _blocks(found: Grid) -> Iterator[Block]:
    rows: list[list[str | Cell]] = [
        [capital(variation), *(_cell(p) for p in found.places if p.variation == variation)]
        for variation in VARIATIONS
    ]
    names = [capital(f"{name} the target") for name in ASSURANCES]
    yield Table(
        caption="",
        columns=[
            Column("This quarter", width=0.13),
            *(Column(name, width=0.29) for name in names),
        ],
        rows=rows,
    )
    if found.others:
        yield Prose(f"Not in the grid: {_why_not(found.others)}.")


def _cell(place: Place) -> Cell:
    if not place.kpis:
        return Cell("–", note=place.calls_for)
    names = [k.kpi.name for k in place.kpis[:_NAMED]]
    more = len(place.kpis) - _NAMED
    said = ", ".join([*names, *([f"{more} more"] if more > 0 else [])])
    tone = _TONES.get((place.variation, place.assurance), "watch")
    return Cell(said, status=tone, note=place.calls_for)


def _why_not(others: Sequence[KpiBehaviour]) -> str:
    reasons: dict[str, list[str]] = {}
    for found in others:
        reasons.setdefault(_lacks(found), []).append(found.kpi.name)
    return "; ".join(f"{_brief(names)} ({reason})" for reason, names in reasons.items())


def _brief(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return say_list(list(names))
    return say_count(len(names), "KPI")


def _lacks(found: KpiBehaviour) -> str:
    if found.verdict == Verdict.UNREAD:
        return "no reading this quarter"
    if found.limits is None:
        return "too few readings"
    if found.kpi.target is None:
        return "no target"
    if found.kpi.at_odds:
        return "target and direction disagree"
    if found.target is None:
        return "its target is for the sum of a quarter"
    return "limits still provisional"
