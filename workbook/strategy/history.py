"""What happened to the plan: imports, changes and sign-offs. Records here are only ever added."""

from datetime import UTC, date, datetime, time
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import AfterValidator
from sqlalchemy import JSON, Index, String, TextClause
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from workbook.strategy.entity import Entity, Id, Nouns, text
from workbook.strategy.limits import MOST, clean_line, clean_text, limit_day

__all__ = [
    "BUT_READINGS",
    "FORMAT",
    "REMOVED",
    "REVISED",
    "SIGNED",
    "Change",
    "SignOff",
    "Source",
    "alike",
    "evening",
    "utc",
]

FORMAT = 1
"""How records are written down today; `workbook.store.upgrades` brings older ones up to it."""

BUT_READINGS = sql("entity <> 'reading'")
"""What a few of the journal's lines are about. An index holds just these: readings are many."""

REMOVED = sql("verb = 'removed'")
"""The few lines that a list of what was removed looks for; they have an index, too."""

REVISED = sql("entity = 'reading' AND verb <> 'added'")
"""The few lines about readings that are not their first: they have an index for the same reason."""

SIGNED = "sign_off"
"""What a line of the journal is about that tells of a sign-off, and not of a record."""

Line = Annotated[str, AfterValidator(clean_line)]
Paragraph = Annotated[str, AfterValidator(clean_text)]
Moment = Annotated[datetime, AfterValidator(partial(limit_day, title="The time"))]


def evening(day: date) -> datetime:
    """Return the last moment of a day, as the journal counts its time: UTC."""
    return datetime.combine(day, time.max, UTC)


def utc(at: datetime) -> datetime:
    """Return a moment of the journal, which is in UTC: a database may not say so."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


class Source(Entity, table=True):
    """A file that was imported, and what became of its rows.

    One whose import was undone is kept, as it stands in the journal; no reading is from it.
    """

    nouns = Nouns("source", "sources")

    name: str = text("File", required=True)
    sha256: str = text("Fingerprint", "SHA-256 of the file.", limit=64)
    kind: str = text("Read as", limit=20)
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, title="Rules")
    rows_read: int = Field(default=0, ge=0, le=MOST, title="Rows read")
    rows_taken: int = Field(default=0, ge=0, le=MOST, title="Rows taken")
    rows_refused: int = Field(default=0, ge=0, le=MOST, title="Rows refused")
    totals: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, title="Control totals")
    days: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, title="Days")
    imported_at: Moment = Field(title="Imported at")
    undone_at: Moment | None = Field(default=None, title="Import undone at")

    @property
    def unit(self) -> str:
        """What its counts of rows are of: where a row holds several values, each is counted."""
        fields = [str(key).partition(":")[0] for key in self.rules.get("columns", {}).values()]
        return "values" if fields.count("value") > 1 else "rows"


def _index(name: str, column: str, where: TextClause) -> Index:
    return Index(name, column, sqlite_where=where, postgresql_where=where)


class Change(SQLModel, table=True):
    """One line of the journal: what one save did to one record."""

    __table_args__ = (
        _index("change_but_readings", "number", BUT_READINGS),
        _index("change_removed", "entity", REMOVED),
        _index("change_revised", "number", REVISED),
    )

    number: int = Field(primary_key=True, ge=1, le=MOST, sa_column_kwargs={"autoincrement": False})
    save_id: Id = Field(max_length=36, index=True)
    at: Moment = Field(index=True)
    who: Line = Field(max_length=200)
    entity: Id = Field(max_length=40)
    record_id: Id = Field(max_length=36, index=True)
    verb: Literal["added", "changed", "removed"] = Field(sa_type=String)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    reason: Paragraph = Field(default="", max_length=4000)
    format: int = Field(default=FORMAT)

    @property
    def explains(self) -> bool:
        """Whether it changes nothing, and says why an earlier line of its save was written."""
        return self.verb == "changed" and self.before == self.after

    def because(self, later: "Change") -> "Change":
        """Return this line with the reason that was given later, if it is the one explained."""
        if later.save_id != self.save_id:
            return self
        return Change(**{**self.model_dump(), "reason": later.reason})


class SignOff(SQLModel, table=True):
    """A quarter as it was signed: the plan, the pages of its pack, and the pack as printed.

    `as_of` is the past day on whose evening the plan stood so, where it was signed later than that.
    `plan`, `document` and `pdf` are compressed; `workbook.store.signoff` writes and reads them.
    There is no `pdf` where an export left it out: the pages are printed again (`pack.prints`).
    """

    __tablename__ = SIGNED

    quarter: Id = Field(primary_key=True, max_length=7)
    number: int = Field(primary_key=True, ge=0, le=MOST, sa_column_kwargs={"autoincrement": False})
    at: Moment
    who: Line = Field(max_length=200)
    code: Id = Field(max_length=8)
    as_of: date | None = Field(default=None)
    plan: bytes
    document: bytes
    pdf: bytes | None = Field(default=None)
    hashes: dict[str, str] = Field(sa_type=JSON)


def alike(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are one: a time is, however it is written; so is nothing."""
    if one == other or (one in (None, "") and other in (None, "")):
        return True
    if isinstance(one, str) and isinstance(other, str):
        return _said(one) is not None and _said(one) == _said(other)
    return False


def _said(text: str) -> datetime | None:
    if len(text) < len("2026-09-30T00:00"):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
