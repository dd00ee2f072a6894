"""The appendix: where each figure comes from, what was imported, and what the methods cannot do."""

from collections.abc import Iterable, Sequence

from workbook.insight.figure import Figure
from workbook.insight.findings import findings
from workbook.insight.review.scorecard import scorecard
from workbook.pack.blocks import Block, Bullets, Callout, Cell, Column, Heading, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_number

__all__ = ["page"]

_SHOWN = 4  # sources of a figure that are named; the command `workbook findings` names all
_METHODS = (
    "A reading belongs to the quarter in which its period ends. Incomplete periods are drawn "
    "hollow, and left out of every figure.",
    "Natural limits: mean of the readings ± 2.66 × mean moving range, from all complete readings "
    "up to the quarter's end unless the KPI locks them (Wheeler, Understanding Variation). Fewer "
    "than 6 readings give no limits; fewer than 17 give provisional ones.",
    "Signals: a reading beyond a limit; eight in a row on one side of the centre line; three of "
    "four nearer the same limit than the centre line; a step above 3.268 × mean moving range.",
    "Assurance: firm natural limits against the target. Both on its good side: will meet. Both on "
    "its bad side: will miss. Else it is hit or missed by chance (NHS, Making Data Count). There "
    "is none while limits are provisional, nor where the target is for the sum of a quarter.",
    "S M A R T under an objective: specific, measurable, achievable, relevant, time-bound (Doran). "
    "✔ met, ✘ not yet, * the business's own verdict, whose reason stands beside it.",
    "A signal says that something changed, not why. No signal says that there is nothing to "
    "explain, not that all is well.",
)


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the appendix of figures, imports and methods."""
    return Section(
        name="sources",
        title="Sources and methods",
        lead="Where each figure comes from, and how far it can be trusted.",
        appendix=True,
        blocks=[
            Heading("Methods and their limits"),
            Bullets(_METHODS),
            Heading("Imported files"),
            _imports(plan),
            Heading("Figures"),
            _figures(plan, quarter),
        ],
    )


def _imports(plan: Plan) -> Block:
    files = [source for source in plan.all(Source) if not source.undone_at]
    if not files:
        return Callout(
            "info", "No file was imported.", "All readings were typed in, in the step Review."
        )
    return Table(
        caption="",
        columns=[
            Column("File", width=0.36),
            Column("Imported on", width=0.18),
            Column("Read", "right", width=0.1),
            Column("Taken", "right", width=0.1),
            Column("Refused", "right", width=0.1),
            Column("Fingerprint", width=0.16),
        ],
        rows=[
            [
                Cell(source.name, note=_told(source)),
                say_date(source.imported_at.date()),
                say_number(source.rows_read),
                say_number(source.rows_taken),
                say_number(source.rows_refused),
                Cell(source.sha256[:12], note="SHA-256"),
            ]
            for source in files
        ],
    )


def _told(source: Source) -> str:
    """Say as what a file was read, and what its own totals rows say beside what was taken."""
    totals = (
        f"{column}: file says {say_number(total['says'], places=total['places'])}, "
        f"taken {say_number(total['taken'], places=total['places'])}"
        for column, total in source.totals.items()
    )
    each = ", each value counted" if source.unit == "values" else ""
    read = [f"as {source.kind}{each}"] if source.kind else []
    return "; ".join([*read, *totals])


def _figures(plan: Plan, quarter: Quarter) -> Table:
    groups: dict[str, list[Figure]] = {}  # what belongs to one thing stands together
    for figure in findings(plan, quarter):
        if figure.value is not None or figure.caveat:
            groups.setdefault(figure.id.rpartition(".")[0], []).append(figure)
    brief = _briefly(plan, quarter, groups)
    told = [figure for name, group in groups.items() if name not in brief for figure in group]
    before = [None, *told[:-1]]
    return Table(
        caption="",
        columns=[
            Column("Figure", width=0.27),
            Column("Value", "right", width=0.15),
            Column("How it is found, and from what", width=0.58),
        ],
        rows=[
            *(_row(figure, above) for figure, above in zip(told, before, strict=True)),
            *(_brief(groups[name]) for name in groups if name in brief),
        ],
    )


def _briefly(plan: Plan, quarter: Quarter, groups: Iterable[str]) -> set[str]:
    """Return the groups that have one row each: the KPIs that the scorecard has no room for."""
    slugs = kpi_slugs(plan)
    shown = {f"kpi.{slugs[row.kpi.id]}" for row in scorecard(plan, quarter).shown}
    return {f"kpi.{slug}" for slug in slugs.values()} & set(groups) - shown


def _brief(group: Sequence[Figure]) -> list[str | Cell]:
    read = next((figure for figure in group if figure.id.endswith(".actual")), group[0])
    name = read.label.rpartition(": ")[0]
    others = (figure for figure in group if figure is not read and figure.value is not None)
    told = (f"{figure.label.removeprefix(f'{name}: ')} {figure.printed}" for figure in others)
    caveats = dict.fromkeys(figure.caveat for figure in group if figure.caveat)
    how = f"{read.method} {_named(read.sources)} {capital('; '.join(told))}."
    return [read.label, read.printed, Cell(how, note=" ".join(caveats))]


def _row(figure: Figure, above: Figure | None) -> list[str | Cell]:
    # What several figures in a row rest on is said once.
    same = above is not None and above.sources == figure.sources and figure.sources
    sources = "The same." if same else _named(figure.sources)
    caveat = "" if above and above.caveat == figure.caveat else figure.caveat
    return [figure.label, figure.printed, Cell(f"{figure.method} {sources}".strip(), note=caveat)]


def _named(sources: Sequence[str]) -> str:
    if len(sources) > _SHOWN:
        rest = len(sources) - _SHOWN + 1
        sources = [*sources[: _SHOWN - 1], f"{rest} more"]
    return capital("; ".join(sources) + ".") if sources else ""
