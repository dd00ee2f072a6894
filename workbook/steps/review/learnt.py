"""What worked, what moves together and how sure we were: behind buttons, until somebody asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.insight.review.lessons import Lessons, lessons
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import KPI, Odds, Pairing, Plan
from workbook.strategy.destination import open_kpis
from workbook.strategy.review.lessons_odds import deciding
from workbook.widgets import RowTable
from workbook.widgets.part import plain_layout
from workbook.wording import say_date, say_number

__all__ = ["Learnt"]

SHOWN = 12  # sentences of a kind: of more, nobody reads the rest
PAIR = ("kpi_id", "other_id", "reason")
TOGETHER = (
    "Each KPI is held against that of the larger objective without being asked. Name other two "
    "that you expect to move together; eight periods with a reading of both are needed."
)
SURE = (
    "How likely is it that each target is met by its date? Say so now: the reading decides, nobody "
    "changes it afterwards, and whose guess it was is not kept."
)
NO_CAUSE = "What moves together need not be cause and effect."
GONE = "That target is decided by now, or was taken back: odds on it can no longer be given."


class Learnt(widgets.VBox):  # type: ignore[misc]
    """Three buttons; what each is about comes into sight once it is pressed."""

    def __init__(self, bound: Binding) -> None:
        self._bound, self._telling = bound, False
        self._tables: dict[str, RowTable] = {}
        self._words = Sought("review/learnt", bound.plan, self._at_once, self._facts, self._said)
        super().__init__([self._words], layout=plain_layout())

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self._words.renew(plan)

    def _said(self, about: str, _: str) -> None:
        self._telling |= about == "tell"
        makes: Mapping[str, Callable[[], RowTable]] = {"pairs": self._pairs, "odds": self._odds}
        if about in makes and about not in self._tables:
            self._tables[about] = table = makes[about]()
            self.children = (self._words, *self._tables.values())
            self._bound.join(table)
        self._words.seek(self._bound.book.plan)

    def _pairs(self) -> RowTable:
        title = "What should move together"
        return self._bound.table(
            Pairing, PAIR, noun="pair", title=title, label=title, lead=TOGETHER
        )

    def _odds(self) -> Matrix:
        title, book = "How sure are you?", self._bound.book
        return Matrix(
            book, self._shape, gone=GONE, noun="target", title=title, label=title, lead=SURE
        )

    def _shape(self, plan: Plan) -> Shape:
        quarter = str(self._bound.quarter)
        given = {each.kpi_id: each for each in plan.all(Odds) if each.quarter == quarter}
        [chance] = self._bound.specs(Odds, ("chance",))
        columns = (_TOLD, replace(chance, required=False))  # emptied, it is taken back
        rows = [_row(plan, quarter, kpi, given.get(kpi.id)) for kpi in _undecided(plan)]
        return Shape(columns, rows)

    def _at_once(self, plan: Plan) -> Mapping[str, Any]:
        asked = set(self._tables)
        return {
            "told": False,
            "begun": bool(plan.all(KPI)),
            "pairs": len(plan.all(KPI)) > 1 and "pairs" not in asked,
            "odds": "odds" not in asked and any(_undecided(plan)),
        }

    def _facts(self, plan: Plan) -> Mapping[str, Any]:
        facts = self._at_once(plan)
        if not self._telling:
            return facts
        found = lessons(plan, self._bound.quarter)
        return {
            **facts,
            "told": True,
            "lead": found.lead,
            "groups": list(_groups(found)),
            "grounds": f"{found.grounds} {NO_CAUSE} {found.beyond}".strip(),
        }


_TOLD = FieldSpec("target", "Target", "long text", fixed=True)


def _undecided(plan: Plan) -> Iterator[KPI]:
    """Yield the KPIs whose target has a date, and is not decided by what is over."""
    for kpi in open_kpis(plan, plan.today):
        if kpi.target is not None and kpi.target_date and not kpi.at_odds:
            period = deciding(kpi, kpi.target_date, plan.calendar)
            read = plan.series(kpi).whole
            known = len(read) > 0 and read.period(-1).start >= period.start
            if plan.today <= period.end and not known:
                yield kpi


def _row(plan: Plan, quarter: str, kpi: KPI, odds: Odds | None) -> Row:
    about = {"target": kpi.target, "by": kpi.target_date, "given_on": plan.today}
    place = Place(Odds, {"quarter": quarter, "kpi_id": kpi.id, **about}, odds, {"chance": about})
    target, by = say_number(kpi.target, kpi.unit), say_date(kpi.target_date)
    told = f"{kpi.name}: {target} by {by}"
    if odds and (odds.target, odds.by) != (kpi.target, kpi.target_date):
        before = f"{say_number(odds.target, kpi.unit)} by {say_date(odds.by)}"
        told = f"{told} (your odds are of {before})"
    return Row(kpi.id, {"target": told}, {"chance": (place, "chance")})


def _groups(found: Lessons) -> Iterator[tuple[str, Sequence[str], int]]:
    worked = [*found.judged, *(each for each in found.tried if not each.told)]
    forecasts = [each.sentence for each in reversed(found.chances.forecasts)]
    groups = (
        ("Did it work?", [each.sentence for each in worked]),
        ("What moves together?", [each.sentence for each in found.compared]),
        ("How sure were we?", [*filter(None, [found.chances.said]), *forecasts]),
    )
    for title, sentences in groups:
        if sentences:
            yield title, sentences[:SHOWN], len(sentences[SHOWN:])
