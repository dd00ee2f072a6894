"""A workbook as plain files, one a kind of record, that version control can compare line by line.

Each file is a JSON list. Records stand one field a line; readings and journal lines, of which
there are many, stand one record a line.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from workbook.errors import DatabaseRefused, ImportRefused, InvalidEntry
from workbook.store import signoff
from workbook.store.frozen import plain, plan_from
from workbook.store.upgrades import FORMAT, Records, upgraded
from workbook.strategy.destination import Reading
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, SignOff
from workbook.strategy.plan import Plan
from workbook.strategy.rules import check, check_together

__all__ = ["plan_from", "read", "records_of", "write"]

_ONE_LINE = (Reading, Change, SignOff)
_TABLES: tuple[type[SQLModel], ...] = (*ENTITIES, Change, SignOff)


def records_of(plan: Plan) -> Records:
    """Return the plan's records and journal as plain values, by the name of their table."""
    records: Records = {
        _table(model): [plain(row) for row in plan.all(model)] for model in ENTITIES
    }
    records["change"] = [plain(line) for line in plan.changes]
    return records


def write(records: Mapping[str, list[dict[str, Any]]], folder: Path) -> None:
    """Write the records to `folder`, one file a table; files of an older export are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for model in _TABLES:
        text = _listed(records.get(_table(model), []), one_line=model in _ONE_LINE)
        (folder / f"{_table(model)}.json").write_text(text, encoding="utf-8", newline="\n")
    about = json.dumps({"format": FORMAT, "made_by": "strategy-workbook"}, indent=2) + "\n"
    (folder / "workbook.json").write_text(about, encoding="utf-8", newline="\n")


def read(folder: Path) -> Records:
    """Return the records of an export.

    Raises:
        ImportRefused: `folder` is not an export, is of a newer format, or a record is not valid;
            the text names the file and the record.
    """
    about = _json(folder / "workbook.json")
    if not isinstance(about, dict) or not _is_format(about.get("format")):
        raise ImportRefused(f"{folder / 'workbook.json'} does not say which format the files have.")
    if about["format"] > FORMAT:
        raise ImportRefused(
            f"{folder} was exported by a newer version of the program. Update the program first."
        )
    records = upgraded(_files(folder, about["format"]), about["format"])
    entities = [r for model in ENTITIES for r in _entities(model, records, folder)]
    try:
        check_together(entities, Plan.of_records(entities))
    except InvalidEntry as error:
        raise _refused(folder, *_place(records, entities, error), error) from None
    for kept in (Change, SignOff):
        for place, row in enumerate(records.get(_table(kept), []), 1):
            try:
                signoff.checked(signoff.read(row)) if kept is SignOff else kept.model_validate(row)
            except (DatabaseRefused, ValueError) as error:
                raise _refused(folder, kept, place, error) from None
    return records


def _entities(model: type[Entity], records: Records, folder: Path) -> Iterator[Entity]:
    for place, row in enumerate(records.get(_table(model), []), 1):
        try:
            yield check(model, row)
        except InvalidEntry as error:
            raise _refused(folder, model, place, error) from None


def _place(
    records: Records, entities: Sequence[Entity], error: InvalidEntry
) -> tuple[type[SQLModel], int]:
    """Return where the last record with the id of the error stands."""
    model = next(type(record) for record in reversed(entities) if record.id == error.id)
    ids = [row.get("id") for row in records[_table(model)]]
    return model, len(ids) - ids[::-1].index(error.id)


def _refused(folder: Path, model: type[SQLModel], place: int, error: Exception) -> ImportRefused:
    return ImportRefused(f"{folder / _table(model)}.json, record {place}: {error}")


def _is_format(found: Any) -> bool:
    return isinstance(found, int) and found >= 1


def _files(folder: Path, found: int) -> Records:
    known = set(map(_table, _TABLES))
    paths = (path for path in sorted(folder.glob("*.json")) if path.name != "workbook.json")
    # A table of an older format may have another name today.
    return {p.stem: _rows(p) for p in paths if p.stem in known or found < FORMAT}


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = _json(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImportRefused(f"{path} has to hold a list of records.")
    return rows


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ImportRefused(f"{path.parent} holds no {path.name}: it is not an export.") from None
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"{path} cannot be read: {error}.") from None


def _listed(rows: list[dict[str, Any]], *, one_line: bool) -> str:
    if not one_line:
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _table(model: type[SQLModel]) -> str:
    return str(model.__tablename__)
