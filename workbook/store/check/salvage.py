"""A mended copy of a damaged workbook: what can be saved is, and what cannot is named.

A record is known twice, by its row and by the journal's lines about it. What the row has lost is
taken from the journal; what the journal has lost is written anew from what stands.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Connection, insert

from workbook import files
from workbook.errors import DatabaseRefused, InvalidEntry
from workbook.scratch import scratch
from workbook.store import database, signoff
from workbook.store.building import building
from workbook.store.check.chain import Chain
from workbook.store.check.gathering import Gathered, line_from
from workbook.store.check.journal import Line, follow
from workbook.store.check.kept import Kept, kept_in
from workbook.store.check.naming import called, table_of, title_of
from workbook.store.check.values import Row
from workbook.store.mending import steers
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity, ids_in, references
from workbook.strategy.history import SIGNED, Change, SignOff
from workbook.strategy.plan import Plan
from workbook.strategy.rules import broken_rules, check

__all__ = ["Mended", "mend"]

_AT_ONCE = 5000


@dataclass
class Mended:
    """What was saved, and a sentence on each thing that was left out or changed."""

    path: Path
    told: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def listed(self) -> Path:
        """Where the sentences are written, too."""
        return self.path.with_suffix(".txt")


def mend(source: str, to: Path, like: Path | None = None) -> Mended:
    """Write a mended copy of a workbook to `to`, which must not be there, and the list beside it.

    The workbook itself is only read. Who may read the file `like` may read the list.

    Raises:
        NotFound: there is no such workbook.
        DatabaseRefused: there is nothing left to save.
    """
    with kept_in(source) as kept, scratch() as folder:
        if kept.faults() is None:
            raise DatabaseRefused(
                "Nothing is left to save: SQLite finds no workbook in it. Bring back an earlier "
                "copy with workbook restore, or an export with workbook import."
            )
        mended = Mended(to)
        with closing(sqlite3.connect(folder / "sorted")) as sorted_:
            salvage = _Salvage(kept, sorted_, mended.told)
            if not salvage.found:
                raise DatabaseRefused("Nothing is left to save: no record of it can be read.")
            with building(to) as unfinished:
                engine = database.connect(str(unfinished), create=True)
                with engine.execution_options(writes=True).connect() as connection:
                    mended.counts = salvage.write(connection)
                    connection.commit()
                engine.dispose()
    text = "\n".join(mended.told) or "Nothing had to be left out or changed."
    files.put(mended.listed, f"{text}\n", like)
    return mended


class _Salvage:
    def __init__(self, kept: Kept, sorted_: sqlite3.Connection, told: list[str]) -> None:
        self.kept, self.scratch, self.told = kept, sorted_, told
        self._chain = Chain()
        sorted_.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE written (place REAL, line)"
        )
        self.found = Gathered(kept, sorted_, told)

    # -- deciding

    def write(self, connection: Connection) -> dict[str, int]:
        """Write what is whole to a new workbook; return how many of what."""
        counts: dict[str, int] = {}
        few = self._few()
        there = {record.id for record in few}
        by_model: dict[type[Entity], list[Entity]] = defaultdict(list)
        for record in few:
            by_model[type(record)].append(record)
        for model in ENTITIES:
            records = self._bulk(model, there) if model.bulk else iter(by_model[model])
            count = 0
            while part := list(islice(records, _AT_ONCE)):
                connection.execute(insert(model), [record.model_dump() for record in part])
                count += len(part)
            if count:
                counts[model.nouns.many] = count
        counts["sign-offs"] = self._write_signed(connection)
        counts["journal lines"] = self._write_lines(connection)
        return counts

    def _few(self) -> list[Entity]:
        groups = [
            (model, id, row, lines)
            for model in ENTITIES
            if not model.bulk
            for id, row, lines in self.found.grouped(str(model.__tablename__))
        ]
        best = {
            id: record
            for model, id, row, lines in groups
            if (record := self._best(model, id, row, lines))
        }
        records = self._together(list(best.values()))
        stands = {(type(record), record.id): record for record in records}
        for model, id, _, lines in groups:
            self._keep_lines(model, id, lines, stands.get((model, id)))
        return records

    def _bulk(self, model: type[Entity], there: set[str]) -> Iterator[Entity]:
        seen: set[tuple[Any, ...]] = set()
        for id, row, lines in self.found.grouped(str(model.__tablename__)):
            record = self._best(model, id, row, lines)
            if record is not None:
                record = self._tied(record, there)
            if record is not None and model.once:
                key = tuple(hash(getattr(record, name)) for name in model.once.fields)
                if key in seen:
                    self._say(record, f"{model.once.sentence} This one was left out.")
                    record = None
                seen.add(key)
            self._keep_lines(model, id, lines, record)
            if record is not None:
                yield record

    def _best(
        self, model: type[Entity], id: str, row: Row | None, lines: Sequence[Mapping[str, Any]]
    ) -> Entity | None:
        says = follow([_short(line) for line in lines], lambda *_: None)
        if row is None:
            if says is None:
                return None
            record = self._made(model, id, {**says, "id": id}, {})
            if record is not None:
                self._say(record, "Its row was lost; it was brought back from the journal.")
            return record
        values = dict(row.values)
        for name in row.damage:
            if says and name in says:
                values[name] = says[name]
        for name, holds in row.damage.items():
            taken = "it was taken from the journal" if name in values else "it was left empty"
            self.told.append(
                f"{called(model, row)}, {title_of(model, name)} held {holds}: {taken}."
            )
        for name, value in values.items():
            if steers(value):
                place = f"{called(model, row)}, {title_of(model, name)}"
                self.told.append(f"{place}: signs that cannot be seen were taken out.")
        return self._made(model, id, values, says or {})

    def _made(
        self, model: type[Entity], id: str, values: dict[str, Any], says: Mapping[str, Any]
    ) -> Entity | None:
        place = called(model, Row("", {**values, "id": id}))
        for source in ("journal", "empty"):
            try:
                return check(model, values)
            except InvalidEntry as error:
                for name, said in error.problems.items():
                    if source == "journal" and name in says:
                        values[name] = says[name]
                    else:
                        values.pop(name, None)
                    self.told.append(f"{place}: {said} That value was not taken.")
        with suppress(InvalidEntry):
            return check(model, values)
        self.told.append(f"{place} cannot be without that: it was left out.")
        return None

    def _together(self, records: list[Entity]) -> list[Entity]:
        """Leave out what records forbid each other, until nothing of it is left."""
        once: set[tuple[Any, ...]] = set()
        kept = []
        for record in records:
            rule = type(record).once
            key = (type(record), *(getattr(record, name) for name in rule.fields)) if rule else ()
            if rule and key in once:
                self._say(record, f"{rule.sentence} This one was left out.")
                continue
            once.add(key)
            kept.append(record)
        while True:
            there = {record.id for record in kept}
            tied = [each for record in kept if (each := self._tied(record, there))]
            if len(tied) == len(kept):
                break
            kept = tied
        plan = Plan.of_records(tied)
        return [each for record in tied if (each := self._ruled(record, plan))]

    def _tied(self, record: Entity, there: set[str]) -> Entity | None:
        model = type(record)
        values = record.model_dump()
        loose = [
            name
            for name, _ in references(model)
            if any(id not in there for id in ids_in(record, name))
        ]
        for name in loose:
            value = values.pop(name)
            if isinstance(value, list):
                values[name] = [id for id in value if id in there]
            self._say(record, f"{title_of(model, name)} named what is not there: it was taken out.")
        return self._without(record, values) if loose else record

    def _ruled(self, record: Entity, plan: Plan) -> Entity | None:
        broken = broken_rules(record, type(record).model_fields, plan)
        for said in broken.values():
            self._say(record, f"{said} That was taken out.")
        values = {k: v for k, v in record.model_dump().items() if k not in broken}
        return self._without(record, values) if broken else record

    def _without(self, record: Entity, values: dict[str, Any]) -> Entity | None:
        try:
            return check(type(record), values)
        except InvalidEntry:
            self._say(record, "It cannot be without that: it was left out.")
            return None

    def _say(self, record: Entity, said: str) -> None:
        self.told.append(f"{called(type(record), Row('', record.model_dump()))}: {said}")

    # -- the journal and the sign-offs

    def _keep_lines(
        self, model: type[Entity], id: str, lines: list[dict[str, Any]], record: Entity | None
    ) -> None:
        final = None
        if record is not None:
            final = record.model_dump(mode="json", exclude={"id", "version"})
        if self._write_line_of(str(model.__tablename__), id, lines, final) > len(lines):
            name = called(model, Row("", {**(final or {}), "id": id}))
            self.told.append(f"{name}: the journal lacked what led to it; that was written anew.")

    def _write_line_of(
        self, entity: str, id: str, lines: list[dict[str, Any]], final: dict[str, Any] | None
    ) -> int:
        placed = list(self._chain.whole(entity, id, lines, final))
        self.scratch.executemany(
            "INSERT INTO written VALUES (?, ?)",
            ((place, json.dumps(to_jsonable_python(line))) for place, line in placed),
        )
        return len(placed)

    def _write_lines(self, connection: Connection) -> int:
        number = 0
        found = self.scratch.execute("SELECT line FROM written ORDER BY place, rowid")
        lines = (line_from(line) for (line,) in found)
        while part := list(islice(lines, _AT_ONCE)):
            numbered = [{**line, "number": number + n} for n, line in enumerate(part, 1)]
            connection.execute(insert(Change), numbered)
            number += len(part)
        return number

    def _write_signed(self, connection: Connection) -> int:
        kept: dict[str, dict[str, Any]] = {}
        if not self.kept.columns(SIGNED):
            self.told.append("The table of sign-offs was missing.")
        for row in self.kept.rows(table_of(SignOff)):
            try:
                for name, holds in row.damage.items():
                    raise DatabaseRefused(f"“{name}” held {holds}.")
                signed = signoff.checked(SignOff(**row.values))
            except (DatabaseRefused, ValueError) as error:
                number, quarter = (row.values.get(name) for name in ("number", "quarter"))
                self.told.append(f"Sign-off {number} of {quarter} was left out. {error}")
                continue
            connection.execute(insert(SignOff), [dict(row.values)])
            name = f"{signed.quarter} {signed.number}"
            kept[name] = signoff.told(signed)
        ids = self.scratch.execute("SELECT DISTINCT id FROM line WHERE entity = ?", (SIGNED,))
        for (id,) in ids.fetchall():
            if id not in kept:
                quarter, _, number = id.partition(" ")
                self.told.append(f"Sign-off {number} of {quarter} is not in the mended copy.")
            self._write_line_of(SIGNED, id, self.found.lines_of(SIGNED, id), kept.get(id))
        return len(kept)


def _short(line: Mapping[str, Any]) -> Line:
    return Line(**{name: line[name] for name in Line.__dataclass_fields__})
