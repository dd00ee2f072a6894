"""Every pack is one that a screen reader reads and an archive keeps: PDF/UA-1 and PDF/A-3a."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from tests.pack.brand.making import SVG, lay, picture
from tests.pack.printing.standards import broken_rules
from workbook import Quarter
from workbook.pack.audiences import OWNER, Audience
from workbook.pack.brand import brand_in
from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.printing.typeset import typeset
from workbook.pack.report import Report
from workbook.resources import templates
from workbook.store import exchange, frozen
from workbook.strategy import Business, Plan


def example() -> Plan:
    return frozen.plan_from(exchange.read(templates() / "example"))


def nothing() -> Plan:
    return plan(make(Business, name="Rise Bakery"))


def forty_kpis() -> Plan:
    many = [kpi(f"Till {place}", target=60) for place in range(40)]
    return plan(*many, *(each for k in many for each in ending(k, *CALM, *CALM, 58)))


def long_names() -> Plan:
    name = "Orders that are delivered before seven in the morning, " * 5
    loud = kpi(name[:200], unit="orders" * 6, target=60)
    return plan(make(Business, name=name[:120]), loud, *ending(loud, *CALM, *CALM, 58))


def right_to_left() -> Plan:
    loaves = kpi("כיכרות לחם", unit="خبز", target=60)
    return plan(make(Business, name="مخبز"), loaves, *ending(loaves, *CALM, *CALM, 58))


def document_of(whose: Callable[[], Plan], audience: Audience = OWNER) -> dict[str, Any]:
    """Return a version of the pack of a plan, as the report notebook composes it."""
    quarter = Quarter.parse("2026-Q3") if whose is example else Q1
    report = Report(whose(), quarter, "AB12CD34", audience)
    parts = [report.cover(), *(getattr(report, name)() for name in PAGES)]
    document = composed([part.to_json() for part in parts])
    document["cover"]["date"] = document["cover"]["date"] or "2026-10-05"
    return document


def test_a_pack_in_a_brand_keeps_to_both_standards(tmp_path: Path) -> None:
    font, words = 'font = "DejaVu Sans"', 'footer = "Keller Advisers · confidential"'
    for name, content in (
        ("logo_svg", SVG),
        ("logo_png", picture()),
        ("logo_jpg", picture("JPEG", mode="CMYK")),
    ):
        lines = (f'logo = "{name.replace("_", ".")}"', 'accent = "#7a1f4d"', font, words)
        look = brand_in(lay(tmp_path, *lines, **{name: content})).look.of("Rise Bakery")
        file = tmp_path / "pack.pdf"
        file.write_bytes(typeset({**document_of(long_names), "look": look.to_json()}))
        assert broken_rules(file) == [], name


PACKS = (example, nothing, forty_kpis, long_names, right_to_left)


@pytest.mark.parametrize("whose", PACKS, ids=lambda whose: whose.__name__)
def test_no_rule_of_the_two_standards_is_broken(whose: Callable[[], Plan], tmp_path: Path) -> None:
    pdf = tmp_path / "pack.pdf"
    pdf.write_bytes(typeset(document_of(whose)))
    assert not broken_rules(pdf)


def test_a_rule_that_is_broken_is_found(tmp_path: Path) -> None:
    """A page without the mark of the standard is none of an archive, whatever is set aside."""
    bare = tmp_path / "bare.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(bare)
    assert len(broken_rules(bare)) > 2
