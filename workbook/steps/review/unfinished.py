"""What is not finished: kept, modified or abandoned, each with a reason, in one table."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbook.forms import FieldSpec
from workbook.insight.review.unfinished import Item, unfinished
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Later
from workbook.steps.matrix import Matrix
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape, Typed
from workbook.store import Edit
from workbook.strategy import Person, Plan
from workbook.strategy.entity import Entity
from workbook.strategy.review import FollowUp
from workbook.wording import say_date

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["asked_of_each"]

TITLE = "What is not finished"
LEAD = (
    "Keep it, modify its date or owner, or abandon it, and say why. What you decide is written "
    "into the item. The quarter can be signed off once each is decided."
)
GONE = "That item is finished or was removed meanwhile, so there is nothing more to say about it."
TYPED = ("verdict", "reason", "due", "owner_id")


def asked_of_each(bound: Binding, chapter: str) -> Later:
    """Return the part that asks, shown while there is something to ask."""
    quarter = bound.quarter

    def shape(plan: Plan) -> Shape:
        items = unfinished(plan, quarter).items
        return Shape(_columns(bound, plan), [_row(plan, quarter, item) for item in items])

    def keep(book: "Workbook", typed: Typed) -> object:
        plan = book.plan
        return book.save([edit for change in typed for edit in _edits(plan, *change)])

    table = Matrix(bound.book, shape, gone=GONE, keep=keep, noun="item", label=TITLE)
    asked = section(chapter, TITLE, LEAD, ("unfinished",), table)
    return Later([asked], bound.plan, lambda plan: bool(unfinished(plan, quarter).items))


def _columns(bound: Binding, plan: Plan) -> list[FieldSpec]:
    here = [person for person in plan.all(Person) if not person.has_left(plan.today)]
    people = FieldSpec(
        "owner_id", "New owner", "choice", "Where you modify it.",
        options=tuple(person.id for person in here), labels=tuple(person.name for person in here),
    )  # fmt: skip
    told = FieldSpec("item", "Not finished", "long text", fixed=True)
    return [told, *bound.specs(FollowUp, TYPED[:-1]), people]


def _row(plan: Plan, quarter: Quarter, item: Item) -> Row:
    record = item.record
    place = Place(FollowUp, {"quarter": str(quarter), "item_id": record.id}, item.said)
    cells = {name: (place, name) for name in TYPED}
    return Row(record.id, {"item": _told(plan, item)}, cells)


def _told(plan: Plan, item: Item) -> str:
    record = item.record
    due = f"due {say_date(record.due)}" if record.due else "no date"
    facts = (record.nouns.one, plan.name_of(record.owner_id) or "nobody yet", due, item.stuck)
    return f"{record.name} ({', '.join(filter(None, facts))})"


def _edits(plan: Plan, place: Place, fields: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield what to save where something was typed: the follow-up, and what follows for its item.

    What an earlier answer had written into the item is taken back first.
    """
    edit = place.edit(fields)
    if edit is None:
        return
    yield edit
    before = place.record if isinstance(place.record, FollowUp) else None
    after = FollowUp.model_construct(
        **{**(before.model_dump() if before else place.where), **fields}
    )
    item = plan.find(after.item_id)
    if item is None:
        return
    back = _taken_back(plan, item, before) if before else {}
    new = {**back, **after.changes(item, plan.today)}
    held = item.model_dump()
    if changed := {name: value for name, value in new.items() if value != held[name]}:
        yield Edit(type(item), item.id, changed, item.version)


def _taken_back(plan: Plan, item: Entity, before: FollowUp) -> Mapping[str, Any]:
    """Return what the item held before a follow-up was written into it, where it still stands."""
    held, old = item.model_dump(), {}
    for name, value in before.changes(item, plan.today).items():
        lines = [line for line in plan.history(item, name) if line.verb == "changed"]
        if lines and (held[name] == value or name == "ended_on"):
            old[name] = item.model_validate({**held, **lines[-1].before}).model_dump()[name]
    return old
