"""Two states of a record against each other: which fields that matter to readers are not alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from workbook.strategy.destination import KPI, Destination, Objective, Theme
from workbook.strategy.entity import Entity, references
from workbook.strategy.review import Action
from workbook.strategy.route import Decision, Initiative, Milestone, NotDoing

__all__ = ["Changed", "Kind", "changed", "moved", "priority_fields"]


class Kind(StrEnum):
    """What sort of change it is, in the order in which a board wants to hear of them."""

    DECISION = "Decisions reversed"
    TARGET = "Targets moved"
    OWNER = "Owners"
    DATE = "Dates"
    WEIGHT = "Weights"
    MEASURE = "How KPIs are read"
    WORDING = "Wording"
    THERE = "Added, removed or stopped"


@dataclass(frozen=True)
class Changed:
    """A field of a record then and now; an empty field of a record that was added or removed."""

    kind: Kind
    record: Entity
    name: str
    field: str
    title: str
    before: Any
    after: Any


_FIELDS: Mapping[type[Entity], Mapping[Kind, tuple[str, ...]]] = {
    Destination: {Kind.DATE: ("horizon",), Kind.WORDING: ("vision", "mission", "principles")},
    Theme: {Kind.WORDING: ("name", "meaning")},
    Objective: {
        Kind.OWNER: ("owner_id",),
        Kind.DATE: ("start", "due"),
        Kind.WEIGHT: ("weight",),
        Kind.WORDING: ("name", "why"),
    },
    KPI: {
        Kind.TARGET: ("target",),
        Kind.OWNER: ("owner_id",),
        Kind.DATE: ("target_date",),
        Kind.MEASURE: (
            "direction",
            "unit",
            "frequency",
            "summary",
            "objective_id",
            "limits_until",
            "part_of_id",
            "rollup",
        ),
        Kind.WORDING: ("name",),
    },
    Initiative: {
        Kind.OWNER: ("owner_id",),
        Kind.DATE: ("start", "due"),
        Kind.WORDING: ("name", "description"),
    },
    Milestone: {Kind.DATE: ("due",), Kind.WORDING: ("name",)},
    Decision: {
        Kind.DECISION: ("title", "kind", "decided_on"),
        Kind.OWNER: ("owner_id",),
    },
    NotDoing: {Kind.WORDING: ("name",)},
    Action: {Kind.OWNER: ("owner_id",), Kind.DATE: ("due",)},
}
_HALTED = {"paused", "stopped"}


def changed(then: Entity | None, now: Entity | None, names: Mapping[str, str]) -> Iterator[Changed]:
    """Yield what differs between a record as it stood and as it stands; None where it did not.

    `names` are those of records by their ids, of then and of now.

    >>> old, new = KPI(name="Waste", target=3), KPI(name="Waste", target=4)
    >>> [(each.kind.value, each.before, each.after) for each in changed(old, new, {})]
    [('Targets moved', 3, 4)]
    """
    record = now or then
    if record is None or type(record) not in _FIELDS:
        return
    yield from _superseded(then, now, names)
    if then is None or now is None:
        yield from _there(then, record)
        return
    called = now.called or type(now).nouns.one
    for kind, fields in _FIELDS[type(now)].items():
        for field in fields:
            old, new = getattr(then, field), getattr(now, field)
            if old != new and not _first_said(kind, then, old):
                title = str(type(now).model_fields[field].title)
                yield Changed(kind, now, called, field, title, *_said(now, field, names, old, new))
    for field, old, new in _over(then, now):
        title = str(type(now).model_fields[field].title)
        yield Changed(Kind.THERE, now, called, field, title, old, new)


_PRIORITY = (Kind.TARGET, Kind.DATE, Kind.WEIGHT, Kind.OWNER)
_STATUS: Mapping[type[Entity], str] = {Initiative: "status", Objective: "ended_on"}
_AHEAD = ("not started", "in progress", "done")


def priority_fields(model: type[Entity]) -> Iterator[tuple[Kind, str]]:
    """Yield the fields that say what comes first, for whom and by when: weight, target, status.

    Those are fields of objectives, KPIs and initiatives; of others there is none.
    """
    if model not in (Objective, KPI, Initiative):
        return
    for kind in _PRIORITY:
        yield from ((kind, field) for field in _FIELDS[model].get(kind, ()))
    if model in _STATUS:
        yield Kind.THERE, _STATUS[model]


def moved(
    record: Entity, kind: Kind, field: str, names: Mapping[str, str], sides: tuple[Any, Any]
) -> Changed | None:
    """Return how one such field was moved from what the journal says to what it says; or nothing.

    A first value moves nothing; nor does work that begins, or is finished.
    """
    old, new = (_read(field, value) for value in sides)
    if kind is Kind.THERE:
        if isinstance(record, Objective):
            old, new = old or "open", new or "open again"
        elif old in _AHEAD and new in _AHEAD and _AHEAD.index(old) <= _AHEAD.index(new):
            return None
    if old == new or old in (None, "", []):
        return None
    title = str(type(record).model_fields[field].title)
    called = record.called or type(record).nouns.one
    return Changed(kind, record, called, field, title, *_said(record, field, names, old, new))


def _read(field: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and field in _DAYS else value


_DAYS = ("start", "due", "target_date", "ended_on")


def _superseded(
    then: Entity | None, now: Entity | None, names: Mapping[str, str]
) -> Iterator[Changed]:
    """Yield the decision in whose place another was taken since."""
    before = isinstance(then, Decision) and then.decided_on is not None
    if isinstance(now, Decision) and now.replaces_id and now.decided_on and not before:
        old = names.get(now.replaces_id, "")
        yield Changed(Kind.DECISION, now, old, "replaces_id", "Superseded", old, now.title)


def _over(then: Entity, now: Entity) -> Iterator[tuple[str, Any, Any]]:
    """Yield what was halted or ended, or goes on again."""
    match then, now:
        case Initiative(status=old), Initiative(status=new) if old != new and _HALTED & {old, new}:
            yield "status", old, new
        case Objective(ended_on=old), Objective(ended_on=new) if old != new:
            yield "ended_on", old or "open", new or "open again"


def _first_said(kind: Kind, then: Entity, old: Any) -> bool:
    """Whether nothing stood there before, so that nothing that people relied on has changed.

    A decision that was still open could not be reversed.
    """
    open_yet = isinstance(then, Decision) and kind is Kind.DECISION and then.decided_on is None
    return open_yet or old in (None, "", [])


def _said(record: Entity, field: str, names: Mapping[str, str], *values: Any) -> Iterator[Any]:
    """Return values as a reader knows them: a reference by the name of what it refers to."""
    refers = field in dict(references(type(record)))
    for value in values:
        yield names.get(value, "") if refers and value else value


def _there(then: Entity | None, record: Entity) -> Iterator[Changed]:
    model = type(record)
    if model in (Action, Milestone) or (then is None and model in (Decision, Destination)):
        return  # other pages tell of them
    name = record.called or model.nouns.one
    decided = isinstance(record, NotDoing) or (isinstance(record, Decision) and record.decided_on)
    kind = Kind.DECISION if then is not None and decided else Kind.THERE
    before, after = ("there", "removed") if then is not None else (None, "added")
    yield Changed(kind, record, name, "", model.nouns.one, before, after)
