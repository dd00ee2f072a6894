"""Every pack is one that a screen reader reads and an archive keeps: PDF/UA-1 and PDF/A-3a."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import page
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook import Quarter
from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.printing.typeset import typeset
from workbook.pack.report import Report
from workbook.resources import templates
from workbook.store import exchange, frozen
from workbook.strategy import Business, Plan

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)


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


def document_of(whose: Callable[[], Plan]) -> dict[str, Any]:
    """Return the pack of a plan, as the report notebook composes it."""
    quarter = Quarter.parse("2026-Q3") if whose is example else Q1
    report = Report(whose(), quarter, "AB12CD34")
    parts = [report.cover(), *(getattr(report, name)() for name in PAGES)]
    document = composed([part.to_json() for part in parts])
    document["cover"]["date"] = document["cover"]["date"] or "2026-10-05"
    return document


PACKS = (example, nothing, forty_kpis, long_names, right_to_left)


@pytest.mark.parametrize("whose", PACKS, ids=lambda whose: whose.__name__)
def test_no_rule_of_the_two_standards_is_broken(whose: Callable[[], Plan], tmp_path: Path) -> None:
    pdf = tmp_path / "pack.pdf"
    pdf.write_bytes(typeset(document_of(whose)))
    for profile in PROFILES:
        found = page.validate_pdf(str(pdf), profile=profile)
        broken = [each.rule_id for each in found.failures]
        if LENGTH in broken and all(lengths_are_right(pdf.read_bytes())):
            broken.remove(LENGTH)
        assert not broken, found


LENGTH = "PDFA3A-STREAM-LENGTH-001"


def lengths_are_right(pdf: bytes) -> Iterator[bool]:
    """Tell of each stream whether its end is where its length says.

    The checker takes a carriage return that is a stream's last byte for a part of the line's end.
    """
    for found in re.finditer(
        rb"/Length (\d+)(?:(?!stream|endobj).)*?>>\s*stream\n", pdf, re.DOTALL
    ):
        end = found.end() + int(found[1])
        yield pdf[end:].startswith(b"\nendstream")
