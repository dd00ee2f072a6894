"""What an export says of its own files, so that half of one is never taken for the whole.

The manifest is written last, over one that says “not finished”: whatever stops an export, what it
left is known. It counts and hashes records, not bytes: line ends and marks of an editor are no
change of what is said.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook.store.frozen import canonical
from workbook.store.upgrades import FORMAT, Row
from workbook.strategy.history import SIGNED
from workbook.wording import say_count, say_list

__all__ = ["UNFINISHED", "differences", "left_out", "manifest", "written"]

UNFINISHED = {"made_by": "strategy-workbook", "finished": False}
"""Stands in the place of a manifest while the files are being written.

It has no format, so that a program which knows nothing of manifests takes no half export either.
"""


def manifest(records: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Return what an export of these records, by the name of their table, says of its files."""
    files = {f"{table}.json": _told(rows) for table, rows in records.items()}
    lacks = {"left_out": told} if (told := left_out(records)) else {}
    return {"format": FORMAT, "made_by": "strategy-workbook", **lacks, "files": files}


def left_out(records: Mapping[str, Sequence[Row]]) -> str:
    """Return in words what an export of these records does not carry; empty if it carries all.

    >>> left_out({"sign_off": [{"quarter": "2026-Q1", "pdf": None}]})
    'the PDF of 2026-Q1: it is printed again from the pages that were signed off'
    """
    rows = records.get(SIGNED, ())
    lacking = dict.fromkeys(row["quarter"] for row in rows if row.get("pdf", "") is None)
    if not lacking:
        return ""
    them, again = ("PDF", "it is") if len(lacking) == 1 else ("PDFs", "each is")
    named = say_list(list(lacking))
    return f"the {them} of {named}: {again} printed again from the pages that were signed off"


def written(about: Mapping[str, Any]) -> str:
    """Return a manifest as text, one file a line, so that version control shows which changed."""
    lines = (f"    {json.dumps(name)}: {json.dumps(told)}" for name, told in about["files"].items())
    listed = "{\n" + ",\n".join(lines) + "\n  }"
    return json.dumps({**about, "files": None}, indent=2).replace("null", listed) + "\n"


def differences(about: Mapping[str, Any], found: Mapping[str, Sequence[Row]]) -> list[str]:
    """Return in words which files are not as they were exported, each with its records.

    A manifest without a list of files, as older programs wrote it, knows of no difference.

    >>> told = manifest({"win": [{"id": "a"}], "kpi": []})
    >>> differences(told, {"win": [{"id": "b"}]})
    ['kpi.json is missing (no records)', 'win.json was changed (one record)']
    """
    files = about.get("files")
    if not isinstance(files, dict):
        return []
    return list(
        _differences(files, {f"{table}.json": _told(rows) for table, rows in found.items()})
    )


def _differences(told: Mapping[str, Any], found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name in sorted({*told, *found}):
        were, are = told.get(name), found.get(name)
        if were == are:
            continue
        if are is None:
            yield f"{name} is missing ({_counted(were)})"
        elif were is None:
            yield f"{name} was added ({_counted(are)})"
        else:
            was, now = _counted(were), _counted(are)
            yield f"{name} was changed ({now if now == was else f'{now}, not {was}'})"


def _told(rows: Sequence[Row]) -> dict[str, Any]:
    return {"records": len(rows), "sha256": _hash(rows)}


def _hash(rows: Sequence[Row]) -> str:
    digest = hashlib.sha256()
    try:
        for row in rows:
            digest.update(canonical(row) + b"\n")
    except UnicodeEncodeError:  # half a letter, which no export of ours holds
        return ""
    return digest.hexdigest()


def _counted(told: Any) -> str:
    count = told.get("records") if isinstance(told, dict) else None
    return (
        say_count(count, "record") if isinstance(count, int) and count >= 0 else "records unknown"
    )
