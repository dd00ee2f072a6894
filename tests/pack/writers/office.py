"""The example's pack to write, and LibreOffice to open what was written."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workbook import Quarter
from workbook.insight.findings import findings
from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.report import Report
from workbook.resources import templates
from workbook.store import exchange, frozen
from workbook.strategy import Plan

QUARTER = Quarter.parse("2026-Q3")


@cache
def example() -> dict[str, Any]:
    """Return the example's pack as it is gathered."""
    report = Report(_plan(), QUARTER, "AB12CD34")
    parts = [report.cover(), *(getattr(report, name)() for name in PAGES)]
    return composed([part.to_json() for part in parts])


@cache
def printed_figures() -> frozenset[str]:
    """Return every figure of the example's findings, as it is printed."""
    return frozenset(figure.printed for figure in findings(_plan(), QUARTER))


def kinds(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return all blocks of a kind, wherever they stand."""

    def within(value: Any) -> list[dict[str, Any]]:
        own = [value] if isinstance(value, dict) and value.get("kind") == kind else []
        inner = value.values() if isinstance(value, dict) else value
        deep = isinstance(value, dict | list | tuple)
        return own + [each for item in (inner if deep else ()) for each in within(item)]

    return within(document["sections"])


def opened(file: bytes, kind: str, folder: Path) -> list[str]:
    """Return the pages that LibreOffice prints of an office file, as text."""
    if not shutil.which("soffice"):
        assert os.environ.get("CI") != "true", "There has to be a LibreOffice for CI"
        pytest.skip("LibreOffice (soffice) is not installed")
    (folder / f"pack.{kind}").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(folder / f"pack.{kind}")], check=True, timeout=240)
    pdf = (folder / "pack.pdf").read_bytes()
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


@cache
def _plan() -> Plan:
    return frozen.plan_from(exchange.read(templates() / "example"))
