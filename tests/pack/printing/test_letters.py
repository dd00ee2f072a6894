"""Any letters that a person can type come out as typed, whatever they are written in."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from tests.pack.paper import chart, document, section
from tests.pack.printing.standards import broken_rules
from workbook import typefaces
from workbook.errors import RenderFailed
from workbook.pack.blocks import Cell, Column, Heading, Prose, Table
from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.printing.fonts import fonts
from workbook.pack.printing.typeset import typeset
from workbook.pack.report import Report
from workbook.strategy import Business, Person, Plan
from workbook.strategy.review.pack import asks
from workbook.typefaces import faces_for, unprintable

WRITTEN = {
    "Arabic": "مخبز الصباح",
    "Chinese": "王伟烘焙坊",
    "Devanagari": "नमस्ते दुनिया",
    "emoji": "Lift off 🚀",
    "Greek": "Φούρνος",
    "Hebrew": "כיכרות לחם",
    "Japanese": "日本のパン",
    "Korean": "한국 빵집",
    "Thai": "ขนมปัง",
}


@pytest.fixture(params=WRITTEN)
def written(request: pytest.FixtureRequest) -> str:
    text = WRITTEN[request.param]
    if unprintable(text) and not os.environ.get("CI"):
        pytest.skip(f"no font with {request.param} letters is installed here")
    return text


def test_it_is_printed_in_a_heading_in_text_and_in_a_table(written: str, tmp_path: Path) -> None:
    table = Table(written, [Column("KPI")], [[Cell(written)]])
    pdf = tmp_path / "pack.pdf"
    pdf.write_bytes(typeset(document(section(Heading(written), Prose(written), table))))
    read = "".join(sheet.extract_text() for sheet in PdfReader(pdf).pages)
    signs = {sign for sign in written if sign.isalnum() and ord(sign) > 0x2E00}
    assert signs <= set(read)  # complex scripts are reordered when they are read back


def test_a_chart_shows_it_or_the_pack_says_what_it_cannot_show(written: str) -> None:
    """Letters that change their shape beside others cannot be drawn in a picture yet."""
    said = document(section(chart(words=written), title="Charts"))
    if written in (WRITTEN["Devanagari"], WRITTEN["emoji"], WRITTEN["Thai"]):
        with pytest.raises(RenderFailed, match=r"A chart in “Charts” cannot show “.+”"):
            typeset(said)
    else:
        assert typeset(said).startswith(b"%PDF")


def test_nothing_is_missed_in_it(written: str) -> None:
    of = plan(make(Business, name="Rise Bakery"), make(Person, name=written))
    assert not unprintable(written)
    assert not list(asks(of, Q1))


def test_a_whole_pack_of_all_of_them_keeps_to_both_standards(tmp_path: Path) -> None:
    names = [text for text in WRITTEN.values() if not unprintable(text)]
    assert len(names) == len(WRITTEN) or not os.environ.get("CI")
    people = [make(Person, name=name) for name in names]
    loaves = kpi(f"Loaves {' '.join(names)}", unit="loaves", target=60)
    pdf = tmp_path / "pack.pdf"
    of = plan(make(Business, name=names[0]), *people, loaves, *ending(loaves, *CALM, 58))
    pdf.write_bytes(_pack(of))
    assert not broken_rules(pdf)


def test_other_faces_are_taken_only_for_what_the_two_of_the_pack_lack() -> None:
    """So that a pack in Latin letters is the same on every machine, whatever it has."""
    assert faces_for("Crème brûlée, Łódź, Привет, ✓") == ()
    assert fonts(faces_for("Rise Bakery")) is fonts(())
    families = {str(family) for family in fonts(faces_for("ขนมปัง")).families()}
    assert families == {"Source Sans 3", "DejaVu Sans", "Noto Sans Thai"}


def test_letters_that_no_font_has_are_named_before_a_pack_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With what brings them, so that nobody has to find out."""
    monkeypatch.setattr(typefaces, "_others", tuple)
    [ask] = asks(plan(make(Person, name="王伟")), Q1)
    assert (
        "“王伟” in Name of “王伟” cannot be printed: take it out, or write it in words."
        in ask.missing
    )
    assert "Python package cvttf-notosanscjk-regular" in ask.missing
    assert unprintable("\ue000") == "\ue000"


@pytest.mark.parametrize(
    "broken", [b"", b"no font", b"\0\1\0\0" + bytes(40)], ids=["empty", "text", "torn"]
)
def test_a_broken_font_of_the_machine_is_passed_over(
    broken: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "NotoSansTorn-Regular.ttf"
    file.write_bytes(broken)
    monkeypatch.setattr(typefaces, "_others", lambda: (file,))
    assert unprintable("ขนมปัง 1") == "ขนมปัง"


def _pack(of: Plan) -> bytes:
    report = Report(of, Q1, "AB12CD34")
    gathered: list[Callable[[], object]] = [getattr(report, name) for name in PAGES]
    parts = [report.cover(), *(each() for each in gathered)]
    whole = composed([part.to_json() for part in parts])
    whole["cover"]["date"] = whole["cover"]["date"] or "2026-10-05"
    assert re.search("Loaves", str(whole))
    return typeset(whole)
