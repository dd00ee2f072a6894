"""A workbook that has been in use for long: the example, and 100 KPIs read daily for ten years."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import numpy as np
from sqlalchemy import insert

from workbook.book import Workbook
from workbook.resources import templates
from workbook.store import Edit, Store, database
from workbook.strategy import KPI, Change, Reading, Source
from workbook.strategy.destination import Objective
from workbook.strategy.start import Person

KPIS, DAYS = 100, 3400  # a business is open on about 340 days a year
LAST = date(2026, 9, 30)

_SPACE = UUID("8f6b2f0e-52c5-4a8e-9d0b-3f6a5f0f5c11")
_Rows = list[dict[str, Any]]


def example(path: Path) -> Workbook:
    """Return the example business in a new workbook."""
    book = Workbook(str(path), Store(database.connect(str(path), create=True)))
    book.restore(templates() / "example")
    return book


def large(path: Path, kpis: int = KPIS, days: int = DAYS) -> Workbook:
    """Return the example with many more KPIs in a new workbook; the same figures each time.

    The readings come from one imported file, with the journal's lines that an import writes. They
    are put into the tables by hand, which takes seconds and is what the workbook does in the end.
    """
    book = example(path)
    source = str(uuid5(_SPACE, "source"))
    measures = [Edit(KPI, str(uuid5(_SPACE, f"kpi {k}")), _kpi(book, k)) for k in range(kpis)]
    book.save([Edit(Source, source, _file(kpis * days)), *measures])
    number = book.plan.changes[-1].number
    engine = database.connect(str(path))
    with engine.execution_options(writes=True).connect() as connection:
        for k, edit in enumerate(measures):
            rows = list(_readings(k, edit.id, source, days))
            connection.execute(insert(Reading), rows)
            connection.execute(insert(Change), list(_lines(rows, number)))
            number += len(rows)
        connection.commit()
    engine.dispose()
    return book


def _kpi(book: Workbook, k: int) -> dict[str, Any]:
    objectives, people = book.plan.all(Objective), book.plan.all(Person)
    summary = ("mean", "sum", "last")[k % 3]
    return {
        "name": f"Daily measure {k + 1}",
        "objective_id": objectives[k % len(objectives)].id,
        "owner_id": people[k % len(people)].id,
        "unit": "orders",
        "frequency": "day",
        "summary": summary,
        "target": _level(k) * (90 if summary == "sum" else 1) * 1.1,
        "target_date": "2026-12-31",
        "position": len(book.plan.all(KPI)) + k,
    }


def _file(rows: int) -> dict[str, Any]:
    return {
        "name": "till.csv",
        "sha256": "0" * 64,
        "kind": "readings",
        "rows_read": rows,
        "rows_taken": rows,
        "imported_at": datetime(2026, 10, 1, 8, tzinfo=UTC),
    }


def _level(k: int) -> float:
    return 100.0 + 10 * k


def _readings(k: int, kpi: str, source: str, days: int) -> Iterator[dict[str, Any]]:
    """Yield what one till took: steady, and for every fourth KPI better in the last quarter."""
    rng = np.random.default_rng(k)
    level = _level(k)
    values = rng.normal(level, level / 12, days)
    if k % 4 == 0:
        values[-78:] += level / 6
    open_days = sorted(rng.choice(int(days * 365 / 340), days, replace=False))
    for place, value in zip(open_days, values.round(2).tolist(), strict=True):
        start = LAST - timedelta(days=int(open_days[-1] - place))
        yield {
            "id": str(uuid5(_SPACE, f"{k} {start}")),
            "position": 0,
            "version": 1,
            "kpi_id": kpi,
            "start": start,
            "value": value,
            "complete": True,
            "rows": None,
            "note": "",
            "source_id": source,
        }


def _lines(rows: _Rows, number: int) -> Iterator[dict[str, Any]]:
    for line, row in enumerate(rows, number + 1):
        after = {name: value for name, value in row.items() if name not in ("id", "version")}
        yield {
            "number": line,
            "save_id": str(uuid5(_SPACE, "import")),
            "at": datetime(2026, 10, 1, 8, tzinfo=UTC),
            "who": "Marta Lindqvist",
            "entity": "reading",
            "record_id": row["id"],
            "verb": "added",
            "before": {},
            "after": {**after, "start": row["start"].isoformat()},
            "reason": "",
        }
