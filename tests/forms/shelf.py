"""A bakery's little store, kept in one JSON file: what the form tests save to."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from workbook.errors import Conflict, InvalidEntry, NotFound, StillUsed
from workbook.forms import Edit, HistoryEntry


def field(title: str, help: str, kind: str, default: Any = ..., **extra: Any) -> Any:
    limits = {name: extra.pop(name) for name in ("ge", "le", "max_length") if name in extra}
    return Field(
        default,
        title=title,
        description=help,
        json_schema_extra={"kind": kind, **extra},
        **limits,
    )


class Goal(BaseModel):
    """Something the bakery wants to have reached."""

    name: str = field("Goal", "One result, in one short sentence.", "text", max_length=80)
    why: str = field("Why it matters", "What gets better, and for whom?", "long text", "")
    level: Literal["company", "team"] = field("Level", "Who it belongs to.", "choice", "company")
    owner: str | None = field("Owner", "The one who answers for it.", "person", None, of="person")
    target: float | None = field("Target", "Where it should be.", "number", None, ge=0)
    cost: float | None = field("Cost", "In all.", "money", None, ge=0, unit="EUR")
    due: date | None = field("Due", "By when?", "date", None)
    shared: bool = field("Shared", "Told to everyone?", "tick", False)
    needs: list[str] = field("Needs", "What must come first.", "references", [], of="goal")


class Vision(BaseModel):
    """Where the bakery is going: one of each kind of field."""

    vision: str = field(
        "Vision",
        "Where will the business be when this has worked?",
        "long text",
        "",
        max_length=400,
    )
    motto: str = field("Motto", "A few words that fit on the van.", "text", "")
    horizon: date | None = field("By when", "The date the vision is meant for.", "date", None)
    turnover: float | None = field("Turnover", "In a year.", "money", None, ge=0, unit="EUR")
    stage: Literal["young", "grown"] = field("Stage", "How settled is it?", "choice", "young")
    lead: str | None = field("Founder", "Whose vision is it?", "person", None, of="person")
    told: bool = field("Everybody has heard it", "", "tick", False)
    serves: list[str] = field("Whom it serves", "Tick all.", "references", [], of="person")


PEOPLE = [("p1", "Amina Diallo"), ("p2", "Jonas Weber"), ("p3", "Tom O’Neill")]


class Shelf:
    """Records by id, with versions, that refuses as the real store does."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.saves: list[list[Edit]] = []
        self.used: set[str] = set()
        self.broken = False

    @property
    def records(self) -> dict[str, dict[str, Any]]:
        """What is in the file now."""
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def all(self) -> list[dict[str, Any]]:
        """Return all records in their order."""
        ordered = sorted(self.records.values(), key=lambda record: record.get("position", 0))
        return [self._with_dates(record) for record in ordered]

    def put(self, id: str, **fields: Any) -> None:
        """Change a record behind the form's back, as a colleague would."""
        records = self.records
        record = records.setdefault(id, {"id": id, "version": 0})
        record |= {**fields, "version": record["version"] + 1}
        self._write(records)

    def drop(self, *ids: str) -> None:
        """Remove records behind the form's back."""
        self._write({id: record for id, record in self.records.items() if id not in ids})

    def save(self, edits: list[Edit]) -> Mapping[str, int]:
        """Take all edits or none, as the real store does."""
        self.saves.append(edits)
        if self.broken:
            raise OSError("disk I/O error")
        records = self.records
        lines = [self._apply(records, edit) for edit in edits]
        self._write(records)
        self._note([line for line in lines if line])
        return {edit.id: records[edit.id]["version"] for edit in edits if edit.fields}

    @property
    def journal(self) -> list[dict[str, Any]]:
        """What every save did, oldest first, kept beside the records."""
        file = self.file.with_suffix(".journal")
        return json.loads(file.read_text()) if file.exists() else []

    def history(self, id: str) -> list[HistoryEntry]:
        """Return what happened to a record, newest first."""
        lines = [(str(n), line) for n, line in enumerate(self.journal) if line["id"] == id]
        lines = [(key, line) for key, line in lines if "gone" not in line]
        return [_told(key, line) for key, line in reversed(lines)]

    def removed(self) -> list[HistoryEntry]:
        """Return which records are gone, the newest first."""
        gone = [(str(n), line) for n, line in enumerate(self.journal) if line.get("gone")]
        when = datetime(2026, 3, 12, 14, 5)
        return [
            HistoryEntry(when, "Jonas Weber", line["gone"]["name"], key=key)
            for key, line in reversed(gone)
            if line["id"] not in self.records
        ]

    def restore(self, key: str) -> None:
        """Put back what stood before a line of the journal."""
        line = self.journal[int(key)]
        if gone := line.get("gone"):
            self._write({**self.records, line["id"]: {**gone, "version": gone["version"] + 1}})
            return
        if line["id"] not in self.records:
            raise NotFound("This entry was removed meanwhile. Restore its removal first.")
        version = self.records[line["id"]]["version"]
        self.save([Edit(line["id"], line["before"], version)])

    def _note(self, lines: list[dict[str, Any]]) -> None:
        file = self.file.with_suffix(".journal")
        file.write_text(json.dumps([*self.journal, *lines], default=str))

    def _apply(self, records: dict[str, dict[str, Any]], edit: Edit) -> dict[str, Any]:
        current = records.get(edit.id)
        if edit.fields is None:
            if edit.id in self.used:
                others = [(r["id"], r["name"]) for r in self.all() if r["id"] != edit.id]
                words = "“Rye” is still used by 1 recipe. Change that first."
                raise StillUsed(words, edit.id, [("recipe", "r1", "Rye loaf")], others)
            gone = records.pop(edit.id, None)
            return {"id": edit.id, "gone": gone} if gone else {}
        if edit.version is not None and current is None:
            raise Conflict("goal", edit.id, edit.fields, {}, None)
        if current and current["version"] != edit.version:
            theirs = {name: current.get(name) for name in edit.fields}
            raise Conflict("goal", edit.id, edit.fields, theirs, current["version"])
        record = {**(current or {"id": edit.id, "version": 0}), **edit.fields}
        if record.get("name") == "Forbidden":
            raise InvalidEntry("goal", {"name": "That name is taken. Choose another."}, edit.id)
        record["version"] += 1
        records[edit.id] = record
        before = {name: current.get(name) for name in edit.fields} if current else {}
        return {"id": edit.id, "before": before, "after": edit.fields}

    def _with_dates(self, record: dict[str, Any]) -> dict[str, Any]:
        days = {name: record[name] for name in ("due", "horizon") if record.get(name)}
        return record | {name: date.fromisoformat(str(day)) for name, day in days.items()}

    def _write(self, records: dict[str, dict[str, Any]]) -> None:
        self.file.write_text(json.dumps(records, default=str))


def _told(key: str, line: dict[str, Any]) -> HistoryEntry:
    words = [f"{name} {line['before'].get(name)} → {now}" for name, now in line["after"].items()]
    when = datetime(2026, 3, 12, 14, 5)
    if not line["before"]:
        return HistoryEntry(when, "Jonas Weber", "Added")
    return HistoryEntry(when, "Jonas Weber", "\n".join(words), "The van came late.", key)
