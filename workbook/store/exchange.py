"""A workbook as plain files, one a kind of record, that version control can compare line by line.

Each file is a JSON list. Records stand one field a line; readings and journal lines, of which
there are many, stand one record a line. What belongs together stands in `workbook.json`, which is
written last.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from workbook import files, jsontext
from workbook.errors import DatabaseRefused, ImportRefused, InvalidEntry
from workbook.store import manifest, signoff
from workbook.store.frozen import plain, plan_from
from workbook.store.sealing import refuse_rewritten
from workbook.store.stepping import refuse_unasked
from workbook.store.upgrades import FORMAT, Records, upgraded
from workbook.strategy.destination import Reading
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import SIGNED, Change, SignOff
from workbook.strategy.plan import Plan
from workbook.strategy.rules import check, check_together
from workbook.wording import say_list

__all__ = ["edited", "left_out", "plan_from", "read", "records_of", "write"]

_ABOUT = "workbook.json"
_ONE_LINE = (Reading, Change, SignOff)
_TABLES: tuple[type[SQLModel], ...] = (*ENTITIES, Change, SignOff)


def records_of(plan: Plan) -> Records:
    """Return the plan's records and journal as plain values, by the name of their table."""
    records: Records = {
        _table(model): [plain(row) for row in plan.all(model)] for model in ENTITIES
    }
    records["change"] = [plain(line) for line in plan.changes]
    return records


def write(
    records: Mapping[str, list[dict[str, Any]]], folder: Path, like: Path | None = None
) -> None:
    """Write the records to `folder`, one file a table; files of an older export are replaced.

    Who may read the file `like` may read them, or else only you. All are written before the first
    takes its place; whatever stops them then, what is there says that it is not finished.

    Raises:
        StorageFailed: a file could not be written; an older export stays as it was.
    """
    whole = {_table(model): records.get(_table(model), []) for model in _TABLES}
    texts = {_ABOUT: manifest.written(manifest.manifest(whole))}
    for model in _TABLES:
        text = _listed(whole[_table(model)], one_line=model in _ONE_LINE)
        texts[f"{_table(model)}.json"] = text
    files.folder(folder, like)
    with ExitStack() as placing:  # which goes backwards, so that the manifest comes last
        for name, text in texts.items():
            fresh = placing.enter_context(files.beside(folder / name, like))
            fresh.write_text(text, encoding="utf-8", newline="\n")
        files.put(folder / _ABOUT, json.dumps(manifest.UNFINISHED, indent=2) + "\n", like)


def read(folder: Path, *, edited: bool = False) -> Records:
    """Return the records of an export; `edited` takes files that somebody changed on purpose.

    Raises:
        ImportRefused: `folder` is not an export, was not finished, is of a newer format, is no
            longer as it was exported, a record is not valid, or one that is sealed was changed;
            the text names the file and the record.
    """
    about = _about(folder)
    found = _files(folder, about)
    if not edited and (changed := manifest.differences(about, found)):
        raise ImportRefused(
            f"{folder} is not as it was exported: {say_list(changed)}. Nothing was imported. "
            "Export the workbook once more; or, if somebody changed that on purpose, say so: "
            "--edited"
        )
    records = upgraded(found, about["format"])
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
    if edited:
        refuse_rewritten(records)
        refuse_unasked(records, entities, Plan.of_records(entities))
    return records


def edited(folder: Path) -> list[str]:
    """Return in words which files of an export are not as they were exported."""
    about = _about(folder)
    return manifest.differences(about, _files(folder, about))


def left_out(folder: Path) -> str:
    """Return in words what an export does not carry of its workbook; empty if it carries all."""
    signed = folder / f"{SIGNED}.json"
    return manifest.left_out({SIGNED: _rows(signed)}) if signed.exists() else ""


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


def _about(folder: Path) -> dict[str, Any]:
    path = folder / _ABOUT
    about = _json(path)
    if isinstance(about, dict) and about.get("finished") is False:
        raise ImportRefused(
            f"The export in {folder} was not finished, so that its files do not belong together. "
            "Nothing was imported: export the workbook once more."
        )
    if not isinstance(about, dict) or not _is_format(about.get("format")):
        raise ImportRefused(f"{path} does not say which format the files have.")
    if about["format"] > FORMAT:
        raise ImportRefused(
            f"{folder} was exported by a newer version of the program. Update the program first."
        )
    return about


def _is_format(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and found >= 1


def _files(folder: Path, about: Mapping[str, Any]) -> Records:
    # A table of an older format may have another name today.
    older, listed = about["format"] < FORMAT, about.get("files")
    known = {f"{_table(model)}.json" for model in _TABLES}
    paths = (path for path in sorted(folder.glob("*.json")) if path.name != _ABOUT)
    return {
        path.stem: _rows(path)
        for path in paths
        if path.name in known or (path.name in listed if isinstance(listed, dict) else older)
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = _json(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImportRefused(f"{path} has to hold a list of records.")
    return rows


def _json(path: Path) -> Any:
    try:
        return jsontext.read(path)
    except FileNotFoundError:
        raise ImportRefused(f"{path.parent} holds no {path.name}: it is not an export.") from None
    except ValueError as error:
        raise ImportRefused(f"{path} cannot be read: {error}.") from None


def _listed(rows: list[dict[str, Any]], *, one_line: bool) -> str:
    if not one_line:
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _table(model: type[SQLModel]) -> str:
    return str(model.__tablename__)
