"""Forms bound to a workbook: what is typed is saved through it, and choices follow the plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.errors import Conflict, WorkbookError
from workbook.forms import Choices, Edit, FieldSpec, HistoryEntry, Record, Save
from workbook.forms import specs as fields_of
from workbook.forms.history import Removed
from workbook.quarter import Quarter
from workbook.steps.history import entries, removals
from workbook.store import Edit as StoreEdit
from workbook.strategy import Business, Plan
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.sealing import fixed_fields
from workbook.widgets import Leaving, Past, RecordForm, RowTable
from workbook.widgets.editor import Editor, idle
from workbook.widgets.rows import Create

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Binding"]

Chooser = RowTable | RecordForm


@dataclass
class Binding:
    """The forms of one page over one workbook, as of the review of a quarter.

    `plan` is how it stood at the last save. `settle` saves what can be saved, and returns the
    sentence on what cannot; `tell` brings the page up to date after something was written in
    another way than through a form; `join` takes over the saving of a form that was made later on.
    The page sets all three.
    """

    book: "Workbook"
    quarter: Quarter
    settle: Callable[[], str] = lambda: ""
    tell: Callable[[], None] = idle
    join: Callable[[Editor], None] = lambda _: None

    def __post_init__(self) -> None:
        self.plan: Plan = self.book.plan
        self._choosers: dict[int, tuple[Chooser, Sequence[FieldSpec]]] = {}

    def table(
        self,
        model: type[Entity],
        names: Iterable[str],
        where: Mapping[str, Any] | None = None,
        *,
        among: Callable[[Plan], Iterable[Entity]] | None = None,
        deep: Sequence[str] = (),
        **words: Any,
    ) -> RowTable:
        """Return the records of `model` as a table; `where` are fields that all its rows share.

        `among` says where to look for them, where looking through all would take long; `deep` names
        more fields, which wait in a fold. What is sealed is only to be read.
        """
        shared = dict(where or {})

        def records() -> list[Record]:
            plan = self.book.plan
            there = among(plan) if among else plan.all(model)
            return [_shown(plan, record, fields) for record in there if _has(record, shared)]

        folded = [replace(spec, deep=True) for spec in self.specs(model, deep)] if deep else []
        fields = [*self.specs(model, names), *folded]
        save = self._save_rows(model, shared)
        choices = self._choices(fields)
        table = RowTable(
            fields,
            records(),
            save,
            choices=choices,
            reload=records,
            past=self._past(lambda id: id, lambda: self._removed(model, shared)),
            create=self._create(),
            leaving=self._leaving(model),
            line=_line(model, fields),
            **words,
        )
        self._choosers[id(table)] = table, fields
        return table

    def form(
        self,
        model: type[Entity],
        names: Iterable[str],
        where: Mapping[str, Any] | None = None,
        **words: Any,
    ) -> RecordForm:
        """Return the one record of `model` with the fields in `where`, there already or not."""
        single = _Single(self.book, model, dict(where or {}), self.quarter)
        fields = self.specs(model, names)
        choices = self._choices(fields)
        form = RecordForm(
            fields,
            single.record(),
            single.save,
            choices=choices,
            reload=single.records,
            past=self._past(lambda _: single.current_id),
            create=self._create(),
            **words,
        )
        self._choosers[id(form)] = form, fields
        return form

    def renew(self, forms: Iterable[Editor]) -> Plan:
        """Read the plan anew, and offer what was added since wherever these forms let choose."""
        self.plan = self.book.plan
        known = (self._choosers[id(form)] for form in forms if id(form) in self._choosers)
        for chooser, fields in known:
            choices = self._choices(fields)
            if choices != chooser.draft.choices:
                chooser.set_choices(choices)
        return self.plan

    def _create(self) -> Create:
        named = (model for model in ENTITIES if _needs_a_name_only(model))
        return {str(model.__tablename__): partial(_add, self.book, model) for model in named}

    def _past(self, id_of: Callable[[str], str], removed: Removed | None = None) -> Past:
        def restore(key: str) -> None:
            self.book.store.restore_before(int(key), self.book.who)

        return Past(lambda id: entries(self.book.plan, id_of(id)), restore, removed)

    def _removed(self, model: type[Entity], shared: Mapping[str, Any]) -> list[HistoryEntry]:
        return removals(self.book.plan, self.book.store.removed_lately(model), shared)

    def _leaving(self, model: type[Entity]) -> Leaving:
        ending = model.ending
        if ending is None:
            return Leaving(self.book.hand_over)

        def end(id: str) -> None:
            plan = self.book.plan
            record = plan.find(id)
            version = record.version if record else None
            self.book.save([StoreEdit(model, id, dict(ending.fields(plan.today)), version)])

        return Leaving(self.book.hand_over, end, ending.words)

    def specs(self, model: type[Entity], names: Iterable[str]) -> tuple[FieldSpec, ...]:
        """Return the fields of a form, amounts of money in the currency of the business."""
        business = next(iter(self.plan.all(Business)), None)
        currency = business.currency if business else ""
        return tuple(
            replace(spec, unit=currency) if spec.kind == "money" else spec
            for spec in fields_of(model, names)
        )

    def _choices(self, fields: Iterable[FieldSpec]) -> Choices:
        return {spec.name: self._offered(spec) for spec in fields if spec.of}

    def _offered(self, spec: FieldSpec) -> list[tuple[str, str]]:
        records = self.plan.all(entity_named(spec.of))
        # What belongs to one review, such as a priority, is of no concern to another one.
        now = {str(self.quarter), None}
        return [
            (record.id, self._name(record))
            for record in records
            if getattr(record, "quarter", None) in now
        ]

    def _name(self, record: Entity) -> str:
        over = record.over(self.plan.today)
        return f"{record.called} ({over})" if over else record.called

    def _save_rows(self, model: type[Entity], shared: Mapping[str, Any]) -> Save:
        quarter = self.quarter

        def save(edits: list[Edit]) -> dict[str, int]:
            _require_same(self.book.plan, quarter, shared)
            stored = [_stored(model, edit, shared) for edit in edits]
            try:
                return self.book.save(stored)
            except Conflict as error:
                raise _with_all_of_theirs(self.book.plan, error) from None

        return save


@dataclass(frozen=True)
class _Single:
    """A record of which a page has one; the form knows it by the name of its table.

    Two people may both begin it: the second save meets the first one's record, as a conflict.
    """

    book: "Workbook"
    model: type[Entity]
    where: dict[str, Any]
    quarter: Quarter

    def record(self) -> Record:
        current = self._current()
        values = current.model_dump() if current else {**self.where, "version": None}
        return {**values, "id": self._name}

    def records(self) -> list[Record]:
        return [self.record()]

    def save(self, edits: list[Edit]) -> dict[str, int]:
        [edit] = edits
        _require_same(self.book.plan, self.quarter, self.where)
        current = self._current()
        if current is None:
            id = self.model.model_construct().id
        elif edit.version is None:
            raise _conflict(current, edit.fields or {})
        else:
            id = current.id
        try:
            versions = self.book.save([_stored(self.model, replace(edit, id=id), self.where)])
        except Conflict as error:
            raise _with_all_of_theirs(self.book.plan, error) from None
        return {self._name: versions[id]}

    @property
    def current_id(self) -> str:
        """The id of the record as it is saved now; empty before the first save."""
        current = self._current()
        return current.id if current else ""

    def _current(self) -> Entity | None:
        records = self.book.plan.all(self.model)
        return next((record for record in records if _has(record, self.where)), None)

    @property
    def _name(self) -> str:
        return str(self.model.__tablename__)


def _require_same(plan: Plan, quarter: Quarter, where: Mapping[str, Any]) -> None:
    """Refuse what a page would save under a quarter's name that means other months by now."""
    if "quarter" in where and quarter != plan.calendar.same_quarter(quarter):
        raise WorkbookError(
            "Your business year begins in another month now, so that the quarters have other "
            "names. Open this page again, then write it there."
        )


def _line(model: type[Entity], fields: Iterable[FieldSpec]) -> tuple[str, ...]:
    """Return the fields of a record's line; none where the table leaves out one of them."""
    return model.line if {*model.line} <= {spec.name for spec in fields} else ()


def _add(book: "Workbook", model: type[Entity], name: str) -> None:
    book.add(model, name=name)


def _needs_a_name_only(model: type[Entity]) -> bool:
    return [n for n, field in model.model_fields.items() if field.is_required()] == ["name"]


def _shown(plan: Plan, record: Entity, fields: Iterable[FieldSpec]) -> Record:
    sealed = fixed_fields(plan, record)
    return {**record.model_dump(), "fixed": [f.name for f in fields if f.name in sealed]}


def _has(record: Entity, values: Mapping[str, Any]) -> bool:
    return all(getattr(record, name) == value for name, value in values.items())


def _with_all_of_theirs(plan: Plan, error: Conflict) -> Conflict:
    # The form takes over what they alone changed, so it needs more than what both did.
    theirs = plan.find(error.id)
    return _conflict(theirs, error.mine) if theirs else error


def _conflict(theirs: Entity, mine: Mapping[str, Any]) -> Conflict:
    values = theirs.model_dump(exclude={"id", "version"})
    return Conflict(theirs.nouns.one, theirs.id, mine, values, theirs.version)


def _stored(model: type[Entity], edit: Edit, shared: Mapping[str, Any]) -> StoreEdit:
    fields = edit.fields
    if fields is not None and edit.version is None:
        fields = {**shared, **fields}
    return StoreEdit(model, edit.id, fields, edit.version)
