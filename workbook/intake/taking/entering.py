"""People and objectives of a list against the plan: who is new, what changes, and what is asked."""

from collections.abc import Mapping as Mapped
from dataclasses import replace
from typing import Any
from uuid import uuid4

from workbook.forms import typed
from workbook.forms.fields import FieldSpec, specs
from workbook.intake.counting.batch import Batch, Entry
from workbook.intake.layouts.known import Named, known, same
from workbook.intake.taking.merging import Merged, source_edit
from workbook.intake.taking.standing import Replacement
from workbook.store.saving import Edit
from workbook.strategy.destination import KPI
from workbook.strategy.entities import entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan

__all__ = ["enter"]

_STANDS = "as it stands in the workbook"


def enter(plan: Plan, batch: Batch, replacing: bool | None = None) -> Merged:
    """Return the edits that bring a plan to what a list says of people or objectives.

    What is empty in the workbook is filled. What it has otherwise is asked about, and stands until
    somebody has said whether to replace it.
    """
    entering = _Entering(plan, batch, replacing)
    for entry in batch.entries:
        entering.take(entry)
    return entering.merged()


class _Entering:
    def __init__(self, plan: Plan, batch: Batch, replacing: bool | None) -> None:
        self._plan = plan
        self._batch = batch
        self._replacing = replacing
        self._ids: dict[tuple[str, str], str] = {}
        self._edits: list[Edit] = []
        self._besides: list[Edit] = []
        self._made: list[str] = []
        self._kpis: list[str] = []
        self._added = self._unchanged = 0
        self._changed: list[str] = []
        self._kept: list[str] = []
        self._asks: list[Replacement] = []
        for entry in batch.entries:  # first, so that one may be part of another below it
            self._id(Named(str(entry.model.__tablename__), entry.name))

    def take(self, entry: Entry) -> None:
        """Note what an entry does to its record, and to the KPIs beside it."""
        own = Named(str(entry.model.__tablename__), entry.name)
        fields = {name: self._value(value) for name, value in entry.fields.items()}
        before = len(self._edits) + len(self._asks) + len(self._kept)
        if there := known(self._plan, own):
            self._change(there[0], fields)
        else:
            self._add(entry.model, self._id(own), {"name": entry.name, **fields})
            self._added += 1
        for kpi in entry.kpis:
            self._take_kpi(kpi, self._id(own), fields.get("owner_id"))
        if before == len(self._edits) + len(self._asks) + len(self._kept):
            self._unchanged += 1

    def _take_kpi(self, kpi: Mapped[str, Any], objective: str, owner: str | None) -> None:
        named = Named("kpi", kpi["name"])
        if there := known(self._plan, named):
            self._change(there[0], {k: v for k, v in kpi.items() if k != "name"})
            return
        if ("kpi", same(named.name)) in self._ids:
            return  # a row above has made it
        target, baseline = kpi.get("target"), kpi.get("baseline")
        falling = target is not None and baseline is not None and target < baseline
        direction = {"direction": "lower is better"} if falling else {}
        fields = {**kpi, **direction, "objective_id": objective, "owner_id": owner}
        self._add(KPI, self._id(named), fields)
        self._kpis.append(named.name)

    def _value(self, value: Any) -> Any:
        return self._id(value) if isinstance(value, Named) else value

    def _id(self, named: Named) -> str:
        """Return the id of a record by its name, of the plan's or of one that is to be made."""
        key = named.of, same(named.name)
        if key not in self._ids:
            there = known(self._plan, named)
            self._ids[key] = there[0].id if there else str(uuid4())
            if not there and not self._is_listed(named) and named.of != "kpi":
                model = entity_named(named.of)
                self._besides.append(self._made_of(model, self._ids[key], {"name": named.name}))
                self._made.append(f"{named.name} ({model.nouns.one})")
        return self._ids[key]

    def _is_listed(self, named: Named) -> bool:
        return any(
            entry.model.__tablename__ == named.of and same(entry.name) == same(named.name)
            for entry in self._batch.entries
        )

    def _add(self, model: type[Entity], id: str, fields: dict[str, Any]) -> None:
        self._edits.append(self._made_of(model, id, fields))

    def _made_of(self, model: type[Entity], id: str, fields: dict[str, Any]) -> Edit:
        places = [record.position for record in self._plan.all(model)]
        new = sum(edit.entity is model for edit in (*self._edits, *self._besides))
        return Edit(model, id, {**fields, "position": max(places, default=-1) + 1 + new})

    def _change(self, record: Entity, fields: Mapped[str, Any]) -> None:
        differ = {name: new for name, new in fields.items() if getattr(record, name) != new}
        filling = {n: new for n, new in differ.items() if getattr(record, n) in (None, "", [])}
        said = {name: self._said(record, name, new) for name, new in differ.items()}
        taken = differ if self._replacing else filling
        for name in differ.keys() - taken.keys():
            if self._replacing is None:
                self._asks.append(said[name])
            else:
                self._kept.append(str(replace(said[name], stands="kept")))
        if taken:
            self._edits.append(Edit(type(record), record.id, taken, record.version))
            changes = [
                f"{said[n].period} {said[n].old} → {said[n].new}" for n in fields if n in taken
            ]
            self._changed.append(f"{record.called}: {'; '.join(changes)}")

    def _said(self, record: Entity, name: str, new: Any) -> Replacement:
        (spec,) = specs(type(record), [name])
        old = getattr(record, name)
        return Replacement(
            kpi=record.called,
            period=spec.label,
            old=self._words(spec, old),
            new=self._words(spec, new),
            stands=_STANDS,
        )

    def _words(self, spec: FieldSpec, value: Any) -> str:
        if not spec.of:
            return typed.say(spec, value)
        made = {edit.id: str((edit.fields or {}).get("name")) for edit in self._besides}
        return self._plan.name_of(value) or made.get(value, "") or self._listed(value)

    def _listed(self, id: str | None) -> str:
        names = (e.name for e in self._batch.entries
                 if self._ids[str(e.model.__tablename__), same(e.name)] == id)  # fmt: skip
        return next(names, "(empty)")

    def merged(self) -> Merged:
        """Return the account; who is referred to comes first, and the source before all."""
        edits = [*self._besides, *self._edits]
        return Merged(
            edits=(source_edit(self._plan, self._batch), *edits) if edits else (),
            kpis_made=tuple(self._kpis),
            made=tuple(self._made),
            added=self._added,
            changed=tuple(self._changed),
            unchanged=self._unchanged,
            kept=tuple(self._kept),
            asks=tuple(self._asks),
        )
