"""A workbook examined whole: its file, its tables, every record, the journal and the sign-offs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workbook.errors import DatabaseRefused, InvalidEntry
from workbook.store import signoff
from workbook.store.address import is_url, safe_name
from workbook.store.check.found import Account
from workbook.store.check.journal import (
    CHANGE,
    Line,
    differing,
    fault_of,
    follow,
    gaps,
    line_of,
    shown,
)
from workbook.store.check.kept import Kept, kept_in
from workbook.store.check.naming import Counted, called, merged, table_of, title_of, told
from workbook.store.check.values import Row
from workbook.store.mending import steers
from workbook.store.strangers import strangers
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity, references
from workbook.strategy.history import SIGNED, SignOff
from workbook.strategy.plan import Plan
from workbook.strategy.rules import broken_rules, check

__all__ = ["examine"]

_TORN = "SQLite cannot read all of it"


def examine(source: str) -> Account:
    """Return what was found in a workbook, which is not changed.

    A file is copied first, so that nobody waits; of a database on a server, one moment is read.

    Raises:
        NotFound: there is no such file.
        DatabaseRefused: it is no database at all.
    """
    with kept_in(source) as kept:
        account = _Examination(kept, Account(safe_name(source))).whole()
    for path in [] if is_url(source) else strangers(Path(source)):
        account.add("beside", path.name, "It is not of this workbook, and would spoil it.")
    return account


class _Examination:
    def __init__(self, kept: Kept, account: Account) -> None:
        self.kept, self.account = kept, account
        self._ids: dict[str, set[str]] = {}
        self._records: dict[tuple[str, str], Entity] = {}
        self._signings: dict[str, list[Line]] = {}

    def whole(self) -> Account:
        if not self._file():
            return self.account
        self._tables()
        for model in ENTITIES:
            if not model.bulk:
                self._entity(model)
        self._together()
        self._journal()
        self._signed()
        return self.account

    # -- the file and its tables

    def _file(self) -> bool:
        """Tell whether there is anything to examine."""
        faults = self.kept.faults()
        for said in faults or ():
            self.account.add("file", "", said)
        if faults is None:
            self.account.add("file", "", "It is no SQLite file, or its first page is lost.")
        return faults is not None

    def _tables(self) -> None:
        if foreign := self.kept.foreign():
            self.account.add("tables", "", f"They are not as this program makes them: {foreign}.")
        for table in (*map(table_of, ENTITIES), CHANGE, table_of(SignOff)):
            there = self.kept.columns(table.name)
            if not there:
                self.account.add("tables", table.name, "This table is missing.")
            elif lacking := sorted(set(table.columns.keys()) - there):
                self.account.add("tables", table.name, f"It lacks {', '.join(lacking)}.")

    @property
    def _whole(self) -> bool:
        """Whether what an index or an order of rows tells can be believed."""
        return not any(self.account.of("file"))

    # -- records

    def _entity(self, model: type[Entity]) -> None:
        name = str(model.__tablename__)
        ids: set[str] = set()
        count = 0
        for row in self.kept.rows(table_of(model)):
            count += 1
            record = self._record(model, row)
            if isinstance(id := row.values.get("id"), str):
                if id in ids:
                    self._tell(model, row, "Another record has the same id.")
                ids.add(id)
                if record is not None:
                    self._records[id, name] = record
        self._ids[name] = ids
        self._counted(model, count)
        self._once(model)

    def _record(self, model: type[Entity], row: Row) -> Entity | None:
        for field, holds in row.damage.items():
            self._tell(model, row, f"{title_of(model, field)} holds {holds}.")
        if row.damage:
            return None
        for field, value in row.values.items():
            if steers(value):
                self._tell(model, row, f"{title_of(model, field)} holds signs that cannot be seen.")
        try:
            return check(model, row.values)
        except InvalidEntry as error:
            for said in error.problems.values():
                self._tell(model, row, said)
            return None

    def _tell(self, model: type[Entity], row: Row, said: str) -> None:
        self.account.add("records", called(model, row), said)

    def _counted(self, model: type[Entity], count: int) -> None:
        if count:
            self.account.counts[model.nouns.many] = count
        if said := self.kept.torn.get(str(model.__tablename__)):
            self.account.add("tables", str(model.__tablename__), f"{_TORN}: {said}.")

    def _once(self, model: type[Entity]) -> None:
        if model.once is None:
            return
        fields = ", ".join(f'"{field}"' for field in model.once.fields)
        twice = f"SELECT count(*) FROM {model.__tablename__} GROUP BY {fields} HAVING count(*) > 1"
        for _ in self.kept.ask(twice):
            self.account.add("records", model.nouns.one, model.once.sentence)

    def _together(self) -> None:
        plan = Plan.of_records(self._records.values())
        for record in self._records.values():
            model = type(record)
            for said in self._dangling(model, record.model_dump()):
                self.account.add("records", told(record), said)
            for said in broken_rules(record, model.model_fields, plan).values():
                self.account.add("records", told(record), said)

    def _dangling(self, model: type[Entity], values: Mapping[str, Any]) -> Iterator[str]:
        for name, of in references(model):
            ids = values[name] if isinstance(values[name], list) else filter(None, [values[name]])
            if missing := [id for id in ids if id not in self._ids.get(of, ())]:
                yield f"{title_of(model, name)} names what is not there: {shown(missing[0])}."

    # -- the journal against the rows

    def _journal(self) -> None:
        for said in gaps(self.kept):
            self.account.add("journal", "", said)
        few: dict[tuple[str, str], list[Line]] = {}
        count = 0
        for row in self.kept.rows(CHANGE, "entity <> 'reading'"):
            count += 1
            if line := self._line(row):
                few.setdefault((line.record_id, line.entity), []).append(line)
        for id, entity in [key for key in few if key[1] == SIGNED]:
            self._signings[id] = few.pop((id, entity))
        if not count and self._records:
            said = "It is empty: who changed what, and when, is not known."
            self.account.add("journal", "", said)
        if not count or not self._whole:
            bulk = sum(self._bulk_alone(model) for model in ENTITIES if model.bulk)
            self.account.left_out.append("the journal against the records")
            self.account.counts["journal lines"] = count + bulk
            return
        for key in few.keys() | self._records.keys():
            record = self._records.get(key)
            stands = record.model_dump(mode="json") if record else None
            self._compare(key, few.get(key, []), stands)
        for model in ENTITIES:
            if model.bulk:
                count += self._bulk(model)
        self.account.counts["journal lines"] = count
        if torn := self.kept.torn.get(CHANGE.name):
            self.account.add("tables", CHANGE.name, f"{_TORN}: {torn}.")

    def _line(self, row: Row) -> Line | None:
        if fault := fault_of(row):
            self.account.add("journal", _place(row), fault)
            return None
        return line_of(row)

    def _bulk_alone(self, model: type[Entity]) -> int:
        rows = Counted(self.kept.rows(table_of(model)))
        for row in rows:
            self._sound(model, row)
        self._counted(model, rows.count)
        lines = self.kept.rows(CHANGE, f"entity = '{model.__tablename__}'")
        return sum(1 for row in lines if self._line(row) or True)

    def _sound(self, model: type[Entity], row: Row) -> Mapping[str, Any] | None:
        """Return the values of one record of very many as JSON, unless there is a fault in it."""
        if row.damage or not _holds(model, row.values) or any(map(steers, row.values.values())):
            self._record(model, row)
            return None
        for said in self._dangling(model, row.values):
            self._tell(model, row, said)
        return {n: v.isoformat() if isinstance(v, date) else v for n, v in row.values.items()}

    def _bulk(self, model: type[Entity]) -> int:
        """Compare records, of which there may be very many, both sides sorted by their ids."""
        self._once(model)
        name = str(model.__tablename__)
        lines = Counted(self.kept.rows(CHANGE, f"entity = '{name}'", ("record_id", "number")))
        sound = (line for row in lines if (line := self._line(row)))
        rows = Counted(self.kept.rows(table_of(model), "", ("id",)))
        for id, group, row in merged(groupby(sound, lambda line: line.record_id), rows):
            stands = self._sound(model, row) if row else None
            if stands is not None or row is None:
                self._compare((id, name), group, stands)
        self._counted(model, rows.count)
        return lines.count

    def _compare(
        self, key: tuple[str, str], lines: list[Line], stands: Mapping[str, Any] | None
    ) -> None:
        id, name = key
        model = entity_named(name)

        def tell(place: str, said: str) -> None:
            self.account.add("journal", place, said)

        says = follow(lines, lambda number, said: tell(f"Line {number:,}", said))
        if stands is None:
            if says is not None and id not in self._ids.get(name, ()):
                lost = called(model, Row(name, {**says, "id": id}))
                tell(lost, "The journal has it, and its row is gone.")
            return
        place = called(model, Row(name, stands))
        if not lines:
            tell(place, "It stands without a line in the journal.")
        elif says is None:
            tell(place, "The journal removed it, and it stands.")
        else:
            for field, journal, row in differing(model, id, says, stands):
                said = f"The journal says {shown(journal)}, the record holds {shown(row)}."
                tell(f"{place}, {title_of(model, field)}", said)

    # -- sign-offs

    def _signed(self) -> None:
        there = set()
        for row in self.kept.rows(table_of(SignOff), "", ("quarter", "number")):
            name = f"{row.values.get('quarter')} {row.values.get('number')}"
            there.add(name)
            place = f"Sign-off {row.values.get('number')} of {row.values.get('quarter')}"
            for field, holds in row.damage.items():
                self.account.add("sign-offs", place, f"“{field}” holds {holds}.")
            if row.damage:
                continue
            with self._refused(place):
                signoff.checked(SignOff(**row.values))
            lines = self._signings.get(name, [])
            if any(line.after.get("hashes") != row.values["hashes"] for line in lines):
                self.account.add("sign-offs", place, "Its hashes are not those in the journal.")
        for name, lines in self._signings.items():
            if name not in there and lines[-1].verb == "added":
                quarter, _, number = name.partition(" ")
                place = f"Sign-off {number} of {quarter}"
                self.account.add("sign-offs", place, "The journal has it, and it is gone.")
        if there:
            self.account.counts["sign-offs"] = len(there)

    @contextmanager
    def _refused(self, place: str) -> Iterator[None]:
        try:
            yield
        except (DatabaseRefused, ValueError) as error:
            self.account.add("sign-offs", place, str(error))


class _Bare:
    """What a record of very many is checked in, instead of being made."""


def _holds(model: type[Entity], values: Mapping[str, Any]) -> bool:
    """Tell whether a record can be made of values; making one takes ten times as long."""
    try:
        model.__pydantic_validator__.validate_python(dict(values), self_instance=_Bare())
    except ValidationError:
        return False
    return True


def _place(row: Row) -> str:
    number = row.values.get("number")
    return f"Line {number:,}" if isinstance(number, int) else "A line"
