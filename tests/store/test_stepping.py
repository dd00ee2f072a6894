"""What may not become so is refused at every door, and what has come to stand may stand."""

import json
from datetime import date
from pathlib import Path

import pytest

from workbook import Workbook
from workbook.errors import ImportRefused, InvalidEntry
from workbook.store import Edit, exchange
from workbook.strategy import Initiative
from workbook.strategy.route import Approval, ApprovalRule, Automation
from workbook.strategy.start import Person


def begin(book: Workbook, id: str) -> None:
    work = book.plan.find(id)
    assert work is not None
    book.save([Edit(Initiative, id, {"status": "in progress"}, work.version)])


def chatbot(book: Workbook, **fields: object) -> str:
    work = book.add(Initiative, name="Ordering chatbot", **fields)
    book.add(Automation, name="Chatbot", initiative_id=work)
    return work


def test_a_save_that_begins_work_with_unmet_checks_is_refused_whole(book: Workbook) -> None:
    work = chatbot(book)
    with pytest.raises(InvalidEntry, match="The checks of “Chatbot” hold it back"):
        begin(book, work)
    assert [each.status for each in book.plan.all(Initiative)] == ["not started"]


def test_what_runs_already_may_be_put_in_the_register_and_edited(book: Workbook) -> None:
    work = chatbot(book, status="in progress")
    book.save([Edit(Initiative, work, {"name": "Chatbot for cafés"}, 1)])
    assert book.plan.name_of(work) == "Chatbot for cafés"


def test_nor_is_it_begun_again_by_taking_a_pause_back(book: Workbook) -> None:
    work = chatbot(book, status="in progress")
    book.save([Edit(Initiative, work, {"status": "paused"}, 1)])
    paused = book.plan.changes.of(work)[-1]
    with pytest.raises(InvalidEntry, match="hold it back"):
        book.store.restore_before(paused.number, "Ana")


def test_an_approval_by_somebody_who_may_not_is_refused_and_an_older_one_stands(
    book: Workbook, tmp_path: Path
) -> None:
    ana, bo = (book.add(Person, name=name) for name in ("Ana Ruiz", "Bo Lind"))
    work = book.add(Initiative, name="Paint the van")
    day = {"asked_on": date(2026, 7, 1), "decided_on": date(2026, 7, 2)}
    said = {"verdict": "refused", "reason": "It is new.", "decided_by": [bo]}

    def refuse(id: str) -> None:
        book.save([Edit(Approval, id, {"initiative_id": work, **day, **said})])

    refuse("first")
    book.add(ApprovalRule, approver_ids=[ana])
    with pytest.raises(InvalidEntry, match="Bo Lind may not approve or refuse work"):
        refuse("second")
    book.export(tmp_path / "out")
    assert len(exchange.read(tmp_path / "out")["approval"]) == 1


def test_an_edited_export_begins_nothing_either(book: Workbook, tmp_path: Path) -> None:
    chatbot(book)
    folder = tmp_path / "out"
    book.export(folder)
    path = folder / "initiative.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([{**row, "name": "Chat"} for row in rows]), encoding="utf-8")
    exchange.read(folder, edited=True)
    path.write_text(json.dumps([{**row, "status": "in progress"} for row in rows]))
    with pytest.raises(ImportRefused, match=r"initiative\.json: .*“Chatbot” hold it back"):
        exchange.read(folder, edited=True)
