"""The page “Review”: what the quarter taught, what comes next, and the pack."""

from datetime import date
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.period import say_quarter
from workbook.insight.review.readings import say_period
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.closing import Closing
from workbook.steps.guided import guided, section
from workbook.steps.quarters import offered, say_signed, suggested
from workbook.steps.readings import QuarterReadings, imported, periods
from workbook.steps.words import Words
from workbook.strategy import KPI, Action, Plan, Priority, Reading, Review, Win
from workbook.strategy.destination import period_end
from workbook.strategy.entity import Entity
from workbook.widgets import Page, RecordForm

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

AGREED = ("name", "owner_id", "due", "status", "result")
SAID = ("headline", "worries", "message")
WIN = ("name", "person_id")
PRIORITY = ("name", "objective_id")
ACTION = ("name", "priority_id", "owner_id", "due")
DAY = ("start", "value", "note")


def page(book: "Workbook", quarter: Quarter | None = None) -> widgets.VBox:
    """Return the page of a quarter, or of the one to review now, with a list to choose another."""
    plan, today = book.plan, date.today()
    first = quarter or suggested(plan, today)
    quarters = sorted({first, *offered(plan, today)}, reverse=True)
    names = [(_name(plan, each), str(each)) for each in quarters]
    chooser = widgets.Dropdown(options=names, value=str(first), description="Quarter to review")
    chooser.add_class("wb")
    chooser.add_class("wb-field")
    pages: dict[str, Page] = {}
    # Beside the pages, not in them: drawn anew with each page, the list would lose the focus.
    frame = widgets.VBox([_box(chooser)])

    def show(_: object = None) -> None:
        for shown in frame.children[1:]:
            shown.bar.save()
        # A page left behind keeps what is typed but not saved yet, for when it is chosen again.
        if chooser.value not in pages:
            pages[chooser.value] = _page(book, Quarter.parse(chooser.value))
        frame.children = [frame.children[0], pages[chooser.value]]

    chooser.observe(show, "value")
    show()
    return frame


def _name(plan: Plan, quarter: Quarter) -> str:
    signed = " · signed off" if plan.sign_off(quarter) else ""
    return f"{quarter} · {say_quarter(quarter)}{signed}"


def _page(book: "Workbook", quarter: Quarter) -> Page:
    bound = Binding(book, {"priority_id": lambda record: _is_of(record, quarter)})
    words = Words("quarter", signed=say_signed(bound.plan, quarter))
    closing = Closing(book, quarter)
    parts = [
        words,
        _readings(bound, quarter),
        _agreed(bound, quarter),
        *_words(bound, quarter),
        *_next(bound, quarter),
        closing,
    ]
    shown = guided("review", bound, parts, quarter=quarter)

    def signed() -> None:
        words.say(signed=say_signed(book.plan, quarter))
        shown.bar.on_saved()

    closing.join(shown.bar, signed)
    return shown


def _is_of(record: Entity, quarter: Quarter) -> bool:
    return getattr(record, "quarter", "") == str(quarter)


def _box(chooser: widgets.Widget) -> widgets.VBox:
    record = widgets.VBox([chooser])
    record.add_class("wb-record")
    box = widgets.VBox([record])
    for name in ("wb-page", "ws-page", "ws-chooser"):
        box.add_class(name)
    return box


def _readings(bound: Binding, quarter: Quarter) -> widgets.VBox:
    parts = [part for kpi in bound.plan.all(KPI) for part in _kpi(bound, kpi, quarter)]
    none = [] if parts else [Words("nokpis")]
    return section(
        "review",
        "Readings",
        f"What each KPI showed in {quarter}. Leave empty what you do not know.",
        ("readings",),
        *parts,
        *none,
    )


def _kpi(bound: Binding, kpi: KPI, quarter: Quarter) -> list[widgets.Widget]:
    from_files = imported(bound.plan, kpi, quarter)
    taken = {reading.start for reading in from_files}
    due = [start for start in periods(kpi.frequency, quarter) if start not in taken]
    over = tuple(start for start in due if period_end(start, kpi.frequency) <= date.today())
    facts = Words(
        "kpi",
        kpi=kpi,
        owner=bound.plan.name_of(kpi.owner_id),
        objective=bound.plan.name_of(kpi.objective_id),
        imported=[
            (say_period(r.start, kpi.frequency), r.value, bound.plan.name_of(r.source_id))
            for r in from_files
        ],
        later=period_end(due[len(over)], kpi.frequency) if len(over) < len(due) else None,
    )
    return [facts, *_fields(bound, kpi, quarter, over)]


def _fields(
    bound: Binding, kpi: KPI, quarter: Quarter, starts: tuple[date, ...]
) -> list[widgets.Widget]:
    if kpi.frequency == "day":
        return [
            bound.table(
                Reading, DAY, {"kpi_id": kpi.id, "source_id": None}, noun="day", label=kpi.name
            )
        ]
    if not starts:
        return []
    typed = QuarterReadings(bound.book, kpi, quarter, starts)
    form = RecordForm(
        typed.specs(), typed.record(), typed.save, reload=typed.records, label=kpi.name
    )
    form.add_class("ws-periods")
    return [form]


def _agreed(bound: Binding, quarter: Quarter) -> widgets.VBox:
    before = quarter.previous
    actions = bound.plan.in_quarter(Action, before)
    where = {"quarter": str(before)}
    return section(
        "review",
        f"What you agreed in {before}",
        "What became of each action?" if actions else f"Nothing was written down in {before}.",
        ("agreed",) if actions else (),
        *([bound.table(Action, AGREED, where, noun="action")] if actions else []),
    )


def _words(bound: Binding, quarter: Quarter) -> list[widgets.VBox]:
    where = {"quarter": str(quarter)}
    said = section(
        "review",
        "The quarter in your words",
        "The numbers say what happened. You say what it means.",
        ("said",),
        bound.form(Review, SAID, where),
    )
    wins = section(
        "review",
        "Wins",
        "Small victories worth telling.",
        ("wins",),
        bound.table(Win, WIN, where, noun="win"),
    )
    return [said, wins]


def _next(bound: Binding, quarter: Quarter) -> list[widgets.VBox]:
    where = {"quarter": str(quarter)}
    priorities = section(
        "review",
        f"Priorities for {quarter.next}",
        "What matters most next quarter: three at most.",
        ("priorities",),
        bound.table(Priority, PRIORITY, where, noun="priority"),
    )
    actions = section(
        "review",
        f"Actions for {quarter.next}",
        "Who does what, and by when.",
        ("actions",),
        bound.table(Action, ACTION, where, noun="action"),
    )
    return [priorities, actions]
