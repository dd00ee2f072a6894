"""All that can be read of a damaged workbook, sorted by record in a file of its own."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python

from workbook.store.check.journal import CHANGE, fault_of, line_of
from workbook.store.check.kept import Kept
from workbook.store.check.naming import called, table_of
from workbook.store.check.values import Row
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import FORMAT

__all__ = ["Gathered", "line_from"]


class Gathered:
    """Rows and lines of the journal, record by record, however many there are.

    `told` takes a sentence on each thing that could not be read.
    """

    def __init__(self, kept: Kept, scratch: sqlite3.Connection, told: list[str]) -> None:
        self.kept, self.scratch, self.told = kept, scratch, told
        scratch.executescript(
            "CREATE TABLE kept (entity, id, row);"
            "CREATE TABLE line (entity, id, number INTEGER, line)"
        )
        for model in ENTITIES:
            rows = ((r.table, _id(r), _packed(r)) for r in self._rows(model))
            scratch.executemany("INSERT INTO kept VALUES (?, ?, ?)", rows)
        scratch.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", self._lines())
        scratch.executescript(
            "CREATE INDEX kept_id ON kept (entity, id); CREATE INDEX line_id ON line (entity, id)"
        )

    def __bool__(self) -> bool:
        """Whether there is anything."""
        found = self.scratch.execute("SELECT id FROM kept UNION ALL SELECT id FROM line LIMIT 1")
        return found.fetchone() is not None

    def grouped(self, entity: str) -> Iterator[tuple[str, Row | None, list[dict[str, Any]]]]:
        """Yield (id, row, lines) of each record that a row or a line tells of."""
        ids = self.scratch.execute(
            "SELECT id FROM kept WHERE entity = :it UNION SELECT id FROM line WHERE entity = :it",
            {"it": entity},
        )
        rows = "SELECT row FROM kept WHERE entity = ? AND id = ? ORDER BY rowid"
        for (id,) in ids:
            found = [_unpacked(row) for (row,) in self.scratch.execute(rows, (entity, id))]
            if len(found) > 1:
                self.told.append(f"{entity} {id} stood {len(found)} times: the first was taken.")
            yield id, found[0] if found else None, self.lines_of(entity, id)

    def lines_of(self, entity: str, id: str) -> list[dict[str, Any]]:
        """Return the journal's lines about a record, each as the values of its row."""
        query = "SELECT line FROM line WHERE entity = ? AND id = ? ORDER BY number"
        return [line_from(line) for (line,) in self.scratch.execute(query, (entity, id))]

    def _rows(self, model: type[Entity]) -> Iterator[Row]:
        table = table_of(model)
        if not self.kept.columns(table.name):
            self.told.append(f"The table of {model.nouns.many} was missing.")
        for row in self.kept.rows(table):
            if _id(row):
                yield row
            else:
                self.told.append(f"{called(model, row)} had no id that can be read: left out.")
        if said := self.kept.torn.get(table.name):
            self.told.append(f"The table of {model.nouns.many} could not be read whole: {said}.")

    def _lines(self) -> Iterator[tuple[str, str, int, str]]:
        if not self.kept.columns(CHANGE.name):
            self.told.append("The journal was missing: what was changed when is lost.")
        for row in self.kept.rows(CHANGE):
            if fault := fault_of(row):
                number = row.values.get("number", "?")
                self.told.append(f"Line {number} of the journal was left out. {fault}")
                continue
            line = line_of(row)
            values = {**row.values, "entity": line.entity, "at": row.values["at"].isoformat()}
            values |= {"before": line.before, "after": line.after, "format": FORMAT}
            yield line.entity, line.record_id, line.number, json.dumps(values)
        if said := self.kept.torn.get(CHANGE.name):
            self.told.append(f"The journal could not be read whole: {said}.")


def _id(row: Row) -> str:
    id = row.values.get("id")
    return id if isinstance(id, str) and 0 < len(id) <= 36 else ""


def _packed(row: Row) -> str:
    return json.dumps([row.table, to_jsonable_python(dict(row.values)), dict(row.damage)])


def _unpacked(text: str) -> Row:
    table, values, damage = json.loads(text)
    return Row(table, values, damage)


def line_from(text: str) -> dict[str, Any]:
    """Return a line as the values of its row, from its text."""
    line: dict[str, Any] = json.loads(text)
    return {**line, "at": datetime.fromisoformat(line["at"])}
