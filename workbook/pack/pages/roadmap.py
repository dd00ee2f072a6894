"""The roadmap: done, in flight, overdue, and what starts in the next two quarters."""

from collections.abc import Iterator
from datetime import date

from workbook.charts.roadmap import roadmap_chart
from workbook.insight.route.initiatives import RoadmapLine, Stage
from workbook.insight.route.roadmap import Roadmap, roadmap
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Section,
    Status,
    Table,
)
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, say_list, sentence

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of initiatives."""
    found = roadmap(plan, quarter)
    return Section(name="roadmap", title="Roadmap", lead=_lead(found), blocks=list(_blocks(found)))


def _blocks(found: Roadmap) -> Iterator[Block]:
    if not (found.lines or found.later or found.finished_earlier):
        yield Callout(
            "missing",
            "No initiative is written down yet.",
            "Add the first one in the step Map the route, with an owner, a start and a due date.",
        )
        return
    if any(line.start or line.due for line in found.lines):
        drawing = roadmap_chart(found)
        yield Chart(drawing.svg, drawing.alt)
    if found.lines:
        yield _table(found)
    if beyond := list(_beyond(found)):
        yield Bullets(beyond)


def _lead(found: Roadmap) -> str:
    until = f"{found.quarter.plus(2).end:%B %Y}"
    counted = [
        (count, words.format(until=until))
        for words, stages in _LEAD
        if (count := len(found.of(*stages)))
    ]
    if not counted:
        return "No initiative runs or starts in this quarter or the next two."
    (first, words), *rest = counted
    said = [f"{say_count(first, 'initiative')} {words}"]
    said += [f"{say_count(count)} {words}" for count, words in rest]
    return capital(f"{say_list(said)}.")


_LEAD = (
    ("overdue", (Stage.OVERDUE,)),
    ("in flight", (Stage.IN_FLIGHT,)),
    ("not started though planned", (Stage.NOT_STARTED,)),
    ("starting by {until}", (Stage.STARTING,)),
    ("without a start date", (Stage.UNDATED,)),
    ("paused", (Stage.PAUSED,)),
    ("stopped", (Stage.STOPPED,)),
    ("done", (Stage.DONE,)),
)


def _table(found: Roadmap) -> Table:
    return Table(
        caption="Initiatives, the most pressing first",
        columns=[
            Column("Initiative", width=0.33),
            Column("Owner", width=0.14),
            Column("Status", width=0.25),
            Column("Due", width=0.17),
            Column("Slipped", width=0.11, align="right"),
        ],
        rows=[_row(line, found.day) for line in found.lines],
    )


def _row(line: RoadmapLine, day: date) -> list[str | Cell]:
    serves = f"Serves: {say_list(line.serves)}" if line.serves else "Serves no objective yet"
    return [
        Cell(line.name, note=serves),
        line.owner or "Nobody yet",
        _status(line, day),
        Cell(say_date(line.due) if line.due else "No date", note=_first_due(line)),
        Cell(_slipped(line), note=_moves(line)),
    ]


def _status(line: RoadmapLine, day: date) -> Cell:
    tone: Status = "watch" if line.missed and line.stage == Stage.IN_FLIGHT else _TONES[line.stage]
    return Cell(str(line.stage).capitalize(), status=tone, note="\n".join(_notes(line, day)))


_TONES: dict[Stage, Status] = {
    Stage.OVERDUE: "bad",
    Stage.IN_FLIGHT: "good",
    Stage.NOT_STARTED: "watch",
    Stage.STARTING: "info",
    Stage.UNDATED: "none",
    Stage.PAUSED: "none",
    Stage.STOPPED: "none",
    Stage.DONE: "good",
}


def _notes(line: RoadmapLine, day: date) -> Iterator[str]:
    if line.stage in (Stage.STARTING, Stage.NOT_STARTED) and line.start:
        yield f"From {say_date(line.start)}"
    if line.overdue:
        yield f"{_days(line.overdue)} past its date"
    if line.closed_on:
        since = "Since" if line.closed_on <= day else "Recorded on"
        yield f"{since} {say_date(line.closed_on)}"
    if line.milestones:
        yield f"Milestones reached: {line.reached} of {len(line.milestones)}"
    if line.missed:
        yield f"Late: {say_list([mark.name for mark in line.missed])}"


def _first_due(line: RoadmapLine) -> str:
    moved = line.first_due and line.first_due != line.due
    return f"first {say_date(line.first_due)}" if moved else ""


def _slipped(line: RoadmapLine) -> str:
    if line.slipped is None:
        return "–"
    if line.slipped == 0:
        return "not moved"
    return f"{'+' if line.slipped > 0 else '−'}{_days(abs(line.slipped))}"


def _days(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"


def _moves(line: RoadmapLine) -> str:
    return f"moved {line.moves} times" if line.moves > 1 else ""


def _beyond(found: Roadmap) -> Iterator[str]:
    for line in found.lines:
        if line.moved_because and line.moves:
            yield f"Why the date of {line.name} was moved: {sentence(line.moved_because)}"
    if found.later:
        yield f"Later than the next two quarters: {say_list(found.later)}."
    if found.finished_earlier:
        yield f"Finished in earlier quarters: {say_list(found.finished_earlier)}."
