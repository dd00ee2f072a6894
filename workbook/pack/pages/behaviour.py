"""The process-behaviour charts: first the KPIs that something happened to, then the rest."""

from collections.abc import Iterator, Sequence

from workbook.charts.behaviour import behaviour_chart, small_behaviour_chart
from workbook.insight.review.behaviour import Behaviour, KpiBehaviour, Verdict, behaviour
from workbook.pack.blocks import Block, Chart, Grid, Heading, Panel, Prose, Section, Status
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_list

__all__ = ["page"]

_HOW_TO_READ = (
    "The solid line is the centre of a KPI's readings, the dashed lines are its natural limits. "
    "Between them it varies without a cause worth looking for. An orange diamond is a signal of "
    "this quarter: something changed, so ask what. Grey diamonds are earlier signals."
)


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page that tells signal from noise."""
    found = behaviour(plan, quarter)
    return Section(
        name="behaviour", title="Signal or noise", lead=_lead(found), blocks=list(_blocks(found))
    )


def _lead(found: Behaviour) -> str:
    if not any(k.complete for k in found.kpis):
        return "There is no complete reading of a KPI yet."
    if not found.with_signals:
        return "No KPI gave a signal: what moved this quarter is noise."
    changed = say_count(len(found.with_signals))
    return capital(f"{changed} of {say_count(len(found.kpis), 'KPI')} gave a signal.")


def _blocks(found: Behaviour) -> Iterator[Block]:
    if not found.kpis:
        yield missing("kpis", "No KPI is written down yet.", "Add one to each objective.")
        return
    if any(k.readings for k in found.kpis):
        yield Prose(_HOW_TO_READ)
    if found.with_signals:
        yield Heading("What changed")
    yield from map(_large, found.with_signals)
    if found.without_signals:
        yield Heading("Nothing but the usual variation")
        yield _small(found.without_signals)
    if known := [k for k in found.unknown if k.readings]:
        yield Heading("Too little to tell")
        yield _small(known)
    if unread := [f"“{k.kpi.name}”" for k in found.kpis if not k.readings]:
        yield missing(
            "readings",
            f"No reading yet: {say_list(unread)}.",
            "Give readings, or import a file. Six complete ones make a first chart.",
        )


def _large(found: KpiBehaviour) -> Panel:
    drawing = behaviour_chart(found)
    return Panel(
        found.kpi.name,
        [Prose(_sentence(found)), Chart(drawing.svg, drawing.alt, _caption(found))],
        _TONES[found.verdict],
    )


_TONES: dict[Verdict, Status] = {
    Verdict.BETTER: "good",
    Verdict.WORSE: "bad",
}


def _small(kpis: Sequence[KpiBehaviour]) -> Grid:
    return Grid(2, [_panel(found) for found in kpis])


def _panel(found: KpiBehaviour) -> Panel:
    drawing = small_behaviour_chart(found)
    return Panel(
        found.kpi.name,
        [Chart(drawing.svg, drawing.alt, _caption(found)), Prose(_sentence(found))],
    )


def _sentence(found: KpiBehaviour) -> str:
    return capital(f"{found.what}.")


def _caption(found: KpiBehaviour) -> str:
    kpi = found.kpi
    unit = f"In {kpi.unit}, one" if kpi.unit else "One"
    return f"{unit} point a {kpi.frequency}. {found.caveat}".strip()
