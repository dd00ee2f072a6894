"""The appendix: where each figure comes from, what was imported, and what the methods cannot do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.codes import codes
from workbook.insight.figure import Figure
from workbook.insight.findings import findings
from workbook.insight.review.lessons import lessons
from workbook.insight.review.scorecard import RULE
from workbook.insight.things import Thing, things
from workbook.numerals import numerals
from workbook.pack.attached import attachments
from workbook.pack.blocks import Block, Bullets, Cell, Column, Prose, Section, Table
from workbook.pack.marking import printed_codes
from workbook.quarter import Quarter
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, say_number

__all__ = ["brief", "page"]

_OFTEN, _LONG = (
    3,
    14,
)  # so many figures share what is said in so many letters: it has a short name
_ALIKE = 5  # so many other figures of a thing are named though they are found in one way
_SHOWN = 2  # sources of a figure that are named; the command `workbook findings` names all
_CHECK = (
    "Find a figure by the small code beside it or its row: click it, or look under the name of "
    "what it is of. What several figures share is said at the first of them. Listed are the "
    "figures that these pages print. The PDF of this pack carries all {figures}, the readings and "
    "the whole plan with its journal: give it only to those who may read them.\n"
    "Check the PDF: workbook verify FILE"
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


def page(plan: Plan, quarter: Quarter, pages: Sequence[Section]) -> Section:
    """Return the appendix of methods, imports and the figures that these pages print."""
    printed = _printed(plan, quarter, pages)
    shared = _shared(printed)
    every = say_count(len(findings(plan, quarter)), "figure")
    return Section(
        name="sources",
        title="Sources and methods",
        lead="Where each figure comes from, and how far it can be trusted.",
        appendix=True,
        attachments=attachments(plan, quarter),
        blocks=[
            Prose(_CHECK.format(figures=every)),
            *_imports(plan),
            Bullets([*_methods(), *filter(None, [lessons(plan, quarter).methods]), *_told(shared)]),
            _figures(plan, quarter, printed, shared),
        ],
    )


def _methods() -> Iterator[str]:
    numbers = {"wheeler": say_number(2.66), "step": say_number(3.268)}
    yield from (each.format(**numbers) for each in _METHODS)
    if told := numerals().told:
        yield told


def brief(plan: Plan, quarter: Quarter, of: Section) -> Section:
    """Return where the figures of one page come from, without what is about others."""
    printed = _printed(plan, quarter, [of])
    table = [_figures(plan, quarter, printed, {})] if printed else []
    return Section(
        name="sources",
        title="Where these figures come from",
        lead="They are those of the whole pack, which has the rest.",
        appendix=True,
        blocks=[*table, *map(Prose, filter(None, [numerals().told]))] if table else [],
        optional=True,
    )


@dataclass(frozen=True)
class _Line:
    """A thing that a page prints, and those of its figures that have a code there."""

    thing: Thing
    coded: Sequence[Figure]

    @property
    def whole(self) -> bool:
        """Whether the thing's own code stands for all of its figures, as at a row of a table."""
        return len(self.thing.figures) > 1 and self.coded == [self.thing.figures[0]]

    @property
    def alike(self) -> Mapping[str, int]:
        """How many of its other figures are found in one way, where they are too many to name."""
        many = Counter(each.method for each in self.thing.figures[1:] if each.value is not None)
        return {method: n for method, n in many.items() if n > _ALIKE} if self.whole else {}

    @property
    def caveats(self) -> Iterable[str]:
        """What to know of its figures, each once."""
        figures = self.thing.figures if self.whole else self.coded
        return dict.fromkeys(each.caveat for each in figures if each.caveat)


def _printed(plan: Plan, quarter: Quarter, pages: Sequence[Section]) -> Sequence[_Line]:
    printed, marks = printed_codes(pages, plan, quarter), codes(plan, quarter)
    coded = (
        _Line(thing, [each for each in thing.figures if marks[each.id] in printed])
        for thing in things(plan, quarter)
    )
    return [line for line in coded if line.coded]


def _shared(printed: Sequence[_Line]) -> Mapping[str, str]:
    """Return the short name of what many figures share, which is told once."""
    figures = [figure for line in printed for figure in line.coded]
    often = Counter(figure.method for figure in figures)
    often += Counter(caveat for line in printed for caveat in line.caveats)
    often += Counter(method for line in printed for method in line.alike)
    worth = [said for said, times in often.items() if times >= _OFTEN and len(said) > _LONG]
    return {method: f"m{number}." for number, method in enumerate(sorted(worth), 1)}


def _told(shared: Mapping[str, str]) -> Iterator[str]:
    if shared:
        named = " ".join(f"{name.strip('.')}: {how}" for how, name in shared.items())
        yield f"Short for what several figures share. {named}"


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


def _figures(
    plan: Plan, quarter: Quarter, printed: Sequence[_Line], shared: Mapping[str, str]
) -> Table:
    marks = codes(plan, quarter)
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
        rows=[row for line in printed for row in _lines(line, marks, shared)],
    )


def _lines(
    line: _Line, marks: Mapping[str, str], shared: Mapping[str, str]
) -> Iterable[Sequence[str | Cell]]:
    return [_brief(line, marks, shared)] if line.whole else _rows(line, marks, shared)


def _brief(
    line: _Line, marks: Mapping[str, str], shared: Mapping[str, str]
) -> Sequence[str | Cell]:
    """Return a thing with all of its figures in one row, and what else than the first they have."""
    thing = line.thing
    first, *others = thing.figures
    told, known = [], {first.sources}
    for each in others:
        nothing = each.value is None or (each.value == 0 and not each.sources)
        if nothing or each.method in line.alike:
            continue  # the attached list has it
        own = "" if each.sources in known else _named(_others(thing, each)).rstrip(".")
        told.append(f"{thing.label(each)} {each.printed}{f' ({own})' if own else ''}")
        known.add(each.sources)
    method = shared.get(first.method, first.method)
    told += [f"{n} more figures: {shared.get(m, m).rstrip('.')}" for m, n in line.alike.items()]
    also = f"{capital('; '.join(told))}." if told else ""
    said = " ".join(filter(None, (method, _named(_others(thing, first)), also)))
    how = Cell(said, note=" ".join(shared.get(each, each) for each in line.caveats))
    return [marks[first.id], thing.name, thing.label(first), first.printed, how]


def _rows(
    line: _Line, marks: Mapping[str, str], shared: Mapping[str, str]
) -> Iterator[Sequence[str | Cell]]:
    """Yield a row for each figure; what those in a row share is said at the first of them."""
    thing, method, caveat = line.thing, "", ""
    sources: tuple[str, ...] = ()
    for figure in line.coded:
        told = [
            shared.get(figure.method, figure.method) if figure.method != method else "",
            _named(_others(thing, figure)) if figure.sources != sources else "",
        ]
        note = shared.get(figure.caveat, figure.caveat) if figure.caveat != caveat else ""
        how = Cell(" ".join(filter(None, told)), note=note)
        yield [marks[figure.id], thing.name, thing.label(figure), figure.printed, how]
        method, sources, caveat = figure.method, figure.sources, figure.caveat


def _others(thing: Thing, figure: Figure) -> Sequence[str]:
    """Leave out of what a figure rests on the thing that it is of, which goes without saying."""
    return [source for source in figure.sources if f"“{thing.name}”" not in source]


def _named(sources: Sequence[str]) -> str:
    if len(sources) > _SHOWN:
        rest = len(sources) - _SHOWN + 1
        sources = [*sources[: _SHOWN - 1], f"{rest} more"]
    return capital("; ".join(sources) + ".") if sources else ""
