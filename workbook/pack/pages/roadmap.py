"""The roadmap: done, in progress, overdue, and what starts in the next two quarters."""

from collections.abc import Iterator, Sequence
from datetime import date

from workbook.charts.milestone_trend import milestone_trend_chart
from workbook.charts.roadmap import roadmap_chart
from workbook.insight.route.initiatives import Progress, Stage
from workbook.insight.route.milestone_trend import MilestoneTrend, milestone_trend
from workbook.insight.route.roadmap import Roadmap, roadmap
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Grid,
    Panel,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Milestone
from workbook.wording import capital, say_count, say_list, sentence, short_date

__all__ = ["page"]

_DRAWN = 18
"""So many bars find room on a page in letters that can be read."""


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of initiatives."""
    found, trend = roadmap(plan, quarter), milestone_trend(plan, quarter)
    blocks = list(_blocks(found, trend))
    return Section(name="roadmap", title="Roadmap", lead=_lead(found), blocks=blocks)


def _blocks(found: Roadmap, trend: MilestoneTrend) -> Iterator[Block]:
    if not (found.shown or found.later or found.finished_earlier):
        yield missing(
            "initiatives",
            "No initiative is written down yet.",
            "Add the first one, with an owner, a start and a due date.",
        )
        return
    if found.dated:
        drawing = roadmap_chart(found, _DRAWN)
        yield Chart(drawing.svg, drawing.alt)
    if (more := len(found.dated) - _DRAWN) > 0:
        yield Prose(f"{more} more stand in the table, with their dates.")
    yield from _lanes(found)
    if found.broken:
        yield Callout("watch", "Out of order", "\n".join(found.broken))
    if found.shown:
        yield _table(found)
    yield from _on_the_way(list(_milestones(found)), trend)
    if beyond := list(_beyond(found)):
        yield Bullets(beyond)


def _lanes(found: Roadmap) -> Iterator[Block]:
    """Yield now, next and later side by side, where something is live."""
    if any(each for _, each in found.lanes):
        yield Grid(3, [Panel(lane, [_lane(works)]) for lane, works in found.lanes])


def _lane(works: Sequence[Progress]) -> Block:
    return Bullets([_dated(each) for each in works]) if works else Prose("Nothing.")


def _dated(one: Progress) -> str:
    """Return when it is to be there, or when it begins while that lies ahead."""
    work = one.initiative
    if work.start and one.stage in (Stage.STARTING, Stage.LATER):
        return f"{work.name}, from {short_date(work.start)}"
    return f"{work.name}, {f'by {short_date(work.due)}' if work.due else 'no date'}"


def _lead(found: Roadmap) -> str:
    until = f"{found.quarter.plus(2).end:%B %Y}"
    counted = [
        (count, words.format(until=until))
        for stage, words in _LEAD.items()
        if (count := len(found.of(stage)))
    ]
    if not counted:
        return "No initiative runs or starts in this quarter or the next two."
    (first, words), *rest = counted
    said = [f"{say_count(first, 'initiative')} {words}"]
    said += [f"{say_count(count)} {words}" for count, words in rest]
    return capital(f"{say_list(said)}.")


_LEAD = {
    Stage.OVERDUE: "overdue",
    Stage.IN_PROGRESS: "in progress",
    Stage.NOT_STARTED: "not started though planned",
    Stage.STARTING: "starting by {until}",
    Stage.UNDATED: "without a start date",
    Stage.PAUSED: "paused",
    Stage.STOPPED: "stopped",
    Stage.DONE: "done",
}


def _table(found: Roadmap) -> Table:
    return Table(
        caption="Initiatives, the most pressing first",
        columns=[
            Column("Initiative", width=0.38),
            Column("Owner", width=0.18),
            Column("Status", width=0.18),
            Column("Due", width=0.14),
            Column("Slipped", width=0.12, align="right"),
        ],
        rows=[_row(found, each) for each in found.shown],
    )


def _row(found: Roadmap, one: Progress) -> list[str | Cell]:
    work = one.initiative
    serves = f"Serves: {say_list(one.serves)}" if one.serves else "Serves no objective yet"
    takes = filter(None, [found.printed(one, name) for name in ("cost", "hours")])
    moved = one.first_due and one.first_due != work.due
    return [
        Cell(work.name, note=serves),
        Cell(one.owner or "Nobody yet", note=", ".join(takes)),
        _status(found, one),
        Cell(
            short_date(work.due) if work.due else "No date",
            note=f"first {short_date(one.first_due)}" if one.first_due and moved else "",
        ),
        _slipped(found, one),
    ]


def _status(found: Roadmap, one: Progress) -> Cell:
    late = one.missed and one.stage == Stage.IN_PROGRESS
    notes = "\n".join(_notes(found, one))
    return Cell(one.stage.capitalize(), status="watch" if late else _TONES[one.stage], note=notes)


_TONES: dict[Stage, Status] = {
    Stage.OVERDUE: "bad",
    Stage.IN_PROGRESS: "good",
    Stage.NOT_STARTED: "watch",
    Stage.STARTING: "info",
    Stage.UNDATED: "none",
    Stage.PAUSED: "none",
    Stage.STOPPED: "none",
    Stage.DONE: "good",
}


def _notes(found: Roadmap, one: Progress) -> Iterator[str]:
    start = one.initiative.start
    if one.stage in (Stage.STARTING, Stage.NOT_STARTED) and start:
        yield f"From {short_date(start)}"
    if one.overdue:
        yield f"{found.printed(one, 'overdue')} past its date"
    if one.closed_on:
        since = "Since" if one.closed_on <= found.day else "Recorded on"
        yield f"{since} {short_date(one.closed_on)}"
    if every := found.printed(one, "milestones"):
        yield f"Milestones: {found.printed(one, 'milestones-reached')} of {every}"


def _slipped(found: Roadmap, one: Progress) -> Cell:
    days, moves = found.printed(one, "slipped"), found.printed(one, "moves")
    if not one.slipped:
        return Cell(("first date again" if moves else "not moved") if days else "–")
    return Cell(
        f"+{days}" if one.slipped > 0 else days, note=f"moved {moves} times" if moves else ""
    )


def _on_the_way(rows: Sequence[list[str | Cell]], trend: MilestoneTrend) -> Iterator[Block]:
    """Yield the milestones, and beside them how their promises moved, if any did."""
    table = Table(
        caption="Milestones reached this quarter, and those still to reach",
        columns=[
            Column("Milestone", width=0.45),
            Column("Status", width=0.3),
            Column("Due", width=0.25),
        ],
        rows=rows,
    )
    if trend.trends:
        yield Grid(2, [_trend(trend), *([table] if rows else [])])
    elif rows:
        yield table


def _trend(found: MilestoneTrend) -> Panel:
    drawing = milestone_trend_chart(found)
    key = "; ".join(f"{letter} {trend.milestone.name}" for letter, trend in found.lettered)
    more = f" {capital(say_count(found.others))} more moved, but less." if found.others else ""
    how = (
        "Up: the promised day, across: the day of reporting. A line that climbs slips; a diamond "
        "on the diagonal is reached."
    )
    return Panel(
        "Milestone trend",
        [Chart(drawing.svg, drawing.alt, f"{key}. {how}{more}")],
    )


def _milestones(found: Roadmap) -> Iterator[list[str | Cell]]:
    for one in found.shown:
        for each in one.milestones:
            if each not in one.reached or (each.done_on or date.max) >= found.quarter.start:
                named = Cell(each.name, note=one.initiative.name)
                yield [named, _reached(one, each), short_date(each.due) if each.due else "–"]


def _reached(one: Progress, milestone: Milestone) -> Cell:
    if milestone in one.reached:
        return Cell(
            "Reached",
            status="good",
            note=short_date(milestone.done_on) if milestone.done_on else "",
        )
    late = milestone in one.missed
    return Cell("Late", status="bad") if late else Cell("Not reached yet", status="none")


def _beyond(found: Roadmap) -> Iterator[str]:
    for one in found.shown:
        newest = one.moves[-1] if one.moves else None
        if newest and newest.reason and newest.at.date() >= found.quarter.start:
            because = sentence(newest.reason)
            yield f"Why the date of {one.initiative.name} was moved: {because}"
    for words, some in (
        ("Later than the next two quarters", found.later),
        ("Finished in earlier quarters", found.finished_earlier),
    ):
        if some:
            yield f"{words}: {say_list([one.initiative.name for one in some])}."
