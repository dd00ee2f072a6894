"""Versions of the pack: other pages for a board, a team and a person, and the same figures."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.pack.printing.standards import broken_rules
from workbook import Quarter, WorkbookError, open_workbook
from workbook.cli import main
from workbook.errors import RenderFailed
from workbook.pack.audiences import BOARD, OWNER, Audience, audience, audiences
from workbook.pack.blocks import Cell, Table
from workbook.pack.explaining import explained
from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.printing.typeset import typeset
from workbook.pack.proof.examine import examine
from workbook.pack.report import Report
from workbook.pack.writers import WRITERS, written
from workbook.resources import templates
from workbook.store import exchange, frozen

PLAN = frozen.plan_from(exchange.read(templates() / "example"))
Q3 = Quarter.parse("2026-Q3")
BAKERY, JONAS = Audience("team", "Bakery"), Audience("person", "Jonas Weber")


def pack(whom: Audience) -> dict[str, Any]:
    report = Report(PLAN, Q3, "AB12CD34", whom)
    pages = (getattr(report, name)() for name in ("for_you", *PAGES))
    document = composed([part.to_json() for part in (report.cover(), *pages)])
    document["cover"]["date"] = document["cover"]["date"] or "2026-10-05"
    return document


OWNERS = pack(OWNER)


def words(document: dict[str, Any]) -> list[str]:
    """Return the words of each sheet of a pack as PDF."""
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(typeset(document))).pages]


def test_the_owners_version_is_the_pack_itself() -> None:
    assert pack(audience(PLAN, "")) == OWNERS
    assert not OWNERS["cover"]["audience"]
    assert "for_you" not in [section["name"] for section in OWNERS["sections"]]


def test_the_boards_pages_are_those_of_the_owner_but_for_what_the_owner_works_with() -> None:
    boards = {each["name"]: each for each in pack(BOARD)["sections"]}
    owners = {each["name"]: each for each in OWNERS["sections"]}
    assert [*boards] == [name for name in owners if name not in BOARD.left_out]
    in_part = {"sources", *(page for page, _ in BOARD.parts_left_out)}
    for name, section in boards.items():
        if name not in in_part:
            assert section == owners[name]
        elif name != "sources":
            assert {**section, "blocks": ()} == {**owners[name], "blocks": ()}
            assert all(block in owners[name]["blocks"] for block in section["blocks"])


def test_a_part_that_a_board_does_not_need_is_left_out_of_its_page_and_no_other() -> None:
    boards = pack(BOARD)["sections"]
    whole = {each["name"]: each for each in OWNERS["sections"]}
    for page, part in BOARD.parts_left_out:
        headings = [b["text"] for b in whole[page]["blocks"] if b["kind"] == "heading"]
        assert part in headings, "a part goes by its heading"
        assert part not in json.dumps(boards, ensure_ascii=False)
    assert "Did it work?" in json.dumps(boards)


@pytest.mark.parametrize("whom", [BAKERY, JONAS], ids=str)
def test_a_teams_and_a_persons_version_is_one_sheet_with_the_figures_of_the_pack(
    whom: Audience,
) -> None:
    document = pack(whom)
    [sheet] = words(document)
    assert whom.label in sheet.splitlines()[-1] or f"{whom.label}  ·  Pack code" in sheet
    known, blocks = words(OWNERS), Report(PLAN, Q3, audience=whom).for_you().blocks
    [kpis] = (b for b in blocks if isinstance(b, Table) and b.caption == "Your KPIs")
    printed = [str(cell) for row in kpis.rows for cell in row[1:4] if not isinstance(cell, Cell)]
    assert printed
    assert all(any(value in sheet for sheet in known) for value in printed)
    assert all(row[0].code for row in kpis.rows if isinstance(row[0], Cell))


@pytest.mark.parametrize("whom", [BAKERY, JONAS], ids=str)
def test_a_teams_and_a_persons_version_carries_nothing_about_others(whom: Audience) -> None:
    document = pack(whom)
    pdf = typeset(document)
    assert not PdfReader(BytesIO(pdf)).attachments
    others = {"Bakery": "Café customers", "Jonas Weber": "Bread left over"}[whom.name]
    assert others in "".join(words(OWNERS))
    assert others not in json.dumps(document)


@pytest.mark.parametrize("whom", [each for each in audiences(PLAN) if each.personal], ids=str)
def test_what_is_still_to_be_given_by_others_is_in_nobodys_version(whom: Audience) -> None:
    assert {"Next thing to give", "Completeness"} <= {what for what, _ in OWNERS["cover"]["facts"]}
    assert [what for what, _ in pack(whom)["cover"]["facts"]] == [
        "Version",
        "Status",
        "Last change",
    ]


def test_a_missed_target_is_not_passed_over_at_the_head_of_the_page() -> None:
    page = Report(PLAN, Q3, audience=JONAS).for_you()
    assert page.lead == "To watch: Café customers and Orders delivered by seven."


def test_a_version_keeps_to_the_standards(tmp_path: Path) -> None:
    pdf = tmp_path / "jonas.pdf"
    pdf.write_bytes(typeset(pack(JONAS)))
    assert not broken_rules(pdf)


def test_a_version_can_be_had_in_every_format() -> None:
    made = written(pack(JONAS), list(WRITERS))
    assert all(len(data) > 1_000 for data in made.values())
    assert b"Jonas Weber" in made["html"]


def test_what_a_person_has_to_do_and_whom_to_ask_is_on_their_page() -> None:
    page = json.dumps(pack(BAKERY), ensure_ascii=False)
    assert "Bake to a daily forecast" in page
    assert "Priya Nair" in page  # who answers for the objective that theirs serves
    assert "We will not: Open a second shop" in page


def test_a_version_for_a_person_says_what_to_check_in_its_place() -> None:
    with pytest.raises(RenderFailed, match="version “For Jonas Weber”, which carries nothing"):
        examine(typeset(pack(JONAS)))


@pytest.mark.parametrize(
    ("written_as", "sentence"),
    [
        ("person:Maya", "No person is called “Maya”. There is Marta Lindqvist, "),
        ("team:Moon", "No team is called “Moon”. There is "),
        ("staff", "There is no version for “staff”. Ask for owner, board, team:NAME or person:"),
        ("board:Bakery", "There is no version for “board:Bakery”."),
    ],
)
def test_another_audience_is_refused_with_those_there_are(written_as: str, sentence: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        audience(PLAN, written_as)
    assert str(refused.value).startswith(sentence)


def test_names_are_found_however_they_are_typed() -> None:
    assert audience(PLAN, " Person : jonas  WEBER ") == JONAS
    assert {OWNER, BOARD, BAKERY, JONAS} <= set(audiences(PLAN))


def test_each_audience_has_a_file_name_of_its_own() -> None:
    names = [each.in_file_name for each in audiences(PLAN)]
    assert len(set(names)) == len(names)
    assert Audience("person", "Jonas Weber").in_file_name == "-person-Jonas-Weber"


def test_names_that_a_file_cannot_have_still_have_a_file_each() -> None:
    people = ("A B", "A/B", "A-B", "../Ana/..", "Ana", "🎉", "🥐", "日" * 200, "日" * 199)
    named = [Audience("person", each).in_file_name for each in people]
    assert len(set(named)) == len(people)
    assert max(len(each.encode()) for each in named) < 130
    assert not set("/\\🎉") & set("".join(named))


def test_what_is_in_and_out_is_explained_with_the_reason() -> None:
    told = list(explained(PLAN, Q3, BOARD))
    assert ("Where we stand", "out", BOARD.left_out["swot"]) in told
    why = BOARD.parts_left_out["lessons", "How sure were we?"]
    assert ("Lessons: How sure were we?", "out", why) in told
    assert all(why for _, there, why in told if there == "out")
    assert [there for *_, there, _ in explained(PLAN, Q3, JONAS)].count("in") == 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from workbook.cli.example import make_example

    return make_example(tmp_path_factory.mktemp("bakery")).parent


def test_one_command_makes_a_version_with_the_notebook_behind_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(folder / "rise-bakery.workbook")
    main(["report", source, "--quarter", "2026-Q3", "--audience", "person:Jonas Weber"])
    name = "rise-bakery-2026-Q3-person-Jonas-Weber"
    assert f"{name}.pdf" in capsys.readouterr().out
    facts = json.loads((folder / "packs" / f"{name}.manifest.json").read_text())
    assert facts["audience"] == "person:Jonas Weber"
    [sheet] = PdfReader(folder / "packs" / f"{name}.pdf").pages
    assert "means for Jonas Weber" in sheet.extract_text()


def test_the_boards_pack_agrees_when_it_is_verified(folder: Path) -> None:
    source = folder / "rise-bakery.workbook"
    made = open_workbook(source).render(Q3, folder / "packs", audience=BOARD)
    found = examine(made.pdf.read_bytes())
    assert not found.troubles
    assert found.figures == found.agreeing
