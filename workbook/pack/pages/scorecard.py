"""The KPIs of a quarter against their targets, ten at most."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from workbook.charts.sparkline import POINTS, sparkline
from workbook.insight.codes import codes
from workbook.insight.review.claims import Claimed, Claims, claims
from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.rollups import Line, roll_ups
from workbook.insight.review.scorecard import Row, Scorecard, scorecard
from workbook.insight.review.standing import NOT_MET
from workbook.pack.blocks import Block, Callout, Cell, Chart, Column, Prose, Section, Table
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_some, sentence, short_date

__all__ = ["page"]

_NAMED = 20  # KPIs that are named though they are not shown
_SMALL = (
    "Dashed: natural limits. Dotted: target. Orange: a signal this quarter. Lighter: earlier "
    "quarters. Scales differ."
)


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of KPIs: actual, targets, status, signal, freshness and owner."""
    found = scorecard(plan, quarter)
    known = codes(plan, quarter)
    blocks = [*_blocks(found, claims(plan, quarter), known)]
    if made := roll_ups(plan, quarter).lines:
        blocks.insert(2, _made_of_others(made, known))
    return Section(name="scorecard", title="Scorecard", lead=found.headline, blocks=blocks)


def _blocks(found: Scorecard, said: Claims, known: Mapping[str, str]) -> Iterator[Block]:
    if not found.rows:
        yield missing(
            "kpis",
            "No KPI is written down yet.",
            "Add one to each objective, with its unit and its target. One is enough to begin with.",
        )
        return
    yield _table(found, said, known)
    yield Prose(_SMALL)
    if moved := [row for row in found.shown if row.moves]:
        yield _moved(moved)
    if said.differing:
        yield _differing(said.differing, known)
    if found.others:
        others = [row.kpi.name for row in found.rows if row not in found.shown]
        yield Prose(
            f"Not shown here, for want of a target or of weight: {say_some(others, _NAMED)}. "
            "The files that the PDF carries have the figures of all."
        )
    for doubt in (doubt for row in found.rows for doubt in row.doubts):
        yield missing(
            "readings",
            f"Is this right? {doubt.sentence}",
            "Correct it, or say why it is right. Until then the KPI has no status.",
        )
    for row in found.at_odds:
        yield missing("kpis", "Target and direction disagree.", row.kpi.at_odds)
    if found.unread:
        yield _unread(found)


def _table(found: Scorecard, said: Claims, known: Mapping[str, str]) -> Table:
    quarter = found.quarter
    return Table(
        caption="",
        columns=[
            Column("KPI", width=0.19),
            Column(f"Last {POINTS} points", width=0.13),
            Column("Began", "right", width=0.075),
            Column(str(quarter.previous), "right", width=0.095),
            Column(str(quarter), "right", width=0.135),
            Column("Target", "right", width=0.08),
            Column("Status", width=0.155),
            Column("Signal", width=0.14),
        ],
        rows=[_row(row, said.of(row.kpi), known) for row in found.shown],
    )


def _row(row: Row, said: Claimed | None, known: Mapping[str, str]) -> list[str | Cell]:
    kpi = row.kpi
    note = ", ".join(filter(None, (kpi.unit, row.owner or "no owner yet")))
    moved = row.original_target.value not in (None, row.target.value)
    return [
        Cell(kpi.name, note=note, code=known[row.actual.id]),
        Cell("", chart=_small(row)),
        row.baseline.bare,
        _before(row),
        Cell(row.actual.bare, note="\n".join(_how_read(row))),
        Cell(row.target.bare, note=f"first {row.original_target.bare}" if moved else ""),
        Cell(_STATUS[row.status], status=row.status, note=_why(row, said)),
        Cell(_SIGNAL[row.verdict], note=f"target: {row.assurance}" if row.assurance else ""),
    ]


def _made_of_others(lines: Sequence[Line], known: Mapping[str, str]) -> Table:
    """Set a KPI's own reading beside what its parts come to, and the parts below it."""
    return Table(
        caption="KPIs that are made of others",
        columns=[
            Column("KPI", width=0.24), Column("Read itself", "right", width=0.14),
            Column("Of its parts", "right", width=0.14), Column("Beside each other", width=0.48),
        ],
        rows=[[f"{'– ' * line.level}{line.kpi.name}", *_made(line, known)] for line in lines],
    )  # fmt: skip


def _made(line: Line, known: Mapping[str, str]) -> list[str | Cell]:
    own = Cell(line.own.printed, code=known[line.own.id])
    if line.made is None:
        return [own, "", ""]
    gap = known[line.made.gap.id] if line.made.gap else ""
    rolled = Cell(line.made.rolled.printed, code=known[line.made.rolled.id])
    return [own, rolled, Cell(line.made.said, code=gap)]


def _differing(claimed: Sequence[Claimed], known: Mapping[str, str]) -> Table:
    """Name in words where an owner's word and the readings differ."""
    rows = [
        [
            Cell(each.row.kpi.name, code=known[each.age.id] if each.age else ""),
            Cell(
                sentence(capital(each.difference)),
                status="watch" if each.rosier else "info",
                note=f"{each.row.owner or 'Its owner'}: {each.claim.told}" * bool(each.claim.told),
            ),
        ]
        for each in claimed
    ]
    columns = [
        Column("Its owner sees it otherwise", width=0.3),
        Column("What its readings say", width=0.7),
    ]
    return Table(caption="", columns=columns, rows=rows)


def _moved(rows: list[Row]) -> Table:
    return Table(
        caption="Targets that moved, and why",
        columns=[
            Column("KPI", width=0.22),
            Column("From", "right", width=0.1),
            Column("To", "right", width=0.1),
            Column("When", width=0.16),
            Column("Why", width=0.42),
        ],
        rows=[
            [
                row.kpi.name,
                row.behaviour.said_read(move.before),
                row.behaviour.said_read(move.after),
                Cell(say_date(move.newest.at.date()), note=move.newest.who),
                move.reason or "No reason is written down.",
            ]
            for row in rows
            for move in row.moves
        ],
    )


def _small(row: Row) -> Chart | None:
    drawing = sparkline(row.behaviour)
    return Chart(drawing.svg, drawing.alt) if drawing else None


def _before(row: Row) -> str | Cell:
    before = row.previous.bare
    return Cell(before, note="provisional") if row.provisional_before else before


def _how_read(row: Row) -> Iterator[str]:
    """Yield by which rule a figure is read, and to which day."""
    if row.actual.value is not None:
        yield f"{_SUMMARY[row.kpi.shows]}{', provisional' if row.provisional else ''}"
    if row.last_read:
        yield f"to {short_date(row.last_read)}" if row.stale else f"to {_day(row.last_read)}"
    if row.stale:
        yield "stale"


def _day(day: date) -> str:
    return f"{day.day}\N{NO-BREAK SPACE}{day:%b}"


_SUMMARY = {"last": "last", "mean": "mean", "sum": "sum"}
_STATUS = {"good": "On track", "watch": "Watch", "bad": "Off track", "none": "No status"}
_SIGNAL = {
    Verdict.BETTER: "Signal: better",
    Verdict.WORSE: "Signal: worse",
    Verdict.NOISE: "No signal (noise)",
    Verdict.TOO_FEW: "Too few readings",
    Verdict.UNREAD: "No reading",
}


def _why(row: Row, said: Claimed | None) -> str:
    told = [row.distance]
    if row.distance.startswith(NOT_MET) and row.kpi.target_date:
        told = [f"{row.distance}, due {short_date(row.kpi.target_date)}"]
    return "\n".join([*told, *([f"owner: {said.claim.status}"] if said else [])])


def _unread(found: Scorecard) -> Callout:
    names = say_some([f"“{row.kpi.name}”" for row in found.unread], _NAMED)
    return missing(
        "readings",
        f"No complete reading in {found.quarter}: {names}.",
        "Give it, or import the file that has it. Until then the KPI has no status, whatever it "
        "read before.",
    )
