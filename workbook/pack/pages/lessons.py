"""What was learnt: what worked, what moves together, and how honest the odds were."""

from collections.abc import Iterator, Mapping, Sequence

from workbook.insight.codes import codes
from workbook.insight.naming import quoted
from workbook.insight.review.guesses import Guessed, Guesses
from workbook.insight.review.lessons import SHOWN, Lessons, lessons
from workbook.insight.review.lessons_odds import Chances, Forecast, said_from
from workbook.insight.review.lessons_together import Pair
from workbook.insight.review.lessons_worked import Tried
from workbook.pack.blocks import Block, Cell, Column, Heading, Prose, Section, Status, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_number

__all__ = ["page"]

_NO_CAUSE = (
    "What moves together need not be cause and effect. All pairs and lags are judged together, so "
    "that few of those named are chance."
)

Codes = Mapping[str, str]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of lessons; nothing while there is nothing to tell."""
    found = lessons(plan, quarter)
    return Section(
        name="lessons",
        title="Lessons",
        lead=found.lead,
        blocks=list(_blocks(found, codes(plan, quarter))) if found.anything else [],
        optional=True,
    )


def _blocks(found: Lessons, marks: Codes) -> Iterator[Block]:
    if found.judged:
        yield Heading("Did it work?")
        yield _worked(found.judged, marks)
        few = [each for each in found.tried if not each.told]
        yield Prose(" ".join(filter(None, (_unjudged(found, few), found.grounds))))
    if found.pairs:
        yield Heading("What moves together?")
        yield _together(found.compared, marks)
        yield Prose(" ".join(filter(None, (_NO_CAUSE, found.beyond))))
    if found.chances.forecasts:
        yield Heading("How sure were we?")
        yield from _odds(found.chances, marks)
    if found.guesses.guessed:
        yield Heading("What we thought before we looked")
        yield from _guesses(found.guesses, marks)


def _unjudged(found: Lessons, few: Sequence[Tried]) -> str:
    judged = {each.initiative.id for each in found.judged}
    works = {e.initiative.id: e.initiative.name for e in few if e.initiative.id not in judged}
    return f"Too few points yet to judge {quoted(list(works.values()))}." if works else ""


def _worked(judged: Sequence[Tried], marks: Codes) -> Table:
    rows = judged[:SHOWN]
    return Table(
        caption="" if len(rows) == len(judged) else f"The clearest of {len(judged)}",
        columns=[
            Column("Work, and the KPI", width=0.31),
            Column("Shift (95% interval)", "right", width=0.25),
            Column("Verdict, and what else changed", width=0.44),
        ],
        rows=[
            [
                Cell(each.initiative.name, note=each.kpi.name, code=_code(each, marks)),
                Cell(each.shift, note=each.rests),
                Cell(
                    capital(each.verdict),
                    status=_TONES[each.verdict],
                    note=" ".join(filter(None, (each.why, each.others))),
                ),
            ]
            for each in rows
        ],
    )


_TONES: dict[str, Status] = {
    "worse since": "bad",
    "better since": "good",
    "under way before": "none",
    "no clear change": "none",
}


def _together(pairs: Sequence[Pair], marks: Codes) -> Table:
    rows = pairs[:SHOWN]
    return Table(
        caption="" if len(rows) == len(pairs) else f"The clearest of {len(pairs)}",
        columns=[
            Column("KPI, and the other one", width=0.31),
            Column("Correlation", "right", width=0.25),
            Column("Do they move together?", width=0.44),
        ],
        rows=[
            [
                Cell(each.kpi.name, note=f"and {each.other.name}", code=_code(each, marks)),
                each.correlation or "–",
                Cell(each.said, note=_rests(each)),
            ]
            for each in rows
        ],
    )


def _rests(pair: Pair) -> str:
    expected = f"Expected: {pair.expects}" if pair.expects else ""
    return "\n".join(filter(None, (pair.held if pair.told else "", expected)))


def _code(each: Tried | Pair, marks: Codes) -> str:
    return marks[each.figures[0].id] if each.figures else ""


def _odds(found: Chances, marks: Codes) -> Iterator[Block]:
    yield Prose(found.said)
    if found.shown:
        yield Table(
            caption="",
            columns=[
                Column("KPI", width=0.31),
                Column("Chance given", "right", width=0.25),
                Column("Of, and what became of it", width=0.44),
            ],
            rows=[_forecast(each, marks) for each in found.shown],
        )
    if found.calibration:
        yield _table(found)


def _forecast(each: Forecast, marks: Codes) -> list[str | Cell]:
    target, by = say_number(each.odds.target, each.kpi.unit), say_date(each.odds.by)
    tone: Status = "" if each.came_true is None else "good" if each.came_true else "bad"
    became = "" if each.state == "open" else f": {each.outcome}"
    return [
        Cell(each.kpi.name, code=marks[each.chance.id]),
        f"{each.chance.printed} in {each.odds.quarter}",
        Cell(f"{target} by {by}{became}", status=tone),
    ]


def _table(found: Chances) -> Table:
    printed = {each.id: each.printed for each in found.figures}
    assert found.calibration
    return Table(
        caption="Said, and came true",
        columns=[
            Column("Chance said"),
            Column("Forecasts", "right"),
            Column("On average", "right"),
            Column("Came true", "right"),
        ],
        rows=[
            [
                f"Odds of {said_from(row)}",
                *(
                    printed[f"lessons.odds-from-{round(100 * row.low)}.{name}"]
                    for name in ("forecasts", "said", "came-true")
                ),
            ]
            for row in found.calibration.bins
        ],
    )


def _guesses(found: Guesses, marks: Codes) -> Iterator[Block]:
    yield Prose(f"{found.said} {_LIMIT}" if found.compared else found.said)
    rows = found.guessed[:SHOWN]
    of = len(found.guessed)
    yield Table(
        caption="" if len(rows) == of else f"The first {len(rows)} of {of}",
        columns=[
            Column("KPI", width=0.26),
            Column("Guess", "right", width=0.2),
            Column("What it read", "right", width=0.2),
            Column("How far off", width=0.34),
        ],
        rows=[_guess(each, marks) for each in rows],
    )


_LIMIT = (
    "A limit is how far a reading strays from the mean by chance, as it was before the quarter. "
    "Whose guess it was is not printed."
)


def _guess(each: Guessed, marks: Codes) -> list[str | Cell]:
    return [
        Cell(each.kpi.name, code=marks[each.given.id]),
        each.given.printed,
        each.read.printed,
        Cell(capital(each.verdict), status="none"),
    ]
