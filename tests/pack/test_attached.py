"""What a pack carries besides its pages, so that every figure can be made again without us."""

import csv
import json
from io import BytesIO, StringIO

import pikepdf
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import plan
from tests.pack.paper import document
from workbook.insight.findings import findings
from workbook.pack.attached import attachments, findings_json
from workbook.pack.packing import packed, text_of
from workbook.pack.printing.typeset import typeset
from workbook.pack.report import Report
from workbook.store import frozen

TICKETS = kpi("Tickets", unit="tickets", target=60)
PLAN = plan(TICKETS, *ending(TICKETS, *CALM, *CALM, 58))
FILES = {each.name: text_of(each.packed) for each in attachments(PLAN, Q1)}


def test_the_list_of_figures_is_the_one_of_the_command_with_codes() -> None:
    found = json.loads(FILES["findings.json"])
    assert FILES["findings.json"] == findings_json(PLAN, Q1)
    assert [each["id"] for each in found["figures"]] == [f.id for f in findings(PLAN, Q1)]
    assert {"code", "value", "printed", "method", "sources", "caveat"} <= set(found["figures"][0])


def test_the_plan_is_as_a_sign_off_freezes_it() -> None:
    assert FILES["plan.json"].encode() == frozen.canonical(frozen.freeze(PLAN, Q1))


def test_the_readings_open_in_a_spreadsheet() -> None:
    rows = list(csv.DictReader(StringIO(FILES["readings.csv"])))
    assert len(rows) == 2 * len(CALM) + 1
    assert (rows[-1]["kpi"], rows[-1]["value"], rows[-1]["unit"]) == ("Tickets", "58.0", "tickets")


def test_of_very_many_readings_those_of_two_quarters_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workbook.pack.attached._MOST_READINGS", 3)
    listed = {each.name: each for each in attachments(PLAN, Q1)}["readings.csv"]
    rows = list(csv.DictReader(StringIO(text_of(listed.packed))))
    assert {row["to"] >= str(Q1.previous.start) for row in rows} == {True}
    assert "plan.json has all" in listed.description


def test_the_crate_says_what_made_the_figures_from_what() -> None:
    parts = {each["@id"]: each for each in json.loads(FILES["ro-crate-metadata.json"])["@graph"]}
    assert parts["#run"]["instrument"] == {"@id": "#strategy-workbook"}
    assert parts["#run"]["result"] == {"@id": "findings.json"}
    assert set(FILES) >= {each["@id"] for each in parts["./"]["hasPart"]}


def test_the_pdf_carries_them_with_its_own_pages() -> None:
    sections = [Report(PLAN, Q1).sources()]
    pdf = typeset(document(*sections, date="2017-04-01"))
    with pikepdf.open(BytesIO(pdf)) as opened:
        carried = opened.attachments
        texts = {name: carried[name].get_file().read_bytes().decode() for name in carried}
    assert {name: texts[name] for name in FILES} == FILES
    assert json.loads(texts["pages.json"])["sections"][0]["title"] == "Sources and methods"
    assert pdf == typeset(document(*sections, date="2017-04-01"))


def test_what_was_packed_and_cut_off_is_refused() -> None:
    with pytest.raises(ValueError, match="cut off"):
        text_of(packed("a" * 1_000)[:16])
