"""The appendix: where each figure comes from, what was imported, and what the methods cannot do."""

from collections.abc import Sequence

from workbook.insight.figure import Figure
from workbook.insight.findings import findings
from workbook.pack.blocks import Block, Bullets, Callout, Cell, Column, Heading, Section, Table
from workbook.quarter import Quarter
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
            _figures(findings(plan, quarter)),
        ],
    )


def _imports(plan: Plan) -> Block:
    files = plan.all(Source)
    if not files:
        return Callout(
            "info", "No file was imported.", "All readings were typed in, in the step Review."
        )
    return Table(
        caption="",
        columns=[
            Column("File"),
            Column("Imported on"),
            Column("Rows read", "right"),
            Column("Taken", "right"),
            Column("Refused", "right"),
            Column("Fingerprint"),
        ],
        rows=[
            [
                Cell(source.name, note=f"as {source.kind}" if source.kind else ""),
                say_date(source.imported_at.date()),
                say_number(source.rows_read),
                say_number(source.rows_taken),
                say_number(source.rows_refused),
                Cell(source.sha256[:12], note="SHA-256"),
            ]
            for source in files
        ],
    )


def _figures(figures: Sequence[Figure]) -> Table:
    subjects: dict[str, list[Figure]] = {}
    for figure in filter(_says_something, figures):
        subjects.setdefault(figure.id.rpartition(".")[0], []).append(figure)
    return Table(
        caption="",
        columns=[
            Column("About", width=0.2),
            Column("Figures, how they are found, and from what", width=0.8),
        ],
        rows=[_row(id, group) for id, group in subjects.items()],
    )


def _says_something(figure: Figure) -> bool:
    return figure.value is not None or bool(figure.caveat)


def _row(id: str, group: Sequence[Figure]) -> list[str | Cell]:
    subjects = {figure.label.partition(": ")[0] for figure in group if ": " in figure.label}
    shared = len(subjects) == 1 and all(": " in figure.label for figure in group)
    title = subjects.pop() if shared else capital(id.rpartition(".")[2].replace("-", " "))
    grounds: dict[tuple[str, ...], list[Figure]] = {}
    for figure in group:
        grounds.setdefault(figure.sources, []).append(figure)
    lines = (_line(found, len(title) + 2 if shared else 0) for found in grounds.values())
    caveats = dict.fromkeys(figure.caveat for figure in group if figure.caveat)
    return [title, Cell("\n".join(lines), note=" ".join(caveats))]


def _line(figures: Sequence[Figure], cut: int) -> str:
    said = "; ".join(f"{figure.label[cut:]}: {_value(figure)}" for figure in figures)
    methods = " ".join(dict.fromkeys(figure.method for figure in figures))
    return f"{said}. {methods} {_named(figures[0].sources)}".strip()


def _value(figure: Figure) -> str:
    value = figure.value
    return value if isinstance(value, str) else say_number(value, figure.unit)


def _named(sources: Sequence[str]) -> str:
    if len(sources) > _SHOWN:
        rest = len(sources) - _SHOWN + 1
        sources = [*sources[: _SHOWN - 1], f"{rest} more"]
    return capital("; ".join(sources) + ".") if sources else ""
