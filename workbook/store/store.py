"""The one door to a workbook's database: load a plan, save edits, freeze a quarter."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from workbook.errors import (
    DatabaseRefused,
    ImportRefused,
    NotFound,
    StorageFailed,
    WorkbookError,
)
from workbook.quarter import Quarter
from workbook.store import copies, exchange, postgres, signoff, sqlite
from workbook.store.check.damage import naming_damage, session_on
from workbook.store.handing import handing_over
from workbook.store.loading import follow, load
from workbook.store.looked import VARIABLE
from workbook.store.lookups import Mark
from workbook.store.removed import Removed, removed_lately
from workbook.store.saving import Edit, Saving, explain, note, undoing
from workbook.store.undoing import TakenBack, taking_back
from workbook.store.upgrades import Records
from workbook.strategy.business_year import BusinessYear
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.history import BUT_READINGS, SIGNED, Change, SignOff, utc
from workbook.strategy.plan import Plan
from workbook.strategy.start.business import Business

__all__ = ["Store"]


class Store:
    """A workbook's database, opened with `workbook.store.database.connect`.

    Whatever is asked of it raises StorageFailed where the disk, the file or the server cannot do
    it, with nothing written, and DatabaseRefused where it is found damaged.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._sound = ""
        self._seen = Mark()  # what was read last: an earlier state must not be saved onto unsaid

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def plan(self, known: Plan | None = None) -> Plan:
        """Return the plan as it stands now; of a `known` one, only what changed is read again."""
        with session_on(self._engine) as session:
            if known is None:
                plan = load(session, self._engine)
            else:
                plan = follow(session, self._engine, known)
        self._seen = getattr(plan.changes, "last", self._seen)
        self._sound = getattr(plan.readings, "sound", "")
        return plan

    @property
    def looked_through(self) -> dict[str, str]:
        """What a process is told that opens the workbook next, so that it need not look again."""
        return {VARIABLE: self._sound} if self._sound else {}

    def save(self, edits: Sequence[Edit], who: str, reason: str = "") -> dict[str, int]:
        """Write the edits and their journal lines in one transaction.

        Returns the version of each record that is still there, by id.

        Raises:
            InvalidEntry, Conflict, StillUsed: nothing was written.
        """
        with self._writing() as session:
            return Saving(session, who, reason).apply(edits)

    def begin(self, edits: Sequence[Edit], who: str) -> None:
        """Write the first save of a new workbook.

        Raises:
            WorkbookError: there is one already; nothing was written.
        """
        with self._writing() as session:
            if any(session.exec(select(each).limit(1)).first() for each in (Business, Change)):
                raise WorkbookError("That database holds a workbook already. Open that one.")
            Saving(session, who).apply(edits)

    def undo(self, save_id: str, who: str, reason: str = "Undone") -> dict[str, int]:
        """Take one save back, as a new save.

        Raises:
            NotFound: the journal has no such save.
        """
        with self._writing() as session:
            changes = session.exec(select(Change).where(Change.save_id == save_id)).all()
            if not changes or changes[0].entity == SIGNED:
                raise NotFound("The journal has no such save, so there is nothing to undo.")
            return Saving(session, who, reason).apply(undoing(session, changes))

    def taking_back(self, saves: Collection[str], taken_back: Collection[str] = ()) -> TakenBack:
        """Return what would take these saves back, on top of what stands; nothing is written.

        What they changed never goes back to what a save left that was `taken_back` before.
        """
        with session_on(self._engine) as session:
            return taking_back(session, saves, taken_back)

    def restore_before(self, number: int, who: str) -> dict[str, int]:
        """Put back what stood before journal line `number`, as a new save with reason “Restored”.

        Only the fields that the line changed are put back; a removed record comes back whole.

        Raises:
            NotFound: there is no such line, or nothing stood before it, or its record is gone.
            InvalidEntry, Conflict: what stood then does not fit what stands now.
        """
        with self._writing() as session:
            change = session.get(Change, number)
            if change is None or change.entity == SIGNED:
                raise NotFound("The journal has no such change, so there is nothing to restore.")
            _refuse_without_before(session, change)
            return Saving(session, who, "Restored").apply(undoing(session, [change]))

    def hand_over(self, id: str, to: str, who: str) -> dict[str, int]:
        """Let all that refers to one record refer to another, and remove it, in one save.

        Raises:
            NotFound: one of the two is not there.
            WorkbookError: they are of different kinds.
            InvalidEntry, StillUsed: it cannot stand like that; nothing was written.
        """
        with self._writing() as session:
            name, edits = handing_over(session, id, to)
            return Saving(session, who, f"Handed over to {name}").apply(edits)

    def removed_lately(self, model: type[Entity], most: int = 20) -> tuple[Removed, ...]:
        """Return what was removed of an entity and not brought back, newest first."""
        with session_on(self._engine) as session:
            return removed_lately(session, model, most)

    def explain(self, number: int, who: str, reason: str) -> None:
        """Say afterwards why journal line `number` changed something; the last reason counts.

        Raises:
            NotFound: the journal has no such line.
        """
        with self._writing() as session:
            change = session.get(Change, number)
            if change is None or change.verb != "changed":
                raise NotFound("The journal has no such change, so there is nothing to explain.")
            if _gone(session, change):
                raise NotFound(
                    "What was changed is no longer there, so there is nothing to explain."
                )
            explain(session, change, who, reason)

    def keep(self, signing: SignOff) -> None:
        """Write a sign-off that was printed; an earlier one of the same quarter stays beside it.

        The file as it is before that is kept as a copy.

        Raises:
            StorageFailed: there is no room for the copy, for one; nothing was signed.
        """
        with self._writing() as session:
            copies.keep_before(session.connection(), f"before sign-off of {signing.quarter}")
            same = select(func.max(SignOff.number)).where(SignOff.quarter == signing.quarter)
            told = [int(line.record_id.split()[1]) for line in _signings(session, signing.quarter)]
            signing.number = max([session.scalar(same) or 0, *told]) + 1
            session.add(signing)
            note(session, signoff.noted(signing))

    def signed_off(self, quarter: Quarter, by: datetime | None = None) -> SignOff | None:
        """Return the newest sign-off of this quarter, compared with its hashes and the journal.

        With `by`, a moment in UTC, it is the newest of those that were made until then.

        Raises:
            DatabaseRefused: it is not what was signed; the text names what differs.
        """
        with session_on(self._engine) as session:
            newest = select(SignOff).where(SignOff.quarter == str(quarter))
            lines = _signings(session, str(quarter))
            if by is not None:
                newest = newest.where(col(SignOff.at) <= by)
                lines = [line for line in lines if utc(line.at) <= by]
            found = session.exec(newest.order_by(SignOff.number.desc())).first()  # type: ignore[attr-defined]
            signoff.require_noted(found, lines)
            return signoff.checked(found) if found else None

    def records(self) -> Records:
        """Return everything in the workbook, sign-offs too, as plain values."""
        with session_on(self._engine) as session:
            plan = load(session, self._engine)
            _refuse_spoiled(plan)
            records = exchange.records_of(plan)
            signed = session.exec(select(SignOff).order_by(SignOff.quarter, SignOff.number)).all()  # type: ignore[arg-type]
            records["sign_off"] = [signoff.write(signoff.checked(each)) for each in signed]
        return records

    def copy_to(self, file: Path) -> bool:
        """Copy the workbook's file into an empty one, as it stands between two saves.

        A database on a server is no file, and False is returned.
        """
        with self._engine.begin() as connection:
            if connection.dialect.name != "sqlite":
                return False
            opened: Any = connection.connection.dbapi_connection
            sqlite.copy_from(opened, file)
            return True

    def restore(self, records: Records) -> int:
        """Fill an empty workbook with the records of an export; return how many there were.

        Raises:
            ImportRefused: the workbook is not empty, or the records contradict each other;
                nothing was changed.
        """
        models: tuple[Any, ...] = (*ENTITIES, Change, SignOff)
        with _refusing_contradictions(), self._writing() as session:
            for model in models:
                if session.exec(select(model).limit(1)).first() is not None:
                    raise ImportRefused(
                        "This workbook is not empty. Import an export into a new workbook, "
                        "so that nothing in this one is overwritten."
                    )
            for model in models:
                take = signoff.read if model is SignOff else model.model_validate
                rows = [take(row) for row in records.get(model.__tablename__, [])]
                if rows:
                    # Row by row as given: a save would count versions and journal lines anew.
                    session.connection().execute(insert(model), [row.model_dump() for row in rows])
        return sum(map(len, records.values()))

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        try:
            with (
                naming_damage(self._engine),
                self._writer.connect() as connection,
                Session(connection, expire_on_commit=False, autoflush=False) as session,
            ):
                self._seen.require(session)
                yield session
                self._commit(session)
        except StorageFailed:
            # The next try opens the file anew: SQLite goes on taking one that may be written by
            # then for one that may only be read.
            self._engine.dispose()
            raise

    def _commit(self, session: Session) -> None:
        ticket = postgres.ticket_of(session.connection())
        try:
            session.commit()
        except StorageFailed as error:
            if ticket and not self._was_kept(ticket, error):
                raise

    def _was_kept(self, ticket: postgres.Ticket, error: StorageFailed) -> bool:
        try:
            return postgres.was_kept(self._writer, ticket)
        except StorageFailed:
            raise StorageFailed(
                "The database let go of the connection in the middle of a save. Whether that save "
                "is in it is not known: once it can be reached again, open the page anew and look."
            ) from error


def _signings(session: Session, quarter: str) -> Sequence[Change]:
    about = BUT_READINGS, col(Change.entity) == SIGNED, col(Change.record_id).startswith(quarter)
    return session.exec(select(Change).where(*about).order_by(col(Change.number))).all()


def _refuse_spoiled(plan: Plan) -> None:
    if plan.spoiled:
        raise DatabaseRefused(
            f"{next(iter(plan.spoiled.values()))} Nothing was exported, since that would be left "
            "out: look there first."
        )


def _refuse_without_before(session: Session, change: Change) -> None:
    if change.verb == "added":
        raise NotFound("Nothing stood there before that. To take the entry away, remove it.")
    if change.verb == "changed" and _gone(session, change):
        raise NotFound("This entry was removed meanwhile. Restore its removal first.")
    if change.entity != BusinessYear.__tablename__ and "quarter" in change.before:
        same = Change.save_id == change.save_id, Change.entity == BusinessYear.__tablename__
        if session.exec(select(Change.number).where(*same)).first() is not None:
            raise NotFound(
                "The quarter was given this name as the business year got another beginning: its "
                "months are the same, so there is nothing to restore."
            )


def _gone(session: Session, change: Change) -> bool:
    return session.get(entity_named(change.entity), change.record_id) is None


@contextmanager
def _refusing_contradictions() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise ImportRefused(
            "The files contradict each other: a record refers to one that is not there, or two "
            "records have the same id. Nothing was changed."
        ) from error
