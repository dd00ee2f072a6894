"""The appendix: where each figure comes from, what was imported, and what the methods cannot do."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workbook.insight.codes import codes
from workbook.insight.figure import Figure
from workbook.insight.review.lessons import lessons
from workbook.insight.review.scorecard import RULE, scorecard
from workbook.insight.route.choosing import choosing
from workbook.insight.things import Thing, things
from workbook.numerals import numerals
from workbook.pack.attached import attachments
from workbook.pack.blocks import Block, Bullets, Cell, Column, Prose, Section, Table
from workbook.pack.pages.for_you import printed_codes
from workbook.quarter import Quarter
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_number

__all__ = ["brief", "page"]

_OFTEN, _LONG = 3, 14  # figures that share a method of so many letters: it has a short name
_SHOWN = 2  # sources of a figure that are named; the command `workbook findings` names all
_COUNTED_DOWN_TO_NOTHING = ("executive", "next-quarter", "register", "scorecard")  # "0 overdue"
_CHECK = (
    "Find a figure by the small code beside it or its row: click it, or look under the name of "
    "what it is of. What several figures share is said at the first of them. The PDF of this pack "
    "carries the whole plan with its journal, the readings and all figures: give it only to those "
    "who may read them.\nCheck the PDF: workbook verify FILE"
)
_METHODS = (
    "A reading belongs to the quarter in which its period ends. Incomplete periods are drawn "
    "hollow, and are in no figure. A signal says that something changed, not why. No signal does "
    "not say that all is well.",
    "Natural limits: mean of the readings ± {wheeler} × mean moving range, from all complete "
    "readings of the newest phase up to the quarter's end unless the KPI locks them in it "
    "(Wheeler, Understanding Variation). People begin a phase, the program never does. Fewer "
    "than 6 readings give no limits; fewer than 17 give provisional ones.",
    "Signals: a reading beyond a limit; eight in a row on one side of the centre line; three of "
    "four nearer the same limit than the centre line; a step above {step} × that range.",
    "Assurance: firm natural limits against the target. Both on its good side: will meet. Both on "
    "its bad side: will miss. Else it is hit or missed by chance (NHS, Making Data Count). There "
    "is none while limits are provisional, nor where the target is for the sum of a quarter.",
    f"Status: {RULE}",
    "S M A R T: specific, measurable, achievable, relevant, time-bound (Doran). "
    "✔ met, ✘ not yet, * the business's own verdict, with its reason.",
)


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the appendix of figures, imports and methods."""
    shared = _shared(plan, quarter)
    return Section(
        name="sources",
        title="Sources and methods",
        lead="Where each figure comes from, and how far it can be trusted.",
        appendix=True,
        attachments=attachments(plan, quarter),
        blocks=[
            Prose(_CHECK),
            *_imports(plan),
            Bullets([*_methods(), *filter(None, [lessons(plan, quarter).methods]), *_told(shared)]),
            _figures(plan, quarter, shared),
        ],
    )


def _methods() -> Iterator[str]:
    numbers = {"wheeler": say_number(2.66), "step": say_number(3.268)}
    yield from (each.format(**numbers) for each in _METHODS)
    if told := numerals().told:
        yield told


def brief(plan: Plan, quarter: Quarter, of: Section) -> Section:
    """Return where the figures of one page come from, without what is about others."""
    printed, marks = printed_codes(of.blocks), codes(plan, quarter)
    rows = [
        row
        for thing in things(plan, quarter)
        if printed & {marks[figure.id] for figure in thing.figures}
        for row in _rows(thing, marks, {})
    ]
    table = [replace(_figures(plan, quarter, {}), rows=rows)] if rows else []
    return Section(
        name="sources",
        title="Where these figures come from",
        lead="They are those of the whole pack, which has the rest.",
        appendix=True,
        blocks=[*table, *map(Prose, filter(None, [numerals().told]))] if rows else [],
        optional=True,
    )


def _shared(plan: Plan, quarter: Quarter) -> Mapping[str, str]:
    """Return the short name of each method that many figures share, which is told once."""
    figures = (figure for thing in things(plan, quarter) for figure in thing.figures)
    often = Counter(figure.method for figure in figures if _on_paper(figure))
    worth = [method for method, times in often.items() if times >= _OFTEN and len(method) > _LONG]
    return {method: f"m{number}." for number, method in enumerate(sorted(worth), 1)}


def _told(shared: Mapping[str, str]) -> Iterator[str]:
    if shared:
        named = " ".join(f"{name.strip('.')}: {how}" for how, name in shared.items())
        yield f"Short for a method that several figures share. {named}"


def _imports(plan: Plan) -> Iterator[Block]:
    files = [source for source in plan.all(Source) if not source.undone_at]
    if not files:
        yield Prose("No file was imported. All readings were typed in, in the step Review.")
        return
    yield Table(
        caption="Imported files",
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
                Cell(source.name, note=_read_as(source)),
                say_date(source.imported_at.date()),
                say_number(source.rows_read),
                say_number(source.rows_taken),
                say_number(source.rows_refused),
                Cell(source.sha256[:12], note="SHA-256"),
            ]
            for source in files
        ],
    )


def _read_as(source: Source) -> str:
    """Say as what a file was read, and what its own totals rows say beside what was taken."""
    totals = (
        f"{column}: file says {say_number(total['says'], places=total['places'])}, "
        f"taken {say_number(total['taken'], places=total['places'])}"
        for column, total in source.totals.items()
    )
    each = ", each value counted" if source.unit == "values" else ""
    read = [f"as {source.kind}{each}"] if source.kind else []
    return "; ".join([*read, *totals])


def _figures(plan: Plan, quarter: Quarter, shared: Mapping[str, str]) -> Table:
    marks, brief = codes(plan, quarter), _briefly(plan, quarter)
    return Table(
        caption="",
        index=True,
        columns=[
            Column("Code"),
            Column("Of"),
            Column("Figure"),
            Column("Value", "right"),
            Column("How it is found, and from what"),
        ],
        rows=[
            row
            for thing in things(plan, quarter)
            for row in (_brief if thing.stem in brief else _rows)(thing, marks, shared)
        ],
    )


def _briefly(plan: Plan, quarter: Quarter) -> set[str]:
    """Return what has one row each: KPIs that the scorecard has no room for, and options."""
    found, slugs = scorecard(plan, quarter), kpi_slugs(plan)
    shown = {row.kpi.id for row in found.shown}
    options = (each.points.id.rpartition(".")[0] for each in choosing(plan, quarter).shown)
    beyond = (f"kpi.{slugs[row.kpi.id]}" for row in found.rows if row.kpi.id not in shown)
    return {*beyond, *options}


def _brief(
    thing: Thing, marks: Mapping[str, str], shared: Mapping[str, str]
) -> Iterator[Sequence[str | Cell]]:
    first, *others = thing.figures
    told = [f"{thing.label(each)} {each.printed}" for each in others if each.value is not None]
    caveats = dict.fromkeys(figure.caveat for figure in thing.figures if figure.caveat)
    method = shared.get(first.method, first.method)
    how = f"{method} {_named(first.sources)} {capital('; '.join(told))}."
    cell = Cell(how, note=" ".join(caveats))
    yield [marks[first.id], thing.name, thing.label(first), first.printed, cell]


def _rows(
    thing: Thing, marks: Mapping[str, str], shared: Mapping[str, str]
) -> Iterator[Sequence[str | Cell]]:
    """Yield a row for each figure; what those in a row share is said at the first of them."""
    method, caveat = "", ""
    sources: tuple[str, ...] = ()
    for figure in filter(_on_paper, thing.figures):
        # That it rests on the thing that it is of goes without saying.
        others = [source for source in figure.sources if f"“{thing.name}”" not in source]
        told = [
            shared.get(figure.method, figure.method) if figure.method != method else "",
            _named(others) if figure.sources != sources else "",
        ]
        note = figure.caveat if figure.caveat != caveat else ""
        how = Cell(" ".join(filter(None, told)), note=note)
        yield [marks[figure.id], thing.name, thing.label(figure), figure.printed, how]
        method, sources, caveat = figure.method, figure.sources, figure.caveat


def _on_paper(figure: Figure) -> bool:
    """Tell whether a figure is listed here; a count of nothing is in the attached list only."""
    if figure.value == 0 and not figure.sources:
        return figure.id.partition(".")[0] in _COUNTED_DOWN_TO_NOTHING
    return figure.value is not None or bool(figure.caveat)


def _named(sources: Sequence[str]) -> str:
    if len(sources) > _SHOWN:
        rest = len(sources) - _SHOWN + 1
        sources = [*sources[: _SHOWN - 1], f"{rest} more"]
    return capital("; ".join(sources) + ".") if sources else ""
