"""The KPIs of a quarter against their targets, ten at most."""

from collections.abc import Iterator

from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.scorecard import RULE, Row, Scorecard, scorecard
from workbook.insight.review.standing import NOT_MET
from workbook.pack.blocks import Block, Callout, Cell, Column, Prose, Section, Table
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, say_list, say_number

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of KPIs: actual, targets, status, signal, freshness and owner."""
    found = scorecard(plan, quarter)
    return Section(
        name="scorecard", title="Scorecard", lead=found.headline, blocks=list(_blocks(found))
    )


def _blocks(found: Scorecard) -> Iterator[Block]:
    if not found.rows:
        yield missing(
            "kpis",
            "No KPI is written down yet.",
            "Add one to each objective, with its unit and its target. One is enough to begin with.",
        )
        return
    yield _table(found)
    if moved := [row for row in found.shown if row.moves]:
        yield _moved(moved)
    yield Prose(RULE)
    if found.others:
        many = capital(say_count(found.others, "more KPI"))
        yield Prose(
            f"{many} not shown here: those with a target come first, then those whose objective "
            "weighs most. The appendix has the figures of all."
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


def _table(found: Scorecard) -> Table:
    quarter = found.quarter
    return Table(
        caption="",
        columns=[
            Column("KPI", width=0.19),
            Column("Began", "right"),
            Column(str(quarter.previous), "right"),
            Column(str(quarter), "right"),
            Column("Target", "right"),
            Column("Status", width=0.17),
            Column("Signal", width=0.1),
            Column("Read to", width=0.12),
        ],
        rows=[_row(row) for row in found.shown],
    )


def _row(row: Row) -> list[str | Cell]:
    kpi = row.kpi
    moved = row.original_target.value not in (None, row.target.value)
    return [
        Cell(kpi.name, note=", ".join(filter(None, (kpi.unit, row.owner or "no owner yet")))),
        row.baseline.bare,
        _before(row),
        Cell(row.actual.bare, note=_behind(row)),
        Cell(row.target.bare, note=f"first {row.original_target.bare}" if moved else ""),
        Cell(_STATUS[row.status], status=row.status, note=_why(row)),
        Cell(_SIGNAL[row.verdict], note=f"target: {row.assurance}" if row.assurance else ""),
        Cell(say_date(row.last_read), note="stale" if row.stale else ""),
    ]


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
                say_number(move.before),
                say_number(move.after),
                Cell(say_date(move.newest.at.date()), note=move.newest.who),
                move.reason or "No reason is written down.",
            ]
            for row in rows
            for move in row.moves
        ],
    )


def _before(row: Row) -> str | Cell:
    before = row.previous.bare
    return Cell(before, note="provisional") if row.provisional_before else before


def _behind(row: Row) -> str:
    if row.actual.value is None:
        return ""
    return f"{_SUMMARY[row.kpi.shows]}{', provisional' if row.provisional else ''}"


_SUMMARY = {"last": "last", "mean": "mean", "sum": "sum"}
_STATUS = {"good": "On track", "watch": "Watch", "bad": "Off track", "none": "No status"}
_SIGNAL = {
    Verdict.BETTER: "Signal: better",
    Verdict.WORSE: "Signal: worse",
    Verdict.NOISE: "No signal (noise)",
    Verdict.TOO_FEW: "Too few readings",
    Verdict.UNREAD: "No reading",
}


def _why(row: Row) -> str:
    if row.distance.startswith(NOT_MET) and row.kpi.target_date:
        return f"{row.distance}, due {say_date(row.kpi.target_date)}"
    return row.distance


def _unread(found: Scorecard) -> Callout:
    names = say_list([f"“{row.kpi.name}”" for row in found.unread])
    return missing(
        "readings",
        f"No complete reading in {found.quarter}: {names}.",
        "Give it, or import the file that has it. Until then the KPI has no status, whatever it "
        "read before.",
    )
