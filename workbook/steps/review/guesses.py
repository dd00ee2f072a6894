"""Guess before you look: a switch, and a table that asks for one number of each KPI."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.forms import FieldSpec
from workbook.insight.review.guesses import guesses
from workbook.quarter import Quarter
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.matrix import Matrix
from workbook.steps.review.covered import Cover
from workbook.steps.shape import Place, Row, Shape
from workbook.store import Edit
from workbook.strategy import KPI, Guess, Person, Plan, Review
from workbook.strategy.destination.kpis import open_kpis
from workbook.strategy.review.guesses import typed_in
from workbook.widgets.part import plain_layout

__all__ = ["Guessing"]

TITLE = "Guess before you look"
LEAD = (
    "One number for each KPI, and who guesses. Tick “Show it” once the guess stands, or without "
    "one: then the table says how far off it was, beside what is mere noise."
)
GONE = "That KPI is no longer asked about: it was removed, or its objective has ended."
TYPED_IN = "Typed in already: whoever typed it has seen it."
UNGUESSED = "Shown without a guess."
TYPED = ("value", "person_id", "shown")
SHOWS = {"last": "its last reading", "mean": "the mean", "sum": "the sum"}


class Guessing(widgets.VBox):  # type: ignore[misc]
    """The table, in sight once the quarter's readings are hidden; its `switch` stands elsewhere."""

    def __init__(self, bound: Binding, cover: Cover) -> None:
        self._bound, self._cover, self._trouble = bound, cover, ""
        facts = self._facts(bound.plan)
        self._words = Asking("review/guesses", self._said, **facts)
        self.switch = Asking("review/guesses_switch", self._said, **facts)
        self._table = self._made() if self._on(bound.plan) else None
        super().__init__(self._parts, layout=plain_layout())

    def renew(self, plan: Plan) -> None:
        """Show the table where the quarter's readings are hidden, whoever said so."""
        if self._on(plan) and self._table is None:
            self._table = self._made()
            self._bound.join(self._table)
        for words in (self._words, self.switch):
            words.say(**self._facts(plan))
        self.children = self._parts

    @property
    def _parts(self) -> tuple[widgets.Widget, ...]:
        shown = self._table is not None and self._on(self._bound.book.plan)
        return (self._words, self._table) if shown else (self._words,)

    def _on(self, plan: Plan) -> bool:
        review = plan.only(Review, self._bound.quarter)
        return review is not None and review.guess_first

    def _said(self, about: str, _: str) -> None:
        self._trouble = self._bound.settle() or self._switched(about == "hide")
        self._bound.tell()
        self.renew(self._bound.book.plan)

    def _switched(self, on: bool) -> str:
        """Say whether the quarter is guessed first; return what kept that from being saved."""
        book, quarter = self._bound.book, str(self._bound.quarter)
        review = book.plan.only(Review, self._bound.quarter)
        place = max((each.position for each in book.plan.all(Review)), default=-1) + 1
        new = {} if review else {"quarter": quarter, "position": place}
        id, version = (review.id, review.version) if review else (str(uuid4()), None)
        try:
            book.save([Edit(Review, id, {**new, "guess_first": on}, version)])
        except WorkbookError as error:
            return str(error)
        return ""

    def _facts(self, plan: Plan) -> Mapping[str, Any]:
        kpis = open_kpis(plan, self._bound.quarter.previous.end)
        over = self._cover.over(plan)
        return {
            "on": self._on(plan),
            "begun": bool(kpis),
            "of": len(kpis),
            "left": sum(kpi.id in over for kpi in kpis),
            "quarter": str(self._bound.quarter),
            "trouble": self._trouble,
        }

    def _made(self) -> Matrix:
        bound = self._bound
        return Matrix(
            bound.book, self._shape, gone=GONE, title=TITLE, label=TITLE, lead=LEAD, noun="guess"
        )

    def _shape(self, plan: Plan) -> Shape:
        quarter = self._bound.quarter
        value, shown = self._bound.specs(Guess, ("value", "shown"))
        here = [person for person in plan.all(Person) if not person.has_left(plan.today)]
        who = FieldSpec(
            "person_id", "Whose guess", "choice", "Kept here, and never printed.",
            options=tuple(person.id for person in here),
            labels=tuple(person.name for person in here),
        )  # fmt: skip
        told = FieldSpec("kpi", "KPI", fixed=True)
        came = FieldSpec("came", "What came of it", fixed=True)
        return Shape((told, value, who, shown, came), list(_rows(plan, quarter)))


def _rows(plan: Plan, quarter: Quarter) -> Iterator[Row]:
    given = {each.kpi_id: each for each in plan.in_quarter(Guess, quarter)}
    kpis = open_kpis(plan, quarter.previous.end)
    shown = any(each.shown and each.value is not None for each in given.values())
    became = {g.kpi.id: g.told for g in guesses(plan, quarter).guessed} if shown else {}
    for kpi in kpis:
        yield _row(plan, quarter, kpi, given.get(kpi.id), became.get(kpi.id, UNGUESSED))


def _row(plan: Plan, quarter: Quarter, kpi: KPI, guess: Guess | None, became: str) -> Row:
    seen, shown = typed_in(plan, quarter, kpi), guess is not None and guess.shown
    where = {"quarter": str(quarter), "kpi_id": kpi.id, "typed": seen}
    place = Place(Guess, where, guess, {"value": {"typed": seen}})
    came = became if shown else TYPED_IN if seen else ""
    unit = f", {kpi.unit}" if kpi.unit else ""
    told = {"kpi": f"{kpi.name} ({SHOWS[kpi.shows]} of the quarter{unit})", "came": came}
    fixed = TYPED if shown else ()
    return Row(kpi.id, told, {name: (place, name) for name in TYPED}, fixed)
