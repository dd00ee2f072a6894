"""The journal of one record in plain words, for the history window of a form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

from workbook.forms import FieldSpec, HistoryEntry, specs
from workbook.forms.typed import say
from workbook.store.removed import Removed
from workbook.strategy import Plan
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change

__all__ = ["entries", "removals"]

PAUSE = timedelta(minutes=10)  # a form saves while somebody types: that is one change to a reader
LONGEST = 160  # characters of a text that are shown


def entries(plan: Plan, id: str) -> list[HistoryEntry]:
    """Return what happened to a record, newest first; nothing for a record that is not saved.

    Saves of the same fields by one person, ten minutes apart at most, are told as one change. A
    new place in the list is not told.
    """
    record = plan.find(id)
    if record is None:
        return []
    words = _Words(plan, {spec.name: spec for spec in specs(type(record))})
    told = [span for span in _spans(plan.history(record)) if words.of(span)]
    return [_entry(span, words, record) for span in reversed(told)]


def removals(
    plan: Plan, removed: Iterable[Removed], shared: Mapping[str, Any]
) -> list[HistoryEntry]:
    """Return those removed records that had the `shared` fields, as a list brings them back."""
    return [
        HistoryEntry(_local(each.at), each.who, each.called, key=str(each.number))
        for each in removed
        if shared.items() <= _last(plan, each).items()
    ]


def _last(plan: Plan, removed: Removed) -> Mapping[str, Any]:
    lines = (line for line in plan.changes.of(removed.id) if line.number == removed.number)
    return next((line.before for line in lines), {})


@dataclass(frozen=True)
class _Span:
    """Journal lines that a reader takes for one change."""

    first: Change
    last: Change

    def takes(self, change: Change) -> bool:
        """Tell whether the next line goes on with the same change."""
        return (
            (self.last.verb, change.verb) == ("changed", "changed")
            and (self.last.who, self.last.reason) == (change.who, change.reason)
            and set(self.last.after) == set(change.after)
            and change.at - self.last.at <= PAUSE
        )


def _spans(changes: tuple[Change, ...]) -> list[_Span]:
    spans: list[_Span] = []
    for change in changes:
        if change.verb == "changed" and set(change.after) == {"position"}:
            continue
        if spans and spans[-1].takes(change):
            spans[-1] = _Span(spans[-1].first, change)
        else:
            spans.append(_Span(change, change))
    return spans


def _entry(span: _Span, words: "_Words", record: Entity) -> HistoryEntry:
    now = record.model_dump(mode="json")
    differs = any(now.get(name) != value for name, value in span.first.before.items())
    change = span.last
    key = str(span.first.number) if differs else ""
    return HistoryEntry(_local(change.at), change.who, words.of(span), change.reason, key)


@dataclass(frozen=True)
class _Words:
    plan: Plan
    spec: Mapping[str, FieldSpec]

    def of(self, span: _Span) -> str:
        """Return a line for each field that is other than before; empty when none is."""
        if span.first.verb != "changed":
            return span.first.verb.capitalize()
        return "\n".join(self._fields(span.first.before, span.last.after))

    def _fields(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
        for name, spec in self.spec.items():
            if name in after and before[name] != after[name]:
                old, new = self._said(spec, before[name]), self._said(spec, after[name])
                if spec.kind in ("text", "long text"):
                    old, new = _excerpts(old, new)
                yield f"{spec.label} {old} → {new}"

    def _said(self, spec: FieldSpec, value: Any) -> str:
        if value in (None, "", []):
            return "(empty)"
        ids = value if isinstance(value, list) else [value]
        named = [(str(id), self._name_of(str(id))) for id in ids] if spec.of else []
        return say(spec, value, {spec.name: named})

    def _name_of(self, id: str) -> str:
        if name := self.plan.name_of(id):
            return name
        gone = (c.before for c in self.plan.changes.of(id) if c.verb == "removed")
        names = [str(before.get("name") or before.get("title") or "") for before in gone]
        return f"{names[-1]} (removed)" if names and names[-1] else "(no longer listed)"


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both texts in quotation marks, long ones from where they begin to differ."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    begin = old.rfind(" ", 0, same) + 1 if max(len(old), len(new)) > LONGEST else 0
    return _quoted(old, begin), _quoted(new, begin)


def _quoted(text: str, begin: int) -> str:
    if text == "(empty)":
        return text
    rest = " ".join(text[begin:].split())
    rest = rest if len(rest) <= LONGEST else f"{rest[:LONGEST].rstrip()}…"
    return f"“{'…' if begin else ''}{rest}”"


def _local(at: datetime) -> datetime:
    # SQLite gives the time back without its zone; it was written in UTC.
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
