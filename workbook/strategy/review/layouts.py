"""How a file of a business is laid out: said once, and known again by its header."""

from typing import Any, Literal

from pydantic import field_validator
from sqlalchemy import JSON
from sqlmodel import Field

from workbook.period import Unit
from workbook.strategy.entity import Entity, Nouns, Once, choice, text

__all__ = ["FileLayout"]

_MOST = 2_000  # columns, KPIs or settings of one layout


class FileLayout(Entity, table=True):
    """What somebody has said of a file: what its columns are, and what is made of them.

    `columns` leads from a column to its field, `kpis` from a KPI to its rule. `told` is what was
    said of a till's time zone and refunds, and `settings` of the file's sheet, its decimal mark and
    the like: `workbook.intake` reads them.
    """

    __tablename__ = "file_layout"
    nouns = Nouns("file layout", "file layouts")
    once = Once(
        "one_layout_a_header",
        ("fingerprint",),
        "fingerprint",
        "Files with these columns have a layout already. Change that one.",
    )

    name: str = text("File", "The file that it was first said of.", required=True)
    fingerprint: str = text("Fingerprint", "Of the names of its columns.", required=True, limit=64)
    kind: Literal["readings", "transactions", "people", "objectives"] = choice(
        "Read as", default="readings"
    )
    header: list[str] = Field(default_factory=list, sa_type=JSON, title="Its columns")
    columns: dict[str, str] = Field(default_factory=dict, sa_type=JSON, title="What they are")
    every: Unit | None = choice("Every", "How often its KPIs are read.", default=None)
    kpis: dict[str, str] = Field(default_factory=dict, sa_type=JSON, title="KPIs and their rules")
    told: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, title="Said of its rows")
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, title="How it is read")

    @field_validator("header", "columns", "kpis", "told", "settings")
    @classmethod
    def _not_endless(cls, held: Any) -> Any:
        if len(held) > _MOST:
            raise ValueError(f"A file layout holds at most {_MOST} columns or KPIs.")
        return held
