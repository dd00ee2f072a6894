"""The process-behaviour charts: first the KPIs that something happened to, then the rest."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbook.charts.axes import Ends
from workbook.charts.behaviour import behaviour_chart, small_behaviour_chart
from workbook.charts.drawing import Drawing
from workbook.charts.painter import drawn
from workbook.charts.scales import Scales, scales
from workbook.insight.review.behaviour import Behaviour, behaviour
from workbook.insight.review.kpi_chart import KpiBehaviour, Verdict
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_list, say_some

__all__ = ["page"]

_LARGE, _SMALL = 6, 8  # charts that a reader will look at: the small ones fill a page
_ROWS, _NAMED = 6, 20  # then rows, then names: a hundred KPIs take no more paper than twenty

_HOW_TO_READ = (
    "The solid line is the centre of a KPI's readings, the dashed lines are its natural limits. "
    "Between them it varies without a cause worth looking for. An orange diamond is a signal of "
    "this quarter: something changed, so ask what. Grey diamonds are earlier signals; earlier "
    "readings are lighter."
)


_HOLLOW = "A hollow square or diamond is provisional: it is judged, but no limit comes from it."

_BREAKS = (
    "At an upright line somebody changed on purpose how the KPI comes about, and gave it new "
    "limits: only what came after is held against them."
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
    if found.notes:
        return found.notes[0]
    changed = say_count(len(found.with_signals))
    return capital(f"{changed} of {say_count(len(found.kpis), 'KPI')} gave a signal.")


def _blocks(found: Behaviour) -> Iterator[Block]:
    if not found.kpis:
        yield missing("kpis", "No KPI is written down yet.", "Add one to each objective.")
        return
    shown = _shown(found)
    shared = shown.scales
    if any(k.readings for k in found.kpis):
        yield Callout("info", "How to read these charts", " ".join(_how_to_read(found, shared)))
    if shown.large:
        yield Heading("What changed")
    yield from (_large(k, shared.of(k)) for k in shown.large)
    if shown.changed:
        yield _small(shown.changed, shared)
    if shown.calm:
        yield Heading("Nothing but the usual variation")
        yield _small(shown.calm, shared)
    if shown.unknown:
        yield Heading("Too little to tell")
        yield Bullets([k.sentence for k in shown.unknown[:_ROWS]])
        yield from _others(shown.unknown[_ROWS:], "Neither can be told of")
    if shown.rest:
        yield Heading("All others")
        yield _table(shown.rest[:_ROWS])
        changed, calm = ([k for k in shown.rest[_ROWS:] if bool(k.news) == is_] for is_ in (1, 0))
        yield from _others(changed, "With a signal, too:")
        yield from _others(calm, "Nothing but the usual variation:")
    if unread := [f"“{k.kpi.name}”" for k in found.kpis if not k.readings]:
        yield missing(
            "readings",
            f"No reading yet: {say_some(unread, _NAMED)}.",
            "Give readings, or import a file. Six complete ones make a first chart.",
        )


def _how_to_read(found: Behaviour, shared: Scales) -> Iterator[str]:
    yield _HOW_TO_READ
    if any(k.phases for k in found.kpis):
        yield _BREAKS
    if any(k.complete.provisional.any() for k in found.kpis):
        yield _HOLLOW
    if shared.by_kpi:
        yield "Charts in one unit have one scale, so that their heights compare."
    if apart := shared.apart:
        yield (
            f"Charts in {say_list(apart)} have each a scale of their own: compare their figures, "
            "not their heights."
        )


def _others(kpis: Sequence[KpiBehaviour], lead: str) -> Iterator[Prose]:
    if kpis:
        yield Prose(f"{lead} {say_some([k.kpi.name for k in kpis], _NAMED)}.")


class _Shown(NamedTuple):
    """How each KPI is shown: six with a large chart, eight with a small one, others in a table.

    The largest signals come first.
    """

    large: Sequence[KpiBehaviour]
    changed: Sequence[KpiBehaviour]
    calm: Sequence[KpiBehaviour]
    unknown: Sequence[KpiBehaviour]
    rest: Sequence[KpiBehaviour]

    @property
    def scales(self) -> Scales:
        """The scales of the charts."""
        small = (*self.changed, *self.calm)
        charts = [(k, drawn(k, small=False)) for k in self.large]
        return scales([*charts, *((k, drawn(k, small=True)) for k in small)])


def _shown(found: Behaviour) -> _Shown:
    signals = sorted(found.with_signals, key=lambda k: -k.size)
    known = [k for k in found.unknown if len(k.readings) and k not in signals]
    rest: list[KpiBehaviour] = []
    groups: list[Sequence[KpiBehaviour]] = []
    for group in (signals[_LARGE:], found.without_signals):
        room = _SMALL - sum(map(len, groups))
        groups.append(group[:room])
        rest += group[room:]
    changed, calm = groups
    return _Shown(signals[:_LARGE], changed, calm, known, rest)


def _table(kpis: Sequence[KpiBehaviour]) -> Table:
    return Table(
        caption="",
        columns=[
            Column("KPI", width=0.3),
            Column("Newest", "right", width=0.12),
            Column("What happened", width=0.58),
        ],
        rows=[
            [
                Cell(k.kpi.name, word=k.kpi.unit),
                _newest(k),
                Cell(_in_a_line(k), status=_TONES.get(k.verdict, "")),
            ]
            for k in kpis
        ],
    )


def _newest(found: KpiBehaviour) -> str | Cell:
    if not len(found.complete):
        return ""
    flash = "provisional" if found.complete.provisional[-1] else ""
    return Cell(found.said_read(float(found.complete.values[-1])), note=flash)


def _in_a_line(found: KpiBehaviour) -> str:
    if found.verdict != Verdict.NOISE:
        return _sentence(found)
    if found.assurance:
        return f"Usually {found.usual}. {found.assured}"
    return f"Usually {found.usual}{'; the target lies outside' if found.out_of_reach else ''}."


def _large(found: KpiBehaviour, scale: Ends | None) -> Panel:
    drawing = behaviour_chart(found, scale)
    return Panel(
        found.kpi.name,
        [Prose(_sentence(found)), _chart(drawing, _caption(found, small=False))],
        _TONES[found.verdict],
        found.kpi.unit,
    )


_TONES: dict[Verdict, Status] = {
    Verdict.BETTER: "good",
    Verdict.WORSE: "bad",
}


def _small(kpis: Sequence[KpiBehaviour], scales: Scales) -> Grid:
    return Grid(2, [_panel(found, scales.of(found)) for found in kpis])


def _panel(found: KpiBehaviour, scale: Ends | None) -> Panel:
    drawing = small_behaviour_chart(found, scale)
    return Panel(
        found.kpi.name,
        [_chart(drawing, _caption(found, small=True)), Prose(_sentence(found))],
        word=found.kpi.unit,
    )


def _chart(drawing: Drawing, caption: str) -> Chart:
    return Chart(drawing.svg, drawing.alt, caption, plot=drawing.plot)


def _sentence(found: KpiBehaviour) -> str:
    return capital(f"{found.what}. {found.assured}".strip())


def _caption(found: KpiBehaviour, *, small: bool) -> str:
    here, there = len(drawn(found, small=small)), len(found.readings)
    newest = f" The newest {here} of {there} are drawn." if here < there else ""
    return f"One point a {found.readings.unit}.{newest} {found.caveat}".strip()
