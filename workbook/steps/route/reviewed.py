"""What happened with each decision whose review date has come, asked beside the evidence."""

from workbook.forms import FieldSpec
from workbook.insight.route.decisions import Due, due_now
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Later
from workbook.steps.matrix import Matrix
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Outcome, Plan
from workbook.wording import say_date

__all__ = ["asked_of_each"]

TITLE = "Due for review"
LEAD = (
    "The day has come on which you wanted to look at what came of these. What happened? It is "
    "asked of the decision, never of a person."
)
GONE = "That decision was reviewed or removed meanwhile, so there is nothing more to say about it."
TYPED = ("came", "words")


def asked_of_each(bound: Binding, chapter: str) -> Later:
    """Return the part that asks, shown while something is due."""
    quarter = bound.quarter
    told = FieldSpec("decision", "Decision, and the evidence", "long text", fixed=True)
    columns = [told, *bound.specs(Outcome, TYPED)]

    def shape(plan: Plan) -> Shape:
        due = due_now(plan, quarter, plan.today)
        return Shape(columns, [_row(plan, quarter, each) for each in due])

    table = Matrix(bound.book, shape, gone=GONE, noun="review", label=TITLE)
    asked = section(chapter, TITLE, LEAD, ("reviewed",), table)
    return Later([asked], bound.plan, lambda plan: bool(shape(plan).rows))


def _row(plan: Plan, quarter: Quarter, due: Due) -> Row:
    where = {"quarter": str(quarter), "decision_id": due.decision.id, "on": plan.today}
    place = Place(Outcome, where, due.said)
    cells = {name: (place, name) for name in TYPED}
    return Row(due.decision.id, {"decision": _told(due)}, cells)


def _told(due: Due) -> str:
    decision, evidence = due.decision, due.evidence
    day = say_date(decision.decided_on)
    if evidence is None:
        return f"{decision.title} (decided on {day}).\nNo effect on a KPI was written down."
    return f"{decision.title} (decided on {day}).\n{evidence.expectation} {evidence.reading}"
