"""An import taken back: all that it did goes, and what was changed since stands and is named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from workbook.errors import NotFound, WorkbookError
from workbook.intake.taking.merging import Holder
from workbook.intake.taking.signed import told_of_signed
from workbook.period import Period
from workbook.store import Edit, Store
from workbook.store.undoing import Standing, TakenBack
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_list

__all__ = ["Undoing", "imports", "try_undo", "undo_import"]

_NAMED = 20  # records in a list, before the rest is a count


class Kept(Holder, Protocol):
    """A workbook with the database that it is kept in."""

    @property
    def store(self) -> Store:
        """The database."""
        ...


def imports(plan: Plan) -> tuple[Source, ...]:
    """Return the files that were imported, oldest first, those that were undone too."""
    return tuple(sorted(plan.all(Source), key=lambda source: (source.imported_at, source.id)))


def undo_import(book: Kept, source_id: str) -> "Undoing":
    """Take an import back in one save, and return what that did.

    Readings and other records that it added go, and what it changed is again as it was before,
    unless somebody has changed them since. The source stays, marked as undone, and the same file
    can be imported again.

    Raises:
        NotFound: there is no such import, or the journal does not reach back to it.
        WorkbookError: it was undone already.
    """
    return try_undo(book, source_id).take(book)


def try_undo(book: Kept, source_id: str) -> "Undoing":
    """Return what taking an import back would do; nothing is changed. Raises as `undo_import`."""
    plan = book.plan
    source = plan.find(source_id)
    if not isinstance(source, Source):
        raise NotFound("There is no such import.")
    if source.undone_at:
        raise WorkbookError(
            f"The import of {source.name} was undone on {say_date(source.undone_at.date())}."
        )
    by_source = {each.id: _saves(plan, each) for each in plan.all(Source)}
    if not (saves := by_source[source.id]):
        raise NotFound(
            f"The journal of this workbook does not go back to the import of {source.name}, so it "
            "cannot be undone."
        )
    taken_back = book.store.taking_back(saves, set(_taken_back(plan)))
    return _Finding(plan, source, by_source, taken_back).undoing()


def _taken_back(plan: Plan) -> Iterator[str]:
    """Yield the saves of imports that were undone, and of their undoing: together they are none."""
    for source in plan.all(Source):
        if source.undone_at:
            yield from (line.save_id for line in plan.changes.of(source.id))


@dataclass(frozen=True)
class Undoing:
    """What taking an import back does: the edits, and their account in words.

    `removed` and `put_back` count what goes, and what is again as it was: `2 readings`. `stays` are
    sentences: what is left as it stands, and why. `notes` name the quarters that were signed off
    with its readings, and later files that may hold some of them, too.
    """

    source: Source
    edits: tuple[Edit, ...]
    removed: tuple[str, ...]
    put_back: tuple[str, ...]
    stays: tuple[str, ...]
    notes: tuple[str, ...]
    tried: bool = True

    def take(self, book: Holder) -> "Undoing":
        """Save it, in one save, and return the account of what was done.

        Raises:
            Conflict: somebody has changed one of the records since this was found.
        """
        book.save(self.edits, f"Import of {self.source.name} undone")
        return replace(self, tried=False)

    def lines(self) -> Iterator[str]:
        """Yield the account as lines of plain text."""
        on = say_date(self.source.imported_at.date())
        done = "would be undone; nothing was changed" if self.tried else "undone"
        yield f"Import of {self.source.name} on {on}: {done}"
        gone, back = ("To remove", "To put back") if self.tried else ("Removed", "Put back")
        yield f"  {gone:<14}{say_list(self.removed) or 'nothing'}"
        yield f"  {back:<14}{say_list(self.put_back) or 'nothing'}"
        if self.stays:
            yield "  Stays as it is"
            yield from (f"    {each}" for each in self.stays[:_NAMED])
            more = len(self.stays) - _NAMED
            yield from [f"    … and {more:,} more"] if more > 0 else []
        if self.notes:
            yield "  Please note"
            yield from (f"    {each}" for each in self.notes)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _saves(plan: Plan, source: Source) -> set[str]:
    """Return the saves that imported a file: each of them wrote of the source, too."""
    lines = plan.changes.of(source.id)
    return {line.save_id for line in lines if "undone_at" not in line.after or line.verb == "added"}


def _counted(records: Iterable[Standing]) -> tuple[str, ...]:
    kinds = Counter(record.entity.nouns for record in records)
    return tuple(nouns.counted(count) for nouns, count in kinds.items())


@dataclass(frozen=True)
class _Finding:
    plan: Plan
    source: Source
    by_source: Mapping[str, set[str]]
    taken_back: TakenBack

    def undoing(self) -> Undoing:
        edits = [(self._mended(edit), was) for edit, was in self.taken_back.edits
                 if edit.id != self.source.id]  # fmt: skip
        used = dict(self._still_used(edits))
        edits = [(edit, was) for edit, was in edits if edit.id not in used]
        since = self.taken_back.changed_since
        stays = [self._since(each) for each in since if each.id != self.source.id]
        return Undoing(
            source=self.source,
            edits=(*(edit for edit, _ in edits), *self._freed(since), self._mark()),
            removed=_counted(was for edit, was in edits if edit.fields is None),
            put_back=_counted(was for edit, was in edits if edit.fields is not None),
            stays=(*stays, *used.values()),
            notes=(*told_of_signed(self.plan, self._periods(edits)), *self._imported_since(edits)),
        )

    def _mark(self) -> Edit:
        fields = {"undone_at": datetime.now(UTC)}
        return Edit(Source, self.source.id, fields, self.source.version)

    @property
    def _undone(self) -> set[str]:
        return {self.source.id, *(s.id for s in self.plan.all(Source) if s.undone_at)}

    def _mended(self, edit: Edit) -> Edit:
        """Return an edit that names no source which is undone: what stood there was typed."""
        if not edit.fields or edit.fields.get("source_id") not in self._undone:
            return edit
        return replace(edit, fields={**edit.fields, "source_id": None})

    def _freed(self, since: Iterable[Standing]) -> Iterator[Edit]:
        """Yield what parts readings that somebody corrected from the source that they had."""
        for each in since:
            if each.row.get("source_id") == self.source.id:
                fields = {"source_id": None, "rows": None}
                yield Edit(each.entity, each.id, fields, each.row["version"])

    def _still_used(self, edits: Sequence[tuple[Edit, Standing]]) -> Iterator[tuple[str, str]]:
        """Yield the records that cannot go, as others need them, each with a sentence on it."""
        going = {edit.id: was for edit, was in edits if edit.fields is None}
        read = Counter(was.row["kpi_id"] for was in going.values() if was.entity is Reading)
        found = True
        while found:
            found = False
            for id, was in list(going.items()):
                if not was.entity.bulk and (why := self._needed(id, going, read[id])):
                    del going[id]
                    found = True
                    yield id, f"{self._called(was)}: {why}"

    def _needed(self, id: str, going: Mapping[str, Standing], readings: int) -> str:
        record = self.plan.find(id)
        if isinstance(record, KPI) and len(self.plan.series(record)) > readings:
            return "it has other readings."
        users = [user for user, _ in self.plan.users_of(id) if user.id not in going]
        named = say_list([f"the {user.nouns.one} “{user.called}”" for user in users[:3]])
        return f"it is used by {named}." if users else ""

    def _since(self, standing: Standing) -> str:
        change = standing.since
        if change is None:
            return self._called(standing)
        saved = (id for id, saves in self.by_source.items() if change.save_id in saves)
        if by := self.plan.name_of(next(saved, None)):
            return f"{self._called(standing)}: changed since by the import of {by}."
        return f"{self._called(standing)}: changed by {change.who} on {say_date(change.at.date())}."

    def _called(self, standing: Standing) -> str:
        row = standing.row
        if standing.entity is not Reading:
            called = row.get("name") or row.get("title") or row.get("text") or ""
            return f"{capital(standing.entity.nouns.one)} “{called}”"
        kpi = self.plan.find(row["kpi_id"])
        return f"{kpi.name}, {self._period(row)}" if isinstance(kpi, KPI) else "A reading"

    def _period(self, row: Mapping[str, object]) -> str:
        period = self._of(row)
        return period.name if period else ""

    def _of(self, row: Mapping[str, object]) -> Period | None:
        kpi, start = self.plan.find(str(row["kpi_id"])), row["start"]
        if isinstance(kpi, KPI) and isinstance(start, date):
            return Period(kpi.frequency, start, self.plan.calendar)
        return None

    def _periods(self, edits: Iterable[tuple[Edit, Standing]]) -> Iterator[Period]:
        found = (self._of(was.row) for _, was in edits if was.entity is Reading)
        yield from filter(None, found)

    def _imported_since(self, edits: Iterable[tuple[Edit, Standing]]) -> Iterator[str]:
        """Say that a later file may hold what goes: it was left with the one that gave it first."""
        since = [
            each.name
            for each in imports(self.plan)
            if each.undone_at is None and each.imported_at > self.source.imported_at
        ]
        gone = any(edit.fields is None and was.entity is Reading for edit, was in edits)
        if since and gone:
            listed = say_list([*since[:3], *([f"{len(since) - 3} more"] if since[3:] else [])])
            yield (
                f"Files imported since may hold some of these readings, too: {listed}. "
                "Import them again to have those back."
            )
