"""A sign that cannot be seen is left out or refused in words, in a file and on a server alike."""

import json
from pathlib import Path
from typing import Any

import pytest

from workbook import Workbook
from workbook.errors import ImportRefused, InvalidEntry, WorkbookError
from workbook.store import Edit, exchange
from workbook.strategy import Initiative, Objective, Reading

SIGNS = ["a\x00b", "a\ud800b", "a\x1bb"]


@pytest.mark.parametrize("sign", SIGNS)
def test_it_is_left_out_of_a_text(book: Workbook, sign: str) -> None:
    book.who = sign
    book.save([Edit(Objective, "o", {"name": sign, "why": sign})], reason=sign)
    [objective] = book.plan.all(Objective)
    line = book.plan.changes[-1]
    assert {objective.name, objective.why, line.who, line.reason} == {"ab"}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("entity", "id", "fields"),
    [
        (Objective, "{}", {"name": "Grow"}),
        (Objective, "{}", None),
        (Objective, "o", {"name": "Grow", "owner_id": "{}"}),
        (Initiative, "i", {"name": "Van", "objective_ids": ["{}"]}),
        (Reading, "r", {"kpi_id": "{}", "start": "2026-07-01", "value": 1}),
    ],
)
def test_it_is_refused_in_what_a_record_is_known_by(
    book: Workbook, sign: str, entity: Any, id: str, fields: dict[str, Any] | None
) -> None:
    written = json.loads(json.dumps(fields).replace('"{}"', json.dumps(sign)))
    lines = len(book.plan.changes)
    with pytest.raises(InvalidEntry, match=r"holds a sign that cannot be seen|has to be text"):
        book.save([Edit(entity, sign if id == "{}" else id, written, 1 if not fields else None)])
    assert len(book.plan.changes) == lines


@pytest.mark.parametrize("sign", SIGNS)
def test_what_is_asked_for_by_it_is_not_there(book: Workbook, sign: str) -> None:
    asked = (
        lambda: book.store.undo(sign, "Ana"),
        lambda: book.store.hand_over(sign, sign, "Ana"),
        lambda: book.store.taking_back([sign]),
    )
    for ask in asked:
        try:
            ask()
        except WorkbookError as error:
            assert str(error).isprintable()


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("field", ["save_id", "record_id", "entity"])
def test_it_is_refused_in_an_export_that_somebody_edited(
    book: Workbook, tmp_path: Path, sign: str, field: str
) -> None:
    folder = book.export(tmp_path / "export")
    journal = folder / "change.json"
    lines = json.loads(journal.read_text(encoding="utf-8"))
    lines[0][field] = sign
    journal.write_text(json.dumps(lines), encoding="utf-8")
    with pytest.raises(ImportRefused, match=r"change.json"):
        exchange.read(folder, edited=True)
